"""Finds what Python says to people: the literals in calls of ``core.sentences``."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CONTEXT = "sentences"


@dataclass(frozen=True, slots=True)
class Text:
    """Something to translate; ``has_count``: it has a form for each number of things."""

    source: str
    meaning: str = ""
    has_count: bool = False


_SINGLE, _PLURAL = ("sentence", "template"), "plural"
_CALL = re.compile(rf"\b({'|'.join((*_SINGLE, _PLURAL))})\s*\(")
"""Without one there is nothing to parse for: so it is in seven files of eight."""


class NoLiteral(Exception):
    """A sentence that nobody can translate, because it is not written down in one piece."""


def texts_of(files: Iterable[Path]) -> list[Text]:
    """Return the texts of all ``files``, each once, in order. Raises ``NoLiteral``."""
    return list(
        dict.fromkeys(text for path in sorted(files) for text in texts_in(path.read_text("utf-8"), path))
    )


def texts_in(source: str, path: Path) -> Iterator[Text]:
    """Yield the texts of one file. Raises ``NoLiteral``."""
    if not _CALL.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            text = _text(node, node.func.id)
            if isinstance(text, str):
                raise NoLiteral(f"{path}:{node.lineno}: {text}")
            if text is not None:
                yield text


def _text(call: ast.Call, name: str) -> Text | str | None:
    """Return the text of a call, None for a call of something else, or what is wrong."""
    if name in _SINGLE:
        found = _literal(call.args[0])
        if found is None:
            # A name may hold a template that was told of where it was written; anything else is put together.
            put_together = isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
            return "a template is one literal" if put_together else None
        meaning = next((_literal(word.value) for word in call.keywords if word.arg == "meaning"), "")
        return "a meaning is one literal" if meaning is None else Text(found, meaning)
    if name == _PLURAL:
        found = _literal(call.args[2]) if len(call.args) > 2 else None
        return Text(found, has_count=True) if found else "a plural has two literals"
    return None


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def as_script(texts: Iterable[Text]) -> str:
    """Return ``texts`` as a script that Qt's lupdate reads."""
    return "\n".join(_line(text) for text in texts) + "\n"


def _line(text: Text) -> str:
    # lupdate reads strings as JSON has them, but for \\u.
    words = (json.dumps(word, ensure_ascii=False) for word in (CONTEXT, text.source, text.meaning))
    return f"qsTranslate({', '.join(words)}{', 2' if text.has_count else ''});"
