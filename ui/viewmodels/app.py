"""The root view-model: one snapshot in, every other view-model fed, and what belongs to the whole window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.call_list import CallQuery
from core.sentences import sentence
from core.snapshots import AppSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.pictures import Pictures
from ui.viewmodels import words
from ui.viewmodels.accounts import AccountsViewModel, account_for
from ui.viewmodels.appearance import AppearanceViewModel
from ui.viewmodels.calls.call import CallViewModel
from ui.viewmodels.calls.call_desk import CallDesk
from ui.viewmodels.calls.calls import CallsViewModel
from ui.viewmodels.desktop.data import DataViewModel
from ui.viewmodels.desktop.desktop import DesktopViewModel
from ui.viewmodels.devices.devices import DevicesViewModel
from ui.viewmodels.devices.sound import SoundViewModel
from ui.viewmodels.dial_words import number_choice, number_words, shown_typing
from ui.viewmodels.dialling.dial_pad import DialPadViewModel
from ui.viewmodels.elision import ElisionViewModel
from ui.viewmodels.first_run import FirstRunViewModel
from ui.viewmodels.language import LanguageViewModel
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.notices import NoticesViewModel
from ui.viewmodels.people.address_book import AddressBookViewModel
from ui.viewmodels.people.contact_form import ContactFormViewModel
from ui.viewmodels.people.history import HistoryModel, local_calls
from ui.viewmodels.people.people import (
    PeopleModel,
    PersonViewModel,
    dialled,
    find_person,
    is_same,
    people_rows,
)
from ui.viewmodels.people.recent import RecentViewModel
from ui.viewmodels.phone import PhoneViewModel
from ui.viewmodels.profile import ProfileViewModel
from ui.viewmodels.rooms.entrance import RoomEntranceViewModel
from ui.viewmodels.service import ServiceViewModel, reason_against_call
from ui.viewmodels.settings.settings import SettingsViewModel
from ui.viewmodels.shortcuts import ShortcutModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class WindowState:
    """What belongs to the whole window. ``page``: starting, first-start, home, call or summary."""

    page: str = "starting"
    filter_text: str = ""
    dial_kind: str = ""
    dial_reason: str = ""
    sound_only: bool = False
    number_choice: str = ""


def page_of(snapshot: AppSnapshot, desk: CallDesk, *, is_first_run: bool = False) -> str:
    """Return which page fits the moment; ``is_first_run``: the first steps are not done yet."""
    if not snapshot.is_ready:
        return "starting"
    if not snapshot.profile.display_name:
        return "first-start"
    if desk.active is not None:
        return "call"
    if is_first_run:
        return "first-start"
    return "summary" if desk.summary is not None else "home"


@QmlElement
@QmlUncreatable("one per window")
class AppViewModel(Mirror):  # type: ignore[operator]
    """Everything that QML binds to. GUI thread only."""

    pageChanged = Signal()
    filterTextChanged = Signal()
    dialKindChanged = Signal()
    dialReasonChanged = Signal()
    soundOnlyChanged = Signal()
    numberChoiceChanged = Signal()
    recentRequested = Signal()
    """The recent calls are to be seen."""
    dialFilled = Signal()
    """Something is to go into the dial field: ``takeFilled`` says what."""

    def __init__(
        self,
        bridge: Bridge,
        appearance: AppearanceViewModel,
        version: str,
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time.time,
        language: LanguageViewModel | None = None,
    ) -> None:
        super().__init__(WindowState(), parent)
        self._language = language
        self._bridge = bridge
        self._now = now
        self._version = version
        self._snapshot = AppSnapshot()
        self._selected = ""
        self._filled = ""
        self._listed: tuple[object, ...] = ()
        self._appearance = appearance
        self._shortcuts = ShortcutModel(self)
        self._pictures = Pictures(bridge, self)
        self._profile = ProfileViewModel(bridge, self)
        self._service = ServiceViewModel(bridge, self)
        self._phone = PhoneViewModel(bridge, self)
        if language is not None:
            language.changed.connect(self._phone.tell_again)
        self._accounts = AccountsViewModel(bridge, self)
        self._devices = DevicesViewModel(bridge, self)
        self._desktop = DesktopViewModel(bridge, self)
        self._notices = NoticesViewModel(self)
        self._elision = ElisionViewModel(self)
        self._records = DataViewModel(self._desktop, self._notices, self)
        self._people = PeopleModel(self)
        self._recent = RecentViewModel(bridge, self, now=now)
        self._book = AddressBookViewModel(bridge, self._notices, self)
        self._settings = SettingsViewModel(self)
        self._first_run = FirstRunViewModel(bridge, self._desktop, self.call, self)
        self._first_run.underWayChanged.connect(self._show_window)
        self._form = ContactFormViewModel(bridge, self)
        self._form.saved.connect(self.select)
        self._dial_pad = DialPadViewModel(bridge, self.call, self)
        self._rooms = RoomEntranceViewModel(bridge, self, now=now)
        self._person_history = HistoryModel(self)
        self._person = PersonViewModel(bridge, self)
        self._calls = CallsViewModel(bridge, self._notices, self)
        self._calls.deskChanged.connect(self._show_window)
        bridge.snapshot.connect(self._apply)

    @Slot(object)
    def _apply(self, snapshot: AppSnapshot) -> None:
        self._snapshot = snapshot
        self._profile.show_profile(snapshot.profile)
        self._service.show_service(snapshot.service)
        self._phone.show_snapshot(snapshot)
        self._accounts.show_snapshot(snapshot)
        self._devices.show_devices(snapshot.devices)
        self._desktop.show_snapshot(snapshot)
        self._records.show_snapshot(snapshot)
        self._notices.show_notice(snapshot.notice)
        self._refresh_lists()
        self._first_run.show_snapshot(snapshot)
        self._calls.show_snapshot(snapshot)
        self._pictures.rebind()

    def _refresh_lists(self) -> None:
        filter_text = self._state.filter_text
        listed = (self._snapshot.contacts, self._snapshot.nearby, filter_text)
        if not is_same(listed, self._listed):  # thousands of contacts take longer than a picture
            self._listed = listed
            self._people.assign(people_rows(self._snapshot, filter_text))
        self._recent.show_snapshot(self._snapshot, filter_text)
        self._book.show_snapshot(self._snapshot)
        self._rooms.show_snapshot(self._snapshot)
        self._form.show_snapshot(self._snapshot)
        self._dial_pad.show_snapshot(self._snapshot)
        self._refresh_person()

    def _refresh_person(self) -> None:
        person = find_person(self._snapshot, self._selected)
        self._person.show_person(replace(person, call_reason=self._reason_against(person.address)))
        own = local_calls(self._snapshot, CallQuery(address=self._selected)) if person.exists else []
        self._person_history.show(own, self._now())

    @Slot()
    def _show_window(self, filter_text: str | None = None) -> None:
        text = self._state.filter_text if filter_text is None else filter_text
        page = page_of(self._snapshot, self.desk, is_first_run=self._first_run.is_under_way)
        by = account_for(self._snapshot, text)
        number = number_words(text, self._snapshot.region)
        kind = (
            sentence("By {address}", address=by.address)
            if by is not None
            else number.line or words.dial_kind(text)
        )
        sound_only = by is not None or number.kind != ""
        choice = number_choice(text, self._snapshot.region) if by is None else ""
        if choice:
            kind = sentence("User “{name}”", name=text.strip()[:40])
        self._show(WindowState(page, text, kind, self._reason_against(text), sound_only, choice))

    def _reason_against(self, address: str) -> str:
        if account_for(self._snapshot, address) is not None:
            return ""
        return reason_against_call(self._snapshot, address.strip())

    @property
    def snapshot(self) -> AppSnapshot:
        """The snapshot on show, for Python."""
        return self._snapshot

    @property
    def notices_shown(self) -> NoticesViewModel:
        """Sentences that appear for a moment, for Python."""
        return self._notices

    @property
    def desktop_shown(self) -> DesktopViewModel:
        """How it is at home on the desktop, for Python."""
        return self._desktop

    @property
    def records_shown(self) -> DataViewModel:
        """What is kept of the person, for Python."""
        return self._records

    def show_recent(self) -> None:
        """Turn to the recent calls."""
        self.recentRequested.emit()

    @property
    def calls_shown(self) -> CallsViewModel:
        """All calls, for Python."""
        return self._calls

    @property
    def sound(self) -> SoundViewModel:
        """How it sounds, for Python."""
        return self._devices.sound  # type: ignore[return-value]

    @property
    def desk(self) -> CallDesk:
        """The calls on show, for Python."""
        return self._calls.desk

    @Slot(str)
    def setFilterText(self, text: str) -> None:
        """What is typed in the dial field also filters the lists."""
        if text != self._state.filter_text:
            self._show_window(text)
            self._refresh_lists()

    def fill_in(self, text: str) -> None:
        """Put ``text`` into the dial field; the person calls, or does not."""
        self._filled = text
        self.dialFilled.emit()
        if self._state.page == "call":
            self._notices.say(
                sentence("“{text}” is filled in, to be called after this call.", text=text), False
            )

    @Slot(result=str)
    def takeFilled(self) -> str:
        """Return, once, what is to go into the dial field; empty: nothing."""
        text, self._filled = self._filled, ""
        return text

    @Slot(str, bool, result=bool)
    def dial(self, text: str, video: bool) -> bool:
        """Call what was typed: someone by that name, else the text itself. False when nothing was typed."""
        text = text.strip()
        if not text:
            self._notices.say(sentence("Type a name, a number or an address to call."), False)
            return False
        return bool(self.call(*dialled(self._snapshot, text), video))

    @Slot(str, str, bool, result=bool)
    def call(self, address: str, name: str, video: bool) -> bool:
        """Call someone from a list; False, with a notice, when the service cannot make such calls."""
        by = account_for(self._snapshot, address)
        if by is not None:
            self._bridge.post(commands.PlaceCall(address, video, name, by.account_id))
            return True
        unfinished = number_words(address, self._snapshot.region).problem
        if reason := self._reason_against(address) or unfinished:
            self._notices.say(reason, True)
            return False
        self._bridge.post(commands.PlaceCall(address, video, name))
        return True

    @Slot(str)
    def select(self, address: str) -> None:
        """Show someone's page; empty: nobody's."""
        if address != self._selected:
            self._selected = address
            self._refresh_person()

    @Slot(str)
    def copy(self, text: str) -> None:
        """Put ``text`` on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self._notices.say(sentence("Copied."), False)

    @Slot(str, result=str)
    def asTyped(self, text: str) -> str:
        """Return what was typed so far as it is shown: the beginning of a phone number is grouped."""
        return shown_typing(text, self._snapshot.region)

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """``starting``, ``first-start``, ``home``, ``call`` or ``summary``."""
        return self._state.page  # type: ignore[no-any-return]

    @Property(str, notify=filterTextChanged)
    def filterText(self) -> str:
        """What is typed in the dial field."""
        return self._state.filter_text  # type: ignore[no-any-return]

    @Property(str, notify=dialKindChanged)
    def dialKind(self) -> str:
        """What kind of call the typed text would be."""
        return self._state.dial_kind  # type: ignore[no-any-return]

    @Property(str, notify=dialReasonChanged)
    def dialReason(self) -> str:
        """Why the service cannot make this kind of call; empty when it can."""
        return self._state.dial_reason  # type: ignore[no-any-return]

    @Property(str, notify=numberChoiceChanged)
    def numberChoice(self) -> str:
        """How the typed digits are written to be a phone number, where they are a user id; else empty."""
        return self._state.number_choice  # type: ignore[no-any-return]

    @Property(bool, notify=soundOnlyChanged)
    def soundOnly(self) -> bool:
        """Whether such a call has no picture."""
        return self._state.sound_only  # type: ignore[no-any-return]

    @Property(ElisionViewModel, constant=True)
    def elision(self) -> ElisionViewModel:
        """What is cut short where the mouse rests."""
        return self._elision

    @Property(ShortcutModel, constant=True)
    def shortcuts(self) -> ShortcutModel:
        """All keys, for the help."""
        return self._shortcuts

    @Property(str, constant=True)
    def version(self) -> str:
        """Version of the app."""
        return self._version

    @Property(Pictures, constant=True)
    def pictures(self) -> Pictures:
        """Where the picture panes get their pictures."""
        return self._pictures

    @Property(AppearanceViewModel, constant=True)
    def appearance(self) -> AppearanceViewModel:
        """Light or dark."""
        return self._appearance

    @Property(LanguageViewModel, constant=True)
    def language(self) -> LanguageViewModel | None:
        """The language of the window; None where there is no window."""
        return self._language

    @Property(ProfileViewModel, constant=True)
    def profile(self) -> ProfileViewModel:
        """Who the person is."""
        return self._profile

    @Property(ServiceViewModel, constant=True)
    def service(self) -> ServiceViewModel:
        """The call service."""
        return self._service

    @Property(PhoneViewModel, constant=True)
    def phone(self) -> PhoneViewModel:
        """What is set for calls to phone numbers."""
        return self._phone

    @Property(AccountsViewModel, constant=True)
    def accounts(self) -> AccountsViewModel:
        """The accounts at other providers."""
        return self._accounts

    @Property(DevicesViewModel, constant=True)
    def devices(self) -> DevicesViewModel:
        """Cameras, microphones, speakers."""
        return self._devices

    @Property(DesktopViewModel, constant=True)
    def desktop(self) -> DesktopViewModel:
        """How it is at home on the desktop."""
        return self._desktop

    @Property(DataViewModel, constant=True)
    def records(self) -> DataViewModel:
        """What is kept of the person."""
        return self._records

    @Property(NoticesViewModel, constant=True)
    def notices(self) -> NoticesViewModel:
        """Sentences that appear for a moment."""
        return self._notices

    @Property(PeopleModel, constant=True)
    def people(self) -> PeopleModel:
        """Contacts and people nearby."""
        return self._people

    @Property(RecentViewModel, constant=True)
    def recent(self) -> RecentViewModel:
        """Recent calls."""
        return self._recent

    @Property(FirstRunViewModel, constant=True)
    def firstRun(self) -> FirstRunViewModel:
        """The steps of the first minute."""
        return self._first_run

    @Property(SettingsViewModel, constant=True)
    def settings(self) -> SettingsViewModel:
        """The way about the settings."""
        return self._settings

    @Property(ContactFormViewModel, constant=True)
    def contactForm(self) -> ContactFormViewModel:
        """The contact that is being added or changed."""
        return self._form

    @Property(DialPadViewModel, constant=True)
    def dialPad(self) -> DialPadViewModel:
        """The keys of the telephone."""
        return self._dial_pad

    @Property(AddressBookViewModel, constant=True)
    def book(self) -> AddressBookViewModel:
        """Contacts as files, and the people who may not ring here."""
        return self._book

    @Property(RoomEntranceViewModel, constant=True)
    def rooms(self) -> RoomEntranceViewModel:
        """The way into a conference room."""
        return self._rooms

    @Property(HistoryModel, constant=True)
    def personHistory(self) -> HistoryModel:
        """Recent calls with the selected person."""
        return self._person_history

    @Property(PersonViewModel, constant=True)
    def person(self) -> PersonViewModel:
        """The selected person."""
        return self._person

    @Property(CallsViewModel, constant=True)
    def calls(self) -> CallsViewModel:
        """All calls, and what can be done between them."""
        return self._calls

    @Property(CallViewModel, constant=True)
    def active(self) -> CallViewModel:
        """The call on the screen."""
        return self._calls.active  # type: ignore[return-value]

    @Property(CallViewModel, constant=True)
    def incoming(self) -> CallViewModel:
        """The call that rings here."""
        return self._calls.incoming  # type: ignore[return-value]

    @Property(CallViewModel, constant=True)
    def summary(self) -> CallViewModel:
        """The call that has just ended."""
        return self._calls.summary  # type: ignore[return-value]
