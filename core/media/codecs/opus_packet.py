"""What the first bytes of an Opus packet say (RFC 6716 section 3). Pure."""

from __future__ import annotations

MOST_SAMPLES = 5760
"""120 ms at 48 kHz, the longest Opus packet."""

_SILK = (480, 960, 1920, 2880)
_HYBRID = (480, 960)
_CELT = (120, 240, 480, 960)
FRAME_SAMPLES = (*_SILK * 3, *_HYBRID * 2, *_CELT * 4)
"""Length of a frame at 48 kHz by configuration number (RFC 6716 table 2)."""

FIRST_CELT = 16
"""Configurations from here on carry no second copy of the frame before."""

SHORTEST_SOUND = 3
"""Bytes: shorter packets say that there is nothing to be heard (DTX)."""


def packet_samples(payload: bytes) -> int:
    """Return how many samples at 48 kHz a packet holds; 0 if it is no Opus packet."""
    if not payload:
        return 0
    code = payload[0] & 3
    if code < 3:
        frames = 1 if code == 0 else 2
    elif len(payload) < 2:
        return 0
    else:
        frames = payload[1] & 0x3F
    samples = frames * FRAME_SAMPLES[payload[0] >> 3]
    return samples if samples <= MOST_SAMPLES else 0


def frame_samples(payload: bytes) -> int:
    """Return the length of each frame of a packet at 48 kHz."""
    return FRAME_SAMPLES[payload[0] >> 3] if payload else 0


def has_copy(payload: bytes) -> bool:
    """Whether a packet of one frame carries a copy of the one before (LBRR, RFC 6716 section 4.2.4)."""
    if len(payload) < SHORTEST_SOUND or payload[0] & 3 or payload[0] >> 3 >= FIRST_CELT:
        return False
    # A flag of activity for each 20 ms comes first.
    activity_flags = max(1, frame_samples(payload) // 960)
    return bool(payload[1] & (0x80 >> activity_flags))


def is_pause(payload: bytes) -> bool:
    """Whether a packet says that the sender is silent and may send nothing for a while (DTX)."""
    return 0 < len(payload) < SHORTEST_SOUND
