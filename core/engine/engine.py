"""The core thread: one asyncio loop that owns the client, its calls, its media and its storage.

The window sees three things of it: ``post`` (commands down), ``on_snapshot`` (immutable snapshots up) and
``picture``/``levels`` (newest picture, newest level). Everything else is the core thread's own.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from core.commands import Command
from core.engine.desk import Desk
from core.engine.options import EngineOptions
from core.media.pictures import PictureSlot
from core.ports import DeviceHost, Vault
from core.snapshots import AppSnapshot

log = logging.getLogger(__name__)

T = TypeVar("T")

START_TIMEOUT = 10.0
STOP_TIMEOUT = 8.0


@dataclass(frozen=True, slots=True)
class Levels:
    """Sound levels, 0 (silence) to 1 (full scale)."""

    microphone: float
    speaker: float


class Engine:
    """Runs the core on a thread of its own. ``start`` belongs to the thread that built it."""

    def __init__(self, profile_dir: Path, vault: Vault, *, options: EngineOptions | None = None) -> None:
        self.on_snapshot: Callable[[AppSnapshot], None] = lambda snapshot: None
        """Called on the core thread with each new snapshot; it must not block."""
        self._desk = Desk(profile_dir, vault, options or EngineOptions(), self._publish)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)
        self._ready = threading.Event()
        self._stopped = False

    def start(self) -> None:
        """Start the core thread; the first snapshot follows once the disk has been read.

        Devices and calls follow with ``go_online``; commands that come before wait for them.
        """
        self._thread.start()
        if not self._ready.wait(START_TIMEOUT):
            raise RuntimeError("the core thread did not start")
        self._loop.call_soon_threadsafe(self._spawn, self._desk.open())

    def go_online(self, host: DeviceHost) -> None:
        """Use the devices of ``host`` and go online; once, after ``start``. Any thread.

        Apart from ``start`` because it costs seconds of CPU on a slow machine, which the window needs until
        its first picture is on the screen. The caller closes ``host`` after ``stop``.
        """
        if not self._stopped:
            self._loop.call_soon_threadsafe(self._desk.use_devices, host)

    def stop(self) -> None:
        """End calls, go offline, close devices and storage, and join the thread. Idempotent; any thread.

        Whoever comes second waits for the first.
        """
        if self._stopped:
            self._thread.join(STOP_TIMEOUT)
            return
        self._stopped = True
        future = asyncio.run_coroutine_threadsafe(self._desk.close(), self._loop)
        try:
            future.result(STOP_TIMEOUT)
        except concurrent.futures.TimeoutError:
            log.warning("the core did not close in time; ending it")
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_TIMEOUT)

    def post(self, command: Command) -> None:
        """Ask for something; any thread. The answer is the next snapshot."""
        if not self._stopped:
            self._loop.call_soon_threadsafe(self._desk.handle, command)

    def picture(self, name: str) -> PictureSlot:
        """Return ``preview``, ``CALLID/incoming`` or ``CALLID/screen``, else an empty slot; any thread."""
        return self._desk.pictures.slot(name)

    def levels(self) -> Levels:
        """Return the present levels of microphone and speaker; any thread."""
        media = self._desk.local_media
        if media is None:
            return Levels(0.0, 0.0)
        return Levels(media.input_level, media.output_level)

    def run(self, coroutine: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Run ``coroutine`` on the core thread; any thread."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def call_report(self, call_id: str) -> concurrent.futures.Future[dict[str, Any]]:
        """Return, later, what is measured of a running call; empty when it is gone. Any thread."""
        return self.run(self._desk.report(call_id))

    @property
    def desk(self) -> Desk:
        """The core's inside, for coroutines given to ``run``. Core thread only."""
        return self._desk

    def _publish(self, snapshot: AppSnapshot) -> None:
        if not self._stopped:
            self.on_snapshot(snapshot)

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._desk.tasks.spawn(coroutine)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.call_soon(self._ready.set)
        self._loop.run_forever()
        self._cancel_leftovers()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def _cancel_leftovers(self) -> None:
        leftovers = asyncio.all_tasks(self._loop)
        for task in leftovers:
            log.info("cancelling %s", task.get_coro())
            task.cancel()
        if leftovers:
            self._loop.run_until_complete(asyncio.gather(*leftovers, return_exceptions=True))
