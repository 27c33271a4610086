"""The telephone's keys of the home page: whatever is pressed, typed or pasted becomes a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.phone_numbers.pasting import LONGEST, is_number, read_pasted
from core.sentences import sentence
from core.snapshots import AccountSnapshot, AppSnapshot
from ui.bridge import Bridge
from ui.language.countries import country_name
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.accounts import account_for
from ui.viewmodels.calls.keypad import PAD
from ui.viewmodels.dial_words import NumberWords, number_words
from ui.viewmodels.dialling.countries import CountryModel, countries_matching
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.people.people import dialled, find_person
from ui.viewmodels.service import reason_against_call

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

HEARD = frozenset("0123456789*#")
_GROUPING = frozenset(" \u00a0().-/\u2010\u2011\u2012\u2013\u2014\u2015")


@dataclass(frozen=True, slots=True)
class PadState:
    """``line`` says what is typed, ``reason`` why it cannot be called, ``note`` what is left out of it."""

    text: str = ""
    line: str = ""
    name: str = ""
    reason: str = ""
    note: str = ""
    sound_only: bool = True
    country: str = ""
    country_code: str = ""


def plain_number(text: str) -> str:
    """Return what is typed without what groups it; an address stays as it is."""
    text = text.strip()
    if not (is_number(text) or text[:1] in ("*", "#")):
        return text
    return "".join(letter for letter in text if letter not in _GROUPING)


def target_of(text: str) -> str:
    """Return how what is typed is called: a number as such, though a user id may look like one."""
    plain = plain_number(text)
    return f"tel:{plain}" if is_number(text) and not plain.startswith("+") else plain


@QmlElement
@QmlUncreatable("one per window")
class DialPadViewModel(Mirror):  # type: ignore[operator]
    """The number that is being made up. ``call`` is what calls an address: address, name, with video."""

    textChanged = Signal()
    lineChanged = Signal()
    nameChanged = Signal()
    reasonChanged = Signal()
    noteChanged = Signal()
    soundOnlyChanged = Signal()
    countryChanged = Signal()
    countryCodeChanged = Signal()

    def __init__(
        self, bridge: Bridge, call: Callable[[str, str, bool], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(PadState(), parent)
        self._bridge = bridge
        self._call = call
        self._snapshot = AppSnapshot()
        self._text = ""
        self._extension = ""
        self._search = ""
        self._region: str | None = None
        self._is_shown = False
        self._countries = CountryModel(self)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror what a snapshot says of numbers and of people."""
        self._snapshot = snapshot
        self._refresh()

    @Slot(bool)
    def look(self, isLooking: bool) -> None:
        """Tell whether the keys are to be seen; before that nothing of the world's numbers is loaded."""
        self._is_shown = isLooking
        self._refresh()

    @Slot(str, bool)
    def type(self, text: str, atEnd: bool) -> None:
        """Take what stands in the field; ``atEnd``: nobody edits in its middle, so that it may be grouped."""
        if text == self._text:
            return
        is_pasted = len(text) > len(self._text) + 1
        self._take(text, is_pasted=is_pasted, is_grouped=atEnd)

    @Slot()
    def paste(self) -> None:
        """Take what is on the clipboard in place of what is typed."""
        self._take(QGuiApplication.clipboard().text(), is_pasted=True)

    @Slot(str)
    def press(self, key: str) -> None:
        """Press a key of the telephone: it is heard, and comes after what is typed."""
        if key in HEARD:
            self._bridge.post(commands.PlayKey(key))
        if key in HEARD or (key == "+" and not self._text):
            self._take(self._text + key)

    @Slot(str)
    def hold(self, key: str) -> None:
        """Press a key for long: 0 is a plus sign where a number begins, and itself elsewhere."""
        self.press("+" if key == "0" and not self._text else key)

    @Slot()
    def backspace(self) -> None:
        """Take the last digit away."""
        text = self._text.rstrip("".join(_GROUPING))
        self._take(text[:-1].rstrip("".join(_GROUPING)))

    @Slot()
    def clear(self) -> None:
        """Begin anew."""
        self._take("")

    @Slot(bool, result=bool)
    def call(self, video: bool) -> bool:
        """Call what is typed; False, with a notice or the reason on show, when it cannot be."""
        if not self._text.strip() or self._state.reason:
            return False
        is_called = self._call(*self._whom(), video)
        if is_called:
            self.clear()
        return is_called

    @Slot(str)
    def searchCountry(self, text: str) -> None:
        """List the countries that ``text`` finds."""
        self._search = text
        self._countries.assign(countries_matching(text))

    @Slot(str)
    def chooseCountry(self, code: str) -> None:
        """Numbers that name no country are those of this one (ISO 3166) from now on; empty: the system's."""
        self._bridge.post(commands.SetPhone(self._snapshot.profile.own_number, code))

    # The inside.

    def _take(self, text: str, *, is_pasted: bool = False, is_grouped: bool = True) -> None:
        if is_pasted:
            found = read_pasted(text)
            text, self._extension = found.text, found.extension
        elif not text:
            self._extension = ""
        text = text[:LONGEST]
        self._text = self._grouped(text) if is_grouped else text
        self._refresh()

    def _grouped(self, text: str) -> str:
        if not is_number(text):
            return text
        from core.phone_numbers.writing import as_typed

        return as_typed(plain_number(text), self._snapshot.region)

    def _whom(self) -> tuple[str, str]:
        by = self._account
        if by is not None:
            return plain_number(self._text), ""
        address, name = dialled(self._snapshot, self._text.strip())
        return (address, name) if name else (target_of(self._text), self._state.name)

    @property
    def _account(self) -> AccountSnapshot | None:
        return account_for(self._snapshot, plain_number(self._text))

    def _refresh(self) -> None:
        if not self._is_shown:
            return
        self._show_country()
        text, by = self._text, self._account
        number = NumberWords()
        if text and by is None:
            number = number_words(target_of(text), self._snapshot.region)
        state = replace(
            self._state,
            text=text,
            name=self._name_of(text),
            note=self._note(),
            sound_only=by is not None or number.kind != "" or not text,
        )
        if by is not None:
            self._show(replace(state, line=sentence("By {address}", address=by.address), reason=""))
            return
        problem = "" if number.is_unfinished else number.problem
        reason = problem or (reason_against_call(self._snapshot, target_of(text)) if text else "")
        self._show(replace(state, line=number.line or words.dial_kind(text), reason=reason))

    def _note(self) -> str:
        if not self._extension:
            return ""
        return sentence("Extension {digits}: press these keys once somebody answers.", digits=self._extension)

    def _name_of(self, text: str) -> str:
        if not is_number(text):
            return ""
        from core.phone_numbers.reading import e164_or_nothing

        person = find_person(self._snapshot, e164_or_nothing(plain_number(text), self._snapshot.region))
        return person.name if person.is_contact else ""

    def _show_country(self) -> None:
        region = self._snapshot.region
        if region == self._region:
            return
        self._region = region
        from core.phone_numbers.reading import calling_code

        self._show(replace(self._state, country=country_name(region), country_code=calling_code(region)))

    @Property(str, notify=textChanged)
    def text(self) -> str:
        """What is typed, grouped."""
        return self._state.text  # type: ignore[no-any-return]

    @Property(str, notify=lineChanged)
    def line(self) -> str:
        """What that is, and of which country."""
        return self._state.line  # type: ignore[no-any-return]

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """The contact with this number; empty for none."""
        return self._state.name  # type: ignore[no-any-return]

    @Property(str, notify=reasonChanged)
    def reason(self) -> str:
        """Why it cannot be called; empty when it can, or when more digits may put it right."""
        return self._state.reason  # type: ignore[no-any-return]

    @Property(str, notify=noteChanged)
    def note(self) -> str:
        """What of the pasted text is not dialled."""
        return self._state.note  # type: ignore[no-any-return]

    @Property(bool, notify=soundOnlyChanged)
    def soundOnly(self) -> bool:
        """Whether such a call has no picture."""
        return self._state.sound_only  # type: ignore[no-any-return]

    @Property(str, notify=countryChanged)
    def country(self) -> str:
        """The country of numbers that name none; empty where nobody knows."""
        return self._state.country  # type: ignore[no-any-return]

    @Property(str, notify=countryCodeChanged)
    def countryCode(self) -> str:
        """What numbers of that country begin with abroad."""
        return self._state.country_code  # type: ignore[no-any-return]

    @Property(CountryModel, constant=True)
    def countries(self) -> CountryModel:
        """The countries that a search finds."""
        return self._countries

    @Property("QStringList", constant=True)  # type: ignore[arg-type]
    def keys(self) -> list[str]:
        """The keys in rows of three, each with its letters."""
        return list(PAD)
