"""The packets of one stream: numbering, marker, extensions, history and copies."""

from __future__ import annotations

from aiortc.rtcrtpparameters import (
    RTCRtpHeaderExtensionParameters,
    RTCRtpReceiveParameters,
)
from aiortc.rtp import HeaderExtensionsMap, RtpPacket, unwrap_rtx
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.rtp.packet_stream import (
    ABS_SEND_TIME,
    AUDIO_LEVEL,
    HISTORY_SECONDS,
    MAX_HISTORY,
    MID,
    RESEND_SPACING,
    HeaderExtensions,
    PacketStream,
    Retransmission,
)

NOW = 1_700_000_000.25
EXTENSIONS = [
    RTCRtpHeaderExtensionParameters(id=1, uri=MID),
    RTCRtpHeaderExtensionParameters(id=2, uri=AUDIO_LEVEL),
    RTCRtpHeaderExtensionParameters(id=3, uri=ABS_SEND_TIME),
]
RTX = Retransmission(payload_type=100, ssrc=9, first_sequence=0xFFFF)


def stream(
    *, extensions: bool = True, first_sequence: int = 5, retransmission: Retransmission | None = RTX
) -> PacketStream:
    return PacketStream(
        7,
        99,
        HeaderExtensions(EXTENSIONS if extensions else (), "video"),
        first_sequence=first_sequence,
        clock_origin=0xFFFFFFF0,
        retransmission=retransmission,
    )


def parse(data: bytes) -> RtpPacket:
    names = HeaderExtensionsMap()
    names.configure(RTCRtpReceiveParameters(headerExtensions=EXTENSIONS))
    return RtpPacket.parse(data, names)


def test_packets_of_a_frame_share_a_time_and_the_last_is_marked() -> None:
    packets = [parse(data) for data in stream().packetise([b"a", b"b", b"c"], 3000, NOW, level=-30)]
    assert [packet.sequence_number for packet in packets] == [5, 6, 7]
    assert [packet.marker for packet in packets] == [0, 0, 1]
    assert {packet.timestamp for packet in packets} == {(0xFFFFFFF0 + 3000) & 0xFFFFFFFF}
    assert [packet.payload for packet in packets] == [b"a", b"b", b"c"]
    first = packets[0]
    assert (first.ssrc, first.payload_type, first.extensions.mid) == (7, 99, "video")
    assert first.extensions.audio_level == (False, 30)
    assert first.extensions.abs_send_time == int(NOW * (1 << 18)) & 0xFFFFFF


def test_no_marker_and_no_extensions_where_none_are_wanted() -> None:
    (data,) = stream(extensions=False).packetise([b"sound"], 0, NOW, is_marked=False)
    assert len(data) == 12 + 5
    assert parse(data).marker == 0
    assert stream().packetise([], 0, NOW) == []


def test_numbers_wrap_and_counters_count() -> None:
    subject = stream(first_sequence=0xFFFF)
    numbers = [parse(data).sequence_number for data in subject.packetise([b"ab", b"cd"], 1, NOW)]
    assert numbers == [0xFFFF, 0]
    assert (subject.packets, subject.octets) == (2, 4)
    assert (subject.last_timestamp, subject.last_sent_at) == (0xFFFFFFF1, NOW)


def test_copy_goes_by_the_retransmission_stream() -> None:
    subject = stream(first_sequence=0xFFFF)
    (data,) = subject.packetise([b"payload"], 0, NOW)
    copy = subject.copy(0x1FFFF, NOW + 0.1)
    assert copy is not None
    packet = parse(copy)
    assert (packet.ssrc, packet.payload_type, packet.sequence_number) == (9, 100, 0xFFFF)
    assert packet.extensions.abs_send_time == int((NOW + 0.1) * (1 << 18)) & 0xFFFFFF
    original = unwrap_rtx(packet, payload_type=99, ssrc=7)
    assert (original.sequence_number, original.payload) == (0xFFFF, b"payload")
    assert (original.marker, original.timestamp) == (1, parse(data).timestamp)


def test_copy_is_the_packet_itself_without_a_retransmission_stream() -> None:
    subject = stream(retransmission=None, extensions=False)
    (data,) = subject.packetise([b"payload"], 0, NOW)
    assert subject.copy(5, NOW) == data


def test_copies_are_neither_repeated_at_once_nor_made_of_old_or_unknown_packets() -> None:
    subject = stream()
    subject.packetise([b"payload"], 0, NOW)
    assert subject.copy(4, NOW) is None and subject.copy(6, NOW) is None
    assert subject.copy(5, NOW) is not None
    assert subject.copy(5, NOW + RESEND_SPACING / 2) is None
    assert subject.copy(5, NOW + RESEND_SPACING * 2) is not None
    assert subject.copy(5, NOW + HISTORY_SECONDS + 0.1) is None


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(1, 400), st.floats(0, 0.5)), max_size=40))
def test_history_stays_small(frames: list[tuple[int, float]]) -> None:
    subject, now, sent = stream(), NOW, 0
    for count, pause in frames:
        subject.packetise([b"x"] * count, 0, now)
        sent += count
        newest = (5 + sent - 1) & 0xFFFF
        assert subject.copy(newest, now) is not None
        assert len(subject._history) < MAX_HISTORY + 400
        assert all(now - one.at <= HISTORY_SECONDS for one in subject._history.values())
        now += pause
