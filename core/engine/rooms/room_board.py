"""The rooms of the running calls: their pictures, what happens there, and what the person asks of them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from core import room_commands
from core.calling import ArgumentError, InvalidOperation
from core.calling.room.call_room import CallRoom
from core.commands import Command
from core.engine.argument_words import argument_words
from core.engine.calls.line import Line
from core.engine.dial_target import DialError, DialTarget, TargetKind, parse_target
from core.engine.people.phonebook import PhoneBook
from core.engine.pictures import PictureBoard, member_picture
from core.engine.rooms.chronicle import Chronicle
from core.engine.rooms.room_view import own_side, room_snapshot, window_name, wire_name
from core.rooms import RoomSnapshot
from core.sentences import sentence
from core.sip.bodies.room_events import Channel

log = logging.getLogger(__name__)

NAMELESS = sentence("Somebody")


class Lines(Protocol):
    """Where the lines are found: the switchboard."""

    def line(self, call_id: str) -> Line | None:
        """Return the line of a running call; None if there is none."""


class RoomBoard:
    """Core thread only."""

    def __init__(
        self,
        lines: Lines,
        phonebook: PhoneBook,
        pictures: PictureBoard,
        on_problem: Callable[[str], None],
    ) -> None:
        self._lines = lines
        self._phonebook = phonebook
        self._pictures = pictures
        self._on_problem = on_problem
        self._chronicles: dict[str, Chronicle] = {}
        self._hung: dict[str, frozenset[str]] = {}

    def follow(self, line: Line) -> None:
        """Take note of what has changed in the room of ``line``, if it is in one."""
        room, call_id = line.call.room, line.call.callId
        if room is None:
            return
        chronicle = self._chronicles.setdefault(call_id, Chronicle())
        chronicle.follow(room.roster, lambda member: self._name(room, member))
        self._hang(call_id, room)

    def ended(self, line: Line) -> None:
        """Forget the room of a call that is over."""
        call_id = line.call.callId
        self._chronicles.pop(call_id, None)
        for name in self._hung.pop(call_id, frozenset()):
            self._pictures.take_down(member_picture(call_id, window_name(name)))

    def tell(self, line: Line, text: str) -> None:
        """Show a sentence of the room's for a moment."""
        if (chronicle := self._chronicles.get(line.call.callId)) is not None:
            chronicle.tell(text)

    def snapshot(self, line: Line) -> RoomSnapshot | None:
        """Return the room of ``line`` as the window shows it; None if it is in none."""
        room = line.call.room
        if room is None:
            return None
        chronicle = self._chronicles.get(line.call.callId)
        own = own_side(line.call, self._phonebook.remembered.profile.display_name)
        return room_snapshot(
            room,
            chronicle.events if chronicle is not None else (),
            lambda member: self._name(room, member),
            own=own,
        )

    def handle(self, command: Command) -> bool:
        """Do what ``command`` asks if it is about a room; a sentence says why when it cannot be done."""
        if not isinstance(command, room_commands.InRoom):
            return False
        line = self._lines.line(command.call_id)
        room = line.call.room if line is not None else None
        if room is None:
            log.info("no room in call %.60s", command.call_id)
            return True
        try:
            self._ask(room, command)
        except DialError as error:
            self._on_problem(str(error))
        except ArgumentError as error:
            self._on_problem(argument_words(error))
        except InvalidOperation as error:
            self._on_problem(sentence("That cannot be done now: {error}.", error=error))
        return True

    def _ask(self, room: CallRoom, command: room_commands.InRoom) -> None:
        if isinstance(command, room_commands.InviteToRoom):
            target = parse_target(command.target, self._phonebook.region)
            room.invite(_invited(target), command.name or self._phonebook.name_of(command.target))
        else:
            _ask(room, command)

    def _name(self, room: CallRoom, member: Channel) -> str:
        address = room.addressOf(member)
        known = self._phonebook.name_of(address) if address else ""
        return known or member.name or member.number or address or NAMELESS

    def _hang(self, call_id: str, room: CallRoom) -> None:
        names, before = room.pictures, self._hung.get(call_id, frozenset())
        for name in before - names:
            self._pictures.take_down(member_picture(call_id, window_name(name)))
        for name in names:
            self._pictures.hang(member_picture(call_id, window_name(name)), room.picture(name))
        self._hung[call_id] = names


def _invited(target: DialTarget) -> str:
    """Return how a room is told whom to call. Raises ``DialError``."""
    match target.kind:
        case TargetKind.USER | TargetKind.PHONE:
            return target.address
        case TargetKind.SIP:
            return target.address if target.address.startswith("sips:") else f"sip:{target.address}"
        case TargetKind.CONFERENCE:
            raise DialError(sentence("A room cannot be invited into another one."))
        case TargetKind.EMERGENCY:
            raise DialError(sentence("An emergency number cannot be invited into a room: call it yourself."))
        case TargetKind.NEARBY:
            raise DialError(
                sentence("People nearby have another call service, and cannot come into rooms of this one.")
            )


def _ask(room: CallRoom, command: room_commands.InRoom) -> None:
    match command:
        case room_commands.ViewMembers(heights=heights):
            room.viewMembers({wire_name(name): height for name, height in heights})
        case room_commands.RaiseHand(raised=raised):
            room.raiseHand(raised)
        case room_commands.MuteMember(member_id=member_id):
            room.muteMember(member_id)
        case room_commands.RemoveMember(member_id=member_id):
            room.removeMember(member_id)
        case room_commands.LockRoom(locked=locked):
            room.lock(locked)
        case room_commands.EndRoom():
            room.end()
        case room_commands.HandOverRoom(member_id=member_id):
            room.handOver(member_id)
