"""Packages for Debian and Ubuntu, by dpkg-deb."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from shipping.bundle import files
from shipping.linux.package import MAINTAINER, Package
from shipping.places import source_date
from shipping.system_needs import debian_depends

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def build(package: Package, folder: Path, *, is_quick: bool = False) -> Path:
    """Write ``package`` into ``folder`` and return the file; raise ``CalledProcessError``.

    ``is_quick`` takes little time and more bytes.
    """
    machine = ARCHITECTURES[platform.machine()]
    target = folder / f"{package.name}_{package.version}_{machine}.deb"
    folder.mkdir(parents=True, exist_ok=True)
    meta = package.tree / "DEBIAN"
    shutil.rmtree(meta, ignore_errors=True)
    _write_meta(package, meta, machine)
    # Debian 12 and Ubuntu 22.04 know zstd; xz would make it a tenth smaller, and take ten times as long.
    pressed = ["-Zzstd", "-z1" if is_quick else "-z19"]
    try:
        subprocess.run(
            ["dpkg-deb", *pressed, "--root-owner-group", "--build", package.tree, target],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(source_date())},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    finally:
        shutil.rmtree(meta)
    return target


def _write_meta(package: Package, meta: Path, machine: str) -> None:
    sums = "".join(f"{_md5(path)}  {path.relative_to(package.tree)}\n" for path in files(package.tree))
    texts = {"control": control(package, machine), "md5sums": sums}
    if package.configuration:
        texts["conffiles"] = "".join(f"{name}\n" for name in package.configuration)
    meta.mkdir()
    for name, text in (texts | dict(package.debian_scripts)).items():
        (meta / name).write_text(text, encoding="utf-8")
        (meta / name).chmod(0o755 if name in package.debian_scripts else 0o644)


def control(package: Package, machine: str) -> str:
    """Return the control file."""
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files(package.tree))
    depends = [*debian_depends(package.libraries, package.glibc), *package.also_depends]
    fields = {
        "Package": package.name,
        "Version": package.version,
        "Architecture": machine,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(package.recommends),
        "Suggests": ", ".join(package.suggests),
        "Section": package.section,
        "Priority": "optional",
        "Description": "\n ".join((package.summary, *package.description)),
    }
    return _paragraph(fields.items())


def _paragraph(fields: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields if value)


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
