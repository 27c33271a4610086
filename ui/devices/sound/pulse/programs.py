"""What other programs play on the speakers of PulseAudio, or of PipeWire, which speaks its language.

A sound server lets one listen to each program's stream by itself (as the meters of a mixer do). So all
streams but those of this program are taken up and summed: what a call plays cannot come back, and there is
no echo to be removed. The speaker's own volume makes no difference; that of a program does.

All speakers of the machine count, whichever the system prefers. But where the preferred one is no hardware,
a program stands behind it that plays on hardware what others play to it, made fuller or softer: then only it
counts, or everything would be heard twice.
"""

from __future__ import annotations

import ctypes
import logging
import os
import socket
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from ui.devices.sound.pulse.library import (
    DEFAULT_SINK,
    FAILED_SIZE,
    SAMPLE_S16LE,
    UNSET,
    BufferAttributes,
    DeviceInfo,
    Library,
    OnDevice,
    OnProgram,
    SampleSpec,
    StreamFlag,
    StreamState,
    read_fragment,
)
from ui.devices.sound.pulse.loop import PulseLoop
from ui.devices.sound.pulse.server import PulseServer
from ui.devices.system_sound.mixing import ProgramMix

log = logging.getLogger(__name__)

HARDWARE = 0x0004
"""The flag of a sink (``PA_SINK_HARDWARE``) that stands for a device of the machine."""

FRAGMENT_BYTES = 2 * BLOCK_SAMPLES
MOST_PROGRAMS = 32

PATIENCE = 1.0
"""Seconds in which the first connection may come about before it counts as a failure."""

PROCESS_MARKS = ("application.process.id", "application.process.host")
NAME_MARK = "application.name"
MARKS = (*PROCESS_MARKS, NAME_MARK)
NOT_IN_MIXERS = "org.PulseAudio.pavucontrol"
"""The ``application.id`` that mixers leave out of their lists of programs that record."""


@dataclass(frozen=True, slots=True)
class Program:
    """A stream to listen to: its number, and that of the sink which it plays on now."""

    stream: int
    sink: int


@dataclass(frozen=True, slots=True)
class Playing:
    """A stream as the server describes it; ``client`` is ``UNSET`` for the server's own."""

    program: Program
    client: int
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A sink, by its number; one that is no hardware passes on what it gets."""

    sink: int
    is_hardware: bool


def own_marks(name: str) -> dict[str, str]:
    """Return what libpulse says of a stream of this process, which calls itself ``name``."""
    return dict(zip(PROCESS_MARKS, (str(os.getpid()), socket.gethostname()), strict=True)) | {NAME_MARK: name}


def is_own(marks: Mapping[str, str], own: Mapping[str, str]) -> bool:
    """Whether a stream belongs to this process, or to another window of this program: that would go round."""
    is_this_process = all(marks.get(mark) == own[mark] for mark in PROCESS_MARKS)
    return is_this_process or marks.get(NAME_MARK) == own[NAME_MARK]


def heard_sinks(default: Speaker | None, speakers: list[Speaker]) -> set[int]:
    """Return the sinks on which programs are listened to; ``default`` is the one that the system prefers."""
    if default is None:
        return set()
    hardware = {one.sink for one in speakers if one.is_hardware}
    return {default.sink, *hardware} if default.is_hardware else {default.sink}


def others(streams: list[Playing], sinks: Collection[int], own: Mapping[str, str]) -> set[Program]:
    """Return whom to listen to: who plays on one of ``sinks`` and is neither us nor a part of the server.

    The server's own streams carry from one sink to another what has been heard already.
    """
    heard = [
        one.program
        for one in streams
        if one.program.sink in sinks and one.client != UNSET and not is_own(one.marks, own)
    ]
    return set(heard[-MOST_PROGRAMS:])


class PulsePrograms:
    """Listens to all other programs. The loop's thread.

    ``tell`` gets True when it listens, False when there is no server; it waits for the next one by itself.
    """

    def __init__(
        self,
        library: Library,
        loop: PulseLoop,
        server: PulseServer,
        name: str,
        deliver: Callable[[Block], None],
        tell: Callable[[bool], None],
    ) -> None:
        self._library = library
        self._pulse = library.pulse
        self._loop = loop
        self._server = server
        self._own = own_marks(name)
        self._tell = tell
        self._mix = ProgramMix(deliver)
        self._ears: dict[Program, Any] = {}
        self._told: bool | None = None
        self._waits_since: float | None = None
        self._seen_changes = -1
        self._missing = 0
        self._default: Speaker | None = None
        self._speakers: list[Speaker] = []
        self._playing: list[Playing] = []
        self._is_closed = False
        # The library keeps bare pointers: what it may call must live as long as this object.
        self._on_default = OnDevice(self._note_default)
        self._on_sink = OnDevice(self._note_sink)
        self._on_program = OnProgram(self._note_program)

    def start(self) -> None:
        """Begin to take turns."""
        self._loop.add(self._turn)

    def close(self) -> None:
        """Listen to nobody any more; answers that are under way are waited for in turns to come."""
        self._is_closed = True
        self._drop(set(self._ears))
        self._turn(0.0)

    def _turn(self, now: float) -> None:
        if not self._server.is_ready:
            self._lose(now)
        elif not self._is_closed:
            self._serve()
        if self._is_closed and not self._missing:
            self._loop.remove(self._turn)

    def _lose(self, now: float) -> None:
        self._drop(set(self._ears))
        self._missing, self._seen_changes = 0, -1
        if self._waits_since is None:
            self._waits_since = now
        if self._told or now - self._waits_since > PATIENCE:
            self._say(False)

    def _serve(self) -> None:
        self._say(True)
        if not self._missing and self._seen_changes != self._server.changes:
            self._seen_changes = self._server.changes
            self._ask()
        for program, stream in tuple(self._ears.items()):
            state = StreamState(self._pulse.stream_get_state(stream))
            if state in (StreamState.FAILED, StreamState.TERMINATED):
                self._drop({program})
            else:
                self._hear(program, stream)

    def _say(self, works: bool) -> None:
        if works is not self._told and not self._is_closed:
            self._told = works
            self._tell(works)

    def _ask(self) -> None:
        self._missing, self._default, self._speakers, self._playing = 3, None, [], []
        context = self._server.context
        for operation in (
            self._pulse.context_get_sink_info_by_name(context, DEFAULT_SINK, self._on_default, None),
            self._pulse.context_get_sink_info_list(context, self._on_sink, None),
            self._pulse.context_get_sink_input_info_list(context, self._on_program, None),
        ):
            if operation:
                self._pulse.operation_unref(operation)
            else:
                self._missing -= 1

    def _note_default(self, _context: Any, info: Any, is_end: int, _user: Any) -> None:
        if is_end:
            self._answered()
        else:
            self._default = _speaker(info[0])

    def _note_sink(self, _context: Any, info: Any, is_end: int, _user: Any) -> None:
        if is_end:
            self._answered()
        else:
            self._speakers.append(_speaker(info[0]))

    def _note_program(self, _context: Any, info: Any, is_end: int, _user: Any) -> None:
        if is_end:
            self._answered()
            return
        found = info[0]
        values = {mark: self._pulse.proplist_gets(found.proplist, mark.encode()) for mark in MARKS}
        marks = {mark: value.decode(errors="replace") for mark, value in values.items() if value}
        self._playing.append(Playing(Program(found.index, found.sink), found.client, marks))

    def _answered(self) -> None:
        self._missing -= 1
        if self._missing or self._is_closed:
            return
        wanted = others(self._playing, heard_sinks(self._default, self._speakers), self._own)
        self._drop(set(self._ears) - wanted)
        for program in wanted - set(self._ears):
            self._listen_to(program)

    def _listen_to(self, program: Program) -> None:
        properties = self._library.properties(application_id=NOT_IN_MIXERS)
        sound = SampleSpec(SAMPLE_S16LE, SAMPLE_RATE, 1)
        stream = self._pulse.stream_new_with_proplist(
            self._server.context, b"Sound of a shared screen", ctypes.byref(sound), None, properties
        )
        self._pulse.proplist_free(properties)
        if not stream:
            return
        wanted = BufferAttributes(UNSET, UNSET, UNSET, UNSET, FRAGMENT_BYTES)
        flags = StreamFlag.DONT_MOVE | StreamFlag.ADJUST_LATENCY
        self._pulse.stream_set_monitor_stream(stream, program.stream)
        if self._pulse.stream_connect_record(stream, None, ctypes.byref(wanted), flags):
            self._pulse.stream_unref(stream)
        else:
            self._ears[program] = stream

    def _hear(self, program: Program, stream: Any) -> None:
        while self._pulse.stream_readable_size(stream) not in (0, FAILED_SIZE):
            fragment = read_fragment(self._library, stream)
            self._mix.feed(program.stream, np.frombuffer(fragment, np.int16, len(fragment) // 2))

    def _drop(self, programs: set[Program]) -> None:
        for program in programs:
            stream = self._ears.pop(program)
            self._pulse.stream_disconnect(stream)
            self._pulse.stream_unref(stream)
            self._mix.remove(program.stream)


def _speaker(info: DeviceInfo) -> Speaker:
    return Speaker(int(info.index), bool(info.flags & HARDWARE))
