"""The program under test: the app's own camera code in a process that sees the stand-in's cameras.

Commands come by stdin, one a line, words parted by ``|``: ``open|NAME|WIDTH|HEIGHT|RATE`` and ``close`` for
the device itself, ``want`` and ``let-go`` for the camera as a call has it, ``choose|NAME``, ``quit``. What
happens goes to stdout as JSON, one object a line.
"""

from __future__ import annotations

import asyncio
import os
import resource
import threading
import time

import av
import numpy as np
from PySide6.QtCore import QCoreApplication, QThread

from core.media.devices.capture import Lease, LocalMedia
from core.ports import DeviceFailure, DeviceHandle, DeviceKind
from tests.told_program import ToldProgram
from tests.v4l2.cameras import read_number
from ui.devices.host import QtDevices


class Viewer(ToldProgram):
    """Has cameras as the devices page and calls have them."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._host = QtDevices()
        self._host.watch(self._tell_devices)
        self._handle: DeviceHandle | None = None
        self._loop = asyncio.new_event_loop()
        self._core = threading.Thread(target=self._loop.run_forever, name="core")
        self._core.start()
        self._media: LocalMedia | None = None
        self._lease: Lease | None = None
        self._asked_at = 0.0
        self._tell_devices()

    def _do(self, line: str) -> None:
        word, *rest = line.split("|")
        match word:
            case "open":
                self._open(*rest)
            case "close":
                if self._handle is not None:
                    self._handle.close()
                self._tell(closed=True)
            case "quit":
                self._quit()
            case _:
                self._loop.call_soon_threadsafe(self._do_in_core, word, *rest)

    def _open(self, name: str, width: str, height: str, rate: str) -> None:
        cameras = [device for device in self._host.devices() if device.kind is DeviceKind.CAMERA]
        device_id = next((one.id for one in cameras if one.name == name), "nowhere")
        self._asked_at = time.monotonic()
        self._handle = self._host.open_camera(
            device_id, self._show, self._fail, width=int(width), height=int(height), rate=int(rate)
        )

    def _show(self, frame: av.VideoFrame) -> None:
        luma = np.frombuffer(memoryview(frame.planes[0]), np.uint8).reshape(-1, frame.planes[0].line_size)
        self._tell(
            frame=read_number(luma[: frame.height, : frame.width]),
            size=[frame.width, frame.height],
            format=frame.format.name,
            thread=QThread.currentThread().objectName(),
            after=time.monotonic() - self._asked_at,
            cpu=sum(resource.getrusage(resource.RUSAGE_SELF)[:2]),
        )

    def _fail(self, failure: DeviceFailure) -> None:
        self._tell(failure=failure.reason.value, detail=failure.detail)

    def _do_in_core(self, word: str, *rest: str) -> None:
        if self._media is None:
            self._media = LocalMedia(self._host)
            self._media.on_change = self._tell_problem
            self._media.camera.preview.on_picture = self._tell_preview
        match word:
            case "want":
                self._lease = self._media.acquire_camera()
            case "let-go" if self._lease is not None:
                self._lease.release()
            case "choose":
                device = next(one for one in self._media.snapshot().cameras if one.name == rest[0])
                self._media.select(DeviceKind.CAMERA, device.id)

    def _tell_preview(self) -> None:
        assert self._media is not None
        frame = self._media.camera.preview.take()
        if frame is not None:
            self._tell(preview=[frame.width, frame.height])

    def _tell_problem(self) -> None:
        assert self._media is not None
        self._tell(problem=self._media.snapshot().camera_problem)

    def _tell_devices(self) -> None:
        cameras = [device for device in self._host.devices() if device.kind is DeviceKind.CAMERA]
        self._tell(devices=[device.name for device in cameras], ids=[device.id for device in cameras])

    def _quit(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._core.join()
        self._host.close()
        self._app.quit()


if __name__ == "__main__":
    application = QCoreApplication([])
    viewer = Viewer(application)
    application.exec()
    os._exit(0)  # Qt's own threads end with the process
