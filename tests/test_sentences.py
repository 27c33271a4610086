"""Sentences are English text that can be said again in another language."""

from __future__ import annotations

import copy
import json
import pickle

from core.sentences import Joined, Sentence, after_colon, joined, known, plural, sentence, told


class Backwards:
    """A language of which the templates are known that it is made with; numbers have a dot before them."""

    def __init__(self, **templates: str) -> None:
        self.templates = {key.replace("_", " "): text for key, text in templates.items()}
        self.asked: list[tuple[str, str, int | None]] = []

    def translated(self, template: str, meaning: str, count: int | None) -> str:
        self.asked.append((template, meaning, count))
        return next((text for key, text in self.templates.items() if template.startswith(key)), template)

    def number(self, value: int | float) -> str:
        return f".{value}"

    def inserted(self, text: str) -> str:
        return text


def test_a_sentence_is_its_english_text() -> None:
    said = sentence("{name} did not answer.", name="Anna")
    assert said == "Anna did not answer."
    assert {said: 1}["Anna did not answer."] == 1
    assert json.dumps([said]) == '["Anna did not answer."]'
    assert f"{said}" == f"{said!s}" == "Anna did not answer."


def test_it_is_said_in_another_language_with_its_fields() -> None:
    speech = Backwards(**{"{name}": "Keine Antwort von {name}."})
    assert told(sentence("{name} did not answer.", name="Anna {x}"), speech) == "Keine Antwort von Anna {x}."


def test_fields_may_be_sentences_and_numbers() -> None:
    speech = Backwards(Left_out="Ausgelassen: {what}, {n}.", too_large="zu groß", Off="Aus")
    said = sentence("Left out: {what}, {n}.", what=sentence("too large"), n=1000)
    assert said == "Left out: too large, 1000."
    assert told(said, speech) == "Ausgelassen: zu groß, .1000."
    assert told(True, speech) == "True"


def test_one_and_many() -> None:
    one, many = (plural(n, "1 missed call", "{n} missed calls") for n in (1, 3))
    assert (one, many) == ("1 missed call", "3 missed calls")
    speech = Backwards(**{"{n} missed": "{n} verpasste Anrufe"})
    assert told(many, speech) == ".3 verpasste Anrufe"
    told(one, speech)
    assert speech.asked == [("{n} missed calls", "", 3), ("{n} missed calls", "", 1)]


def test_meaning_reaches_the_language() -> None:
    speech = Backwards()
    told(sentence("Call", meaning="verb"), speech)
    assert speech.asked == [("Call", "verb", None)]


def test_an_error_gives_its_sentence_back() -> None:
    said = sentence("That is no phone number.")
    assert str(ValueError(said)) is said


def test_what_is_joined_can_still_be_told() -> None:
    speech = Backwards(Video_call="Videoanruf", No_answer="Keine Antwort.")
    line = joined([sentence("Video call"), "", "Anna"], " · ")
    assert isinstance(line, Joined)
    assert line == "Video call · Anna"
    assert told(line, speech) == "Videoanruf · Anna"
    assert told(joined([line, sentence("No answer.")]), speech) == "Videoanruf · Anna Keine Antwort."


def test_english_goes_on_small_after_a_colon() -> None:
    said = sentence("It failed: {reason}", reason=after_colon(sentence("Nobody answered.")))
    assert said == "It failed: nobody answered."
    assert told(said, Backwards(It="Nein: {reason}", Nobody="Niemand da.")) == "Nein: Niemand da."
    assert after_colon("") == ""


def test_text_from_elsewhere_is_looked_up_whole() -> None:
    speech = Backwards(Nobody="Niemand", **{"{{x}}": "never"})
    assert told(known("Nobody is there."), speech) == "Niemand"
    odd = known("A {brace} and } more { braces")
    assert odd == "A {brace} and } more { braces"
    assert told(odd, Backwards()) == odd


def test_sentences_survive_copies() -> None:
    said = sentence("{name} is away", name=sentence("Nobody"))
    for again in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert isinstance(again, Sentence)
        assert (again, again.template, dict(again.fields)) == (said, said.template, dict(said.fields))
    assert pickle.loads(pickle.dumps(joined(["a", said], ", "))) == "a, Nobody is away"
