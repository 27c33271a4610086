"""Where a packet belongs: its number without wraps, and its place in the sender's time. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from core.ports import SAMPLE_RATE

MAX_DROPOUT, MAX_MISORDER = 3000, 100
"""A sequence number that far ahead or behind is believed when another follows it (RFC 3550 appendix A.1)."""

MODULUS = 1 << 16
TICKS = 1 << 32
USUAL_FRAME = SAMPLE_RATE // 50


class SequenceNumbers:
    """Gives each packet of one source a number that never wraps."""

    def __init__(self) -> None:
        self._highest: int | None = None
        self._doubted: int | None = None

    def extend(self, sequence: int) -> tuple[int | None, bool]:
        """Return the number of the packet, and whether a new count begins with it.

        None: it does not fit, and is to be dropped unless the next packet fits to it.
        """
        sequence %= MODULUS
        if self._highest is None:
            self._highest = sequence
            return sequence, True
        step = (sequence - self._highest + MODULUS // 2) % MODULUS - MODULUS // 2
        if -MAX_MISORDER <= step <= MAX_DROPOUT:
            self._doubted = None
            number = self._highest + step
            self._highest = max(self._highest, number)
            return number, False
        if sequence != self._doubted:
            self._doubted = (sequence + 1) % MODULUS
            return None, False
        self._highest, self._doubted = sequence, None
        return sequence, True

    def reset(self) -> None:
        """Begin anew with the next packet."""
        self._highest = self._doubted = None


@dataclass(frozen=True, slots=True)
class _Reference:
    clock_rate: int
    timestamp: int
    number: int
    position: int


class MediaTime:
    """Turns RTP timestamps into samples at 48 kHz, over wraps and over codecs whose clocks differ.

    Timestamps of another clock cannot be compared (RFC 7160): where the clock changes, the sequence number
    says how many packets lie between.
    """

    def __init__(self) -> None:
        self._newest: _Reference | None = None
        self._before: _Reference | None = None
        self._frame = USUAL_FRAME

    def position(self, number: int, timestamp: int, clock_rate: int, samples: int) -> int:
        """Return where the packet belongs; ``samples`` is how long it is, 0 if that is not known."""
        newest = self._newest
        if newest is None:
            position = 0
        elif clock_rate == newest.clock_rate:
            position = self._measured(newest, timestamp)
        elif number < newest.number and self._before is not None and clock_rate == self._before.clock_rate:
            return self._measured(self._before, timestamp)
        else:
            position = newest.position + (number - newest.number) * self._frame
            self._before = newest
        if newest is None or number > newest.number:
            self._newest = _Reference(clock_rate, timestamp, number, position)
            self._frame = samples or self._frame
        return position

    def _measured(self, reference: _Reference, timestamp: int) -> int:
        ticks = (timestamp - reference.timestamp + TICKS // 2) % TICKS - TICKS // 2
        return reference.position + ticks * SAMPLE_RATE // reference.clock_rate

    def reset(self) -> None:
        """Begin anew with the next packet."""
        self._newest = self._before = None
        self._frame = USUAL_FRAME
