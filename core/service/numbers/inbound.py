"""Whom a call from a trunk is for, and who calls: what the trunk says, as E.164."""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterator

from core.phone_numbers.reading import NumberError, read_number
from core.service.nearby.announcement import clean_text
from core.service.numbers.config import NumberShape, Trunk
from core.sip.callers import NOBODY, asserted, hides_caller, number_text
from core.sip.messages import NameAddr, ParseError, Request, Uri

CALLED_PARTY = "P-Called-Party-ID"


def called_number(request: Request, trunk: Trunk, known_numbers: Container[str]) -> str:
    """Return the number that was called, as E.164; empty if the trunk names none.

    P-Called-Party-ID, the Request-URI and To are looked at in this order, since a server to which we have
    registered puts our account into the Request-URI; a number that is known here wins.
    """
    found = [number for text in _called_texts(request) for number in _readings(text, trunk)]
    known = [number for number in found if number in known_numbers]
    return (known or found or [""])[0]


def calling_party(request: Request, trunk: Trunk, domain: str) -> NameAddr:
    """Return who calls by ``trunk``: their number at ``domain``, what they are called there, or nobody."""
    if hides_caller(request, "header") or request.from_.uri.host.lower() == NOBODY.uri.host:
        return NOBODY
    said = asserted(request) or request.from_  # a trunk is trusted to say who calls (RFC 3325)
    name = clean_text(said.display_name) or clean_text(request.from_.display_name)
    text = number_text(said.uri)
    number = next(_readings(text, trunk), "") if text else ""
    if not number:
        return NOBODY
    shown = "" if name.strip("+").isdigit() else name
    return NameAddr(Uri.for_user(number, domain).having_param("user", "phone"), shown)


def _called_texts(request: Request) -> Iterator[str]:
    header = request.headers.get(CALLED_PARTY)
    if header is not None:
        with contextlib.suppress(ParseError):
            yield number_text(NameAddr.parse(header).uri)
    yield number_text(request.uri)
    yield number_text(request.to.uri)


def _readings(text: str, trunk: Trunk) -> Iterator[str]:
    """Yield the numbers that digits from ``trunk`` may mean, the likeliest first."""
    tries = [(text, trunk.country)]
    if text[:1].isdigit() and not text.startswith("0"):
        with_country = (f"+{text}", "")
        tries.insert(0 if trunk.shape is NumberShape.DIGITS else 1, with_country)
    for tried, country in tries:
        try:
            yield read_number(tried, country).e164
        except NumberError:
            continue
