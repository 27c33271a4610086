"""Bundles: a folder with a program, its Python and all of its libraries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shipping import environment
from shipping.linux import elf
from shipping.places import BUILD, PACKAGING, source_date


@dataclass(frozen=True, slots=True)
class Bundle:
    """A folder that PyInstaller made. ``name`` is also that of its program."""

    name: str
    folder: Path

    @property
    def internal(self) -> Path:
        """Where everything but the program lies."""
        return self.folder / "_internal"

    def size(self) -> int:
        """Return the bytes in its files."""
        return sum(path.stat().st_size for path in files(self.folder))


def freeze(name: str) -> Bundle:
    """Make the bundle that ``packaging/frozen/NAME.spec`` describes; raise ``CalledProcessError``.

    The environment has been made.
    """
    target = BUILD / "bundles"
    subprocess.run(
        [
            *(environment.python(), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--distpath", target, "--workpath", BUILD / "work", PACKAGING / "frozen" / f"{name}.spec"),
        ],
        # The order of sets, and with it that of the archive, would be another each time.
        env=os.environ | {"SOURCE_DATE_EPOCH": str(source_date()), "PYTHONHASHSEED": "0"},
        check=True,
    )
    bundle = Bundle(name, target / name)
    if sys.platform == "linux":
        strip(bundle)
    return bundle


def strip(bundle: Bundle) -> None:
    """Take the symbols that only debuggers read out of the libraries, where they can be loaded without."""
    if shutil.which("strip") is None:
        raise FileNotFoundError("strip is missing: on Debian, apt-get install binutils")
    for path in filter(is_library, files(bundle.internal)):
        stripped = path.with_name(f"{path.name}.stripped")
        subprocess.run(["strip", "--strip-unneeded", "-o", stripped, path], check=True)
        if elf.is_loadable(stripped):
            stripped.replace(path)
        else:
            stripped.unlink()


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder`` that are no links, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def is_library(path: Path) -> bool:
    """Whether ``path`` has the name of a shared library of Linux."""
    return path.suffix == ".so" or ".so." in path.name


def pack(folder: Path, target: Path, *, top: str) -> Path:
    """Write ``folder`` as ``target``, a .tar.xz in which everything lies below ``top``.

    Raises ``CalledProcessError`` and ``OSError``.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # Two threads even on one processor: the bytes that come out depend on that.
    with (
        target.open("wb") as out,
        subprocess.Popen(["xz", "-6", "--threads=2"], stdin=subprocess.PIPE, stdout=out) as xz,
        tarfile.open(fileobj=xz.stdin, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = f"{top}/{path.relative_to(folder)}".removesuffix("/.")
            archive.add(path, name, recursive=False, filter=_anonymous)
    if xz.returncode:
        raise subprocess.CalledProcessError(xz.returncode, "xz")
    return target


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Return ``member`` without what differs from one build to the next."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = source_date()
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    return member
