"""Make what people install, in build/dist (`make package`)."""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path
from subprocess import CalledProcessError

from shipping import bundle
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
        made = [_made(name, options.version, is_quick=options.quick) for name in BUDGET]
        return 0 if all(made) else 1
    except (CalledProcessError, OSError, UnknownLibrary, UnknownPart) as error:
        print(f"Not everything was packaged: {error}", file=sys.stderr)
        return 1


def _made(name: str, version: str, *, is_quick: bool) -> bool:
    """Make all packages of one program; return whether its sizes are within the budget."""
    made = bundle.freeze(name)
    unpacked, packed = BUDGET[name]
    is_within = _told(f"{name}, unpacked", made.size(), unpacked)
    if sys.platform != "linux":
        return is_within
    package = (trees.app if name == "ahoy" else trees.service)(made, version)
    for build in (deb.build, rpm.build):
        _told_size(build(package, DIST, is_quick=is_quick))
    if not is_quick:
        top = f"{name}-{version}-linux-{platform.machine()}"
        archive = bundle.pack(made.folder, DIST / f"{top}.tar.xz", top=top)
        is_within &= _told(archive.name, archive.stat().st_size, packed)
    return is_within


def _told_size(path: Path) -> None:
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def _told(what: str, size: int, budget: int) -> bool:
    is_within = size <= budget * 1e6
    print(f"{what}: {size / 1e6:.1f} MB, budget {budget}{'' if is_within else ': MISSED'}", flush=True)
    return is_within


if __name__ == "__main__":
    sys.exit(main())
