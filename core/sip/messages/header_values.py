"""Values of the headers that are no addresses: each a frozen class whose ``str()`` round-trips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .errors import IllegalValue, ParseError
from .limits import MAX_CSEQ, MAX_DELTA_SECONDS, MAX_LIST_ITEMS, MAX_METHOD_CHARACTERS
from .parameters import Parameters, scan_parameters
from .recent import remembering
from .scanner import Scanner, is_token, parse_number, quote, readable
from .uri import IPV6, is_host, split_host_port

HOST_PORT_END = frozenset(" \t;,")
MAGIC_COOKIE = "z9hG4bK"
"""What every branch of RFC 3261 begins with (8.1.1.7)."""


@dataclass(frozen=True, slots=True)
class Via:
    """One Via value: where a response must go back to (RFC 3261 20.42)."""

    transport: str
    host: str
    port: int | None = None
    params: Parameters = field(default_factory=Parameters)

    def __post_init__(self) -> None:
        if not is_token(self.transport) or not is_host(self.host):
            raise IllegalValue("bad transport or host in Via")

    @classmethod
    def parse(cls, text: str) -> Via:
        """Return the one Via ``text`` holds; ParseError otherwise."""
        found = cls.parse_list(text)
        if len(found) != 1:
            raise ParseError("one Via expected")
        return found[0]

    @classmethod
    def parse_list(cls, text: str) -> tuple[Via, ...]:
        """Return the values of one Via line, topmost first."""
        return _all_vias(text)

    @property
    def branch(self) -> str | None:
        """The transaction's branch, or None (RFC 2543)."""
        return self.params.get("branch")

    @property
    def has_rfc3261_branch(self) -> bool:
        """Whether the branch holds more than the magic cookie and may identify a transaction."""
        branch = self.branch or ""
        return branch[: len(MAGIC_COOKIE)].lower() == MAGIC_COOKIE.lower() and len(branch) > len(MAGIC_COOKIE)

    @property
    def received(self) -> str | None:
        """The address the request came from (RFC 3261 18.2.1)."""
        return self.params.get("received")

    @property
    def rport(self) -> str | None:
        """The port the request came from, empty when asked for (RFC 3581)."""
        return self.params.get("rport")

    @property
    def sent_by(self) -> str:
        """``host[:port]`` in comparable form."""
        return self.host.lower() + ("" if self.port is None else f":{self.port}")

    def having_param(self, name: str, value: str | None = None) -> Via:
        """Return a copy with one parameter set."""
        return replace(self, params=self.params.having(name, value))

    def __str__(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        return f"SIP/2.0/{self.transport} {self.host}{port}{self.params}"


@remembering
def _all_vias(text: str) -> tuple[Via, ...]:
    scanner = Scanner(text)
    found = [_scan_via(scanner)]
    while scanner.take(","):
        found.append(_scan_via(scanner))
        if len(found) > MAX_LIST_ITEMS:
            raise ParseError("too many Via values")
    scanner.expect_end()
    return tuple(found)


def _scan_via(scanner: Scanner) -> Via:
    name = scanner.token()
    scanner.expect("/")
    version = scanner.token()
    scanner.expect("/")
    transport = scanner.token()
    if name.upper() != "SIP" or version != "2.0":
        raise ParseError("Via of another protocol version", status=505 if name.upper() == "SIP" else 400)
    scanner.skip_white()
    host_port = scanner.until(HOST_PORT_END)
    if scanner.peek() not in {";", ",", ""}:
        raise ParseError("bad host in Via")
    if not host_port.startswith("[") and host_port.count(":") > 1 and IPV6.issuperset(host_port):
        host_port = f"[{host_port}]"
    host, port = split_host_port(host_port)
    return Via(transport, host, port, scan_parameters(scanner))


def parse_vias(values: Iterable[str]) -> tuple[Via, ...]:
    """Return the Via values of all lines, topmost first."""
    found: list[Via] = []
    for value in values:
        found.extend(Via.parse_list(value))
        if len(found) > MAX_LIST_ITEMS:
            raise ParseError("too many Via values")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CSeq:
    """A request's number within its dialog, and its method (RFC 3261 20.16)."""

    number: int
    method: str

    @classmethod
    def parse(cls, text: str) -> CSeq:
        """Return the CSeq ``text``; ParseError otherwise."""
        scanner = Scanner(text)
        number = scanner.number(MAX_CSEQ)
        method = scanner.token()
        scanner.expect_end()
        if len(method) > MAX_METHOD_CHARACTERS:
            raise ParseError("method too long")
        return cls(number, method)

    def __str__(self) -> str:
        return f"{self.number} {self.method}"


@dataclass(frozen=True, slots=True)
class RAck:
    """What a PRACK acknowledges: a reliable provisional response (RFC 3262 7.2)."""

    response_number: int
    cseq: CSeq

    @classmethod
    def parse(cls, text: str) -> RAck:
        """Return the RAck ``text``; ParseError otherwise."""
        number, _, rest = text.strip().partition(" ")
        return cls(parse_number(number, MAX_DELTA_SECONDS), CSeq.parse(rest))

    def __str__(self) -> str:
        return f"{self.response_number} {self.cseq}"


def essence_of(content_type: str) -> str:
    """Return ``type/subtype`` of a Content-Type in lower case; what is none is compared with none."""
    return content_type.partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class MediaType:
    """A body's type (RFC 3261 20.15); type and subtype in lower case."""

    type: str
    subtype: str
    params: Parameters = field(default_factory=Parameters)

    @classmethod
    def parse(cls, text: str) -> MediaType:
        """Return the media type ``text``; ParseError otherwise."""
        scanner = Scanner(text)
        found = _scan_media_type(scanner)
        scanner.expect_end()
        return found

    @classmethod
    def parse_list(cls, text: str) -> tuple[MediaType, ...]:
        """Return the ranges of an Accept header; an empty text gives none."""
        scanner = Scanner(text)
        if scanner.at_end():
            return ()
        found = [_scan_media_type(scanner)]
        while scanner.take(",") and len(found) < MAX_LIST_ITEMS:
            found.append(_scan_media_type(scanner))
        scanner.expect_end()
        return tuple(found)

    @property
    def essence(self) -> str:
        """``type/subtype`` without parameters."""
        return f"{self.type}/{self.subtype}"

    def covers(self, essence: str) -> bool:
        """Whether this range of an Accept header takes a body of type ``essence``."""
        wanted, _, subtype = essence.partition("/")
        return self.type in {"*", wanted} and self.subtype in {"*", subtype}

    def __str__(self) -> str:
        return f"{self.essence}{self.params}"


def _scan_media_type(scanner: Scanner) -> MediaType:
    kind = scanner.token().lower()
    scanner.expect("/")
    subtype = scanner.token().lower()
    return MediaType(kind, subtype, scan_parameters(scanner))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a request was sent (RFC 3326): ``SIP;cause=200;text="Call completed elsewhere"``."""

    protocol: str
    cause: int | None = None
    text: str = ""
    params: Parameters = field(default_factory=Parameters)

    @classmethod
    def parse_list(cls, text: str) -> tuple[Reason, ...]:
        """Return the reasons of one line; ParseError otherwise."""
        scanner = Scanner(text)
        found = [_scan_reason(scanner)]
        while scanner.take(",") and len(found) < MAX_LIST_ITEMS:
            found.append(_scan_reason(scanner))
        scanner.expect_end()
        return tuple(found)

    def __str__(self) -> str:
        cause = "" if self.cause is None else f";cause={self.cause}"
        return f"{self.protocol}{cause}{f';text={quote(self.text)}' if self.text else ''}{self.params}"


def _scan_reason(scanner: Scanner) -> Reason:
    protocol = scanner.token()
    params = scan_parameters(scanner)
    cause = params.get("cause")
    return Reason(
        protocol,
        None if cause is None else parse_number(cause, MAX_DELTA_SECONDS),
        params.get("text") or "",
        params.lacking("cause").lacking("text"),
    )


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """How many seconds to wait before another try (RFC 3261 20.33)."""

    seconds: int
    comment: str = ""
    params: Parameters = field(default_factory=Parameters)

    @classmethod
    def parse(cls, text: str) -> RetryAfter:
        """Return the Retry-After ``text``; ParseError otherwise."""
        scanner = Scanner(text)
        seconds = scanner.number(MAX_DELTA_SECONDS)
        comment = scanner.comment() if scanner.peek() == "(" else ""
        params = scan_parameters(scanner)
        scanner.expect_end()
        return cls(seconds, readable(comment), params)

    def __str__(self) -> str:
        return f"{self.seconds}{f' ({self.comment})' if self.comment else ''}{self.params}"


def parse_tokens(values: Iterable[str]) -> tuple[str, ...]:
    """Return the tokens of a list header (Supported, Require, Allow); empty items are passed over."""
    found = [token for value in values for token in (part.strip() for part in value.split(",")) if token]
    if len(found) > MAX_LIST_ITEMS or not all(map(is_token, found)):
        raise ParseError("bad list of tokens")
    return tuple(found)
