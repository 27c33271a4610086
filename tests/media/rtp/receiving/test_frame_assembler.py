"""Pictures from packets: order, loss, wrap, reset, and whatever a peer may send."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.rtp.receiving.frame_assembler import (
    MAX_GAP,
    MAX_MISSING,
    MAX_PACKETS,
    NACK_INTERVAL,
    NACK_TRIES,
    FrameAssembler,
    VideoPacket,
)
from core.media.rtp.receiving.keyframes import starts_keyframe


def packet(frame: int, place: int, size: int = 3, key: bool = False) -> VideoPacket:
    return VideoPacket(
        (frame * 3000) % 2**32, place == size - 1, f"{frame}.{place} ".encode(), key and place == 0
    )


def feed(
    assembler: FrameAssembler,
    frames: range,
    lost: frozenset[int] = frozenset(),
    first: int = 0,
    now: float = 0.0,
    keys: frozenset[int] = frozenset({0}),
) -> list[int]:
    """Feed frames of three packets, numbered from ``first``; return the numbers of those that came out."""
    out = []
    for frame in frames:
        for place in range(3):
            number = first + frame * 3 + place
            if number not in lost:
                done = assembler.add(number % 65536, packet(frame, place, key=frame in keys), now)
                out += [one.timestamp // 3000 for one in done]
    return out


def test_picture_is_complete_with_its_marker() -> None:
    assembler = FrameAssembler()
    assert assembler.add(10, packet(0, 0, key=True), 0) == []
    assert assembler.add(11, packet(0, 1), 0) == []
    [frame] = assembler.add(12, packet(0, 2), 0)
    assert frame.data == b"0.0 0.1 0.2 " and frame.is_keyframe


def test_nothing_before_the_first_keyframe_and_it_is_asked_for() -> None:
    assembler = FrameAssembler()
    assert feed(assembler, range(0, 5), keys=frozenset({3})) == [3, 4]
    assert assembler.frames_dropped == 3
    other = FrameAssembler()
    feed(other, range(1), keys=frozenset())
    assert other.keyframe_due(0.0) and not other.keyframe_due(0.1) and other.keyframe_due(0.4)


def test_disorder_within_and_between_pictures() -> None:
    assembler = FrameAssembler()
    feed(assembler, range(1))
    order = [5, 3, 8, 4, 7, 6]
    out = [one.timestamp // 3000 for n in order for one in assembler.add(n, packet(n // 3, n % 3), 0)]
    assert out == [1, 2]


def test_lost_packet_is_asked_for_again_until_it_comes() -> None:
    assembler = FrameAssembler()
    assert feed(assembler, range(0, 3), lost=frozenset({4})) == [0]
    assert assembler.nacks_due(0.001) == []
    assert assembler.nacks_due(0.01) == [4]
    assert assembler.nacks_due(0.02) == []
    assert assembler.nacks_due(0.07) == [4]
    assert assembler.nacks_due(0.2, round_trip=0.5) == []
    done = assembler.add(4, packet(1, 1), 0.1)
    assert [one.timestamp // 3000 for one in done] == [1, 2]
    assert assembler.nacks_due(1.0) == []


def test_asking_ends_after_ten_times() -> None:
    assembler = FrameAssembler()
    feed(assembler, range(0, 3), lost=frozenset({4}))
    asked = sum(len(assembler.nacks_due(0.1 * step)) for step in range(1, 50))
    assert asked == 10


def test_a_gap_that_stays_asks_for_a_keyframe_and_jumps_to_it() -> None:
    assembler = FrameAssembler()
    assert feed(assembler, range(0, 3), lost=frozenset({4})) == [0]
    assert not assembler.keyframe_due(0.1)
    assert assembler.keyframe_due(0.3)
    assert feed(assembler, range(3, 6), now=0.4, keys=frozenset({4})) == [4, 5]
    assert assembler.nacks_due(1.0) == [] and not assembler.is_waiting


def test_keyframe_that_lost_its_beginning_is_not_jumped_to() -> None:
    assembler = FrameAssembler()
    feed(assembler, range(0, 2), lost=frozenset({4}))
    assert feed(assembler, range(2, 5), lost=frozenset({6, 7}), keys=frozenset({2})) == []


def test_sequence_and_timestamp_wrap() -> None:
    assembler = FrameAssembler()
    first = 65536 - 4
    assert feed(assembler, range(0, 4), first=first) == [0, 1, 2, 3]
    wrapping = FrameAssembler()
    wrapping.add(0, VideoPacket(2**32 - 1000, True, b"a", True), 0)
    [frame] = wrapping.add(1, VideoPacket(2000, True, b"b", False), 0)
    assert frame.timestamp == 2**32 + 2000


def test_far_jump_starts_again() -> None:
    assembler = FrameAssembler()
    feed(assembler, range(1))
    assert assembler.add(MAX_GAP + 100, packet(90, 0, 1), 0) == []
    assert assembler.resets == 1
    [frame] = assembler.add(MAX_GAP + 101, packet(91, 0, 1, key=True), 0)
    assert frame.is_keyframe


def test_padding_without_data_is_passed_over() -> None:
    assembler = FrameAssembler()
    feed(assembler, range(1))
    assert assembler.add(3, VideoPacket(3000, True, b"", False), 0) == []
    assert feed(assembler, range(2, 3), first=-2) == [2]


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 65535),
            st.integers(0, 2**32 - 1),
            st.booleans(),
            st.binary(max_size=3),
            st.booleans(),
        ),
        max_size=120,
    )
)
def test_no_packets_break_it(packets: list[tuple[int, int, bool, bytes, bool]]) -> None:
    assembler = FrameAssembler()
    last = None
    for step, (sequence, timestamp, marker, data, is_key) in enumerate(packets):
        now = step * 0.01
        for frame in assembler.add(sequence, VideoPacket(timestamp, marker, data, is_key), now):
            assert frame.data
            last = frame
        assembler.nacks_due(now)
        assembler.keyframe_due(now)
    assert len(assembler._packets) <= MAX_PACKETS and len(assembler._missing) <= MAX_MISSING
    assert last is None or last.data


@settings(max_examples=60)
@given(st.permutations(range(3, 18)))
def test_any_order_gives_every_picture_in_order(order: list[int]) -> None:
    assembler = FrameAssembler()
    feed(assembler, range(1))
    out = [one.timestamp // 3000 for n in order for one in assembler.add(n, packet(n // 3, n % 3), 0)]
    assert out == [1, 2, 3, 4, 5]


@given(st.sampled_from(["H264", "VP8", "G722"]), st.binary(max_size=8))
def test_telling_keyframes_never_raises(name: str, payload: bytes) -> None:
    starts_keyframe(name, payload)


def test_keyframes_are_told() -> None:
    assert starts_keyframe("H264", b"\x67\x42") and starts_keyframe("H264", b"\x65\x88")
    assert starts_keyframe("H264", b"\x78\x00\x02\x67\x42") and starts_keyframe("H264", b"\x7c\x85\x88")
    assert not starts_keyframe("H264", b"\x61\x88") and not starts_keyframe("H264", b"\x7c\x45\x88")
    assert starts_keyframe("VP8", b"\x10\x00") and not starts_keyframe("VP8", b"\x10\x01")
    assert starts_keyframe("VP8", b"\x90\x80\x81\x02\x00") and not starts_keyframe("VP8", b"\x00\x00")


def test_on_a_slow_line_a_keyframe_is_asked_for_later() -> None:
    for round_trip, patience in ((0.0, 0.25), (0.1, 0.45), (2.0, 1.2)):
        assembler = FrameAssembler()
        assembler.add(1, VideoPacket(0, True, b"k", True), 0.0)
        assembler.add(3, VideoPacket(6000, True, b"p", False), 10.0)
        assert not assembler.keyframe_due(10.0 + patience - 0.01, round_trip)
        assert assembler.keyframe_due(10.0 + patience + 0.01, round_trip)


def asked_at(round_trip: float) -> list[float]:
    """Return the seconds after a gap was seen at which its packet is asked for."""
    assembler = FrameAssembler()
    assembler.add(1, VideoPacket(0, True, b"k", True), 0.0)
    assembler.add(3, VideoPacket(6000, True, b"p", False), 1.0)
    steps = [step / 200 for step in range(400)]
    return [at for at in steps if assembler.nacks_due(1.0 + at, round_trip)]


def test_on_a_long_way_each_request_is_made_twice_and_again_when_its_answer_should_have_come() -> None:
    asked = asked_at(0.2)
    apart = [later - at for at, later in pairwise(asked)]
    assert all(0.025 <= one <= 0.035 for one in apart[::2]), "the request itself may be lost"
    assert all(0.18 <= one <= 0.19 for one in apart[1::2])
    assert len(asked) == NACK_TRIES


def test_on_a_short_way_a_request_is_made_once_at_a_time() -> None:
    asked = asked_at(0.03)
    assert len(asked) > 1
    assert all(later - at >= NACK_INTERVAL - 1e-9 for at, later in pairwise(asked))
