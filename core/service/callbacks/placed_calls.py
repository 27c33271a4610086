"""A call as a backend is told of it: who calls whom, with which headers; and a route as a request again."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from core.identity.names import is_user_id
from core.service.callbacks.events import PRIVATE, Origination, Pairs, Party, PartyType
from core.service.callbacks.verdicts import Route
from core.service.routing.decisions import CALLER_HEADER, ToDevice, ToUser, is_on_behalf
from core.service.routing.endpoints import GATEWAY, ROOMS, Instance
from core.service.routing.screening import HeldCall
from core.sip.call_headers import (
    FIELD,
    decode_headers,
    encode_headers,
    plain_headers,
    read_plain_headers,
)
from core.sip.callers import DIVERSION, NOBODY, PREFERRED_HEADER
from core.sip.messages import IllegalValue, NameAddr, ParseError, Request, Uri
from core.sip.private_names import ROOM_USER

_NUMBER = re.compile(r"\+?[0-9]{2,15}")
_CALL_ID_LIMIT = 255
_CLI_LIMIT = 255


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """What is known of a call before anybody is asked about it."""

    call_id: str
    application: str
    user: str
    to: Party
    cli: str
    origination: Origination
    call_headers: Pairs
    redirected_from: str = ""
    """The number that was called before, if it sent the call on."""


def placed(held: HeldCall, application: str) -> PlacedCall:
    """Return what ``application`` is told of a call, which a user's device places or somebody outside."""
    request, call_id = held.request, shown_call_id(held.request.call_id)
    is_sent = held.caller == GATEWAY and is_on_behalf(request)
    if held.caller == GATEWAY and not is_sent:
        to, cli = _dialled_from_outside(held), _cli_from_outside(request)
        outside = tuple(read_plain_headers(request.headers).items())
        diverted = _number_in(request, DIVERSION)
        return PlacedCall(call_id, application, "", to, cli, Origination.PSTN, outside, diverted)
    if held.caller == ROOMS or is_sent:
        user = (request.headers.get(CALLER_HEADER.lower()) or "").partition(" ")[2]  # who asked for the call
    else:
        user = held.caller.user if isinstance(held.caller, Instance) else ""
    headers = tuple(decode_headers(request.headers.get(FIELD)).items())
    return PlacedCall(call_id, application, user, dialled(held), _cli(request), Origination.MXP, headers)


def shown_call_id(call_id: str) -> str:
    """Return the Call-ID, by which the applications know the call, too; its hash if it is monstrous."""
    if len(call_id) <= _CALL_ID_LIMIT and call_id.isascii() and call_id.isprintable():
        return call_id
    return hashlib.sha256(call_id.encode("utf-8", "surrogateescape")).hexdigest()


def dialled(held: HeldCall) -> Party:
    """Return whom a caller has called."""
    uri, user = held.request.uri, held.request.uri.unescaped_user or ""
    if isinstance(held.decision, ToUser):
        return Party(PartyType.USERNAME, user)
    if isinstance(held.decision, ToDevice):
        return Party(PartyType.USERNAME, f"{user}@{uri.host}")
    is_phone = user.startswith("+") or uri.params.get("user") == "phone"
    if held.is_here and is_phone and _NUMBER.fullmatch(user):
        return Party(PartyType.NUMBER, user)
    if uri.scheme == "tel":
        return Party(PartyType.NUMBER, uri.opaque.partition(";")[0])
    if held.is_here and user.startswith(ROOM_USER):
        return Party(PartyType.CONFERENCE, user.removeprefix(ROOM_USER))
    if held.is_here and is_user_id(user):
        return Party(PartyType.USERNAME, user)
    port = f":{uri.port}" if uri.port is not None else ""
    return Party(PartyType.SIP, f"{user}@{uri.host}{port}" if user else f"{uri.host}{port}")


def _dialled_from_outside(held: HeldCall) -> Party:
    user = held.request.uri.unescaped_user or ""
    is_number = user.startswith("+") or not isinstance(held.decision, ToUser)
    if is_number and _NUMBER.fullmatch(user):
        return Party(PartyType.DID, user)
    return dialled(held)


def rerouted(held: HeldCall, to: Party, route: Route, cookies: Pairs, own_number: str = "") -> Request:
    """Return the held request, which went ``to`` somebody, as it goes on by ``route``.

    ``own_number`` is the caller's, for a call to a number that they did not know of. Raises ``ParseError``
    and ``IllegalValue``.
    """
    request = held.request.copy()
    domain = request.uri.host if held.is_here else request.from_.uri.host
    if route.to != to or route.transport:
        request.uri = _uri(route, domain)
        # What it was to take over is at the address that was called, not at this one.
        request.headers.remove("Replaces")
    if route.call_headers is not None:
        _set_call_headers(request, route)
    for name, value in plain_headers(dict(cookies)):
        request.headers.set(name, value)
    cli = route.cli or _number_of_ours(held, to, route) or _number_of_theirs(request, to, route, own_number)
    if cli:
        _set_cli(request, cli, domain)
    return request


def _number_of_ours(held: HeldCall, to: Party, route: Route) -> str:
    """Return the number that a call from outside is shown with when it goes on to another: the one called."""
    is_sent_on = held.caller == GATEWAY and route.to.type is PartyType.NUMBER
    return to.endpoint if is_sent_on and to.type is PartyType.DID else ""


def _number_of_theirs(request: Request, to: Party, route: Route, own_number: str) -> str:
    """Return the number that a caller is shown with who called no number, and so named none."""
    is_redirected = route.to.type is PartyType.NUMBER and to.type is not PartyType.NUMBER
    return own_number if is_redirected and PREFERRED_HEADER not in request.headers else ""


def _uri(route: Route, domain: str) -> Uri:
    endpoint = route.to.endpoint
    match route.to.type:
        case PartyType.NUMBER | PartyType.DID:
            return Uri.for_user(endpoint, domain).having_param("user", "phone")
        case PartyType.CONFERENCE:
            return Uri.for_user(ROOM_USER + endpoint, domain)
        case PartyType.SIP:
            uri = Uri.parse(f"sip:{endpoint}")
            return uri.having_param("transport", route.transport) if route.transport else uri
        case PartyType.USERNAME:
            user, _, host = endpoint.partition("@")
            return Uri.for_user(user, host or domain)


def _set_call_headers(request: Request, route: Route) -> None:
    """Give the callee the backend's headers in place of the caller's."""
    headers = dict(route.call_headers or ())
    for name in {name for name, _ in request.headers if name.lower().startswith("x-")}:
        request.headers.remove(name)
    if headers:
        request.headers.set(FIELD, encode_headers(headers))
    if route.to.type is PartyType.SIP:
        for name, value in plain_headers(headers):
            request.headers.set(name, value)


def _set_cli(request: Request, cli: str, domain: str) -> None:
    request.headers.remove(PREFERRED_HEADER)
    if cli == PRIVATE:
        request.headers.set("Privacy", "id")  # RFC 3323
        return
    number = Uri.for_user(cli, domain).having_param("user", "phone")
    request.headers.set(PREFERRED_HEADER, NameAddr(number))


def _cli(request: Request) -> str:
    """Return the caller identifier that the caller wants to be shown."""
    return _number_in(request, PREFERRED_HEADER) or PRIVATE


def _number_in(request: Request, name: str) -> str:
    """Return the number in a header that holds one address; nothing if there is none."""
    try:
        user = NameAddr.parse(request.headers.get(name) or "").uri.unescaped_user or ""
    except (ParseError, IllegalValue):
        return ""
    return user if _NUMBER.fullmatch(user) else ""


def _cli_from_outside(request: Request) -> str:
    """Return who somebody outside says they are: a number, or ``user@host``. Nobody vouches for it."""
    uri = request.from_.uri
    user = uri.unescaped_user or ""
    if _NUMBER.fullmatch(user):
        return user
    if not user or uri.host.lower() == NOBODY.uri.host or not user.isprintable():
        return PRIVATE
    return f"{user}@{uri.host}"[:_CLI_LIMIT]
