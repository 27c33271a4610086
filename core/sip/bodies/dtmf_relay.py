"""Keys pressed, told by INFO: ``application/dtmf-relay`` and the shorter ``application/dtmf``.

No RFC defines them; both are written as nearly every exchange and telephone reads them.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.sip.messages import IllegalValue, ParseError

CONTENT_TYPE = "application/dtmf-relay"
SHORT_CONTENT_TYPE = "application/dtmf"

KEYS = "0123456789*#ABCD"
"""The sixteen keys of RFC 4733, in the order of their event codes."""

DEFAULT_MILLISECONDS = 250
LONGEST_MILLISECONDS = 10_000
MAX_BODY_BYTES = 1_024


@dataclass(frozen=True, slots=True)
class DtmfSignal:
    """One key and how long it was pressed, in seconds."""

    key: str
    duration: float = DEFAULT_MILLISECONDS / 1000

    def __post_init__(self) -> None:
        if len(self.key) != 1 or self.key not in KEYS:
            raise IllegalValue(f"{self.key!r} is no key of a telephone")
        if not 0 < self.duration <= LONGEST_MILLISECONDS / 1000:
            raise IllegalValue("a key is pressed for up to ten seconds")

    @classmethod
    def parse(cls, body: bytes, content_type: str = CONTENT_TYPE) -> DtmfSignal:
        """Return the key of an INFO; ParseError for a body that tells none.

        The event codes 10 to 15 stand for ``*``, ``#`` and A to D; a duration out of range becomes the
        nearest that is possible.
        """
        if len(body) > MAX_BODY_BYTES:
            raise ParseError("too long for a key", status=413)
        text = body.decode("utf-8", "replace")
        if content_type == SHORT_CONTENT_TYPE:
            return cls(_key(text))
        fields = dict(_fields(text))
        if "signal" not in fields:
            raise ParseError("Signal missing")
        return cls(_key(fields["signal"]), _seconds(fields.get("duration", "")))

    def __bytes__(self) -> bytes:
        return f"Signal={self.key}\r\nDuration={round(self.duration * 1000)}\r\n".encode()


def _fields(text: str) -> list[tuple[str, str]]:
    pairs = [line.partition("=") for line in text.splitlines() if line.strip()]
    return [(name.strip().lower(), value.strip()) for name, _, value in pairs]


def _key(text: str) -> str:
    name = text.strip().upper()
    if len(name) == 1 and name in KEYS:
        return name
    if len(name) == 2 and name.isascii() and name.isdigit() and int(name) < len(KEYS):
        return KEYS[int(name)]
    raise ParseError("no key of a telephone")


def _seconds(text: str) -> float:
    if not text:
        return DEFAULT_MILLISECONDS / 1000
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ParseError("bad Duration")
    return min(max(int(text), 1), LONGEST_MILLISECONDS) / 1000
