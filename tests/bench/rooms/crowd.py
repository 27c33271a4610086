"""Headless members of a room in another process: they send at a steady pace and count what comes."""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiortc.rtcdtlstransport import RTCCertificate

from core.service.media.refusal import UNAVAILABLE, MediaRefused
from tests.bench.call_service import ROOT
from tests.service.conference.media.headless import QUIET, Headless, speech_payloads

FRAME_SECONDS = 1 / 30
SOUND_SECONDS = 0.02


class RoomProcess:
    """``room_process.py``, asked by lines of JSON. ``on_renew`` is told whose description is due."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.pid = process.pid
        self.on_renew = lambda member: None
        self._process = process
        self._ids = itertools.count()
        self._waiting: dict[str, asyncio.Future[str]] = {}
        self._reading = asyncio.create_task(self._read())

    async def ask(self, do: str, member: str = "", sdp: str = "") -> str:
        """Have something done. Raises MediaRefused."""
        number = str(next(self._ids))
        self._waiting[number] = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        asked = {"id": number, "do": do, "member": member, "sdp": sdp}
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        return await self._waiting[number]

    async def _read(self) -> None:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            self._take(json.loads(line))

    def _take(self, told: dict[str, Any]) -> None:
        if "renew" in told:
            self.on_renew(told["renew"])
        elif "ended" in told:
            print("ended:", told["ended"], told["sentence"], file=sys.stderr)
        else:
            waiting = self._waiting.pop(told["id"])
            if waiting.done():
                return
            if "refused" in told:
                waiting.set_exception(MediaRefused(UNAVAILABLE, told["refused"]))
            else:
                waiting.set_result(told["sdp"])

    async def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await asyncio.wait_for(self._process.wait(), 20)
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)


@asynccontextmanager
async def room_process() -> AsyncIterator[RoomProcess]:
    """Run a room alone in a process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.rooms.room_process",
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        limit=1 << 20,
    )
    room = RoomProcess(process)
    try:
        yield room
    finally:
        await room.close()


class RemoteMember:
    """A member's end in the room's process."""

    def __init__(self, room: RoomProcess, member: str) -> None:
        self._room, self._member = room, member
        self._is_first = True

    async def take_offer(self, sdp: str) -> str:
        """Return the answer."""
        do, self._is_first = "join" if self._is_first else "take_offer", False
        return await self._room.ask(do, self._member, sdp)

    async def offer(self) -> str:
        """Return an offer."""
        return await self._room.ask("offer", self._member)

    async def take_answer(self, sdp: str) -> None:
        """Take an answer."""
        await self._room.ask("take_answer", self._member, sdp)


class Crowd:
    """Headless members, all of whom talk and show themselves unless said otherwise."""

    def __init__(self, room: RoomProcess) -> None:
        self.people: dict[str, Headless] = {}
        self.talkers: set[str] | None = None
        """Who talks; None: everybody."""
        self._room = room
        self._media: dict[str, RemoteMember] = {}
        self._certificate = RTCCertificate.generateCertificate()
        self._speech = speech_payloads()
        self._renewing: set[asyncio.Task[None]] = set()
        room.on_renew = self._renew
        self._pump = asyncio.create_task(self._send())

    async def join(self, member: str, **wishes: Any) -> Headless:
        """Let one more join."""
        person = Headless(member, certificate=self._certificate, **wishes)
        self.people[member] = person
        self._media[member] = RemoteMember(self._room, member)
        await person.join(self._media[member])
        return person

    async def leave(self, member: str) -> None:
        """Let one go."""
        person = self.people.pop(member)
        self._media.pop(member)
        await self._room.ask("leave", member)
        await person.close()

    def _renew(self, member: str) -> None:
        task = asyncio.create_task(self._renewed(member))
        self._renewing.add(task)
        task.add_done_callback(self._renewing.discard)

    async def _renewed(self, member: str) -> None:
        person, media = self.people.get(member), self._media.get(member)
        if person is None or media is None:
            return
        try:
            await person.renew(media)
        except MediaRefused:
            return  # gone meanwhile

    async def _send(self) -> None:
        """Let everybody send, each at a moment of its own within a frame."""
        begin = time.monotonic()
        sounds: dict[str, int] = {}
        frames: dict[str, int] = {}
        while True:
            now = time.monotonic() - begin
            for place, (name, person) in enumerate(tuple(self.people.items())):
                if not person.leg.is_connected:
                    continue
                shifted = now + 0.0043 * place
                if sounds.setdefault(name, int(shifted / SOUND_SECONDS)) < int(shifted / SOUND_SECONDS):
                    sounds[name] += 1
                    talks = self.talkers is None or name in self.talkers
                    person.say(self._speech if talks else QUIET)
                if not person.far.has_video:
                    continue
                if frames.setdefault(name, int(shifted / FRAME_SECONDS)) < int(shifted / FRAME_SECONDS):
                    frames[name] += 1
                    person.show()
            await asyncio.sleep(0.002)

    async def close(self) -> None:
        """Let all go."""
        self._pump.cancel()
        for person in self.people.values():
            await person.close()
        await asyncio.gather(self._pump, *self._renewing, return_exceptions=True)
