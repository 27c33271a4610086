"""What a server's answer to a REGISTER means: for the machine, and in a sentence for a person."""

from __future__ import annotations

from core.service.gateway.registrations.machine import Accepted, Event, Failed, Refused, TooBrief
from core.sip.agent.exchange import LocalFailure
from core.sip.agent.renewal import believable, lifetime_of
from core.sip.locating.locate import numeric_host
from core.sip.messages import ParseError, Response, Uri

_REFUSED = {
    401: "The server does not accept this user name and password.",
    403: "The server does not let this account register: check its user name and password.",
    404: "The server does not know this address.",
    407: "The server does not accept this user name and password.",
    410: "This account does not exist any more.",
    604: "The server does not know this address.",
}
"""Answers that another try does not change: a password that is wrong is not tried twice."""
_ELSEWHERE = frozenset({408, 503})
_LONGEST_REASON = 80


def judged(response: Response, wanted: int, contact: Uri) -> Event:
    """Return what a final answer to a REGISTER for ``wanted`` seconds of ``contact`` means."""
    if response.is_success:
        return Accepted(_lifetime(response, wanted, contact))
    if response.status == 423:
        return TooBrief(_number(response.headers.get("min-expires") or ""))
    is_local = isinstance(response, LocalFailure)
    if response.status in _REFUSED and not is_local:
        return Refused(response.status, _REFUSED[response.status])
    after = response.retry_after
    return Failed(
        response.status,
        _sentence(response),
        None if after is None else float(after.seconds),
        response.status in _ELSEWHERE,
    )


def seen_at(response: Response) -> tuple[str, int] | None:
    """Return from where a server saw our request come, None where its answer does not say so (RFC 3581 4)."""
    try:
        via = response.via
    except ParseError:
        return None
    host, port = numeric_host(via.received or via.host), _number(via.rport or "")
    return (host, port) if host is not None and 0 < port < 65_536 else None


def _sentence(response: Response) -> str:
    if isinstance(response, LocalFailure):
        if response.status == 408:
            return "The server does not answer."
        return f"The server cannot be reached: {response.reason}."
    reason = "".join(c for c in response.reason if c.isprintable())[:_LONGEST_REASON].strip()
    said = f"{response.status} {reason}".strip()
    if response.status in (408, 480) or response.status >= 500:
        return f"The server cannot register this account just now ({said})."
    return f"The server did not take the registration ({said})."


def _lifetime(response: Response, wanted: int, contact: Uri) -> int:
    """Return the seconds granted for our contact; servers rewrite its host, its user part stays."""
    try:
        ours = [one for one in response.contacts.addresses if one.uri.user == contact.user]
    except ParseError:
        ours = []
    exact = [one for one in ours if one.uri.address() == contact.address()] or ours
    granted = _number(exact[0].params.get("expires") or "") if exact else 0
    return believable(granted) if granted else lifetime_of(response, wanted)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
