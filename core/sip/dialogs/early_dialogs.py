"""The early dialogs of one INVITE of ours: one for each place it was forked to (RFC 3261 12.1, RFC 3262)."""

from __future__ import annotations

from core.sip.dialogs.dialog import Dialog
from core.sip.messages import Request, Response

MAX_FORKS = 16
"""Early dialogs of one INVITE; those beyond are not followed."""

LONGEST_RSEQ = 10
"""Digits of the largest RSeq (RFC 3262 7.1)."""


class EarlyDialogs:
    """Dialogs by the other side's tag, and which of their reliable provisionals were acknowledged."""

    def __init__(self) -> None:
        self._dialogs: dict[str, Dialog] = {}
        self._acknowledged: dict[str, int] = {}

    def get(self, tag: str) -> Dialog | None:
        """Return the early dialog with ``tag``, or None."""
        return self._dialogs.get(tag)

    def follow(self, request: Request, response: Response) -> Dialog | None:
        """Return the dialog a provisional response belongs to, made if it is the first of its fork."""
        tag = response.to.tag
        if tag is None or response.status == 100:
            return None
        if tag not in self._dialogs and len(self._dialogs) < MAX_FORKS:
            self._dialogs[tag] = Dialog.from_response(request, response)
        return self._dialogs.get(tag)

    def is_repeated(self, dialog: Dialog, response: Response) -> bool:
        """Whether a reliable provisional came before, or came out of order (RFC 3262 4)."""
        number = reliable_number(response)
        return number is not None and number <= self._acknowledged.get(dialog.remote_tag, -1)

    def prack(self, dialog: Dialog, response: Response) -> Request | None:
        """Return the PRACK that a new reliable provisional is owed, or None if it is not reliable."""
        number = reliable_number(response)
        if number is None:
            return None
        self._acknowledged[dialog.remote_tag] = number
        return dialog.request("PRACK", [("RAck", f"{number} {response.cseq}")])


def reliable_number(response: Response) -> int | None:
    """Return the RSeq of a provisional response that requires 100rel, or None."""
    number = response.headers.get("rseq") or ""
    required = {tag.lower() for tag in response.tokens("require")}
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_RSEQ
    return int(number) if "100rel" in required and is_number else None
