"""Microphone and speaker of a PulseAudio server, in blocks of 10 ms; both live in the loop's thread.

The speaker's stream never waits: while it has nothing the server plays silence and its clock goes on, and
what comes too late is left out. So a late turn costs what was late, and the delay stays what it was; for the
echo canceller nothing has moved.
"""

from __future__ import annotations

import ctypes
import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from core.ports import SAMPLE_RATE, Block, DeviceKind, FailureReason
from ui.devices.handle import Handle
from ui.devices.sound.blocks import BLOCK_BYTES, BYTES_PER_FRAME, BlockCutter, as_bytes
from ui.devices.sound.pulse.library import (
    FAILED_SIZE,
    SAMPLE_S16LE,
    SEEK_RELATIVE,
    UNSET,
    BufferAttributes,
    ErrorCode,
    Library,
    OnStream,
    SampleSpec,
    StreamFlag,
    StreamState,
    read_fragment,
)
from ui.devices.sound.pulse.loop import PulseLoop
from ui.devices.sound.pulse.server import PulseServer
from ui.devices.supervision import SinkBuffer, SoundCounters, Verdict, Watchdog

log = logging.getLogger(__name__)

PATIENCE = 1.0
FRAGMENT_BYTES = BLOCK_BYTES
"""What the server sends of a microphone at a time."""
SOURCE_BYTES = 20 * BLOCK_BYTES
"""What the server keeps of a microphone for a program that does not come to read."""
REQUEST_BYTES = BLOCK_BYTES // 2
"""What a speaker asks for at a time, at least."""
MOST_AT_ONCE = 32 * BLOCK_BYTES
"""What a speaker is given in one turn at most, after a long stall."""
MOST_BLOCKS = 2
"""Blocks of a microphone that are processed in one turn: after a stall the speaker has one in between."""
SETTLE_SECONDS = 1.0
"""A stream that begins may be without sound for a moment: that is no slip."""
ONE_SLIP = 0.05
"""Seconds for which the server may tell of the same slip, block by block, until there is enough again."""

_REASONS: dict[int, FailureReason] = {
    ErrorCode.NO_ENTITY: FailureReason.GONE,
    ErrorCode.ACCESS: FailureReason.DENIED,
    ErrorCode.BUSY: FailureReason.BUSY,
}


class PulseStream:
    """What microphone and speaker share: opening, turns, the watchdog, closing."""

    kind: DeviceKind
    can_wait = True
    """Whether other streams have their turn before."""

    def __init__(self, library: Library, loop: PulseLoop, server: PulseServer, handle: Handle) -> None:
        self._library = library
        self._pulse = library.pulse
        self._loop = loop
        self._server = server
        self._handle = handle
        self._watchdog = Watchdog(PATIENCE)
        self._stream: Any = None

    def start(self) -> None:
        """Open the device and begin to take turns."""
        self._loop.add(self._turn, can_wait=self.can_wait)
        self._open(time.monotonic())

    def close(self) -> None:
        """Stop and release the device; the object is of no use afterwards."""
        self._loop.remove(self._turn)
        self._release()

    def _open(self, now: float) -> None:
        if not self._handle.is_open:
            return
        name = _name_of(self._handle.device_id)
        if name is None:
            self._fail(FailureReason.GONE, "no device of this system has such a name")
            return
        if not self._server.is_ready:
            self._fail(FailureReason.NO_SERVER, "")
            return
        properties = self._library.properties(media_name=self.kind.value.capitalize(), media_role="phone")
        sound = SampleSpec(SAMPLE_S16LE, SAMPLE_RATE, 1)
        self._stream = self._pulse.stream_new_with_proplist(
            self._server.context, self.kind.encode(), ctypes.byref(sound), None, properties
        )
        self._pulse.proplist_free(properties)
        self._watchdog.opened(now)
        if not self._stream or self._connect(name or None):
            self._fail_with(self._server.error())

    def _connect(self, name: bytes | None) -> int:
        """Connect the new stream to a device, the server's default if None; return 0 if that is under way."""
        raise NotImplementedError

    def _transfer(self, now: float) -> bool:
        """Move what can be moved now; return whether anything was."""
        raise NotImplementedError

    def _release(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            # The server may still speak of it for a moment: nobody is left to hear.
            self._pulse.stream_set_underflow_callback(stream, OnStream(), None)
            self._pulse.stream_disconnect(stream)
            self._pulse.stream_unref(stream)

    def _turn(self, now: float) -> None:
        if self._stream is None or not self._handle.is_open:
            return
        state = StreamState(self._pulse.stream_get_state(self._stream))
        if state is StreamState.FAILED or not self._server.is_ready:
            self._fail_with(self._server.error())
        elif state is StreamState.TERMINATED:
            self._fail(FailureReason.GONE, "the sound server took it away")
        elif state is StreamState.READY and self._transfer(now):
            self._watchdog.alive(now)
        else:
            self._watch(now)

    def _watch(self, now: float) -> None:
        verdict = self._watchdog.check(now)
        if verdict is Verdict.REOPEN:
            log.info("%s is silent: opening it again", self.kind)
            self._server.suspect()
            self._release()
            self._open(now)
        elif verdict is Verdict.GIVE_UP:
            self._fail(FailureReason.SILENT, "open, but no sound passes")

    def _fail_with(self, code: int) -> None:
        if not self._server.is_ready:
            self._fail(FailureReason.NO_SERVER, "")
            return
        self._fail(_REASONS.get(code, FailureReason.BROKEN), self._library.error_text(code))

    def _fail(self, reason: FailureReason, detail: str) -> None:
        self._loop.remove(self._turn)
        self._release()
        self._handle.fail(reason, detail)


class PulseMicrophone(PulseStream):
    """Cuts what the server sends into blocks for the core."""

    kind = DeviceKind.MICROPHONE

    def __init__(
        self,
        library: Library,
        loop: PulseLoop,
        server: PulseServer,
        handle: Handle,
        on_block: Callable[[Block], None],
    ) -> None:
        super().__init__(library, loop, server, handle)
        self._on_block = on_block
        self._cutter = BlockCutter()
        self._blocks: deque[Block] = deque()

    def _connect(self, name: bytes | None) -> int:
        self._cutter = BlockCutter()
        self._blocks.clear()
        wanted = BufferAttributes(SOURCE_BYTES, UNSET, UNSET, UNSET, FRAGMENT_BYTES)
        flags = StreamFlag.ADJUST_LATENCY
        return int(self._pulse.stream_connect_record(self._stream, name, ctypes.byref(wanted), flags))

    def _transfer(self, now: float) -> bool:
        pieces = []
        # What is not processed in time stays unread: of that no more than SOURCE_BYTES are kept.
        is_behind = bool(self._blocks)
        while not is_behind and self._has_more():
            pieces.append(read_fragment(self._library, self._stream))
        self._blocks.extend(self._cutter.cut(b"".join(pieces)))
        count = min(MOST_BLOCKS, len(self._blocks))
        for _ in range(count):
            self._handle.call(self._on_block, self._blocks.popleft())
        if self._blocks or (is_behind and self._has_more()):
            self._loop.again()
        return bool(pieces) or count > 0

    def _has_more(self) -> bool:
        return self._pulse.stream_readable_size(self._stream) not in (0, FAILED_SIZE)


class PulseSpeaker(PulseStream):
    """Keeps the server's buffer full of blocks from the core, and lets it grow when it runs dry."""

    kind = DeviceKind.SPEAKER
    can_wait = False

    def __init__(
        self,
        library: Library,
        loop: PulseLoop,
        server: PulseServer,
        handle: Handle,
        next_block: Callable[[], Block],
        counters: SoundCounters,
    ) -> None:
        super().__init__(library, loop, server, handle)
        self._next_block = next_block
        self._counters = counters
        self._buffer = SinkBuffer(is_cheap=True)
        self._dry_moments = 0
        self._slipped_at = 0.0
        self._writes = 0
        self._flows_since = 0.0
        self._rest = b""
        self._on_underflow = OnStream(self._note_dry)

    def _connect(self, name: bytes | None) -> int:
        self._rest, self._writes, self._dry_moments = b"", 0, 0
        self._pulse.stream_set_underflow_callback(self._stream, self._on_underflow, None)
        wanted, flags = self._attributes(), StreamFlag.ADJUST_LATENCY
        connect = self._pulse.stream_connect_playback
        return int(connect(self._stream, name, ctypes.byref(wanted), flags, None, None))

    def _attributes(self) -> BufferAttributes:
        # No pre-buffering: that is what makes the stream go on without us.
        return BufferAttributes(UNSET, self._buffer.frames * BYTES_PER_FRAME, 0, REQUEST_BYTES, UNSET)

    def _note_dry(self, _stream: Any, _user: Any) -> None:
        self._dry_moments += 1

    def _transfer(self, now: float) -> bool:
        dry, self._dry_moments = self._dry_moments, 0
        is_settled = self._writes > 1 and now - self._flows_since > SETTLE_SECONDS
        size = self._pulse.stream_writable_size(self._stream)
        frames_left = self._frames_left(size)
        if dry and is_settled:
            self._note_slip(now, -frames_left)
        elif self._buffer.stayed_wet(now):
            self._resize()
        if size in (0, FAILED_SIZE):
            return False
        if is_settled and self._buffer.had_left(frames_left, now):
            self._resize()
        left = min(size, MOST_AT_ONCE)
        while left and self._handle.is_open:
            written = self._write(left)
            if not written:
                break
            left -= written
        self._writes += 1
        if self._writes == 2:
            self._flows_since = now
        # The first blocks only fill the buffer: that is no sign of life of the device yet.
        return self._writes > 1

    def _frames_left(self, writable: int) -> int:
        """Return what the server has still to play from; below 0 after a slip."""
        if writable == FAILED_SIZE:
            return 0
        granted = self._pulse.stream_get_buffer_attr(self._stream)
        length = granted[0].tlength if granted else self._buffer.frames * BYTES_PER_FRAME
        return int(length - writable) // BYTES_PER_FRAME

    def _note_slip(self, now: float, missing: int) -> None:
        if now - self._slipped_at < ONE_SLIP:
            return
        self._slipped_at = now
        self._counters.slips += 1
        if self._buffer.ran_dry(now, missing):
            self._resize()

    def _resize(self) -> None:
        log.info("speaker: the buffer is %d frames from now on", self._buffer.frames)
        wanted = self._attributes()
        operation = self._pulse.stream_set_buffer_attr(self._stream, ctypes.byref(wanted), None, None)
        if operation:
            self._pulse.operation_unref(operation)

    def _write(self, free: int) -> int:
        """Write the rest of a block, or a new one; return how much, nothing if there is none."""
        if not self._rest:
            block = self._handle.call(self._next_block)
            if block is None or self._stream is None:
                return 0
            self._rest = as_bytes(block)
        piece = self._rest[:free]
        self._rest = self._rest[free:]
        code = self._pulse.stream_write(self._stream, piece, len(piece), None, 0, SEEK_RELATIVE)
        return 0 if code else len(piece)


def _name_of(device_id: str) -> bytes | None:
    """Return the server's name of a device, empty for the default; None for what cannot be one."""
    try:
        name = bytes.fromhex(device_id)
    except ValueError:
        return None
    return None if b"\0" in name or len(name) > 1024 else name
