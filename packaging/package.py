"""Make what people install, in build/dist (`make package`)."""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path
from subprocess import CalledProcessError

from shipping import bundle, environment, macos, windows
from shipping.linux import deb, rpm, trees
from shipping.notices import UnknownPart
from shipping.places import DIST, ROOT, version
from shipping.system_needs import UnknownLibrary

BUDGET = {"ahoy": (330, 95), "ahoy-service": (175, 55)}
"""Megabytes, unpacked and as .tar.xz."""


def main() -> int:
    """Make everything that this system can; 1 if a step failed or a size is over its budget."""
    parser = argparse.ArgumentParser(description="Make what people install.")
    parser.add_argument("--quick", action="store_true", help="pack loosely, and make no .tar.xz")
    parser.add_argument("--version", default=version(), help="another version than that of pyproject.toml")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    try:
        environment.make()
        # The service is for servers: it is packaged where those are.
        names = list(BUDGET) if sys.platform == "linux" else ["ahoy"]
        made = [_made(name, options.version, is_quick=options.quick) for name in names]
        return 0 if all(made) else 1
    except (CalledProcessError, OSError, UnknownLibrary, UnknownPart) as error:
        print(f"Not everything was packaged: {error}", file=sys.stderr)
        return 1


def _made(name: str, version: str, *, is_quick: bool) -> bool:
    """Make what this system installs of one program; return whether its sizes are within the budget."""
    if sys.platform == "win32":
        windows.prepare(version)
    elif sys.platform == "darwin":
        macos.prepare()
    made = bundle.freeze(name)
    is_within = _told(f"{name}, unpacked", made.size(), BUDGET[name][0])
    if sys.platform == "linux":
        return _linux(made, version, is_quick=is_quick) and is_within
    _told_size(windows.build(made, version) if sys.platform == "win32" else macos.build(made, version))
    return is_within


def _linux(made: bundle.Bundle, version: str, *, is_quick: bool) -> bool:
    package = (trees.app if made.name == "ahoy" else trees.service)(made, version)
    for build in (deb.build, rpm.build):
        _told_size(build(package, DIST, is_quick=is_quick))
    if is_quick:
        return True
    top = f"{made.name}-{version}-linux-{platform.machine()}"
    archive = bundle.pack(made.folder, DIST / f"{top}.tar.xz", top=top)
    return _told(archive.name, archive.stat().st_size, BUDGET[made.name][1])


def _told_size(path: Path) -> None:
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def _told(what: str, size: int, budget: int) -> bool:
    is_within = size <= budget * 1e6
    print(f"{what}: {size / 1e6:.1f} MB, budget {budget}{'' if is_within else ': MISSED'}", flush=True)
    return is_within


if __name__ == "__main__":
    sys.exit(main())
