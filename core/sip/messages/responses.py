"""Answers: a response made from the request it answers (RFC 3261 8.2.6)."""

from __future__ import annotations

from collections.abc import Iterable

from .addresses import NameAddr
from .errors import ParseError
from .headers import Headers
from .message import Request, Response
from .status_codes import reason_phrase

NO_ANSWER = frozenset({"ACK"})


def response_to(
    request: Request,
    status: int,
    reason: str = "",
    *,
    to_tag: str | None = None,
    headers: Iterable[tuple[str, str]] = (),
    body: bytes = b"",
    content_type: str | None = None,
) -> Response:
    """Return a response to ``request``.

    ``to_tag`` is added when the request's To has none and ``status`` is not 100. Record-Route is copied into
    what may create a dialog. Raises ParseError if the request lacks what must be copied.
    """
    made = _copied(request.headers, status, to_tag)
    if 100 < status < 300:
        for value in request.headers.getall("record-route"):
            made.add("Record-Route", value)
    for name, value in headers:
        made.add(name, value)
    if content_type is not None and body:
        made.set("Content-Type", content_type)
    return Response(status, reason or reason_phrase(status), made, body)


def response_to_error(error: ParseError, *, to_tag: str | None = None) -> Response | None:
    """Return the answer a bad request is owed, or None if it cannot or must not be answered."""
    headers = error.request_headers
    if headers is None or error.method is None or error.method in NO_ANSWER:
        return None
    if not headers.getall("via"):
        return None
    made = _copied(headers, error.status, to_tag)
    for name, value in error.extra_headers:
        made.add(name, value)
    return Response(error.status, error.reason, made)


def _copied(source: Headers, status: int, to_tag: str | None) -> Headers:
    made = Headers()
    for name in ("Via", "From", "To", "Call-ID", "CSeq"):
        for value in source.getall(name):
            made.add(name, value)
    if status == 100:
        for value in source.getall("timestamp"):
            made.add("Timestamp", value)
    elif to_tag is not None and (to := _readable_to(source)) is not None and to.tag is None:
        # The text stays as it came: only the tag is added, behind everything else.
        made.set("To", f"{_bracketed(source.get('to') or '')};tag={to_tag}")
    return made


def _readable_to(source: Headers) -> NameAddr | None:
    try:
        return NameAddr.parse(source.get("to") or "")
    except ParseError:
        return None


def _bracketed(raw: str) -> str:
    # In the form without brackets every parameter already belongs to the header (RFC 3261 20).
    return raw.rstrip(" \t")
