"""Where a libopus may lie, on each system: PyAV's own, a bundle's, one that is installed. Pure look-up."""

from __future__ import annotations

import ctypes.util
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

NAMES = ("libopus*.so*", "libopus*.dylib", "libopus*.dll", "opus*.dll")
"""Wheels add a hash: libopus-114e2b1a.so.0.11.1, libopus.0.dylib, libopus-0-bf1c0b1e.dll."""

OTHERS = ("libopusfile", "libopusenc", "libopusurl")
"""Libraries with such a name that are something else."""

WHEEL_FOLDERS = ("../av.libs", ".dylibs", "__dot__dylibs", "..", ".")
"""Relative to PyAV: Linux and Windows, macOS, macOS in a bundle, and bundles that put all in one folder."""

SYSTEM_FOLDERS = (
    "/opt/homebrew/lib",
    "/usr/local/lib",
    "/opt/local/lib",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib64",
    "/usr/lib",
)
SYSTEM_NAMES = ("opus", "libopus-0", "libopus")


def _inside(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    found = {path for pattern in NAMES for path in folder.glob(pattern)}
    yield from (path for path in sorted(found) if not path.name.startswith(OTHERS))


def candidates(
    package: Path,
    bundle: Path | None = None,
    system: Iterable[str] = SYSTEM_FOLDERS,
    find: Callable[[str], str | None] = ctypes.util.find_library,
) -> Iterator[str]:
    """Yield what to load, best first: paths, or names for the system's loader.

    ``package`` is the folder of PyAV, ``bundle`` the folder of a frozen program.
    """
    folders = [package / folder for folder in WHEEL_FOLDERS]
    folders += [bundle, bundle / "av.libs", bundle / "Frameworks"] if bundle is not None else []
    folders += [Path(folder) for folder in system]
    seen: set[str] = set()
    for folder in folders:
        for path in _inside(folder):
            real = str(path.resolve())
            if real not in seen:
                seen.add(real)
                yield real
    for name in SYSTEM_NAMES:
        if (known := find(name)) is not None and known not in seen:
            seen.add(known)
            yield known
