"""What Ahoy keeps of the person, and what it writes down about itself, as the settings show them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.diagnostics.crash_file import CrashReport
from core.personal_data.export import ExportError, export_profile
from core.sentences import joined, sentence
from core.snapshots import AppSnapshot
from ui.language.properties import Property
from ui.viewmodels.desktop.desktop import DesktopViewModel
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.notices import NoticesViewModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


class Records(Protocol):
    """What is written down of one run: ``core.diagnostics.keeper.Keeper``."""

    @property
    def profile(self) -> Path:
        """The folder of everything."""

    @property
    def crash(self) -> CrashReport | None:
        """What the run before left behind."""

    def begin(self) -> None:
        """Take what the run before left behind, and write down this one."""

    def write_log(self, on: bool) -> None:
        """Write a log from now on, or not."""

    def report(self, snapshot: AppSnapshot, facts: Mapping[str, str]) -> str:
        """Return the report to copy."""


@dataclass(frozen=True, slots=True)
class DataState:
    """What QML shows. ``folder`` is empty where nothing is kept on a disk."""

    folder: str = ""
    keeps_secrets: bool = True
    writes_log: bool = True
    is_exporting: bool = False
    crash_words: str = ""
    crash_text: str = ""


def crash_words(crash: CrashReport) -> str:
    """Return what is said of a report at the start."""
    what = (
        sentence("Ahoy broke down when it ran last.")
        if crash.is_end
        else sentence("Something went wrong when Ahoy ran last.")
    )
    where = sentence(
        "It was written down on this computer, as {file}, and sent nowhere.", file=crash.path.name
    )
    return joined((what, where))


@QmlElement
@QmlUncreatable("one per window")
class DataViewModel(Mirror):  # type: ignore[operator]
    """Export, deletion, log and diagnostics. ``eraseWanted``: the app is to end and remove everything."""

    folderChanged = Signal()
    keepsSecretsChanged = Signal()
    writesLogChanged = Signal()
    isExportingChanged = Signal()
    crashWordsChanged = Signal()
    crashTextChanged = Signal()

    eraseWanted = Signal()
    _exported = Signal(object, bool)

    def __init__(
        self, desktop: DesktopViewModel, notices: NoticesViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(DataState(), parent)
        self._desktop = desktop
        self._notices = notices
        self._records: Records | None = None
        self._snapshot = AppSnapshot()
        self._export: Callable[[Path, Path], int] = export_profile
        self._exported.connect(self._told, Qt.ConnectionType.QueuedConnection)

    def use(self, records: Records) -> None:
        """Show what is written down by ``records``, and what the run before left behind."""
        self._records = records
        crash = records.crash
        words, text = (crash_words(crash), crash.text) if crash is not None else ("", "")
        self._show(replace(self._state, folder=str(records.profile), crash_words=words, crash_text=text))

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror a snapshot."""
        self._snapshot = snapshot
        log = snapshot.desktop.writes_log
        self._show(replace(self._state, keeps_secrets=snapshot.keeps_secrets, writes_log=log))

    @Slot(bool)
    def setWritesLog(self, on: bool) -> None:
        """Write a log from now on, or not."""
        self._desktop.choose(writes_log=on)
        if self._records is not None:
            self._records.write_log(on)

    @Slot()
    def copyDiagnostics(self) -> None:
        """Put the report on the clipboard."""
        if self._records is not None:
            facts = {"Screen": QGuiApplication.platformName(), "Desktop": str(self._desktop.facts)}
            QGuiApplication.clipboard().setText(self._records.report(self._snapshot, facts))
            self._notices.say(
                sentence(
                    "Diagnostics copied. They hold no passwords; look through them before you send them."
                ),
                False,
            )

    @Slot()
    def copyCrash(self) -> None:
        """Put what the run before left behind on the clipboard."""
        QGuiApplication.clipboard().setText(self._state.crash_text)
        self._notices.say(sentence("Copied."), False)

    @Slot()
    def dismissCrash(self) -> None:
        """The person has seen it."""
        self._show(replace(self._state, crash_words="", crash_text=""))

    @Slot()
    def openFolder(self) -> None:
        """Show the folder in the desktop's own program for files."""
        if self._records is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._records.profile)))

    @Slot(QUrl)
    def exportTo(self, place: QUrl) -> None:
        """Write everything into an archive that the person chose; a notice tells what became of it."""
        if not place.isLocalFile():
            self._notices.say(sentence("Your data can be written to files of this machine only."), True)
        elif self._records is not None and not self._state.is_exporting:
            self._show(replace(self._state, is_exporting=True))
            words = (self._records.profile, Path(place.toLocalFile()))
            threading.Thread(target=self._work, args=words, name="export", daemon=True).start()

    def _work(self, profile: Path, target: Path) -> None:
        try:
            self._export(profile, target)
        except ExportError as error:
            self._exported.emit(str(error), True)
        else:
            self._exported.emit(sentence("Everything is in {file}.", file=target), False)

    @Slot(str, bool)
    def _told(self, sentence: str, is_error: bool) -> None:
        self._show(replace(self._state, is_exporting=False))
        self._notices.say(sentence, is_error)

    @Slot()
    def erase(self) -> None:
        """End Ahoy and remove everything; the person was asked."""
        self.eraseWanted.emit()

    @Property(str, notify=folderChanged)
    def folder(self) -> str:
        """Where everything is kept; empty where nothing is."""
        return self._state.folder  # type: ignore[no-any-return]

    @Property(bool, notify=keepsSecretsChanged)
    def keepsSecrets(self) -> bool:
        """Whether passwords outlive the program."""
        return self._state.keeps_secrets  # type: ignore[no-any-return]

    @Property(bool, notify=writesLogChanged)
    def writesLog(self) -> bool:
        """Whether a log is written."""
        return self._state.writes_log  # type: ignore[no-any-return]

    @Property(bool, notify=isExportingChanged)
    def isExporting(self) -> bool:
        """Whether an archive is being written."""
        return self._state.is_exporting  # type: ignore[no-any-return]

    @Property(str, notify=crashWordsChanged)
    def crashWords(self) -> str:
        """What is said of a run that failed; empty when none did, or it was seen."""
        return self._state.crash_words  # type: ignore[no-any-return]

    @Property(str, notify=crashTextChanged)
    def crashText(self) -> str:
        """What it left behind."""
        return self._state.crash_text  # type: ignore[no-any-return]
