"""Where the packets of a SIP peer may come from, and so where they go to (symmetric RTP, RFC 4961). Pure.

What a description names may be a private address behind NAT, so the first source that is credible is taken
and then kept: a stranger who guesses the port can neither listen nor talk. Another one is looked for only
after silence, or when the peer has described itself anew. The address that a description names is credible
at any time until something has come from it.
"""

from __future__ import annotations

from typing import Any

Address = Any
"""As the system names it: two parts for IPv4, four for IPv6."""

PROBATION = 4
"""Packets in a row, numbered one after the other, that an unexpected source has to send."""

SILENCE = 2.0
"""Seconds without a packet from the source in use after which another one may take its place."""


class SourceLatch:
    """``source`` is the one in use; while it is None, anything goes to what was told. Times in seconds."""

    def __init__(self) -> None:
        self.source: Address | None = None
        self.told: Address | None = None
        self.heard_at = 0.0
        """When the last packet came from the source in use."""
        self._waits_for_told = False
        self._candidate: Address | None = None
        self._next = 0
        self._run = 0

    @property
    def target(self) -> Address | None:
        """Where packets go."""
        return self.source or self.told

    def expect(self, told: Address | None) -> None:
        """Take the address that a description names; another one than before is gone to at once."""
        if told != self.told:
            self.source = None
        self.told = told
        self._candidate = None
        self._waits_for_told = told is not None and told != self.source

    def may_change(self, address: Address, now: float) -> bool:
        """Whether a packet from ``address``, which is not the source in use, is worth a look."""
        if self.source is None or now - self.heard_at > SILENCE:
            return True
        return self._waits_for_told and bool(address == self.told)

    def takes(self, address: Address, sequence: int, now: float, *, is_authentic: bool) -> bool:
        """Whether a sound packet from another source than the one in use makes that the one from now on."""
        if not self.may_change(address, now):
            return False
        if not (address == self.told or is_authentic or self._has_proved(address, sequence)):
            return False
        self._waits_for_told = self._waits_for_told and address != self.told
        self.source, self.heard_at, self._candidate = address, now, None
        return True

    def _has_proved(self, address: Address, sequence: int) -> bool:
        is_next = address == self._candidate and sequence == self._next
        self._run = self._run + 1 if is_next else 1
        self._candidate, self._next = address, (sequence + 1) & 0xFFFF
        return self._run >= PROBATION
