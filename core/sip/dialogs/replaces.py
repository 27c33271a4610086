"""Replaces: the dialog whose place a new call takes (RFC 3891)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote as percent_quote
from urllib.parse import unquote as percent_unquote

from core.sip.messages import IllegalValue, ParseError, Request, Uri
from core.sip.messages.checks import CALL_ID
from core.sip.messages.parameters import scan_parameters
from core.sip.messages.scanner import Scanner, is_token

CALL_ID_END = frozenset(";, \t")


@dataclass(frozen=True, slots=True)
class Replaces:
    """A dialog as the one who is to give it up knows it: ``to_tag`` is its own tag."""

    call_id: str
    to_tag: str
    from_tag: str
    early_only: bool = False

    def __post_init__(self) -> None:
        is_call_id = bool(self.call_id) and (CALL_ID - CALL_ID_END).issuperset(self.call_id)
        if not is_call_id or not is_token(self.to_tag) or not is_token(self.from_tag):
            raise IllegalValue("no dialog that can be named")

    @classmethod
    def parse(cls, text: str) -> Replaces:
        """Return the Replaces ``text``; ParseError otherwise."""
        scanner = Scanner(text)
        scanner.skip_white()
        call_id = scanner.until(CALL_ID_END)
        params = scan_parameters(scanner)
        scanner.expect_end()
        try:
            return cls(
                call_id, params.get("to-tag") or "", params.get("from-tag") or "", "early-only" in params
            )
        except IllegalValue as error:
            raise ParseError(str(error)) from None

    @classmethod
    def of(cls, request: Request) -> Replaces | None:
        """Return what ``request`` replaces, or None; ParseError for several, or with Join (RFC 3911)."""
        lines = request.headers.getall("replaces")
        if not lines:
            return None
        if len(lines) > 1 or "join" in request.headers:
            raise ParseError("more than one dialog to replace")
        return cls.parse(lines[0])

    @classmethod
    def in_uri(cls, uri: Uri) -> Replaces | None:
        """Return the Replaces among the headers of a Refer-To URI, or None; ParseError for a bad one."""
        found = [percent_unquote(value) for name, value in uri.headers if name.lower() == "replaces"]
        if len(found) > 1:
            raise ParseError("more than one dialog to replace")
        return cls.parse(found[0]) if found else None

    def added_to(self, uri: Uri) -> Uri:
        """Return ``uri`` with this among its headers, as Refer-To carries it (RFC 3891 3)."""
        return uri.having(headers=(*uri.headers, ("Replaces", percent_quote(str(self), safe=""))))

    def __str__(self) -> str:
        early = ";early-only" if self.early_only else ""
        return f"{self.call_id};to-tag={self.to_tag};from-tag={self.from_tag}{early}"
