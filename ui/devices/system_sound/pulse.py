"""What other programs play on the default speaker of PulseAudio, or of PipeWire, which speaks its language.

A sound server lets one listen to each program's stream by itself (as the meters of a mixer do). So all
streams but those of this program are taken up and summed: what a call plays cannot come back, and there is
no echo to be removed. The speaker's own volume makes no difference; that of a program does.
"""

from __future__ import annotations

import ctypes
import logging
import os
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pulsectl import Pulse, PulseDisconnected, PulseError, PulseLoopStop, PulseSinkInputInfo
from pulsectl import _pulsectl as libpulse

from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from ui.devices.system_sound.mixing import ProgramMix

log = logging.getLogger(__name__)

LISTEN_SECONDS = 0.1
"""How long to listen before looking whether to stop."""

FRAGMENT_BYTES = 2 * BLOCK_SAMPLES
MOST_PROGRAMS = 32
S16 = 3 if sys.byteorder == "little" else 4
"""PA_SAMPLE_S16LE and S16BE."""

PROCESS_MARKS = ("application.process.id", "application.process.host")
NAME_MARK = "application.name"
NOT_IN_MIXERS = "application.id=org.PulseAudio.pavucontrol"
"""What mixers leave out of their lists of programs that record."""


_FAULTS = (PulseError, PulseDisconnected, libpulse.pa.CallError)


class ServerGone(Exception):
    """There is no sound server, or it went away. The system's."""


@dataclass(frozen=True, slots=True)
class Program:
    """A stream to listen to: its number, and that of the sink which it plays on now."""

    stream: int
    sink: int


def own_marks(name: str) -> dict[str, str]:
    """Return what libpulse says of a stream of this process, which calls itself ``name``."""
    return dict(zip(PROCESS_MARKS, (str(os.getpid()), socket.gethostname()), strict=True)) | {NAME_MARK: name}


def is_own(properties: Mapping[str, str], own: Mapping[str, str]) -> bool:
    """Whether a stream belongs to this process, or to another window of this program: that would go round."""
    is_this_process = all(properties.get(mark) == own[mark] for mark in PROCESS_MARKS)
    return is_this_process or properties.get(NAME_MARK) == own[NAME_MARK]


def programs(streams: list[PulseSinkInputInfo], sink: int, own: Mapping[str, str]) -> set[Program]:
    """Return whom to listen to: who plays on ``sink`` and is neither us nor a part of the server.

    The server's own streams carry from one sink to another what has been heard already.
    """
    heard = [
        Program(one.index, one.sink)
        for one in streams
        if one.sink == sink and one.client != libpulse.PA_INVALID and not is_own(one.proplist, own)
    ]
    return set(heard[-MOST_PROGRAMS:])


class Ear:
    """Listens to one program until closed. The thread of its connection."""

    def __init__(self, pulse: Pulse, program: Program, hear: Callable[[Block], None]) -> None:
        self._hear = hear
        form = libpulse.PA_SAMPLE_SPEC(format=S16, rate=SAMPLE_RATE, channels=1)
        marks = libpulse.pa.proplist_from_string(NOT_IN_MIXERS)
        self._stream = libpulse.pa.stream_new_with_proplist(
            pulse._ctx, "Sound of a shared screen", libpulse.byref(form), None, marks
        )
        libpulse.pa.proplist_free(marks)
        # Kept for as long as the stream can call it.
        self._callback = libpulse.PA_STREAM_REQUEST_CB_T(self._read)
        libpulse.pa.stream_set_monitor_stream(self._stream, program.stream)
        libpulse.pa.stream_set_read_callback(self._stream, self._callback, None)
        self._connect()

    def close(self) -> None:
        """Listen no more."""
        try:
            libpulse.pa.stream_disconnect(self._stream)
        except libpulse.pa.CallError:
            log.debug("the stream had ended")
        libpulse.pa.stream_unref(self._stream)

    def _connect(self) -> None:
        wanted = libpulse.PA_BUFFER_ATTR(fragsize=FRAGMENT_BYTES, maxlength=2**32 - 1)
        flags = libpulse.PA_STREAM_DONT_MOVE | libpulse.PA_STREAM_ADJUST_LATENCY
        try:
            libpulse.pa.stream_connect_record(self._stream, None, wanted, flags)
        except libpulse.pa.CallError:
            libpulse.pa.stream_unref(self._stream)
            raise

    def _read(self, stream: Any, available: int, _data: object) -> None:
        """Take what has come. Called by libpulse: nothing may be raised."""
        start, size = libpulse.c_void_p(), libpulse.c_int(available)
        try:
            libpulse.pa.stream_peek(stream, start, libpulse.byref(size))
            if size.value <= 0:
                return
            if start.value:
                self._hear(np.frombuffer(ctypes.string_at(start.value, size.value), np.int16))
            libpulse.pa.stream_drop(stream)
        except libpulse.pa.CallError as error:
            log.debug("a stream could not be read: %s", error)


class Listener:
    """Listens to everybody else on the default speaker, for as long as the connection lasts. One thread."""

    def __init__(self, pulse: Pulse, name: str, deliver: Callable[[Block], None]) -> None:
        self._pulse = pulse
        self._own = own_marks(name)
        self._mix = ProgramMix(deliver)
        self._ears: dict[Program, Ear] = {}
        self._is_stale = True

    def run(self, is_wanted: Callable[[], bool]) -> None:
        """Listen while ``is_wanted``; what breaks the connection is raised as it is."""
        pulse = self._pulse
        pulse.event_mask_set("sink_input", "sink", "server")
        pulse.event_callback_set(self._note)
        try:
            while is_wanted():
                if self._is_stale:
                    self._look()
                pulse.event_listen(timeout=LISTEN_SECONDS)
        finally:
            for ear in self._ears.values():
                ear.close()

    def _note(self, _event: object) -> None:
        self._is_stale = True
        raise PulseLoopStop

    def _look(self) -> None:
        """See who plays now."""
        self._is_stale = False
        pulse = self._pulse
        name = pulse.server_info().default_sink_name
        sinks = {sink.name: sink.index for sink in pulse.sink_list()}
        wanted = programs(pulse.sink_input_list(), sinks.get(name, libpulse.PA_INVALID), self._own)
        for program in set(self._ears) - wanted:
            self._ears.pop(program).close()
            self._mix.remove(program.stream)
        for program in wanted - set(self._ears):
            self._listen_to(program)

    def _listen_to(self, program: Program) -> None:
        def hear(samples: Block) -> None:
            self._mix.feed(program.stream, samples)

        try:
            self._ears[program] = Ear(self._pulse, program, hear)
        except libpulse.pa.CallError as error:
            log.info("a program's sound cannot be taken up: %s", error)


def listen(
    name: str, deliver: Callable[[Block], None], is_wanted: Callable[[], bool], on_ready: Callable[[], None]
) -> None:
    """Connect as ``name``, tell ``on_ready``, and deliver blocks while ``is_wanted``.

    Raises ServerGone.
    """
    try:
        with Pulse(name, connect=False) as pulse:
            pulse.connect()  # libpulse itself gives up after 30 s
            on_ready()
            Listener(pulse, name, deliver).run(is_wanted)
    except _FAULTS as error:
        raise ServerGone(str(error) or "disconnected") from error
