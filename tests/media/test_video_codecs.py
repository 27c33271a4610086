"""The encoders of pictures: size, rate, keyframes, and what they tell of each picture."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import av
import numpy as np
import pytest
from aiortc.codecs import depayload
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from core.media.codecs import h264_encoder, vp8_encoder
from core.media.codecs.h264_encoder import RateAgileH264Encoder
from core.media.codecs.video_encoders import ENCODERS, EncodedPicture, VideoEncoder, create_video_encoder
from core.media.codecs.vp8_encoder import RISE_FRAMES, Vp8Encoder
from core.media.video.frames import plane_view
from core.media.video.test_picture import TestPicture, read_frame_number

SIZE = (640, 360)
KINDS: list[Callable[[], VideoEncoder]] = [RateAgileH264Encoder, Vp8Encoder]


def noisy(count: int, seed: int, size: tuple[int, int] = SIZE) -> list[av.VideoFrame]:
    """Return test pictures with a camera's grain: without it an encoder has too little to do."""
    picture, chance, frames = TestPicture(*size), np.random.default_rng(seed), []
    for number in range(count):
        frame = picture.draw(number)
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        plane = plane_view(frame, 0)
        plane += chance.integers(0, 6, plane.shape, np.uint8)
        frames.append(frame)
    return frames


def kilobits(encoder: VideoEncoder, frames: list[av.VideoFrame]) -> float:
    """Return the rate of ``frames`` at 30 in a second."""
    return 8 * sum(encoder.encode(frame, False).size for frame in frames) * 30 / len(frames) / 1000


@pytest.mark.parametrize("create", KINDS)
def test_a_keyframe_is_made_when_asked_for_and_for_another_size(create: Callable[[], VideoEncoder]) -> None:
    encoder = create()
    first, second, third = (encoder.encode(frame, False) for frame in noisy(3, 1))
    assert [first.is_keyframe, second.is_keyframe, third.is_keyframe] == [True, False, False]
    frames = noisy(5, 1)
    assert encoder.encode(frames[3], True).is_keyframe
    assert not encoder.encode(frames[4], False).is_keyframe
    assert encoder.encode(noisy(1, 1, (320, 180))[0], False).is_keyframe


@pytest.mark.parametrize(("create", "name"), [(Vp8Encoder, "VP8"), (RateAgileH264Encoder, "H264")])
def test_what_is_made_can_be_decoded(create: Callable[[], VideoEncoder], name: str) -> None:
    encoder = create()
    codec = RTCRtpCodecParameters(mimeType=f"video/{name}", clockRate=90_000, payloadType=97)
    decoder = av.VideoCodecContext.create("h264" if name == "H264" else "vp8", "r")
    picture, seen = TestPicture(*SIZE), []
    for number in range(5):
        frame = picture.draw(number)
        frame.pts, frame.time_base = number * 3000, Fraction(1, 90_000)
        payloads = encoder.encode(frame, False).payloads
        assert all(0 < len(payload) <= 1310 for payload in payloads)
        data = b"".join(depayload(codec, payload) for payload in payloads)
        seen += [read_frame_number(one) for one in decoder.decode(av.Packet(data))]
    assert seen == list(range(5))


def test_h264_follows_its_target_both_ways_without_a_keyframe_and_tells_its_quantiser() -> None:
    encoder, frames = RateAgileH264Encoder(), noisy(60, 2)
    encoder.target_bitrate = 1_000_000
    kilobits(encoder, frames)
    found: list[EncodedPicture] = []
    for target in (250, 1_000, 400):
        encoder.target_bitrate = target * 1000
        kilobits(encoder, frames[:30])  # the buffer empties or fills
        pictures = [encoder.encode(frame, False) for frame in frames]
        rate = 8 * sum(one.size for one in pictures) * 30 / len(pictures) / 1000
        assert rate == pytest.approx(target, rel=0.35)
        assert not any(one.is_keyframe for one in pictures)
        found.append(pictures[-1])
    assert all(one.qp is not None and 0 < one.qp <= 51 for one in found)
    assert (found[0].qp or 0) > (found[1].qp or 0), "less bits, coarser"


def test_h264_uses_its_target_with_fewer_pictures_too() -> None:
    encoder, frames = RateAgileH264Encoder(), noisy(60, 5, (320, 180))
    encoder.target_bitrate, encoder.frame_rate = 150_000, 15.0
    kilobits(encoder, frames)
    assert kilobits(encoder, frames) / 2 == pytest.approx(150, rel=0.3), "15 of them in a second"


def test_h264_bounds_the_keyframe() -> None:
    encoder, frames = RateAgileH264Encoder(), noisy(40, 3, (320, 180))
    encoder.target_bitrate = 150_000
    kilobits(encoder, frames)
    assert encoder.encode(frames[0], True).size < 8_000


def test_vp8_opens_anew_for_large_changes_alone() -> None:
    encoder, frames = Vp8Encoder(), noisy(RISE_FRAMES + 2, 4, (320, 180))
    encoder.encode(frames[0], False)
    encoder.target_bitrate = 280_000
    assert not encoder.encode(frames[1], False).is_keyframe, "a small change is waited for"
    encoder.target_bitrate = 150_000
    assert encoder.encode(frames[2], False).is_keyframe, "a large fall is not"
    encoder.target_bitrate = 600_000
    made = []
    for number, frame in enumerate(frames, 3):
        frame.pts = number * 3000
        made.append(encoder.encode(frame, False).is_keyframe)
    assert made.index(True) == RISE_FRAMES - 1, "a rise waits for a while"


@pytest.mark.parametrize(
    ("create", "limits"), [(RateAgileH264Encoder, h264_encoder), (Vp8Encoder, vp8_encoder)]
)
def test_targets_are_kept_within_what_can_be_done(create: Callable[[], VideoEncoder], limits: object) -> None:
    encoder = create()
    for target, kept in ((0, "FLOOR"), (-5, "FLOOR"), (10**9, "CEILING")):
        encoder.target_bitrate = target
        assert encoder.target_bitrate == getattr(limits, kept)


def test_encoders_are_found_by_name() -> None:
    assert {create_video_encoder(name.upper()).implementation for name in ENCODERS} == {"libx264", "libvpx"}
    with pytest.raises(ValueError, match="no encoder for video/AV9"):
        create_video_encoder("video/AV9")
