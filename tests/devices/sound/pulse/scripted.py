"""A ``libpulse`` without a server: a script says what happens, and time is an argument."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

from ui.devices.sound.pulse.library import (
    EVENT_SINK,
    UNSET,
    BufferAttributes,
    ContextState,
    DeviceInfo,
    Library,
    ServerInfo,
    StreamState,
)


@dataclass(eq=False)
class Context:
    """A connection; ``errno`` is what it tells of its last error."""

    state: ContextState = ContextState.UNCONNECTED
    flags: int = -1
    errno: int = 0
    is_released: bool = False
    on_event: Any = None


@dataclass(eq=False)
class Stream:
    """A stream: what it was asked for, what waits to be read, how much it takes, what was written."""

    context: Context
    kind: bytes
    state: StreamState = StreamState.CREATING
    device: bytes | None = None
    wanted: Any = None
    granted: int | None = None
    """Bytes of the buffer that the server agreed to; what was wanted, if None."""
    incoming: list[bytes | int] = field(default_factory=list)
    room: int = 0
    written: bytearray = field(default_factory=bytearray)
    on_underflow: Any = None
    is_released: bool = False


class ScriptedPulse:
    """The short functions of the library, over objects of Python."""

    def __init__(self) -> None:
        self.contexts: list[Context] = []
        self.streams: list[Stream] = []
        self.sinks = [(b"spk", b"Speakers", 1)]
        self.sources = [(b"mic", b"Microphone", UNSET), (b"spk.monitor", b"Monitor of Speakers", 0)]
        self.server = (b"spk", b"mic")
        self.questions: list[Any] = []
        self.refuses_streams = 0
        self.is_hung = False

    def proplist_new(self) -> int:
        return 1

    def proplist_sets(self, _properties: int, _name: bytes, _value: bytes) -> int:
        return 0

    def proplist_free(self, _properties: int) -> None:
        pass

    def operation_unref(self, _operation: int) -> None:
        pass

    def strerror(self, code: int) -> bytes:
        return f"error {code}".encode()

    def context_new_with_proplist(self, _api: object, _name: bytes, _properties: int) -> Context:
        self.contexts.append(Context())
        return self.contexts[-1]

    def context_get_state(self, context: Context) -> int:
        assert not context.is_released
        return context.state

    def context_errno(self, context: Context) -> int:
        return context.errno

    def context_disconnect(self, context: Context) -> None:
        context.state = ContextState.TERMINATED

    def context_unref(self, context: Context) -> None:
        context.is_released = True

    def context_set_subscribe_callback(self, context: Context, on_event: Any, _user: None) -> None:
        context.on_event = on_event

    def context_subscribe(self, _context: Context, _mask: int, _done: None, _user: None) -> int:
        return 1

    def context_get_server_info(self, _context: Context, answer: Any, _user: None) -> int:
        self.questions.append(lambda: answer(None, ctypes.byref(self._server_info()), None))
        return 1

    def context_get_sink_info_list(self, _context: Context, answer: Any, _user: None) -> int:
        self.questions.append(lambda: self._list(self.sinks, answer))
        return 1

    def context_get_source_info_list(self, _context: Context, answer: Any, _user: None) -> int:
        self.questions.append(lambda: self._list(self.sources, answer))
        return 1

    def answer(self) -> None:
        """Answer everything that was asked."""
        if self.is_hung:
            return
        questions, self.questions = self.questions, []
        for question in questions:
            question()

    def tell_of_change(self) -> None:
        """Say that a sink came or went."""
        self.contexts[-1].on_event(None, EVENT_SINK, 0, None)

    def stream_new_with_proplist(self, context: Context, kind: bytes, *_rest: object) -> Stream:
        self.streams.append(Stream(context, kind))
        return self.streams[-1]

    def stream_connect_record(self, stream: Stream, device: bytes | None, wanted: Any, _flags: int) -> int:
        stream.device, stream.wanted = device, wanted._obj
        return self.refuses_streams

    def stream_connect_playback(
        self, stream: Stream, device: bytes | None, wanted: Any, _flags: int, _volume: None, _sync: None
    ) -> int:
        return self.stream_connect_record(stream, device, wanted, _flags)

    def stream_disconnect(self, stream: Stream) -> int:
        stream.state = StreamState.TERMINATED
        return 0

    def stream_unref(self, stream: Stream) -> None:
        stream.is_released = True

    def stream_get_state(self, stream: Stream) -> int:
        assert not stream.is_released
        return stream.state

    def stream_set_underflow_callback(self, stream: Stream, callback: Any, _user: None) -> None:
        stream.on_underflow = callback

    def stream_set_buffer_attr(self, stream: Stream, wanted: Any, _done: None, _user: None) -> int:
        stream.wanted = wanted._obj
        return 1

    def stream_get_buffer_attr(self, stream: Stream) -> Any:
        length = stream.wanted.tlength if stream.granted is None else stream.granted
        return ctypes.pointer(BufferAttributes(tlength=length))

    def stream_readable_size(self, stream: Stream) -> int:
        return sum(piece if isinstance(piece, int) else len(piece) for piece in stream.incoming)

    def stream_peek(self, stream: Stream, data: Any, size: Any) -> int:
        piece = stream.incoming[0]
        self._held = ctypes.create_string_buffer(piece) if isinstance(piece, bytes) else None
        data._obj.value = ctypes.addressof(self._held) if self._held is not None else None
        size._obj.value = len(piece) if isinstance(piece, bytes) else piece
        return 0

    def stream_drop(self, stream: Stream) -> int:
        del stream.incoming[0]
        return 0

    def stream_writable_size(self, stream: Stream) -> int:
        return stream.room

    def stream_write(
        self, stream: Stream, data: bytes, size: int, _free: None, _offset: int, _seek: int
    ) -> int:
        stream.written += data[:size]
        stream.room -= size
        return 0

    def _server_info(self) -> ServerInfo:
        return ServerInfo(default_sink_name=self.server[0], default_source_name=self.server[1])

    @staticmethod
    def _list(devices: list[tuple[bytes, bytes, int]], answer: Any) -> None:
        for name, description, monitor in devices:
            info = DeviceInfo(name=name, description=description, monitor=monitor)
            answer(None, ctypes.byref(info), 0, None)
        answer(None, None, 1, None)


class ScriptedLibrary(Library):
    """``Library`` over ``ScriptedPulse``; ``connects`` says what becomes of an attempt to connect."""

    def __init__(self) -> None:
        self.pulse = ScriptedPulse()
        self.waiting = self
        self.connects = ContextState.READY

    def context_connect(self, context: Context, _server: None, flags: int, _spawn: None) -> int:
        context.state, context.flags = self.connects, flags
        return 0
