"""Challenges and credentials (RFC 3261 20.44, RFC 6750, RFC 8760, RFC 8898)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .errors import IllegalValue, ParseError
from .limits import MAX_LIST_ITEMS, MAX_PARAMETERS
from .parameters import scan_value
from .scanner import ALPHANUMERIC, Scanner, is_token, quote, unquote

TOKEN68 = ALPHANUMERIC | frozenset("-._~+/=")
AuthParameters = tuple[tuple[str, str], ...]


def _find(params: AuthParameters, name: str) -> str | None:
    wanted = name.lower()
    return next((unquote(raw) for key, raw in params if key.lower() == wanted), None)


def _join(scheme: str, params: AuthParameters) -> str:
    return f"{scheme} {', '.join(f'{name}={raw}' for name, raw in params)}" if params else scheme


@dataclass(frozen=True, slots=True)
class Challenge:
    """One challenge of WWW-Authenticate or Proxy-Authenticate; parameter values are raw (quotes kept)."""

    scheme: str
    params: AuthParameters = ()

    @classmethod
    def of(cls, scheme: str, **values: str) -> Challenge:
        """Make a challenge whose parameters are all quoted."""
        return cls(scheme, tuple((name, _quoted(value)) for name, value in values.items()))

    @classmethod
    def parse_list(cls, text: str) -> tuple[Challenge, ...]:
        """Return the challenges of one line, kept apart."""
        scanner = Scanner(text)
        found: list[Challenge] = []
        while not scanner.at_end():
            scheme = scanner.token()
            found.append(cls(scheme, _scan_auth_parameters(scanner)))
            if len(found) > MAX_LIST_ITEMS:
                raise ParseError("too many challenges")
        return tuple(found)

    def get(self, name: str) -> str | None:
        """Return a parameter without its quotes, or None."""
        return _find(self.params, name)

    def having_nonce(self, nonce: str) -> Challenge:
        """Return this challenge with another nonce."""
        kept = tuple(pair for pair in self.params if pair[0].lower() != "nonce")
        return Challenge(self.scheme, (*kept, ("nonce", _quoted(nonce))))

    def __str__(self) -> str:
        return _join(self.scheme, self.params)


@dataclass(frozen=True, slots=True)
class Credentials:
    """The value of Authorization or Proxy-Authorization: a token68 or parameters."""

    scheme: str
    token: str = ""
    params: AuthParameters = ()

    def __post_init__(self) -> None:
        if not is_token(self.scheme) or not TOKEN68.issuperset(self.token):
            raise IllegalValue("bad characters in credentials")

    @classmethod
    def parse(cls, text: str) -> Credentials:
        """Return the credentials ``text``; ParseError otherwise."""
        scanner = Scanner(text)
        scheme = scanner.token()
        scanner.skip_white()
        start = scanner.position
        token = scanner.run(TOKEN68)
        if token and scanner.at_end():
            return cls(scheme, token)
        scanner.position = start
        params = _scan_auth_parameters(scanner)
        scanner.expect_end()
        return cls(scheme, "", params)

    def get(self, name: str) -> str | None:
        """Return a parameter without its quotes, or None."""
        return _find(self.params, name)

    def __str__(self) -> str:
        return f"{self.scheme} {self.token}" if self.token else _join(self.scheme, self.params)

    def __repr__(self) -> str:
        return f"Credentials({self.scheme!r}, ...)"


def _quoted(value: str) -> str:
    if "\r" in value or "\n" in value:
        raise IllegalValue("line break in a challenge")
    return quote(value)


def _scan_auth_parameters(scanner: Scanner) -> AuthParameters:
    """Read ``a=b, c="d"`` until the end, or until a comma is followed by the scheme of another challenge."""
    params: list[tuple[str, str]] = []
    while True:
        after_comma = False
        while scanner.take(","):
            after_comma = True
        if scanner.at_end():
            return tuple(params)
        start = scanner.position
        name = scanner.token()
        if not scanner.take("="):
            scanner.position = start
            if not after_comma:
                raise ParseError("authentication parameter without a value")
            return tuple(params)
        params.append((name, scan_value(scanner)))
        if scanner.peek() not in {",", ""}:
            raise ParseError("comma expected between authentication parameters")
        if len(params) > MAX_PARAMETERS:
            raise ParseError("too many authentication parameters")


def parse_challenges(values: Iterable[str]) -> tuple[Challenge, ...]:
    """Return the challenges of all lines, in order; a line that cannot be read is passed over."""
    found: list[Challenge] = []
    for value in values:
        try:
            found.extend(Challenge.parse_list(value))
        except ParseError:
            continue
    return tuple(found[:MAX_LIST_ITEMS])
