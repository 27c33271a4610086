"""Two languages made of the English texts: they show what was forgotten, cut or not mirrored."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

_ACCENTED = str.maketrans("aceginorsuyzACEGINORSUYZ", "áçéğíñöřšüýžÁÇÉĞÍÑÖŘŠÜÝŽ")
_KEPT = re.compile(r"(%L?\d|%L?n|\{\w*\}|\{\{|\}\}|<[^>]+>)")
"""What stands for something else in a text, and is not changed."""

_PLACE = re.compile(r"%L?\d")

LONGER = 1.4
"""German, French and Spanish need up to 35 % more room than English in sentences; single words need more."""


def lengthened(text: str) -> str:
    """Return ``text`` with accents, in brackets, and as much longer as languages are."""
    pieces = _KEPT.split(text)
    accented = "".join(piece if i % 2 else piece.translate(_ACCENTED) for i, piece in enumerate(pieces))
    missing = max(2, round(len(text) * (LONGER - 1)))
    return f"[{accented}{_filling(missing)}]"


def _filling(length: int) -> str:
    """Return words, not one long one, that have ``length`` characters."""
    return "".join(" " if i % 6 == 0 and length > 3 else "~" for i in range(length))


def mirrored(text: str) -> str:
    """Return ``text`` with accents, as text that runs from right to left."""
    pieces = _KEPT.split(text)
    accented = "".join(piece if i % 2 else piece.translate(_ACCENTED) for i, piece in enumerate(pieces))
    return f"\u200f{isolated(accented)}\u200f"


def isolated(text: str) -> str:
    """Return ``text`` with what QML puts into it set apart, so that a number in it is not turned round.

    Python does so when it fills a template (``ui.language.speech``); QML's ``arg`` does not, and so every
    translation that runs from right to left has Unicode's isolates around its ``%1``.
    """
    return _PLACE.sub("\u2068\\g<0>\u2069", text)


LANGUAGES: dict[str, Callable[[str], str]] = {"en_XA": lengthened, "ar_XB": mirrored}


def translated(template: str, language: str, change: Callable[[str], str]) -> str:
    """Return the translation file ``template`` with every text translated by ``change``."""
    root = ET.fromstring(template)
    root.set("language", "en")  # the plural forms are those of English
    for message in root.iter("message"):
        source, target = message.find("source"), message.find("translation")
        if source is None or target is None:
            continue
        target.attrib.pop("type", None)
        target.clear()
        said = change(source.text or "")
        if message.get("numerus") == "yes":
            for _ in range(2):
                ET.SubElement(target, "numerusform").text = said
        else:
            target.text = said
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, encoding="unicode")
