"""Running calls become a room, and nobody hangs up: the room is entered, then the others are sent there.

Until the first of them is in the room, the call that has the microphone keeps it. From then on the room has
it: who is there hears this person there, and who is not yet still hears the old call's other people. What
fails leaves the calls as they were.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Protocol

from core.calling import ArgumentError, Call, CallState, InvalidOperation
from core.engine.calls.line import Line
from core.engine.dial_target import DialError, is_nearby
from core.sentences import sentence
from core.sip.bodies.room_events import Presence

log = logging.getLogger(__name__)


class MergeHost(Protocol):
    """What a merge asks of the switchboard."""

    async def open_room(self, room_id: str, merge: Merge, *, video: bool) -> Line:
        """Enter a room without giving it the microphone. Raises ``DialError``, ``InvalidOperation``."""

    def pass_floor(self, line: Line, merged: Sequence[Line]) -> None:
        """Give ``line`` the microphone, and silence those that are ``merged`` into it."""

    def put_back(self, line: Line) -> None:
        """Let a call go on that was not merged after all."""

    def leave_quietly(self, line: Line) -> None:
        """Leave a room that was opened in vain."""

    def merged(self, merge: Merge) -> None:
        """Hear that it is over, however it went."""

    def problem(self, text: str) -> None:
        """Tell the person."""


class _Fate(Enum):
    """What has become of one of the calls."""

    WAITING = "waiting"
    ASKED = "asked"
    MOVED = "moved"
    STAYS = "stays"


class Merge:
    """One merge, from its beginning until each call has moved or stays. Core thread only."""

    def __init__(self, lines: Sequence[Line], host: MergeHost, new_id: Callable[[], str]) -> None:
        self._host = host
        self._new_id = new_id
        self._fates = {line: _Fate.WAITING for line in lines if line.call.room is None}
        self.room = next((line for line in lines if line.call.room is not None), None)
        """The line of the room, once there is one; it may have been there before."""
        self.is_made_here = self.room is None
        self.has_floor = False
        """Whether the room has got the microphone."""
        self._room_id = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The calls that are to move."""
        return tuple(self._fates)

    @property
    def is_quiet(self) -> bool:
        """Whether the room is not shown yet: the person still talks in the calls as they were."""
        return self.is_made_here and not self.has_floor

    def obstacle(self) -> str:
        """Return why these calls cannot be merged now; empty if they can."""
        if not self._fates:
            return sentence("There is no other call to bring into the room.")
        for line in self._fates:
            if is_nearby(line.call.remoteUserId):
                # Sent into a room by its id, they would open another one at their own service.
                return sentence(
                    "{name} is called on this network, by another call service: its people cannot come into "
                    "rooms of this one.",
                    name=line.name,
                )
            if not line.call.canTransfer:
                return sentence(
                    "{name} cannot be brought into a room now: {reason}",
                    name=line.name,
                    reason=line.call.canTransfer.reason,
                )
        if self.room is not None and self.room.call.state is not CallState.ESTABLISHED:
            return sentence("{name} is not entered yet.", name=self.room.name)
        return ""

    async def run(self) -> None:
        """Enter the room; the rest follows from what is heard. A sentence says why when it cannot be."""
        for line in self._fates:
            line.merge = self
        if self.room is not None:
            assert self.room.call.room is not None
            self._room_id = self.room.call.room.conferenceId
            self._send_all()
            return
        self._room_id = self._new_id()
        video = any(line.call.details.requestedVideo for line in self._fates)
        try:
            self.room = await self._host.open_room(self._room_id, self, video=video)
        except DialError as error:
            self._give_up(str(error))
        except InvalidOperation as error:
            self._give_up(sentence("The room could not be opened: {error}.", error=error))

    def abandon(self) -> None:
        """Take it that the beginning broke down: the calls stay, and the next merge may begin."""
        if self.room is not None and self.is_made_here:
            self._host.leave_quietly(self.room)
        self._give_up(sentence("The room could not be opened: the calls go on as they were."))

    # What is heard.

    def entered(self) -> None:
        """Hear that the room is entered: now the others are sent there."""
        if _Fate.WAITING in self._fates.values():
            self._send_all()

    def room_changed(self, call: Call) -> None:
        """Look whether somebody else has come into the room."""
        room = call.room
        if room is None or self.has_floor or self.room is None:
            return
        others = [
            one
            for one in room.members
            if one.id != room.memberId and (one.facts is None or one.facts.state is Presence.PRESENT)
        ]
        if others and self.is_made_here:
            self._take_floor()

    def progressed(self, line: Line, state: str) -> None:
        """Hear how it goes with one of the calls: ``succeeded``, ``failed`` or on its way."""
        if self._fates.get(line) is not _Fate.ASKED:
            return
        if state == "succeeded":
            self._fates[line] = _Fate.MOVED
            line.went_into_room = True
            self._take_floor()
        elif state == "failed":
            self._fates[line] = _Fate.STAYS
        self._settle()

    def ended(self, line: Line) -> None:
        """Hear that a call, or the room, is over."""
        if line is self.room:
            was_entered = line.call.establishedAt > 0
            if not was_entered:
                self._give_up(sentence("The room could not be entered: the calls go on as they were."))
            else:
                self._finish()
        elif self._fates.get(line) in (_Fate.WAITING, _Fate.ASKED):
            self._fates[line] = _Fate.STAYS
            self._settle()

    # The inside.

    def _send_all(self) -> None:
        for line in self._fates:
            if self._fates[line] is _Fate.WAITING:
                self._fates[line] = _Fate.ASKED
                self._send(line)
        self._settle()

    def _send(self, line: Line) -> None:
        try:
            line.bring_into(self._room_id)
        except (ArgumentError, InvalidOperation) as error:
            log.info("call %s is not brought into a room: %s", line.call.callId, error)
            self._host.problem(
                sentence("{name} cannot be brought into the room now: {error}", name=line.name, error=error)
            )
            self._fates[line] = _Fate.STAYS

    def _take_floor(self) -> None:
        if self.has_floor or self.room is None or self.room.has_ended:
            return
        self.has_floor = True
        self._host.pass_floor(self.room, self.lines)

    def _settle(self) -> None:
        """End the merge once it is known of every call what has become of it."""
        fates = set(self._fates.values())
        if fates & {_Fate.WAITING, _Fate.ASKED} or self.room is None:
            return
        if _Fate.MOVED not in fates and self.is_made_here:
            self._host.leave_quietly(self.room)
        self._finish()

    def _give_up(self, sentence: str) -> None:
        self._host.problem(sentence)
        self._finish()

    def _finish(self) -> None:
        room, self.room = self.room, None
        for line, fate in self._fates.items():
            line.merge = None
            if fate is not _Fate.MOVED and not line.has_ended:
                line.forget_transfer()
                self._host.put_back(line)
        if room is not None and not room.has_ended:
            room.merge = None
        self._host.merged(self)
