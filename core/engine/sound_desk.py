"""What the person sets about sound, the check before a call, and hints: commands in, snapshot parts out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from core import commands
from core.commands import Command
from core.engine.people.phonebook import PhoneBook
from core.engine.people.remembered import SoundChoices
from core.engine.tasks import TaskGroup
from core.media.audio.hints import CallHints
from core.media.audio.tone_files import ringtones
from core.media.devices.capture import LocalMedia
from core.media.devices.ringer import RINGTONE
from core.media.devices.room_check import check_room
from core.ports import DeviceKind, NoiseSuppression
from core.snapshots import CallSnapshot, CheckSnapshot, DevicesSnapshot

log = logging.getLogger(__name__)

LOOK_EVERY = 0.25
"""Seconds between two looks at the levels of a call."""


class SoundDesk:
    """Sound as the window sets and sees it. Core thread; ``on_change`` after each change."""

    def __init__(
        self, media: LocalMedia, phonebook: PhoneBook, tasks: TaskGroup, on_change: Callable[[], None]
    ) -> None:
        self._media = media
        self._phonebook = phonebook
        self._tasks = tasks
        self._on_change = on_change
        self._check = CheckSnapshot()
        self._checking: asyncio.Task[None] | None = None
        self._hints = CallHints()
        self._shown_hints: tuple[str, ...] = ()
        self._looking: asyncio.TimerHandle | None = None
        self._calls: tuple[CallSnapshot, ...] = ()
        self._apply(phonebook.remembered.sound)
        media.start_ringing_on(phonebook.remembered.sound.ring_device_id)

    def handle(self, command: Command) -> bool:
        """Do what ``command`` says; False if it is not about sound."""
        choices = self._phonebook.remembered.sound
        match command:
            case commands.SetVolume(volume):
                self._keep(replace(choices, volume=_within(volume, 1.0)))
            case commands.SetMicrophoneGain(gain):
                self._keep(replace(choices, gain=_within(gain, 4.0)))
            case commands.SetNoiseSuppression(choice):
                if choice in list(NoiseSuppression):
                    self._keep(replace(choices, noise=NoiseSuppression(choice)))
            case commands.SetRingVolume(volume):
                self._keep(replace(choices, ring_volume=_within(volume, 1.0)))
            case commands.SelectRingDevice(device_id):
                self._media.select_ring_device(device_id)
                self._keep(replace(choices, ring_device_id=device_id))
                self._tasks.spawn(self._phonebook.set_device_sets(self._media.memory.as_json()))
            case commands.SetRingtone(name):
                if name in ringtones():
                    self._keep(replace(choices, ringtone=name))
                    self._media.ringer.play(RINGTONE, loop=False)
            case commands.PlayTone(name, loop):
                self._media.ringer.play(name, loop=loop)
            case commands.StopTone():
                self._media.ringer.stop()
            case commands.StartCheck():
                self._start_check()
            case commands.StopCheck():
                self._stop_check()
            case _:
                return False
        return True

    def devices(self) -> DevicesSnapshot:
        """Return the devices with the check's state."""
        return replace(self._media.snapshot(), check=self._check)

    def calls(self, calls: tuple[CallSnapshot, ...]) -> tuple[CallSnapshot, ...]:
        """Return ``calls`` with hints in the one that hears the person, and follow the levels meanwhile."""
        self._calls = calls
        if self._speaking_call() is None:
            self._stop_looking()
        elif self._looking is None:
            self._look()
        return tuple(
            replace(call, hints=self._shown_hints) if call.has_microphone else call for call in calls
        )

    def close(self) -> None:
        """Stop what goes on."""
        self._stop_looking()
        self._stop_check()
        self._media.ringer.stop()

    def _keep(self, choices: SoundChoices) -> None:
        self._apply(choices)
        self._tasks.spawn(self._phonebook.set_sound(choices))
        self._on_change()

    def _apply(self, choices: SoundChoices) -> None:
        media = self._media
        media.set_volume(_within(choices.volume, 1.0))
        media.set_gain(_within(choices.gain, 4.0))
        media.suppress_noise(choices.noise)
        media.ringer.ringtone = choices.ringtone
        media.ringer.volume = _within(choices.ring_volume, 1.0)

    def _start_check(self) -> None:
        self._stop_check()
        self._checking = asyncio.get_running_loop().create_task(self._run_check())

    async def _run_check(self) -> None:
        self._show_check(await check_room(self._media, self._show_check))

    def _stop_check(self) -> None:
        checking, self._checking = self._checking, None
        if checking is not None:
            checking.cancel()
        self._show_check(CheckSnapshot())

    def _show_check(self, check: CheckSnapshot) -> None:
        if check != self._check:
            self._check = check
            self._on_change()

    def _speaking_call(self) -> CallSnapshot | None:
        found = (call for call in self._calls if call.has_microphone and call.state == "established")
        return next(found, None)

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = None
        self._hints = CallHints()
        self._shown_hints = ()

    def _look(self) -> None:
        call = self._speaking_call()
        loop = asyncio.get_running_loop()
        if call is None:
            self._stop_looking()
            return
        hints = self._hints.look(
            level=self._media.input_level,
            raw_level=self._media.pipeline.raw_meter.level,
            muted=call.muted,
            is_open=self._media.is_open(DeviceKind.MICROPHONE),
            now=loop.time(),
        )
        self._looking = loop.call_later(LOOK_EVERY, self._look)
        if hints != self._shown_hints:
            self._shown_hints = hints
            self._on_change()


def _within(value: float, most: float) -> float:
    """Return ``value`` as a factor of 0 to ``most``; what is no number is 1."""
    with suppress(TypeError, ValueError):
        return max(0.0, min(most, float(value))) if value == value else 1.0
    return 1.0
