"""The mix on its way to one member: packets of one stream, and when what was heard."""

from __future__ import annotations

import random

from core.media.sync.sender_clock import ntp_of
from core.ports import SAMPLE_RATE
from core.service.conference.media.extensions import extension_block
from core.service.conference.media.sdp.agreement import ExtensionIds, SoundAgreed
from core.service.conference.media.sound.mixer import Encoded
from core.service.media.rtp.packet import HEADER
from core.service.media.rtp.sent import SentCount


class MixClock:
    """When each sample of a room's sound was mixed. Core thread; all members' reports stand on it."""

    def __init__(self) -> None:
        self._begin: float | None = None
        """The moment of sample 0 on the monotonic clock, jitter of threads smoothed."""

    def note(self, position: int, now: float) -> None:
        """Take that what begins at ``position`` has come from the mixing thread now."""
        begin = now - position / SAMPLE_RATE
        if self._begin is None or abs(begin - self._begin) > 0.1:
            self._begin = begin
        else:
            self._begin += 0.02 * (begin - self._begin)

    def position_at(self, now: float) -> int | None:
        """Return which sample is mixed now; None before the first."""
        return None if self._begin is None else round((now - self._begin) * SAMPLE_RATE)


class SoundOutlet:
    """One member's stream of the mix."""

    def __init__(self, ssrc: int, rng: random.Random) -> None:
        self.ssrc = ssrc
        self.sent = SentCount()
        self._sequence = rng.getrandbits(15)
        self._origin = rng.getrandbits(32)
        self._agreed: SoundAgreed | None = None
        self._block = b""
        self._first = 0x80

    def configure(self, agreed: SoundAgreed | None) -> None:
        """Send as was agreed upon from now on; None: not at all."""
        self._agreed = agreed
        only_mid = ExtensionIds(mid=agreed.extensions.mid) if agreed is not None else ExtensionIds()
        self._block, _, _ = extension_block(only_mid, agreed.mid if agreed is not None else "")
        self._first = 0x90 if self._block else 0x80

    def packet(self, encoded: Encoded) -> bytes | None:
        """Return the packet of a frame; None if it is of a codec that is not spoken any more."""
        agreed = self._agreed
        if agreed is None or not agreed.leaves or agreed.sends.key != encoded.codec:
            return None
        second = agreed.sends.number | (0x80 if encoded.begins else 0)
        self._sequence = (self._sequence + 1) & 0xFFFF
        head = HEADER.pack(self._first, second, self._sequence, self._time(encoded.position), self.ssrc)
        self.sent.add(len(encoded.payload))
        return head + self._block + encoded.payload

    def _time(self, position: int) -> int:
        assert self._agreed is not None
        return (self._origin + position * self._agreed.sends.clock_rate // SAMPLE_RATE) & 0xFFFFFFFF

    def moment(self, clock: MixClock, now: float, wall: float) -> tuple[int, int] | None:
        """Return NTP and RTP time of now, for a report; None while nothing is sent."""
        position = clock.position_at(now)
        if position is None or self._agreed is None or not self.sent.packets:
            return None
        return ntp_of(wall), self._time(max(0, position))
