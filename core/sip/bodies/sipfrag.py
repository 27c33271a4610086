"""``message/sipfrag``: what became of a referred call, as a status line (RFC 3420, RFC 3515)."""

from __future__ import annotations

from dataclasses import dataclass

from core.sip.messages import ParseError, Response, reason_phrase
from core.sip.messages.limits import MAX_REASON_CHARACTERS
from core.sip.messages.scanner import readable

CONTENT_TYPE = "message/sipfrag"
VERSIONED = "message/sipfrag;version=2.0"
"""What is written: RFC 3515 2.4.5 wants the version told."""


@dataclass(frozen=True, slots=True)
class StatusFragment:
    """The status line of a response; what else the fragment held is not kept."""

    status: int
    reason: str

    @property
    def is_final(self) -> bool:
        """Whether nothing more follows it."""
        return self.status >= 200

    @classmethod
    def parse(cls, body: bytes) -> StatusFragment:
        """Return the status line ``body`` begins with; ParseError if it begins with anything else."""
        line = body.lstrip(b"\r\n").split(b"\n", 1)[0].rstrip(b"\r")
        version, _, rest = line.decode("utf-8", "surrogateescape").partition(" ")
        digits, _, reason = rest.partition(" ")
        if version.upper() != "SIP/2.0" or len(digits) != 3 or not (digits.isascii() and digits.isdigit()):
            raise ParseError("no status line in the fragment")
        status = int(digits)
        if not 100 <= status <= 699 or len(reason) > MAX_REASON_CHARACTERS:
            raise ParseError("bad status in the fragment")
        return cls(status, "".join(c for c in readable(reason) if c.isprintable()).strip())

    def __bytes__(self) -> bytes:
        response = Response(self.status, self.reason or reason_phrase(self.status))
        return f"{response.start_line}\r\n".encode("utf-8", "replace")
