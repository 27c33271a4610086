"""Sections that share a transport and their payload types: each packet finds its own by MID (RFC 9143)."""

from __future__ import annotations

import re
import struct

import av
import pytest
from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
    VideoStreamTrack,
)
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters
from aiortc.rtp import pack_header_extensions
from hypothesis import given
from hypothesis import strategies as st

from core.media.rtp.header_extensions import MID
from core.media.transport.bundle_router import MAX_SOURCES, BundleRouter
from core.media.transport.incoming_packet import IncomingPacket
from core.media.video.test_picture import TestPicture, read_frame_number
from tests.media.call_pair import call_pair, close_end, eventually, make_end

PICTURES, COPIES, SOUND = 97, 98, 96
CAMERA_NUMBERS, SCREEN_NUMBERS = range(1, 5_000), range(5_000, 10_000)


class Section:
    """Stands for a receiver; a name to be told by."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


def packet(
    ssrc: int, sequence: int = 0, mid: str | None = None, payload_type: int = PICTURES
) -> IncomingPacket:
    return IncomingPacket(payload_type, 0, sequence, 0, ssrc, b"x", mid=mid)


@pytest.fixture
def sections() -> tuple[BundleRouter, Section, Section, Section]:
    """Sound, and two sections of pictures with the same payload types; no source is known."""
    router = BundleRouter()
    sound, camera, screen = Section("sound"), Section("camera"), Section("screen")
    router.register_receiver(sound, [], [SOUND], "0")  # type: ignore[arg-type]
    router.register_receiver(camera, [], [PICTURES, COPIES], "1")  # type: ignore[arg-type]
    router.register_receiver(screen, [], [PICTURES, COPIES], "2")  # type: ignore[arg-type]
    return router, sound, camera, screen


Sections = tuple[BundleRouter, Section, Section, Section]


def test_the_name_in_a_packet_decides_and_its_source_is_remembered(sections: Sections) -> None:
    router, sound, camera, screen = sections
    assert router.route_rtp(packet(7)) is None, "nothing tells which pictures these are"
    assert router.route_rtp(packet(7, 1, "2")) is screen
    assert router.route_rtp(packet(8, 1, "1")) is camera
    assert (router.route_rtp(packet(7, 2)), router.route_rtp(packet(8, 2))) == (screen, camera)
    assert router.route_rtp(packet(9, 1, payload_type=SOUND)) is sound, "one section alone has that type"
    assert router.route_rtp(packet(10, 1, "2", COPIES)) is screen, "copies have a source of their own"
    assert router.route_rtp(packet(10, 2, payload_type=COPIES)) is screen


def test_of_too_many_sources_the_first_are_forgotten_but_for_those_that_are_described(
    sections: Sections,
) -> None:
    router, sound, camera, _ = sections
    router.register_receiver(camera, [5, 6], [PICTURES, COPIES], "1")  # type: ignore[arg-type]
    for source in range(100, 100 + 3 * MAX_SOURCES):
        assert router.route_rtp(packet(source, 1, payload_type=SOUND)) is sound
    assert len(router.ssrc_table) == MAX_SOURCES and len(router._named_at) <= MAX_SOURCES
    assert router.route_rtp(packet(5)) is camera and router.route_rtp(packet(6)) is camera
    for source in range(1000, 1000 + 3 * MAX_SOURCES):
        assert router.route_rtp(packet(source, 1, "1")) is camera
    assert len(router.ssrc_table) == len(router._named_at | {5: 0, 6: 0}) == MAX_SOURCES


def test_descriptions_that_name_ever_more_sources_do_not_pile_up(sections: Sections) -> None:
    router, _, camera, _ = sections
    for number in range(50):
        told = list(range(10 * number, 10 * number + 10))
        router.register_receiver(camera, told, [PICTURES], "1")  # type: ignore[arg-type]
        assert all(router.ssrc_table[source] is camera for source in told)
        assert len(router.ssrc_table) <= MAX_SOURCES


def test_a_name_of_no_section_or_another_payload_type_is_nobodys(sections: Sections) -> None:
    router, _, camera, _ = sections
    assert router.route_rtp(packet(7, 1, "9")) is None
    assert router.route_rtp(packet(7, 2, "1", SOUND)) is None
    assert router.route_rtp(packet(7, 3, "1", 55)) is None
    assert router.route_rtp(packet(7, 4)) is camera, "its name was told all the same"
    assert "9" not in router.mid_table


def test_a_source_can_move_and_an_overtaken_packet_does_not_move_it_back(sections: Sections) -> None:
    router, _, camera, screen = sections
    assert router.route_rtp(packet(7, 0xFFF0, "1")) is camera
    assert router.route_rtp(packet(7, 5, "2")) is screen
    assert router.route_rtp(packet(7, 0xFFF8, "1")) is screen
    assert router.route_rtp(packet(7, 6)) is screen
    assert router.route_rtp(packet(7, 7, "1")) is camera


def test_sources_outlive_a_section_that_is_described_again(sections: Sections) -> None:
    router, _, camera, screen = sections
    assert router.route_rtp(packet(7, 1, "1")) is camera and router.route_rtp(packet(8, 1, "2")) is screen
    router.forget_section(camera)
    assert router.route_rtp(packet(7, 2)) is None, "no payload type is its own for the moment"
    router.register_receiver(camera, [], [PICTURES], "1")  # type: ignore[arg-type]
    assert router.route_rtp(packet(7, 3)) is camera
    router.unregister_receiver(camera)
    assert router.route_rtp(packet(7, 4)) is screen, "one section is left that has this type"
    assert router.route_rtp(packet(9, 1, "1")) is None


@given(
    st.lists(
        st.tuples(
            st.integers(0, 5),
            st.integers(0, 0xFFFF),
            st.sampled_from([None, "", "1", "2", "nonsense", "\0"]),
            st.integers(0, 127),
        )
    )
)
def test_whatever_packets_say_nothing_is_kept_but_their_sources(
    said: list[tuple[int, int, str | None, int]],
) -> None:
    router = BundleRouter()
    known = [Section("camera"), Section("screen")]
    for number, one in enumerate(known, 1):
        router.register_receiver(one, [], [PICTURES], str(number))  # type: ignore[arg-type]
    for ssrc, sequence, mid, payload_type in said:
        found = router.route_rtp(packet(ssrc, sequence, mid, payload_type))
        assert found is None or (found in known and payload_type == PICTURES)
    assert len(router.ssrc_table) <= 6 and len(router._named_at) <= 6 and len(router.mid_table) == 2


class NumberedTrack(VideoStreamTrack):
    """Small test pictures with the numbers given."""

    def __init__(self, numbers: range) -> None:
        super().__init__()
        self._numbers = iter(numbers)
        self._picture = TestPicture(320, 240)

    async def recv(self) -> av.VideoFrame:
        pts, time_base = await self.next_timestamp()
        frame = self._picture.draw(next(self._numbers))
        frame.pts, frame.time_base = pts, time_base
        return frame


async def test_camera_and_screen_of_a_peer_that_names_no_source_are_both_seen() -> None:
    """aiortc itself gives two sections the same payload types; its sources are struck from its offer."""
    peer = RTCPeerConnection(RTCConfiguration([], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
    end = make_end(False)
    camera, screen = set[int](), set[int]()
    for slot, seen in ((end.session.incoming_picture, camera), (end.session.incoming_screen, screen)):

        def take(slot=slot, seen=seen) -> None:  # type: ignore[no-untyped-def]
            frame = slot.take()
            number = read_frame_number(frame) if frame is not None else None
            if number is not None:
                seen.add(number)

        slot.on_picture = take
    try:
        peer.addTransceiver("audio")
        for numbers in (CAMERA_NUMBERS, SCREEN_NUMBERS):
            peer.addTransceiver(NumberedTrack(numbers), direction="sendrecv")
        await peer.setLocalDescription(await peer.createOffer())
        offer = re.sub(r"(?m)^a=ssrc[^\r\n]*\r\n", "", peer.localDescription.sdp)
        types = [set(re.findall(r"(?m)^a=rtpmap:(\d+) ", one)) for one in offer.split("m=video")[1:]]
        assert types[0] == types[1] and "a=ssrc" not in offer
        answer = await end.session.accept_offer(offer)
        assert answer.count(f" {MID}\r\n") == 3
        await peer.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        await eventually(lambda: len(camera) > 5 and len(screen) > 5, what="both pictures")
        assert camera <= set(CAMERA_NUMBERS) and screen <= set(SCREEN_NUMBERS)
        dtls = end.session._connection.dtls
        assert dtls is not None and dtls.dropped_datagrams == 0
    finally:
        await peer.close()
        await close_end(end)


async def test_packets_of_ours_name_their_section() -> None:
    async with call_pair() as (caller, callee):
        offered = caller.session._connection.localDescription.sdp
        numbers = {found[1] for found in re.finditer(rf"a=extmap:(\d+) {MID}\r", offered)}
        assert len(numbers) == 1, "one id on one transport"
        dtls = callee.session._connection.dtls
        assert dtls is not None
        named = set[str | None]()
        route = dtls._rtp_router.route_rtp

        def note(packet: IncomingPacket) -> object:
            named.add(packet.mid)
            return route(packet)

        dtls._rtp_router.route_rtp = note  # type: ignore[method-assign]
        await eventually(lambda: len(named) == 2, what="sound and pictures")
        assert named == {one.mid for one in caller.session._connection.getTransceivers()}


async def test_a_name_that_is_no_text_costs_its_packet_alone() -> None:
    async with call_pair(video=False) as (caller, callee):
        sender, receiver = caller.session._connection.dtls, callee.session._connection.dtls
        assert sender is not None and receiver is not None
        ids = re.search(rf"a=extmap:(\d+) {MID}\r", caller.session._connection.localDescription.sdp)
        assert ids is not None
        before = receiver.dropped_datagrams, receiver.unrouted_packets
        for sequence, name in enumerate((b"\xff\xfe", b"nobody")):
            profile, block = pack_header_extensions([(int(ids[1]), name)])
            head = struct.pack("!BBHLL", 0x90, SOUND, sequence, 1, 4711)
            sender.send_packet(head + struct.pack("!HH", profile, len(block) // 4) + block + b"\xf8\xff\xfe")
        await eventually(
            lambda: (receiver.dropped_datagrams, receiver.unrouted_packets) == (before[0] + 1, before[1] + 1),
            what="both dropped",
        )
        heard = len(callee.devices.played)
        await eventually(lambda: len(callee.devices.played) > heard + 20, what="the call going on")


async def test_copies_are_of_the_one_source_of_their_section_where_no_description_tells() -> None:
    end = make_end(False)
    try:
        await end.session.create_offer()
        receiver = end.session._receivers[1]
        codecs = [
            RTCRtpCodecParameters("video/VP8", 90_000, payloadType=PICTURES),
            RTCRtpCodecParameters("video/rtx", 90_000, payloadType=COPIES, parameters={"apt": PICTURES}),
        ]
        await receiver.receive(RTCRtpReceiveParameters(codecs, [], "1"))
        keyframe = b"\x10\x00\x00\x00\x9d\x01\x2a\x40\x01\xf0\x00"
        other = b"\x10\x01\x00\x00"
        receiver.take_rtp(IncomingPacket(PICTURES, 1, 1, 3000, 7, keyframe), 0)
        receiver.take_rtp(IncomingPacket(PICTURES, 1, 3, 9000, 7, other), 0)
        assert receiver.pictures.frames_received == 1, "the second one waits for what is missing"
        copy = IncomingPacket(COPIES, 1, 99, 6000, 8, struct.pack("!H", 2) + other)
        receiver.take_rtp(copy, 0)
        assert receiver.pictures.frames_received == 3
    finally:
        await close_end(end)
