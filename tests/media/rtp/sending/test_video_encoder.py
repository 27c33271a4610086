"""The encoder thread: the newest picture wins, nothing piles up, a bad picture costs itself alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from fractions import Fraction

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.codecs.video_encoders import EncodedPicture
from core.media.congestion.sending.ladder import Rung
from core.media.rtp.sending.video_encoder import (
    FAILURES,
    MAX_UNSENT,
    Encoded,
    PictureClock,
    VideoEncoderThread,
)
from tests.bench.network.simulated.call import InstantEncoding
from tests.bench.network.simulated.clock import SimulatedLoop, run_simulated
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


class ScriptedEncoder:
    """Encodes when it is let; the payload is the picture's time. Pictures of width 66 fail."""

    implementation = "scripted"
    pixel_formats: tuple[str, ...] = ("yuv420p",)
    target_bitrate = 0
    frame_rate = 30.0

    def __init__(self) -> None:
        self.let = threading.Semaphore(0)
        self.busy = threading.Event()
        self.wanted: list[bool] = []
        self.last: av.VideoFrame | None = None

    def encode(self, frame: av.VideoFrame, wants_keyframe: bool) -> EncodedPicture:
        self.last = frame
        self.busy.set()
        assert self.let.acquire(timeout=5)
        if frame.width == 66:
            raise ValueError("a picture that no encoder likes")
        self.wanted.append(wants_keyframe)
        return EncodedPicture([str(frame.pts).encode()], wants_keyframe, qp=20)


def picture(pts: int, width: int = 64, pixel_format: str = "yuv420p") -> av.VideoFrame:
    frame = av.VideoFrame(width, 48, pixel_format)
    frame.pts, frame.time_base = pts, Fraction(1, 90_000)
    return frame


@asynccontextmanager
async def encoding(
    encoder: ScriptedEncoder, on_encoded: Callable[[Encoded], None]
) -> AsyncIterator[VideoEncoderThread]:
    thread = VideoEncoderThread(lambda _codec: encoder, on_encoded)
    try:
        yield thread
    finally:
        encoder.let.release(1000)
        await thread.stop()


@pytest.mark.parametrize(
    ("given_one", "takes", "rung", "comes"),
    [
        ("nv12", ("yuv420p", "nv12"), None, None),
        ("yuv420p", ("yuv420p", "nv12"), None, None),
        ("nv12", ("yuv420p",), None, ("yuv420p", 64, 48)),
        ("nv12", ("yuv420p", "nv12"), Rung(24, 30, 0), ("yuv420p", 32, 24)),
        ("rgb24", ("yuv420p", "nv12"), None, ("yuv420p", 64, 48)),
    ],
)
async def test_a_picture_is_converted_only_for_an_encoder_that_does_not_take_it(
    given_one: str, takes: tuple[str, ...], rung: Rung | None, comes: tuple[str, int, int] | None
) -> None:
    encoder = ScriptedEncoder()
    encoder.pixel_formats = takes
    async with encoding(encoder, lambda one: None) as thread:
        thread.rung = rung
        frame = picture(1, 64, given_one)
        thread.put(frame)
        await eventually(encoder.busy.is_set, what="the picture in hand")
        assert encoder.last is not None
        if comes is None:
            assert encoder.last is frame
        else:
            assert (encoder.last.format.name, encoder.last.width, encoder.last.height) == comes


async def test_newest_picture_wins() -> None:
    encoder, sent = ScriptedEncoder(), list[tuple[list[bytes], int]]()
    async with encoding(encoder, lambda one: sent.append((one.picture.payloads, one.timestamp))) as thread:
        thread.put(picture(1))
        await eventually(encoder.busy.is_set, what="the first picture in hand")
        for pts in (2, 3, 4):
            thread.put(picture(pts))
        encoder.let.release(2)
        await eventually(lambda: len(sent) == 2, what="two pictures")
        assert sent == [([b"1"], 1), ([b"4"], 4)]
        assert (thread.frames, thread.dropped_frames, thread.size) == (2, 2, (64, 48))
        assert encoder.wanted == [True, False]


def test_pictures_that_come_at_a_new_rate_are_not_judged_by_the_one_before() -> None:
    """An encoder that counts on half of them makes them twice as large."""
    encoder, counted = ScriptedEncoder(), list[tuple[int, float]]()
    encoder.let.release(1000)

    async def run(loop: SimulatedLoop) -> None:
        encoding = InstantEncoding(lambda _codec: encoder, lambda _encoded: None)
        for rate, pictures in ((15, 30), (30, 60), (15, 30)):
            encoding.rung = Rung(180, rate, 0)
            for number in range(pictures):
                await asyncio.sleep(1 / rate)
                encoding.put(picture(round(90_000 * loop.time())))
                if number < 3 or number == pictures - 1:
                    counted.append((rate, encoder.frame_rate))
        await encoding.stop()

    run_simulated(run)
    assert all(measured == pytest.approx(rate, rel=0.1) for rate, measured in counted)


async def test_nothing_is_encoded_while_the_loop_is_stuck() -> None:
    encoder, sent = ScriptedEncoder(), list[int]()
    encoder.let.release(1000)
    async with encoding(encoder, lambda one: sent.append(one.timestamp)) as thread:
        for pts in range(20):
            before = thread.frames + thread.dropped_frames
            thread.put(picture(pts))
            # Blocks the loop on purpose: what was encoded cannot be taken.
            for _ in range(500):
                if thread.frames + thread.dropped_frames > before:
                    break
                threading.Event().wait(0.01)
        assert thread.frames == MAX_UNSENT and thread.dropped_frames == 20 - MAX_UNSENT
        await eventually(lambda: len(sent) == MAX_UNSENT, what="what was encoded")
        thread.put(picture(99))
        await eventually(lambda: sent[-1] == 99, what="a picture after that")


async def test_a_bad_picture_costs_itself_alone() -> None:
    encoder, sent = ScriptedEncoder(), list[int]()
    encoder.let.release(1000)
    async with encoding(encoder, lambda one: sent.append(one.timestamp)) as thread:
        timeless = av.VideoFrame(64, 48, "yuv420p")
        for number, bad in enumerate((picture(1, 66), timeless), 1):
            thread.put(bad)
            await eventually(lambda count=number: thread.bad_frames == count, what="the bad picture")
        thread.put(picture(2))
        await eventually(lambda: sent == [2], what="the good picture")


async def test_keyframes_that_are_asked_for_keep_their_distance() -> None:
    encoder, sent = ScriptedEncoder(), list[int]()
    encoder.let.release(1000)
    async with encoding(encoder, lambda one: sent.append(one.timestamp)) as thread:
        for pts in range(3):
            thread.want_keyframe()
            thread.put(picture(pts))
            await eventually(lambda count=pts + 1: len(sent) == count, what="a picture")
        assert encoder.wanted == [True, False, False]
        assert thread.frames_per_second == 3 and thread.bits_per_second == 8 * 3


async def test_pictures_are_made_as_small_and_few_as_the_rung_says() -> None:
    encoder, sent = ScriptedEncoder(), list[Encoded]()
    encoder.let.release(1000)
    async with encoding(encoder, sent.append) as thread:
        thread.rung = Rung(24, 1, 0)
        thread.put(picture(1))
        await eventually(lambda: len(sent) == 1, what="the first picture")
        assert (thread.size, thread.source_size) == ((32, 24), (64, 48))
        for pts in range(2, 10):
            thread.put(picture(pts))
        assert thread.left_out == 8, "one a second is wanted"
        thread.rung = None
        thread.put(picture(10))
        await eventually(lambda: len(sent) == 2, what="the next picture")
        assert thread.size == (64, 48) and thread.qp_sum == 40
        thread.is_blocked = lambda: True
        thread.put(picture(11))
        assert thread.left_out == 9


async def test_a_codec_whose_encoders_fail_gives_way_to_the_next() -> None:
    encoder, sent = ScriptedEncoder(), list[Encoded]()
    encoder.let.release(1000)

    def create(codec: int) -> ScriptedEncoder:
        if codec == 0:
            raise ValueError("there is no such encoder on this machine")
        return encoder

    thread = VideoEncoderThread(create, sent.append, codecs=2)
    try:
        for count in range(FAILURES):
            thread.put(picture(count))
            await eventually(lambda count=count: thread.bad_frames == count + 1, what="a failure")
        thread.put(picture(50))
        await eventually(lambda: [(one.timestamp, one.codec) for one in sent] == [(50, 1)], what="a picture")
    finally:
        await thread.stop()


def test_the_clock_goes_on_evenly_whatever_source_takes_over() -> None:
    clock = PictureClock()
    assert [clock.follow(9000 + 3000 * n, 5.0 + n / 30) for n in range(3)] == [9000, 12_000, 15_000]
    # Another source begins anew at 0, then one far ahead; each keeps its own steps.
    assert [clock.follow(3000 * n, 5.1 + n / 30) for n in range(3)] == [18_000, 21_000, 24_000]
    assert clock.follow(10**9, 5.2) == 27_000
    assert clock.follow(10**9 + 3003, 5.2333) == 30_003
    # A pause is none: both clocks tell of it.
    assert clock.follow(10**9 + 3003 + 900_000, 15.2333) == 930_003


@given(st.lists(st.tuples(st.integers(-(2**40), 2**40), st.floats(0, 1e6)), max_size=50))
def test_the_clock_never_goes_back(pictures: list[tuple[int, float]]) -> None:
    clock, last = PictureClock(), None
    for timestamp, captured_at in pictures:
        now = clock.follow(timestamp, captured_at)
        assert last is None or now > last
        last = now
