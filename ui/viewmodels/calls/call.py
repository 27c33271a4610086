"""One call as QML sees it, and the commands a person can give it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import joined
from core.snapshots import CallSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.calls import call_words
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1


SOON_S = 60.0
"""Seconds before the end of a call's minutes from which that is plain to see."""


@dataclass(frozen=True, slots=True)
class CallState:
    """What QML shows of one call; the fields are documented in ``CallSnapshot``."""

    exists: bool = False
    call_id: str = ""
    name: str = ""
    address: str = ""
    initials: str = ""
    colour: int = 0
    glyph: str = ""
    incoming: bool = False
    established: bool = False
    video: bool = False
    muted: bool = False
    video_paused: bool = False
    remote_muted: bool = False
    remote_video_paused: bool = False
    shows_remote: bool = False
    shows_self: bool = False
    without_microphone: bool = False
    without_camera: bool = False
    account: str = ""
    unverified: bool = False
    first_contact: bool = False
    held: bool = False
    held_by_remote: bool = False
    hold_reason: str = ""
    transfer_reason: str = ""
    keys_reason: str = ""
    transfer: str = ""
    waiting_words: str = ""
    quality_words: str = ""
    quality_detail: str = ""
    state_words: str = ""
    connection: str = ""
    end_headline: str = ""
    end_text: str = ""
    verdict: str = ""
    end_cause: str = ""


def sends_picture(call: CallSnapshot) -> bool:
    """Whether the own camera is seen by the other end now."""
    is_quiet = call.is_held or call.is_held_by_remote
    return call.has_outgoing_video and not (call.video_paused or call.without_camera or is_quiet)


def call_state(call: CallSnapshot) -> CallState:
    """Reduce a snapshot to what is drawn."""
    name = call_words.name_of(call)
    is_quiet = call.is_held or call.is_held_by_remote
    headline, reason = words.end_lines(call.duration_ms, call.end_text) if call.state == "ended" else ("", "")
    return CallState(
        exists=True,
        call_id=call.call_id,
        name=name,
        address=call.remote_address,
        initials=words.initials(name),
        colour=words.colour_index(name),
        glyph=words.glyph(call.remote_address),
        incoming=call.direction == "inbound",
        established=call.state == "established",
        video=call.video,
        muted=call.muted,
        video_paused=call.video_paused,
        remote_muted=call.remote_muted,
        remote_video_paused=call.remote_video_paused,
        shows_remote=call.has_incoming_video and not (call.remote_video_paused or is_quiet),
        shows_self=sends_picture(call),
        without_microphone=call.without_microphone,
        without_camera=call.without_camera,
        unverified=call.is_unverified,
        first_contact=call.is_first_contact,
        account=call.account,
        held=call.is_held,
        held_by_remote=call.is_held_by_remote,
        hold_reason=call_words.hold_reason(call),
        transfer_reason=call_words.transfer_reason(call),
        keys_reason=call_words.keys_reason(call),
        transfer=call.transfer,
        waiting_words=call_words.waiting_words(call),
        quality_words=call_words.quality_words(call.quality),
        quality_detail=joined(call.quality, "\n") if len(call.quality) > 1 else "",
        state_words=call_words.stage_words(call),
        connection=call.connection,
        end_headline=headline,
        end_text=reason,
        verdict=call.verdict,
        end_cause=call.end_cause,
    )


@QmlElement
@QmlUncreatable("calls come from the core")
class CallViewModel(Mirror):  # type: ignore[operator]
    """A place for a call: it stays, calls come and go in it (``exists``)."""

    existsChanged = Signal()
    callIdChanged = Signal()
    nameChanged = Signal()
    addressChanged = Signal()
    initialsChanged = Signal()
    colourChanged = Signal()
    glyphChanged = Signal()
    incomingChanged = Signal()
    establishedChanged = Signal()
    videoChanged = Signal()
    mutedChanged = Signal()
    videoPausedChanged = Signal()
    remoteMutedChanged = Signal()
    remoteVideoPausedChanged = Signal()
    showsRemoteChanged = Signal()
    showsSelfChanged = Signal()
    withoutMicrophoneChanged = Signal()
    withoutCameraChanged = Signal()
    unverifiedChanged = Signal()
    firstContactChanged = Signal()
    accountChanged = Signal()
    heldChanged = Signal()
    heldByRemoteChanged = Signal()
    holdReasonChanged = Signal()
    transferReasonChanged = Signal()
    keysReasonChanged = Signal()
    transferChanged = Signal()
    waitingWordsChanged = Signal()
    qualityWordsChanged = Signal()
    qualityDetailChanged = Signal()
    stateWordsChanged = Signal()
    connectionChanged = Signal()
    endHeadlineChanged = Signal()
    endTextChanged = Signal()
    endCauseChanged = Signal()
    verdictChanged = Signal()
    clockChanged = Signal()
    timeLeftChanged = Signal()
    endsSoonChanged = Signal()

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(CallState(), parent)
        self._bridge = bridge
        self._monotonic = monotonic
        self._established_at = 0.0
        self._clock = "0:00"
        self._ends_at = 0.0
        self._time_left = ""
        self._ends_soon = False
        self._ticker = QTimer(self)
        self._ticker.setInterval(250)
        self._ticker.timeout.connect(self._tick)

    def show_call(self, call: CallSnapshot | None) -> None:
        """Mirror ``call``, or nothing."""
        self._established_at = call.established_at if call else 0.0
        self._ends_at = call.ends_at if call else 0.0
        self._show(call_state(call) if call else CallState())
        is_running = self._state.established and self._established_at > 0
        if is_running and not self._ticker.isActive():
            self._ticker.start()
        elif not is_running:
            self._ticker.stop()
        self._tick()

    @property
    def state(self) -> CallState:
        """The plain state, for Python."""
        return self._state  # type: ignore[no-any-return]

    def _tick(self) -> None:
        elapsed = self._monotonic() - self._established_at if self._ticker.isActive() else 0.0
        text = words.clock(int(elapsed * 1000))
        if text != self._clock:
            self._clock = text
            self.clockChanged.emit()
        self._tick_down()

    def _tick_down(self) -> None:
        is_known = self._ticker.isActive() and self._ends_at > 0
        seconds = self._ends_at - self._monotonic() if is_known else 0.0
        text, soon = words.time_left(seconds) if is_known else "", is_known and seconds <= SOON_S
        if text != self._time_left:
            self._time_left = text
            self.timeLeftChanged.emit()
        if soon != self._ends_soon:
            self._ends_soon = soon
            self.endsSoonChanged.emit()

    @Slot()
    def block(self) -> None:
        """Decline this call, and let its caller ring here no more."""
        if self.state.exists:
            self._bridge.post(commands.SetBlocked(self.state.address, True))
            self._bridge.post(commands.HangUp(self.state.call_id))

    @Slot()
    def hangUp(self) -> None:
        """Decline, cancel or end the call, whatever fits its state."""
        if self.state.exists:
            self._bridge.post(commands.HangUp(self.state.call_id))

    @Slot(bool)
    def answer(self, video: bool) -> None:
        """Answer with or without the camera."""
        if self.state.exists:
            self._bridge.post(commands.AnswerCall(self.state.call_id, video))

    @Slot()
    def toggleMuted(self) -> None:
        """Mute the microphone, or go on speaking."""
        if self.state.exists:
            self._bridge.post(commands.SetMuted(self.state.call_id, not self.state.muted))

    @Slot()
    def toggleVideo(self) -> None:
        """Pause the camera, or go on showing it."""
        if self.state.exists and not (self.state.held or self.state.held_by_remote):
            self._bridge.post(commands.SetVideoPaused(self.state.call_id, self.state.shows_self))

    @Slot()
    def toggleHeld(self) -> None:
        """Put the call on hold, or go on with it."""
        if self.state.exists and not self.state.hold_reason:
            self._bridge.post(commands.SetHeld(self.state.call_id, not self.state.held))

    @Property(bool, notify=existsChanged)
    def exists(self) -> bool:
        """Whether a call is here."""
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

    @Property(bool, notify=incomingChanged)
    def incoming(self) -> bool:
        """Whether the other end called."""
        return self.state.incoming

    @Property(bool, notify=establishedChanged)
    def established(self) -> bool:
        """Whether people can talk."""
        return self.state.established

    @Property(bool, notify=videoChanged)
    def video(self) -> bool:
        """Whether the caller asked for pictures."""
        return self.state.video

    @Property(bool, notify=mutedChanged)
    def muted(self) -> bool:
        """Whether the microphone is muted."""
        return self.state.muted

    @Property(bool, notify=videoPausedChanged)
    def videoPaused(self) -> bool:
        """Whether the camera is paused."""
        return self.state.video_paused

    @Property(bool, notify=remoteMutedChanged)
    def remoteMuted(self) -> bool:
        """Whether the other end is muted."""
        return self.state.remote_muted

    @Property(bool, notify=remoteVideoPausedChanged)
    def remoteVideoPaused(self) -> bool:
        """Whether the other end paused its camera."""
        return self.state.remote_video_paused

    @Property(bool, notify=showsRemoteChanged)
    def showsRemote(self) -> bool:
        """Whether a picture of the other end is due."""
        return self.state.shows_remote

    @Property(bool, notify=showsSelfChanged)
    def showsSelf(self) -> bool:
        """Whether the own camera is being sent."""
        return self.state.shows_self

    @Property(bool, notify=withoutMicrophoneChanged)
    def withoutMicrophone(self) -> bool:
        """Whether the call runs with no microphone."""
        return self.state.without_microphone

    @Property(bool, notify=withoutCameraChanged)
    def withoutCamera(self) -> bool:
        """Whether the call runs with no camera."""
        return self.state.without_camera

    @Property(str, notify=accountChanged)
    def account(self) -> str:
        """The account at another provider that the call goes by; empty: none."""
        return self._state.account  # type: ignore[no-any-return]

    @Property(bool, notify=firstContactChanged)
    def firstContact(self) -> bool:
        """Whether nobody ever called from this address before, and it is no contact's."""
        return self.state.first_contact

    @Property(bool, notify=unverifiedChanged)
    def unverified(self) -> bool:
        """Whether the name is only what the caller's machine claims."""
        return self.state.unverified

    @Property(bool, notify=heldChanged)
    def held(self) -> bool:
        """Whether this person has put the call on hold."""
        return self.state.held

    @Property(bool, notify=heldByRemoteChanged)
    def heldByRemote(self) -> bool:
        """Whether the other end has put the call on hold."""
        return self.state.held_by_remote

    @Property(str, notify=holdReasonChanged)
    def holdReason(self) -> str:
        """Why the call cannot be put on hold or taken back; empty when it can."""
        return self.state.hold_reason

    @Property(str, notify=transferReasonChanged)
    def transferReason(self) -> str:
        """Why the call cannot be transferred; empty when it can."""
        return self.state.transfer_reason

    @Property(str, notify=keysReasonChanged)
    def keysReason(self) -> str:
        """Why no keys can be sent; empty when they can."""
        return self.state.keys_reason

    @Property(str, notify=transferChanged)
    def transfer(self) -> str:
        """How a transfer goes, in words; empty when there is none."""
        return self.state.transfer

    @Property(str, notify=waitingWordsChanged)
    def waitingWords(self) -> str:
        """What kind of call waits, and whether its name is proven."""
        return self.state.waiting_words

    @Property(str, notify=qualityWordsChanged)
    def qualityWords(self) -> str:
        """What is wrong with the call's quality now, in one line; empty when nothing is."""
        return self.state.quality_words

    @Property(str, notify=qualityDetailChanged)
    def qualityDetail(self) -> str:
        """All that is wrong, a line each, when it is more than one thing."""
        return self.state.quality_detail

    @Property(str, notify=stateWordsChanged)
    def stateWords(self) -> str:
        """What is happening in the call, in a few words."""
        return self.state.state_words

    @Property(str, notify=connectionChanged)
    def connection(self) -> str:
        """What is wrong with the connection, in words."""
        return self.state.connection

    @Property(str, notify=endHeadlineChanged)
    def endHeadline(self) -> str:
        """How long the call lasted, or why there was none."""
        return self.state.end_headline

    @Property(str, notify=verdictChanged)
    def verdict(self) -> str:
        """What was wrong with the call's quality, as a sentence; empty for a good call."""
        return self.state.verdict

    @Property(str, notify=endTextChanged)
    def endText(self) -> str:
        """Why the call ended, as a sentence; empty where the headline says it."""
        return self.state.end_text

    @Property(str, notify=endCauseChanged)
    def endCause(self) -> str:
        """End cause as the calling API spells it."""
        return self.state.end_cause

    @Property(str, notify=timeLeftChanged)
    def timeLeft(self) -> str:
        """How long the call may still last, as the service says; empty where it does not."""
        return self._time_left

    @Property(bool, notify=endsSoonChanged)
    def endsSoon(self) -> bool:
        """Whether the service ends the call within a minute."""
        return self._ends_soon

    @Property(str, notify=clockChanged)
    def clock(self) -> str:
        """How long the call is established, as a running clock."""
        return self._clock
