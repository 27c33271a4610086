"""What is translated is found in the sources, and the files hold it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from translating import files, pseudo, sources
from translating.sources import NoLiteral, Text

HERE = Path("some.py")


def found(source: str) -> list[Text]:
    return list(sources.texts_in(source, HERE))


def test_sentences_plurals_and_templates_are_found() -> None:
    source = """
said = sentence("Hello, {name}.", name=sentence("nobody"))
many = plural(count, "1 call", "{n} calls")
TABLE = {1: template("{name} is busy.")}
other = sentence(TABLE[1], name="x")
call = sentence("Call", meaning="verb")
"""
    assert set(found(source)) == {
        Text("Hello, {name}."),
        Text("nobody"),
        Text("{n} calls", has_count=True),
        Text("{name} is busy."),
        Text("Call", "verb"),
    }


@pytest.mark.parametrize(
    "source",
    ['sentence(f"Hello, {name}")', 'sentence("Hello " + name)', 'plural(3, one, f"{n}")', "plural(1)"],
)
def test_what_is_put_together_cannot_be_translated(source: str) -> None:
    with pytest.raises(NoLiteral, match=r"some\.py:1"):
        found(source)


def test_the_script_for_lupdate_keeps_quotes_and_lines() -> None:
    script = sources.as_script([Text('Say "hello"\nor not'), Text("{n} calls", has_count=True)])
    assert script.splitlines() == [
        'qsTranslate("sentences", "Say \\"hello\\"\\nor not", "");',
        'qsTranslate("sentences", "{n} calls", "", 2);',
    ]


def test_pseudo_text_is_longer_and_keeps_its_fields() -> None:
    said = pseudo.lengthened("Call %1 of {name}, %n <b>now</b>")
    assert len(said) > 1.35 * len("Call %1 of {name}, %n <b>now</b>")
    assert all(field in said for field in ("%1", "{name}", "%n", "<b>", "</b>"))
    assert "Çáll" in said
    assert pseudo.mirrored("Hello").startswith("\u200f")


def test_what_is_put_into_text_from_right_to_left_is_set_apart() -> None:
    """Else "+49 30 1234" would read "1234 30 49+" in it."""
    assert pseudo.mirrored("%1 of {name}, %L2") == "\u200f\u2068%1\u2069 öf {name}, \u2068%L2\u2069\u200f"


def test_a_made_language_has_every_text_in_both_forms() -> None:
    template = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS><TS version="2.1" language="de"><context><name>x</name>
<message><source>Call</source><translation type="unfinished"></translation></message>
<message numerus="yes"><source>%n calls</source>
<translation><numerusform>a</numerusform></translation></message>
</context></TS>"""
    made = ET.fromstring(pseudo.translated(template, "en_XA", str.upper))
    assert next(t.text for t in made.iter("translation")) == "CALL"
    assert [t.text for t in made.iter("numerusform")] == ["%N CALLS"] * 2
    assert made.get("language") == "en"


def test_what_is_loaded_is_made_once(tmp_path: Path) -> None:
    for language in (*files.LANGUAGES, "en"):
        source = files.FOLDER / f"ahoy_{language}.ts"
        (tmp_path / source.name).write_bytes(source.read_bytes())
    made = files.release(tmp_path)
    assert {path.name for path in made} == {
        *(f"ahoy_{name}.qm" for name in (*files.LANGUAGES, "en", *pseudo.LANGUAGES)),
        *(f"agent_{name}.json" for name in files.LANGUAGES),
    }
    before = [path.stat().st_mtime_ns for path in made]
    assert [path.stat().st_mtime_ns for path in files.release(tmp_path)] == before
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json"] * 4 + [".qm"] * 7 + [".ts"] * 5
