"""What crosses the gateway of an INVITE beside its description: who calls, and ``x-`` headers, bounded."""

from __future__ import annotations

import logging
import re

from core.identity.names import is_user_id
from core.service.nearby.announcement import clean_text
from core.sip.call_headers import HEADERS_LIMIT, PLAIN_NAME
from core.sip.callers import DIVERSION, NOBODY, asserted, hides_caller
from core.sip.messages import NameAddr, Parameters, ParseError, Request, Uri

log = logging.getLogger(__name__)

IDENTITY_LIMIT = 64
"""Characters of the address that is called, without its scheme."""

_OUR_OWN = "x-ahoy-"
_NOWHERE = NOBODY.uri.host
_HISTORY = "History-Info"
_NUMBER = re.compile(r"\+?[0-9]{2,15}")
_VALUE = re.compile(r"[\x20-\x7e]{0,1024}")


def crossing_headers(invite: Request) -> list[tuple[str, str]]:
    """Return the ``x-`` headers that are passed on: printable, none of the service's own, 1024 bytes."""
    passed: list[tuple[str, str]] = []
    left = HEADERS_LIMIT
    for name, value in invite.headers:
        if not name.lower().startswith("x-") or name.lower().startswith(_OUR_OWN):
            continue
        left -= len(name) + len(value)
        if left < 0 or not PLAIN_NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            log.info("an x- header of a call is left out: too much, or not printable")
            continue
        passed.append((name, value))
    return passed


def diversion(invite: Request) -> list[tuple[str, str]]:
    """Return the header that says which number a call from outside was redirected from; none if no number.

    RFC 5806, or RFC 7044, where the one before the last is who was called before.
    """
    diverted = _addresses(invite, DIVERSION)[:1] or _addresses(invite, _HISTORY)[:-1][-1:]
    number = diverted[0].uri.unescaped_user or "" if diverted else ""
    return [(DIVERSION, str(NameAddr(Uri("sip", number, _NOWHERE))))] if _NUMBER.fullmatch(number) else []


def _addresses(invite: Request, name: str) -> tuple[NameAddr, ...]:
    try:
        return tuple(one for value in invite.headers.getall(name) for one in NameAddr.parse_list(value))
    except ParseError:
        return ()


def is_too_long(uri: Uri) -> bool:
    """Whether the address called is longer than the calling API has it."""
    return len(str(uri).partition(":")[2]) > IDENTITY_LIMIT


def caller_here(invite: Request, domain: str) -> NameAddr:
    """Return who a client is to somebody outside: as the service asserts it, with a name that is safe.

    Nobody, if that is wanted (RFC 3323 4.1.1.3).
    """
    if hides_caller(invite):
        return NOBODY
    sent_by = asserted(invite) or invite.from_
    user = sent_by.uri.unescaped_user or ""
    return NameAddr(
        Uri("sip", user if is_user_id(user) else "unknown", domain), clean_text(sent_by.display_name)
    )


def caller_outside(invite: Request) -> NameAddr:
    """Return who somebody outside says they are; nobody vouches for it."""
    said = invite.from_
    uri = said.uri if said.uri.is_sip else Uri("sip", "unknown", _NOWHERE)
    plain = uri.having(params=Parameters(), headers=(), password=None)
    return NameAddr(plain, clean_text(said.display_name))


def target_outside(uri: Uri) -> Uri:
    """Return the Request-URI that the called server gets: what chose the transport has done its work."""
    return uri.having(params=uri.params.lacking("maddr"), headers=())
