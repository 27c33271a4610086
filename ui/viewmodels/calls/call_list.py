"""All calls that live, as rows: each with its name, how it stands and its running clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.sentences import sentence
from core.snapshots import CallSnapshot
from ui.viewmodels import words
from ui.viewmodels.calls import call_words
from ui.viewmodels.calls.call_desk import CallDesk, is_ringing_here
from ui.viewmodels.rows import RowModel

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 250


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call. ``speaking``: it has the microphone. ``resumable``: one click makes it the present call.

    ``connect_words`` names what connecting it with the present call does; empty when that is not possible.
    """

    key: str
    name: str
    initials: str
    colour: int
    glyph: str
    words: str
    clock: str
    speaking: bool
    present: bool
    resumable: bool
    ringing: bool
    video: bool
    connect_words: str


def call_row(call: CallSnapshot, desk: CallDesk, monotonic: float) -> CallRow:
    """Make the row of ``call``; ``monotonic`` is the time on its clock."""
    name = call_words.name_of(call)
    is_established = call.state == "established"
    is_present = desk.active is not None and call.call_id == desk.active.call_id
    since = call.established_at if is_established else 0.0
    return CallRow(
        key=call.call_id,
        name=name,
        initials=words.initials(name),
        colour=words.colour_index(name),
        glyph=words.glyph(call.remote_address),
        words=call_words.row_words(call),
        clock=words.clock(int((monotonic - since) * 1000)) if since > 0 else "",
        speaking=call.has_microphone and is_established,
        present=is_present,
        resumable=is_established and (call.is_held or not is_present),
        ringing=is_ringing_here(call),
        video=call.video,
        connect_words=connect_words(call, desk.active),
    )


def connect_words(call: CallSnapshot, present: CallSnapshot | None) -> str:
    """Say what connecting two calls does; empty when they cannot be connected."""
    if present is None or call.call_id == present.call_id:
        return ""
    if call.room is not None or present.room is not None:  # a room is merged with, see merging.py
        return ""
    if not (call.can_transfer or present.can_transfer) or present.transfer or call.transfer:
        return ""
    if call.state != "established" or present.state != "established":
        return ""
    return sentence(
        "Connect {name} with {other}", name=call_words.name_of(call), other=call_words.name_of(present)
    )


def live_calls(desk: CallDesk, order: tuple[CallSnapshot, ...]) -> list[CallSnapshot]:
    """Return the calls to list, in the order in which the core gives them."""
    shown = ((desk.active,) if desk.active else ()) + desk.others
    ids = {call.call_id for call in shown}
    return [call for call in order if call.call_id in ids]


@QmlElement
@QmlUncreatable("the list comes from the core")
class CallListModel(RowModel):  # type: ignore[operator]
    """The calls that live; their clocks run by themselves."""

    def __init__(
        self, parent: QObject | None = None, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(CallRow, parent)
        self._monotonic = monotonic
        self._desk = CallDesk()
        self._calls: list[CallSnapshot] = []
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._tick)

    def show_desk(self, desk: CallDesk, order: tuple[CallSnapshot, ...]) -> None:
        """List the calls of ``desk``."""
        self._desk = desk
        self._calls = live_calls(desk, order)
        if any(call.state == "established" for call in self._calls):
            self._ticker.start()
        else:
            self._ticker.stop()
        self._tick()

    @property
    def calls(self) -> list[CallSnapshot]:
        """The calls listed, for Python."""
        return self._calls

    def _tick(self) -> None:
        now = self._monotonic()
        self.assign([call_row(call, self._desk, now) for call in self._calls])
