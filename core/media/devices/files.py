"""Files as devices: what is said and shown comes from files, what is heard and seen is written to files."""

from __future__ import annotations

import logging
import threading
import wave
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np

from core.media.devices.fake import BLOCK_SECONDS, NoDevice
from core.media.devices.paced_thread import PacedThread
from core.media.pictures import PictureSlot
from core.media.video.recorder import PictureRecorder
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

log = logging.getLogger(__name__)

MAX_SKIPPED_PICTURES = 3
"""Pictures left out in one turn when a file has more of them per second than the camera shows."""


class DeviceFileError(OSError):
    """A file given as a device cannot be used: the user's to mend. ``path`` and ``reason`` say why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def _check_readable(path: Path, kind: str) -> None:
    """Decode the first frame of ``path``. Raises DeviceFileError if there is none of ``kind``."""
    try:
        with av.open(str(path)) as container:
            if not any(stream.type == kind for stream in container.streams):
                raise DeviceFileError(path, f"has no {kind} in it")
            streams = container.streams.audio if kind == "audio" else container.streams.video
            if next(iter(container.decode(streams[0])), None) is None:
                raise DeviceFileError(path, f"has no {kind} in it")
    except DeviceFileError:
        raise
    except FileNotFoundError as error:
        raise DeviceFileError(path, "there is no such file") from error
    except PermissionError as error:
        raise DeviceFileError(path, "may not be read") from error
    except IsADirectoryError as error:
        raise DeviceFileError(path, "is a folder") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise DeviceFileError(path, f"cannot be decoded ({_words(error)})") from error


def _words(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _check_writable(path: Path) -> None:
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        raise DeviceFileError(path, f"cannot be written ({error.strerror})") from error


def _blocks(path: Path) -> Iterator[Block]:
    """Yield the sound of ``path`` in blocks, over and over."""
    while True:
        waiting = np.zeros(0, np.int16)
        resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
        with av.open(str(path)) as container:
            for frame in container.decode(container.streams.audio[0]):
                frame.pts = None
                pieces = [piece.to_ndarray().reshape(-1) for piece in resampler.resample(frame)]
                waiting = np.concatenate((waiting, *pieces)).astype(np.int16)
                while len(waiting) >= BLOCK_SAMPLES:
                    yield waiting[:BLOCK_SAMPLES]
                    waiting = waiting[BLOCK_SAMPLES:]
        if len(waiting):
            yield np.concatenate((waiting, np.zeros(BLOCK_SAMPLES - len(waiting), np.int16)))


def _pictures(path: Path, width: int, height: int) -> Iterator[tuple[float, av.VideoFrame]]:
    """Yield time in seconds and picture, over and over; bigger pictures are scaled down to fit."""
    offset = end = 0.0
    while True:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            step = 1 / float(stream.average_rate or 30)
            for frame in container.decode(stream):
                at = offset + (frame.time if frame.time is not None else end - offset)
                end = max(end, at) + step
                scale = min(1.0, width / frame.width, height / frame.height)
                size = (max(2, int(frame.width * scale) & ~1), max(2, int(frame.height * scale) & ~1))
                yield at, frame.reformat(width=size[0], height=size[1], format="yuv420p")
        offset = end


class FileDevices:
    """A ``DeviceHost`` of files; those not given are not there.

    The sources start over at their end. Raises DeviceFileError when a file cannot be read, decoded or
    written at all; a disk that fills up later is reported through ``on_failure`` or ``on_trouble``, and
    what was written so far stays readable.
    """

    def __init__(
        self,
        *,
        audio_in: Path | None = None,
        video_in: Path | None = None,
        audio_out: Path | None = None,
        video_out: Path | None = None,
    ) -> None:
        for path, kind in ((audio_in, "audio"), (video_in, "video")):
            if path is not None:
                _check_readable(path, kind)
        for path in (audio_out, video_out):
            if path is not None:
                _check_writable(path)
        self.on_trouble: Callable[[str], None] | None = None
        """Called, from any thread, with a sentence when pictures can no longer be written."""
        self._paths = {
            DeviceKind.MICROPHONE: audio_in,
            DeviceKind.CAMERA: video_in,
            DeviceKind.SPEAKER: audio_out,
        }
        self._video_out = video_out
        self._recorder: PictureRecorder | None = None
        self._handles: deque[DeviceHandle] = deque(maxlen=64)

    def devices(self) -> tuple[Device, ...]:
        """Return one device per file that was given. Any thread."""
        return tuple(
            Device(f"file:{kind.value}", path.name, kind, is_default=True, is_acoustic=False)
            for kind, path in self._paths.items()
            if path is not None
        )

    def watch(self, on_change: Callable[[], None]) -> None:
        """Accept ``on_change``, which is never called: these devices stay."""

    def record_pictures(self, pictures: PictureSlot) -> None:
        """Write what is put into ``pictures`` to the video file, if one was given."""
        if self._video_out is not None and self._recorder is None:
            self._recorder = PictureRecorder(self._video_out, self._trouble)
            self._recorder.attach(pictures)

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        """Deliver the sound file, one block every 10 ms."""
        path = self._paths[DeviceKind.MICROPHONE]
        if path is None:
            return _missing(device_id, DeviceKind.MICROPHONE, on_failure)
        blocks = _blocks(path)

        def speak(_number: int) -> None:
            on_block(next(blocks))

        return self._start(DeviceKind.MICROPHONE, BLOCK_SECONDS, speak, device_id, on_failure)

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        """Write what is played to the sound file, in 10 ms blocks on time."""
        path = self._paths[DeviceKind.SPEAKER]
        if path is None:
            return _missing(device_id, DeviceKind.SPEAKER, on_failure)
        writer = _SoundWriter(path)

        def hear(_number: int) -> None:
            writer.write(next_block())

        thread = self._start(DeviceKind.SPEAKER, BLOCK_SECONDS, hear, device_id, on_failure)
        handle = _SpeakerHandle(thread, writer)
        self._handles.append(handle)
        return handle

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
        """Deliver the pictures of the video file when their time has come."""
        path = self._paths[DeviceKind.CAMERA]
        if path is None:
            return _missing(device_id, DeviceKind.CAMERA, on_failure)
        show = _Projector(_pictures(path, width, height), on_frame, 1 / rate)
        return self._start(DeviceKind.CAMERA, 1 / rate, show, device_id, on_failure)

    def close(self) -> None:
        """Stop all devices and finish the files. Idempotent."""
        while self._handles:
            self._handles.popleft().close()
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.close()

    def _start(
        self,
        kind: DeviceKind,
        period: float,
        action: Callable[[int], None],
        device_id: str,
        on_failure: OnFailure,
    ) -> DeviceHandle:
        def failed(error: Exception) -> None:
            detail = (error.strerror if isinstance(error, OSError) else "") or str(error)
            on_failure(DeviceFailure(device_id, kind, FailureReason.BROKEN, detail))

        thread = PacedThread(f"file-{kind.value}", period, action, failed)
        self._handles.append(thread)
        return thread

    def _trouble(self, sentence: str) -> None:
        log.info("recording ended: %s", sentence)
        if self.on_trouble is not None:
            self.on_trouble(sentence)


class _Projector:
    """Shows the pictures of a file at their times, on the schedule of a paced thread."""

    def __init__(
        self,
        pictures: Iterator[tuple[float, av.VideoFrame]],
        on_frame: Callable[[av.VideoFrame], None],
        period: float,
    ) -> None:
        self._pictures = pictures
        self._on_frame = on_frame
        self._period = period
        self._waiting = next(pictures)

    def __call__(self, number: int) -> None:
        now = number * self._period
        due: av.VideoFrame | None = None
        for _ in range(MAX_SKIPPED_PICTURES):
            at, frame = self._waiting
            if at > now + self._period / 2:
                break
            due = frame
            self._waiting = next(self._pictures)
        if due is not None:
            self._on_frame(due)


class _SoundWriter:
    """Writes a WAV file; its header is made right at the end."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._file: wave.Wave_write | None = wave.open(str(path), "wb")  # noqa: SIM115 (closed by close)
        self._file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))

    def write(self, block: Block) -> None:
        """Append one block. Raises OSError when the disk is full."""
        with self._lock:
            if self._file is not None:
                self._file.writeframesraw(block.tobytes())

    def close(self) -> None:
        """Finish the header; what fits on the disk is readable."""
        with self._lock:
            file, self._file = self._file, None
            if file is None:
                return
            try:
                file.close()
            except OSError as error:
                log.info("the recording's header could not be written: %s", error)


class _SpeakerHandle:
    def __init__(self, thread: DeviceHandle, writer: _SoundWriter) -> None:
        self._thread = thread
        self._writer = writer

    def close(self) -> None:
        """Stop pulling, then finish the file."""
        self._thread.close()
        self._writer.close()


def _missing(device_id: str, kind: DeviceKind, on_failure: OnFailure) -> DeviceHandle:
    on_failure(DeviceFailure(device_id, kind, FailureReason.GONE))
    return NoDevice()
