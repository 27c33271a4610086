"""Sentences for people that remember how they were made, so that a window can say them in another language.

A ``Wording`` is English text, a ``str`` like any other: it is compared, logged, stored and sent as that. What
shows it may ask more of it: a ``Sentence`` knows its template and the fields in it, and so can be said again
in the language of the person, by the same template in that language. What joins or formats wordings as plain
text loses this, hence ``joined``. Nothing here knows which languages there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, Self


class Speech(Protocol):
    """How one language says things."""

    def translated(self, template: str, meaning: str, count: int | None) -> str:
        """Return ``template`` in that language, in the form for ``count`` things; itself where unknown."""

    def number(self, value: int | float) -> str:
        """Return a number as it is written in that language."""

    def inserted(self, text: str) -> str:
        """Return a name or an address so that it stays in order within a sentence of that language."""


class Wording(str):
    """English text that can be said in another language."""

    __slots__ = ()

    def __str__(self) -> Self:
        # An exception that was raised with a wording gives the same one back as its text.
        return self

    def told(self, speech: Speech) -> str:
        """Return this in the language of ``speech``."""
        raise NotImplementedError


def told(value: Any, speech: Speech) -> str:
    """Return what stands for ``value`` within a text: wordings translated, numbers as written there."""
    if isinstance(value, BaseException):
        value = str(value)  # the wording that it was raised with
    if isinstance(value, Wording):
        return value.told(speech)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return speech.number(value)
    return speech.inserted(str(value))


class Sentence(Wording):
    """A template, filled. ``fields`` may hold wordings, numbers and names.

    ``meaning`` tells apart templates that are spelled alike in English only. ``english`` is what is filled
    where a language does not know ``template``: of a ``plural``, only the form for many is looked up.
    """

    english: str
    template: str
    fields: Mapping[str, Any]
    meaning: str
    number: int | None

    def __new__(
        cls,
        english: str,
        fields: Mapping[str, Any],
        template: str = "",
        meaning: str = "",
        number: int | None = None,
    ) -> Self:
        """Fill ``english`` with ``fields``."""
        made = super().__new__(cls, english.format_map(fields))
        made.english, made.template, made.fields = english, template or english, fields
        made.meaning, made.number = meaning, number
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.english, dict(self.fields), self.template, self.meaning, self.number

    def told(self, speech: Speech) -> str:
        """Return the sentence in the language of ``speech``."""
        template = speech.translated(self.template, self.meaning, self.number)
        if template == self.template:
            template = self.english
        return template.format_map({name: told(value, speech) for name, value in self.fields.items()})


class Joined(Wording):
    """Several texts, one after the other."""

    parts: tuple[Any, ...]
    separator: str

    def __new__(cls, parts: tuple[Any, ...], separator: str) -> Self:
        """Join ``parts``."""
        made = super().__new__(cls, separator.join(str(part) for part in parts))
        made.parts, made.separator = parts, separator
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.parts, self.separator

    def told(self, speech: Speech) -> str:
        """Return the parts, each in the language of ``speech``."""
        separator = self.separator.told(speech) if isinstance(self.separator, Wording) else self.separator
        return separator.join(told(part, speech) for part in self.parts)


class _AfterColon(Wording):
    whole: str

    def __new__(cls, whole: str) -> Self:
        made = super().__new__(cls, whole[:1].lower() + whole[1:])
        made.whole = whole
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.whole,)

    def told(self, speech: Speech) -> str:
        """Return it as a sentence: whether it goes on with a small letter is a habit of English."""
        return told(self.whole, speech)


def sentence(template: str, /, *, meaning: str = "", **fields: Any) -> Sentence:
    """Return ``template`` with its ``{fields}`` filled. A literal is wanted: it is what gets translated."""
    return Sentence(template, fields, meaning=meaning)


def plural(count: int, one: str, many: str, /, **fields: Any) -> Sentence:
    """Return a sentence about ``count`` things: ``one`` for a single one, ``many`` with ``{n}`` for others.

    ``many`` is what is translated; a language has as many forms of it as its grammar.
    """
    return Sentence(one if count == 1 else many, {"n": count, **fields}, many, number=count)


def template(text: str) -> str:
    """Return ``text``, a template that is filled later: tells those who translate of it."""
    return text


def joined(parts: Iterable[Any], separator: str = " ") -> Joined:
    """Return the ``parts`` that are not empty, one after the other."""
    return Joined(tuple(part for part in parts if str(part)), separator)


def after_colon(said: str) -> str:
    """Return a sentence as English writes it after a colon, with a small letter."""
    return _AfterColon(said)


def known(text: str) -> Sentence:
    """Return ``text``, which came by the wire or from a file, as the sentence that it may be."""
    return Sentence(text.replace("{", "{{").replace("}", "}}"), {})


def hundredths(share: float) -> Sentence:
    """Return a share, 0 to 1, in hundredths: ``12%``."""
    return sentence("{number}%", number=round(share * 100))
