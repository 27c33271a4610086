"""The notices of what a bundle is made of: names, versions, licences and their texts, read from itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import PurePosixPath
from typing import Any

from shipping.places import PACKAGING, ROOT

FOLDER = PACKAGING / "notices"
FILE = "THIRD-PARTY-NOTICES.txt"
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors|ofl)", re.IGNORECASE)
_RULE = "=" * 100
_WITHOUT_TEXT = {"LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": ("LGPL-3.0", "GPL-3.0")}
"""Licences of Python packages that bring no text, and which texts of ours are meant."""
_HEAD = """Ahoy is free software under the GNU General Public License, version 3 or later.

What follows is in this program beside our own sources, each part under the licence named with it. The texts
of the licences stand below. The sources of each part are at its address.
"""


class UnknownPart(Exception):
    """A bundle holds something of which nobody wrote down whose it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a bundle that is not ours. ``text`` are licence texts that only it has."""

    name: str
    version: str
    licence: str
    home: str
    copyright: str = ""
    words: str = ""
    text: str = ""
    texts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name and version in one line."""
        return f"{self.name} {self.version}".strip()


def parts(files: Iterable[str], distributions: Iterable[Distribution]) -> list[Part]:
    """Return what ``files`` of a bundle are made of; raise ``UnknownPart``.

    ``files`` are names in the bundle with forward slashes, and modules as if they lay there:
    ``aiohttp/web.py``.
    """
    held = {PurePosixPath(name).with_suffix("").as_posix() for name in files}
    python = {_name(each): _python_part(each) for each in distributions if _is_held(each, held)}
    natives = _natives()
    found = [_native_part(each) for each in natives if _is_used(each, files, python)]
    _refuse_unknown(files, natives)
    return sorted([*python.values(), *found], key=lambda part: part.name.lower())


def _name(distribution: Distribution) -> str:
    return re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower()


def _is_held(distribution: Distribution, held: set[str]) -> bool:
    """Whether one of its modules is in the bundle. Parts of PyInstaller have no name of their own there."""
    if _name(distribution) == "pyinstaller":
        return True
    installed = (PurePosixPath(str(path)) for path in distribution.files or ())
    modules = (path for path in installed if path.suffix in {".py", ".so", ".pyd"})
    return any(path.with_suffix("").as_posix() in held for path in modules)


def _python_part(distribution: Distribution) -> Part:
    about: Any = distribution.metadata
    licence = about.get("License-Expression") or _short(about.get("License", "")) or _classified(about)
    texts = [
        path.read_text()
        for path in distribution.files or ()
        if ".dist-info/" in str(path) and _TEXT.search(path.name) and path.suffix != ".py"
    ]
    ours = () if texts else _WITHOUT_TEXT.get(licence, ())
    if not texts and not ours:
        raise UnknownPart(f"{about['Name']} brings no text of its licence, {licence}: notices._WITHOUT_TEXT.")
    text = "\n\n".join(each.strip() for each in texts)
    return Part(about["Name"], about["Version"], licence, _home(about), text=text, texts=ours)


def _home(about: Any) -> str:
    urls = dict(each.split(", ", 1) for each in about.get_all("Project-URL") or ())
    urls = {label.lower(): url for label, url in urls.items()}
    known = [about.get("Home-page"), *(urls.get(label) for label in ("repository", "source", "homepage"))]
    return next((each for each in known if each), f"https://pypi.org/project/{about['Name']}")


def _short(licence: str) -> str:
    """Return what stands in the old field "License" if it is a name, and not the whole text."""
    return "" if "\n" in licence or len(licence) > 100 else licence


def _classified(about: Any) -> str:
    prefix = "License :: OSI Approved :: "
    found = [
        each.removeprefix(prefix) for each in about.get_all("Classifier") or () if each.startswith(prefix)
    ]
    return " AND ".join(found) or "see its text"


def _natives() -> list[dict[str, Any]]:
    table = tomllib.loads((FOLDER / "natives.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = table["native"]
    return found


def _is_used(native: Mapping[str, Any], files: Iterable[str], python: Mapping[str, Part]) -> bool:
    if any(name in python for name in native.get("inside", ())):
        return True
    if "holds" in native:
        return any(name.startswith(native["holds"]) for name in files)
    starts = tuple(native.get("files", ()))
    return bool(starts) and any(
        PurePosixPath(name).name.startswith(starts) for name in files if is_native(name)
    )


def _native_part(native: Mapping[str, Any]) -> Part:
    about = " ".join(native.get("words", "").split())
    if said_by := native.get("said_by"):
        about = f"The texts are those of {said_by}, above or below. {about}".strip()
    owner = " ".join(native.get("copyright", "").split())
    texts = tuple(native.get("texts", ()))
    return Part(native["name"], "", native["licence"], native["home"], owner, about, texts=texts)


def is_native(name: str) -> bool:
    """Whether a file of a bundle is a library that is no module of Python."""
    path = PurePosixPath(name)
    is_library = path.suffix in {".so", ".dylib", ".dll"} or ".so." in path.name or ".framework/" in name
    is_module = not path.name.startswith("lib") and (".abi3." in path.name or ".cpython-" in path.name)
    is_plugin = "/plugins/" in name or "/qml/" in name
    return is_library and not is_module and not is_plugin


def _refuse_unknown(files: Iterable[str], natives: Iterable[Mapping[str, Any]]) -> None:
    starts = tuple(start for each in natives for start in each.get("files", ()))
    for name in files:
        if is_native(name) and not PurePosixPath(name).name.startswith(starts):
            raise UnknownPart(f"whose {name} is, is not known: packaging/notices/natives.toml.")


def text_of(found: Iterable[Part]) -> str:
    """Return the notices as one text; raise ``OSError`` for a licence that has no text here."""
    return "\n".join(_lines(list(found)))


def _lines(found: list[Part]) -> Iterator[str]:
    yield _HEAD
    width = max(len(part.title) for part in found)
    yield from (f"{part.title:{width}}  {part.licence}" for part in found)
    for part in found:
        yield from ("", _RULE, part.title, f"Licence: {part.licence}", part.home)
        yield from (line for line in (part.copyright, part.words) if line)
        if part.texts:
            yield f"The text stands below, as: {', '.join(part.texts)}"
        if part.text:
            yield f"\n{part.text}"
    for name in sorted({name for part in found for name in part.texts}):
        yield from ("", _RULE, f"Text of {name}", "", _licence_text(name).strip())
    yield ""


def _licence_text(name: str) -> str:
    path = ROOT / "LICENSE" if name == "GPL-3.0" else FOLDER / "texts" / f"{name}.txt"
    return path.read_text(encoding="utf-8")
