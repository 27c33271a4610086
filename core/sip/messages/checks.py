"""What must be right in a message beyond its shape (RFC 3261 8.1.1, 8.2; RFC 4475 3.1.2 and 3.3)."""

from __future__ import annotations

from .addresses import parse_addresses
from .errors import ParseError
from .headers import Headers, canonical
from .message import Message, Request, Response
from .parser import ANSWERABLE

SINGLE = ("from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type", "expires")
CALL_ID = frozenset(map(chr, range(0x21, 0x7F)))
KNOWN_SCHEMES = frozenset({"sip", "sips", "tel"})


def check_request(request: Request) -> ParseError | None:
    """Return what is wrong with ``request`` and the answer owed, or None. Does not raise."""
    try:
        _check_common(request)
        if request.cseq.method != request.method:
            raise ParseError("CSeq method does not match")
        _ = request.max_forwards, request.routes
        if request.uri.scheme not in KNOWN_SCHEMES:
            raise ParseError("Unsupported URI Scheme", status=416)
    except ParseError as error:
        kept = Headers((name, value) for name, value in request.headers if canonical(name) in ANSWERABLE)
        return ParseError(error.reason, status=error.status, method=request.method, request_headers=kept)
    return None


def check_response(response: Response) -> ParseError | None:
    """Return why ``response`` must be dropped, or None. Does not raise."""
    try:
        _check_common(response)
    except ParseError as error:
        return ParseError(error.reason, status=error.status)
    return None


def check_options(request: Request, supported: frozenset[str], header: str = "Require") -> ParseError | None:
    """Return the 420 owed when ``request`` requires what we do not have (RFC 3261 8.2.2.3), or None."""
    try:
        unknown = [tag for tag in request.tokens(header) if tag.lower() not in supported]
    except ParseError as error:
        return error
    if not unknown:
        return None
    return ParseError(
        "Bad Extension",
        status=420,
        method=request.method,
        request_headers=request.headers,
        extra_headers=(("Unsupported", ", ".join(unknown)),),
    )


def _check_common(message: Message) -> None:
    for name in SINGLE:
        if len(message.headers.getall(name)) > 1:
            raise ParseError(f"more than one {name}")
    if not message.headers.getall("via"):
        raise ParseError("Via missing")
    call_id = message.call_id
    if not call_id or not CALL_ID.issuperset(call_id):
        raise ParseError("bad Call-ID")
    # Reading them is checking them: each raises ParseError for what it cannot be.
    _ = message.vias, message.from_, message.to, message.cseq, message.contacts
    _ = message.record_routes, message.expires, message.content_type
    _ = parse_addresses(message.headers.getall("path"))
    _ = message.tokens("require"), message.tokens("supported"), message.tokens("allow")
