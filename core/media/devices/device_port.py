"""One kind of device as the process wants it: chosen, claimed, open, failed."""

from __future__ import annotations

import logging
from collections.abc import Callable

from core.ports import Device, DeviceFailure, DeviceHandle, DeviceKind, OnFailure

log = logging.getLogger(__name__)


class Lease:
    """A claim on a device: it stays open while at least one lease on its kind lives. Core thread."""

    def __init__(self, port: DevicePort) -> None:
        self._port: DevicePort | None = port
        port.claim()

    @property
    def is_held(self) -> bool:
        """Whether the claim stands."""
        return self._port is not None

    def release(self) -> None:
        """Give the claim up. Idempotent."""
        port, self._port = self._port, None
        if port is not None:
            port.unclaim()


class DevicePort:
    """One kind of device: which one is chosen, whether it is open, what is wrong with it. Core thread."""

    def __init__(
        self,
        kind: DeviceKind,
        find: Callable[[DeviceKind, str], Device | None],
        open_device: Callable[[str, OnFailure], DeviceHandle],
        on_failure: Callable[[DeviceKind, object, DeviceFailure], None],
        on_change: Callable[[], None],
    ) -> None:
        self.kind = kind
        self.chosen = ""
        self.failure: DeviceFailure | None = None
        self._find = find
        self._open_device = open_device
        self._on_failure = on_failure
        self._on_change = on_change
        self._claims = 0
        self._handle: DeviceHandle | None = None
        self._open_id = ""
        self._token: object = None

    @property
    def is_open(self) -> bool:
        """Whether a device is open and has not failed."""
        return self._handle is not None

    @property
    def open_id(self) -> str:
        """The device that is open, or nothing."""
        return self._open_id if self._handle is not None else ""

    @property
    def is_claimed(self) -> bool:
        """Whether somebody wants it."""
        return self._claims > 0

    def claim(self) -> None:
        """Want the device; the first claim opens it."""
        self._claims += 1
        if self._claims == 1:
            self.failure = None
            self.refresh()
            self._on_change()

    def unclaim(self) -> None:
        """Want it no more; the last claim gone closes it."""
        self._claims -= 1
        if self._claims == 0:
            self.refresh()
            self._on_change()

    def choose(self, device_id: str) -> None:
        """Use this device from now on, the system's default if empty."""
        self.chosen = device_id
        self.failure = None
        self.refresh()

    def retry(self) -> None:
        """Open the device that failed once more, if it is wanted still and there."""
        if self.failure is not None and self.is_claimed:
            self.failure = None
            self.refresh()

    def refresh(self) -> None:
        """Open, close or exchange the device, so that what is open is what is wanted."""
        device = self._find(self.kind, self.chosen) if self._claims else None
        wanted = device.id if device is not None else ""
        if self.failure is not None and self.failure.device_id == wanted:
            return
        if wanted == self._open_id and (self._handle is not None or not wanted):
            return
        self.close()
        if wanted:
            self.failure = None
            self._open(wanted)
        self._on_change()

    def fail(self, token: object, failure: DeviceFailure) -> None:
        """Take note that the device opened under ``token`` works no more."""
        if token is not self._token:
            return
        log.info("%s %s failed: %s", self.kind.value, failure.device_id, failure.reason.value)
        self.close()
        self.failure = failure
        self._on_change()

    def reopen(self) -> None:
        """Close what is open and open it again, since it is to be opened in another way."""
        if self._handle is not None:
            self.close()
            self.refresh()

    def close(self) -> None:
        """Close what is open."""
        handle, self._handle = self._handle, None
        self._open_id, self._token = "", None
        if handle is not None:
            handle.close()

    def _open(self, device_id: str) -> None:
        token = self._token = object()
        self._open_id = device_id
        self._handle = self._open_device(
            device_id, lambda failure: self._on_failure(self.kind, token, failure)
        )
