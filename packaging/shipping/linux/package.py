"""What a package is before it becomes one of Debian or of the RPM family: files, needs, words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shipping.bundle import is_library

MAINTAINER = "The Ahoy developers <maintainers@ahoy.invalid>"


@dataclass(frozen=True, slots=True)
class Package:
    """One package. ``tree`` holds its files as they will lie below /.

    ``libraries`` are those the system has to bring, and ``glibc`` the oldest C library they run with.
    ``configuration`` are files that belong to the administrator, with a slash in front. Scripts are run when
    the package comes and goes, by the names that each family has for them. ``access`` maps what is not
    everybody's to read to its mode and group.
    """

    name: str
    version: str
    summary: str
    description: tuple[str, ...]
    section: str
    rpm_group: str
    tree: Path
    libraries: tuple[str, ...]
    glibc: tuple[int, ...]
    also_depends: tuple[str, ...] = ()
    recommends: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    configuration: tuple[str, ...] = ()
    debian_scripts: Mapping[str, str] = field(default_factory=dict)
    rpm_scripts: Mapping[str, str] = field(default_factory=dict)
    rpm_also_requires: tuple[str, ...] = ()
    access: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def paths(self) -> Iterable[Path]:
        """Return everything in ``tree``, folders too, in order."""
        return sorted(self.tree.rglob("*"))


def make_ordinary(tree: Path) -> None:
    """Give everything in ``tree`` the modes that files of a package have."""
    for path in [tree, *tree.rglob("*")]:
        if path.is_symlink():
            continue
        is_program = path.stat().st_mode & 0o100 and not is_library(path)
        path.chmod(0o755 if path.is_dir() or is_program else 0o644)
