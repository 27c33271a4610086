"""Requests and responses: a start line, headers, a body, and typed views of the headers."""

from __future__ import annotations

from collections.abc import Iterable

from .addresses import ContactList, NameAddr, parse_addresses
from .authentication_values import Challenge, Credentials, parse_challenges
from .errors import IllegalValue, ParseError
from .header_values import CSeq, MediaType, Reason, RetryAfter, Via, parse_tokens, parse_vias
from .headers import Headers, check_value
from .limits import MAX_DELTA_SECONDS
from .scanner import is_token, parse_number
from .status_codes import reason_phrase
from .uri import Uri

MAX_FORWARDS_LIMIT = 255


class Message:
    """What requests and responses share. The properties parse the headers and raise ParseError."""

    __slots__ = ("body", "headers")

    def __init__(self, headers: Headers | Iterable[tuple[str, str]] = (), body: bytes = b"") -> None:
        self.headers = headers if isinstance(headers, Headers) else Headers(headers)
        self.body = body

    @property
    def start_line(self) -> str:
        """The first line, without its end."""
        raise TypeError("a message is a request or a response")

    @property
    def vias(self) -> tuple[Via, ...]:
        """All Via values, topmost first."""
        return parse_vias(self.headers.getall("via"))

    @property
    def via(self) -> Via:
        """The topmost Via."""
        lines = self.headers.getall("via")
        if not lines:
            raise ParseError("Via missing")
        return Via.parse_list(lines[0])[0]

    @property
    def from_(self) -> NameAddr:
        """The From address."""
        return NameAddr.parse(self._needed("From"))

    @property
    def to(self) -> NameAddr:
        """The To address."""
        return NameAddr.parse(self._needed("To"))

    @property
    def call_id(self) -> str:
        """The Call-ID."""
        return self._needed("Call-ID")

    @property
    def cseq(self) -> CSeq:
        """The CSeq."""
        return CSeq.parse(self._needed("CSeq"))

    @property
    def contacts(self) -> ContactList:
        """All contacts."""
        return ContactList.parse(self.headers.getall("contact"))

    @property
    def contact(self) -> NameAddr | None:
        """The first contact, or None."""
        found = self.contacts.addresses
        return found[0] if found else None

    @property
    def routes(self) -> tuple[NameAddr, ...]:
        """The Route set, first hop first."""
        return parse_addresses(self.headers.getall("route"))

    @property
    def record_routes(self) -> tuple[NameAddr, ...]:
        """The Record-Route set, topmost first."""
        return parse_addresses(self.headers.getall("record-route"))

    @property
    def max_forwards(self) -> int | None:
        """Max-Forwards, or None if it is missing."""
        return self._number("max-forwards", MAX_FORWARDS_LIMIT)

    @property
    def expires(self) -> int | None:
        """Expires in seconds, or None if it is missing."""
        return self._number("expires", MAX_DELTA_SECONDS)

    @property
    def retry_after(self) -> RetryAfter | None:
        """Retry-After, or None if it is missing or makes no sense."""
        value = self.headers.get("retry-after")
        try:
            return None if value is None else RetryAfter.parse(value)
        except ParseError:
            return None

    @property
    def content_type(self) -> MediaType | None:
        """The body's type, or None if it is missing."""
        value = self.headers.get("content-type")
        return None if value is None else MediaType.parse(value)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The Reason values (RFC 3326); those that make no sense are passed over."""
        found: list[Reason] = []
        for value in self.headers.getall("reason"):
            try:
                found.extend(Reason.parse_list(value))
            except ParseError:
                continue
        return tuple(found)

    @property
    def challenges(self) -> tuple[Challenge, ...]:
        """The challenges of WWW-Authenticate and Proxy-Authenticate, in order."""
        headers = self.headers
        return parse_challenges([*headers.getall("www-authenticate"), *headers.getall("proxy-authenticate")])

    @property
    def credentials(self) -> tuple[Credentials, ...]:
        """The credentials of Authorization and Proxy-Authorization; unreadable ones are passed over."""
        found: list[Credentials] = []
        for value in [*self.headers.getall("authorization"), *self.headers.getall("proxy-authorization")]:
            try:
                found.append(Credentials.parse(value))
            except ParseError:
                continue
        return tuple(found)

    def tokens(self, name: str) -> tuple[str, ...]:
        """Return the items of a token list such as Require, Supported or Allow."""
        return parse_tokens(self.headers.getall(name))

    def supports(self, option_tag: str) -> bool:
        """Whether Supported or Require names ``option_tag`` (case-insensitive)."""
        named = [*self.tokens("supported"), *self.tokens("require")]
        return option_tag.lower() in {tag.lower() for tag in named}

    def _needed(self, name: str) -> str:
        value = self.headers.get(name)
        if value is None:
            raise ParseError(f"{name} missing")
        return value

    def _number(self, name: str, largest: int) -> int | None:
        value = self.headers.get(name)
        return None if value is None else parse_number(value, largest)

    def __bytes__(self) -> bytes:
        lines = [self.start_line]
        for name, value in self.headers:
            if name.lower() not in {"content-length", "l"}:
                lines.append(f"{name}: {value}")
        lines.append(f"Content-Length: {len(self.body)}")
        for line in lines:
            check_value(line)
        return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + self.body


class Request(Message):
    """A SIP request."""

    __slots__ = ("method", "uri")

    def __init__(
        self,
        method: str,
        uri: Uri,
        headers: Headers | Iterable[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> None:
        if not is_token(method):
            raise IllegalValue(f"{method!r} is not a method")
        super().__init__(headers, body)
        self.method = method
        self.uri = uri

    @property
    def start_line(self) -> str:
        """The request line."""
        return f"{self.method} {self.uri} SIP/2.0"

    def copy(self) -> Request:
        """Return a request that can be changed without changing this one."""
        return Request(self.method, self.uri, self.headers.copy(), self.body)

    def __repr__(self) -> str:
        return f"<Request {self.method} {self.uri}>"


class Response(Message):
    """A SIP response."""

    __slots__ = ("reason", "status")

    def __init__(
        self,
        status: int,
        reason: str = "",
        headers: Headers | Iterable[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> None:
        if not 100 <= status <= 699:
            raise IllegalValue(f"{status} is not a status code")
        check_value(reason)
        super().__init__(headers, body)
        self.status = status
        self.reason = reason

    @classmethod
    def of(cls, status: int, headers: Headers, body: bytes = b"") -> Response:
        """Make a response with the usual reason phrase."""
        return cls(status, reason_phrase(status), headers, body)

    @property
    def start_line(self) -> str:
        """The status line."""
        return f"SIP/2.0 {self.status} {self.reason}"

    @property
    def is_provisional(self) -> bool:
        """Whether this is a 1xx."""
        return self.status < 200

    @property
    def is_success(self) -> bool:
        """Whether this is a 2xx."""
        return 200 <= self.status < 300

    def copy(self) -> Response:
        """Return a response that can be changed without changing this one."""
        return Response(self.status, self.reason, self.headers.copy(), self.body)

    def __repr__(self) -> str:
        return f"<Response {self.status} {self.reason}>"
