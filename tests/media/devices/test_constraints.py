"""What is asked of microphone and camera: read, refused with a reason, and done in a running call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.devices.capture import LocalMedia
from core.media.devices.constraints import (
    ConstraintError,
    PictureLimits,
    SoundWishes,
    picture_limits,
    sound_wishes,
)
from core.media.video import camera as camera_module
from core.media.video.camera import CameraSource
from core.ports import DeviceHandle, DeviceKind, OnFailure
from tests.media.call_pair import ToneDevices, call_pair, eventually


def test_numbers_ideals_and_most() -> None:
    assert picture_limits({}) == PictureLimits() and PictureLimits().fit(4096, 2160) == (4096, 2160)
    assert picture_limits(
        {"width": 640, "height": {"ideal": 480}, "frameRate": {"max": 15}}
    ) == PictureLimits(640, 480, 15)
    assert picture_limits({"width": {"ideal": 1920, "max": 640}}).width == 640
    assert picture_limits({"width": 640}).fit(1280, 720) == (640, 360)
    assert picture_limits({"height": 180}).fit(1280, 720) == (320, 180)
    assert sound_wishes({}) == SoundWishes()
    wishes = sound_wishes({"echoCancellation": False, "noiseSuppression": {"ideal": False}})
    assert wishes == SoundWishes(False, False, True)


@pytest.mark.parametrize(
    ("constraints", "name"),
    [
        ({"width": "wide"}, "width"),
        ({"width": True}, "width"),
        ({"height": {"exact": 480}}, "height"),
        ({"height": {"min": 480}}, "height"),
        ({"frameRate": 0}, "frameRate"),
        ({"frameRate": float("nan")}, "frameRate"),
        ({"width": 10**9}, "width"),
        ({"width": [640]}, "width"),
    ],
)
def test_nonsense_is_refused_by_name(constraints: dict[str, object], name: str) -> None:
    with pytest.raises(ConstraintError) as caught:
        picture_limits(constraints)
    assert caught.value.name == name and name in str(caught.value)


def test_a_switch_is_on_or_off() -> None:
    with pytest.raises(ConstraintError, match="noiseSuppression"):
        sound_wishes({"noiseSuppression": "yes"})


@given(*[st.integers(2, 4000) for _ in range(4)])
def test_pictures_fit_and_are_never_larger(width: int, height: int, most_wide: int, most_high: int) -> None:
    wide, high = PictureLimits(most_wide, most_high).fit(width, height)
    assert 2 <= wide <= width and 2 <= high <= height
    assert (wide <= most_wide and high <= most_high) or 2 in (wide, high)
    if (wide, high) != (width, height):
        assert wide % 2 == high % 2 == 0


@pytest.mark.parametrize(
    ("rate", "given_rate"), [(15, 30), (10, 30), (30, 30), (30, 29.5), (24, 30), (15, 10)]
)
def test_the_rate_is_kept_on_the_average(
    rate: float, given_rate: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(camera_module.time, "monotonic", lambda: now)
    source = CameraSource()
    source.limit(PictureLimits(rate=rate))
    for _ in range(int(given_rate * 10)):
        source.put(av.VideoFrame(64, 48, "yuv420p"))
        now += 1 / given_rate
    assert source.preview.frames == pytest.approx(10 * min(rate, given_rate), abs=2)


@pytest.mark.usefixtures("no_task_left", "no_thread_left")
async def test_a_running_call_gets_smaller_and_fewer_pictures() -> None:
    async with call_pair(caller_devices=ToneDevices(size=(640, 360))) as (caller, callee):
        picture = callee.session.incoming_picture
        await eventually(lambda: picture.size == (640, 360), what="pictures")
        caller.local.constrain(DeviceKind.CAMERA, {"width": {"max": 320}, "frameRate": 10})
        await eventually(lambda: picture.size == (320, 180), what="smaller pictures")
        track = caller.session.outgoing_stream.getVideoTracks()[0]
        before = picture.frames
        await asyncio.sleep(1.0)
        assert picture.frames - before <= 13
        settings = track.getSettings()  # type: ignore[attr-defined]
        assert (settings["width"], settings["height"]) == (320, 180)
        assert settings["frameRate"] == pytest.approx(10, rel=0.2)
        with pytest.raises(ConstraintError):
            caller.local.constrain(DeviceKind.CAMERA, {"width": -1})
        caller.local.constrain(DeviceKind.CAMERA, {})
        await eventually(lambda: picture.size == (640, 360), what="large pictures again")
        caller.local.constrain(DeviceKind.MICROPHONE, {"autoGainControl": False})
        sound = caller.session.outgoing_stream.getAudioTracks()[0]
        assert sound.getSettings()["autoGainControl"] is False  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("constraints", "opening"),
    [
        ({}, (1280, 720, 30)),
        ({"width": 640, "height": 480}, (640, 480, 30)),
        ({"width": 1920, "height": 1080, "frameRate": 15}, (1920, 1080, 15)),
        ({"height": 1080}, (1920, 1080, 30)),
        ({"width": {"max": 320}}, (320, 180, 30)),
        ({"frameRate": 60}, (1280, 720, 60)),
    ],
)
def test_how_a_camera_is_opened(constraints: dict[str, object], opening: tuple[int, int, int]) -> None:
    assert picture_limits(constraints).opening == opening


async def test_a_running_camera_is_opened_again_for_another_size_and_only_then() -> None:
    asked: list[tuple[int, int, int]] = []

    class Host(ToneDevices):
        def open_camera(
            self,
            device_id: str,
            on_frame: Callable[[av.VideoFrame], None],
            on_failure: OnFailure,
            *,
            width: int = 1280,
            height: int = 720,
            rate: int = 30,
        ) -> DeviceHandle:
            asked.append((width, height, rate))
            return super().open_camera(device_id, on_frame, on_failure, width=width, height=height, rate=rate)

    local = LocalMedia(Host())
    try:
        local.constrain(DeviceKind.CAMERA, {"width": 640, "height": 480})
        assert asked == []
        lease = local.acquire_camera()
        local.constrain(DeviceKind.CAMERA, {"width": 640, "height": 480})
        local.constrain(DeviceKind.CAMERA, {"width": 1920, "height": 1080})
        assert asked == [(640, 480, 30), (1920, 1080, 30)] and local.is_open(DeviceKind.CAMERA)
        lease.release()
        assert not local.is_open(DeviceKind.CAMERA)
    finally:
        local.close()
