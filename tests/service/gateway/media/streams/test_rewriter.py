from __future__ import annotations

import random
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.codecs.g711 import A_LAW, MU_LAW
from core.service.gateway.media.streams.rewriter import Rewriter
from core.service.gateway.media.streams.routes import Fate, recoded_to, routes
from core.service.media.rtp.packet import payload_of
from core.service.media.sdp.codecs import Codec
from core.service.media.sound.g711_tables import A_TO_MU, MU_TO_A, TO_A_LAW, TO_MU_LAW
from tests.service.gateway.media.streams.packets import (
    CN,
    EVENT_8,
    EVENT_48,
    G722,
    OPUS,
    PCMA,
    PCMU,
    SIP_OPUS,
    SIP_VP8,
    VP8,
    Read,
    read,
    rtp,
    spoken,
)


def rewriter(source: tuple[Codec, ...], sink: tuple[Codec, ...], *, keeps: bool = False) -> Rewriter:
    made = Rewriter(0xBEEF, random.Random(1), keeps=keeps)
    made.set_routes(routes(spoken(*source), spoken(*sink)), is_open=True)
    return made


def through(made: Rewriter, *packets: bytes, step: float = 0.02) -> list[Read]:
    taken = [made.take(packet, 10.0 + step * number) for number, packet in enumerate(packets)]
    return [read(packet) for packet in taken if packet is not None]


def numbers(packets: list[Read]) -> list[int]:
    return [packet.sequence - packets[0].sequence for packet in packets]


def times(packets: list[Read]) -> list[int]:
    return [packet.timestamp - packets[0].timestamp for packet in packets]


def test_packets_leave_with_another_number_and_the_same_sound() -> None:
    made = rewriter((SIP_OPUS,), (OPUS,))
    out = through(made, *(rtp(65534 + n, 960 * n, bytes([n]), 107, marker=not n) for n in range(4)))
    assert [packet.payload for packet in out] == [b"\0", b"\1", b"\2", b"\3"]
    assert {(packet.payload_type, packet.ssrc) for packet in out} == {(111, 0xBEEF)}
    assert numbers(out) == [0, 1, 2, 3] and times(out) == [0, 960, 1920, 2880]
    assert [packet.marker for packet in out] == [True, False, False, False]


def test_loss_stays_loss_and_order_stays_order() -> None:
    out = through(rewriter((PCMA,), (PCMA,)), *(rtp(n, 160 * n) for n in (1, 2, 5, 4, 4, 6)))
    assert numbers(out) == [0, 1, 4, 3, 3, 5] and times(out) == [0, 160, 640, 480, 480, 800]


def test_extensions_sources_and_padding_are_taken_off() -> None:
    head = bytearray(rtp(1, payload=b""))
    head[0] = 0xB1
    data = bytes(head) + b"csrc" + b"\xbe\xde\x00\x01\x10aaa" + b"sound" + b"\0\0\3"
    (out,) = through(rewriter((PCMA,), (PCMA,)), data)
    assert out.payload == b"sound" and payload_of(data) == b"sound"


def test_another_source_goes_on_where_the_first_one_ended() -> None:
    made = rewriter((PCMA,), (PCMA,))
    first = through(made, *(rtp(100 + n, 5000 + 160 * n) for n in range(3)))
    second = [read(made.take(rtp(9000 + n, 777 + 160 * n, ssrc=7), 10.1 + 0.02 * n)) for n in range(2)]
    assert numbers(first + second) == [0, 1, 2, 3, 4]
    assert times(first + second) == [0, 160, 320, 800, 960]
    assert second[0].marker and not second[1].marker
    assert made.reception.packets_received == 2


def test_a_source_that_counts_anew_is_followed_after_two_packets() -> None:
    out = through(rewriter((PCMA,), (PCMA,)), *(rtp(n, 160) for n in (100, 101, 40_000, 40_001, 40_002)))
    assert numbers(out) == [0, 1, 2, 3]


def test_another_codec_with_another_clock_goes_on_in_time() -> None:
    made = rewriter((PCMA, SIP_OPUS), (PCMA, OPUS))
    first = through(made, *(rtp(n, 160 * n) for n in range(3)))
    second = [read(made.take(rtp(3 + n, 960 * n, payload_type=107), 10.06 + 0.02 * n)) for n in range(2)]
    assert numbers(first + second) == [0, 1, 2, 3, 4]
    assert times(first + second) == [0, 160, 320, 480, 480 + 960]
    assert [one.payload_type for one in first + second] == [8, 8, 8, 111, 111]


def test_what_the_other_side_does_not_know_leaves_no_gap() -> None:
    made = rewriter((PCMA, CN), (PCMA,))
    types = (8, 13, 8, 50, 8, 8)
    out = through(made, *(rtp(n, 160 * n, payload_type=kind) for n, kind in enumerate(types)))
    assert numbers(out) == [0, 1, 2, 3] and times(out) == [0, 320, 640, 800]
    assert (made.left_out, made.dropped) == (2, 2)


def test_what_was_overtaken_by_something_left_out_keeps_its_place() -> None:
    made = rewriter((PCMA,), (PCMA,))
    kinds = {1: 8, 2: 8, 3: 8, 4: 50, 5: 8}
    out = through(made, *(rtp(n, payload_type=kinds[n]) for n in (1, 2, 4, 3, 5)))
    assert numbers(out) == [0, 1, 2, 3]


def test_comfort_noise_passes_where_both_have_it() -> None:
    out = through(rewriter((PCMA, CN), (PCMU, CN)), rtp(1), rtp(2, 160, b"\x40", 13), rtp(3, 3200))
    assert [one.payload_type for one in out] == [0, 13, 0] and times(out) == [0, 160, 3200]


def test_one_law_is_turned_into_the_other_byte_by_byte() -> None:
    every = bytes(range(256))
    (out,) = through(rewriter((PCMA,), (PCMU,)), rtp(1, payload=every))
    assert out.payload_type == 0 and out.payload == A_TO_MU
    before, after = A_LAW.astype(int), MU_LAW[np.frombuffer(A_TO_MU, np.uint8)].astype(int)
    assert np.all(np.abs(before - after) <= np.maximum(8, np.abs(before) // 24))
    back = bytes(np.frombuffer(MU_TO_A, np.uint8)[np.frombuffer(A_TO_MU, np.uint8)])
    assert sum(one == other for one, other in zip(every, back, strict=True)) >= 240


@pytest.mark.parametrize(("table", "law"), [(TO_MU_LAW, MU_LAW), (TO_A_LAW, A_LAW)])
def test_each_level_of_a_law_is_encoded_as_itself(table: np.ndarray, law: np.ndarray) -> None:
    assert np.array_equal(law[table[law.view(np.uint16)]], law)
    samples = np.arange(-32768, 32768).astype(np.int16)
    error = np.abs(law[table[samples.view(np.uint16)]].astype(int) - samples)
    assert np.all(error <= np.maximum(16, np.abs(samples.astype(int)) // 16 + 1))


def event(code: int, duration: int, *, is_end: bool = False) -> bytes:
    return struct.pack("!BBH", code, 0x8A if is_end else 0x0A, duration)


def test_keys_keep_their_time_beside_sound_of_the_same_clock() -> None:
    made = rewriter((PCMA, EVENT_8), (PCMA, Codec(126, "telephone-event", 8000)))
    sent = [
        rtp(1, 1000),
        *(rtp(2 + n, 1160, event(5, 160 * n), 101, marker=not n) for n in range(3)),
        rtp(5, 1640),
    ]
    out = through(made, *sent)
    assert [one.payload_type for one in out] == [8, 126, 126, 126, 8]
    assert numbers(out) == [0, 1, 2, 3, 4] and times(out) == [0, 160, 160, 160, 640]
    assert out[1].marker and out[2].payload == event(5, 160)


def test_keys_are_told_in_the_other_clock() -> None:
    made = rewriter((OPUS, EVENT_48), (SIP_OPUS, EVENT_8))
    out = through(
        made,
        rtp(1, 960, payload_type=111),
        rtp(2, 1920, event(1, 960), 110),
        rtp(3, 1920, event(1, 7680, is_end=True), 110),
    )
    assert [one.payload_type for one in out] == [107, 101, 101]
    assert out[1].payload == event(1, 160) and out[2].payload == event(1, 1280, is_end=True)
    assert times(out) == [0, 960, 960]
    back = rewriter((SIP_OPUS, EVENT_8), (OPUS, EVENT_48))
    (_, key) = through(back, rtp(1, 960, payload_type=107), rtp(2, 5, event(1, 12_000), 101))
    assert key.payload == event(1, 0xFFFF) and key.payload_type == 110


def test_keys_that_the_other_side_does_not_know_leave_no_gap() -> None:
    out = through(rewriter((PCMA, EVENT_8), (PCMA,)), rtp(1), rtp(2, 0, event(1, 160), 101), rtp(3))
    assert numbers(out) == [0, 1]


def test_what_cannot_be_passed_on_is_given_to_be_encoded_anew() -> None:
    made = rewriter((G722, EVENT_8), (OPUS, EVENT_48))
    given: list[tuple[Fate, int, int, bytes]] = []
    made.on_recode = lambda route, *rest: given.append((route.fate, *rest))
    assert through(made, rtp(5, 160, b"g", 9)) == []
    (key,) = through(made, rtp(6, 320, event(1, 160), 101))
    assert given == [(Fate.RECODE, 5, 160, b"g"), (Fate.EVENT, 6, 320, b"")]
    one = read(made.make(b"opus", 960, 111, 10.1, begins=True))
    assert (one.sequence - key.sequence, one.payload_type, one.marker) == (1, 111, True)
    assert key.payload == event(1, 960)
    assert recoded_to(routes(spoken(G722), spoken(OPUS)), (OPUS,)) == OPUS
    assert recoded_to(routes(spoken(PCMA), spoken(PCMU)), (PCMU,)) is None


def test_passing_on_begins_again_after_encoding_anew() -> None:
    made = rewriter((G722, SIP_OPUS), (OPUS,))
    made.take(rtp(5, 160, b"g", 9), 10.0)
    encoded = [read(made.make(b"opus", 960, 111, 10.0 + 0.02 * n, begins=False)) for n in range(3)]
    passed = [read(made.take(rtp(6 + n, 960 * n, b"o", 107), 10.06 + 0.02 * n)) for n in range(2)]
    assert numbers(encoded + passed) == [0, 1, 2, 3, 4]
    assert times(encoded + passed) == [0, 960, 1920, 2880, 3840]


def test_a_closed_direction_lets_nothing_pass_and_leaves_no_gap() -> None:
    made = rewriter((PCMA,), (PCMA,))
    (first,) = through(made, rtp(1, 160))
    made.set_routes(routes(spoken(PCMA), spoken(PCMA)), is_open=False)
    assert through(made, rtp(2, 320), rtp(3, 480)) == []
    made.set_routes(routes(spoken(PCMA), spoken(PCMA)), is_open=True)
    (after,) = through(made, rtp(4, 640))
    assert numbers([first, after]) == [0, 1] and times([first, after]) == [0, 480]


def test_pictures_are_kept_to_be_sent_again_and_gaps_are_told() -> None:
    made = rewriter((SIP_VP8,), (VP8,), keeps=True)
    gaps: list[tuple[int, int]] = []
    made.on_gap = lambda first, count: gaps.append((first, count))
    out = through(made, *(rtp(n, payload=bytes([n]), payload_type=98) for n in (1, 2, 6)))
    assert gaps == [(3, 3)] and not out[1].marker
    assert read(made.kept(out[1].sequence)).payload == b"\2"
    assert made.kept(out[1].sequence + 1) is None
    assert made.number_here(out[1].sequence + 1) == 3


@given(st.lists(st.one_of(st.binary(max_size=60), st.builds(
    rtp, st.integers(0, 65535), st.integers(0, 2**32 - 1), st.binary(max_size=8),
    st.sampled_from([8, 101, 13, 9, 77]), st.sampled_from([1, 2]),
)), max_size=60))  # fmt: skip
def test_whatever_comes_nothing_raises_and_what_leaves_is_sound(packets: list[bytes]) -> None:
    made = rewriter((PCMA, EVENT_8, CN, G722), (PCMU, EVENT_48))
    for number, packet in enumerate(packets):
        leaving = made.take(packet, number * 0.02)
        if leaving is not None:
            assert read(leaving).ssrc == 0xBEEF and read(leaving).payload
