"""The bytes of transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01).

The sender numbers every packet of a transport in a header extension; the receiver tells in RTPFB packets of
FMT 15 which of them arrived, and when, in steps of 250 microseconds.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

URI = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
"""Names the header extension in SDP. Its value is 16 bits of sequence number."""

PACKET_TYPE, FORMAT = 205, 15
TICK = 0.00025
"""Seconds per step of a receive delta."""

REFERENCE_TICKS = 256
"""Ticks per step of the reference time: 64 ms."""

REFERENCE_MODULUS = 1 << 24
MAX_STATUSES = 2_000
"""Packets that one feedback may speak of: more than 100 ms of 100 Mbit/s. Few bytes could claim more."""

NOT_RECEIVED, SMALL, LARGE = 0, 1, 2
MAX_RUN = 0x1FFF
SHORT_VECTOR, LONG_VECTOR = 7, 14
"""Statuses in a vector of two bits and of one bit each."""

HEADER = struct.Struct("!BBHLLHH3sB")
CHUNK = struct.Struct("!H")


class FeedbackError(ValueError):
    """Feedback that cannot be read. The peer's fault."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One feedback packet. ``arrivals`` begins with the packet numbered ``base`` (16 bits).

    ``reference`` is in steps of 64 ms (24 bits, of an unknown clock); an arrival is in ticks of 250 us after
    it, None for a packet that has not arrived. ``count`` numbers the feedback packets (8 bits).
    """

    sender_ssrc: int
    media_ssrc: int
    base: int
    reference: int
    count: int
    arrivals: tuple[int | None, ...]


def sequence_value(sequence: int) -> bytes:
    """Return the value of the header extension for packet ``sequence``."""
    return CHUNK.pack(sequence & 0xFFFF)


def is_feedback(data: bytes) -> bool:
    """Return whether one RTCP packet claims to be transport-wide feedback."""
    return len(data) >= 2 and data[0] & 0x1F == FORMAT and data[1] == PACKET_TYPE


def _statuses(arrivals: Sequence[int | None]) -> tuple[list[int], bytes]:
    """Return the status of each packet, and the deltas. Raises ValueError for a step that does not fit."""
    statuses, deltas = [], bytearray()
    last = 0
    for arrival in arrivals:
        if arrival is None:
            statuses.append(NOT_RECEIVED)
            continue
        delta, last = arrival - last, arrival
        if 0 <= delta <= 0xFF:
            statuses.append(SMALL)
            deltas.append(delta)
        else:
            if not -0x8000 <= delta <= 0x7FFF:
                raise ValueError(f"a delta of {delta} ticks does not fit into 16 bits")
            statuses.append(LARGE)
            deltas += delta.to_bytes(2, "big", signed=True)
    return statuses, bytes(deltas)


def _run_length(statuses: Sequence[int], start: int) -> int:
    end = start
    while end < len(statuses) and statuses[end] == statuses[start] and end - start < MAX_RUN:
        end += 1
    return end - start


def _chunks(statuses: Sequence[int]) -> bytes:
    """Return the chunks that describe ``statuses``: a run where it is longer than a vector."""
    chunks = bytearray()
    at = 0
    while at < len(statuses):
        run = _run_length(statuses, at)
        near = statuses[at : at + LONG_VECTOR]
        if run >= SHORT_VECTOR and (run >= LONG_VECTOR or LARGE in near or at + run == len(statuses)):
            chunks += CHUNK.pack(statuses[at] << 13 | run)
            at += run
        elif LARGE in near:
            chunks += CHUNK.pack(0xC000 | _vector(near[:SHORT_VECTOR], 2, SHORT_VECTOR))
            at += SHORT_VECTOR
        else:
            chunks += CHUNK.pack(0x8000 | _vector(near, 1, LONG_VECTOR))
            at += LONG_VECTOR
    return bytes(chunks)


def _vector(statuses: Sequence[int], bits: int, places: int) -> int:
    value = 0
    for status in statuses:
        value = value << bits | status
    return value << bits * (places - len(statuses))


def build(feedback: Feedback) -> bytes:
    """Return the RTCP packet. Raises ValueError when it has no or too many statuses or a delta too large."""
    if not 0 < len(feedback.arrivals) <= MAX_STATUSES:
        raise ValueError(f"{len(feedback.arrivals)} packets do not fit into one feedback")
    statuses, deltas = _statuses(feedback.arrivals)
    body = _chunks(statuses) + deltas
    padding = -len(body) % 4
    if padding:
        body += bytes(padding - 1) + bytes([padding])
    header = HEADER.pack(
        0x80 | (0x20 if padding else 0) | FORMAT,
        PACKET_TYPE,
        (HEADER.size + len(body)) // 4 - 1,
        feedback.sender_ssrc,
        feedback.media_ssrc,
        feedback.base & 0xFFFF,
        len(statuses),
        (feedback.reference % REFERENCE_MODULUS).to_bytes(3, "big"),
        feedback.count & 0xFF,
    )
    return header + body


def parse(data: bytes) -> Feedback:
    """Read one RTCP packet. Raises FeedbackError for anything but sound feedback."""
    if len(data) < HEADER.size or not is_feedback(data) or data[0] >> 6 != 2:
        raise FeedbackError("not transport-wide feedback")
    first, _, words, sender, media, base, count, reference, number = HEADER.unpack_from(data)
    end = 4 * (words + 1)
    if end > len(data) or end < HEADER.size:
        raise FeedbackError(f"{len(data)} bytes, but its header says {end}")
    if first & 0x20:
        padding = data[end - 1]
        if not 0 < padding <= end - HEADER.size:
            raise FeedbackError(f"padding of {padding} bytes")
        end -= padding
    if not 0 < count <= MAX_STATUSES:
        raise FeedbackError(f"speaks of {count} packets")
    statuses, at = _read_statuses(data, HEADER.size, end, count)
    arrivals = _read_arrivals(data, at, end, statuses)
    return Feedback(sender, media, base, int.from_bytes(reference, "big"), number, arrivals)


def _read_statuses(data: bytes, at: int, end: int, count: int) -> tuple[list[int], int]:
    statuses: list[int] = []
    while len(statuses) < count:
        if at + CHUNK.size > end:
            raise FeedbackError(f"{len(statuses)} of {count} statuses")
        (chunk,) = CHUNK.unpack_from(data, at)
        at += CHUNK.size
        if not chunk & 0x8000:
            if not chunk & MAX_RUN:
                raise FeedbackError("a run of length 0")
            statuses += [chunk >> 13 & 3] * min(chunk & MAX_RUN, count - len(statuses))
        elif chunk & 0x4000:
            statuses += [chunk >> shift & 3 for shift in range(12, -1, -2)]
        else:
            statuses += [chunk >> shift & 1 for shift in range(13, -1, -1)]
    return statuses[:count], at


def _read_arrivals(data: bytes, at: int, end: int, statuses: Sequence[int]) -> tuple[int | None, ...]:
    arrivals: list[int | None] = []
    last = 0
    for status in statuses:
        if status == NOT_RECEIVED:
            arrivals.append(None)
            continue
        if status not in (SMALL, LARGE):
            raise FeedbackError(f"status {status} is reserved")
        if at + status > end:
            raise FeedbackError("deltas are missing")
        last += int.from_bytes(data[at : at + status], "big", signed=status == LARGE)
        at += status
        arrivals.append(last)
    return tuple(arrivals)
