"""How many messages wait in a mailbox: application/simple-message-summary (RFC 3842)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.sip.messages import ParseError, Uri

MESSAGE_SUMMARY = "application/simple-message-summary"
MAX_BYTES = 8192
MAX_LINES = 64
MOST = 99_999
"""Messages beyond which nobody counts."""

_COUNTS = re.compile(r"\s*(\d{1,10})\s*/\s*(\d{1,10})\s*(?:\(.*)?")


@dataclass(frozen=True, slots=True)
class MessageSummary:
    """What a mailbox holds. ``new`` and ``old`` count voice messages.

    ``is_waiting`` may hold with ``new`` 0: some servers do not count. ``mailbox`` is where they are heard.
    """

    is_waiting: bool
    new: int = 0
    old: int = 0
    mailbox: Uri | None = None


def parse_message_summary(body: bytes) -> MessageSummary:
    """Return what ``body`` says; ParseError if it does not say whether messages wait."""
    if len(body) > MAX_BYTES:
        raise ParseError("a message summary that is too long")
    fields: dict[str, str] = {}
    for line in body.decode("utf-8", "replace").splitlines()[:MAX_LINES]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    waiting = fields.get("messages-waiting", "").lower()
    if waiting not in ("yes", "no"):
        raise ParseError("a message summary does not say whether messages wait")
    counts = _COUNTS.fullmatch(fields.get("voice-message", ""))
    new, old = (min(int(counts[1]), MOST), min(int(counts[2]), MOST)) if counts is not None else (0, 0)
    return MessageSummary(waiting == "yes", new, old, _mailbox(fields.get("message-account", "")))


def _mailbox(text: str) -> Uri | None:
    try:
        uri = Uri.parse(text)
    except ParseError:
        return None
    return uri if uri.is_sip and uri.user else None
