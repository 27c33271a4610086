"""The decoder thread: order, trouble that costs itself alone, bounded queue, pictures that claim too much."""

from __future__ import annotations

import threading
from fractions import Fraction

import av
import pytest
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.rtp.receiving.frame_assembler import AssembledFrame
from core.media.rtp.receiving.video_decoder import (
    MAX_BEHIND,
    MAX_PIXELS,
    MAX_WAITING,
    MOST_WAITING,
    VideoDecoderThread,
)
from core.media.video.test_picture import TestPicture, read_frame_number
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")

VP8 = RTCRtpCodecParameters("video/VP8", 90_000, payloadType=97)
H264 = RTCRtpCodecParameters("video/H264", 90_000, payloadType=99)


def encoded(name: str, count: int, size: tuple[int, int] = (320, 240)) -> list[bytes]:
    """Return ``count`` pictures, a keyframe and what builds on it, whole; one alone shows nothing."""
    encoder = av.VideoCodecContext.create("libvpx" if name == "VP8" else "libx264", "w")
    encoder.width, encoder.height = size
    encoder.pix_fmt, encoder.time_base = "yuv420p", Fraction(1, 30)
    fast = {"deadline": "realtime", "lag-in-frames": "0"}
    encoder.options = fast if name == "VP8" else {"preset": "ultrafast", "tune": "zerolatency"}
    picture, found = TestPicture(*size) if count > 1 else None, []
    for number in range(count):
        frame = picture.draw(number) if picture else av.VideoFrame(*size, "yuv420p")
        frame.pts = number
        found += [bytes(packet) for packet in encoder.encode(frame)]
    return found


class Decoding:
    """A decoder thread and what came of it."""

    def __init__(self) -> None:
        self.pictures: list[av.VideoFrame] = []
        self.troubles = 0
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.thread = VideoDecoderThread(self._take, self._count)

    def put(self, codec: RTCRtpCodecParameters, pictures: list[bytes], first: int = 0) -> None:
        for number, data in enumerate(pictures, first):
            self.thread.put(codec, AssembledFrame(3000 * number, data, is_keyframe=not number))

    async def come(self, pictures: int, errors: int = 0) -> None:
        await eventually(
            lambda: len(self.pictures) >= pictures and self.thread.errors >= errors,
            what=f"{pictures} pictures",
        )

    def _take(self, picture: av.VideoFrame, seconds: float, source: AssembledFrame) -> None:
        assert seconds >= 0 and source.data
        self.may_go_on.wait(5)
        self.pictures.append(picture)

    def _count(self) -> None:
        self.troubles += 1


async def test_pictures_come_in_order_with_their_time_also_when_the_codec_changes() -> None:
    decoding = Decoding()
    for codec, name in ((H264, "H264"), (VP8, "VP8")):
        for number, data in enumerate(encoded(name, 5)):
            decoding.put(codec, [data], number)
            await decoding.come(len(decoding.pictures) + 1)
    assert [read_frame_number(picture) for picture in decoding.pictures] == [*range(5)] * 2
    assert [picture.pts for picture in decoding.pictures] == [3000 * number for number in range(5)] * 2
    assert not decoding.thread.errors and not decoding.troubles
    await decoding.thread.stop()


@pytest.mark.parametrize(("codec", "name"), [(H264, "H264"), (VP8, "VP8")])
async def test_garbage_costs_itself_and_a_keyframe_brings_the_pictures_back(
    codec: RTCRtpCodecParameters, name: str
) -> None:
    decoding, good = Decoding(), encoded(name, 2)
    decoding.put(codec, [b"\x00", b"\xff" * 100, bytes(1000)])
    await eventually(lambda: decoding.thread._queue.empty(), what="garbage")
    decoding.put(codec, good)
    await decoding.come(2)
    assert [read_frame_number(picture) for picture in decoding.pictures[-2:]] == [0, 1]
    await eventually(lambda: decoding.troubles == decoding.thread.errors, what="a keyframe asked for")
    await decoding.thread.stop()


async def test_what_cannot_be_decoded_in_time_is_given_up_together() -> None:
    decoding, good = Decoding(), encoded("H264", 2)
    decoding.may_go_on.clear()
    decoding.put(H264, good)
    await eventually(lambda: decoding.thread._put_at < float("inf"), what="a picture in hand")
    decoding.thread._put_at -= MAX_BEHIND
    decoding.put(H264, good * MAX_WAITING)
    assert decoding.thread._queue.qsize() <= MAX_WAITING
    assert decoding.troubles and decoding.thread.dropped >= MAX_WAITING
    decoding.may_go_on.set()
    await decoding.thread.stop()


async def test_many_that_one_lost_packet_had_held_up_are_all_decoded_but_not_any_number() -> None:
    decoding, good = Decoding(), encoded("H264", 2)
    decoding.put(H264, good * MAX_WAITING)
    await decoding.come(2 * MAX_WAITING - 1)
    assert not decoding.troubles and not decoding.thread.dropped
    decoding.may_go_on.clear()
    decoding.put(H264, good * MOST_WAITING)
    assert decoding.troubles and decoding.thread._queue.qsize() <= MOST_WAITING
    decoding.may_go_on.set()
    await decoding.thread.stop()


def peak_of_memory() -> int:
    """Return the most memory that this process ever had, in bytes."""
    resource = pytest.importorskip("resource", reason="Windows does not tell")
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * 1024


async def test_a_few_bytes_cannot_claim_a_gigabyte() -> None:
    decoding, good = Decoding(), encoded("VP8", 1)
    huge = bytearray(good[0])
    huge[6:10] = b"\xff\x3f\xff\x3f"
    before = peak_of_memory()
    decoding.put(VP8, [bytes(huge), *good])
    await decoding.come(1, errors=1)
    assert peak_of_memory() - before < 100e6, "16383 x 16383 pixels were made room for"
    assert decoding.pictures[0].width == 320
    await eventually(lambda: decoding.troubles == 1, what="a keyframe asked for")
    await decoding.thread.stop()


async def test_the_largest_screens_are_decoded_and_nothing_beyond() -> None:
    decoding = Decoding()
    decoding.put(H264, encoded("H264", 1, (5120, 2880)))
    await decoding.come(1)
    assert decoding.pictures[0].width == 5120
    decoding.put(H264, encoded("H264", 1, (5120, MAX_PIXELS // 5120 + 16)))
    await decoding.come(1, errors=1)
    assert len(decoding.pictures) == 1
    await decoding.thread.stop()


DAMAGE = st.tuples(
    st.booleans(),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
    st.floats(0.05, 1),
)
"""Which of two pictures, what is changed in it where, and how much of it is left."""


@settings(max_examples=20)
@given(st.sampled_from([("H264", H264), ("VP8", VP8)]), st.lists(DAMAGE, min_size=1, max_size=8))
async def test_no_damage_ends_the_thread(
    kind: tuple[str, RTCRtpCodecParameters], damages: list[tuple[bool, list[tuple[float, int]], float]]
) -> None:
    (name, codec), decoding = kind, Decoding()
    good = encoded(name, 2, (64, 48))
    for is_second, changes, share in damages:
        broken = bytearray(good[is_second])
        for place, value in changes:
            broken[int(place * len(broken))] = value
        decoding.put(codec, [bytes(broken[: max(1, int(share * len(broken)))])])
    await eventually(lambda: decoding.thread._queue.empty(), what="damage")
    before = len(decoding.pictures)
    decoding.put(codec, good)
    await decoding.come(before + 1)
    await decoding.thread.stop()
