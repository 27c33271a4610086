"""Why a call is not made, in the words of the one who refused it and in those of the other side's protocol.

A client takes a challenge for its own, and the service takes a 503 for its own: the status that it gets for
them is another, and the Reason header (RFC 3326, RFC 6432) says what the far side said.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.sip.messages import Reason, reason_phrase
from core.sip.private_names import OUR_REASON

NOT_REACHED = 502
NOT_IN_TIME = 408

_FOR_CLIENTS = {401: 403, 407: 403, 503: 500}
_FOR_OUTSIDE = {401: 403, 407: 403}
_LONGEST_PHRASE = 120


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status from 300 to 699. ``is_far``: the called side said so, and not the gateway.

    ``sentence`` is for the person who called, of the service's own words.
    """

    status: int
    phrase: str = ""
    is_far: bool = False
    sentence: str = ""

    @property
    def words(self) -> str:
        """The reason phrase: printable, of one line, not too long."""
        phrase = "".join(c for c in self.phrase if c.isprintable())[:_LONGEST_PHRASE].strip()
        return phrase or reason_phrase(self.status)

    def for_client(self) -> tuple[int, str, list[tuple[str, object]]]:
        """Return status, reason phrase and headers of the answer that a client gets."""
        headers: list[tuple[str, object]] = []
        if self.is_far:
            headers.append(("Reason", Reason("SIP", self.status, self.words)))
        if self.sentence:
            headers.append(("Reason", Reason(OUR_REASON, self.status, self.sentence)))
        return _FOR_CLIENTS.get(self.status, self.status), self.words, headers

    def for_outside(self) -> tuple[int, str, list[tuple[str, object]]]:
        """Return status, reason phrase and headers of the answer that somebody outside gets."""
        return _FOR_OUTSIDE.get(self.status, self.status), self.words, []
