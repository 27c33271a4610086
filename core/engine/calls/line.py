"""One call on the switchboard: the call, and what this program knows of it beyond the calling API."""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from typing import Any, Protocol

from core.calling import (
    ArgumentError,
    Call,
    CallDirection,
    CallListener,
    CallQualityWarningEvent,
    CallState,
    InvalidOperation,
    SinchError,
    TransferProgress,
    TransferRequest,
)
from core.engine.calls.call_report import media_network
from core.engine.calls.doorman import Welcome
from core.engine.calls.ending_words import Ending, time_left_words
from core.engine.calls.quality_words import Figures, quality_words
from core.engine.calls.room_words import RoomEnding, room_name
from core.engine.calls.transfer_words import THE_ROOM, asked_words, bringing_words, transfer_words
from core.rooms import CONFERENCE_SCHEME
from core.sentences import sentence
from core.storage import address_key, number_host

log = logging.getLogger(__name__)

KEYS_SHOWN = 64
"""Keys shown as pressed, the newest last."""
WARNED_AT = 61.0
"""Seconds before the end of a phone call at which the person is told that its minutes are used up."""
_MEDIA_STATES = (CallState.ANSWERED, CallState.ESTABLISHED)


class LineOwner(Protocol):
    """What a line asks of the switchboard."""

    def changed(self, line: Line) -> None:
        """Show the call as it is now."""

    def answered(self, line: Line) -> None:
        """Decide whether the call may have the microphone."""

    def established(self, line: Line) -> None:
        """Decide that again: from now on it can be put on hold."""

    def hold_failed(self, line: Line, error: SinchError) -> None:
        """Hear that the call is on hold, or is not, against what was asked."""

    def ended(self, line: Line) -> None:
        """Move the call into the history."""

    def replaced(self, line: Line, new_call: Call) -> None:
        """Follow ``new_call`` in the place of the line's call."""

    def transfer_requested(self, line: Line, request: TransferRequest) -> None:
        """Answer the wish of the other side that this person talks to somebody else."""

    def key_sent(self, key: str) -> None:
        """Let the person hear the key."""

    def problem(self, text: str) -> None:
        """Tell the person."""

    def room_notice(self, line: Line, text: str) -> None:
        """Show a sentence of the room's for a moment."""

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> object:
        """Run ``coroutine`` to its end."""


class MergeSide(Protocol):
    """What a line tells of calls that are brought into a room."""

    @property
    def is_quiet(self) -> bool:
        """Whether the room is not shown yet."""

    def entered(self) -> None:
        """Hear that the room is entered."""

    def room_changed(self, call: Call) -> None:
        """Hear that somebody came into the room, perhaps."""

    def progressed(self, line: Line, state: str) -> None:
        """Hear how it goes with a call that is brought there."""

    def ended(self, line: Line) -> None:
        """Hear that a call, or the room, is over."""


class Line(CallListener):
    """Follows one call, and does to it what sharing one microphone asks for. Core thread only."""

    def __init__(self, call: Call, name: str, owner: LineOwner, *, welcome: Welcome = Welcome.RING) -> None:
        self.call = call
        self.own_name = name
        """The person's own name for the other side; empty if there is none."""
        self.welcome = welcome
        self.is_first_contact = False
        """Whether a stranger calls from an address that there was no call with before."""
        self.was_hung_up = False
        """Whether this person ended the call."""
        self.sharing_name = ""
        """What is shown to the other side is called so."""
        self.keys_sent = ""
        self.keys_way = ""
        self.given_name = ""
        """What the one who sent this person here calls the other side."""
        self.connects_with = ""
        """Whom the other side is being sent to."""
        self.connected_with = ""
        self.partner: Line | None = None
        """The other call of two whose other sides are being connected."""
        self.predecessor: Line | None = None
        """The call in which the other side asked for this one."""
        self.successor: Line | None = None
        """The call that the other side asked for, or that took this one's place."""
        self.merge: MergeSide | None = None
        """What brings this call, or others into this room; None while nothing does."""
        self.went_into_room = False
        """Whether the other side was brought into a room."""
        self.quality: dict[tuple[str, str], str] = {}
        self._owner = owner
        self._transfer = ""
        self._is_silenced = False
        self._was_muted = False

    @property
    def name(self) -> str:
        """What the other side is called: by the person, by itself, by who sent us there; else its address.

        Of an address the transport and its like are left out: they say how it is reached, not who it is.
        """
        said = self.call.remoteUserDisplayName or self.given_name or self._room_name
        return self.own_name or said or _shown(self.call.remoteUserId, is_vouched=bool(self.call.accountId))

    @property
    def _room_name(self) -> str:
        room = self.call.room
        return room_name(room.conferenceId) if room is not None else ""

    @property
    def has_ended(self) -> bool:
        """Whether it is over."""
        return self.call.state is CallState.ENDED

    @property
    def only_rings(self) -> bool:
        """Whether it waits for this person to answer."""
        return self.call.direction is CallDirection.INBOUND and self.call.state is CallState.INITIATING

    @property
    def is_answered(self) -> bool:
        """Whether there is somebody at the other end, on hold or not."""
        return self.call.state in _MEDIA_STATES

    @property
    def is_open(self) -> bool:
        """Whether the person can be heard there, but for their own muting."""
        return self.is_answered and not self.call.isOnHold and not self._is_silenced

    @property
    def is_muted(self) -> bool:
        """Whether the person muted it; that another call has the microphone does not count."""
        return self._was_muted if self._is_silenced else self.call.isMuted

    @property
    def transfer(self) -> str:
        """Who is being connected with whom, in words; empty once it is done, or if nobody is."""
        if self._transfer or self.predecessor is None:
            return self._transfer
        is_under_way = self.call.state not in (CallState.ESTABLISHED, CallState.ENDED)
        return asked_words(self.predecessor.name, self.name) if is_under_way else ""

    @property
    def ending(self) -> Ending:
        """What this side knows of the call's end."""
        goes_on_with = self.successor.name if self.successor is not None else ""
        room = self.call.room
        left = RoomEnding(room.endReason, room.isHost) if room is not None else None
        return Ending(
            self.was_hung_up, self.welcome, self.connected_with, goes_on_with, left, self._moved_into_room
        )

    @property
    def _moved_into_room(self) -> bool:
        """Whether this call, or its other side, went on in a room."""
        follows = self.successor is not None and self.successor.call.room is not None
        return self.went_into_room or (follows and self.call.room is None)

    # One microphone for all calls.

    def step_back(self) -> None:
        """Give the microphone away: on hold, or if that is not possible silent and soon on hold."""
        if not self.is_answered or self.call.isOnHold:
            return
        try:
            self.call.hold()
        except InvalidOperation as error:
            log.info("call %s is not put on hold: %s", self.call.callId, error)
            self.silence()

    def take_up(self) -> None:
        """Take the microphone. Raises ``InvalidOperation`` when the call cannot be resumed."""
        if self.call.isOnHold:
            self.call.resume()
        self.unsilence()

    def set_muted(self, muted: bool) -> None:
        """Mute as the person wishes; while another call has the microphone, for later."""
        if self._is_silenced:
            self._was_muted = muted
        else:
            (self.call.mute if muted else self.call.unmute)()

    def silence(self) -> None:
        """Keep what the person says away from the call, whatever they wished for it."""
        if not self._is_silenced:
            self._was_muted = self.call.isMuted
            self._is_silenced = True
            self.call.mute()

    def unsilence(self) -> None:
        """Take that back: the call is as the person wished again."""
        if self._is_silenced:
            self._is_silenced = False
            if not self._was_muted:
                self.call.unmute()

    def being_sent(self) -> None:
        """The other side was asked to call whom it ``connects_with``."""
        self._transfer = transfer_words("trying", self.name, self.connects_with)

    def bring_into(self, room_id: str) -> None:
        """Have the other side go into a room. Raises ``ArgumentError`` and ``InvalidOperation``."""
        self.connects_with = THE_ROOM
        try:
            self.call.transfer(f"{CONFERENCE_SCHEME}{room_id}")
        except (ArgumentError, InvalidOperation):
            self.forget_transfer()
            raise
        self._transfer = bringing_words("trying", self.name)

    def share_screen(self, source_id: str, name: str, *, with_sound: bool) -> None:
        """Show a screen or window. Raises ``ArgumentError`` and ``InvalidOperation``."""
        self.call.shareScreen(source_id, with_sound)
        self.sharing_name = name

    def forget_transfer(self) -> None:
        """The other side is not being sent anywhere."""
        self._transfer = self.connects_with = ""
        if (partner := self.partner) is not None:
            self.partner = partner.partner = None

    # What the call tells.

    def onCallProgressing(self, call: Call) -> None:
        """Show the call's progress, as most callbacks below do."""
        self._owner.changed(self)

    def onCallRinging(self, call: Call) -> None:
        """Show that it rings."""
        self._owner.changed(self)

    def onEarlyMedia(self, call: Call) -> None:
        """Show that the other side is heard already."""
        self._owner.changed(self)

    def onCallAnswered(self, call: Call) -> None:
        """See that one call has the microphone at most, and show the answer."""
        self._owner.answered(self)

    def onCallEstablished(self, call: Call) -> None:
        """Show that media flows."""
        self._owner.established(self)

    def onCallEnded(self, call: Call) -> None:
        """Move the call into the history."""
        self._owner.ended(self)

    def onCallHeld(self, call: Call) -> None:
        """Show the hold; it needs no silence of its own any more."""
        self.unsilence()
        self._owner.changed(self)

    def onCallResumed(self, call: Call) -> None:
        """Show that it is back."""
        self._owner.changed(self)

    def onHoldFailed(self, call: Call, error: SinchError) -> None:
        """Let the switchboard see to it that one call has the microphone at most."""
        self._owner.hold_failed(self, error)

    def onRemoteHeld(self, call: Call) -> None:
        """Show what the other end does, as the callbacks below do."""
        self._owner.changed(self)

    def onRemoteResumed(self, call: Call) -> None:
        """Show that the other end is back."""
        self._owner.changed(self)

    def onRemoteSharingStarted(self, call: Call) -> None:
        """Show the other end's screen."""
        self._owner.changed(self)

    def onRemoteSharingStopped(self, call: Call) -> None:
        """Show it no more."""
        self._owner.changed(self)

    def onSharingStopped(self, call: Call, reason: str) -> None:
        """Say why the other end sees no screen any more."""
        self._owner.problem(
            sentence("{name} does not see your screen any more. {reason}", name=self.name, reason=reason)
        )
        self._owner.changed(self)

    def onSharingFailed(self, call: Call, error: SinchError) -> None:
        """Say that the other end cannot see a screen."""
        self._owner.problem(
            sentence("Your screen cannot be shown to {name}: {reason}", name=self.name, reason=error.message)
        )
        self._owner.changed(self)

    def onSharedSoundChanged(self, call: Call) -> None:
        """Say why this computer's sound is not heard at the other end, or show that it is again."""
        if problem := call.sharedSoundProblem:
            self._owner.problem(
                sentence(
                    "{name} does not hear this computer's sound now. {reason}", name=self.name, reason=problem
                )
            )
        self._owner.changed(self)

    def onRoomChanged(self, call: Call) -> None:
        """Show the room as it is now."""
        if self.merge is not None:
            self.merge.room_changed(call)
        self._owner.changed(self)

    def onRoomNotice(self, call: Call, text: str) -> None:
        """Show a sentence of the room's."""
        self._owner.room_notice(self, text)

    def onRoomMuted(self, call: Call) -> None:
        """Stay muted when the call gets the microphone back, too."""
        self.set_muted(True)
        self._owner.room_notice(self, sentence("The host of the room muted you."))

    def onRoomRefused(self, call: Call, error: SinchError) -> None:
        """Say why the room does not do what it was asked for."""
        self._owner.problem(error.message)

    def onRemoteMuted(self, call: Call) -> None:
        """Show that the other end muted its microphone."""
        self._owner.changed(self)

    def onRemoteUnmuted(self, call: Call) -> None:
        """Show that the other end's microphone is back."""
        self._owner.changed(self)

    def onRemoteVideoPaused(self, call: Call) -> None:
        """Show that the other end's picture is paused."""
        self._owner.changed(self)

    def onRemoteVideoResumed(self, call: Call) -> None:
        """Show that the other end's picture is back."""
        self._owner.changed(self)

    def onRemoteSilent(self, call: Call) -> None:
        """Say that nothing comes from the other end."""
        self._owner.changed(self)

    def onRemoteBack(self, call: Call) -> None:
        """Take that back."""
        self._owner.changed(self)

    def onRemotePictureStarted(self, call: Call) -> None:
        """Show the other end's picture."""
        self._owner.changed(self)

    def onDtmfSent(self, call: Call, key: str) -> None:
        """Show the key, and let the person hear it."""
        self.keys_sent = (self.keys_sent + key)[-KEYS_SHOWN:]
        self.keys_way = call.dtmfWay or self.keys_way
        self._owner.key_sent(key)
        self._owner.changed(self)

    def onPathChanged(self, call: Call) -> None:
        """Show who can hear and see the call, as it is known now."""
        self._owner.changed(self)

    def onTimeLeft(self, call: Call, seconds: float) -> None:
        """Show when the minutes are used up, and say it when that is near."""
        if seconds <= WARNED_AT:
            self._owner.problem(time_left_words(seconds, self.name))
        self._owner.changed(self)

    def onTransferRequested(self, call: Call, request: TransferRequest) -> None:
        """Let the switchboard answer."""
        self._owner.transfer_requested(self, request)

    def onTransferProgress(self, call: Call, progress: TransferProgress) -> None:
        """Show how far the transfer is; one that failed leaves the call as it was."""
        state, other = str(progress.state), self.connects_with
        if self.merge is not None:
            words = bringing_words(state, self.name, progress.message)
        else:
            words = transfer_words(state, self.name, other, progress.message)
        if state == "failed":
            self.forget_transfer()
            self._owner.problem(words)
        else:
            self._transfer = words
        if state == "succeeded":
            self.connected_with = other
        if self.merge is not None:
            self.merge.progressed(self, state)
        self._owner.changed(self)

    def onCallReplaced(self, call: Call, newCall: Call) -> None:
        """Follow the new call."""
        self._owner.replaced(self, newCall)

    def onCallQualityWarningEvent(self, call: Call, event: CallQualityWarningEvent) -> None:
        """Show what is wrong, with figures, until it is over."""
        kind = str(event.mediaStreamType or "").lower()
        warning = (str(event.name), kind)
        if str(event.type) == "Recover":
            self.quality.pop(warning, None)
        else:
            self.quality[warning] = quality_words(*warning, self.name)
            self._owner.spawn(self._measure(warning))
        self._owner.changed(self)

    async def _measure(self, warning: tuple[str, str]) -> None:
        report = await self.call.stats()
        if report is not None and warning in self.quality:
            figures = Figures.of(report, warning[1] or "audio", media_network(self.call))
            self.quality[warning] = quality_words(*warning, self.name, figures)
            self._owner.changed(self)


def _shown(address: str, *, is_vouched: bool) -> str:
    """Return an address as people read it: phone numbers are grouped, but for those that strangers claim."""
    key, host = address_key(address), number_host(address)
    if not key.startswith("+"):
        return key
    if host and not is_vouched:
        return f"{key}@{host}"
    from core.phone_numbers.writing import shown

    return shown(key)
