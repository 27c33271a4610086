"""Which devices a command without a window uses: files, the test devices, or the machine's own."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field

from core.media.devices.capture import LocalMedia
from core.media.devices.composite import CompositeDevices
from core.media.devices.fake import FakeDevices
from core.media.devices.files import FileDevices
from core.ports import DeviceHost, DeviceKind

_FILE_OPTIONS = ("audio_in", "video_in", "audio_out", "video_out")


@dataclass(frozen=True, slots=True)
class ChosenDevices:
    """A host, and the device to select for each kind that is not left to the default."""

    host: DeviceHost
    chosen: dict[DeviceKind, str] = field(default_factory=dict)
    files: FileDevices | None = None


@dataclass(frozen=True, slots=True)
class DeviceProblems:
    """Sentences about devices that a call went without: not there at all, and not working."""

    missing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def device_problems(media: LocalMedia, *, video: bool) -> DeviceProblems:
    """Return what is wrong with the devices of a call now."""
    now = media.snapshot()
    found = [
        (now.microphone_problem, now.microphones),
        (now.speaker_problem, now.speakers),
        (now.camera_problem if video else "", now.cameras),
    ]
    return DeviceProblems(
        tuple(sentence for sentence, present in found if sentence and not present),
        tuple(sentence for sentence, present in found if sentence and present),
    )


def needs_real_devices(arguments: argparse.Namespace) -> bool:
    """Whether the command would look for the machine's microphone, speaker or camera."""
    return not arguments.fake_devices and not any(getattr(arguments, name) for name in _FILE_OPTIONS)


def choose_devices(arguments: argparse.Namespace, host: DeviceHost | None) -> ChosenDevices:
    """Return the devices for ``arguments``; ``host`` is the machine's own, where there is one.

    Raises ``DeviceFileError`` for a file that cannot be read or written.
    """
    if not any(getattr(arguments, name) for name in _FILE_OPTIONS):
        return ChosenDevices(host if host is not None and not arguments.fake_devices else FakeDevices())
    files = FileDevices(
        audio_in=arguments.audio_in,
        video_in=arguments.video_in,
        audio_out=arguments.audio_out,
        video_out=arguments.video_out,
    )
    fakes = FakeDevices()
    chosen = {kind: fakes.default_id(kind) for kind in DeviceKind if arguments.fake_devices}
    for device in files.devices():
        chosen[device.kind] = device.id
    return ChosenDevices(CompositeDevices([files, fakes]), chosen, files)
