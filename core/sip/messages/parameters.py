"""Parameters of URIs and header values: ordered, found without regard to case, kept as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import IllegalValue, ParseError
from .limits import MAX_PARAMETERS
from .scanner import ALPHANUMERIC, TOKEN, Scanner, is_token, quote, unquote

VALUE = TOKEN | frozenset(":[]/@&=$?()")
"""What an unquoted value may hold: token and host, and what peers write without quotes."""

URI_PARAMETER = ALPHANUMERIC | frozenset("-_.!~*'()%[]/:&+$`")


@dataclass(frozen=True, slots=True)
class Parameters:
    """The ``;name=value`` tail of a value. Values are raw (quotes kept); None means no ``=`` at all."""

    items: tuple[tuple[str, str | None], ...] = ()

    @classmethod
    def of(cls, **values: str | None) -> Parameters:
        """Make parameters from keywords, quoting where a value needs it; ``_`` in a name stands for ``-``."""
        made = cls()
        for name, value in values.items():
            made = made.having(name.replace("_", "-"), value)
        return made

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the value of ``name`` without its quotes; an empty string if it stands without a value."""
        wanted = name.lower()
        for key, raw in self.items:
            if key.lower() == wanted:
                return "" if raw is None else unquote(raw)
        return default

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.items)

    def __len__(self) -> int:
        return len(self.items)

    def having(self, name: str, value: str | None = None) -> Parameters:
        """Return these with ``name`` set, in its old place or at the end; IllegalValue for a bad name."""
        if not is_token(name):
            raise IllegalValue(f"{name!r} is not a parameter name")
        raw = None if value is None else _raw(value)
        if name not in self:
            return Parameters((*self.items, (name, raw)))
        wanted = name.lower()
        return Parameters(
            tuple((key, raw) if key.lower() == wanted else (key, old) for key, old in self.items)
        )

    def lacking(self, name: str) -> Parameters:
        """Return these without ``name``."""
        wanted = name.lower()
        return Parameters(tuple(item for item in self.items if item[0].lower() != wanted))

    def __str__(self) -> str:
        return "".join(f";{name}" if raw is None else f";{name}={raw}" for name, raw in self.items)


def _raw(value: str) -> str:
    if "\r" in value or "\n" in value:
        raise IllegalValue("line break in a parameter")
    if is_token(value) or (value and URI_PARAMETER.issuperset(value)):
        return value
    return quote(value)


def scan_parameters(scanner: Scanner) -> Parameters:
    """Read the ``;name=value`` pairs of a header value from here; stops before a comma or the end."""
    items: list[tuple[str, str | None]] = []
    seen: set[str] = set()
    while scanner.take(";"):
        name = scanner.token()
        if name.lower() in seen:
            raise ParseError(f"parameter {name} is there twice")
        seen.add(name.lower())
        items.append((name, scan_value(scanner) if scanner.take("=") else None))
        if len(items) > MAX_PARAMETERS:
            raise ParseError("too many parameters")
    return Parameters(tuple(items))


def scan_value(scanner: Scanner) -> str:
    """Read a parameter's value: a quoted string (with its quotes), a token or a host."""
    if scanner.peek() == '"':
        return scanner.quoted()
    value = scanner.run(VALUE)
    if not value:
        raise ParseError("parameter has no value after '='")
    return value


def parse_uri_parameters(text: str) -> Parameters:
    """Return the parameters of ``a=b;c`` as it stands in a URI (no blanks, no quotes)."""
    items: list[tuple[str, str | None]] = []
    seen: set[str] = set()
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not name or not URI_PARAMETER.issuperset(name) or not URI_PARAMETER.issuperset(value):
            raise ParseError("URI has a bad parameter")
        if name.lower() in seen or len(items) >= MAX_PARAMETERS:
            raise ParseError("URI has a parameter twice, or too many")
        seen.add(name.lower())
        items.append((name, value if equals else None))
    return Parameters(tuple(items))
