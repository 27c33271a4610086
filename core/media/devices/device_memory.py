"""Which device the person chose beside which others: the headset at the desk, the built-in one elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from core.ports import Device, DeviceKind

SETS_KEPT = 64
"""Choices that are remembered; the oldest is forgotten first."""


class DeviceMemory:
    """The choices by kind and set of devices, newest last. Pure; ``as_json`` and ``restore`` for the disk.

    ``use`` tells choices apart of one kind of device: a speaker may be for calls, or for ringing.
    """

    def __init__(self) -> None:
        self._choices: dict[str, str] = {}

    def remember(self, kind: DeviceKind, present: Iterable[Device], chosen: str, use: str = "") -> None:
        """Keep ``chosen`` (empty: the system's default) for the devices of ``kind`` that are there now."""
        key = _key(kind, present, use)
        self._choices.pop(key, None)
        self._choices[key] = chosen
        while len(self._choices) > SETS_KEPT:
            del self._choices[next(iter(self._choices))]

    def recall(self, kind: DeviceKind, present: Iterable[Device], use: str = "") -> str | None:
        """Return what was chosen when just these devices were there; None if that never was."""
        return self._choices.get(_key(kind, present, use))

    def as_json(self) -> dict[str, str]:
        """Return what to keep."""
        return dict(self._choices)

    def restore(self, kept: object) -> None:
        """Take back what ``as_json`` gave; anything else is left out."""
        if isinstance(kept, Mapping):
            known = {k: v for k, v in kept.items() if isinstance(k, str) and isinstance(v, str)}
            self._choices = dict(list(known.items())[-SETS_KEPT:])


def _key(kind: DeviceKind, present: Iterable[Device], use: str) -> str:
    ids = sorted(device.id for device in present if device.kind is kind and not device.is_fake)
    return f"{use or kind.value}:{hashlib.sha256(chr(0).join(ids).encode()).hexdigest()[:16]}"
