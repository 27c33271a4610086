"""Whom a room can call: what was typed becomes the address of an invitation, or a sentence against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.rooms import CONFERENCE_SCHEME, RoomSnapshot
from core.sentences import sentence
from core.snapshots import AppSnapshot, ContactSnapshot
from ui.viewmodels import words
from ui.viewmodels.notices import NoticesViewModel
from ui.viewmodels.people.people import PersonRow, contact_row, dialled, matches
from ui.viewmodels.service import reason_against_call

MOST_OFFERED = 30
_REFUSED = {
    "conference": sentence("A room cannot be invited into a room."),
    "emergency": sentence("An emergency number cannot be invited into a room."),
    "nearby": sentence("People nearby have another call service, and cannot come into rooms of this one."),
}
"""Kinds of targets (``TargetKind``) that no room can call."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to call into the room, or why not (``problem``, a sentence)."""

    target: str = ""
    name: str = ""
    problem: str = ""


def read_invitation(snapshot: AppSnapshot, text: str) -> Invitation:
    """Understand what was typed: somebody's name, a user id, a number or a SIP address."""
    from core.engine.dial_target import (
        DialError,
        TargetKind,
        parse_target,
    )  # not needed for the first picture

    address, name = dialled(snapshot, text)
    if not address:
        return Invitation(problem=sentence("Type a name, a number or an address."))
    try:
        target = parse_target(address, snapshot.region)
    except DialError as error:
        return Invitation(problem=str(error))
    if problem := _REFUSED.get(target.kind) or reason_against_call(snapshot, address):
        return Invitation(problem=problem)
    is_sip = target.kind is TargetKind.SIP and not target.address.startswith("sips:")
    return Invitation(f"sip:{target.address}" if is_sip else target.address, name)


def whom(snapshot: AppSnapshot, notices: NoticesViewModel, text: str) -> Invitation | None:
    """Return whom ``text`` names; None, with a notice, when that is nobody a room can call."""
    invitation = read_invitation(snapshot, text)
    if not invitation.problem:
        return invitation
    notices.say(invitation.problem, True)
    return None


def places_of(room: RoomSnapshot) -> frozenset[str]:
    """Return where those who are in the room were called (``words.place_of``)."""
    return frozenset(words.place_of(member.address) for member in room.members)


def offered(contacts: Sequence[ContactSnapshot], there: frozenset[str], text: str) -> list[PersonRow]:
    """Return the contacts that match and could come: neither a room nor at a place that is ``there``."""
    found = [
        contact
        for contact in contacts
        if matches(text, contact.name, contact.address, *contact.other_addresses)
        and not contact.address.startswith(CONFERENCE_SCHEME)
        and not contact.is_builtin
        and words.place_of(contact.address) not in there
    ]
    found.sort(key=lambda c: (not c.is_favourite, c.name.casefold(), c.address))
    return [contact_row(contact) for contact in found[:MOST_OFFERED]]
