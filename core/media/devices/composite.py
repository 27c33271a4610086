"""Several device hosts as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import av

from core.media.devices.fake import NoDevice
from core.ports import (
    Block,
    Device,
    DeviceFailure,
    DeviceHandle,
    DeviceHost,
    DeviceKind,
    FailureReason,
    OnFailure,
    SoundServiceHost,
)


class CompositeDevices:
    """The devices of ``hosts`` together, in their order.

    Of devices with one id only the first host's counts, and only the first host names defaults: a later
    one adds choices, it never becomes what is used unasked.
    """

    def __init__(self, hosts: Sequence[DeviceHost]) -> None:
        self._hosts = tuple(hosts)

    def devices(self) -> tuple[Device, ...]:
        """Return the devices present now. Any thread."""
        found: dict[str, Device] = {}
        for place, host in enumerate(self._hosts):
            for device in host.devices():
                found.setdefault(device.id, device if place == 0 else replace(device, is_default=False))
        return tuple(found.values())

    def has_sound_service(self) -> bool:
        """Whether no host misses the system's sound service. Any thread."""
        return all(host.has_sound_service() for host in self._hosts if isinstance(host, SoundServiceHost))

    def watch(self, on_change: Callable[[], None]) -> None:
        """Call ``on_change`` when any host's devices change."""
        for host in self._hosts:
            host.watch(on_change)

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        """Capture sound with the host that has the device."""
        host = self._host_of(device_id)
        if host is None:
            return _gone(device_id, DeviceKind.MICROPHONE, on_failure)
        return host.open_microphone(device_id, on_block, on_failure)

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        """Play with the host that has the device."""
        host = self._host_of(device_id)
        if host is None:
            return _gone(device_id, DeviceKind.SPEAKER, on_failure)
        return host.open_speaker(device_id, next_block, on_failure)

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
        """Capture pictures with the host that has the device."""
        host = self._host_of(device_id)
        if host is None:
            return _gone(device_id, DeviceKind.CAMERA, on_failure)
        return host.open_camera(device_id, on_frame, on_failure, width=width, height=height, rate=rate)

    def close(self) -> None:
        """Close every host."""
        for host in self._hosts:
            host.close()

    def _host_of(self, device_id: str) -> DeviceHost | None:
        for host in self._hosts:
            if any(device.id == device_id for device in host.devices()):
                return host
        return None


def _gone(device_id: str, kind: DeviceKind, on_failure: OnFailure) -> DeviceHandle:
    on_failure(DeviceFailure(device_id, kind, FailureReason.GONE))
    return NoDevice()
