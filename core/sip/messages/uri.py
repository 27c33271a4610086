"""URIs: sip and sips taken apart (RFC 3261 19.1), every other scheme kept whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import quote as percent_quote
from urllib.parse import unquote as percent_unquote

from .errors import IllegalValue, ParseError
from .limits import MAX_LIST_ITEMS, MAX_URI_CHARACTERS
from .parameters import URI_PARAMETER, Parameters, parse_uri_parameters
from .recent import remembering
from .scanner import ALPHANUMERIC, parse_number

USER = ALPHANUMERIC | frozenset("-_.!~*'()%&=+$,;?/")
USER_SAFE = "-_.!~*'()&=+$,;?/"
HOST = ALPHANUMERIC | frozenset("-._")
IPV6 = frozenset("0123456789abcdefABCDEF:.")
SCHEME = ALPHANUMERIC | frozenset("+-.")
HEADER = URI_PARAMETER | frozenset("?;,@=")
VISIBLE = frozenset(map(chr, range(0x21, 0x7F))) - frozenset('<>"')
SIP_SCHEMES = frozenset({"sip", "sips"})


@dataclass(frozen=True, slots=True)
class Uri:
    """One URI. Escapes stay as they were written; the scheme is lower case.

    For sip and sips the parts are filled; for any other scheme ``opaque`` holds what follows the colon.
    Raises IllegalValue when made from parts that cannot stand in a URI.
    """

    scheme: str
    user: str | None = None
    host: str = ""
    port: int | None = None
    params: Parameters = field(default_factory=Parameters)
    headers: tuple[tuple[str, str], ...] = ()
    password: str | None = None
    opaque: str = ""

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise IllegalValue(problem)

    @classmethod
    def parse(cls, text: str) -> Uri:
        """Return the URI ``text``; ParseError if it is none (414 if it is too long)."""
        return _parse(text)

    @classmethod
    def for_user(cls, user: str, host: str, *, scheme: str = "sip", port: int | None = None) -> Uri:
        """Make a URI from a plain user name, escaping what needs it."""
        return cls(scheme, percent_quote(user, safe=USER_SAFE), host, port)

    @property
    def is_sip(self) -> bool:
        """Whether this is a sip or sips URI."""
        return self.scheme in SIP_SCHEMES

    @property
    def unescaped_user(self) -> str | None:
        """The user part with its escapes resolved (text that is not UTF-8 becomes U+FFFD)."""
        return None if self.user is None else percent_unquote(self.user, errors="replace")

    def having(self, **changes: object) -> Uri:
        """Return a copy with fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def having_param(self, name: str, value: str | None = None) -> Uri:
        """Return a copy with one URI parameter set."""
        return replace(self, params=self.params.having(name, value))

    def address(self) -> str:
        """Return ``sip:user@host:port`` to compare by: no parameters, escapes resolved, host lower case."""
        if not self.is_sip:
            return str(self)
        user = "" if self.user is None else f"{self.unescaped_user}@"
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}:{user}{self.host.lower()}{port}"

    def __str__(self) -> str:
        if not self.is_sip:
            return f"{self.scheme}:{self.opaque}"
        password = "" if self.password is None else f":{self.password}"
        user = "" if self.user is None else f"{self.user}{password}@"
        port = "" if self.port is None else f":{self.port}"
        headers = "&".join(f"{name}={value}" for name, value in self.headers)
        return f"{self.scheme}:{user}{self.host}{port}{self.params}{'?' + headers if headers else ''}"


def is_host(text: str) -> bool:
    """Whether ``text`` can be a host: a name (underscores allowed), an IPv4 address or ``[IPv6]``."""
    if text.startswith("[") and text.endswith("]"):
        return len(text) > 4 and IPV6.issuperset(text[1:-1])
    return bool(text) and len(text) <= 255 and HOST.issuperset(text)


def split_host_port(text: str) -> tuple[str, int | None]:
    """Take ``host[:port]`` apart; ParseError if it is neither."""
    bracket = text.find("]")
    colon = text.find(":", bracket + 1)
    host, digits = (text, None) if colon < 0 else (text[:colon], text[colon + 1 :])
    if not is_host(host):
        raise ParseError("bad host")
    return host, None if digits is None else parse_number(digits, 65_535)


@remembering
def _parse(text: str) -> Uri:
    if len(text) > MAX_URI_CHARACTERS:
        raise ParseError("Request-URI Too Long", status=414)
    scheme, colon, rest = text.partition(":")
    if not colon or not scheme or not scheme[0].isalpha() or not SCHEME.issuperset(scheme):
        raise ParseError("URI has no scheme")
    if not rest or not VISIBLE.issuperset(rest):
        raise ParseError("URI has characters that must be escaped")
    try:
        if scheme.lower() in SIP_SCHEMES:
            return _parse_sip(scheme.lower(), rest)
        return Uri(scheme.lower(), opaque=rest)
    except IllegalValue as error:
        raise ParseError(str(error)) from None


def _parse_sip(scheme: str, rest: str) -> Uri:
    user: str | None = None
    password: str | None = None
    userinfo, at, after = rest.partition("@")
    if at:
        user, colon, secret = userinfo.partition(":")
        password = secret if colon else None
    else:
        after = rest
    after, _, header_text = after.partition("?")
    host_port, semicolon, params = after.partition(";")
    host, port = split_host_port(host_port)
    parameters = parse_uri_parameters(params) if semicolon else Parameters()
    return Uri(scheme, user, host, port, parameters, _parse_headers(header_text), password)


def _parse_headers(text: str) -> tuple[tuple[str, str], ...]:
    if not text:
        return ()
    parts = text.split("&")
    if len(parts) > MAX_LIST_ITEMS:
        raise ParseError("URI has too many headers")
    pairs = [part.partition("=") for part in parts]
    return tuple((name, value) for name, _, value in pairs)


def _problem(uri: Uri) -> str | None:
    if not uri.scheme or not SCHEME.issuperset(uri.scheme):
        return "bad scheme"
    if uri.scheme not in SIP_SCHEMES:
        return None if uri.opaque and VISIBLE.issuperset(uri.opaque) else "bad characters in URI"
    if uri.user is not None and (not uri.user or not USER.issuperset(uri.user)):
        return "bad user part in URI"
    if uri.password is not None and not USER.issuperset(uri.password):
        return "bad password in URI"
    if not is_host(uri.host):
        return "bad host in URI"
    if uri.port is not None and not 0 <= uri.port <= 65_535:
        return "bad port in URI"
    for name, value in uri.params.items:
        if not URI_PARAMETER.issuperset(name) or not URI_PARAMETER.issuperset(value or ""):
            return "bad parameter in URI"
    for name, value in uri.headers:
        if not name or not HEADER.issuperset(name) or not HEADER.issuperset(value):
            return "bad header in URI"
    return None
