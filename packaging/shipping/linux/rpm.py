"""Packages for Fedora, openSUSE and their kin, by rpmbuild."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from shipping.linux.package import MAINTAINER, Package
from shipping.places import source_date
from shipping.system_needs import rpm_requires

_SHARED_FOLDERS = frozenset(
    ("usr", "usr/bin", "usr/lib", "usr/share", "usr/share/doc", "usr/share/man", "usr/share/applications")
) | {"etc", "usr/share/metainfo", "usr/share/icons", "usr/lib/systemd", "usr/lib/systemd/system"}
_SHARED_BELOW = ("usr/share/icons/", "usr/share/man/", "usr/lib/sysusers.d")


def build(package: Package, folder: Path, *, is_quick: bool = False) -> Path:
    """Write ``package`` into ``folder`` and return the file; raise ``CalledProcessError``."""
    folder.mkdir(parents=True, exist_ok=True)
    machine = platform.machine()
    target = folder / f"{package.name}-{package.version}-1.{machine}.rpm"
    # Beside the tree: its files are linked there, which works within one filesystem alone.
    with TemporaryDirectory(prefix="ahoy-rpm-", dir=package.tree.parent) as place:
        spec = Path(place) / f"{package.name}.spec"
        spec.write_text(spec_text(package, is_quick=is_quick), encoding="utf-8")
        defines = {
            "_topdir": place,
            "_rpmdir": folder,
            "_rpmfilename": target.name,
            "_buildhost": "ahoy",
            "use_source_date_epoch_as_buildtime": "1",
            "clamp_mtime_to_source_date_epoch": "1",
        }
        subprocess.run(
            [
                *("rpmbuild", "-bb", "--quiet", "--target", machine),
                *(f"--define={name} {value}" for name, value in defines.items()),
                spec,
            ],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(source_date())},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return target


def spec_text(package: Package, *, is_quick: bool = False) -> str:
    """Return the spec file, which copies ``package.tree`` as it is."""
    day = datetime.fromtimestamp(source_date(), UTC).strftime("%a %b %d %Y")
    requires = [f"Requires: {each}" for each in rpm_requires(package.libraries, package.glibc)]
    lines = [
        f"Name: {package.name}",
        f"Version: {package.version}",
        "Release: 1",
        f"Summary: {package.summary[:1].upper()}{package.summary[1:]}",
        "License: GPL-3.0-or-later",
        f"Group: {package.rpm_group}",
        *requires,
        *package.rpm_also_requires,
        # What lies inside is ours alone, and nobody else's need is met by it.
        "AutoReqProv: no",
        "%global debug_package %{nil}",
        "%global __strip /bin/true",
        "%global __os_install_post %{nil}",
        f"%global _binary_payload w{3 if is_quick else 19}.zstdio",
        "%description",
        *package.description,
        "%install",
        'rm -rf "%{buildroot}"',
        'mkdir -p "%{buildroot}"',
        f'cp -al "{package.tree}/." "%{{buildroot}}/"',
        *_scripts(package),
        "%files",
        *_files(package),
        "%changelog",
        f"* {day} {MAINTAINER} - {package.version}-1",
        f"- Version {package.version}.",
    ]
    return "\n".join(lines) + "\n"


def _scripts(package: Package) -> Iterator[str]:
    for name, text in package.rpm_scripts.items():
        yield f"%{name}"
        yield text.replace("%", "%%")


def _files(package: Package) -> Iterator[str]:
    for path in package.paths():
        name = f"/{path.relative_to(package.tree)}"
        is_folder = path.is_dir() and not path.is_symlink()
        if is_folder and _is_shared(name[1:]):
            continue
        mode, group = package.access.get(name, (0, ""))
        words = [f"%attr({mode:04o}, root, {group})" if group else "%attr(-, root, root)"]
        words += ["%config(noreplace)"] if name in package.configuration else []
        words += ["%dir"] if is_folder else []
        words += ["%doc"] if name.startswith("/usr/share/doc/") and not is_folder else []
        yield f'{" ".join(words)} "{name}"'


def _is_shared(name: str) -> bool:
    return name in _SHARED_FOLDERS or name.startswith(_SHARED_BELOW)
