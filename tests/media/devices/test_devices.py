"""Leases, chosen and failing devices, and the hosts that ship."""

from __future__ import annotations

import asyncio
import threading
import wave
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from core.media.devices.capture import LocalMedia
from core.media.devices.composite import CompositeDevices
from core.media.devices.echo import EchoDevices
from core.media.devices.fake import SILENT_SPEAKER, TEST_PICTURE, TEST_TONE, FakeDevices
from core.media.devices.files import DeviceFileError, FileDevices
from core.media.devices.paced_thread import PacedThread
from core.media.pictures import PictureSlot
from core.media.video.recorder import PictureRecorder
from core.media.video.test_picture import TestPicture, read_frame_number
from core.ports import (
    BLOCK_SAMPLES,
    SAMPLE_RATE,
    Block,
    Device,
    DeviceFailure,
    DeviceHandle,
    DeviceKind,
    FailureReason,
    OnFailure,
)
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_thread_left")

KINDS = tuple(DeviceKind)


class _Noting:
    def __init__(self, note: Callable[[], None]) -> None:
        self._note = note

    def close(self) -> None:
        self._note()


class ScriptedDevices:
    """A host of devices that open, fail and vanish as the test says."""

    def __init__(self, *devices: Device) -> None:
        self.present = list(devices)
        self.open: list[str] = []
        self.failures: dict[str, OnFailure] = {}
        self.refuse: FailureReason | None = None
        self.has_service = True
        self._on_change: Callable[[], None] = lambda: None

    def devices(self) -> tuple[Device, ...]:
        return tuple(self.present)

    def watch(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change

    def has_sound_service(self) -> bool:
        return self.has_service

    def change(self, *devices: Device) -> None:
        self.present = list(devices)
        self._on_change()

    def fail(self, device_id: str, reason: FailureReason) -> None:
        kind = next(device.kind for device in self.present if device.id == device_id)
        self.failures[device_id](DeviceFailure(device_id, kind, reason))

    def _open(self, device_id: str, on_failure: OnFailure) -> DeviceHandle:
        self.open.append(device_id)
        self.failures[device_id] = on_failure
        if self.refuse is not None:
            self.fail(device_id, self.refuse)
        return _Noting(lambda: self.open.remove(device_id))

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        return self._open(device_id, on_failure)

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        return self._open(device_id, on_failure)

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
        return self._open(device_id, on_failure)

    def close(self) -> None:
        """Nothing is held."""


def camera(name: str, **flags: bool) -> Device:
    return Device(name, name.upper(), DeviceKind.CAMERA, **flags)


def speaker(name: str) -> Device:
    return Device(name, name.upper(), DeviceKind.SPEAKER)


async def test_device_is_open_while_a_lease_lives() -> None:
    host = ScriptedDevices(camera("a"), camera("b", is_default=True))
    local = LocalMedia(host)
    assert host.open == []
    first, second = local.acquire_camera(), local.acquire_camera()
    assert host.open == ["b"] and local.is_open(DeviceKind.CAMERA)
    first.release()
    first.release()
    assert host.open == ["b"]
    second.release()
    assert host.open == [] and not second.is_held
    local.close()


async def test_choosing_another_device_takes_effect_at_once() -> None:
    host = ScriptedDevices(camera("a", is_default=True), camera("b"))
    local = LocalMedia(host)
    changes: list[str] = []
    local.on_change = lambda: changes.append(local.snapshot().camera_id)
    lease = local.acquire_camera()
    local.select(DeviceKind.CAMERA, "b")
    assert host.open == ["b"] and changes[-1] == "b"
    local.select(DeviceKind.CAMERA, "")
    assert host.open == ["a"]
    lease.release()
    local.close()


async def test_vanished_device_gives_way_and_comes_back() -> None:
    a, b = camera("a"), camera("b")
    host = ScriptedDevices(a, b)
    local = LocalMedia(host)
    local.select(DeviceKind.CAMERA, "b")
    lease = local.acquire_camera()
    host.change(a)
    await asyncio.sleep(0)
    assert host.open == ["a"]
    assert local.snapshot().camera_problem.startswith("The chosen camera is not connected: ")
    host.change(a, b)
    await asyncio.sleep(0)
    assert host.open == ["b"] and local.snapshot().camera_problem == ""
    host.change()
    await asyncio.sleep(0)
    assert host.open == [] and local.snapshot().camera_problem.startswith("No camera was found")
    lease.release()
    local.close()


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (FailureReason.BUSY, "in use by another program"),
        (FailureReason.DENIED, "does not allow"),
        (FailureReason.SILENT, "delivers nothing"),
        (FailureReason.BROKEN, "does not work"),
    ],
)
async def test_failing_device_is_closed_and_said_in_words(reason: FailureReason, words: str) -> None:
    host = ScriptedDevices(camera("a"), camera("b"))
    host.refuse = reason
    local = LocalMedia(host)
    lease = local.acquire_camera()
    await asyncio.sleep(0)
    assert host.open == [] and words in local.snapshot().camera_problem
    assert not local.has(DeviceKind.CAMERA)
    host.refuse = None
    local.select(DeviceKind.CAMERA, "b")
    assert host.open == ["b"] and local.snapshot().camera_problem == ""
    lease.release()
    again = local.acquire_camera()
    assert host.open == ["b"]
    again.release()
    local.close()


async def test_failure_of_a_device_that_was_left_is_ignored() -> None:
    host = ScriptedDevices(camera("a"), camera("b"))
    local = LocalMedia(host)
    lease = local.acquire_camera()
    old = host.failures["a"]
    local.select(DeviceKind.CAMERA, "b")
    old(DeviceFailure("a", DeviceKind.CAMERA, FailureReason.GONE))
    await asyncio.sleep(0)
    assert host.open == ["b"] and local.snapshot().camera_problem == ""
    lease.release()
    local.close()


async def test_without_a_speaker_sound_is_pulled_all_the_same() -> None:
    host = ScriptedDevices()
    local = LocalMedia(host)
    lease = local.acquire_speaker()
    tone = local.speaker.play_tone(np.full(BLOCK_SAMPLES * 5, 9000, np.int16))
    await eventually(lambda: not tone.is_playing, what="tone pulled to its end")
    host.change(speaker("s"))
    await eventually(lambda: host.open == ["s"], what="speaker opened")
    lease.release()
    local.close()
    assert not any(thread.name == "no-speaker" for thread in threading.enumerate())


async def test_test_devices_are_never_used_unasked_and_listed_on_demand() -> None:
    real = ScriptedDevices(camera("cam"))
    local = LocalMedia(CompositeDevices([real, FakeDevices()]))
    assert [device.id for device in local.snapshot().cameras] == ["cam"]
    local.show_test_devices(True)
    assert [device.id for device in local.snapshot().cameras] == ["cam", TEST_PICTURE.id]
    lease = local.acquire_microphone()
    assert not local.is_open(DeviceKind.MICROPHONE)
    local.select(DeviceKind.MICROPHONE, TEST_TONE.id)
    assert local.is_open(DeviceKind.MICROPHONE)
    local.show_test_devices(False)
    assert [device.id for device in local.snapshot().microphones] == [TEST_TONE.id]
    lease.release()
    local.close()


async def test_fake_devices_alone_are_the_defaults() -> None:
    fakes = FakeDevices()
    local = LocalMedia(CompositeDevices([fakes, fakes]))
    assert len(local.snapshot().cameras) == 1 and fakes.default_id(DeviceKind.CAMERA) == TEST_PICTURE.id
    leases = [local.acquire_camera(), local.acquire_microphone(), local.acquire_speaker()]
    await eventually(lambda: local.camera.preview.frames > 5 and local.input_level > 0.01, what="capture")
    frame = local.camera.preview.take()
    assert frame is not None
    number = read_frame_number(frame)
    assert number is not None and fakes.captured_at(number) is not None
    for lease in leases:
        lease.release()
    assert local.input_level == 0 and local.camera.preview.take() is None
    local.close()
    fakes.close()


@pytest.mark.parametrize("host", [FakeDevices(), CompositeDevices([FakeDevices()]), FileDevices()])
def test_unknown_ids_are_reported_not_raised(host: FakeDevices) -> None:
    failures: list[DeviceFailure] = []
    host.open_microphone("nonsense", lambda _block: None, failures.append).close()
    host.open_speaker("nonsense", lambda: np.zeros(BLOCK_SAMPLES, np.int16), failures.append).close()
    host.open_camera("nonsense", lambda _frame: None, failures.append).close()
    assert [(one.kind, one.reason) for one in failures] == [
        (DeviceKind.MICROPHONE, FailureReason.GONE),
        (DeviceKind.SPEAKER, FailureReason.GONE),
        (DeviceKind.CAMERA, FailureReason.GONE),
    ]


async def test_fakes_keep_time() -> None:
    fakes = FakeDevices()
    counts = {"heard": 0, "played": 0}

    def hear(_block: Block) -> None:
        counts["heard"] += 1

    def play() -> Block:
        counts["played"] += 1
        return np.zeros(BLOCK_SAMPLES, np.int16)

    loop = asyncio.get_running_loop()
    start = loop.time()
    fakes.open_microphone(TEST_TONE.id, hear, lambda _failure: None)
    fakes.open_speaker(SILENT_SPEAKER.id, play, lambda _failure: None)
    await eventually(lambda: counts["heard"] >= 100 and counts["played"] >= 100, what="blocks")
    assert 0.9 < loop.time() - start < 1.6
    fakes.close()
    fakes.close()


async def test_paced_thread_reports_an_error_once() -> None:
    errors: list[Exception] = []

    def fail(number: int) -> None:
        if number == 2:
            raise OSError("full")

    thread = PacedThread("failing", 0.001, fail, errors.append)
    await eventually(lambda: bool(errors), what="error")
    thread.close()
    assert [str(error) for error in errors] == ["full"] and not thread.is_running


async def test_echo_hears_what_it_plays_and_sees_what_is_shown() -> None:
    echo = EchoDevices()
    local = LocalMedia(echo)
    leases = [local.acquire_camera(), local.acquire_microphone(), local.acquire_speaker()]
    local.speaker.play_tone(np.full(4800, 8000, np.int16), loop=True)
    await eventually(lambda: local.input_level > 0.2, what="echo heard")
    shown = PictureSlot()
    echo.reflect(shown)
    frame = TestPicture(320, 240).draw(7)
    shown.put(frame)
    assert local.camera.preview.take() is frame
    for lease in leases:
        lease.release()
    shown.put(frame)
    assert local.camera.preview.take() is None
    local.close()
    echo.close()


def write_tone(path: Path, seconds: float = 0.3, rate: int = 16_000) -> Path:
    samples = (8000 * np.sin(2 * np.pi * 500 * np.arange(int(seconds * rate)) / rate)).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


def write_video(path: Path, frames: int = 20) -> Path:
    recorder = PictureRecorder(path, lambda words: pytest.fail(words))
    picture = TestPicture(320, 240)
    for number in range(frames):
        recorder.put(picture.draw(number))
    recorder.close()
    return path


async def test_files_are_said_and_shown_over_and_over(tmp_path: Path) -> None:
    files = FileDevices(audio_in=write_tone(tmp_path / "in.wav"), video_in=write_video(tmp_path / "in.mkv"))
    assert [device.name for device in files.devices()] == ["in.wav", "in.mkv"]
    local = LocalMedia(files)
    leases = [local.acquire_camera(), local.acquire_microphone()]
    numbers: list[int | None] = []

    def note() -> None:
        frame = local.camera.preview.take()
        numbers.append(read_frame_number(frame) if frame is not None else None)

    local.camera.preview.on_picture = note
    await eventually(lambda: len(numbers) > 5 and local.input_level > 0.1, what="capture")
    await asyncio.sleep(0.5)
    assert local.input_level > 0.1, "the sound starts over"
    assert {number for number in numbers if number is not None} <= set(range(20)) and numbers[0] is not None
    for lease in leases:
        lease.release()
    local.close()
    files.close()


async def test_what_is_heard_and_seen_is_written(tmp_path: Path) -> None:
    sound, film = tmp_path / "out.wav", tmp_path / "out.mp4"
    files = FileDevices(audio_out=sound, video_out=film)
    local = LocalMedia(files)
    lease = local.acquire_speaker()
    tone = local.speaker.play_tone(np.full(SAMPLE_RATE // 5, 6000, np.int16))
    slot = PictureSlot()
    drawn: list[int] = []
    slot.on_picture = lambda: drawn.append(1)
    files.record_pictures(slot)
    picture = TestPicture(320, 240)
    for number in range(10):
        slot.put(picture.draw(number))
    await eventually(lambda: not tone.is_playing, what="tone played")
    lease.release()
    local.close()
    files.close()
    with wave.open(str(sound)) as file:
        assert file.getframerate() == SAMPLE_RATE
        heard = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert np.count_nonzero(heard == 6000) == SAMPLE_RATE // 5
    with av.open(str(film)) as container:
        seen = [read_frame_number(frame) for frame in container.decode(container.streams.video[0])]
    assert seen == list(range(10)) and len(drawn) == 10


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.wav", None, "no such file"),
        ("noise.wav", b"RIFF" + bytes(100), "cannot be decoded"),
        ("empty.wav", b"", "cannot be decoded"),
        ("text.txt", b"hello, this is no sound", "cannot be decoded"),
    ],
)
def test_bad_source_files_are_said_before_the_call(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    for options in ({"audio_in": path}, {"video_in": path}):
        with pytest.raises(DeviceFileError, match=words) as caught:
            FileDevices(**options)
        assert caught.value.path == path


def test_sound_file_is_no_video_file_and_folders_are_neither(tmp_path: Path) -> None:
    with pytest.raises(DeviceFileError, match="has no video"):
        FileDevices(video_in=write_tone(tmp_path / "tone.wav"))
    for options in (
        {"audio_in": tmp_path},
        {"audio_out": tmp_path},
        {"video_out": tmp_path / "no" / "x.mkv"},
    ):
        with pytest.raises(DeviceFileError):
            FileDevices(**options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
async def test_full_disk_ends_the_recording_not_the_call(tmp_path: Path) -> None:
    files = FileDevices(audio_out=Path("/dev/full"))
    local = LocalMedia(files)
    lease = local.acquire_speaker()
    local.speaker.play_tone(np.full(4800, 100, np.int16), loop=True)
    await eventually(lambda: "space" in local.snapshot().speaker_problem, what="failure said")
    tone = local.speaker.play_tone(np.full(960, 100, np.int16))
    await eventually(lambda: not tone.is_playing, what="sound still pulled")
    lease.release()
    local.close()
    files.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
async def test_full_disk_ends_the_film_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "full.mkv"
    path.symlink_to("/dev/full")
    troubles: list[str] = []
    recorder = PictureRecorder(path, troubles.append)
    picture = TestPicture(320, 240)
    for number in range(10):
        recorder.put(picture.draw(number))
    recorder.close()
    assert len(troubles) == 1 and "full.mkv cannot be written" in troubles[0]
