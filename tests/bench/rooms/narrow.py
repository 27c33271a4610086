"""Four in a room, one of them behind 150 kbit/s: what the others see of each other, and what the one gets.

``python -m tests.bench.rooms.narrow`` runs it alone. The four send 30 pictures in a second, of 360 lines as
far as anybody looks, at 600 kbit/s each; the same scene without the narrow line is the reference.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field

from core.sip.bodies.room_requests import View
from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.line.relay_process import RelayProcess
from tests.bench.rooms.crowd import Crowd
from tests.bench.rooms.guest import Guest
from tests.bench.rooms.served import RoomService, room_service

MEMBERS = 4
KBPS = 150
HEIGHT = 360
FRAME_RATE = 30
SETTLE_SECONDS, SECONDS = 12.0, 15.0
SEED = 5


@dataclass
class Seen:
    """What was seen for a while."""

    others_fps: list[float] = field(default_factory=list)
    """Pictures in a second that each of the others got of each of the others."""
    height: int = 0
    """The least of what the room has asked of the others' cameras."""
    narrow_fps: list[float] = field(default_factory=list)
    """Whole pictures in a second that the narrow one got of each of the others: stills."""
    narrow_broken: int = 0
    narrow_sound: float = 0.0
    """The share of the packets of the mix that the narrow one got."""
    others_sound_missed: int = 0


def _looks(guest: Guest) -> None:
    guest.ask(View(dict.fromkeys(guest.members, HEIGHT)))


async def scene(service: RoomService, room: str, *, is_narrow: bool) -> Seen:
    """Let four see each other, the last of them over the line."""
    rate = KBPS * 1000 if is_narrow else None
    line = Schedule((0.0, Conditions(delay=0.02, rate=rate, queue=0.5)))
    crowd = Crowd(service, room, frame_rate=FRAME_RATE)
    crowd.talkers = {"w0"}
    with RelayProcess(Schedule((0.0, Conditions(delay=0.02))), line, SEED) as relay:
        try:
            guests = [await crowd.join(f"w{number}") for number in range(MEMBERS - 1)]
            slow = await crowd.registered("slow")
            await slow.join(room, relay)
            guests.append(slow)
            for guest in guests:
                await guest.until(lambda guest=guest: len(guest.shown) == MEMBERS - 1)
                _looks(guest)
            relay.begin()
            await asyncio.sleep(SETTLE_SECONDS)
            return await _watch(guests, slow)
        finally:
            await crowd.close()


async def _watch(guests: list[Guest], slow: Guest) -> Seen:
    before = {
        guest.user: {label: seen.frames for label, seen in guest.person.seen.items()} for guest in guests
    }
    missing = [guest.person.sound.missing for guest in guests]
    broken = sum(seen.broken for seen in slow.person.seen.values())
    heard, begun = slow.person.sound.packets, time.monotonic()
    await asyncio.sleep(SECONDS)
    passed = time.monotonic() - begun
    found = Seen(height=HEIGHT)
    for guest in guests:
        for label, seen in guest.person.seen.items():
            fps = (seen.frames - before[guest.user].get(label, 0)) / passed
            if guest is slow:
                found.narrow_fps.append(fps)
            elif label != slow.me:
                found.others_fps.append(fps)
        if guest is not slow and guest.demands:
            found.height = min(found.height, guest.demands[-1].height)
    found.narrow_broken = sum(seen.broken for seen in slow.person.seen.values()) - broken
    lost = slow.person.sound.missing - missing[-1]
    got = slow.person.sound.packets - heard
    found.narrow_sound = got / (got + lost) if got else 0.0
    found.others_sound_missed = sum(
        guest.person.sound.missing - was for guest, was in zip(guests[:-1], missing[:-1], strict=True)
    )
    return found


async def run() -> tuple[Seen, Seen]:
    """Return the scene, and the reference: the same over a wide line."""
    async with room_service() as service:
        return await scene(service, "narrow", is_narrow=True), await scene(service, "wide", is_narrow=False)


if __name__ == "__main__":
    sys.setswitchinterval(0.001)
    for one in asyncio.run(run()):
        print(json.dumps(asdict(one)))
