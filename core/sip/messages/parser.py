"""From bytes to a message, in time linear in the number of bytes (RFC 3261 7, 18.3 and 25)."""

from __future__ import annotations

from .errors import IllegalValue, ParseError
from .headers import Headers, canonical
from .limits import (
    MAX_HEADER_CHARACTERS,
    MAX_HEADER_NAME_CHARACTERS,
    MAX_HEADERS,
    MAX_MESSAGE_BYTES,
    MAX_METHOD_CHARACTERS,
    MAX_REASON_CHARACTERS,
    MAX_URI_CHARACTERS,
)
from .message import Request, Response
from .scanner import is_token, parse_number
from .uri import Uri

VERSION = "SIP/2.0"
ANSWERABLE = frozenset({"via", "from", "to", "call-id", "cseq", "timestamp"})
HEAD_END = b"\r\n\r\n"
LARGEST_STATUS = 699


def parse_message(data: bytes, *, is_stream: bool = False) -> Request | Response:
    """Return the message ``data`` holds.

    ``data`` is one datagram or WebSocket frame: bytes behind Content-Length are ignored (RFC 3261 18.3) and
    Content-Length may be missing. With ``is_stream`` it was cut from a stream: Content-Length must be there
    and must fit exactly. Leading line ends are passed over (7.5). Raises ParseError and nothing else. The
    typed headers are looked at by ``check_request`` and ``check_response``, not here.
    """
    data = data.lstrip(b"\r\n")
    head, end, body = data[:MAX_MESSAGE_BYTES].partition(HEAD_END)
    start_line, lines = _split(head)
    method, problem = _method_of(start_line), None
    headers = Headers()
    try:
        headers, problem = _parse_headers(lines)
        if len(data) > MAX_MESSAGE_BYTES:
            raise ParseError("Message Too Large", status=513)
        if problem:
            raise problem
        if not end:
            raise ParseError("headers do not end")
        body = _cut_body(headers, body, is_stream)
        return _assemble(start_line, headers, body)
    except ParseError as error:
        raise _answerable(error, method, headers) from None
    except IllegalValue as error:
        raise _answerable(ParseError(str(error)), method, headers) from None


def _split(head: bytes) -> tuple[str, list[str]]:
    text = head.decode("utf-8", "surrogateescape")
    start_line, _, rest = text.partition("\r\n")
    return start_line, rest.split("\r\n") if rest else []


def _method_of(start_line: str) -> str | None:
    """The method of what looks like a request, or None (a bad response is never answered)."""
    method, space, _ = start_line.partition(" ")
    if not space or start_line.startswith("SIP/") or not is_token(method):
        return None
    return method if len(method) <= MAX_METHOD_CHARACTERS else None


def _answerable(error: ParseError, method: str | None, headers: Headers) -> ParseError:
    if method is None:
        return ParseError(error.reason, status=error.status)
    kept = Headers((name, value) for name, value in headers if canonical(name) in ANSWERABLE)
    return ParseError(
        error.reason,
        status=error.status,
        method=method,
        request_headers=kept,
        extra_headers=error.extra_headers,
    )


def _parse_headers(lines: list[str]) -> tuple[Headers, ParseError | None]:
    """Read what can be read, and the first problem met, so that a bad request can still be answered."""
    headers = Headers()
    problem: ParseError | None = None
    for name, value in _unfold(lines[:MAX_HEADERS]):
        try:
            _add(headers, name, value)
        except (ParseError, IllegalValue) as error:
            problem = problem or ParseError(getattr(error, "reason", str(error)))
    if len(lines) > MAX_HEADERS:
        problem = problem or ParseError("too many headers")
    return headers, problem


def _unfold(lines: list[str]) -> list[tuple[str, str]]:
    """Join continuation lines to the header they continue (RFC 3261 7.3.1)."""
    unfolded: list[tuple[str, list[str]]] = []
    for line in lines:
        if line[:1] in {" ", "\t"}:
            if not unfolded:
                unfolded.append(("", []))
            unfolded[-1][1].append(line.strip(" \t"))
            continue
        name, colon, value = line.partition(":")
        unfolded.append((name.rstrip(" \t") if colon else "", [value.strip(" \t")]))
    return [(name, " ".join(parts).strip(" \t")) for name, parts in unfolded]


def _add(headers: Headers, name: str, value: str) -> None:
    if not name or len(name) > MAX_HEADER_NAME_CHARACTERS:
        raise ParseError("bad header name")
    if len(value) > MAX_HEADER_CHARACTERS:
        raise ParseError("header too long")
    headers.add(name, value)


def _cut_body(headers: Headers, body: bytes, is_stream: bool) -> bytes:
    lengths = headers.getall("content-length")
    if not lengths:
        if is_stream:
            raise ParseError("Content-Length missing")
        return body
    if len(lengths) > 1:
        raise ParseError("more than one Content-Length")
    length = parse_number(lengths[0], MAX_MESSAGE_BYTES)
    if length > len(body) or (is_stream and length != len(body)):
        raise ParseError("Content-Length does not fit the body")
    return body[:length]


def _assemble(start_line: str, headers: Headers, body: bytes) -> Request | Response:
    if start_line.startswith("SIP/"):
        status, reason = _parse_status_line(start_line)
        return Response(status, reason, headers, body)
    method, uri = _parse_request_line(start_line)
    return Request(method, uri, headers, body)


def _parse_request_line(line: str) -> tuple[str, Uri]:
    method, _, rest = line.partition(" ")
    uri, space, version = rest.rpartition(" ")
    if not space or not is_token(method) or len(method) > MAX_METHOD_CHARACTERS:
        raise ParseError("bad request line")
    if len(uri) > MAX_URI_CHARACTERS:
        raise ParseError("Request-URI Too Long", status=414)
    if version != VERSION:
        if version.upper().startswith("SIP/") and version.upper() != VERSION:
            raise ParseError("Version Not Supported", status=505)
        if version.upper() != VERSION:
            raise ParseError("bad request line")
    parsed = Uri.parse(uri)
    if parsed.headers:
        raise ParseError("headers in the Request-URI")
    return method, parsed


def _parse_status_line(line: str) -> tuple[int, str]:
    version, _, rest = line.partition(" ")
    digits, _, reason = rest.partition(" ")
    if version != VERSION or len(digits) != 3:
        raise ParseError("bad status line")
    status = parse_number(digits, LARGEST_STATUS)
    if status < 100:
        raise ParseError("bad status code")
    if len(reason) > MAX_REASON_CHARACTERS or "\0" in reason:
        raise ParseError("bad reason phrase")
    return status, reason.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
