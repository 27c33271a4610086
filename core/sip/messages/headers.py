"""The headers of a message: an ordered list of names and raw values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .errors import IllegalValue
from .scanner import is_token

COMPACT_FORMS = {
    "a": "accept-contact",  # RFC 3841
    "b": "referred-by",  # RFC 3892
    "c": "content-type",
    "d": "request-disposition",  # RFC 3841
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "j": "reject-contact",  # RFC 3841
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "n": "identity-info",  # RFC 4474
    "o": "event",  # RFC 6665
    "r": "refer-to",  # RFC 3515
    "s": "subject",
    "t": "to",
    "u": "allow-events",  # RFC 6665
    "v": "via",
    "x": "session-expires",  # RFC 4028
    "y": "identity",  # RFC 8224
}


def canonical(name: str) -> str:
    """Return the name under which a header is found: lower case, compact form spelled out."""
    lowered = name.lower()
    return COMPACT_FORMS.get(lowered, lowered)


def check_value(value: str) -> None:
    """Raise IllegalValue for a value that would end its line (a NUL is legal as a quoted pair only)."""
    if "\r" in value or "\n" in value:
        raise IllegalValue("line break in a header value")
    if "\0" in value and "\0" in value.replace("\\\0", ""):
        raise IllegalValue("NUL in a header value")


class Headers:
    """Names and raw values in order; looked up without regard to case or compact form.

    Raises IllegalValue when a name is no token or a value holds CR, LF or a bare NUL: there is no way to
    put a line break into a message.
    """

    __slots__ = ("_lines",)

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        # What a line is found by stands first: worked out once per line, not once per look.
        self._lines: list[tuple[str, str, str]] = []
        for name, value in items:
            self.add(name, value)

    def get(self, name: str) -> str | None:
        """Return the first value of ``name``, or None."""
        wanted = canonical(name)
        for key, _, value in self._lines:
            if key == wanted:
                return value
        return None

    def getall(self, name: str) -> list[str]:
        """Return the values of every line called ``name``, in order."""
        wanted = canonical(name)
        return [value for key, _, value in self._lines if key == wanted]

    def add(self, name: str, value: object) -> None:
        """Append one line."""
        self._lines.append(_checked(name, value))

    def prepend(self, name: str, value: object) -> None:
        """Put one line before all others (a proxy's Via or Record-Route)."""
        self._lines.insert(0, _checked(name, value))

    def set(self, name: str, value: object) -> None:
        """Replace every line called ``name`` by one, where the first stood or at the end."""
        self.setall(name, [value])

    def setall(self, name: str, values: Iterable[object]) -> None:
        """Replace every line called ``name`` by these, where the first stood or at the end."""
        wanted = canonical(name)
        fresh = [_checked(name, value) for value in values]
        place = next((i for i, line in enumerate(self._lines) if line[0] == wanted), None)
        kept = [line for line in self._lines if line[0] != wanted]
        place = len(kept) if place is None else place
        self._lines = [*kept[:place], *fresh, *kept[place:]]

    def remove(self, name: str) -> None:
        """Remove every line called ``name``; nothing happens if there is none."""
        wanted = canonical(name)
        self._lines = [line for line in self._lines if line[0] != wanted]

    def copy(self) -> Headers:
        """Return headers that can be changed without changing these."""
        made = Headers()
        made._lines = list(self._lines)
        return made

    def items(self) -> tuple[tuple[str, str], ...]:
        """Return the lines as names and values, in order."""
        return tuple((name, value) for _, name, value in self._lines)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.items())

    def __len__(self) -> int:
        return len(self._lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._lines == other._lines

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Headers({[name for _, name, _ in self._lines]})"


def _checked(name: str, value: object) -> tuple[str, str, str]:
    if not is_token(name):
        raise IllegalValue(f"{name!r} is not a header name")
    text = str(value)
    check_value(text)
    return canonical(name), name, text
