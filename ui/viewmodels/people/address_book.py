"""Contacts as files, and the people who may not ring here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import AppSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.notices import NoticesViewModel
from ui.viewmodels.people.people import find_person
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

OLD_VCARD = "3.0"
NEW_VCARD = "4.0"


@dataclass(frozen=True, slots=True)
class BlockedRow:
    """One address that may not ring here; ``name`` is its contact's, else the address."""

    key: str
    name: str
    detail: str
    initials: str
    colour: int


def blocked_row(snapshot: AppSnapshot, address: str) -> BlockedRow:
    """Make the row of a blocked address."""
    name = find_person(snapshot, address).name or address
    detail = "" if name == address else words.address_words(address)
    return BlockedRow(address, name, detail, words.initials(name), words.colour_index(name))


@QmlElement
@QmlUncreatable("the list comes from the core")
class BlockedModel(RowModel):  # type: ignore[operator]
    """Blocked addresses, in the order in which they were blocked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(BlockedRow, parent)


@dataclass(frozen=True, slots=True)
class BookState:
    """What is wrong with the address that was to be blocked, and the file of contacts that is read."""

    problem: str = ""
    importing: str = ""
    imported: float = 0.0


@QmlElement
@QmlUncreatable("contacts come from the core")
class AddressBookViewModel(Mirror):  # type: ignore[operator]
    """Blocks and unblocks, reads and writes files of contacts."""

    problemChanged = Signal()
    importingChanged = Signal()
    importedChanged = Signal()

    def __init__(self, bridge: Bridge, notices: NoticesViewModel, parent: QObject | None = None) -> None:
        super().__init__(BookState(), parent)
        self._bridge = bridge
        self._notices = notices
        self._model = BlockedModel(self)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror the block list of a snapshot, and how far a file of contacts has come."""
        self._model.assign([blocked_row(snapshot, address) for address in dict.fromkeys(snapshot.blocked)])
        file = snapshot.importing
        name, done = (file.file, file.hundredths / 100) if file is not None else ("", 0.0)
        self._show(replace(self._state, importing=name, imported=done))

    @Slot(str, result=bool)
    def block(self, address: str) -> bool:
        """Let nobody with this address ring; False, with ``problem`` saying why, when it is none."""
        self._show(replace(self._state, problem=words.address_problem(address)))
        if self._state.problem:
            return False
        self._bridge.post(commands.SetBlocked(address.strip(), True))
        return True

    @Slot(str)
    def unblock(self, address: str) -> None:
        """Let them ring again."""
        self._bridge.post(commands.SetBlocked(address, False))

    @Slot(QUrl)
    def importFrom(self, place: QUrl) -> None:
        """Add the contacts of a file that the person chose; a notice tells what became of it."""
        if path := self._path(place):
            self._bridge.post(commands.ImportContacts(path))

    @Slot()
    def stopImport(self) -> None:
        """Add nothing of the file that is being read."""
        self._bridge.post(commands.StopImport())

    @Slot(QUrl, bool)
    def exportTo(self, place: QUrl, isOld: bool) -> None:
        """Write all contacts to a file; ``isOld``: as vCard 3.0 for programs that read nothing newer."""
        if path := self._path(place):
            self._bridge.post(commands.ExportContacts(path, OLD_VCARD if isOld else NEW_VCARD))

    def _path(self, place: QUrl) -> str:
        if not place.isLocalFile():
            self._notices.say(
                sentence("Contacts can be read from and written to files of this machine only."), True
            )
            return ""
        return place.toLocalFile()

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with the address that was to be blocked."""
        return self._state.problem  # type: ignore[no-any-return]

    @Property(str, notify=importingChanged)
    def importing(self) -> str:
        """The name of the file of contacts that is being read; empty for none."""
        return self._state.importing  # type: ignore[no-any-return]

    @Property(float, notify=importedChanged)
    def imported(self) -> float:
        """How much of it is done, 0 to 1."""
        return self._state.imported  # type: ignore[no-any-return]

    @Property(BlockedModel, constant=True)
    def blocked(self) -> BlockedModel:
        """Who may not ring here."""
        return self._model
