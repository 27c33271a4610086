"""The agent's texts, out of the translation files of the window into what it reads without Qt."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from translating.sources import CONTEXT, Text, texts_of

sys.path.append(str(Path(__file__).resolve().parents[2]))

from core.agent.speech import catalogue_key


def agent_sources(root: Path) -> list[Path]:
    """Return the files in which the agent's notifications are written."""
    return [*sorted((root / "core" / "agent").glob("*.py")), root / "core/desktop/call_notifications.py"]


def catalogue(translations: Path, texts: Iterable[Text]) -> dict[str, str | list[str]]:
    """Return ``texts`` as ``translations`` (a .ts file) says them, without those that are not translated."""
    said = _said(translations)
    known = {text: said[text] for text in texts if all(said.get(text) or [""])}
    return {
        catalogue_key(text.source, text.meaning): forms if text.has_count else forms[0]
        for text, forms in known.items()
    }


def as_json(translations: Path, sources: Iterable[Path]) -> str:
    """Return the catalogue of the texts in ``sources`` as it is written down."""
    made = catalogue(translations, texts_of(sources))
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _said(translations: Path) -> dict[Text, list[str]]:
    """Return every text of Python's with its translations: one, or the forms for one and for many."""
    context = next(each for each in ET.parse(translations).getroot() if each.findtext("name") == CONTEXT)
    said = {}
    for message in context.iter("message"):
        has_count = message.get("numerus") == "yes"
        text = Text(message.findtext("source") or "", message.findtext("comment") or "", has_count)
        forms = [form.text or "" for form in message.iter("numerusform")]
        said[text] = forms if has_count else [message.findtext("translation") or ""]
    return said
