"""The files of our packages, laid out as they will lie below /."""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate
from pathlib import Path

from system_libraries import WINDOW, Library

from shipping import environment, notices
from shipping.bundle import Bundle, files, is_library
from shipping.linux import elf, manual
from shipping.linux.package import MAINTAINER, Package, make_ordinary
from shipping.places import BUILD, PACKAGING, ROOT, source_date
from shipping.system_needs import wanted_libraries

LINUX = PACKAGING / "linux"
SERVICE = PACKAGING / "service"
METAINFO = LINUX / "org.ahoy.Ahoy.metainfo.xml"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute of what is translated; without it a text is in English."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version that was released, and what is said of it."""

    version: str
    day: str
    words: tuple[str, ...]


def releases() -> list[Release]:
    """Return the releases that the AppStream metadata names, newest first, in English."""
    found = ElementTree.parse(METAINFO).getroot().iterfind("releases/release")
    return [
        Release(
            each.get("version", ""),
            each.get("date", ""),
            tuple(
                " ".join((p.text or "").split())
                for p in each.iterfind("description/p")
                if XML_LANGUAGE not in p.attrib
            ),
        )
        for each in found
    ]


def app(bundle: Bundle, version: str) -> Package:
    """Return the package of the app."""
    tree = _begun(bundle)
    _copy(LINUX / "ahoy.desktop", tree / "usr/share/applications/ahoy.desktop")
    _copy(METAINFO, tree / "usr/share/metainfo" / METAINFO.name)
    _icons(tree / "usr/share/icons/hicolor")
    _manual(_grammar(), LINUX / "ahoy.1.inc", version, tree)
    loaded = {each.name for each in WINDOW if isinstance(each, Library)}
    libraries, glibc = _needs(bundle)
    return _finished(
        Package(
            name="ahoy",
            version=version,
            summary="audio and video calls on the desktop",
            description=(
                "Call people on your network, users of a call service, telephone numbers",
                "and SIP addresses, with sound and picture. People nearby find each other",
                "by themselves. A call between two people with Ahoy stays between them: it",
                "goes from machine to machine, encrypted all the way. Rooms, and calls to",
                "telephone numbers and SIP addresses, pass through the call service.",
            ),
            section="net",
            rpm_group="Applications/Communications",
            tree=tree,
            libraries=tuple(sorted({*libraries, *loaded})),
            glibc=glibc,
            recommends=(
                "pipewire-pulse | pulseaudio",
                "gnome-keyring | kwalletmanager",
                "xdg-desktop-portal",
            ),
            suggests=("libpipewire-0.3-0", "libva2", "libgtk-3-0t64 | libgtk-3-0"),
        )
    )


def service(bundle: Bundle, version: str) -> Package:
    """Return the package of the call service."""
    tree = _begun(bundle)
    _copy(SERVICE / "ahoy-service.service", tree / "usr/lib/systemd/system/ahoy-service.service")
    _copy(SERVICE / "ahoy-service.sysusers", tree / "usr/lib/sysusers.d/ahoy-service.conf")
    configuration = ("/etc/ahoy/service.toml", "/etc/ahoy/service.env")
    for name in configuration:
        _copy(SERVICE / Path(name).name, tree / name[1:])
    _manual(manual.command(_grammar(), "serve"), SERVICE / "ahoy-service.8.inc", version, tree)
    libraries, glibc = _needs(bundle)
    return _finished(
        Package(
            name="ahoy-service",
            version=version,
            summary="call service for audio and video calls with Ahoy",
            description=(
                "The service at which people register, wherever they are, so that others",
                "reach them: with presence, several applications side by side, a gateway to",
                "SIP addresses and telephone numbers, and metrics for Prometheus.",
            ),
            section="net",
            rpm_group="System Environment/Daemons",
            tree=tree,
            libraries=tuple(libraries),
            glibc=glibc,
            also_depends=("systemd | systemd-standalone-sysusers | systemd-sysusers",),
            configuration=configuration,
            debian_scripts=_texts(SERVICE / "debian"),
            rpm_scripts=_texts(SERVICE / "rpm"),
            rpm_also_requires=("Requires: systemd", "Requires(pre): /usr/sbin/useradd"),
            access={"/etc/ahoy": (0o750, "ahoy"), **dict.fromkeys(configuration, (0o640, "ahoy"))},
        )
    )


def _grammar() -> argparse.ArgumentParser:
    # Not at the top: only Linux makes these pages, with an interpreter that has what the program needs.
    from core.cli.arguments import build_parser

    return build_parser()


def _manual(parser: argparse.ArgumentParser, end: Path, version: str, tree: Path) -> None:
    """Write the page whose name, section and end are those of the file ``end``: NAME.SECTION.inc."""
    name, section, _ = end.name.split(".")
    more = end.read_text(encoding="utf-8")
    text = manual.page(parser, name, int(section), version=version, date=source_date(), more=more)
    _zipped(tree / f"usr/share/man/man{section}/{name}.{section}.gz", text)


def _begun(bundle: Bundle) -> Path:
    """Return a fresh tree with the program in it."""
    tree = BUILD / "trees" / bundle.name
    shutil.rmtree(tree, ignore_errors=True)
    (tree / "usr/bin").mkdir(parents=True)
    shutil.copytree(bundle.folder, tree / "usr/lib" / bundle.name, symlinks=True, copy_function=os.link)
    (tree / "usr/bin" / bundle.name).symlink_to(f"../lib/{bundle.name}/{bundle.name}")
    return tree


def _finished(package: Package) -> Package:
    doc = package.tree / "usr/share/doc" / package.name
    _copy(LINUX / "copyright", doc / "copyright")
    entries = [
        f"{package.name} ({package.version if n == 0 else each.version}) unstable; urgency=medium\n\n"
        + "".join(f"  * {words}\n" for words in each.words)
        + f"\n -- {MAINTAINER}  {_mail_date(each.day)}\n"
        for n, each in enumerate(releases())
    ]
    _zipped(doc / "changelog.gz", "\n".join(entries))
    internal = package.tree / "usr/lib" / package.name / "_internal"
    _zipped(doc / "THIRD-PARTY-NOTICES.gz", (internal / notices.FILE).read_text(encoding="utf-8"))
    make_ordinary(package.tree)
    return package


def _mail_date(day: str) -> str:
    return formatdate(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def _needs(bundle: Bundle) -> tuple[list[str], tuple[int, ...]]:
    found = [path for path in files(bundle.folder) if is_library(path) or path.name == bundle.name]
    links = elf.read_links(found)
    return wanted_libraries(elf.missing(links)), max(each.glibc for each in links.values())


def _icons(hicolor: Path) -> None:
    """Write the icon in all sizes that desktops look for."""
    environment.run("shipping.icons", hicolor)
    _copy(ROOT / "resources/icons/ahoy.svg", hicolor / "scalable/apps/ahoy.svg")
    _copy(LINUX / "ahoy-symbolic.svg", hicolor / "symbolic/apps/ahoy-symbolic.svg")


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _zipped(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
