"""ELF files, as shared libraries and programs are: what they link to, and whether they can be loaded."""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_AT_ONCE = 200
_FILE = re.compile(r"^(.+):\s+file format elf", re.MULTILINE)
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_([0-9.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Links:
    """What one file links to: names of libraries, and the versions of the C library it wants."""

    needed: frozenset[str]
    glibc: tuple[int, ...] = (0,)


def read_links(paths: Sequence[Path]) -> dict[Path, Links]:
    """Return what each of ``paths`` links to; what is no ELF file is left out."""
    found: dict[Path, Links] = {}
    for start in range(0, len(paths), _AT_ONCE):
        part = [str(path) for path in paths[start : start + _AT_ONCE]]
        said = subprocess.run(["objdump", "-p", *part], capture_output=True, text=True, check=False).stdout
        found |= parse(said)
    return found


def parse(said: str) -> dict[Path, Links]:
    """Return what objdump's words say of each file."""
    pieces = _FILE.split(said)[1:]
    return {Path(name): _links(text) for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


def _links(text: str) -> Links:
    oldest = max(map(_version, _GLIBC.findall(text)), default=(0,))
    return Links(frozenset(_NEEDED.findall(text)), oldest)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def missing(links: dict[Path, Links]) -> dict[str, list[Path]]:
    """Return the libraries that ``links`` need and do not hold, and who needs each."""
    own = {path.name for path in links}
    wanted: dict[str, list[Path]] = {}
    for path, each in links.items():
        for name in sorted(each.needed - own):
            wanted.setdefault(name, []).append(path)
    return wanted


def is_loadable(path: Path) -> bool:
    """Whether the loader takes the segments of a 64-bit little-endian ELF file as they lie.

    An offset in the file has to differ from its address by whole pages. strip does not heed that where
    patchelf, which makes wheels, has put segments at the end.
    """
    with path.open("rb") as file:
        head = file.read(64)
        if len(head) < 64 or head[:6] != b"\x7fELF\x02\x01":
            return False
        (start,) = struct.unpack_from("<Q", head, 32)
        size, count = struct.unpack_from("<HH", head, 54)
        file.seek(start)
        table = file.read(size * count)
    headers = (struct.unpack_from("<IIQQQQQQ", table, index * size) for index in range(count))
    return all(
        (address - offset) % (align or 1) == 0 for kind, _, offset, address, *_, align in headers if kind == 1
    )
