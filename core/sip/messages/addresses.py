"""Addresses in headers: From, To, Contact, Route, Record-Route, Path (RFC 3261 20.10, 25.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .errors import IllegalValue, ParseError
from .limits import MAX_LIST_ITEMS
from .parameters import Parameters, scan_parameters
from .recent import remembering
from .scanner import TOKEN, Scanner, quote, readable, unquote
from .uri import Uri

ADDR_SPEC_END = frozenset(' \t;,<>"')
DISPLAY_WORDS = TOKEN | frozenset(" \t")
LAQUOT = frozenset('<>"')


@dataclass(frozen=True, slots=True)
class NameAddr:
    """A display name, a URI and header parameters; ``str()`` always puts the URI in angle brackets."""

    uri: Uri
    display_name: str = ""
    params: Parameters = field(default_factory=Parameters)

    def __post_init__(self) -> None:
        if "\r" in self.display_name or "\n" in self.display_name:
            raise IllegalValue("line break in a display name")

    @classmethod
    def parse(cls, text: str) -> NameAddr:
        """Return the one address ``text`` holds; ParseError otherwise."""
        return _one_address(text)

    @classmethod
    def parse_list(cls, text: str) -> tuple[NameAddr, ...]:
        """Return the addresses of a comma-separated list; commas inside quotes and brackets stay."""
        return _all_addresses(text)

    @property
    def tag(self) -> str | None:
        """The ``tag`` parameter (RFC 3261 19.3)."""
        return self.params.get("tag")

    def having_param(self, name: str, value: str | None = None) -> NameAddr:
        """Return a copy with one header parameter set."""
        return replace(self, params=self.params.having(name, value))

    def having_tag(self, tag: str) -> NameAddr:
        """Return a copy with its tag set."""
        return self.having_param("tag", tag)

    def lacking_tag(self) -> NameAddr:
        """Return a copy without a tag."""
        return replace(self, params=self.params.lacking("tag"))

    def __str__(self) -> str:
        name = f"{quote(self.display_name)} " if self.display_name else ""
        return f"{name}<{self.uri}>{self.params}"


@remembering
def _one_address(text: str) -> NameAddr:
    scanner = Scanner(text)
    found = _scan_address(scanner)
    scanner.expect_end()
    return found


@remembering
def _all_addresses(text: str) -> tuple[NameAddr, ...]:
    scanner = Scanner(text)
    found = [_scan_address(scanner)]
    while scanner.take(","):
        found.append(_scan_address(scanner))
        if len(found) > MAX_LIST_ITEMS:
            raise ParseError("too many addresses")
    scanner.expect_end()
    return tuple(found)


def _scan_address(scanner: Scanner) -> NameAddr:
    first = scanner.peek()
    if first == '"':
        name = unquote(scanner.quoted())
        return _scan_bracketed(scanner, name)
    if first == "<":
        return _scan_bracketed(scanner, "")
    start = scanner.position
    words = scanner.until(LAQUOT | {",", ";", "@", ":"})
    if scanner.position < len(scanner.text) and scanner.text[scanner.position] == "<":
        return _scan_bracketed(scanner, _unquoted_name(words))
    scanner.position = start
    return _scan_addr_spec(scanner)


def _unquoted_name(words: str) -> str:
    """A display name without quotes: tokens by the grammar; UTF-8 is taken from those who send it bare."""
    if not all(character in DISPLAY_WORDS or ord(character) > 0x7F for character in words):
        raise ParseError("display name needs quotes")
    return readable(" ".join(words.split()))


def _scan_bracketed(scanner: Scanner, name: str) -> NameAddr:
    scanner.expect("<")
    uri = Uri.parse(scanner.until(frozenset(">")))
    scanner.expect(">")
    try:
        return NameAddr(uri, name, scan_parameters(scanner))
    except IllegalValue as error:
        raise ParseError(str(error)) from None


def _scan_addr_spec(scanner: Scanner) -> NameAddr:
    text = scanner.until(ADDR_SPEC_END)
    if "?" in text:
        raise ParseError("a URI with headers needs angle brackets")
    return NameAddr(Uri.parse(text), "", scan_parameters(scanner))


def parse_addresses(values: Iterable[str]) -> tuple[NameAddr, ...]:
    """Return the addresses of all lines of one header, in order."""
    found: list[NameAddr] = []
    for value in values:
        found.extend(NameAddr.parse_list(value))
        if len(found) > MAX_LIST_ITEMS:
            raise ParseError("too many addresses")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ContactList:
    """The Contact headers of a message; ``is_star`` for ``Contact: *`` (RFC 3261 10.2.2)."""

    addresses: tuple[NameAddr, ...] = ()
    is_star: bool = False

    @classmethod
    def parse(cls, values: Iterable[str]) -> ContactList:
        """Return the contacts of all Contact lines; ParseError when ``*`` is not alone."""
        lines = list(values)
        if any(line.strip() == "*" for line in lines):
            if len(lines) != 1:
                raise ParseError("'*' beside other contacts")
            return cls((), True)
        return cls(parse_addresses(lines))

    def __str__(self) -> str:
        return "*" if self.is_star else ", ".join(map(str, self.addresses))
