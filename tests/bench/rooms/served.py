"""The call service with rooms as a process, and what it holds: memory, tasks, threads, files, sockets."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import signal
import sys
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from core.identity import sign_token
from core.service.data.application_keys import read_application_key
from tests.bench.call_service import ROOT

START_SECONDS, CENSUS_SECONDS = 60.0, 20.0
MEMBERS = 16
"""Of one room, for benches in which more come than sit at a table."""

CONFIG = f"[conferences]\nmembers = {MEMBERS}\n"
LIMITS = (
    "registers_per_minute_per_address=0",
    "invites_per_minute_per_address=0",
    "connections_per_minute_per_address=0",
    "packets_per_second_per_address=100000",
    "flows_per_address=1000",
)
"""All members have one address here, as nobody elsewhere has."""


@dataclass(frozen=True, slots=True)
class Census:
    """What a process holds at one time."""

    memory: int
    """Bytes resident."""
    objects: int
    tasks: int
    threads: int
    files: int
    """Descriptors that are no sockets."""
    sockets: int


@dataclass(frozen=True)
class RoomService:
    """Where it is, and what signs tokens for it."""

    url: str
    key: str
    secret: str = field(repr=False)
    pid: int
    census_file: Path

    def token(self, user: str) -> str:
        """Return a fresh registration token of ``user``."""
        return sign_token(self.key, self.secret, user, now=time.time(), nonce=uuid.uuid4().hex)

    async def census(self) -> Census:
        """Return what it holds now."""
        self.census_file.unlink(missing_ok=True)
        os.kill(self.pid, signal.SIGUSR1)
        async with asyncio.timeout(CENSUS_SECONDS):
            while not self.census_file.exists():  # noqa: ASYNC110 (another process)
                await asyncio.sleep(0.02)
        counted = json.loads(self.census_file.read_text("ascii"))
        threads, kinds = _threads(self.pid), _open_files(self.pid)
        return Census(
            memory=memory_of(self.pid),
            objects=counted["objects"],
            tasks=counted["tasks"],
            threads=threads,
            files=sum(not kind.startswith("socket:") for kind in kinds),
            sockets=sum(kind.startswith("socket:") for kind in kinds),
        )


def memory_of(pid: int) -> int:
    """Return the resident memory of a process in bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def _threads(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def _open_files(pid: int) -> list[str]:
    found = []
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            found.append(str(one.readlink()))
    return found


@asynccontextmanager
async def room_service() -> AsyncIterator[RoomService]:
    """Run it on a free port of loopback."""
    with TemporaryDirectory(prefix="ahoy-bench-") as name:
        folder = Path(name)
        (folder / "service.toml").write_text(CONFIG, "utf-8")
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.rooms.room_service", str(folder / "census.json")),
            *("serve", "--listen", "127.0.0.1:0", "--data", str(folder / "data")),
            *("--config", str(folder / "service.toml")),
            *(word for limit in LIMITS for word in ("--limit", limit)),
            cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            assert child.stdout is not None
            line = await asyncio.wait_for(child.stdout.readline(), START_SECONDS)
            application = read_application_key(folder / "data")
            assert application is not None
            url = line.decode().split()[-1]
            yield RoomService(url, application.key, application.secret, child.pid, folder / "census.json")
        finally:
            if child.returncode is None:
                child.send_signal(signal.SIGINT)
            await child.wait()
