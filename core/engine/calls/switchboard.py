"""The calls of this person: places them, follows them, and says how they look. Core thread only."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from core.calling import (
    Call,
    CallClient,
    CallClientListener,
    CallDirection,
    CallListener,
    CallState,
    InvalidOperation,
    SinchClient,
)
from core.engine.calls.call_report import CallReport
from core.engine.calls.call_view import call_snapshot, history_entry
from core.engine.dial_target import DialError, parse_target
from core.engine.dialling import dial
from core.engine.people.phonebook import PhoneBook
from core.engine.pictures import PictureBoard, incoming
from core.engine.tasks import TaskGroup
from core.media.devices.capture import LocalMedia
from core.snapshots import CallSnapshot

log = logging.getLogger(__name__)

MAXIMUM_CALLS = 8
"""Calls at once, ringing ones included; a further incoming call is declined as busy."""
RECORD_SECONDS = 3.0
"""How long closing waits for the history to be written."""


class Switchboard(CallClientListener, CallListener):
    """Every call of the person from its first moment until the window no longer shows it."""

    def __init__(
        self,
        media: LocalMedia,
        pictures: PictureBoard,
        phonebook: PhoneBook,
        on_change: Callable[[], None],
        on_problem: Callable[[str], None],
    ) -> None:
        self._media = media
        self._pictures = pictures
        self._phonebook = phonebook
        self._records = TaskGroup()
        self._on_change = on_change
        self._on_problem = on_problem
        self._client: SinchClient | None = None
        self._calls: dict[str, Call] = {}
        self._names: dict[str, str] = {}
        self._hung_up: set[str] = set()
        self._shown_after_end: dict[str, CallSnapshot] = {}

    def attach(self, client: SinchClient) -> None:
        """Place calls on ``client`` from now on and listen for its incoming ones."""
        self._client = client
        client.callClient.addListener(self)

    async def close(self) -> None:
        """Hang up every call, and wait until they stand in the history."""
        for call in list(self._calls.values()):
            self.hang_up(call.callId)
        await self._records.join(RECORD_SECONDS)

    def snapshots(self) -> tuple[CallSnapshot, ...]:
        """Return every call as the window shows it: running ones first, in the order they came."""
        running = tuple(self._snapshot(call) for call in self._calls.values())
        return running + tuple(self._shown_after_end.values())

    async def place(self, text: str, *, video: bool, name: str = "") -> None:
        """Call what the person typed or clicked; a sentence says why when it cannot be called."""
        try:
            target = parse_target(text)
            if self._client is None:
                raise InvalidOperation("no client")
            call = await dial(self._client.callClient, target, video=video)
        except DialError as error:
            self._on_problem(str(error))
            return
        except InvalidOperation:
            self._on_problem("Ahoy is not connected to its call service yet. Try again in a moment.")
            return
        self._names[call.callId] = self._phonebook.name_of(target.address) or name
        self._follow(call)

    async def answer(self, call_id: str, *, video: bool) -> None:
        """Answer a ringing call; without ``video`` the camera stays off until it is resumed."""
        call = self._calls.get(call_id)
        if call is None:
            log.info("no call %s to answer", call_id)
            return
        if not video:
            call.pauseVideo()
        try:
            await call.answer()
        except InvalidOperation as error:
            log.info("answer refused: %s", error)
            return
        self._hang_picture(call)

    def hang_up(self, call_id: str) -> None:
        """Decline, cancel or hang up; an ended call is no longer shown."""
        self._shown_after_end.pop(call_id, None)
        if (call := self._calls.get(call_id)) is not None:
            self._hung_up.add(call_id)
            call.hangup()
        self._on_change()

    def set_muted(self, call_id: str, muted: bool) -> None:
        """Stop or go on sending the microphone."""
        if (call := self._calls.get(call_id)) is not None:
            (call.mute if muted else call.unmute)()
            self._on_change()

    def set_video_paused(self, call_id: str, paused: bool) -> None:
        """Stop or go on sending the camera."""
        if (call := self._calls.get(call_id)) is not None:
            (call.pauseVideo if paused else call.resumeVideo)()
            self._on_change()

    async def report(self, call_id: str) -> dict[str, Any]:
        """Return the report of a running call, empty when it is gone."""
        call = self._calls.get(call_id)
        if call is None or self._client is None:
            return {}
        report = CallReport(call, self._client.userId)
        await report.measure()
        return report.as_json(0, "")

    def onIncomingCall(self, callClient: CallClient, call: Call) -> None:
        """Show a new incoming call, or decline it when there are too many."""
        self._names[call.callId] = self._phonebook.name_of(call.remoteUserId)
        self._follow(call)
        if len(self._calls) > MAXIMUM_CALLS:
            log.info("too many calls at once: declining %s", call.callId)
            call.hangup()

    def onCallProgressing(self, call: Call) -> None:
        """Show the call's progress, as the callbacks below do."""
        self._on_change()

    def onCallRinging(self, call: Call) -> None:
        """Show that it rings."""
        self._on_change()

    def onCallAnswered(self, call: Call) -> None:
        """Show the answer, and the other end's picture once it comes."""
        self._hang_picture(call)

    def onCallEstablished(self, call: Call) -> None:
        """Show that media flows."""
        self._on_change()

    def onCallEnded(self, call: Call) -> None:
        """Move the call into the history, and keep it on show until the window has told the person."""
        snapshot = self._snapshot(call)
        self._calls.pop(call.callId, None)
        self._pictures.take_down(incoming(call.callId))
        self._names.pop(call.callId, None)
        self._hung_up.discard(call.callId)
        self._show_ended(snapshot)
        entry = history_entry(call, snapshot, ended_at=time.time())
        self._records.spawn(self._phonebook.add_call(entry))
        self._on_change()

    def onRemoteMuted(self, call: Call) -> None:
        """Show what the other end does, as the callbacks below do."""
        self._on_change()

    def onRemoteUnmuted(self, call: Call) -> None:
        """Show that the other end's microphone is back."""
        self._on_change()

    def onRemoteVideoPaused(self, call: Call) -> None:
        """Show that the other end's picture is paused."""
        self._on_change()

    def onRemoteVideoResumed(self, call: Call) -> None:
        """Show that the other end's picture is back."""
        self._on_change()

    def onRemoteSilent(self, call: Call) -> None:
        """Say that nothing comes from the other end."""
        self._on_change()

    def onRemoteBack(self, call: Call) -> None:
        """Take that back."""
        self._on_change()

    def onRemotePictureStarted(self, call: Call) -> None:
        """Show the other end's picture."""
        self._on_change()

    def _follow(self, call: Call) -> None:
        self._shown_after_end.clear()
        self._calls[call.callId] = call
        call.addListener(self)
        if call.state is CallState.ENDED:
            self.onCallEnded(call)
        self._hang_picture(call)

    def _hang_picture(self, call: Call) -> None:
        """Show the other end's picture; the slot is another one once the media session exists."""
        self._pictures.hang(incoming(call.callId), call.incomingPicture)
        self._on_change()

    def _snapshot(self, call: Call) -> CallSnapshot:
        # The person's own name for the other, the other's own, or the bare address.
        name = self._names.get(call.callId) or call.remoteUserDisplayName or call.remoteUserId
        return call_snapshot(
            call,
            name,
            self._media.snapshot(),
            connection=self._connection_words(call),
            ended_here=call.callId in self._hung_up,
        )

    def _connection_words(self, call: Call) -> str:
        if call.isRemoteSilent and call.state is CallState.ESTABLISHED:
            return "Nothing comes from the other side: the connection may be lost"
        if call.isReconnecting and call.state is CallState.ESTABLISHED:
            return "The call service is away; the call goes on"
        return ""

    def _show_ended(self, snapshot: CallSnapshot) -> None:
        """Keep one ended call on show: the last one, unless it was never taken and rang in vain."""
        declined = snapshot.direction == CallDirection.INBOUND and not snapshot.established_at
        self._shown_after_end = {} if declined else {snapshot.call_id: snapshot}
