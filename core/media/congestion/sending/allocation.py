"""Who may send how much of what a way bears: sound first, then what is sent again, pictures the rest."""

from __future__ import annotations

from dataclasses import dataclass

PACKET_OVERHEAD = 70
"""Bytes of each sound packet beside the sound: IP, UDP, RTP, its extensions and the authentication tag."""

SOUND_STEPS: tuple[tuple[int, int, int], ...] = (
    (1_500_000, 64_000, 20),
    (160_000, 40_000, 20),
    (90_000, 32_000, 20),
    (55_000, 24_000, 40),
    (36_000, 18_000, 60),
    (24_000, 12_000, 60),
    (0, 8_000, 60),
)
"""From how many bits per second on: Opus bits per second and ms per packet. Longer packets save headers."""

HYSTERESIS = 1.15
"""A better step must be affordable with that much to spare."""

COPIES_PER_LOSS = 1.2
MOST_COPIES = 0.6
"""Share of the rest that packets sent again may take at most. Where half of all are lost, each packet has to
be sent twice: with less, whole pictures would be given up for keyframes that are lost as well."""

LEAST_PICTURES = 30_000
"""Bits per second below which pictures are worth nothing, and are held back."""

RESUME_PICTURES = 1.5
"""Factor above that from which they are sent again."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """Bits per second for each, headers included except in ``sound``, which is what the codec is set to."""

    sound: int
    sound_packet_ms: int
    sound_on_the_wire: int
    copies: int
    pictures: int
    """0 while the way does not bear pictures."""


class Allocator:
    """Divides the bitrate of one transport."""

    def __init__(self) -> None:
        self._step = 0
        self._holds_pictures = False

    def divide(self, bitrate: int, *, loss: float, has_sound: bool, has_pictures: bool) -> Allocation:
        """Return who gets what of ``bitrate``; ``loss`` is the share (0 to 1) of packets lost."""
        sound, packet_ms, wire = self._sound(bitrate) if has_sound else (0, 20, 0)
        if not has_pictures:
            return Allocation(sound, packet_ms, wire, 0, 0)
        rest = max(0, bitrate - wire)
        copies = int(rest * min(MOST_COPIES, COPIES_PER_LOSS * loss))
        pictures = rest - copies
        least = LEAST_PICTURES * (RESUME_PICTURES if self._holds_pictures else 1.0)
        self._holds_pictures = pictures < least
        if self._holds_pictures:
            return Allocation(sound, packet_ms, wire, 0, 0)
        return Allocation(sound, packet_ms, wire, copies, pictures)

    def _sound(self, bitrate: int) -> tuple[int, int, int]:
        for step, (above, sound, packet_ms) in enumerate(SOUND_STEPS):
            wanted = above * HYSTERESIS if step < self._step else above
            if bitrate >= wanted:
                self._step = step
                packets_per_second = 1000 / packet_ms
                return sound, packet_ms, int(sound + 8 * PACKET_OVERHEAD * packets_per_second)
        raise AssertionError("the last step has no condition")
