"""The embedded service as a child process: found, shared, restarted, ended with its parent."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.service.data.application_keys import ApplicationKey
from core.service.errors import ServiceError, ServiceProblem
from core.service.process.launcher import ServiceProcess, find_running, own_command
from core.sip.agent.events import FlowLost
from tests.service.phones import Phone

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Watched:
    """A service process whose states can be waited for."""

    def __init__(self) -> None:
        self.states: asyncio.Queue[str] = asyncio.Queue()
        self.process = ServiceProcess(on_state=self.states.put_nowait)

    async def until(self, state: str) -> None:
        async with asyncio.timeout(30):
            while await self.states.get() != state:
                pass


@pytest.fixture
async def watched() -> AsyncIterator[Watched]:
    made = Watched()
    yield made
    await made.process.stop()


async def test_child_is_started_found_shared_and_stopped(watched: Watched, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert find_running(data) is None
    service = await watched.process.start(data, lan=False)
    assert service.pid == watched.process.pid and service.url.startswith("ws://127.0.0.1:")
    assert service.application_secret not in repr(service)
    other = ServiceProcess()
    assert await other.start(data, lan=False) == service
    assert other.pid == 0
    await other.stop()
    assert find_running(data) == service
    await watched.process.stop()
    assert find_running(data) is None
    assert not (data / "service.json").exists()


async def test_two_starts_at_once_share_one_service(tmp_path: Path) -> None:
    first, second = ServiceProcess(), ServiceProcess()
    one, two = await asyncio.gather(first.start(tmp_path, lan=False), second.start(tmp_path, lan=False))
    assert one.url == two.url
    await asyncio.gather(first.stop(), second.stop())


async def test_a_shared_service_is_taken_over_when_its_process_ends(watched: Watched, tmp_path: Path) -> None:
    first = ServiceProcess()
    service = await first.start(tmp_path, lan=False)
    assert await watched.process.start(tmp_path, lan=False) == service
    key = ApplicationKey(service.application_key, service.application_secret)
    phone = await Phone("alice", service.url, key).online()
    await first.stop()
    await phone.event(FlowLost)
    await watched.until("restarting")
    await watched.until("running")
    taken = find_running(tmp_path)
    assert taken is not None and taken.url == service.url and taken.pid == watched.process.pid
    await phone.reconnect(service.url)
    await phone.close()


@POSIX
async def test_killed_child_comes_back_on_the_same_port(watched: Watched, tmp_path: Path) -> None:
    service = await watched.process.start(tmp_path, lan=False)
    key = ApplicationKey(service.application_key, service.application_secret)
    phone = await Phone("alice", service.url, key).online()
    os.kill(service.pid, signal.SIGKILL)
    await phone.event(FlowLost)
    await watched.until("restarting")
    await watched.until("running")
    await phone.reconnect(service.url)
    assert find_running(tmp_path) is not None and watched.process.pid != service.pid
    await phone.close()


@POSIX
async def test_child_ends_gracefully_on_sigterm(tmp_path: Path) -> None:
    child = await asyncio.create_subprocess_exec(
        *own_command(), "serve", "--data", str(tmp_path), "--listen", "127.0.0.1:0",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None
    async with asyncio.timeout(30):
        assert b"listens on ws://127.0.0.1:" in await child.stdout.readline()
        child.terminate()
        assert await child.wait() == 0
    assert find_running(tmp_path) is None


async def test_childs_own_sentence_is_told(tmp_path: Path) -> None:
    (tmp_path / "application.json").write_text("{")
    process = ServiceProcess()
    with pytest.raises(ServiceError, match="application key") as caught:
        await process.start(tmp_path, lan=False)
    assert caught.value.problem is ServiceProblem.DATA_BROKEN
    await process.stop()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("import sys; sys.exit(7)", "ended with code 7"), ("print('{}'); print('[1]')", "ended with code 0")],
)
async def test_child_that_is_no_service(tmp_path: Path, code: str, sentence: str) -> None:
    process = ServiceProcess(command=[sys.executable, "-c", code])
    with pytest.raises(ServiceError, match=sentence):
        await process.start(tmp_path, lan=False)
    assert process.state == "failed"
    await process.stop()


async def test_program_that_is_not_there(tmp_path: Path) -> None:
    process = ServiceProcess(command=[str(tmp_path / "nothing")])
    with pytest.raises(ServiceError, match="cannot be started"):
        await process.start(tmp_path, lan=False)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"url": 1}', '{"url": "x", "pid": -1, "domain": ""}'])
def test_nonsense_in_the_running_file_is_nobody(tmp_path: Path, content: str) -> None:
    (tmp_path / "service.json").write_text(content)
    assert find_running(tmp_path) is None
