"""Who wants to join a room, as far as the service knows it: from the INVITE and where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.service.nearby.announcement import clean_text
from core.service.routing.decisions import APPLICATION_HEADER
from core.service.routing.endpoints import GATEWAY, Endpoint, Instance
from core.service.routing.room_addresses import room_of
from core.sip.bodies.room_events import MAX_ADDRESS, MAX_NAME, MemberKind
from core.sip.callers import NOBODY, asserted, hides_caller
from core.sip.messages import Request
from core.sip.private_names import ROOM_PASS_HEADER

_NUMBER = re.compile(r"\+?[0-9]{2,15}")
UNKNOWN = "Unknown caller"


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody at the door. ``account`` and ``instance`` are empty for who is no user of the service."""

    application: str
    room: str
    name: str
    address: str
    number: str
    kind: MemberKind
    account: str = ""
    instance: str = ""
    room_pass: str = ""


def joiner_of(request: Request, caller: Endpoint | None) -> Joiner | None:
    """Return who sent ``request``, which the router let through; None if it leads to no room."""
    application = request.headers.get(APPLICATION_HEADER.lower()) or ""
    room = room_of(request.uri)
    if room is None or not application:
        return None
    if isinstance(caller, Instance) and caller != GATEWAY:
        return _from_app(request, application, room, caller)
    return _from_outside(request, application, room)


def _from_app(request: Request, application: str, room: str, caller: Instance) -> Joiner:
    who = asserted(request) or request.from_
    return Joiner(
        application,
        room,
        clean_text(who.display_name, MAX_NAME) or caller.user[:MAX_NAME],
        str(who.uri)[:MAX_ADDRESS],
        caller.user[:MAX_NAME],
        MemberKind.APP,
        caller.user,
        caller.instance,
        request.headers.get(ROOM_PASS_HEADER.lower()) or "",
    )


def _from_outside(request: Request, application: str, room: str) -> Joiner:
    uri = request.from_.uri
    user = uri.unescaped_user or ""
    is_number = bool(_NUMBER.fullmatch(user))
    kind = MemberKind.PHONE if is_number else MemberKind.SIP
    if hides_caller(request) or not user or uri.host.lower() == NOBODY.uri.host:
        return Joiner(application, room, UNKNOWN, "", "", MemberKind.PHONE)
    shown = user if is_number else f"{user}@{uri.host}"
    shown = clean_text(shown, MAX_NAME)
    name = clean_text(request.from_.display_name, MAX_NAME) or shown
    return Joiner(application, room, name, str(uri)[:MAX_ADDRESS], shown, kind)
