"""The core's grip on an open device: callbacks pass through it, and stop when it is closed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from core.ports import DeviceFailure, DeviceKind, FailureReason, OnFailure

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


class Grip:
    """A grip on anything that delivers by callbacks. ``name`` is for the log.

    ``release`` is called once, by the first ``close``; it must hand the work to the device's own thread.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.release: Callable[[], None] = lambda: None
        # Reentrant: a callback may close its own device.
        self._lock = threading.RLock()
        self._is_closed = False
        self._has_failed = False

    @property
    def is_open(self) -> bool:
        """Whether callbacks still pass."""
        return not (self._is_closed or self._has_failed)

    def call(self, callback: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R | None:
        """Run a callback of the core unless the handle is closed; its exception fails the device."""
        with self._lock:
            if not self.is_open:
                return None
            try:
                return callback(*args, **kwargs)
            except Exception:
                log.exception("the consumer of %s raised", self.name)
                self.fail(FailureReason.BROKEN, "the program's own handler failed")
                return None

    def fail(self, reason: FailureReason, detail: str = "") -> None:
        """Report a failure to the core: the first one only, and none after ``close``."""
        with self._lock:
            if not self.is_open:
                return
            self._has_failed = True
            log.info("%s failed: %s %s", self.name, reason, detail)
            self._tell(reason, detail)

    def close(self) -> None:
        """Release the device. Waits for a running callback; no callback arrives after this returns."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
        self.release()

    def _tell(self, reason: FailureReason, detail: str) -> None:
        """Tell the core."""
        raise NotImplementedError


class Handle(Grip):
    """An open device as the core sees it (``core.ports.DeviceHandle``)."""

    def __init__(self, device_id: str, kind: DeviceKind, on_failure: OnFailure) -> None:
        super().__init__(kind)
        self.device_id = device_id
        self.kind = kind
        self._on_failure = on_failure

    def _tell(self, reason: FailureReason, detail: str) -> None:
        self._on_failure(DeviceFailure(self.device_id, self.kind, reason, detail))
