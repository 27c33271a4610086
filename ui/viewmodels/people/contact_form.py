"""The form for a contact: a name, and one or several addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import AppSnapshot, ContactSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

MOST_ADDRESSES = 20


@dataclass(frozen=True, slots=True)
class AddressField:
    """One address of the form; ``problem`` says what is wrong with it."""

    key: str
    text: str = ""
    problem: str = ""


@QmlElement
@QmlUncreatable("fields belong to a form")
class AddressFields(RowModel):  # type: ignore[operator]
    """The addresses, the main one first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(AddressField, parent)


@dataclass(frozen=True, slots=True)
class FormState:
    """Whether the contact is new, its name, and whether there is room for another address."""

    is_new: bool = True
    name: str = ""
    can_add: bool = True


@QmlElement
@QmlUncreatable("one per window")
class ContactFormViewModel(Mirror):  # type: ignore[operator]
    """What is being typed of a contact, until it is saved."""

    isNewChanged = Signal()
    nameChanged = Signal()
    canAddChanged = Signal()

    saved = Signal(str)
    """The contact is to be seen under this address."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(FormState(), parent)
        self._bridge = bridge
        self._snapshot = AppSnapshot()
        self._address = ""
        self._fields: list[AddressField] = []
        self._serial = 0
        self._model = AddressFields(self)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Know the contacts that there are: no two may have one address."""
        self._snapshot = snapshot

    @Slot(str, str)
    def begin(self, name: str, address: str) -> None:
        """Begin a new contact, with what is known of it."""
        self._open(FormState(True, name), "", (address,))

    @Slot(str)
    def edit(self, address: str) -> None:
        """Begin to change the contact that has ``address``; of somebody else it makes a new one."""
        contact = self._owner(address)
        if contact is None:
            self.begin("", address)
        else:
            own = (contact.address, *contact.other_addresses)
            self._open(FormState(False, contact.name), contact.address, own)

    @Slot(str)
    def setName(self, name: str) -> None:
        """Take the name as it is typed."""
        self._show(replace(self._state, name=name))

    @Slot(int, str)
    def setAddress(self, place: int, text: str) -> None:
        """Take an address as it is typed."""
        if 0 <= place < len(self._fields) and self._fields[place].text != text:
            self._fields[place] = replace(self._fields[place], text=text, problem="")
            self._list()

    @Slot()
    def add(self) -> None:
        """Make room for one more address."""
        if len(self._fields) < MOST_ADDRESSES:
            self._fields.append(self._field(""))
            self._list()

    @Slot(int)
    def removeAt(self, place: int) -> None:
        """Take an address away; one field stays."""
        if 0 <= place < len(self._fields) and len(self._fields) > 1:
            del self._fields[place]
            self._list()

    @Slot(result=bool)
    def save(self) -> bool:
        """Keep the contact; False, with the problems on show, when it cannot be."""
        filled = [each for each in self._fields if each.text.strip()] or self._fields[:1]
        self._fields = [replace(each, problem=self._problem(each.text)) for each in filled]
        self._list()
        if any(each.problem for each in self._fields):
            return False
        addresses = tuple(dict.fromkeys(each.text.strip() for each in self._fields))
        name = self._state.name.strip() or addresses[0]
        if self._state.is_new:
            self._bridge.post(commands.SaveContact(name, addresses[0]))
        if not self._state.is_new or len(addresses) > 1:
            self._bridge.post(commands.EditContact(self._address or addresses[0], name, addresses))
        self.saved.emit(addresses[0])
        return True

    def _open(self, state: FormState, address: str, addresses: tuple[str, ...]) -> None:
        self._address = address
        self._fields = [self._field(each) for each in addresses]
        self._show(state)
        self._list()

    def _field(self, text: str) -> AddressField:
        self._serial += 1
        return AddressField(f"field {self._serial}", text)

    def _list(self) -> None:
        self._model.assign(self._fields)
        self._show(replace(self._state, can_add=len(self._fields) < MOST_ADDRESSES))

    def _problem(self, text: str) -> str:
        if problem := words.address_problem(text):
            return problem
        owner = self._owner(text.strip())
        if owner is not None and owner.address != self._address:
            return sentence("{name} has this address already.", name=owner.name)
        return ""

    def _owner(self, address: str) -> ContactSnapshot | None:
        return next((c for c in self._snapshot.contacts if has_address(c, address)), None)

    @Property(bool, notify=isNewChanged)
    def isNew(self) -> bool:
        """Whether the contact is a new one."""
        return self._state.is_new  # type: ignore[no-any-return]

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """The name as it is typed."""
        return self._state.name  # type: ignore[no-any-return]

    @Property(bool, notify=canAddChanged)
    def canAdd(self) -> bool:
        """Whether there is room for one more address."""
        return self._state.can_add  # type: ignore[no-any-return]

    @Property(AddressFields, constant=True)
    def addresses(self) -> AddressFields:
        """The addresses, the main one first."""
        return self._model


def has_address(contact: ContactSnapshot, address: str) -> bool:
    """Whether ``address`` is one of a contact's."""
    return any(words.is_same_address(each, address) for each in (contact.address, *contact.other_addresses))
