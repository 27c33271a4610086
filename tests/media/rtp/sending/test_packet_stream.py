"""The packets of one stream: numbering, marker, extensions, history and copies."""

from __future__ import annotations

import pytest
from aiortc.rtcrtpparameters import (
    RTCRtpHeaderExtensionParameters,
    RTCRtpReceiveParameters,
)
from aiortc.rtp import HeaderExtensionsMap, RtpPacket, unwrap_rtx
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.congestion.feedback.wire import URI as TRANSPORT_NUMBER
from core.media.rtp.header_extensions import ABS_SEND_TIME, AUDIO_LEVEL, MID, HeaderExtensions
from core.media.rtp.sending.packet_stream import (
    HISTORY_SECONDS,
    MAX_HISTORY,
    RESEND_SPACING,
    PacketStream,
    Retransmission,
)
from core.media.transport.outgoing_packet import OutgoingPacket

NOW = 1_700_000_000.25
EXTENSIONS = [
    RTCRtpHeaderExtensionParameters(id=1, uri=MID),
    RTCRtpHeaderExtensionParameters(id=2, uri=AUDIO_LEVEL),
    RTCRtpHeaderExtensionParameters(id=3, uri=ABS_SEND_TIME),
    RTCRtpHeaderExtensionParameters(id=4, uri=TRANSPORT_NUMBER),
]
LARGE_IDS = [RTCRtpHeaderExtensionParameters(id=e.id + 20, uri=e.uri) for e in EXTENSIONS]
RTX = Retransmission(payload_types={99: 100}, ssrc=9, first_sequence=0xFFFF)


def stream(
    *,
    extensions: list[RTCRtpHeaderExtensionParameters] | None = None,
    first_sequence: int = 5,
    retransmission: Retransmission | None = RTX,
) -> PacketStream:
    return PacketStream(
        7,
        99,
        HeaderExtensions(EXTENSIONS if extensions is None else extensions, "video"),
        first_sequence=first_sequence,
        clock_origin=0xFFFFFFF0,
        retransmission=retransmission,
    )


def leave(packet: OutgoingPacket, now: float = NOW, number: int | None = None) -> bytes:
    """Let ``packet`` go as the transport does."""
    if packet.on_leave is not None:
        packet.on_leave(packet, now)
    packet.stamp(number, now)
    return bytes(packet.data)


def send(subject: PacketStream, payloads: list[bytes], timestamp: int = 0, now: float = NOW) -> list[bytes]:
    return [leave(packet, now) for packet in subject.packetise(payloads, timestamp, now)]


def parse(data: bytes, extensions: list[RTCRtpHeaderExtensionParameters] = EXTENSIONS) -> RtpPacket:
    names = HeaderExtensionsMap()
    names.configure(RTCRtpReceiveParameters(headerExtensions=extensions))
    return RtpPacket.parse(data, names)


@pytest.mark.parametrize("extensions", [EXTENSIONS, LARGE_IDS], ids=["one byte", "two bytes"])
def test_packets_of_a_frame_share_a_time_and_the_last_is_marked(
    extensions: list[RTCRtpHeaderExtensionParameters],
) -> None:
    subject = stream(extensions=extensions)
    waiting = subject.packetise([b"a", b"b", b"c"], 3000, NOW, level=-30)
    packets = [parse(leave(one, NOW + 1, 0xFFFE + n), extensions) for n, one in enumerate(waiting[:2])]
    packets.append(parse(leave(waiting[2], NOW + 1, 7), extensions))
    assert [packet.sequence_number for packet in packets] == [5, 6, 7]
    assert [packet.marker for packet in packets] == [0, 0, 1]
    assert {packet.timestamp for packet in packets} == {(0xFFFFFFF0 + 3000) & 0xFFFFFFFF}
    assert [packet.payload for packet in packets] == [b"a", b"b", b"c"]
    first = packets[0]
    assert (first.ssrc, first.payload_type, first.extensions.mid) == (7, 99, "video")
    assert first.extensions.audio_level == (False, 30)
    assert first.extensions.abs_send_time == int((NOW + 1) * (1 << 18)) & 0xFFFFFF, "when it leaves"
    assert [packet.extensions.transport_sequence_number for packet in packets] == [0xFFFE, 0xFFFF, 7]
    assert subject.send_delay == pytest.approx(3.0)


def test_no_marker_and_no_extensions_where_none_are_wanted() -> None:
    (packet,) = stream(extensions=[]).packetise([b"sound"], 0, NOW, is_marked=False)
    data = leave(packet, number=9)
    assert len(data) == 12 + 5
    assert parse(data).marker == 0
    assert stream().packetise([], 0, NOW) == []


def test_numbers_wrap_and_counters_count_what_has_left() -> None:
    subject = stream(first_sequence=0xFFFF)
    waiting = subject.packetise([b"ab", b"cd"], 1, NOW, captured_at=NOW - 0.5)
    assert (subject.packets, subject.octets, subject.frames) == (0, 0, 0)
    assert [parse(leave(packet)).sequence_number for packet in waiting] == [0xFFFF, 0]
    assert (subject.packets, subject.octets, subject.frames) == (2, 4, 1)
    assert (subject.last_timestamp, subject.last_captured_at) == (0xFFFFFFF1, NOW - 0.5)


def test_what_is_given_up_before_it_leaves_makes_no_gap_but_half_a_picture_does() -> None:
    subject = stream()
    subject.packetise([b"given up"], 0, NOW)
    first, _rest = subject.packetise([b"half", b"given up"], 3000, NOW)
    assert parse(leave(first)).sequence_number == 5
    (after,) = send(subject, [b"whole"], 6000)
    assert parse(after).sequence_number == 7, "the receiver must not take the half for a whole"
    assert parse(send(subject, [b"next"], 9000)[0]).sequence_number == 8


def test_copy_goes_by_the_retransmission_stream() -> None:
    subject = stream(first_sequence=0xFFFF)
    (data,) = send(subject, [b"payload"])
    copy = subject.copy(0x1FFFF, NOW + 0.1)
    assert copy is not None
    packet = parse(leave(copy, NOW + 0.2, 77))
    assert (packet.ssrc, packet.payload_type, packet.sequence_number) == (9, 100, 0xFFFF)
    assert packet.extensions.abs_send_time == int((NOW + 0.2) * (1 << 18)) & 0xFFFFFF
    assert packet.extensions.transport_sequence_number == 77, "copies are counted on the transport too"
    original = unwrap_rtx(packet, payload_type=99, ssrc=7)
    assert (original.sequence_number, original.payload) == (0xFFFF, b"payload")
    assert (original.marker, original.timestamp) == (1, parse(data).timestamp)
    assert (subject.copies, subject.resent, subject.resent_octets) == (1, 1, 9), "with its own number"


def test_copy_is_the_packet_itself_without_a_retransmission_stream() -> None:
    subject = stream(retransmission=None, extensions=[])
    (data,) = send(subject, [b"payload"])
    copy = subject.copy(5, NOW)
    assert copy is not None and leave(copy) == data
    assert subject.redundant(600) is None, "padding of the stream itself would use up its numbers"


def test_copies_are_neither_repeated_at_once_nor_made_of_old_or_unknown_packets() -> None:
    subject = stream()
    send(subject, [b"payload"])
    assert subject.copy(4, NOW) is None and subject.copy(6, NOW) is None
    assert subject.copy(5, NOW) is not None
    assert subject.copy(5, NOW + RESEND_SPACING / 2) is None
    assert subject.copy(5, NOW + RESEND_SPACING * 2, round_trip=0.3) is None, "the first is on its way yet"
    assert subject.copy(5, NOW + RESEND_SPACING * 2) is not None
    assert subject.copy(5, NOW + HISTORY_SECONDS + 0.1) is None


def test_where_copies_get_lost_a_repeated_request_brings_a_second_one_and_no_third() -> None:
    subject = stream()
    send(subject, [b"payload"])
    for start in (0.0, 0.3):
        moments = [NOW + start + 0.025 * step for step in range(4)]
        copies = [subject.copy(5, at, round_trip=0.2, is_lossy=True) is not None for at in moments]
        assert copies == [True, True, False, False]
    assert subject.copy(5, NOW + 0.61, round_trip=0.2) is not None
    assert subject.copy(5, NOW + 0.64, round_trip=0.2) is None, "nothing is lost any more"


def test_a_probe_is_filled_with_the_newest_packet_once_and_then_with_padding() -> None:
    subject = stream()
    assert parse(leave(subject.redundant(600) or pytest.fail())).payload == b""
    send(subject, [b"x" * 500])
    again = parse(leave(subject.redundant(600) or pytest.fail()))
    assert (again.ssrc, again.payload_type) == (9, 100) and again.payload[2:] == b"x" * 500
    padding = parse(leave(subject.redundant(600) or pytest.fail()))
    assert (padding.ssrc, padding.payload, padding.padding_size) == (9, b"", 255)
    assert (subject.copies, subject.resent) == (3, 0)


def test_another_codec_in_use_is_copied_by_its_own_payload_type() -> None:
    way = Retransmission({99: 100, 97: 98}, ssrc=9, first_sequence=1)
    subject = stream(retransmission=way)
    (packet,) = subject.packetise([b"vp8"], 0, NOW, payload_type=97)
    assert parse(leave(packet)).payload_type == 97
    copy = subject.copy(5, NOW)
    assert copy is not None and parse(leave(copy)).payload_type == 98


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(1, 400), st.floats(0, 0.5)), max_size=40))
def test_history_stays_small(frames: list[tuple[int, float]]) -> None:
    subject, now, sent = stream(), NOW, 0
    for count, pause in frames:
        send(subject, [b"x"] * count, 0, now)
        sent += count
        newest = (5 + sent - 1) & 0xFFFF
        assert subject.copy(newest, now) is not None
        assert len(subject._history) <= MAX_HISTORY
        assert all(now - one.at <= HISTORY_SECONDS for one in subject._history.values())
        now += pause
