"""The details of the call on the screen: measured each second while somebody looks."""

from __future__ import annotations

import concurrent.futures
import logging
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.sentences import sentence
from core.snapshots import CallSnapshot
from ui.bridge import Bridge, assert_gui_thread
from ui.language.properties import Property
from ui.language.speech import told
from ui.viewmodels.calls import call_words
from ui.viewmodels.calls.figures import FigureRow, as_text, figures
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

PERIOD_MS = 1000

log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("details belong to a call")
class DetailsViewModel(RowModel):  # type: ignore[operator]
    """Rows of figures. ``copied`` tells that they are on the clipboard."""

    copied = Signal()
    _measured = Signal(str, object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(FigureRow, parent)
        self._bridge = bridge
        self._call: CallSnapshot | None = None
        self._before: dict[str, Any] | None = None
        self._is_asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._ask)
        self._measured.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def show_call(self, call: CallSnapshot | None) -> None:
        """Tell the details of ``call`` from now on."""
        if call is None or self._call is None or call.call_id != self._call.call_id:
            self._before = None
            self.assign([])
        self._call = call

    @Slot()
    def watch(self) -> None:
        """Measure while somebody looks."""
        self._timer.start()
        self._ask()

    @Slot()
    def unwatch(self) -> None:
        """Measure no more."""
        self._timer.stop()

    @Slot()
    def copy(self) -> None:
        """Put the figures on the clipboard, with who can decrypt the call; no addresses of machines."""
        QGuiApplication.clipboard().setText(self.text)
        self.copied.emit()

    @property
    def text(self) -> str:
        """The details as text."""
        call = self._call
        if call is None:
            return ""
        title = sentence("Call with {name}", name=call_words.name_of(call))
        rows = [*self.rows, *_trust_rows(call), *_quality_rows(call)]
        return as_text(told(title), [_told_row(row) for row in rows])

    @Property(bool, notify=RowModel.countChanged)
    def measured(self) -> bool:
        """Whether there is anything to see yet."""
        return bool(self.rows)

    def _ask(self) -> None:
        call = self._call
        if call is None or self._is_asked:
            return
        self._is_asked = True
        call_id = call.call_id
        self._bridge.call_report(call_id).add_done_callback(lambda found: self._arrived(call_id, found))

    def _arrived(self, call_id: str, found: concurrent.futures.Future[dict[str, Any]]) -> None:
        """Core thread: hand the report to the GUI thread; one that failed is none."""
        failed = found.cancelled() or found.exception() is not None
        if failed:
            log.info("call %s: nothing could be measured", call_id)
        try:
            self._measured.emit(call_id, {} if failed else found.result())
        except RuntimeError:
            log.debug("the window closed before the report came")

    @Slot(str, object)
    def _take(self, call_id: str, report: dict[str, Any]) -> None:
        assert_gui_thread()
        self._is_asked = False
        if report and self._call is not None and call_id == self._call.call_id:
            self.assign(figures(report, self._before))
            self._before = report


def _trust_rows(call: CallSnapshot) -> list[FigureRow]:
    section, trust = sentence("Who can listen"), call.trust
    rows = [
        FigureRow("", section, sentence("In short"), trust.sentence),
        FigureRow("", section, sentence("Can decrypt"), trust.decrypters),
    ]
    hops = enumerate(trust.lines, 1)
    return rows + [FigureRow("", section, sentence("Hop {n}", n=n), line) for n, line in hops]


def _quality_rows(call: CallSnapshot) -> list[FigureRow]:
    return [FigureRow("", sentence("Quality"), sentence("Now"), words) for words in call.quality]


def _told_row(row: FigureRow) -> FigureRow:
    """Return ``row`` in the person's language."""
    return replace(row, section=told(row.section), label=told(row.label), value=told(row.value))
