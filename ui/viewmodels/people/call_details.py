"""One finished call in full."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.sentences import known, sentence
from core.snapshots import HistorySnapshot
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.people.history import KINDS, kind_of

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class DetailsState:
    """What QML shows of the call."""

    exists: bool = False
    call_id: str = ""
    name: str = ""
    address: str = ""
    kind: str = "outgoing"
    headline: str = ""
    started: str = ""
    lasted: str = ""
    reason: str = ""
    error: str = ""
    account: str = ""
    quality: str = ""
    ended: str = ""
    video: bool = False


def details_state(call: HistorySnapshot) -> DetailsState:
    """Reduce a finished call to what is drawn."""
    kind = kind_of(call)
    return DetailsState(
        exists=True,
        call_id=call.call_id,
        name=call.name or call.address,
        address=call.address,
        kind=kind,
        headline=_headline(call),
        started=words.moment(call.started_at),
        lasted=words.duration(call.duration_ms) if call.duration_ms > 0 else sentence("Nobody talked"),
        reason=call.end_text or KINDS[kind],
        error=call.error,
        account=call.account,
        quality=known(call.quality),
        ended=words.time_of_day(call.started_at + call.duration_ms / 1000) if call.duration_ms > 0 else "",
        video=call.video,
    )


def _headline(call: HistorySnapshot) -> str:
    name = call.name or call.address
    match call.direction == "inbound", call.video:
        case True, True:
            return sentence("Video call from {name}", name=name)
        case True, False:
            return sentence("Call from {name}", name=name)
        case False, True:
            return sentence("Video call to {name}", name=name)
    return sentence("Call to {name}", name=name)


@QmlElement
@QmlUncreatable("the call comes from the core")
class CallDetailsViewModel(Mirror):  # type: ignore[operator]
    """The finished call whose details are open."""

    existsChanged = Signal()
    callIdChanged = Signal()
    nameChanged = Signal()
    addressChanged = Signal()
    kindChanged = Signal()
    headlineChanged = Signal()
    startedChanged = Signal()
    lastedChanged = Signal()
    reasonChanged = Signal()
    errorChanged = Signal()
    accountChanged = Signal()
    qualityChanged = Signal()
    endedChanged = Signal()
    videoChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(DetailsState(), parent)

    def show_call(self, call: HistorySnapshot | None) -> None:
        """Show ``call``, or nothing."""
        self._show(details_state(call) if call is not None else DetailsState())

    @property
    def state(self) -> DetailsState:
        """The plain state, for Python."""
        return self._state  # type: ignore[no-any-return]

    @Property(bool, notify=existsChanged)
    def exists(self) -> bool:
        """Whether the call is still remembered."""
        return self.state.exists

    @Property(str, notify=callIdChanged)
    def callId(self) -> str:
        """Id of the call."""
        return self.state.call_id

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """Name, or else address, of the other end."""
        return self.state.name

    @Property(str, notify=addressChanged)
    def address(self) -> str:
        """Address of the other end."""
        return self.state.address

    @Property(str, notify=kindChanged)
    def kind(self) -> str:
        """What became of the call."""
        return self.state.kind

    @Property(str, notify=headlineChanged)
    def headline(self) -> str:
        """What kind of call it was, and with whom."""
        return self.state.headline

    @Property(str, notify=startedChanged)
    def started(self) -> str:
        """When it began, in full."""
        return self.state.started

    @Property(str, notify=lastedChanged)
    def lasted(self) -> str:
        """How long people talked."""
        return self.state.lasted

    @Property(str, notify=reasonChanged)
    def reason(self) -> str:
        """Why it ended, as a sentence."""
        return self.state.reason

    @Property(str, notify=errorChanged)
    def error(self) -> str:
        """What failed, for a report; empty when nothing did."""
        return self.state.error

    @Property(str, notify=accountChanged)
    def account(self) -> str:
        """The account at another provider that it went by; empty for none."""
        return self.state.account

    @Property(str, notify=qualityChanged)
    def quality(self) -> str:
        """How good it was, in words; empty when nobody talked."""
        return self.state.quality

    @Property(str, notify=endedChanged)
    def ended(self) -> str:
        """At what time of the day it ended; empty when nobody talked."""
        return self.state.ended

    @Property(bool, notify=videoChanged)
    def video(self) -> bool:
        """Whether it was a call with pictures."""
        return self.state.video
