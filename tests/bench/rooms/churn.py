"""A room in which people come and go for half an hour: what the service holds before and after.

``python -m tests.bench.rooms.churn`` runs as long as a meeting does; ``--seconds 120`` brings the same
comings and goings, of the same seed, into two minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from tests.bench.measurement import Measurement
from tests.bench.rooms.crowd import Crowd
from tests.bench.rooms.guest import Guest
from tests.bench.rooms.served import Census, RoomService, room_service
from tests.bench.signalling.servers import _cpu_of

SEED = 7
REAL_SECONDS, QUICK_SECONDS = 1800.0, 120.0
CHANGES = 600
"""Comings and goings: one every three seconds of half an hour."""

WARM_UP = 360
"""Of them, after which everything that is made once is there, and what is remembered of the last so many
things (addresses that were read, packets that may be asked for) is at its bounds."""

STAYING = 3
MOST_GUESTS = 5
MOST_GROWTH = 5.0
SETTLE_SECONDS = 45.0
"""After which nothing is owed any more to who has left: transactions last for 32 s (RFC 6026)."""

FRAME_RATE = 5.0
"""Small pictures, so that half an hour beside other work disturbs nobody."""


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody comes, or goes."""

    user: str
    comes: bool
    has_video: bool
    pause: float
    """Until the next one, in shares of the time between two changes on average."""


def changes(rng: random.Random, count: int) -> Iterator[Change]:
    """Yield comings and goings, an even number of them: at the end nobody is left."""
    there: list[str] = []
    for number in range(count):
        must_go = len(there) >= min(MOST_GUESTS, count - number)
        if there and (must_go or rng.random() < 0.45):
            yield Change(there.pop(rng.randrange(len(there))), False, False, 2 * rng.random())
        else:
            there.append(f"guest{number}")
            yield Change(there[-1], True, rng.random() < 0.7, 2 * rng.random())


@dataclass(frozen=True, slots=True)
class Found:
    """What the service held after the warm-up and at the end, each time with the same few in the room."""

    before: Census
    after: Census
    seconds: float
    cores: float
    """That the service used meanwhile."""
    lost_sound: int
    """Packets of the mix that those who stayed did not get."""
    lost_members: int
    """Of those who stayed."""
    longest_silence: float
    """Seconds between two packets of the mix at most, for those who stayed."""

    @property
    def growth(self) -> float:
        """By how many per cent memory has grown."""
        return 100 * (self.after.memory / self.before.memory - 1)


async def _settled(service: RoomService) -> Census:
    await asyncio.sleep(SETTLE_SECONDS)
    return await service.census()


async def _carry_out(crowd: Crowd, planned: list[Change], seconds: float) -> None:
    each = seconds / CHANGES
    for change in planned:
        begun = time.monotonic()
        if change.comes:
            await crowd.join(change.user, has_video=change.has_video, frame_bytes=600, key_bytes=1500)
        else:
            await crowd.leave(change.user)
        await asyncio.sleep(max(0.0, each * change.pause - (time.monotonic() - begun)))


async def run(seconds: float = QUICK_SECONDS, seed: int = SEED) -> Found:
    """Let people come and go; about as long as asked for."""
    rng = random.Random(seed)
    warm_up, planned = [list(changes(rng, count)) for count in (WARM_UP, CHANGES - WARM_UP)]
    async with room_service() as service:
        crowd = Crowd(service, "churn", frame_rate=FRAME_RATE)
        try:
            staying = [
                await crowd.join(f"stays{number}", frame_bytes=600, key_bytes=1500)
                for number in range(STAYING)
            ]
            await _carry_out(crowd, warm_up, seconds)
            before = await _settled(service)
            missing = sum(guest.person.sound.missing for guest in staying)
            _forget_silences(staying)
            cpu, begun = _cpu_of(service.pid), time.monotonic()
            await _carry_out(crowd, planned, seconds)
            passed = time.monotonic() - begun
            return Found(
                before,
                await _settled(service),
                passed,
                (_cpu_of(service.pid) - cpu) / passed,
                sum(guest.person.sound.missing for guest in staying) - missing,
                sum(guest.is_lost for guest in staying),
                max(guest.person.sound.longest_gap for guest in staying),
            )
        finally:
            await crowd.close()


def _forget_silences(staying: list[Guest]) -> None:
    for guest in staying:
        guest.person.sound.longest_gap = 0.0


def measurements(found: Found) -> list[Measurement]:
    """Return what a bench tells of it."""
    before, after = found.before, found.after
    what = f"room: {CHANGES - WARM_UP} comings and goings in {found.seconds / 60:.0f} min"
    note = f"{before.memory >> 20} MB -> {after.memory >> 20} MB; objects {before.objects} -> {after.objects}"
    held = {
        name: getattr(after, name) - getattr(before, name)
        for name in ("tasks", "threads", "files", "sockets")
    }
    return [
        Measurement(f"{what}: memory", found.growth, "%", MOST_GROWTH, note=note),
        *(Measurement(f"{what}: {name} left over", float(more), "", 0.0) for name, more in held.items()),
        Measurement(f"{what}: members lost of those who stay", found.lost_members, "", 0.0),
        Measurement(f"{what}: packets of the mix missed by those who stay", found.lost_sound, "", 0.0),
        Measurement(f"{what}: cores of the service", found.cores, "cores"),
    ]


def main() -> None:
    """Run it alone and print what was found."""
    parser = argparse.ArgumentParser(description="Let people come into a room and go.")
    parser.add_argument("--seconds", type=float, default=REAL_SECONDS)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    sys.setswitchinterval(0.001)
    print(f"seed {options.seed}", flush=True)
    found = asyncio.run(run(options.seconds, options.seed))
    print(json.dumps(asdict(found), indent=1))


if __name__ == "__main__":
    main()
