"""The part of ``libpulse`` that is used here, by ``ctypes``. Everything belongs to one thread but ``wakeup``.

It is loaded twice. Calls through ``pulse`` keep the interpreter, since they only look at memory or write to a
socket that never blocks: letting it go each time would mean to wait for it each time, behind whatever else
the program does. The callbacks they make are ``PYFUNCTYPE`` for the same reason. The calls of ``waiting``
can take long, let others run, and may not call back into Python.

https://freedesktop.org/software/pulseaudio/doxygen/
"""

from __future__ import annotations

import ctypes
from ctypes import (
    CDLL,
    POINTER,
    PYFUNCTYPE,
    PyDLL,
    Structure,
    c_char_p,
    c_int,
    c_int64,
    c_size_t,
    c_uint8,
    c_uint32,
    c_uint64,
    c_void_p,
)
from enum import IntEnum, IntFlag
from typing import Any

NAME = "libpulse.so.0"

UNSET = 0xFFFFFFFF
"""``(uint32_t) -1``: the server chooses; no such index."""

FAILED_SIZE = c_size_t(-1).value
"""``(size_t) -1``: the answer of ``readable_size`` and ``writable_size`` when the stream is gone."""

SAMPLE_S16LE = 3
NO_AUTOSPAWN = 1
SEEK_RELATIVE = 0
EVENT_SINK, EVENT_SOURCE, EVENT_SERVER = 0, 1, 7
EVENT_FACILITY = 0xF
SUBSCRIBE_DEVICES = 0x1 | 0x2 | 0x80
SUBSCRIBE_PROGRAMS = 0x4
DEFAULT_SINK = b"@DEFAULT_SINK@"
"""What the server takes for the name of the sink that is the default one now."""


class ContextState(IntEnum):
    """``pa_context_state_t``."""

    UNCONNECTED = 0
    CONNECTING = 1
    AUTHORIZING = 2
    SETTING_NAME = 3
    READY = 4
    FAILED = 5
    TERMINATED = 6


class StreamState(IntEnum):
    """``pa_stream_state_t``."""

    UNCONNECTED = 0
    CREATING = 1
    READY = 2
    FAILED = 3
    TERMINATED = 4


class StreamFlag(IntFlag):
    """``pa_stream_flags_t``."""

    INTERPOLATE_TIMING = 0x2
    DONT_MOVE = 0x200
    AUTO_TIMING_UPDATE = 0x8
    ADJUST_LATENCY = 0x2000
    EARLY_REQUESTS = 0x4000


class ErrorCode(IntEnum):
    """Those of ``pa_error_code_t`` that are told apart."""

    ACCESS = 1
    NO_ENTITY = 5
    CONNECTION_TERMINATED = 11
    BUSY = 26


class SampleSpec(Structure):
    """``pa_sample_spec``."""

    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class ChannelMap(Structure):
    """``pa_channel_map``."""

    _fields_ = (("channels", c_uint8), ("map", c_int * 32))


class Volume(Structure):
    """``pa_cvolume``."""

    _fields_ = (("channels", c_uint8), ("values", c_uint32 * 32))


class BufferAttributes(Structure):
    """``pa_buffer_attr``; bytes."""

    _fields_ = (
        ("maxlength", c_uint32),
        ("tlength", c_uint32),
        ("prebuf", c_uint32),
        ("minreq", c_uint32),
        ("fragsize", c_uint32),
    )


class DeviceInfo(Structure):
    """The first fields of ``pa_sink_info`` and ``pa_source_info``, which are the same.

    ``monitor`` is the index of a sink's monitor source, or of the sink that a source monitors.
    """

    _fields_ = (
        ("name", c_char_p),
        ("index", c_uint32),
        ("description", c_char_p),
        ("sample_spec", SampleSpec),
        ("channel_map", ChannelMap),
        ("owner_module", c_uint32),
        ("volume", Volume),
        ("mute", c_int),
        ("monitor", c_uint32),
        ("monitor_name", c_char_p),
        ("latency", c_uint64),
        ("driver", c_char_p),
        ("flags", c_uint32),
    )


class ServerInfo(Structure):
    """The first fields of ``pa_server_info``."""

    _fields_ = (
        ("user_name", c_char_p),
        ("host_name", c_char_p),
        ("server_version", c_char_p),
        ("server_name", c_char_p),
        ("sample_spec", SampleSpec),
        ("default_sink_name", c_char_p),
        ("default_source_name", c_char_p),
    )


class ProgramInfo(Structure):
    """The first fields of ``pa_sink_input_info``: what a program plays."""

    _fields_ = (
        ("index", c_uint32),
        ("name", c_char_p),
        ("owner_module", c_uint32),
        ("client", c_uint32),
        ("sink", c_uint32),
        ("sample_spec", SampleSpec),
        ("channel_map", ChannelMap),
        ("volume", Volume),
        ("buffer_usec", c_uint64),
        ("sink_usec", c_uint64),
        ("resample_method", c_char_p),
        ("driver", c_char_p),
        ("mute", c_int),
        ("proplist", c_void_p),
    )


OnDevice = PYFUNCTYPE(None, c_void_p, POINTER(DeviceInfo), c_int, c_void_p)
OnProgram = PYFUNCTYPE(None, c_void_p, POINTER(ProgramInfo), c_int, c_void_p)
OnServer = PYFUNCTYPE(None, c_void_p, POINTER(ServerInfo), c_void_p)
OnEvent = PYFUNCTYPE(None, c_void_p, c_int, c_uint32, c_void_p)
OnStream = PYFUNCTYPE(None, c_void_p, c_void_p)

_SHORT: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "mainloop_new": (c_void_p, ()),
    "mainloop_free": (None, (c_void_p,)),
    "mainloop_get_api": (c_void_p, (c_void_p,)),
    "mainloop_prepare": (c_int, (c_void_p, c_int)),
    "mainloop_dispatch": (c_int, (c_void_p,)),
    "mainloop_wakeup": (None, (c_void_p,)),
    "proplist_new": (c_void_p, ()),
    "proplist_free": (None, (c_void_p,)),
    "proplist_sets": (c_int, (c_void_p, c_char_p, c_char_p)),
    "proplist_gets": (c_char_p, (c_void_p, c_char_p)),
    "context_new_with_proplist": (c_void_p, (c_void_p, c_char_p, c_void_p)),
    "context_disconnect": (None, (c_void_p,)),
    "context_unref": (None, (c_void_p,)),
    "context_get_state": (c_int, (c_void_p,)),
    "context_errno": (c_int, (c_void_p,)),
    "context_subscribe": (c_void_p, (c_void_p, c_int, c_void_p, c_void_p)),
    "context_set_subscribe_callback": (None, (c_void_p, OnEvent, c_void_p)),
    "context_get_server_info": (c_void_p, (c_void_p, OnServer, c_void_p)),
    "context_get_sink_info_list": (c_void_p, (c_void_p, OnDevice, c_void_p)),
    "context_get_source_info_list": (c_void_p, (c_void_p, OnDevice, c_void_p)),
    "context_get_sink_info_by_name": (c_void_p, (c_void_p, c_char_p, OnDevice, c_void_p)),
    "context_get_sink_input_info_list": (c_void_p, (c_void_p, OnProgram, c_void_p)),
    "operation_unref": (None, (c_void_p,)),
    "stream_new_with_proplist": (
        c_void_p,
        (c_void_p, c_char_p, POINTER(SampleSpec), c_void_p, c_void_p),
    ),
    "stream_connect_playback": (
        c_int,
        (c_void_p, c_char_p, POINTER(BufferAttributes), c_int, c_void_p, c_void_p),
    ),
    "stream_set_monitor_stream": (c_int, (c_void_p, c_uint32)),
    "stream_connect_record": (c_int, (c_void_p, c_char_p, POINTER(BufferAttributes), c_int)),
    "stream_disconnect": (c_int, (c_void_p,)),
    "stream_unref": (None, (c_void_p,)),
    "stream_get_state": (c_int, (c_void_p,)),
    "stream_get_buffer_attr": (POINTER(BufferAttributes), (c_void_p,)),
    "stream_set_buffer_attr": (c_void_p, (c_void_p, POINTER(BufferAttributes), c_void_p, c_void_p)),
    "stream_set_underflow_callback": (None, (c_void_p, OnStream, c_void_p)),
    "stream_readable_size": (c_size_t, (c_void_p,)),
    "stream_writable_size": (c_size_t, (c_void_p,)),
    "stream_peek": (c_int, (c_void_p, POINTER(c_void_p), POINTER(c_size_t))),
    "stream_drop": (c_int, (c_void_p,)),
    "stream_write": (c_int, (c_void_p, c_char_p, c_size_t, c_void_p, c_int64, c_int)),
    "strerror": (c_char_p, (c_int,)),
}

_LONG: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "mainloop_poll": (c_int, (c_void_p,)),
    # A first connection may start the server, and waits for that.
    "context_connect": (c_int, (c_void_p, c_char_p, c_int, c_void_p)),
}


class _Functions:
    """Functions of a loaded library, without the prefix ``pa_``."""

    def __init__(self, library: CDLL, prototypes: dict[str, tuple[Any, tuple[Any, ...]]]) -> None:
        for name, (result, arguments) in prototypes.items():
            function = getattr(library, f"pa_{name}")
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"pa_{name} is not declared in {__name__}")


class Library:
    """``libpulse``, loaded. Raises OSError where it is not installed."""

    def __init__(self) -> None:
        self.pulse: Any = _Functions(PyDLL(NAME), _SHORT)
        self.waiting: Any = _Functions(CDLL(NAME), _LONG)

    def properties(self, **values: str) -> Any:
        """Return a new ``pa_proplist``; ``media_role`` is ``media.role``. Free it after use."""
        properties = self.pulse.proplist_new()
        for name, value in values.items():
            self.pulse.proplist_sets(properties, name.replace("_", ".").encode(), value.encode())
        return properties

    def error_text(self, code: int) -> str:
        """Return the library's own words for an error."""
        text = self.pulse.strerror(code)
        return text.decode(errors="replace") if text else f"error {code}"


def read_fragment(library: Library, stream: Any) -> bytes:
    """Return the next fragment of a record stream, nothing if there is none; a hole in it is silence."""
    data, size = c_void_p(), c_size_t()
    library.pulse.stream_peek(stream, ctypes.byref(data), ctypes.byref(size))
    if not size.value:
        return b""
    fragment = ctypes.string_at(data.value, size.value) if data.value else bytes(size.value)
    library.pulse.stream_drop(stream)
    return fragment
