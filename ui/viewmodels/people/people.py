"""The people one can call: contacts and those nearby in one list, and the one that is selected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.rooms import CONFERENCE_SCHEME
from core.search_text import Search
from core.sentences import joined, sentence
from core.snapshots import AppSnapshot, ContactSnapshot, NearbySnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

CONTACTS = sentence("Contacts")
NEARBY = sentence("Nearby")
FAVOURITES = sentence("Favourites")

FEW = 200
"""Contacts that may change at once without all being sorted again."""

R = TypeVar("R", "PersonRow", "LateRow")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of the list of people; one who is ``invitable`` can be called into a room."""

    key: str
    section: str
    name: str
    address: str
    detail: str
    initials: str
    colour: int
    glyph: str = ""
    builtin: bool = False
    nearby: bool = False
    warning: str = ""
    favourite: bool = False
    presence: str = ""
    presence_words: str = ""
    invitable: bool = False


def contact_row(contact: ContactSnapshot) -> PersonRow:
    """Make the row of a contact."""
    return PersonRow(
        key=contact_key(contact.address),
        section=FAVOURITES if contact.is_favourite else CONTACTS,
        name=contact.name,
        address=contact.address,
        detail=contact_detail(contact),
        initials=words.initials(contact.name),
        colour=words.colour_index(contact.name),
        glyph=words.glyph(contact.address),
        builtin=contact.is_builtin,
        favourite=contact.is_favourite,
        presence=contact.presence.value,
        presence_words=words.presence(contact.presence),
        invitable=not contact.address.startswith(CONFERENCE_SCHEME),
    )


class LateRow:
    """The row of a contact, made when it is looked at: of ten thousand, a window shows twenty."""

    __slots__ = ("_row", "contact", "key")

    def __init__(self, contact: ContactSnapshot) -> None:
        self.key = contact_key(contact.address)
        self.contact = contact
        self._row: PersonRow | None = None

    def __getattr__(self, name: str) -> Any:
        if self._row is None:
            self._row = contact_row(self.contact)
        return getattr(self._row, name)

    def is_found(self, search: Search) -> bool:
        """Whether the contact is one of those looked for."""
        contact = self.contact
        return search.finds(contact.name, contact.address, *contact.other_addresses)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LateRow):
            return NotImplemented
        return self.contact is other.contact or self.contact == other.contact

    def __hash__(self) -> int:
        return hash(self.key)


def contact_key(address: str) -> str:
    """Return the key of a contact's row."""
    return f"contact {address}"


def contact_detail(contact: ContactSnapshot) -> str:
    """Return the line under a contact's name: how reachable it is, and where."""
    if contact.is_builtin:
        return sentence("Try out sound and picture")
    known = (words.presence(contact.presence), words.address_words(contact.address))
    return joined(known, " · ")


def nearby_row(person: NearbySnapshot) -> PersonRow:
    """Make the row of someone on the same network."""
    return PersonRow(
        key=f"nearby {person.address}",
        section=NEARBY,
        name=person.name,
        address=person.address,
        detail=person.warning or words.address_words(person.address, person.host),
        initials=words.initials(person.name),
        colour=words.colour_index(person.name),
        nearby=True,
        warning=person.warning,
    )


class ContactRows:
    """The rows of all contacts in their order, sorted only when the contacts have other places in it."""

    def __init__(self) -> None:
        self._contacts: tuple[ContactSnapshot, ...] = ()
        self._rows: list[LateRow] = []
        self._unique: list[LateRow] = []

    def found(self, contacts: tuple[ContactSnapshot, ...], search: Search) -> list[LateRow]:
        """Return the rows of those ``contacts`` that match, one for each address."""
        if contacts is not self._contacts:
            if not self._exchange(contacts):
                self._rows = [LateRow(contact) for contact in sorted(contacts, key=_place)]
            self._contacts = contacts
            self._unique = unique(self._rows)
        return unique(row for row in self._rows if row.is_found(search)) if search.words else self._unique

    def _exchange(self, contacts: tuple[ContactSnapshot, ...]) -> bool:
        """Exchange the few that changed, as of each who comes and goes; False: they have to be sorted."""
        if len(contacts) != len(self._contacts):
            return False
        pairs = zip(self._contacts, contacts, strict=True)
        changed = {id(before): now for before, now in pairs if before is not now}
        moved = (_place(row.contact) != _place(changed[id(row.contact)]) for row in self._rows_of(changed))
        if len(changed) > FEW or any(moved):
            return False
        self._rows = [
            LateRow(now) if (now := changed.get(id(row.contact))) is not None else row for row in self._rows
        ]
        return True

    def _rows_of(self, changed: Mapping[int, ContactSnapshot]) -> Iterator[LateRow]:
        return (row for row in self._rows if id(row.contact) in changed)


def _place(contact: ContactSnapshot) -> tuple[bool, bool, str, str]:
    return not contact.is_favourite, not contact.is_builtin, contact.name.casefold(), contact.address


_ROWS = ContactRows()
"""Of the newest snapshot: ten thousand are in order for as long as none of them changes."""


def people_rows(snapshot: AppSnapshot, filter_text: str) -> list[PersonRow | LateRow]:
    """Return the rows that match: favourites, then built-in and other contacts, then people nearby."""
    search = Search(filter_text)
    found = _ROWS.found(snapshot.contacts, search)
    near = [p for p in snapshot.nearby if search.finds(p.name, p.address, p.host)]
    near.sort(key=lambda p: (p.name.casefold(), p.address))
    return [*found, *unique(map(nearby_row, near))]


def is_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two tuples hold the very same objects: what has not changed stays one object in snapshots."""
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def unique(rows: Iterable[R]) -> list[R]:
    """Keep the first row of each key."""
    return list({row.key: row for row in reversed(list(rows))}.values())[::-1]


def dialled(snapshot: AppSnapshot, text: str) -> tuple[str, str]:
    """Return address and name of whom ``text`` means: someone by that name, else the text as address."""
    text = text.strip()
    people = [(person.address, person.name) for person in snapshot.contacts]
    people += [(person.address, person.name) for person in snapshot.nearby]
    named = [person for person in people if text and person[1].casefold() == text.casefold()]
    return next(iter([*named, *(person for person in people if person[0] == text)]), (text, ""))


def matches(filter_text: str, *texts: str) -> bool:
    """Whether every word that was typed occurs in the texts, whatever case and accents; digits in numbers."""
    return Search(filter_text).finds(*texts)


@QmlElement
@QmlUncreatable("the list comes from the core")
class PeopleModel(RowModel):  # type: ignore[operator]
    """Contacts and people nearby, filtered by what is typed in the dial field."""

    firstSectionChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PersonRow, parent)
        self._first_section = ""

    @Property(str, notify=firstSectionChanged)
    def firstSection(self) -> str:
        """The heading of the first row, empty where there is none: it stands above the list."""
        return self._first_section

    def assign(self, rows: Sequence[Any]) -> None:
        """Show ``rows``. GUI thread only."""
        super().assign(rows)
        section = rows[0].section if rows else ""
        if section != self._first_section:
            self._first_section = section
            self.firstSectionChanged.emit()

    def tell_again(self) -> None:
        """Let everything be read again, because the language is another one. GUI thread only."""
        super().tell_again()
        self.firstSectionChanged.emit()


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One address of the person selected; ``shown`` is how people read it."""

    key: str
    shown: str
    kind: str


@QmlElement
@QmlUncreatable("addresses belong to a person")
class AddressModel(RowModel):  # type: ignore[operator]
    """The addresses of a person, the main one first; none for whom there is only one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(AddressRow, parent)


class ContactIndex:
    """The contacts by their addresses, made anew only when they are others: there may be ten thousand."""

    def __init__(self) -> None:
        self._contacts: tuple[ContactSnapshot, ...] = ()
        self._found: dict[str, ContactSnapshot] = {}

    def at(self, contacts: tuple[ContactSnapshot, ...], address: str) -> ContactSnapshot | None:
        """Return which of ``contacts`` has ``address``; a main address beats another's second one."""
        if contacts is not self._contacts:
            self._contacts = contacts
            self._found = {words.place_of(contact.address): contact for contact in contacts}
            for contact in contacts:
                for other in contact.other_addresses:
                    self._found.setdefault(words.place_of(other), contact)
        return self._found.get(words.place_of(address))


_INDEX = ContactIndex()
"""Of the newest snapshot: what several view-models ask of one."""


@dataclass(frozen=True, slots=True)
class PersonState:
    """The selected person."""

    exists: bool = False
    name: str = ""
    address: str = ""
    detail: str = ""
    initials: str = ""
    colour: int = 0
    glyph: str = ""
    is_contact: bool = False
    builtin: bool = False
    nearby: bool = False
    warning: str = ""
    favourite: bool = False
    blocked: bool = False
    presence: str = ""
    presence_words: str = ""
    call_reason: str = ""
    """Why the service in use cannot call this address; empty when it can."""
    others: tuple[str, ...] = ()
    """Further addresses."""


def find_person(snapshot: AppSnapshot, address: str) -> PersonState:
    """Return what is known about ``address``; of someone gone, the history still knows the name."""
    if not address:
        return PersonState()
    contact = _INDEX.at(snapshot.contacts, address)
    person = next((p for p in snapshot.nearby if words.is_same_address(p.address, address)), None)
    call = next((h for h in snapshot.history if words.is_same_address(h.address, address)), None)
    if not (contact or person or call):
        return PersonState()
    name = (contact or person or call).name or address  # type: ignore[union-attr]
    address = contact.address if contact is not None else address
    builtin = contact is not None and contact.is_builtin
    detail = words.address_words(address, person.host if person else "")
    return PersonState(
        exists=True,
        name=name,
        address=address,
        detail=sentence("Repeats what you say and shows what you show") if builtin else detail,
        initials=words.initials(name),
        colour=words.colour_index(name),
        glyph=words.glyph(address),
        is_contact=contact is not None,
        builtin=builtin,
        nearby=person is not None,
        warning=person.warning if person else "",
        favourite=contact is not None and contact.is_favourite,
        blocked=any(words.is_same_address(other, address) for other in snapshot.blocked),
        presence=contact.presence.value if contact else "",
        presence_words=words.presence(contact.presence) if contact else "",
        others=contact.other_addresses if contact else (),
    )


@QmlElement
@QmlUncreatable("people come from the core")
class PersonViewModel(Mirror):  # type: ignore[operator]
    """The person selected in a list."""

    existsChanged = Signal()
    nameChanged = Signal()
    addressChanged = Signal()
    detailChanged = Signal()
    initialsChanged = Signal()
    colourChanged = Signal()
    glyphChanged = Signal()
    isContactChanged = Signal()
    builtinChanged = Signal()
    nearbyChanged = Signal()
    warningChanged = Signal()
    favouriteChanged = Signal()
    blockedChanged = Signal()
    presenceChanged = Signal()
    presenceWordsChanged = Signal()
    callReasonChanged = Signal()
    othersChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(PersonState(), parent)
        self._bridge = bridge
        self._addresses = AddressModel(self)

    def show_person(self, state: PersonState) -> None:
        """Mirror ``state``."""
        self._show(state)
        addresses = (state.address, *state.others) if state.others else ()
        self._addresses.assign(
            [AddressRow(each, words.address_words(each), words.dial_kind(each)) for each in addresses]
        )

    @property
    def state(self) -> PersonState:
        """The plain state, for Python."""
        return self._state  # type: ignore[no-any-return]

    @Slot(bool)
    def call(self, video: bool) -> None:
        """Call this person."""
        if self.state.exists and not self.state.call_reason:
            self._bridge.post(commands.PlaceCall(self.state.address, video, self.state.name))

    @Slot()
    def remove(self) -> None:
        """Remove this contact."""
        if self.state.is_contact and not self.state.builtin:
            self._bridge.post(commands.RemoveContact(self.state.address))

    @Slot()
    def save(self) -> None:
        """Make this person a contact under the name shown."""
        if self.state.exists:
            self._bridge.post(commands.SaveContact(self.state.name, self.state.address))

    @Slot()
    def toggleFavourite(self) -> None:
        """Show this contact first, or no longer."""
        if self.state.is_contact:
            self._bridge.post(commands.SetFavourite(self.state.address, not self.state.favourite))

    @Slot()
    def toggleBlocked(self) -> None:
        """Let this person ring here no more, or let them again."""
        if self.state.exists and not self.state.builtin:
            self._bridge.post(commands.SetBlocked(self.state.address, not self.state.blocked))

    @Property(AddressModel, constant=True)
    def addresses(self) -> AddressModel:
        """The addresses of a person who has several."""
        return self._addresses

    @Property(bool, notify=existsChanged)
    def exists(self) -> bool:
        """Whether someone is selected."""
        return self.state.exists

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """Name, or else address."""
        return self.state.name

    @Property(str, notify=addressChanged)
    def address(self) -> str:
        """Where calls go."""
        return self.state.address

    @Property(str, notify=detailChanged)
    def detail(self) -> str:
        """The line under the name."""
        return self.state.detail

    @Property(str, notify=initialsChanged)
    def initials(self) -> str:
        """Letters for the avatar."""
        return self.state.initials

    @Property(int, notify=colourChanged)
    def colour(self) -> int:
        """Index of the avatar's colour."""
        return self.state.colour

    @Property(str, notify=glyphChanged)
    def glyph(self) -> str:
        """Icon instead of initials, empty for people."""
        return self.state.glyph

    @Property(bool, notify=isContactChanged)
    def isContact(self) -> bool:
        """Whether the person is in the contacts."""
        return self.state.is_contact

    @Property(bool, notify=builtinChanged)
    def builtin(self) -> bool:
        """Whether this contact belongs to the app and cannot be removed."""
        return self.state.builtin

    @Property(bool, notify=nearbyChanged)
    def nearby(self) -> bool:
        """Whether the person is on the same network now."""
        return self.state.nearby

    @Property(str, notify=warningChanged)
    def warning(self) -> str:
        """Why this may not be who it says, empty when nothing is odd."""
        return self.state.warning

    @Property(bool, notify=favouriteChanged)
    def favourite(self) -> bool:
        """Whether this contact is shown first."""
        return self.state.favourite

    @Property(bool, notify=blockedChanged)
    def blocked(self) -> bool:
        """Whether this person may not ring here."""
        return self.state.blocked

    @Property(str, notify=presenceChanged)
    def presence(self) -> str:
        """How reachable the person is, a ``Presence`` value."""
        return self.state.presence

    @Property(str, notify=presenceWordsChanged)
    def presenceWords(self) -> str:
        """The same in words; empty when nobody knows."""
        return self.state.presence_words

    @Property(str, notify=callReasonChanged)
    def callReason(self) -> str:
        """Why this person cannot be called through the service in use; empty when they can."""
        return self.state.call_reason
