"""Which language the agent speaks, and that damaged files leave it English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.agent.speech import CatalogueSpeech, speech_of, spoken_language
from core.sentences import plural, sentence

WINDOW = "[General]\nlanguage={chosen}\nspokenLanguage={spoken}\n\n[place]\nlanguage=fr\n"


def profile(folder: Path, chosen: str = "", spoken: str = "") -> Path:
    (folder / "window.ini").write_text(WINDOW.format(chosen=chosen, spoken=spoken))
    return folder


@pytest.mark.parametrize(
    ("chosen", "spoken", "environ", "language"),
    [
        ("de", "de", {"LANG": "sv_SE.UTF-8"}, "de"),
        ("", "de", {"LANG": "sv_SE.UTF-8"}, "sv"),
        ("", "", {"LANG": "sv_SE.UTF-8", "LC_ALL": "es_ES"}, "es"),
        ("", "", {"LANG": "sv_SE", "LANGUAGE": "fi:fr"}, "fr"),
        ("", "de", {"LC_ALL": "", "LANG": "C.UTF-8"}, "de"),
        ("", "de", {}, "de"),
        ("", "de", {"LANG": "ja_JP.UTF-8"}, "en"),
        ("", "", {}, "en"),
        ("klingon", "../../x", {}, "en"),
    ],
)
def test_which_language_is_spoken(
    tmp_path: Path, chosen: str, spoken: str, environ: dict[str, str], language: str
) -> None:
    assert spoken_language(profile(tmp_path, chosen, spoken), environ) == language


NO_SETTINGS = [b"", b"\xff\xfe=", b"language=de\n", b"[x]\nlanguage=de", b"[General\nx"]
NO_CATALOGUE = [None, b"", b"[]", b'"x"', b"{", b"[" * 100_000, b"\xff", b'{"Answer": []}', b'{"Answer": 7}']


@pytest.mark.parametrize("content", NO_SETTINGS)
def test_settings_that_say_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "window.ini").write_bytes(content)
    assert spoken_language(tmp_path, {"LANG": "fr_FR"}) == "fr"
    assert spoken_language(tmp_path / "nowhere", {"LANG": "fr_FR"}) == "fr"


def test_the_catalogue_is_read_for_each_call(tmp_path: Path) -> None:
    (tmp_path / "agent_de.json").write_text(json.dumps({"Answer": "Annehmen"}))
    assert sentence("Answer").told(speech_of(profile(tmp_path, "de"), {}, tmp_path)) == "Annehmen"
    assert sentence("Answer").told(speech_of(profile(tmp_path, "en"), {}, tmp_path)) == "Answer"


@pytest.mark.parametrize("content", NO_CATALOGUE)
def test_a_catalogue_that_is_damaged_costs_the_translation(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "agent_de.json").write_bytes(content)
    assert sentence("Answer").told(speech_of(profile(tmp_path, "de"), {}, tmp_path)) == "Answer"


def test_counting_and_meanings() -> None:
    german = CatalogueSpeech("de", {"{n} calls": ["{n} Anruf", "{n} Anrufe"], "noun\x04Call": "Anruf"})
    counted = [plural(n, "1 call", "{n} calls") for n in (0, 1, 2)]
    assert [said.told(german) for said in counted] == ["0 Anrufe", "1 Anruf", "2 Anrufe"]
    french = CatalogueSpeech("fr", {"{n} calls": ["{n} appel", "{n} appels"]})
    assert [said.told(french) for said in counted] == ["0 appel", "1 appel", "2 appels"]
    assert sentence("Call", meaning="noun").told(german) == "Anruf"
    assert sentence("Call").told(german) == "Call"
