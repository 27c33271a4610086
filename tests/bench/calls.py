"""How long a call takes to ring and to stand.

Two clients of the calling API in one process, the real service in another, real ICE, DTLS and codecs between.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

from core.calling import Call, CallClient, CallClientListener, CallListener, SinchClient
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from tests.bench.call_service import Registrant, RunningService, running_service
from tests.bench.measurement import Measurement, percentile

WARM_UP = 2
RING_SECONDS = 0.2
CALL_SECONDS = 0.3


class Moments(CallListener):
    """When each thing happened to one call, in monotonic seconds."""

    def __init__(self, call: Call) -> None:
        self.ringing = self.established = self.ended = 0.0
        self._reached: dict[str, asyncio.Event] = {
            name: asyncio.Event() for name in ("ringing", "established", "ended")
        }
        call.addListener(self)

    async def reach(self, name: str) -> None:
        """Wait for ringing, established or ended."""
        await asyncio.wait_for(self._reached[name].wait(), 15)

    def onCallRinging(self, call: Call) -> None:
        """Note the time."""
        self._note("ringing")

    def onCallEstablished(self, call: Call) -> None:
        """Note the time."""
        self._note("established")

    def onCallEnded(self, call: Call) -> None:
        """Note the time; nothing more will be reached."""
        self._note("ended")

    def _note(self, name: str) -> None:
        setattr(self, name, time.monotonic())
        self._reached[name].set()


class Callee(CallClientListener):
    """Hands incoming calls on."""

    def __init__(self, client: SinchClient) -> None:
        self.calls: asyncio.Queue[Call] = asyncio.Queue()
        client.callClient.addListener(self)

    def onIncomingCall(self, callClient: CallClient, call: Call) -> None:
        """Queue the call."""
        self.calls.put_nowait(call)


@contextmanager
def local_media() -> Iterator[LocalMedia]:
    """Yield the shipped test devices as one process's media."""
    host = FakeDevices()
    media = LocalMedia(host)
    try:
        yield media
    finally:
        media.close()
        host.close()


async def one_call(caller: SinchClient, callee: Callee, user: str) -> tuple[float, float]:
    """Return the seconds from dial to ringing, and from answer to established at both ends."""
    dialled = time.monotonic()
    outgoing = await caller.callClient.callUserVideo(user)
    at_caller = Moments(outgoing)
    incoming = await asyncio.wait_for(callee.calls.get(), 15)
    at_callee = Moments(incoming)
    await at_caller.reach("ringing")
    await asyncio.sleep(RING_SECONDS)
    answered = time.monotonic()
    await incoming.answer()
    await asyncio.gather(at_caller.reach("established"), at_callee.reach("established"))
    await asyncio.sleep(CALL_SECONDS)
    outgoing.hangup()
    await asyncio.gather(at_caller.reach("ended"), at_callee.reach("ended"))
    return at_caller.ringing - dialled, max(at_caller.established, at_callee.established) - answered


async def set_up_times(service: RunningService, count: int) -> list[tuple[float, float]]:
    """Make ``count`` video calls one after the other, after a few that do not count."""
    with local_media() as alices, local_media() as bobs:
        alice, bob = Registrant(service, "alice", alices), Registrant(service, "bob", bobs)
        await alice.start()
        await bob.start()
        callee = Callee(bob.client)
        try:
            times = [await one_call(alice.client, callee, "bob") for _ in range(WARM_UP + count)]
        finally:
            await alice.client.terminateGracefully()
            await bob.client.terminateGracefully()
    return times[WARM_UP:]


async def measure(*, calls: int = 20) -> list[Measurement]:
    """Make the calls."""
    async with running_service() as service:
        times = await set_up_times(service, calls)
    ringing = [1000 * one for one, _ in times]
    established = [1000 * one for _, one in times]
    note = f"{calls} video calls, both clients in one process, the service in another"
    return [
        Measurement("dial to ringing, p50", percentile(ringing, 0.5), "ms", note=note),
        Measurement("dial to ringing, p95", percentile(ringing, 0.95), "ms", 150.0, note=note),
        Measurement("answer to established, p50", percentile(established, 0.5), "ms", note=note),
        Measurement("answer to established, p95", percentile(established, 0.95), "ms", 400.0, note=note),
    ]
