"""A room of six at a real service: what it costs, how soon people see each other, and what others hear of it.

``python -m tests.bench.rooms.meeting`` runs it alone.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from tests.bench.measurement import percentile
from tests.bench.rooms.crowd import Crowd
from tests.bench.rooms.guest import Guest
from tests.bench.rooms.served import room_service
from tests.bench.signalling.servers import _cpu_of

MEMBERS = 6
SETTLE_SECONDS, SECONDS = 5.0, 12.0
CHANGES = 40
"""Joins and leaves that are measured."""

RECONNECTS = 3
FRAME_RATE = 30


@dataclass
class Heard:
    """What those who stayed heard of the mix for a while. Two talk all the time, so there is always sound."""

    missed: int
    """Packets that did not come."""
    jumps: int
    """How often time went on by more than packets did: something was left out of the mix."""
    longest_silence: float
    """Seconds between two packets at most."""


@dataclass
class Figures:
    """What was measured. Times in seconds."""

    cores: float = 0.0
    frames: float = 0.0
    """The share of all frames of all pictures that came whole."""
    delay: float = 0.0
    """Of a frame through the service, median."""
    joins: list[float] = field(default_factory=list)
    """From the INVITE to the first whole picture, once registered."""
    leaves: list[float] = field(default_factory=list)
    """From the BYE until the last of the others was told of it: then its tile goes."""
    unshown: list[float] = field(default_factory=list)
    """From the BYE until the description of the last of the others had the picture no more."""
    reconnects: list[float] = field(default_factory=list)
    """From the INVITE of who was lost to the first whole picture."""
    lost: int = 0
    """How many of the six were thrown out meanwhile."""
    quiet: Heard = field(default_factory=lambda: Heard(0, 0, 0.0))
    """While nobody came or went."""
    changing: Heard = field(default_factory=lambda: Heard(0, 0, 0.0))
    """While others came, went, and lost their network and came back."""


class Ears:
    """Notes what some members hear from now on."""

    def __init__(self, guests: Sequence[Guest]) -> None:
        self._sounds = [guest.person.sound for guest in guests]
        self._before = [(sound.missing, sound.jumps) for sound in self._sounds]
        for sound in self._sounds:
            sound.longest_gap = 0.0

    def heard(self) -> Heard:
        """Return what it was."""
        since = list(zip(self._sounds, self._before, strict=True))
        return Heard(
            sum(sound.missing - missing for sound, (missing, _) in since),
            sum(sound.jumps - jumps for sound, (_, jumps) in since),
            max(sound.longest_gap for sound in self._sounds),
        )


async def load(crowd: Crowd, found: Figures) -> None:
    """Let six see and hear each other; two of them talk."""
    crowd.talkers = {"m0", "m1"}
    for number in range(MEMBERS):
        await crowd.join(f"m{number}")
    await asyncio.sleep(SETTLE_SECONDS)
    pid, seen = crowd.service.pid, [one for guest in _all(crowd) for one in guest.person.seen.values()]
    for one in seen:
        one.delays.clear()
    ears, cpu, begun = Ears(_all(crowd)), _cpu_of(pid), time.monotonic()
    before = sum(one.frames for one in seen)
    await asyncio.sleep(SECONDS)
    passed = time.monotonic() - begun
    found.cores = (_cpu_of(pid) - cpu) / passed
    found.frames = (sum(one.frames for one in seen) - before) / (
        MEMBERS * (MEMBERS - 1) * FRAME_RATE * passed
    )
    found.delay = percentile([delay for one in seen for delay in one.delays], 0.5)
    found.quiet = ears.heard()


def _all(crowd: Crowd) -> list[Guest]:
    return list(crowd.guests.values())


async def come_and_go(crowd: Crowd, found: Figures) -> None:
    """Let one more come and go again and again, and lose its network."""
    staying = _all(crowd)
    ears = Ears(staying)
    for number in range(CHANGES):
        newcomer = await crowd.registered(f"n{number}")
        found.joins.append(await _joined(crowd, newcomer))
        for guest in staying:
            await guest.until(lambda guest=guest, one=newcomer: one.me in guest.shown)
        await _left(crowd, newcomer, staying, found)
    for number in range(RECONNECTS):
        lost = await crowd.registered(f"r{number}")
        await _joined(crowd, lost)
        del crowd.guests[lost.user]  # before its way is gone: the crowd would send on it
        await lost.vanish()
        again = await crowd.registered(lost.user, instance=lost.instance)
        found.reconnects.append(await _joined(crowd, again))
        print(f"back after {found.reconnects[-1]:.2f} s", file=sys.stderr)
        await crowd.leave(again.user)
    found.changing = ears.heard()
    found.lost = sum(guest.is_lost for guest in staying)


async def _joined(crowd: Crowd, guest: Guest) -> float:
    begun = time.monotonic()
    await guest.join(crowd.room)
    await _until(lambda: any(seen.frames for seen in guest.person.seen.values()))
    return time.monotonic() - begun


async def _left(crowd: Crowd, leaving: Guest, staying: Sequence[Guest], found: Figures) -> None:
    staying = [guest for guest in staying if not guest.is_lost]
    begun = time.monotonic()
    leaving.hang_up()
    for guest in staying:
        await guest.until(lambda guest=guest: leaving.me in guest.left and leaving.me in guest.unshown)
    found.leaves.append(max(guest.left.get(leaving.me, float("inf")) for guest in staying) - begun)
    found.unshown.append(max(guest.unshown.get(leaving.me, float("inf")) for guest in staying) - begun)
    print(
        f"joined {found.joins[-1]:.2f} s, left {found.leaves[-1]:.2f} s, unshown {found.unshown[-1]:.2f} s",
        file=sys.stderr,
    )
    await crowd.leave(leaving.user)


async def _until(is_so: Callable[[], bool]) -> None:
    """Wait for something, ten seconds at most."""
    begun = time.monotonic()
    while not is_so() and time.monotonic() - begun < 10:  # noqa: ASYNC110 (packets tell nobody)
        await asyncio.sleep(0.005)


async def run() -> Figures:
    """Measure all of it in one room."""
    found = Figures()
    async with room_service() as service:
        crowd = Crowd(service, "meeting", frame_rate=FRAME_RATE)
        try:
            await load(crowd, found)
            await come_and_go(crowd, found)
        finally:
            await crowd.close()
    return found


if __name__ == "__main__":
    sys.setswitchinterval(0.001)
    print(json.dumps(asdict(asyncio.run(run()))))
