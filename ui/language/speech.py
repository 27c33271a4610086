"""Says wordings in the language of the window. GUI thread only, as all that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from core.sentences import Wording

CONTEXT = "sentences"
"""Under which context the translation files hold what Python says; QML's is the name of its file."""

ENGLISH_LOCALE = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
"""How English text is written where no country is known: with 24 hours, and the day before the month."""

_FIRST_STRONG, _END = "\u2068", "\u2069"


class English:
    """The language that everything is written in."""

    locale = ENGLISH_LOCALE
    is_right_to_left = False

    def translated(self, template: str, meaning: str, count: int | None) -> str:
        """Return ``template`` as it is."""
        return template

    def number(self, value: int | float) -> str:
        """Return a number as Python writes it: English text is compared and logged."""
        return str(value)

    def inserted(self, text: str) -> str:
        """Return a name or an address as it is."""
        return text


class Translated:
    """The language whose translation files are installed."""

    def __init__(self, locale: QLocale, *, is_right_to_left: bool = False) -> None:
        self.locale = locale
        self.is_right_to_left = is_right_to_left

    def translated(self, template: str, meaning: str, count: int | None) -> str:
        """Return ``template`` in the language, in its form for ``count`` things; itself where unknown."""
        return QCoreApplication.translate(CONTEXT, template, meaning or None, -1 if count is None else count)

    def number(self, value: int | float) -> str:
        """Return a number as the language writes it."""
        return self.locale.toString(value)

    def inserted(self, text: str) -> str:
        """Return a name or an address that keeps its own direction (Unicode's isolates)."""
        return f"{_FIRST_STRONG}{text}{_END}" if text and self.is_right_to_left else text


LocalSpeech = English | Translated
_speech: LocalSpeech = English()


def use(speech: LocalSpeech) -> None:
    """Say everything in ``speech`` from now on."""
    global _speech
    _speech = speech


def speech() -> LocalSpeech:
    """Return the language in use."""
    return _speech


class Formatted(Wording):
    """A time, a number or a size: its text is the English one, and each language makes its own."""

    form: Callable[[LocalSpeech], str]
    last: tuple[LocalSpeech, str] | None

    def __new__(cls, form: Callable[[LocalSpeech], str]) -> Formatted:
        """Make what ``form`` says in each language."""
        made = super().__new__(cls, form(English()))
        made.form, made.last = form, None
        return made

    def told(self, speech: Any) -> str:
        """Return it as ``speech`` has it."""
        if self.last is None or self.last[0] is not speech:
            self.last = speech, self.form(speech)
        return self.last[1]


def told(value: Any) -> Any:
    """Return ``value`` with every wording in it said in the language in use; lists and rows are new ones."""
    if isinstance(value, Wording):
        return value.told(_speech)
    if isinstance(value, list | tuple):
        return [told(each) for each in value]
    if isinstance(value, dict):
        return {key: told(each) for key, each in value.items()}
    return value
