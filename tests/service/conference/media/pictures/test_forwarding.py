"""What one viewer gets: whole frames from a keyframe on, in numbers without a seam."""

from __future__ import annotations

import itertools
import struct
from dataclasses import replace

import pytest

from core.media.sync.sender_clock import ntp_of
from core.service.conference.media.extensions import extension_block
from core.service.conference.media.pictures.forwarding import AGAIN_SPACING, Showing
from core.service.conference.media.sdp.agreement import ExtensionIds
from core.service.media.rtp.packet import HEADER, extension_value, payload_of
from tests.service.conference.media.pictures.film import (
    OUT_COPIES,
    OUT_SSRC,
    SHOWN,
    VP8,
    Film,
    Out,
)


def steps(out: Out) -> set[int]:
    sequences = out.sequences()
    return {(after - before) & 0xFFFF for before, after in itertools.pairwise(sequences)}


def picture_ids(out: Out) -> list[int]:
    """Return the picture id of each frame."""
    found: dict[int, int] = {}
    for data in out.packets:
        payload = payload_of(data) or b""
        found[struct.unpack_from("!L", payload, 5)[0]] = (payload[2] & 0x7F) << 8 | payload[3]
    return list(found.values())


def test_a_viewer_begins_with_a_keyframe_which_is_asked_for() -> None:
    film = Film()
    film.run(3, is_key=True)
    film.forward.show(Showing.ALL, film.now)
    assert film.source.keyframes_asked == 1 and film.forward.waits
    film.run(3)
    assert not film.out.packets
    film.run(3, is_key=True)
    assert film.out.frames() == [7, 8, 9] and film.forward.flows and not film.forward.waits


def test_packets_are_of_our_own_and_carry_what_was_agreed_upon() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    sent = film.packets(is_key=True)
    for data in sent:
        film.source.take(data, film.now)
    for number, (before, after) in enumerate(zip(sent, film.out.packets, strict=True)):
        _, second, _, _, ssrc = HEADER.unpack_from(after)
        assert ssrc == OUT_SSRC and second & 0x7F == 120 and bool(second & 0x80) == (number == 2)
        assert extension_value(after, 1) == b"5"
        assert len(extension_value(after, 3)) == 3 and len(extension_value(after, 4)) == 2
        assert payload_of(after) == before[12:]
    assert steps(film.out) == {1}


def test_numbers_and_times_go_on_over_what_was_not_shown() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(5, is_key=True)
    film.forward.show(Showing.NOTHING, film.now)
    film.run(40)
    film.forward.show(Showing.ALL, film.now)
    film.run(5, is_key=True)
    assert film.out.frames() == [1, 2, 3, 4, 5, 46, 47, 48, 49, 50]
    assert steps(film.out) == {1}
    ids = picture_ids(film.out)
    assert [(after - before) & 0x7FFF for before, after in itertools.pairwise(ids)] == [1] * 9
    times = [HEADER.unpack_from(one)[3] for one in film.out.packets]
    assert (times[15] - times[14]) & 0xFFFFFFFF == 41 * 3000


def test_a_frame_that_has_begun_is_finished() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(2, is_key=True)
    first, second, third = film.packets()
    film.source.take(first, film.now)
    film.forward.show(Showing.NOTHING, film.now)
    film.source.take(second, film.now)
    film.source.take(third, film.now)
    film.run(3)
    assert film.out.frames() == [1, 2, 3] and len(film.out.packets) == 9
    assert film.out.packets[-1][1] & 0x80


def test_stills_are_whole_keyframes_now_and_then() -> None:
    film = Film()
    film.forward.show(Showing.STILLS, film.now)
    for _ in range(12):
        film.run(30, is_key=True)
    frames = film.out.frames()
    assert 3 <= len(frames) <= 5
    assert all(number % 30 == 1 for number in frames) and steps(film.out) == {1}


def test_a_still_waits_until_others_have_left() -> None:
    film = Film()
    film.forward.show(Showing.STILLS, film.now)
    film.out.is_behind = True
    film.run(2, is_key=True)
    assert not film.out.packets
    film.out.is_behind = False
    assert film.forward.still_at == float("-inf")
    film.forward.ask_for_still(film.now)
    assert film.forward.still_at == film.now and film.source.keyframes_asked == 1
    film.run(2, is_key=True)
    assert film.out.frames() == [3]


def test_a_still_that_is_under_way_is_not_overtaken_when_all_is_shown_again() -> None:
    film = Film()
    film.forward.show(Showing.STILLS, film.now)
    for data in film.packets(is_key=True):
        film.source.take(data, film.now)
    assert not film.out.packets
    film.forward.show(Showing.ALL, film.now)
    film.run(2)
    assert film.out.frames() == [1, 2, 3] and steps(film.out) == {1}


def test_what_was_dropped_before_it_left_leaves_a_gap_only_in_a_frame() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(2, is_key=True)
    film.out.holds = True
    film.run(10)
    film.out.waiting.clear()
    film.forward.give_up_queue()
    film.out.holds = False
    film.run(3)
    assert film.out.frames() == [1, 2]
    film.run(2, is_key=True)
    assert film.out.frames() == [1, 2, 16, 17] and steps(film.out) == {1}
    film.out.holds = True
    film.run(1)
    film.out.waiting = film.out.waiting[:1]
    film.out.release()
    film.out.holds = True
    film.run(5)
    film.out.waiting.clear()
    film.forward.give_up_queue()
    film.out.holds = False
    film.run(1, is_key=True)
    assert steps(film.out) == {1, 2}


def test_what_was_lost_on_the_way_is_sent_again_once_in_a_round_trip() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(5, is_key=True)
    number = film.out.sequences()[4]
    assert film.forward.send_again([number], film.now, 0.0) == 1
    assert film.forward.send_again([number], film.now, 0.0) == 0
    (copy,) = film.out.copies
    _, second, _, timestamp, ssrc = HEADER.unpack_from(copy)
    payload = payload_of(copy)
    assert ssrc == OUT_COPIES and second & 0x7F == 121 and payload is not None
    assert int.from_bytes(payload[:2], "big") == number
    assert payload[2:] == payload_of(film.out.packets[4])
    assert timestamp == HEADER.unpack_from(film.out.packets[4])[3]
    film.now += 2 * AGAIN_SPACING
    assert film.forward.send_again([number], film.now, 0.2) == 0
    assert film.forward.send_again([number], film.now, 0.0) == 1


def test_copies_go_in_the_stream_itself_where_no_other_was_agreed_upon() -> None:
    film = Film()
    film.forward.configure(replace(SHOWN, copies={}))
    film.forward.show(Showing.ALL, film.now)
    film.run(2, is_key=True)
    film.forward.send_again(film.out.sequences()[:2], film.now, 0.0)
    assert film.out.copies == film.out.packets[:2]
    assert film.forward.redundant(300) is None


@pytest.mark.parametrize("step", [1, 500, 30_000, -1])
def test_what_never_left_is_not_sent_again(step: int) -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(2, is_key=True)
    sequences = film.out.sequences()
    number = (sequences[-1] + step if step > 0 else sequences[0] + step) & 0xFFFF
    assert film.forward.send_again([number], film.now, 0.0) == 0


def test_what_a_member_cannot_decode_is_not_sent() -> None:
    film = Film()
    out = Out()
    other = film.viewer(out, replace(SHOWN, types={("h264", 90_000, "42"): 122}))
    other.show(Showing.ALL, film.now)
    film.run(3, is_key=True)
    assert not out.packets and not other.can_show
    other.configure(replace(SHOWN, leaves=False))
    film.run(3, is_key=True)
    assert not out.packets


def test_each_viewer_begins_where_it_can_and_one_copy_is_kept() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(10, is_key=True)
    late = Out()
    film.viewer(late).show(Showing.ALL, film.now)
    film.run(5)
    film.run(5, is_key=True)
    assert film.out.frames() == list(range(1, 21))
    assert late.frames() == list(range(16, 21))
    mine, theirs = payload_of(film.out.packets[-1]), payload_of(late.packets[-1])
    assert mine is not None and theirs is not None and mine == theirs


def test_padding_fills_probes() -> None:
    film = Film()
    assert film.forward.redundant(300) is None
    film.forward.show(Showing.ALL, film.now)
    film.run(2, is_key=True)
    padding = film.forward.redundant(300)
    assert padding is not None and payload_of(bytes(padding.data)) == b""
    assert HEADER.unpack_from(padding.data)[4] == OUT_COPIES and padding.number_at
    copy = film.forward.redundant(1100)
    assert copy is not None and len(copy.data) > 1000


def test_reports_put_pictures_where_their_sound_is_mixed() -> None:
    film = Film()
    film.forward.show(Showing.ALL, film.now)
    film.run(2, is_key=True)
    assert film.forward.moment(None, film.now, 1e9) is None
    captured = 5000.0
    film.source.sender_clock.report(ntp_of(captured), film.timestamp)
    captured += 2_208_988_800
    # What was captured then is mixed 80 ms after now by our clock.
    offset = film.now + 0.08 - captured
    told = film.forward.moment(offset, film.now, 1e9)
    assert told is not None
    ntp, rtp = told
    newest = HEADER.unpack_from(film.out.packets[-1])[3]
    ahead = (newest - rtp + 0x80000000) % (1 << 32) - 0x80000000
    assert ahead == pytest.approx(0.08 * 90_000, abs=50) and ntp == ntp_of(1e9)


@pytest.mark.parametrize("mid", ["", "5", "video-12", "x" * 16, "x" * 17])
def test_a_block_of_extensions_can_be_read_again(mid: str) -> None:
    block, number_at, send_time_at = extension_block(ExtensionIds(1, 3, 4), mid)
    data = bytearray(HEADER.pack(0x90, 96, 1, 2, 3) + block + b"payload")
    data[number_at : number_at + 2] = b"ab"
    data[send_time_at : send_time_at + 3] = b"xyz"
    assert extension_value(bytes(data), 4) == b"ab" and extension_value(bytes(data), 3) == b"xyz"
    assert extension_value(bytes(data), 1) == (mid.encode() if len(mid) <= 16 else b"")
    assert payload_of(bytes(data)) == b"payload"
    assert extension_block(ExtensionIds(), mid) == (b"", 0, 0)


def test_the_codec_of_a_picture_is_that_of_its_newest_packet() -> None:
    film = Film()
    assert film.source.codec is None and film.forward.can_show
    film.run(1, is_key=True)
    assert film.source.codec == VP8.key
