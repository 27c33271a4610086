"""A whole engine for tests: its own thread, its own profile, a real embedded service, test devices."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from core.commands import Command
from core.engine.engine import Engine
from core.engine.options import EngineOptions
from core.media.devices.composite import CompositeDevices
from core.ports import DeviceHost, MemoryVault
from core.snapshots import AppSnapshot, CallSnapshot

LIMIT = 40.0
"""Seconds to wait for a snapshot before the test fails: a busy machine, not a budget."""


class RunningEngine:
    """An engine, and what its window would have seen."""

    def __init__(
        self, profile: Path, *, host: DeviceHost | None = None, fakes: bool = True, lan: bool = False
    ) -> None:
        self.vault = MemoryVault()
        self.engine = Engine(
            profile,
            self.vault,
            options=EngineOptions(fake_devices_only=fakes, lan=lan),
        )
        self._newest = AppSnapshot()
        self._changed = threading.Condition()
        self.engine.on_snapshot = self._take
        self.engine.start()
        self.engine.go_online(host or CompositeDevices([]))
        self.wait(lambda s: s.is_ready and s.devices.is_known)

    def __enter__(self) -> RunningEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.stop()

    def post(self, command: Command) -> None:
        """Do as the window does."""
        self.engine.post(command)

    def wait(self, is_so: Callable[[AppSnapshot], object]) -> AppSnapshot:
        """Return the first snapshot for which ``is_so``."""
        with self._changed:
            came = self._changed.wait_for(lambda: is_so(self._newest), LIMIT)
            assert came, f"not seen in {LIMIT} s; last: {self._newest}"
            return self._newest

    def wait_for_call(self, state: str) -> CallSnapshot:
        """Return the first call that is in ``state``."""
        snapshot = self.wait(lambda s: any(call.state == state for call in s.calls))
        return next(call for call in snapshot.calls if call.state == state)

    def _take(self, snapshot: AppSnapshot) -> None:
        with self._changed:
            self._newest = snapshot
            self._changed.notify_all()
