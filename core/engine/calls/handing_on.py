"""Calls that are handed on: the other side is sent to somebody else, two are connected, or we are sent."""

from __future__ import annotations

import logging
from collections.abc import Callable

from core.calling import ArgumentError, InvalidOperation, TransferRequest
from core.engine.argument_words import argument_words
from core.engine.calls.board import Board
from core.engine.calls.line import Line
from core.engine.calls.room_words import ROOM
from core.engine.dial_target import DialError, DialTarget, TargetKind, is_nearby, parse_target
from core.engine.people.phonebook import PhoneBook
from core.rooms import CONFERENCE_SCHEME
from core.sentences import sentence
from core.storage import address_key

log = logging.getLogger(__name__)


class HandingOn:
    """Core thread only."""

    def __init__(self, board: Board, phonebook: PhoneBook) -> None:
        self._board = board
        self._phonebook = phonebook

    def transfer(self, call_id: str, text: str) -> None:
        """Send the other side of a call to what the person typed, without asking there first."""
        if (line := self._board.line(call_id)) is None:
            return
        try:
            target = parse_target(text, self._phonebook.region)
            address = _transfer_address(target)
            _require_same_service(line, target)
            other = self._phonebook.name_of(address) or self._name_in_calls(address) or address
            self._send_to(line, other, lambda: line.call.transfer(address))
        except DialError as error:
            self._board.problem(str(error))

    def connect(self, call_id: str, other_id: str) -> None:
        """Let the other sides of two calls talk to each other, and leave both.

        The first is asked to take over the second, or the other way round if it is the second that can.
        """
        line, other = self._board.line(call_id), self._board.line(other_id)
        if line and other and _is_second_asked(line, other):
            line, other = other, line
        if line is None or other is None:
            log.info("no two calls to connect")
        elif line is other:
            self._board.problem(sentence("A call cannot be connected with itself."))
        else:
            self._send_to(line, other.name, lambda: line.call.transferTo(other.call))
            if line.connects_with:
                line.partner, other.partner = other, line

    def requested(self, line: Line, request: TransferRequest) -> None:
        """Call whom the other side names, but nobody who is blocked and no number, which may cost money."""
        known = self._phonebook.name_of(request.target) or self._name_in_calls(request.target)
        is_room = request.target.startswith(CONFERENCE_SCHEME)
        other = known or request.target_name or (ROOM.lower() if is_room else request.target)
        if self._phonebook.is_blocked(request.target) or _costs_money(request.target):
            self._board.problem(
                sentence(
                    "{name} wanted to connect you with {other}. Ahoy did not do that.",
                    name=line.name,
                    other=other,
                )
            )
            request.reject()
            return
        try:
            call = request.accept()
        except InvalidOperation as error:
            log.info("sent to another call too late: %s", error)
            return
        name = self._phonebook.name_of(request.target)
        new = self._board.line(call.callId) or self._board.follow(call, name)
        new.predecessor, line.successor = line, new
        new.given_name = "" if is_room else other
        self._board.changed(new)

    def _name_in_calls(self, address: str) -> str:
        """Return what somebody with whom there is a call is called; empty if there is none."""
        wanted = address_key(address)
        found = (line.name for line in self._board.lines if address_key(line.call.remoteUserId) == wanted)
        return next(found, "")

    def _send_to(self, line: Line, other: str, send: Callable[[], None]) -> None:
        if line.connects_with:
            self._board.problem(sentence("{name} is being connected with somebody already.", name=line.name))
            return
        line.connects_with = other
        try:
            send()
        except (ArgumentError, InvalidOperation) as error:
            line.forget_transfer()
            reason = argument_words(error) if isinstance(error, ArgumentError) else str(error)
            self._board.problem(
                sentence(
                    "{name} cannot be connected with {other} now: {reason}",
                    name=line.name,
                    other=other,
                    reason=reason,
                )
            )
        else:
            line.being_sent()
        self._board.changed(line)


def _transfer_address(target: DialTarget) -> str:
    if target.kind is TargetKind.CONFERENCE:
        raise DialError(sentence("Nobody can be sent into a room: invite them instead."))
    if target.kind is TargetKind.EMERGENCY:
        raise DialError(sentence("Nobody can be sent to an emergency number: call it yourself."))
    return target.address


def _require_same_service(line: Line, target: DialTarget) -> None:
    if target.kind is TargetKind.USER and is_nearby(line.call.remoteUserId):
        raise DialError(
            sentence(
                "{name} is called on this network, by another call service, where {user} is somebody else.",
                name=line.name,
                user=target.address,
            )
        )


def _is_second_asked(first: Line, second: Line) -> bool:
    """Whether ``second`` takes over ``first``: of two services ours does: theirs knows no user of it."""
    is_first_nearby, is_second_nearby = (is_nearby(line.call.remoteUserId) for line in (first, second))
    if is_first_nearby != is_second_nearby:
        return is_first_nearby
    return bool(second.call.canTransfer) and not first.call.canTransfer


def _costs_money(target: str) -> bool:
    return address_key(target).startswith("+")
