"""``QtDevices``: the machine's devices behind ``core.ports.DeviceHost``."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from functools import partial

import av
from PySide6.QtCore import QCoreApplication, QThread

from core.ports import (
    SCREEN_RATE,
    Block,
    Device,
    DeviceHandle,
    DeviceKind,
    OnFailure,
    OnScreens,
)
from ui.devices.camera import CameraStream
from ui.devices.handle import Handle
from ui.devices.listing import DeviceListing
from ui.devices.permissions import PermissionDesk
from ui.devices.priority import go_before_others
from ui.devices.screen.screens import ScreenDesk, prepare_platform
from ui.devices.sound.system import SoundSystem, Stream, StreamThread, sound_of_this_system
from ui.devices.supervision import SoundCounters
from ui.devices.system_sound.host import SystemSoundDesk
from ui.devices.threads import DeviceThread

log = logging.getLogger(__name__)


class QtDevices:
    """Cameras and screens through QtMultimedia, microphones and speakers through the sound system.

    Make and close it on the thread of the QCoreApplication; everything else may be called from any thread
    and never waits for a device.
    """

    def __init__(self, make_sound: Callable[[], SoundSystem] = sound_of_this_system) -> None:
        assert QThread.currentThread() is QCoreApplication.instance().thread()  # type: ignore[union-attr]
        prepare_platform()
        self._screens = ScreenDesk()
        self._sound = make_sound()
        self._system_sound = SystemSoundDesk(self._sound)
        self._listing = DeviceListing(self._sound)
        self._permissions = PermissionDesk()
        self._pictures = DeviceThread("camera", QThread.Priority.InheritPriority)
        self._open: set[Handle] = set()
        self._is_prepared = False

    @property
    def counters(self) -> SoundCounters:
        """What went wrong with sound so far."""
        return self._sound.counters

    def devices(self) -> tuple[Device, ...]:
        """Return the devices present now, defaults first within each kind."""
        return self._listing.devices

    def has_sound_service(self) -> bool:
        """Whether the system's sound service answers. Any thread."""
        return self._listing.has_sound_service

    def watch(self, on_change: Callable[[], None]) -> None:
        """Call ``on_change`` on any thread whenever ``devices()`` would answer differently."""
        self._listing.watch(on_change)

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        """Capture from ``device_id`` (empty: the default); blocks arrive on the sound thread."""
        self._prepare()
        handle = Handle(device_id, DeviceKind.MICROPHONE, on_failure)
        return self._start(handle, self._sound.thread, partial(self._sound.microphone, handle, on_block))

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        """Play on ``device_id`` (empty: the default); blocks are asked for on the sound thread."""
        self._prepare()
        handle = Handle(device_id, DeviceKind.SPEAKER, on_failure)
        return self._start(handle, self._sound.thread, partial(self._sound.speaker, handle, next_block))

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
        """Capture pictures from ``device_id`` (empty: the default); they arrive on the camera thread."""
        handle = Handle(device_id, DeviceKind.CAMERA, on_failure)
        wanted = (width, height, rate)
        make = partial(CameraStream, handle, self._listing, on_frame, wanted)
        return self._start(handle, self._pictures, make)

    def look_for_screens(self, on_screens: OnScreens) -> None:
        """Find out what can be shared; ``on_screens`` is told on the GUI thread."""
        self._screens.look(on_screens)

    def open_screen(
        self,
        source_id: str,
        on_frame: Callable[[av.VideoFrame], None],
        on_end: Callable[[str], None],
        *,
        rate: int = SCREEN_RATE,
    ) -> DeviceHandle:
        """Capture a screen or window; its pictures arrive on the screen thread."""
        return self._screens.open(source_id, on_frame, on_end, rate)

    def system_sound_problem(self) -> str:
        """Return why the sound of other programs cannot be had on this system, or ""."""
        return self._system_sound.problem()

    def open_system_sound(
        self, on_block: Callable[[Block], None], on_problem: Callable[[str], None]
    ) -> DeviceHandle:
        """Take up what other programs play; it arrives on the sound thread."""
        return self._system_sound.open(on_block, on_problem)

    def close(self) -> None:
        """Release every device and end the threads; waits up to three seconds for each."""
        for handle in tuple(self._open):
            handle.close()
        for has_ended in (self._sound.close(), self._pictures.stop()):
            if not has_ended:
                log.warning("a device thread did not end: a driver of this system hangs")
        self._screens.close()
        self._listing.close()

    def _prepare(self) -> None:
        """Let nothing of this process hold the sound up that is about to begin."""
        go_before_others()  # the thread that asks for sound carries its packets
        if not self._is_prepared:
            self._is_prepared = True
            # A look through all that was imported for cycles takes 75 ms, in which no thread runs.
            gc.freeze()

    def _start(self, handle: Handle, thread: StreamThread, make: Callable[[], Stream]) -> DeviceHandle:
        streams: list[Stream] = []  # touched in the device's thread only

        def start() -> None:
            if handle.is_open:
                streams.append(make())
                streams[0].start()

        def stop() -> None:
            while streams:
                streams.pop().close()

        def release() -> None:
            self._open.discard(handle)
            thread.post(stop)

        handle.release = release
        self._open.add(handle)
        self._permissions.ask(handle, lambda: thread.post(start))
        return handle
