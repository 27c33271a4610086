"""Microphone and speaker streams of Qt; they live in the sound thread and work in blocks of 10 ms.

Push mode with a 5 ms timer, not a ``QIODevice`` of our own: Qt's pull mode asks for 85 ms at a time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QIODevice, QObject, Qt, QTimer, Slot
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QAudioSource, QtAudio

from core.ports import SAMPLE_RATE, Block, DeviceKind, FailureReason
from ui.devices.handle import Handle
from ui.devices.sound.blocks import BLOCK_BYTES, BYTES_PER_FRAME, BlockCutter, as_bytes
from ui.devices.sound.qt.listing import QtSoundListing
from ui.devices.supervision import SinkBuffer, SoundCounters, Verdict, Watchdog

log = logging.getLogger(__name__)

TICK_MS = 5
PATIENCE = 1.0
SOURCE_FRAMES = 9600
LEAST_WRITE = BLOCK_BYTES // 8
SETTLE_SECONDS = 1.0
"""A sink that begins, perhaps long after it was opened, swallows its buffer at once: that is no slip."""

_REASONS = {
    QtAudio.Error.OpenError: FailureReason.BUSY,
    QtAudio.Error.IOError: FailureReason.BROKEN,
    QtAudio.Error.FatalError: FailureReason.BROKEN,
}


def sound_format() -> QAudioFormat:
    """Return mono, 48 kHz, signed 16 bit: the sound server does the resampling."""
    sound = QAudioFormat()
    sound.setSampleRate(SAMPLE_RATE)
    sound.setChannelCount(1)
    sound.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return sound


class SoundStream(QObject):
    """What microphone and speaker share: opening, the tick, the watchdog, closing."""

    kind: DeviceKind
    _endpoint_type: type[QAudioSource] | type[QAudioSink]

    def __init__(self, handle: Handle, listing: QtSoundListing) -> None:
        super().__init__()
        self._handle = handle
        self._listing = listing
        self._watchdog = Watchdog(PATIENCE)
        self._endpoint: QAudioSource | QAudioSink | None = None
        self._io: QIODevice | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Open the device and begin to tick."""
        if self._open():
            self._timer.start()

    def close(self) -> None:
        """Stop and release the device; the object is of no use afterwards."""
        self._timer.stop()
        self._release()
        self.deleteLater()

    def _open(self) -> bool:
        if not self._handle.is_open:
            return False
        device = self._listing.find(self.kind, self._handle.device_id)
        if device is None:
            return self._fail(FailureReason.GONE, "not among the devices of this system")
        self._endpoint = self._make_endpoint(device)
        self._io = self._endpoint.start()
        error = self._endpoint.error()
        if self._io is None or error in _REASONS:
            return self._fail(_REASONS.get(error, FailureReason.BROKEN), error.name)
        log.info("opened %s %r with %d bytes", self.kind, device.description(), self._endpoint.bufferSize())
        self._watchdog.opened(time.monotonic())
        return True

    def _release(self) -> None:
        endpoint, self._endpoint, self._io = self._endpoint, None, None
        if endpoint is not None:
            endpoint.stop()
            endpoint.deleteLater()

    def _reopen(self) -> None:
        self._release()
        if not self._open():
            self._timer.stop()

    def _fail(self, reason: FailureReason, detail: str) -> bool:
        self._timer.stop()
        self._release()
        self._handle.fail(reason, detail)
        return False

    @Slot()
    def _tick(self) -> None:
        if self._endpoint is None or self._io is None or not self._handle.is_open:
            return
        now = time.monotonic()
        error = self._endpoint.error()
        if error in _REASONS:
            self._fail(_REASONS[error], error.name)
            return
        if self._transfer(now):
            self._watchdog.alive(now)
            return
        verdict = self._watchdog.check(now)
        if verdict is Verdict.REOPEN:
            log.info("%s is silent: opening it again", self.kind)
            self._reopen()
        elif verdict is Verdict.GIVE_UP:
            self._fail(self._silence_reason(), "open, but no sound passes")

    def _silence_reason(self) -> FailureReason:
        is_listed = self._listing.find(self.kind, self._handle.device_id) is not None
        return FailureReason.SILENT if is_listed else FailureReason.GONE

    def _make_endpoint(self, device: QAudioDevice) -> QAudioSource | QAudioSink:
        """Return the Qt object for ``device``, not started."""
        return self._endpoint_type(device, sound_format())

    def _transfer(self, now: float) -> bool:
        """Move what can be moved now; return whether anything was."""
        return False


class MicrophoneStream(SoundStream):
    """Cuts what the source delivers into blocks for the core."""

    kind = DeviceKind.MICROPHONE
    _endpoint_type = QAudioSource

    def __init__(self, handle: Handle, listing: QtSoundListing, on_block: Callable[[Block], None]) -> None:
        super().__init__(handle, listing)
        self._on_block = on_block
        self._cutter = BlockCutter()

    def _make_endpoint(self, device: QAudioDevice) -> QAudioSource | QAudioSink:
        self._cutter = BlockCutter()
        source = super()._make_endpoint(device)
        source.setBufferSize(SOURCE_FRAMES * BYTES_PER_FRAME)
        return source

    def _transfer(self, now: float) -> bool:
        assert self._io is not None
        arrived = bytes(self._io.readAll().data())
        if not arrived:
            return False
        for block in self._cutter.cut(arrived):
            self._handle.call(self._on_block, block)
        return True


class SpeakerStream(SoundStream):
    """Keeps the sink's buffer full of blocks from the core, and grows it when it runs dry."""

    kind = DeviceKind.SPEAKER
    _endpoint_type = QAudioSink

    def __init__(
        self,
        handle: Handle,
        listing: QtSoundListing,
        next_block: Callable[[], Block],
        counters: SoundCounters | None = None,
    ) -> None:
        super().__init__(handle, listing)
        self._next_block = next_block
        self._buffer = SinkBuffer()
        self._counters = counters or SoundCounters()
        self._was_dry = False
        self._flows_since: float | None = None
        self._rest = b""
        self._has_played = False

    def _make_endpoint(self, device: QAudioDevice) -> QAudioSource | QAudioSink:
        self._has_played = self._was_dry = False
        self._flows_since = None
        self._rest = b""
        sink = super()._make_endpoint(device)
        sink.setBufferSize(self._buffer.frames * BYTES_PER_FRAME)
        return sink

    def _transfer(self, now: float) -> bool:
        sink = self._endpoint
        assert isinstance(sink, QAudioSink)
        is_dry = self._has_played and sink.bytesFree() >= sink.bufferSize()
        is_settled = self._flows_since is not None and now - self._flows_since > SETTLE_SECONDS
        if is_dry and is_settled and self._note_slip(now):
            return False
        self._was_dry = is_dry
        has_written, is_filling = False, not self._has_played
        # A sink that is never full, because its server takes all there is, must not keep the thread.
        room = sink.bufferSize()
        while self._handle.is_open and self._endpoint is sink and min(room, sink.bytesFree()) >= LEAST_WRITE:
            written = self._write(min(room, sink.bytesFree()))
            if not written:
                break
            room -= written
            has_written = self._has_played = True
        if has_written and not is_filling and self._flows_since is None:
            self._flows_since = now
        # The first blocks only fill the buffer: that is no sign of life of the device yet.
        return has_written and not is_filling

    def _note_slip(self, now: float) -> bool:
        """Count a dry moment; return whether the sink was opened again with a larger buffer."""
        self._counters.slips += not self._was_dry
        self._was_dry = True
        if not self._buffer.ran_dry(now):
            return False
        log.info("speaker ran dry twice: buffer grows to %d frames", self._buffer.frames)
        self._reopen()
        return True

    def _write(self, free: int) -> int:
        """Write the rest of a block, or a new one; return the bytes: 0 if there is none, or it is not taken.

        The buffer is kept full to the last samples, not to whole blocks: that makes 10 ms of it worth more.
        """
        if not self._rest:
            block = self._handle.call(self._next_block)
            if block is None or self._io is None:
                return 0
            self._rest = as_bytes(block)
        if self._io is None:
            return 0
        written = max(0, self._io.write(self._rest[: free - free % BYTES_PER_FRAME]))
        self._rest = self._rest[written:]
        return written
