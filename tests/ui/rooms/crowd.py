"""People of a room without windows, in one process: ``python -m tests.ui.rooms.crowd FOLDER ROOM NAME...``.

FOLDER is the data folder of a running embedded service. Each is a whole client that shows a small picture and
is silent. Takes lines, ``speak NAME``, ``hush NAME`` and ``leave NAME``, and answers each with ``done`` once
it is so; begins with ``in`` when all are in the room. Ends with its stdin.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.calling import Call, CallingRuntime, Sinch, SinchClient
from core.engine.account.access import Access
from core.media.devices.capture import LocalMedia
from core.media.devices.paced_thread import PacedThread
from core.ports import BLOCK_SAMPLES, Block, DeviceHandle, DeviceKind, OnFailure
from core.service.process.launcher import EmbeddedService, find_running
from tests.bench.network.ends.speech import computed_speech
from tests.calling.fakes import Heard
from tests.media.call_pair import BLOCK_SECONDS, ToneDevices

SIZE, RATE = (320, 180), 5
PATIENCE = 90.0
SILENCE = np.zeros(BLOCK_SAMPLES, np.int16)


class SmallDevices(ToneDevices):
    """A camera of 180 lines, five times in a second, and somebody who speaks when told to."""

    def __init__(self) -> None:
        super().__init__(size=SIZE)
        self.speech = np.zeros(0, np.int16)
        """What is said, over and over; nothing while it is empty."""

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        def speak(number: int) -> None:
            blocks = len(self.speech) // BLOCK_SAMPLES
            at = number % blocks * BLOCK_SAMPLES if blocks else 0
            on_block(self.speech[at : at + BLOCK_SAMPLES] if blocks else SILENCE)

        return self._open(DeviceKind.MICROPHONE, PacedThread("voice", BLOCK_SECONDS, speak))

    def open_camera(self, *args: object, **wanted: object) -> DeviceHandle:
        return super().open_camera(*args, **(wanted | {"rate": RATE}))  # type: ignore[arg-type]


class Guest:
    """One of them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.devices = SmallDevices()
        self.media = LocalMedia(self.devices)
        self.heard = Heard()
        self.heard.patience = PATIENCE

    async def enter(self, service: EmbeddedService, room: str) -> None:
        """Register, and go into the room."""
        access = Access.to_embedded(service, self.name.lower())
        builder = Sinch.getSinchClientBuilder().applicationKey(access.application_key).userId(access.user_id)
        runtime = CallingRuntime(local_media=self.media)
        self.client: SinchClient = builder.environmentHost(access.url).runtime(runtime).build()
        self.client.displayName = self.name
        self.heard.tokens = [await access.token() for _ in range(3)]
        self.client.addListener(self.heard)
        await self.client.start()
        await self.heard.hears("started")
        self.call: Call = await self.client.callClient.callConference(room, video=True)
        self.call.addListener(self.heard)
        await self.heard.hears("established")

    async def leave(self) -> None:
        """Hang up and end."""
        if self.call.state != "ended":
            self.call.hangup()
            await self.heard.hears("ended")

    async def close(self) -> None:
        """End, whatever is going on."""
        await self.leave()
        await self.client.terminateGracefully()
        self.media.close()


async def obey(guests: dict[str, Guest], line: str) -> None:
    """Do what a line says."""
    what, _, name = line.strip().partition(" ")
    match what:
        case "speak":
            speech = await asyncio.to_thread(computed_speech, 4.0)
            guests[name].devices.speech = speech
        case "hush":
            guests[name].devices.speech = np.zeros(0, np.int16)
        case "leave":
            await guests[name].leave()
        case _:
            raise ValueError(line)


async def main(folder: str, room: str, *names: str) -> None:
    """Be there until stdin ends."""
    service = find_running(Path(folder))
    assert service is not None, "no service runs there"
    guests = {name: Guest(name) for name in names}
    try:
        await asyncio.gather(*(guest.enter(service, room) for guest in guests.values()))
        print("in", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            await obey(guests, line)
            print("done", flush=True)
    finally:
        await asyncio.gather(*(guest.close() for guest in guests.values()))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
