"""Make what people install, in build/dist (`make package`)."""

from __future__ import annotations

import argparse
import platform
import sys
from subprocess import CalledProcessError

from shipping import bundle
from shipping.places import DIST, version

BUDGET = {"ahoy": (330, 95)}
"""Megabytes, unpacked and as .tar.xz."""


def main() -> int:
    """Make everything that this system can; 1 if a step failed or a size is over its budget."""
    parser = argparse.ArgumentParser(description="Make what people install.")
    parser.add_argument("--no-archive", action="store_true", help="no .tar.xz, which takes minutes")
    options = parser.parse_args()
    try:
        return _app(archive=not options.no_archive)
    except (CalledProcessError, OSError) as error:
        print(f"Nothing was packaged: {error}", file=sys.stderr)
        return 1


def _app(*, archive: bool) -> int:
    made = bundle.freeze("ahoy")
    unpacked, packed = BUDGET[made.name]
    is_within = _told(f"{made.name}, unpacked", made.size(), unpacked)
    if archive:
        name = f"ahoy-{version()}-{sys.platform}-{platform.machine()}"
        target = bundle.pack(made.folder, DIST / f"{name}.tar.xz", top=name)
        is_within &= _told(target.name, target.stat().st_size, packed)
    return 0 if is_within else 1


def _told(what: str, size: int, budget: int) -> bool:
    is_within = size <= budget * 1e6
    print(f"{what}: {size / 1e6:.1f} MB, budget {budget}{'' if is_within else ': MISSED'}", flush=True)
    return is_within


if __name__ == "__main__":
    sys.exit(main())
