"""Tells users who takes their media: the service's own word, which nobody else can put into a message."""

from __future__ import annotations

from core.service.routing.endpoints import ECHO, GATEWAY, ROOMS, Device, Endpoint
from core.sip.messages import Request, Response
from core.trust.hops import Party
from core.trust.path_header import HEADER, Path

_PARTS = {GATEWAY: Party.GATEWAY, ROOMS: Party.ROOM, ECHO: Party.ECHO}


def path_to(endpoint: Endpoint | None) -> Path:
    """Return who takes the media of a call whose other end is ``endpoint``."""
    if endpoint is None:
        return Path()
    if isinstance(endpoint, Device):
        return Path(Party.NEARBY)
    part = _PARTS.get(endpoint)
    return Path(part) if part is not None else Path(Party.PERSON, endpoint.user)


def mark(request: Request, sender: Endpoint | None) -> None:
    """Have an INVITE that makes a call name who sent it. Inside a call the gateway alone may say more."""
    is_inside = request.to.tag is not None
    if is_inside and sender == GATEWAY:
        return
    request.headers.remove(HEADER)
    if not is_inside and request.method == "INVITE":
        request.headers.add(HEADER, path_to(sender))


def marked(answer: Response, sender: Endpoint, *, is_invite: bool) -> Response:
    """Return ``answer`` with the name of who sent it, if it is one to an INVITE."""
    answer.headers.remove(HEADER)
    if is_invite:
        answer.headers.add(HEADER, path_to(sender))
    return answer
