"""The two servers under load, as processes whose CPU and memory can be read."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from core.service.config import DEFAULT_DOMAIN
from tests.bench.call_service import RunningService, running_service
from tests.bench.signalling.generator import Server
from tests.peers.kamailio.process import REALM
from tests.peers.kamailio.service import KEY, SECRET, ServiceKamailio, program

SHARED_MEGABYTES = 512


@dataclass(frozen=True, slots=True)
class Target:
    """One server under load: where it is, and what its processes take."""

    server: Server
    access: RunningService
    """The same, for real clients."""

    @property
    def pid(self) -> int:
        """The main process."""
        return self.access.pid

    def cpu(self) -> float:
        """Return the CPU seconds that its processes have used; 0 where the system does not say."""
        return sum(_cpu_of(pid) for pid in family(self.pid))

    def memory(self) -> float:
        """Return the kilobytes that its processes hold, what they share counted once (PSS)."""
        return sum(_memory_of(pid) for pid in family(self.pid))


@asynccontextmanager
async def our_service() -> AsyncIterator[Target]:
    """Run ``main.py serve``."""
    async with running_service() as service:
        address = urlsplit(service.url)
        assert address.hostname is not None and address.port is not None
        server = Server(address.hostname, address.port, DEFAULT_DOMAIN, service.key, service.secret)
        yield Target(server, service)


@asynccontextmanager
async def kamailio() -> AsyncIterator[Target | None]:
    """Run Kamailio as a whole call service with a worker for each core; None where it is not installed."""
    path = program()
    if path is None:
        yield None
        return
    with TemporaryDirectory(prefix="ahoy-bench-kamailio-") as folder:
        workers = os.cpu_count() or 1
        server = ServiceKamailio(path, Path(folder), children=workers, shared_megabytes=SHARED_MEGABYTES)
        await asyncio.to_thread(server.start)
        try:
            access = RunningService(f"http://127.0.0.1:{server.port}", KEY, SECRET, server.pid)
            yield Target(Server("127.0.0.1", server.port, REALM, KEY, SECRET), access)
        finally:
            await asyncio.to_thread(server.stop)


def family(pid: int) -> list[int]:
    """Return ``pid`` and everything below it."""
    found = [pid]
    for one in found:
        for listed in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in listed.read_text().split()]
    return found


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


def _memory_of(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
