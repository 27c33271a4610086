"""Microphone, camera, mixer, meters, slots, streams, test signals and codecs, each alone."""

from __future__ import annotations

import asyncio
import time
from fractions import Fraction

import av
import numpy as np
import pytest
from aiortc.codecs import CODECS
from aiortc.mediastreams import MediaStreamError
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.audio.levels import LevelMeter, dbov, rms
from core.media.audio.microphone import QUEUE_BLOCKS, MicrophoneSource
from core.media.audio.mixer import PlayoutMixer, soft_clip
from core.media.audio.speech_tone import speech_tone
from core.media.codecs.h264_encoder import CEILING, FLOOR, RateAgileH264Encoder
from core.media.codecs.video_encoders import create_video_encoder
from core.media.congestion.sending.ladder import CAMERA_RUNGS, scaled
from core.media.pictures import PictureSlot
from core.media.streams import MediaStream
from core.media.video.camera import CameraSource
from core.media.video.frames import read_plane, write_plane
from core.media.video.segment_digits import digit_masks
from core.media.video.test_picture import TestPicture, read_frame_number
from core.ports import BLOCK_SAMPLES, Block


def block(value: int = 1000) -> Block:
    return np.full(BLOCK_SAMPLES, value, np.int16)


def samples_of(frame: av.AudioFrame) -> Block:
    return np.frombuffer(memoryview(frame.planes[0]), np.int16)[: frame.samples]


async def test_microphone_frames_are_20_ms_and_pts_goes_on() -> None:
    source = MicrophoneSource()
    track = source.open_track()
    for value in range(1, 5):
        source.push(block(value))
    frames = [await track.recv() for _ in range(3)]
    assert [frame.samples for frame in frames] == [960] * 3
    assert [frame.pts for frame in frames] == [0, 960, 1920]
    assert [int(samples_of(frame)[0]) for frame in frames] == [1, 3, 0]
    assert int(samples_of(frames[0])[-1]) == 2
    track.stop()


async def test_silence_keeps_time_when_nothing_feeds_the_microphone() -> None:
    track = MicrophoneSource().open_track()
    await track.recv()
    start = time.monotonic()
    frames = [await track.recv() for _ in range(10)]
    assert 0.15 < time.monotonic() - start < 0.6
    assert not any(samples_of(frame).any() for frame in frames)
    track.stop()


async def test_sound_that_comes_in_time_needs_one_timer_for_many_frames(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop, made = asyncio.get_running_loop(), list[float]()
    call_at = loop.call_at
    monkeypatch.setattr(loop, "call_at", lambda when, *rest: (made.append(when), call_at(when, *rest))[1])
    source = MicrophoneSource()
    track = source.open_track()
    for number in range(40):
        reader = asyncio.ensure_future(track.read())
        await asyncio.sleep(0)  # it waits
        source.push(block(number))
        source.push(block(number))
        start, samples = await reader
        assert (start, int(samples[0]), len(samples)) == (number * 960, number, 960)
    assert len(made) <= 2
    start, silence = await track.read()
    assert start == 40 * 960 and not silence.any(), "what is overdue is silence"
    track.stop()


async def test_muted_microphone_is_silent_at_once_and_not_late() -> None:
    source = MicrophoneSource()
    track = source.open_track()
    source.push(block())
    source.push(block())
    track.is_muted = True
    assert not samples_of(await track.recv()).any()
    track.stop()


async def test_unread_microphone_drops_the_oldest() -> None:
    source = MicrophoneSource()
    track = source.open_track()
    for value in range(QUEUE_BLOCKS + 6):
        source.push(block(value))
    assert track.dropped_blocks == 6
    assert int(samples_of(await track.recv())[0]) == 6
    track.stop()


async def test_stopped_microphone_track_ends_its_reader_and_is_forgotten() -> None:
    source = MicrophoneSource()
    track = source.open_track()
    reader = asyncio.ensure_future(track.recv())
    await asyncio.sleep(0)
    track.stop()
    with pytest.raises(MediaStreamError):
        await reader
    assert source._tracks == ()


def test_blocks_of_a_wrong_size_do_no_harm() -> None:
    source = MicrophoneSource()
    for length in (0, 1, 479, 481, 5000):
        source.push(np.ones(length, np.int16))
    assert source.meter.level >= 0


async def test_camera_keeps_the_newest_frame_and_pts_grows() -> None:
    source = CameraSource()
    track = source.open_track()
    frames = [av.VideoFrame(64, 48, "yuv420p") for _ in range(3)]
    for frame in frames:
        source.put(frame)
    assert await track.recv() is frames[2]
    assert track.dropped_frames == 2
    pts = [frame.pts or 0 for frame in frames]
    assert pts == sorted(set(pts))
    assert source.preview.take() is frames[2]
    track.stop()


async def test_paused_camera_yields_nothing() -> None:
    source = CameraSource()
    track = source.open_track()
    source.put(av.VideoFrame(64, 48, "yuv420p"))
    track.is_paused = True
    source.put(av.VideoFrame(64, 48, "yuv420p"))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(track.recv(), 0.05)
    track.is_paused = False
    frame = av.VideoFrame(64, 48, "yuv420p")
    source.put(frame)
    assert await asyncio.wait_for(track.recv(), 1) is frame
    track.stop()
    with pytest.raises(MediaStreamError):
        await track.recv()


def test_mixer_sums_and_never_wraps_around() -> None:
    mixer = PlayoutMixer()
    assert not mixer.next_block().any()
    loud = [mixer.play_tone(block(30_000), loop=True) for _ in range(3)]
    assert 26_000 < int(mixer.next_block().min()) <= 32_767
    loud[0].stop()
    loud[1].stop()
    loud[2].stop()
    mixer.play_tone(block(100), loop=True)
    mixer.play_tone(block(20), loop=True)
    assert set(mixer.next_block()) == {120}


def test_tone_ends_or_repeats() -> None:
    mixer = PlayoutMixer()
    once = mixer.play_tone(np.full(BLOCK_SAMPLES + 10, 7, np.int16))
    assert int(mixer.next_block().sum()) == 7 * BLOCK_SAMPLES
    assert int(mixer.next_block().sum()) == 70
    mixer.next_block()
    assert not once.is_playing
    looped = mixer.play_tone(np.arange(1, 8, dtype=np.int16), loop=True)
    assert list(mixer.next_block()[:9]) == [1, 2, 3, 4, 5, 6, 7, 1, 2]
    start = BLOCK_SAMPLES % 7
    assert int(mixer.next_block()[0]) == start + 1
    looped.stop()
    looped.stop()
    assert not mixer.next_block().any()
    with pytest.raises(ValueError):
        mixer.play_tone(np.zeros(0, np.int16))


@given(st.lists(st.integers(-200_000, 200_000), min_size=1, max_size=50))
def test_soft_clip_keeps_sign_and_order(values: list[int]) -> None:
    mix = np.array(sorted(values), np.int32)
    out = soft_clip(mix).astype(int)
    assert (np.sign(out) == np.sign(mix)).all()
    assert (np.diff(out) >= 0).all()


def test_levels() -> None:
    assert rms(block(0)) == 0.0 and rms(np.zeros(0, np.int16)) == 0.0
    assert rms(np.full(480, -32768, np.int16)) == pytest.approx(1.0)
    assert (dbov(1.0), dbov(0.1), dbov(0.0)) == (0, -20, -127)
    meter = LevelMeter()
    meter.feed(block(16384))
    assert meter.level == pytest.approx(0.5)
    for _ in range(30):
        meter.feed(block(0))
    assert 0 < meter.level < 0.1
    meter.reset()
    assert meter.level == 0
    for value in (16384, *[0] * 200):  # nobody asks for two seconds
        meter.feed(block(value))
    assert meter.level == 0 and not meter._waiting


def test_slot_keeps_the_newest_and_tells() -> None:
    slot = PictureSlot()
    told: list[int] = []
    slot.on_picture = lambda: told.append(slot.frames)
    assert slot.take() is None and slot.size == (0, 0)
    first, second = av.VideoFrame(64, 48, "yuv420p"), av.VideoFrame(32, 16, "yuv420p")
    slot.put(first)
    slot.put(second)
    assert (slot.take(), slot.take()) == (second, None)
    assert (slot.frames, slot.size, told) == (2, (32, 16), [1, 2])
    slot.put(first)
    slot.clear()
    assert slot.take() is None


async def test_stream_tells_of_new_tracks_once() -> None:
    stream, track = MediaStream(), MicrophoneSource().open_track()
    seen: list[object] = []
    stream.on_track_added.append(seen.append)
    stream.addTrack(track)
    stream.addTrack(track)
    assert seen == [track] == stream.getAudioTracks() and stream.getVideoTracks() == []
    track.stop()


@settings(max_examples=30)
@given(
    number=st.integers(0, 2**24 - 1),
    size=st.sampled_from([(1280, 720), (640, 360), (320, 240), (854, 480), (130, 98)]),
)
def test_frame_number_can_be_read_back(number: int, size: tuple[int, int]) -> None:
    frame = TestPicture(*size).draw(number)
    assert (frame.width, frame.height, frame.format.name) == (*size, "yuv420p")
    assert read_frame_number(frame) == number


@pytest.mark.parametrize("size", [(1280, 720), (320, 240)])
def test_picture_moves_everywhere_and_shows_the_time(size: tuple[int, int]) -> None:
    picture = TestPicture(*size)
    first, later, next_second = (picture.draw(number) for number in (0, 24, 30))
    moved = read_plane(first, 0) != read_plane(later, 0)
    rows = size[1]
    assert moved[: rows // 2].mean() > 0.01 and moved[rows * 2 // 3 :].mean() > 0.3
    clock = (slice(int(rows * 0.4), int(rows * 0.52)), slice(size[0] // 3, size[0] * 2 // 3))
    assert (read_plane(next_second, 0)[clock] != read_plane(later, 0)[clock]).mean() > 0.005
    assert (read_plane(picture.draw(7), 0) == read_plane(TestPicture(*size).draw(7), 0)).all()


def test_digits_differ_and_fit_their_height() -> None:
    masks = digit_masks(48)
    assert len(masks) == 11 and all(mask.shape[0] == 48 for mask in masks)
    assert all(mask.min() >= 0.0 and mask.max() == 1.0 for mask in masks)
    assert len({mask.tobytes() for mask in masks}) == 11


def test_pictures_without_a_number_have_none() -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        frame = av.VideoFrame(320, 240, "yuv420p")
        write_plane(frame, 0, rng.integers(0, 255, (240, 320), np.uint8))
        assert read_frame_number(frame) is None
    assert read_frame_number(av.VideoFrame(16, 16, "yuv420p")) is None


def test_planes_with_padding_are_written_and_read() -> None:
    frame = av.VideoFrame(854, 480, "yuv420p")
    plane = np.arange(480 * 854, dtype=np.uint32).astype(np.uint8).reshape(480, 854)
    write_plane(frame, 0, plane)
    assert (read_plane(frame, 0) == plane).all()


def test_speech_tone_is_the_same_every_time_and_like_speech() -> None:
    tone = speech_tone()
    assert (tone == speech_tone()).all() and len(tone) % BLOCK_SAMPLES == 0
    levels = np.array([rms(part) for part in np.split(tone, len(tone) // BLOCK_SAMPLES)])
    assert levels.max() > 0.03 and (levels < 0.001).mean() > 0.1


def encode_all(encoder: RateAgileH264Encoder, frames: range, size: tuple[int, int] = (640, 360)) -> int:
    picture = TestPicture(*size)
    total = 0
    for number in frames:
        frame = picture.draw(number * 11)
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        total += len(encoder.encode_bytes(frame, number == 0)[0])
    return total


def test_rate_changes_without_a_keyframe() -> None:
    encoder = RateAgileH264Encoder()
    keyframes = 0
    picture = TestPicture(640, 360)
    sizes: dict[int, int] = {}
    for number in range(120):
        encoder.target_bitrate = 1_200_000 if number < 60 else 200_000
        frame = picture.draw(number * 31)
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        data, is_keyframe = encoder.encode_bytes(frame, number == 0)
        keyframes += is_keyframe
        sizes[number] = len(data)
    assert keyframes == 1
    before, after = sum(sizes[n] for n in range(30, 60)), sum(sizes[n] for n in range(90, 120))
    assert after < 0.6 * before


def test_rate_is_held_within_bounds() -> None:
    encoder = RateAgileH264Encoder()
    encoder.target_bitrate = 10**9
    assert encoder.target_bitrate == CEILING
    encoder.target_bitrate = 1
    assert encoder.target_bitrate == FLOOR


def test_size_may_change_in_flight() -> None:
    encoder = RateAgileH264Encoder()
    assert encode_all(encoder, range(3)) > 0
    assert encode_all(encoder, range(3, 6), (320, 240)) > 0


def test_x264_takes_nv12_as_it_is_and_its_source_may_change_in_flight() -> None:
    encoder, decoder = RateAgileH264Encoder(), av.CodecContext.create("h264", "r")
    keyframes = []
    for number, pixel_format in enumerate(["nv12", "nv12", "yuv420p", "nv12"]):
        drawn = TestPicture(640, 360).draw(number)
        frame = drawn.reformat(format=pixel_format)
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        data, is_keyframe = encoder.encode_bytes(frame, False)
        keyframes.append(is_keyframe)
        [shown] = decoder.decode(av.Packet(data))
        difference = shown.to_ndarray(format="rgb24").astype(int) - drawn.to_ndarray(format="rgb24")
        assert np.abs(difference).mean() < 12 and read_frame_number(shown) == number
    assert keyframes == [True, False, True, True]


@pytest.mark.parametrize("name", ["VP8", "H264"])
def test_encoders_make_payloads_that_fit_a_packet(name: str) -> None:
    codec = next(codec for codec in CODECS["video"] if codec.name == name)
    encoder = create_video_encoder(codec.mimeType)
    frame = TestPicture(320, 240).draw(5)
    frame.pts, frame.time_base = 0, Fraction(1, 90_000)
    payloads = encoder.encode(frame, True).payloads
    assert payloads and all(0 < len(payload) <= 1310 for payload in payloads)
    encoder.target_bitrate = 600_000
    assert encoder.target_bitrate == 600_000


@pytest.mark.parametrize("size", [(1280, 720), (640, 360), (640, 480), (320, 240)])
def test_the_number_is_read_in_pictures_made_smaller(size: tuple[int, int]) -> None:
    picture = TestPicture(*size)
    for rung in CAMERA_RUNGS:
        width, height = scaled(*size, rung)
        for number in (1, 0xAAAAAA, 12_345):
            frame = picture.draw(number).reformat(width=width, height=height)
            assert read_frame_number(frame) == number, (width, height)
