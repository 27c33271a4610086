"""Every text of the program is translated into every language, with all that it holds."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from translating import files, sources
from translating.files import ROOT

FIELD = re.compile(r"%L?\d|%L?n|\{\w+\}")
UNCHANGED_LIMIT = 30
"""Of the texts with words, so many may read the same as in English: Transport, Standard, vCard."""
SHOWN = (
    "core/agent",
    "core/calling",
    "core/engine",
    "core/storage",
    "core/settings",
    "core/phone_numbers",
    "ui",
)
"""Where sentences for a person are made; elsewhere they are for logs, terminals and administrators."""
_SENTENCE = re.compile(r"[A-Z“{][^\n]*[a-z}”] [^\n]*\.$")


def messages(language: str) -> list[ET.Element]:
    return list(ET.parse(files.FOLDER / f"ahoy_{language}.ts").getroot().iter("message"))


def forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    several = [form.text or "" for form in translation.findall("numerusform")]
    return several if message.get("numerus") == "yes" else [translation.text or ""]


def source(message: ET.Element) -> str:
    return message.findtext("source") or ""


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_nothing_is_left_untranslated(language: str) -> None:
    found = [
        source(message)
        for message in messages(language)
        if not all(form.strip() for form in forms(message)) or message.find("translation[@type]") is not None
    ]
    assert found == []


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_what_a_text_holds_is_in_its_translation(language: str) -> None:
    found = [
        (source(message), form)
        for message in messages(language)
        for form in forms(message)
        if sorted(set(FIELD.findall(form))) != sorted(set(FIELD.findall(source(message))))
    ]
    assert found == []


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_each_language_has_its_plural_forms(language: str) -> None:
    counted = [message for message in messages(language) if message.get("numerus") == "yes"]
    assert len(counted) > 10
    assert {len(forms(message)) for message in counted} <= {2, 3}


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_ends_and_edges_are_kept(language: str) -> None:
    """A sentence stays one, a beginning space stays, and nothing is said with a machine's leftovers."""
    found = [
        source(message)
        for message in messages(language)
        for form in forms(message)
        if (source(message)[0] == " ") != (form[0] == " ")
        or source(message).endswith("…") != form.endswith("…")
        or "##" in form
        or "  " in form.replace("  ·  ", "")
    ]
    assert found == []


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_texts_are_not_english(language: str) -> None:
    same = {source(m) for m in messages(language) if forms(m)[0] == source(m)}
    words = {text for text in same if re.search(r"[a-z]{4}", FIELD.sub("", text))}
    assert len(words) <= UNCHANGED_LIMIT, sorted(words)


def test_every_text_of_the_sources_is_in_the_files() -> None:
    """``make texts`` puts them there."""
    known = {source(message) for message in messages("de")}
    qml = re.compile(r'qsTr\("((?:[^"\\]|\\.)*)"')
    said = {
        ast.literal_eval(f'"{text}"')
        for path in (ROOT / "ui" / "qml").rglob("*.qml")
        for text in qml.findall(path.read_text("utf-8"))
    }
    said |= {text.source for text in sources.texts_of(files.python_files())}
    assert said - known == set()
    assert known - said == set()


def test_no_sentence_was_forgotten() -> None:
    """What reads as a sentence for a person is marked as one."""
    found = [f"{path.relative_to(ROOT)}: {text}" for path in shown_files() for text in unmarked(path)]
    assert found == []


def shown_files() -> list[Path]:
    found = [path for part in SHOWN for path in sorted((ROOT / part).rglob("*.py"))]
    return [path for path in found if path.relative_to(ROOT).as_posix() not in NOT_SHOWN]


NOT_SHOWN = {"core/agent/process.py", "ui/desktop/instance.py", "ui/echo_demo.py", "ui/gallery.py"}
"""What is for a terminal, and samples."""


MARKS = {"sentence", "plural", "template", "known", "_rows", "print", "compile", "Reply"}
"""Calls whose text is translated, or is for a terminal."""
KINDS = {"ValueError", "RuntimeError", "TypeError", "LookupError", "AssertionError", "QmlUncreatable"}


def unmarked(path: Path) -> Iterator[str]:
    """Yield the sentences of a file that nobody would translate."""
    tree = ast.parse(path.read_text("utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if text and _SENTENCE.fullmatch(text) and not _is_excused(node, above):
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return ""


def _is_excused(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    if isinstance(above.get(node), ast.Expr | ast.JoinedStr):
        return True  # a docstring, or a part of what is looked at as a whole
    while (node := above.get(node, node)) and not isinstance(node, ast.stmt):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKS | KINDS or ast.unparse(node.func).startswith("log"):
                return True
    return False
