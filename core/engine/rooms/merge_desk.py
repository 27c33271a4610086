"""Merges on the switchboard: which may begin, and what they do to the lines and the microphone."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence

from core.calling import Feature, InvalidOperation
from core.engine.calls.board import Board
from core.engine.calls.doorman import FULL, MAXIMUM_CALLS
from core.engine.calls.line import Line
from core.engine.dial_target import DialError, DialTarget, TargetKind
from core.engine.dialling import dial
from core.engine.rooms.merging import Merge
from core.room_commands import InviteToRoom
from core.sentences import sentence

log = logging.getLogger(__name__)

ROOM_ID_BYTES = 16
"""Of chance in the id of a room that calls become: nobody guesses it."""


class MergeDesk:
    """One merge at a time (``MergeHost``); ``ask`` has a room call somebody. Core thread only."""

    def __init__(self, board: Board, ask: Callable[[InviteToRoom], object]) -> None:
        self._board = board
        self._ask = ask
        self._merge: Merge | None = None
        self._guest = ("", "")
        """Whom the room that this merge makes is to call, and their name."""

    async def merge(self, call_ids: Sequence[str], invite: str = "", invite_name: str = "") -> None:
        """Bring these calls into one room, without hanging up; one call alone becomes a room, too.

        Once it stands it calls whom to ``invite``; if it never does, they are not called.
        """
        found = (self._board.line(call_id) for call_id in dict.fromkeys(call_ids))
        lines = [line for line in found if line is not None and line.welcome.rings]
        if not lines:
            log.info("no calls to merge")
            return
        merge = Merge(lines, self, lambda: secrets.token_urlsafe(ROOM_ID_BYTES))
        is_busy = self._merge is not None
        problem = sentence("Calls are being brought into a room already.") if is_busy else merge.obstacle()
        if problem:
            self._board.problem(problem)
            return
        self._merge, self._guest = merge, (invite, invite_name)
        try:
            await merge.run()
        except BaseException:  # cancelled, too: else no calls would ever be merged again
            merge.abandon()
            raise

    # What a merge asks for (MergeHost).

    async def open_room(self, room_id: str, merge: Merge, *, video: bool) -> Line:
        """Enter a room without giving it the microphone. Raises ``DialError``, ``InvalidOperation``."""
        client = self._board.client
        if client is None:
            raise InvalidOperation("no client")
        if len(self._board.lines) >= MAXIMUM_CALLS:
            raise DialError(FULL)
        calls = client.callClient
        if reason := calls.features.reason(Feature.CONFERENCE):
            raise DialError(reason)
        call = await dial(calls, DialTarget(TargetKind.CONFERENCE, room_id), video=video)
        if all(line.call.isVideoPaused for line in merge.lines):
            call.pauseVideo()
        return self._board.follow(call, "", merge=merge)

    def pass_floor(self, line: Line, merged: Sequence[Line]) -> None:
        """Give ``line`` the microphone, and silence those that are ``merged`` into it."""
        before, self._board.floor = self._board.floor, line
        if before is not None and before in merged:
            line.set_muted(before.is_muted)
            before.silence()
        for other in self._board.lines:
            if other is not line and other not in merged:
                other.step_back()
        try:
            line.take_up()
        except InvalidOperation as error:
            log.info("call %s is not taken up: %s", line.call.callId, error)
        self._board.changed(line)
        (target, name), self._guest = self._guest, ("", "")
        if target:
            self._ask(InviteToRoom(line.call.callId, target, name))

    def put_back(self, line: Line) -> None:
        """Let a call go on that was not merged after all: as it was, or on hold beside the room."""
        if self._board.floor is not line:
            line.step_back()
        self._board.changed(line)

    def leave_quietly(self, line: Line) -> None:
        """Leave a room that was opened in vain."""
        line.was_hung_up = True
        line.call.hangup()

    def merged(self, merge: Merge) -> None:
        """Take it that another merge may begin."""
        self._merge, self._guest = None, ("", "")
        for line in merge.lines:
            self._board.changed(line)

    def problem(self, text: str) -> None:
        """Tell the person."""
        self._board.problem(text)
