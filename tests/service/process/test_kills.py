"""kill -9 again and again: what was acknowledged is there afterwards, and no file is torn."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
import time
import uuid
from pathlib import Path

import pytest

from core.identity.token_errors import TokenErrorCode
from core.identity.tokens import sign_token
from core.service.admin.access import read_access
from core.service.admin.remote import RemoteDesk
from core.service.data.application_keys import ApplicationKey, ApplicationState
from core.service.data.database import FILE_NAME, Database
from core.service.process.launcher import own_command
from core.sip.agent.events import CredentialsRequired, Published, Registered
from core.sip.bodies.pidf import CONTENT_TYPE, Presence, PresenceState
from tests.identity.vectors import KEY, SECRET
from tests.service.phones import Phone

APPLICATION = ApplicationKey(KEY, SECRET)
KILLS = 3
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Acknowledged:
    """What clients and operator were told is so."""

    def __init__(self) -> None:
        self.registered: dict[str, str] = {}
        self.tokens: list[tuple[str, str]] = []
        self.quiet: set[str] = set()
        self.applications: dict[str, ApplicationState] = {}
        self._more = asyncio.Event()

    def is_quiet(self, user: str) -> None:
        self.quiet.add(user)
        self._more.set()

    async def until(self, count: int) -> None:
        while len(self.quiet) < count:
            self._more.clear()
            await self._more.wait()


async def served(data: Path) -> tuple[asyncio.subprocess.Process, str]:
    child = await asyncio.create_subprocess_exec(
        *own_command(), "serve", "--data", str(data), "--listen", "127.0.0.1:0",
        "--app-key", KEY, "--app-secret", SECRET, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None
    return child, (await child.stdout.readline()).decode().split()[-1]


async def live(url: str, round_: int, done: Acknowledged) -> None:
    """Register and publish, one phone after another, until the service dies."""
    for number in range(10_000):
        user = f"u{round_}-{number}"
        phone = Phone(user, url, APPLICATION)
        try:
            token = sign_token(KEY, SECRET, user, now=time.time(), nonce=uuid.uuid4().hex)
            await phone.driver.connect()
            if not isinstance(await phone.register(token), Registered):
                return
            done.registered[user] = phone.agent.instance_id
            done.tokens.append((user, token))
            body = bytes(Presence.of_state(f"sip:{user}@ahoy.invalid", PresenceState.DO_NOT_DISTURB))
            phone.agent.publish("presence", CONTENT_TYPE, body, 600, phone.now)
            phone.driver.pump()
            await phone.event(Published)
            done.is_quiet(user)
        finally:
            await phone.close()


async def administer(data: Path, done: Acknowledged) -> None:
    access = read_access(data)
    assert access is not None
    desk = RemoteDesk(access)
    while True:
        made = await asyncio.to_thread(desk.apps.add, "", "", "")
        done.applications[made["key"]] = ApplicationState.ACTIVE
        await asyncio.to_thread(desk.apps.disable, made["key"])
        done.applications[made["key"]] = ApplicationState.DISABLED


async def kill_in_the_middle(data: Path, round_: int, done: Acknowledged, rng: random.Random) -> None:
    child, url = await served(data)
    before = len(done.quiet)
    work = [asyncio.create_task(live(url, round_, done)), asyncio.create_task(administer(data, done))]
    wanted = before + rng.randrange(2, 8)
    async with asyncio.timeout(30):
        await done.until(wanted)
    os.kill(child.pid, signal.SIGKILL)
    await child.wait()
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)


def check_files(data: Path, done: Acknowledged) -> None:
    """Look at the folder as nobody runs: everything that was acknowledged is in it, and it is whole."""
    for path in data.glob("*.json"):
        json.loads(path.read_text())
    connection = sqlite3.connect(data / FILE_NAME)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    database = Database(data, KEY)
    bound = {each.endpoint.user: each.endpoint.instance for each in database.bindings(0.0)}
    assert done.registered.items() <= bound.items()
    assert done.quiet <= {each.account.user for each in database.publications(0.0)}
    kept = {each.key: each.state for each in database.applications()}
    for key, state in done.applications.items():
        assert kept[key] in (state, ApplicationState.DISABLED)  # one more change may have been made
    database.close()


def write_half(data: Path) -> None:
    """Leave what a kill in the middle of writing a file leaves."""
    (data / ".new-service.json.x1").write_bytes(b'{"url": ')


def unfinished(data: Path) -> list[Path]:
    return list(data.glob(".*"))


async def test_what_was_acknowledged_survives_every_kill(tmp_path: Path, seed: int) -> None:
    rng, done = random.Random(seed), Acknowledged()
    for round_ in range(KILLS):
        await kill_in_the_middle(tmp_path, round_, done, rng)
        check_files(tmp_path, done)
    write_half(tmp_path)
    child, url = await served(tmp_path)
    for user, token in rng.sample(done.tokens, 3):
        thief = Phone(user, url, APPLICATION)
        await thief.driver.connect()
        refused = await thief.register(token)
        assert isinstance(refused, CredentialsRequired)
        assert refused.code == TokenErrorCode.REPLAYED.value
        await thief.close()
    child.terminate()
    assert await child.wait() == 0
    assert unfinished(tmp_path) == []
