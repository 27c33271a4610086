"""Libraries that a bundle for Linux leaves to the system, and in which packages they are.

A bundle brings Python and what the wheels bring, and nothing that was taken from the system which built it:
drivers that the system loads into the same process (Mesa above all) want libraries as new as themselves, and
the system mends its OpenSSL when ours would stay as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from system_libraries import WINDOW, Library

SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")
TAKEN_ALONG = ("libpython", "libbz2")
"""Systems name libbz2 differently; and what holds Python may be the system's own."""

C_LIBRARY = frozenset(
    ("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libc.so.6", "libm.so.6", "libmvec.so.1", "libdl.so.2")
) | {"libpthread.so.0", "libresolv.so.2", "librt.so.1"}

PACKAGES: Mapping[str, tuple[str, ...]] = {
    **{each.name: each.packages for each in WINDOW if isinstance(each, Library)},
    "libXext.so.6": ("libxext6",),
    "libbrotlicommon.so.1": ("libbrotli1",),
    "libcrypto.so.3": ("libssl3t64", "libssl3"),
    "libdrm.so.2": ("libdrm2",),
    "libffi.so.8": ("libffi8",),
    "libgcc_s.so.1": ("libgcc-s1",),
    "liblzma.so.5": ("liblzma5",),
    "libsqlite3.so.0": ("libsqlite3-0",),
    "libssl.so.3": ("libssl3t64", "libssl3"),
    "libstdc++.so.6": ("libstdc++6",),
    "libuuid.so.1": ("libuuid1",),
    "libxcb-glx.so.0": ("libxcb-glx0",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxcb.so.1": ("libxcb1",),
    "libz.so.1": ("zlib1g",),
    "libzstd.so.1": ("libzstd1",),
}
"""Of Debian, for each library that the loader looks for; the newest system's name first."""

OPTIONAL_PLUGINS = frozenset({"libqgtk3.so", "libqglib.so"})
"""Qt goes without them where what they link to is not there."""


class UnknownLibrary(Exception):
    """A bundle needs a library of which nobody wrote down what package it is in."""


def is_of_system(source: Path) -> bool:
    """Whether the library at ``source`` is left to the system where the bundle will run."""
    # Python's own modules lie there, too, where Python is the system's.
    is_taken = source.name.startswith(TAKEN_ALONG) or "/python3" in str(source)
    return str(source).startswith(SYSTEM_FOLDERS) and not is_taken


def wanted_libraries(missing: Mapping[str, Iterable[Path]]) -> list[str]:
    """Return the libraries that the system has to bring, in order.

    ``missing`` says which files of a bundle need each. Raises ``UnknownLibrary``.
    """
    found = []
    for name, users in missing.items():
        needing = sorted({path.name for path in users} - OPTIONAL_PLUGINS)
        if name in C_LIBRARY or not needing:
            continue
        if name not in PACKAGES:
            raise UnknownLibrary(f"{name}, which {needing[0]} needs, is in no table: system_needs.PACKAGES.")
        found.append(name)
    return sorted(found)


def debian_depends(libraries: Iterable[str], glibc: tuple[int, ...]) -> list[str]:
    """Return what a package of Debian with ``libraries`` depends on."""
    others = {" | ".join(PACKAGES[name]) for name in libraries}
    return [f"libc6 (>= {'.'.join(map(str, glibc))})", *sorted(others)]


def rpm_requires(libraries: Iterable[str], glibc: tuple[int, ...], *, bits: str = "()(64bit)") -> list[str]:
    """Return what an RPM with ``libraries`` requires: every distribution says which package has a library."""
    version = ".".join(map(str, glibc))
    return [f"libc.so.6(GLIBC_{version})(64bit)", *(f"{name}{bits}" for name in sorted(set(libraries)))]
