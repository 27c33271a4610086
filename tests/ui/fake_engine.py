"""An engine with no core: remembers commands, publishes what it is told to, plays a small call script."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from core import commands
from core.commands import Command
from core.media.pictures import PictureSlot
from core.snapshots import AppSnapshot, CallSnapshot
from tests.ui.scenes import established, home

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FakeLevels:
    microphone: float = 0.0
    speaker: float = 0.0


class FakeEngine:
    """Publishes from a thread of its own, as the real engine does; ``scripted``: answers commands too."""

    def __init__(self, snapshot: AppSnapshot | None = None, *, scripted: bool = False) -> None:
        self.on_snapshot: Callable[[AppSnapshot], None] = lambda snapshot: None
        self.commands: list[Command] = []
        self.snapshot = snapshot or AppSnapshot()
        self.slots: dict[str, PictureSlot] = {}
        self.level = FakeLevels(microphone=0.4)
        self.level_reads = 0
        self.report: dict[str, Any] = {}
        """What is measured of any call."""
        self.reports_asked: list[str] = []
        self.is_started = self.is_stopped = False
        self._scripted = scripted
        self._serial = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake core", daemon=True)
        self._thread.start()

    def start(self) -> None:
        self.is_started = True
        self.publish(self.snapshot)

    def stop(self) -> None:
        if not self.is_stopped:
            self.is_stopped = True
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(5)
            self._loop.close()

    def post(self, command: Command) -> None:
        self.commands.append(command)
        if self._scripted:
            self._obey(command)

    def picture(self, name: str) -> PictureSlot:
        return self.slots.setdefault(name, PictureSlot())

    def levels(self) -> FakeLevels:
        self.level_reads += 1
        return self.level

    def run(self, coroutine: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def call_report(self, call_id: str) -> concurrent.futures.Future[dict[str, Any]]:
        self.reports_asked.append(call_id)
        future: concurrent.futures.Future[dict[str, Any]] = concurrent.futures.Future()
        future.set_result(self.report)
        return future

    def publish(self, snapshot: AppSnapshot) -> None:
        """Show ``snapshot``, from the fake core thread."""
        self.snapshot = snapshot
        self._loop.call_soon_threadsafe(lambda: self.on_snapshot(snapshot))

    def change_call(self, **changes: Any) -> None:
        """Change the first call and publish."""
        first, *rest = self.snapshot.calls
        self.publish(replace(self.snapshot, calls=(replace(first, **changes), *rest)))

    def _obey(self, command: Command) -> None:
        match command:
            case commands.SetDisplayName(name):
                profile = replace(self.snapshot.profile, display_name=name, user_id=name.lower())
                self.publish(replace(home(), profile=profile))
            case commands.PlaceCall(target, video, name):
                self._serial += 1
                call = CallSnapshot(f"own-{self._serial}", "outbound", "ringing", name, target, video)
                self.publish(replace(self.snapshot, calls=(call,)))
            case commands.AnswerCall(call_id, video):
                call = next(c for c in self.snapshot.calls if c.call_id == call_id)
                call = established(call, has_outgoing_video=video, established_at=time.monotonic())
                self.publish(replace(self.snapshot, calls=(call,)))
            case commands.HangUp():
                self.change_call(state="ended", end_cause="HUNG_UP", end_text="The call has ended.")
            case commands.SetMuted(_, muted):
                self.change_call(muted=muted)
            case commands.SetVideoPaused(_, paused):
                self.change_call(video_paused=paused, has_outgoing_video=not paused)
