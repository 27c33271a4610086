"""What can be wrong with a SIP message, and whose fault it is.

SipError
  ParseError      theirs: what a peer sent is not a SIP message that we can take
  IllegalValue    ours: a value that must not be put into a message (also a ValueError)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .headers import Headers


class SipError(Exception):
    """Base of what this package raises."""


class ParseError(SipError):
    """A peer's message, or a part of it, cannot be taken.

    ``status`` and ``reason`` are the answer that is owed (RFC 3261 8.2, RFC 4475). ``method`` and
    ``request_headers`` hold what could be read of a bad request (Via, From, To, Call-ID, CSeq), so that it
    can be answered; both are None for a bad response, which is dropped. ``extra_headers`` belong in the
    answer (``Unsupported``, ``Accept``, ...).
    """

    def __init__(
        self,
        reason: str,
        *,
        status: int = 400,
        method: str | None = None,
        request_headers: Headers | None = None,
        extra_headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason
        self.method = method
        self.request_headers = request_headers
        self.extra_headers = extra_headers


class IllegalValue(SipError, ValueError):
    """A value of ours that would break the message it is put into."""
