"""The connection to the sound server: made, lost, made again; and the devices it has."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from core.ports import Device, DeviceKind
from ui.devices.sound.pulse.library import (
    EVENT_FACILITY,
    EVENT_SERVER,
    EVENT_SINK,
    EVENT_SOURCE,
    NO_AUTOSPAWN,
    SUBSCRIBE_DEVICES,
    SUBSCRIBE_PROGRAMS,
    UNSET,
    ContextState,
    Library,
    OnDevice,
    OnEvent,
    OnServer,
)

log = logging.getLogger(__name__)

RETRY_AFTER = 0.25
"""Seconds between two attempts to connect: refused ones cost nothing on a machine's own socket."""

ANSWER_WITHIN = 3.0
"""Seconds after which a server that took the connection, or was asked, and says nothing is left."""

FIRST_LIST_WITHIN = 1.0
"""Seconds that a caller waits for the first list of devices at most; it takes about 10 ms."""

EVENTS = SUBSCRIBE_DEVICES | SUBSCRIBE_PROGRAMS

Context = Any


class DeviceCensus:
    """The answers to one round of questions for devices; complete when three are in."""

    def __init__(self) -> None:
        self._missing = 3
        self._found: dict[DeviceKind, list[tuple[str, str]]] = {
            DeviceKind.MICROPHONE: [],
            DeviceKind.SPEAKER: [],
        }
        self._defaults: dict[DeviceKind, str] = {}

    @property
    def is_complete(self) -> bool:
        """Whether everything has been answered."""
        return self._missing == 0

    def name_defaults(self, sink: str, source: str) -> None:
        """Take what the server says of itself."""
        self._defaults = {DeviceKind.SPEAKER: sink, DeviceKind.MICROPHONE: source}

    def add(self, kind: DeviceKind, name: str, description: str) -> None:
        """Take a device."""
        self._found[kind].append((name, description or name))

    def answered(self) -> None:
        """Note that one of the three questions has been answered."""
        self._missing -= 1

    def devices(self) -> tuple[Device, ...]:
        """Return what was found, defaults first within each kind."""
        devices = [
            Device(name.encode().hex(), description, kind, is_default=name == self._defaults.get(kind))
            for kind, found in self._found.items()
            for name, description in found
        ]
        return tuple(sorted(devices, key=lambda device: (device.kind, not device.is_default)))


class PulseServer:
    """Keeps a connection to the sound server of this login, and the list of its devices.

    ``turn`` and everything that is not marked belong to the loop's thread. ``on_change`` is called there.
    """

    def __init__(self, library: Library, api: Any, name: str, on_change: Callable[[], None]) -> None:
        self.context: Context = None
        self.changes = 0
        """How often something has changed at the server: a device, or what a program plays."""
        self.is_away = True
        """Whether there is no server that answers. Any thread."""
        self._library = library
        self._api = api
        self._name = name
        self._on_change = on_change
        self._is_known = threading.Event()
        self._devices: tuple[Device, ...] = ()
        self._was_ready = self._is_stale = self._is_closed = False
        self._may_spawn = True
        self._connect_at = self._answer_by = 0.0
        self._census: DeviceCensus | None = None
        # The library keeps bare pointers: what it may call must live as long as this object.
        self._on_event = OnEvent(self._note_event)
        self._answers: tuple[Any, ...] = ()
        self._old_answers: tuple[Any, ...] = ()

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices of the server, none while it is away. Any thread; waits for the first answer."""
        self._is_known.wait(FIRST_LIST_WITHIN)
        return self._devices

    @property
    def is_ready(self) -> bool:
        """Whether streams can be made."""
        return self.context is not None and self._state() is ContextState.READY

    def error(self) -> int:
        """Return the number of the last error."""
        return int(self._library.pulse.context_errno(self.context)) if self.context is not None else 0

    def turn(self, now: float) -> None:
        """Connect, notice a loss, ask for devices: whatever is due."""
        if self.context is None:
            if not self.is_away:  # not told before every stream has seen for itself that the server is gone
                self._publish((), is_away=True)
            if now >= self._connect_at and not self._is_closed:
                self._connect(now)
            return
        state = self._state()
        is_ready = state is ContextState.READY
        is_waiting = not is_ready or self._census is not None
        has_failed = state in (ContextState.FAILED, ContextState.TERMINATED)
        if has_failed or (is_waiting and now > self._answer_by):
            self._lose(now)
        elif is_ready:
            self._serve(now)

    def suspect(self) -> None:
        """Ask the server something: a stream has fallen silent, and perhaps it is the server that hangs."""
        self._is_stale = True

    def close(self) -> None:
        """Let the connection go for good."""
        self._is_closed = True
        self._disconnect()
        self._is_known.set()

    def _disconnect(self) -> None:
        context, self.context = self.context, None
        if context is not None:
            self._library.pulse.context_set_subscribe_callback(context, OnEvent(), None)
            self._library.pulse.context_disconnect(context)
            self._library.pulse.context_unref(context)

    def _state(self) -> ContextState:
        return ContextState(self._library.pulse.context_get_state(self.context))

    def _connect(self, now: float) -> None:
        properties = self._library.properties(application_name=self._name, application_icon_name="ahoy")
        self.context = self._library.pulse.context_new_with_proplist(
            self._api, self._name.encode(), properties
        )
        self._library.pulse.proplist_free(properties)
        self._answer_by = now + ANSWER_WITHIN
        # After a loss the system starts its server by itself if it wants it; once we may ask for it.
        flags = 0 if self._may_spawn else NO_AUTOSPAWN
        self._may_spawn = False
        self._library.waiting.context_connect(self.context, None, flags, None)

    def _serve(self, now: float) -> None:
        if not self._was_ready:
            self._was_ready = self._is_stale = self._may_spawn = True
            log.info("sound server: connected")
            self._library.pulse.context_set_subscribe_callback(self.context, self._on_event, None)
            self._forget(self._library.pulse.context_subscribe(self.context, EVENTS, None, None))
        if self._is_stale and self._census is None:
            self._is_stale = False
            self._answer_by = now + ANSWER_WITHIN
            self._ask()

    def _lose(self, now: float) -> None:
        if self._was_ready:
            log.info("sound server: connection lost: %s", self._library.error_text(self.error()))
        else:
            self._publish((), is_away=True)
        self._disconnect()
        self._census, self._was_ready = None, False
        self._connect_at = now + RETRY_AFTER

    def _note_event(self, _context: Any, event: int, _index: int, _user: Any) -> None:
        self.changes += 1
        self._is_stale |= event & EVENT_FACILITY in (EVENT_SINK, EVENT_SOURCE, EVENT_SERVER)

    def _ask(self) -> None:
        census = self._census = DeviceCensus()

        def note_server(_context: Any, info: Any, _user: Any) -> None:
            if info:
                census.name_defaults(_text(info[0].default_sink_name), _text(info[0].default_source_name))
            self._answered(census)

        def note_device(kind: DeviceKind, info: Any, is_end: int) -> None:
            if is_end:
                self._answered(census)
            elif kind is DeviceKind.SPEAKER or info[0].monitor == UNSET:
                census.add(kind, _text(info[0].name), _text(info[0].description))

        on_server = OnServer(note_server)
        on_sink = OnDevice(lambda _context, info, is_end, _: note_device(DeviceKind.SPEAKER, info, is_end))
        on_source = OnDevice(
            lambda _context, info, is_end, _: note_device(DeviceKind.MICROPHONE, info, is_end)
        )
        # The answer that completes a round runs inside one of these: the round before is kept until then.
        self._old_answers, self._answers = self._answers, (on_server, on_sink, on_source)
        pulse = self._library.pulse
        self._forget(pulse.context_get_server_info(self.context, on_server, None))
        self._forget(pulse.context_get_sink_info_list(self.context, on_sink, None))
        self._forget(pulse.context_get_source_info_list(self.context, on_source, None))

    def _answered(self, census: DeviceCensus) -> None:
        census.answered()
        if census is self._census and census.is_complete:
            self._census = None
            self._publish(census.devices(), is_away=False)

    def _publish(self, devices: tuple[Device, ...], *, is_away: bool) -> None:
        is_same = (devices, is_away) == (self._devices, self.is_away)
        self._devices, self.is_away = devices, is_away
        self._is_known.set()
        if not is_same:
            self._on_change()

    def _forget(self, operation: Any) -> None:
        if operation:
            self._library.pulse.operation_unref(operation)


def _text(name: bytes | None) -> str:
    return name.decode(errors="replace") if name else ""
