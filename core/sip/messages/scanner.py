"""A hand-written scanner over one header value: every character is looked at a constant number of times."""

from __future__ import annotations

from .errors import ParseError
from .limits import MAX_COMMENT_DEPTH

ALPHANUMERIC = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
TOKEN = ALPHANUMERIC | frozenset("-.!%*_+`'~")
WHITE = frozenset(" \t")
QUOTED_CONTROL = frozenset(map(chr, [*range(0x09), *range(0x0B, 0x0D), *range(0x0E, 0x20), 0x7F]))


def is_token(text: str) -> bool:
    """Whether ``text`` is a token of RFC 3261 25.1."""
    return bool(text) and TOKEN.issuperset(text)


def readable(text: str) -> str:
    """Return ``text`` with the bytes that were not UTF-8 replaced by U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def unquote(raw: str) -> str:
    """Return what a quoted-string says; text that is not quoted comes back as it is."""
    if len(raw) < 2 or raw[0] != '"' or raw[-1] != '"':
        return raw
    inside = raw[1:-1]
    if "\\" not in inside:
        return readable(inside)
    out: list[str] = []
    escaped = False
    for character in inside:
        if escaped or character != "\\":
            out.append(character)
            escaped = False
        else:
            escaped = True
    return readable("".join(out))


def quote(text: str) -> str:
    """Return ``text`` as a quoted-string, with control characters as quoted pairs."""
    out: list[str] = []
    for character in text:
        if character in '"\\' or character in QUOTED_CONTROL:
            out.append("\\")
        out.append(character)
    return '"' + "".join(out) + '"'


class Scanner:
    """A position in ``text`` that only ever moves forward."""

    __slots__ = ("position", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def skip_white(self) -> None:
        """Move past blanks."""
        text, position, end = self.text, self.position, len(self.text)
        while position < end and text[position] in WHITE:
            position += 1
        self.position = position

    def peek(self) -> str:
        """Return the next character that is no blank, or an empty string at the end."""
        self.skip_white()
        return self.text[self.position] if self.position < len(self.text) else ""

    def at_end(self) -> bool:
        """Whether only blanks are left."""
        return self.peek() == ""

    def take(self, character: str) -> bool:
        """Move past ``character`` (and blanks before it) if it comes next."""
        if self.peek() != character:
            return False
        self.position += 1
        return True

    def expect(self, character: str) -> None:
        """Move past ``character`` or raise ParseError."""
        if not self.take(character):
            raise ParseError(f"'{character}' expected")

    def expect_end(self) -> None:
        """Raise ParseError unless only blanks are left."""
        if not self.at_end():
            raise ParseError("unexpected text after a value")

    def token(self) -> str:
        """Return the token that comes next, or raise ParseError."""
        self.skip_white()
        found = self.run(TOKEN)
        if not found:
            raise ParseError("token expected")
        return found

    def run(self, allowed: frozenset[str]) -> str:
        """Return the longest run of ``allowed`` characters from here (maybe empty)."""
        text, start, position, end = self.text, self.position, self.position, len(self.text)
        while position < end and text[position] in allowed:
            position += 1
        self.position = position
        return text[start:position]

    def until(self, stops: frozenset[str]) -> str:
        """Return the text up to one of ``stops`` or the end."""
        text, start, position, end = self.text, self.position, self.position, len(self.text)
        while position < end and text[position] not in stops:
            position += 1
        self.position = position
        return text[start:position]

    def quoted(self) -> str:
        """Return the quoted-string that comes next, with its quotes; ParseError if it does not end."""
        self.skip_white()
        text, start, end = self.text, self.position, len(self.text)
        position = start + 1
        while position < end:
            if text[position] == "\\":
                position += 1
            elif text[position] == '"':
                self.position = position + 1
                return text[start : position + 1]
            position += 1
        raise ParseError("quoted string does not end")

    def comment(self) -> str:
        """Return the comment that comes next without its outer parentheses."""
        self.expect("(")
        text, start, depth = self.text, self.position, 1
        for position in range(start, len(text)):
            if text[position] == "(":
                depth += 1
            elif text[position] == ")":
                depth -= 1
            if depth > MAX_COMMENT_DEPTH:
                raise ParseError("comment nested too deep")
            if depth == 0:
                self.position = position + 1
                return text[start:position]
        raise ParseError("comment does not end")

    def number(self, largest: int) -> int:
        """Return the decimal number that comes next; ParseError if there is none or it is too large."""
        self.skip_white()
        digits = self.run(DIGITS)
        return parse_number(digits, largest)


DIGITS = frozenset("0123456789")


def parse_number(text: str, largest: int) -> int:
    """Return the decimal number ``text``; ParseError if it is none or larger than ``largest``."""
    if not text or not DIGITS.issuperset(text):
        raise ParseError("number expected")
    significant = text.lstrip("0") or "0"
    if len(significant) > 20 or int(significant) > largest:
        raise ParseError("number too large")
    return int(significant)
