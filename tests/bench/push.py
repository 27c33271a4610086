"""From a call to a person whose window is closed until their desktop rings, and what waiting for it costs.

The caller, the service and the push service are this process; the agent is a process of its own, whose
desktop is told to the bench. Memory and wake-ups are those of ``main.py agent`` as it is started at login.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.agent import launch
from core.agent.subscription_store import ProfilePushStore
from core.calling import CallingRuntime, ClientRegistration, Sinch, SinchClient, sign_locally
from core.ports import MemoryVault
from core.service.config import EchoConfig, ServiceConfig, limits_from
from core.service.service import CallService, ServiceEndpoint
from core.sip.agent.events import InviteProgress
from tests.bench.measurement import Measurement, percentile
from tests.service.phones import Phone
from tests.told_process import ToldProcess

CALLS = 40
IDLE_SECONDS = 60.0
SETTLE_SECONDS = 3.0
RING_BUDGET = 2.0
MEMORY_BUDGET = 45.0
WAKEUP_BUDGET = 1.0


class _Bob:
    """Opens Bob's subscription and is gone."""

    def __init__(self, endpoint: ServiceEndpoint) -> None:
        self._sign = sign_locally(endpoint.application.key, endpoint.application.secret)
        self.started = asyncio.Event()

    def onCredentialsRequired(self, client: SinchClient, registration: ClientRegistration) -> None:
        registration.register(self._sign(client.userId))

    def onClientStarted(self, client: SinchClient) -> None:
        self.started.set()


async def _subscribe(endpoint: ServiceEndpoint, profile: Path) -> None:
    bob = _Bob(endpoint)
    runtime = CallingRuntime(push_store=ProfilePushStore(profile, MemoryVault()))
    builder = Sinch.getSinchClientBuilder().applicationKey(endpoint.application.key).userId("bob")
    client = builder.environmentHost(f"http://127.0.0.1:{endpoint.port}").runtime(runtime).build()
    client.addListener(bob)
    await client.setSupportManagedPush()
    await client.start()
    async with asyncio.timeout(30):
        await bob.started.wait()
    await client.terminateGracefully()


@asynccontextmanager
async def _service(folder: Path) -> AsyncIterator[ServiceEndpoint]:
    limits = limits_from(["invites_per_minute_per_user=0", "invites_per_minute_per_address=0"])
    service = CallService(ServiceConfig(folder, echo=EchoConfig(enabled=False), limits=limits))
    try:
        yield await service.start()
    finally:
        await service.stop()


async def _rings(endpoint: ServiceEndpoint, profile: Path) -> tuple[list[float], list[float], float]:
    """Return seconds from dialling and from the push to ringing, and the agent's memory (MB) afterwards."""
    agent = ToldProcess("tests.agent.told_agent", os.environ)
    alice = await Phone("alice", endpoint.url, endpoint.application).online()
    dialled, pushed = [], []
    try:
        agent.do("begin", profile, "whole")
        await asyncio.to_thread(agent.wait_for, lambda told: told.get("open"))
        for _ in range(CALLS):
            began = time.monotonic()
            session = alice.call("sip:bob@ahoy.invalid")
            told_at = await _status(alice, 110)
            ringing_at = await _status(alice, 180)
            dialled.append(ringing_at - began)
            pushed.append(ringing_at - told_at)
            alice.do(session.cancel)
            await asyncio.to_thread(agent.wait_for, lambda told: told.get("shown") == "missed")
        memory = _memory(agent._process.pid)
    finally:
        await alice.close()
        await asyncio.to_thread(agent.end)
    return dialled, pushed, memory["Rss"]


async def _status(phone: Phone, status: int) -> float:
    while (await phone.event(InviteProgress)).status != status:
        pass
    return time.monotonic()


async def _waiting(profile: Path) -> tuple[dict[str, float], int]:
    """Return the memory (MB) of ``main.py agent`` that waits, and how often it wakes up in a minute."""
    process = await asyncio.to_thread(
        subprocess.Popen, launch.agent_command(profile), stderr=subprocess.DEVNULL
    )
    try:
        await asyncio.sleep(SETTLE_SECONDS)
        before = _wakeups(process.pid)
        await asyncio.sleep(IDLE_SECONDS)
        return _memory(process.pid), _wakeups(process.pid) - before
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 10)


def _memory(pid: int) -> dict[str, float]:
    """Return resident and proportional memory in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kilobytes = {line.partition(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return {name: kilobytes[name] / 1024 for name in ("Rss", "Pss")}


def _wakeups(pid: int) -> int:
    """Return how often threads of a process went to sleep: as often as they woke up."""
    found = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        words = status.read_text()
        found += int(words.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return found


async def measure() -> list[Measurement]:
    """Ring many times, then wait for a minute."""
    with TemporaryDirectory(prefix="ahoy-push-") as folder:
        profile = Path(folder) / "profile"
        profile.mkdir()
        async with _service(Path(folder) / "service") as endpoint:
            await _subscribe(endpoint, profile)
            dialled, pushed, used = await _rings(endpoint, profile)
            idle, wakeups = await _waiting(profile)
    return _figures(dialled, pushed, used, idle, wakeups)


def _figures(
    dialled: list[float], pushed: list[float], used: float, idle: dict[str, Any], wakeups: int
) -> list[Measurement]:
    note = f"{len(dialled)} calls, one machine"
    return [
        Measurement("push: from the push to ringing, p50", percentile(pushed, 0.5), "s", note=note),
        Measurement("push: from the push to ringing, p95", percentile(pushed, 0.95), "s", RING_BUDGET),
        Measurement("push: from dialling to ringing, p95", percentile(dialled, 0.95), "s"),
        Measurement("push: agent that waits, resident", idle["Rss"], "MB", MEMORY_BUDGET),
        Measurement("push: agent that waits, its own share (PSS)", idle["Pss"], "MB"),
        Measurement("push: agent after these calls, resident", used, "MB", MEMORY_BUDGET),
        Measurement("push: agent that waits, wake-ups in a minute", float(wakeups), "", WAKEUP_BUDGET),
    ]
