"""Session-Expires: how long a session lives without a refresh, and who refreshes it (RFC 4028)."""

from __future__ import annotations

from dataclasses import dataclass

from core.sip.messages import Message, Parameters, ParseError
from core.sip.messages.limits import MAX_DELTA_SECONDS
from core.sip.messages.parameters import scan_parameters
from core.sip.messages.scanner import Scanner

LEAST_SECONDS = 90
"""The smallest interval anybody may ask for (RFC 4028 4)."""

USUAL_SECONDS = 1_800
LONGEST_SECONDS = 86_400
"""An interval beyond this detects nothing any more; it is taken for this."""

REFRESHERS = frozenset({"uac", "uas"})


@dataclass(frozen=True, slots=True)
class SessionExpires:
    """The interval in seconds, and which side of the request refreshes (``uac``, ``uas`` or empty)."""

    seconds: int
    refresher: str = ""

    @classmethod
    def parse(cls, text: str) -> SessionExpires:
        """Return the Session-Expires ``text``; ParseError otherwise."""
        scanner = Scanner(text)
        seconds = scanner.number(MAX_DELTA_SECONDS)
        refresher = (scan_parameters(scanner).get("refresher") or "").lower()
        scanner.expect_end()
        return cls(seconds, refresher if refresher in REFRESHERS else "")

    @classmethod
    def of(cls, message: Message) -> SessionExpires | None:
        """Return what ``message`` says, or None; ParseError for nonsense."""
        value = message.headers.get("session-expires")
        return None if value is None else cls.parse(value)

    def __str__(self) -> str:
        return f"{self.seconds}{Parameters.of(refresher=self.refresher) if self.refresher else ''}"


def least_of(message: Message) -> int | None:
    """Return the Min-SE of ``message``, or None if there is none that makes sense."""
    value = message.headers.get("min-se")
    if value is None:
        return None
    try:
        scanner = Scanner(value)
        seconds = scanner.number(LONGEST_SECONDS)
        scan_parameters(scanner)
        scanner.expect_end()
    except ParseError:
        return None
    return seconds
