"""The calls of this person: places them, follows them, and shares one microphone. Core thread only."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from core.calling import (
    ArgumentError,
    Call,
    CallClient,
    CallClientListener,
    CallDirection,
    InvalidOperation,
    SinchClient,
    SinchError,
    TransferRequest,
)
from core.engine.account.provider_accounts import ProviderAccounts
from core.engine.account_target import check_for_help, target_by_account
from core.engine.argument_words import argument_words
from core.engine.calls.call_report import CallReport
from core.engine.calls.call_view import call_snapshot, history_entry
from core.engine.calls.doorman import FULL, MAXIMUM_CALLS, House, Welcome, welcome
from core.engine.calls.handing_on import HandingOn
from core.engine.calls.line import Line
from core.engine.dial_target import DialError, DialTarget, TargetKind, parse_target
from core.engine.dialling import NO_RELAY, dial, lacks_relay
from core.engine.people.device_keys import proof_of
from core.engine.people.phonebook import PhoneBook
from core.engine.pictures import PictureBoard, incoming, screen
from core.engine.rooms.merge_desk import MergeDesk
from core.engine.rooms.merging import Merge
from core.engine.rooms.room_board import RoomBoard
from core.engine.tasks import TaskGroup
from core.media.devices.capture import LocalMedia
from core.sentences import sentence
from core.snapshots import CallSnapshot, HistorySnapshot

log = logging.getLogger(__name__)

RECORD_SECONDS = 3.0
"""How long closing waits for the history to be written."""


class Switchboard(CallClientListener):
    """Every call of the person from its first moment until the window no longer shows it.

    ``providers`` are the accounts at other providers that calls may go by.
    One call at most has the floor: what the person says goes there. Who gets it puts the others on hold.
    """

    def __init__(
        self,
        media: LocalMedia,
        pictures: PictureBoard,
        phonebook: PhoneBook,
        providers: ProviderAccounts,
        on_change: Callable[[], None],
        on_problem: Callable[[str], None],
    ) -> None:
        self._media = media
        self._pictures = pictures
        self._phonebook = phonebook
        self._providers = providers
        self._tasks = TaskGroup()
        self._records = TaskGroup()
        self._on_change = on_change
        self._on_problem = on_problem
        self.client: SinchClient | None = None
        """By which calls are placed; None while there is none."""
        self._lines: dict[str, Line] = {}
        self.floor: Line | None = None
        """What the person says goes there."""
        self._shown_after_end: dict[str, CallSnapshot] = {}
        self._handing_on = HandingOn(self, phonebook)
        self.rooms = RoomBoard(self, phonebook, pictures, on_problem)
        """The rooms that the calls are in."""
        self._merges = MergeDesk(self, self.rooms.handle)

    def attach(self, client: SinchClient) -> None:
        """Place calls on ``client`` from now on and listen for its incoming ones."""
        self.client = client
        client.callClient.addListener(self)

    async def close(self) -> None:
        """Hang up every call, and wait until they stand in the history."""
        for line in list(self._lines.values()):
            self.hang_up(line.call.callId)
        await self._records.join(RECORD_SECONDS)
        await self._tasks.cancel_all()

    @property
    def is_in_call(self) -> bool:
        """Whether the person talks, holds, or is calling somebody."""
        return any(line.welcome.rings and not line.only_rings for line in self._lines.values())

    @property
    def is_busy(self) -> bool:
        """Whether there is any call that is not over."""
        return bool(self._lines)

    def snapshots(self) -> tuple[CallSnapshot, ...]:
        """Return every call as the window shows it: running ones first, in the order they came."""
        shown = [line for line in self._lines.values() if line.welcome.rings and not _is_quiet(line)]
        return (*map(self._snapshot, shown), *self._shown_after_end.values())

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all running calls, in the order they came."""
        return tuple(self._lines.values())

    def line(self, call_id: str) -> Line | None:
        """Return the line of a running call; None if there is none."""
        return self._lines.get(call_id)

    # What the person does.

    async def place(self, text: str, *, video: bool, name: str = "", account: str = "") -> None:
        """Call what the person typed or clicked; a sentence says why when it cannot be called.

        It goes by the ``account`` at another provider that is given, or that is at the domain called. The
        call that has the microphone is put on hold, one that is still being placed is given up.
        """
        try:
            target, account = self._target(text, account)
            if self.client is None:
                raise InvalidOperation("no client")
            if len(self._lines) >= MAXIMUM_CALLS:
                raise DialError(FULL)
            if lacks_relay(self.client):
                raise DialError(NO_RELAY)
            call = await dial(self.client.callClient, target, video=video, account=account)
        except DialError as error:
            self._on_problem(str(error))
            return
        except InvalidOperation:
            self._on_problem(
                sentence("Ahoy is not connected to its call service yet. Try again in a moment.")
            )
            return
        own_name = self._phonebook.name_of(target.dialled) or name
        line = self.follow(call, own_name)
        self._give_up_placing(line)
        self._give_floor(line)

    async def answer(self, call_id: str, *, video: bool, end_others: bool = False) -> None:
        """Answer a ringing call; without ``video`` the camera stays off until it is resumed.

        Other calls are put on hold first, or hung up with ``end_others``. A call that is still being placed
        is given up in any case: it would be answered into nobody's ear.
        """
        line = self._lines.get(call_id)
        if line is None or not line.only_rings or not line.welcome.rings:
            log.info("no call %.60s to answer", call_id)
            return
        if lacks_relay(self.client):
            self._on_problem(NO_RELAY)
            return
        self._give_up_placing(line)
        if end_others:
            for other in self._others(line):
                if other.is_answered:
                    self.hang_up(other.call.callId)
        self._give_floor(line)
        if not video:
            line.call.pauseVideo()
        try:
            await line.call.answer()
        except InvalidOperation as error:
            log.info("answer refused: %s", error)
        self.changed(line)

    def hang_up(self, call_id: str) -> None:
        """Decline, cancel or hang up; an ended call is no longer shown."""
        self._shown_after_end.pop(call_id, None)
        if (line := self._lines.get(call_id)) is not None:
            line.was_hung_up = True
            line.call.hangup()
        self._on_change()

    def set_muted(self, call_id: str, muted: bool) -> None:
        """Stop or go on sending the microphone."""
        if (line := self._lines.get(call_id)) is not None:
            line.set_muted(muted)
            self._on_change()

    def set_video_paused(self, call_id: str, paused: bool) -> None:
        """Stop or go on sending the camera."""
        if (line := self._lines.get(call_id)) is not None:
            (line.call.pauseVideo if paused else line.call.resumeVideo)()
            self._on_change()

    def set_held(self, call_id: str, held: bool) -> None:
        """Put a call on hold, or resume it and put the one that has the microphone on hold."""
        if (line := self._lines.get(call_id)) is None:
            return
        try:
            if held:
                line.call.hold()
            else:
                line.take_up()
        except InvalidOperation as error:
            self._on_problem(
                sentence(
                    "{name} cannot be put on hold or taken back now: {error}", name=line.name, error=error
                )
            )
            return
        if held and self.floor is line:
            self.floor = None
        elif not held:
            self._give_floor(line)
        self._on_change()

    def send_keys(self, call_id: str, keys: str) -> None:
        """Press ``keys`` in an established call."""
        if (line := self._lines.get(call_id)) is None:
            return
        try:
            line.call.sendDtmf(keys)
        except ArgumentError as error:
            self._on_problem(argument_words(error))
        except InvalidOperation as error:
            self._on_problem(sentence("No keys can be sent now: {error}", error=error))

    def transfer(self, call_id: str, text: str) -> None:
        """Send the other side of a call to what the person typed, without asking there first."""
        self._handing_on.transfer(call_id, text)

    def connect(self, call_id: str, other_id: str) -> None:
        """Let the other sides of two calls talk to each other, and leave both."""
        self._handing_on.connect(call_id, other_id)

    async def merge(self, call_ids: Sequence[str], invite: str = "", invite_name: str = "") -> None:
        """Bring these calls into one room, without hanging up, and have it call whom to ``invite``."""
        await self._merges.merge(call_ids, invite, invite_name)

    def share_screen(self, call_id: str, source_id: str, *, with_sound: bool = False) -> None:
        """Show a screen or window in a call, and in no other: there is one that the person looks at."""
        if (line := self._lines.get(call_id)) is None:
            return
        name = self._media.screens.name_of(source_id)
        try:
            line.share_screen(source_id, name, with_sound=with_sound)
        except ArgumentError as error:
            self._on_problem(argument_words(error))
        except InvalidOperation as error:
            self._on_problem(
                sentence("The screen cannot be shown to {name} now: {error}", name=line.name, error=error)
            )
        else:
            for other in self._others(line):
                other.call.stopSharing()
        self._on_change()

    def stop_sharing(self, call_id: str) -> None:
        """Show it no more."""
        if (line := self._lines.get(call_id)) is not None:
            line.call.stopSharing()
            self._on_change()

    async def report(self, call_id: str) -> dict[str, Any]:
        """Return the report of a running call, empty when it is gone."""
        line = self._lines.get(call_id)
        if line is None or self.client is None:
            return {}
        report = CallReport(line.call, self.client.userId)
        await report.measure()
        return report.as_json(0, "")

    # What the client tells.

    def onIncomingCall(self, callClient: CallClient, call: Call) -> None:
        """Let a new incoming call ring, or refuse it as the person wishes."""
        caller, is_vouched = call.remoteUserId, bool(call.accountId)
        reception = welcome(
            self._house(),
            is_blocked=self._phonebook.is_blocked(caller),
            is_unknown=self._phonebook.is_unknown(caller, is_vouched=is_vouched),
        )
        line = self.follow(call, self._caller_name(call), reception)
        line.is_first_contact = self._phonebook.is_first_contact(caller, is_vouched=is_vouched)
        if reception.rings or line.has_ended:
            return
        log.info("call %s is refused: %s", call.callId, reception.value)
        try:
            # Before it rings there, and alike for all: nothing tells blocked callers that they are.
            call.reject(busy=True)
        except InvalidOperation as error:
            log.info("it rings no longer: %s", error)

    def _caller_name(self, call: Call) -> str:
        """Return the person's own name for whoever calls: an account's provider is believed about numbers."""
        return self._phonebook.name_of(call.remoteUserId, is_vouched=bool(call.accountId))

    # What a line asks for (LineOwner).

    def changed(self, line: Line) -> None:
        """Show the call as it is now; its picture is another slot once the media session exists."""
        if not line.has_ended:
            self.rooms.follow(line)
            self._pictures.hang(incoming(line.call.callId), line.call.incomingPicture)
            self._pictures.hang(screen(line.call.callId), line.call.incomingScreen)
        self._on_change()

    def answered(self, line: Line) -> None:
        """Keep the person's voice from the call while another one has it."""
        if _is_quiet(line):
            line.silence()
        elif self.floor is None and not line.call.isOnHold:
            self.floor = line
        elif self.floor is not line:
            line.step_back()
        self.changed(line)

    def established(self, line: Line) -> None:
        """Let the call have the microphone if nobody has it, else only if it is its turn."""
        if line.merge is not None and _is_quiet(line):
            line.silence()
            line.merge.entered()
            self.changed(line)
            return
        if self.floor in (None, line.predecessor) and not line.call.isOnHold:
            if line.predecessor is not None:
                # Not on hold: the new call takes over how the old one was.
                line.predecessor.silence()
            self.floor = line
        if self.floor is line:
            line.unsilence()
        else:
            line.step_back()
        self.changed(line)

    def hold_failed(self, line: Line, error: SinchError) -> None:
        """Say so; a call that cannot be put on hold while another has the microphone is silent at least."""
        self._on_problem(
            sentence("{name} could not be taken back: {reason}", name=line.name, reason=error.message)
            if line.call.isOnHold
            else sentence("{name} could not be put on hold: {reason}", name=line.name, reason=error.message)
        )
        if line.call.isOnHold:
            self.floor = None if self.floor is line else self.floor
        elif self.floor is None:
            self.floor = line
        elif self.floor is not line:
            line.silence()
        self.changed(line)

    def ended(self, line: Line) -> None:
        """Move the call into the history, and keep it on show until the window has told the person."""
        if self._lines.pop(line.call.callId, None) is None:
            return
        was_quiet = _is_quiet(line)
        if line.merge is not None:
            line.merge.ended(line)
        if self.floor is line:
            self.floor = None
        self._pictures.take_down(incoming(line.call.callId))
        self._pictures.take_down(screen(line.call.callId))
        self.rooms.ended(line)
        if line.partner is not None and not line.was_hung_up:
            line.connected_with = line.connected_with or line.partner.name
        if was_quiet:
            self._on_change()
            return
        self._show_ended(line)
        if not _gave_way(line):
            account = self._account_of(line)
            self._records.spawn(self._record(history_entry(line, ended_at=time.time(), account=account)))
        self._on_change()

    def replaced(self, line: Line, new_call: Call) -> None:
        """Follow ``new_call``, with the microphone if the old one had it."""
        name = self._caller_name(new_call)
        new = self._lines.get(new_call.callId) or self.follow(new_call, name)
        line.successor = new
        if self.floor is line:
            self.floor = new
            new.unsilence()
        self.changed(new)

    def transfer_requested(self, line: Line, request: TransferRequest) -> None:
        """Go where the other side sends this person, or do not."""
        self._handing_on.requested(line, request)

    def key_sent(self, key: str) -> None:
        """Let the person hear the key."""
        self._media.play_key(key)

    def problem(self, text: str) -> None:
        """Tell the person."""
        self._on_problem(text)

    def room_notice(self, line: Line, text: str) -> None:
        """Show a sentence of the room's for a moment."""
        self.rooms.tell(line, text)
        self._on_change()

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> object:
        """Run ``coroutine`` to its end."""
        return self._tasks.spawn(coroutine)

    def follow(
        self, call: Call, name: str, reception: Welcome = Welcome.RING, merge: Merge | None = None
    ) -> Line:
        """Follow a new call."""
        line = Line(call, name, self, welcome=reception)
        line.merge = merge
        if reception.rings:
            self._shown_after_end.clear()
        self._lines[call.callId] = line
        call.addListener(line)
        if line.has_ended:
            self.ended(line)
        else:
            self.changed(line)
        return line

    # The inside.

    async def _record(self, entry: HistorySnapshot) -> None:
        await self._phonebook.add_call(entry)
        self._on_change()

    def _house(self) -> House:
        book = self._phonebook
        policy, calls = book.remembered.profile.busy_policy, len(self._lines)
        return House(book.wants_no_calls, policy, self.is_in_call, calls, book.silences_unknown)

    def _others(self, line: Line) -> list[Line]:
        return [other for other in self._lines.values() if other is not line]

    def _give_up_placing(self, line: Line) -> None:
        """Hang up who is being called still: they would answer into nobody's ear."""
        for other in self._others(line):
            is_being_placed = not other.is_answered and not other.only_rings
            if is_being_placed and other.predecessor is None:
                self.hang_up(other.call.callId)

    def _give_floor(self, line: Line) -> None:
        for other in self._others(line):
            other.step_back()
        self.floor = None if line.has_ended else line
        self._on_change()

    def _target(self, text: str, account: str) -> tuple[DialTarget, str]:
        """Return whom ``text`` means, and by which account they are called. Raises ``DialError``."""
        region = self._phonebook.region
        if account:
            address = self._providers.address_of(account)
            if not address:
                raise DialError(sentence("The account to call by does not exist any more."))
            return target_by_account(text, address, region), account
        target = parse_target(text, region)
        if target.kind is not TargetKind.SIP:
            return target, ""
        account = self._providers.at(target.address.rpartition("@")[2].partition(";")[0])
        if account:
            check_for_help(target.address, region)
        return target, account

    def _snapshot(self, line: Line) -> CallSnapshot:
        return call_snapshot(
            line,
            self._media.snapshot(),
            has_floor=self.floor is line,
            account=self._account_of(line),
            room=self.rooms.snapshot(line),
            proof=proof_of(line.call.remoteUserId, line.name, self._phonebook.calls.state.history),
            rings_quietly=line.welcome is Welcome.RING_QUIETLY and line.only_rings and self.is_in_call,
        )

    def _account_of(self, line: Line) -> str:
        by = line.call.accountId
        return self._providers.address_of(by) if by else ""

    def _show_ended(self, line: Line) -> None:
        """Keep one ended call on show: the last one, unless it was never taken and rang in vain."""
        if not line.welcome.rings or _gave_way(line) or line.went_into_room:
            return
        snapshot = self._snapshot(line)
        declined = snapshot.direction == CallDirection.INBOUND and not snapshot.established_at
        self._shown_after_end = {} if declined else {snapshot.call_id: snapshot}


def _is_quiet(line: Line) -> bool:
    """Whether this is a room that others are still to be brought into: nobody sees it yet."""
    return line.call.room is not None and line.merge is not None and line.merge.is_quiet


def _gave_way(line: Line) -> bool:
    """Whether two people called each other at once and this is the call that was given up for the other."""
    details = line.call.details
    return bool(details.replacedBy) and details.establishedTime is None
