"""What a service bears beside a room in which three talk: 200 joins in a second, and a flood of requests.

``python -m tests.bench.rooms.storm`` runs it alone.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import asdict, dataclass, field

from tests.bench.rooms.crowd import Crowd
from tests.bench.rooms.guest import Guest, NotLetIn
from tests.bench.rooms.meeting import Ears, Heard
from tests.bench.rooms.served import MEMBERS, RoomService, room_service

JOINS = 200
ROOMS = 13
"""Rooms into which the 200 go: with 16 seats each there is one for everybody."""

FLOOD_SECONDS, FLOOD_RATE = 5.0, 1000
"""Requests in a second of one member: every second one for a keyframe, the others for 64 packets again."""

FRAME_RATE = 15
SETTLE_SECONDS = 3.0


@dataclass
class Found:
    """What came of it. Times in seconds."""

    statuses: dict[str, int] = field(default_factory=dict)
    """How many of the 200 were let in (200), and with what the others were refused."""
    seconds: float = 0.0
    """Until the last of them had its answer."""
    slowest: float = 0.0
    """Until the last of those who were let in could send."""
    storm: Heard | None = None
    """What the three who were there before heard meanwhile."""
    after: int = 0
    """How many of ten who come afterwards are let in."""
    flood: Heard | None = None
    """What two heard while the third flooded the service."""
    calm_fps: float = 0.0
    flood_fps: float = 0.0
    """Pictures in a second that they saw of each other before and meanwhile; 15 are sent."""
    flooded: int = 0
    """Requests that were sent in a second."""
    keyframes: float = 0.0
    """Keyframes in a second that the flood has led to."""


async def join_at_once(service: RoomService, crowd: Crowd, found: Found) -> None:
    """Let 200 who are registered join in the same second, each one's packets handled as they come."""
    guests = [Guest(service, f"s{number}", has_video=False) for number in range(JOINS)]
    for few in range(0, JOINS, 20):
        await asyncio.gather(*(guest.register() for guest in guests[few : few + 20]))
    ears, begun = Ears(list(crowd.guests.values())), time.monotonic()
    results = await asyncio.gather(*(_join(guest, number) for number, guest in enumerate(guests)))
    found.seconds = time.monotonic() - begun
    found.statuses = dict(Counter(status for status, _ in results))
    found.slowest = max((at - begun for status, at in results if status == "200"), default=0.0)
    found.storm = ears.heard()
    await asyncio.gather(*(guest.close() for guest in guests))
    await asyncio.sleep(SETTLE_SECONDS)
    later = [await Guest(service, f"l{number}", has_video=False).register() for number in range(10)]
    found.after = sum([status == "200" for status, _ in [await _join(guest, 0) for guest in later]])
    await asyncio.gather(*(guest.close() for guest in later))


async def _join(guest: Guest, number: int) -> tuple[str, float]:
    await asyncio.sleep(number / JOINS)
    try:
        await guest.join(f"hall{number % ROOMS}")
    except NotLetIn as error:
        return str(error.status), time.monotonic()
    except TimeoutError:
        return "no answer", time.monotonic()
    return "200", time.monotonic()


async def flood(crowd: Crowd, found: Found) -> None:
    """Let one of three ask for keyframes and lost packets as fast as it can."""
    *others, hostile = crowd.guests.values()
    found.calm_fps, _ = await _watched(others, asyncio.sleep(FLOOD_SECONDS))
    ears, keyframes = Ears(others), _keyframes(crowd)
    found.flood_fps, sent = await _watched(others, _ask_all_the_time(hostile))
    found.flood = ears.heard()
    found.flooded = round((sent or 0) / FLOOD_SECONDS)
    found.keyframes = (_keyframes(crowd) - keyframes) / FLOOD_SECONDS


async def _watched(guests: Sequence[Guest], meanwhile: Awaitable[int | None]) -> tuple[float, int | None]:
    """Return how many pictures in a second two people saw of each other, and what came of ``meanwhile``."""
    frames, begun = _frames(guests), time.monotonic()
    result = await meanwhile
    return (_frames(guests) - frames) / (time.monotonic() - begun) / len(guests), result


async def _ask_all_the_time(hostile: Guest) -> int:
    requests = [one for label in hostile.shown for one in hostile.person.requests(label)]
    begun, sent = time.monotonic(), 0
    while (passed := time.monotonic() - begun) < FLOOD_SECONDS:
        for _ in range(min(100, int(passed * FLOOD_RATE) - sent)):
            hostile.person.leg.send_rtcp(requests[sent % len(requests)])
            sent += 1
        await asyncio.sleep(0.005)
    return sent


def _frames(guests: Sequence[Guest]) -> int:
    """Return how many they saw of each other."""
    own = {guest.me for guest in guests}
    return sum(guest.person.seen[label].frames for guest in guests for label in own & set(guest.person.seen))


def _keyframes(crowd: Crowd) -> int:
    return sum(guest.person.keyframes_asked for guest in crowd.guests.values())


async def run() -> Found:
    """Let three talk, and the rest happen."""
    found = Found()
    assert JOINS <= ROOMS * MEMBERS
    async with room_service() as service:
        crowd = Crowd(service, "talk", frame_rate=FRAME_RATE)
        try:
            for number in range(3):
                await crowd.join(f"t{number}")
            await asyncio.sleep(SETTLE_SECONDS)
            await flood(crowd, found)
            await join_at_once(service, crowd, found)
        finally:
            await crowd.close()
    return found


if __name__ == "__main__":
    sys.setswitchinterval(0.001)
    print(json.dumps(asdict(asyncio.run(run()))))
