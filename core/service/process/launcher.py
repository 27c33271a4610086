"""The app's own call service: a child process, found again by other processes of the same profile."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from core.service.data.application_keys import read_application_key
from core.service.data.running_file import RunningService, read_running
from core.service.errors import ServiceError, ServiceProblem

log = logging.getLogger(__name__)

READY_SECONDS = 20.0
STOP_SECONDS = 5.0
_SHARED_WAIT = 5.0
_POLL = 0.1
_LOOK_SECONDS = 1.0
"""How often a service that another process started is looked at."""
_BACK_OFF = (0.2, 0.5, 1.0, 2.0, 5.0)
_STABLE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class EmbeddedService:
    """A running embedded service: where it is and what tokens for it are signed with."""

    url: str
    domain: str
    pid: int
    application_key: str
    application_secret: str = field(repr=False)


def find_running(data_dir: Path) -> EmbeddedService | None:
    """Return the service of ``data_dir`` if one runs. Blocks for a second at most."""
    running = read_running(data_dir)
    return _described(data_dir, running) if running is not None else None


class ServiceProcess:
    """Starts ``main.py serve --embedded`` as a child, keeps it running, ends it.

    ``command`` is what comes before ``serve`` (default: this interpreter and ``main.py``, or the frozen
    executable). A child that dies is started again on the same port, five times with growing pauses; a minute
    without a death clears the count. A service that another process of the profile started is used as long as
    it lives; when that process ends it, a child takes over on the same port. ``on_state`` hears "starting",
    "running", "restarting", "failed" and "stopped" on the running loop.
    """

    def __init__(
        self, *, command: Sequence[str] | None = None, on_state: Callable[[str], None] | None = None
    ) -> None:
        self._command = list(command) if command is not None else own_command()
        self._on_state = on_state or (lambda state: None)
        self._state = "stopped"
        self._child: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._is_stopping = False

    @property
    def state(self) -> str:
        """What ``on_state`` heard last."""
        return self._state

    @property
    def pid(self) -> int:
        """The child's process id, 0 if there is none (a service of another process is used)."""
        return self._child.pid if self._child is not None else 0

    async def start(self, data_dir: Path, *, lan: bool = True) -> EmbeddedService:
        """Return the service of ``data_dir``: the one that runs already, or a new child.

        Raises ``ServiceError`` with the child's own sentence when it cannot start.
        """
        self._is_stopping = False
        running = await asyncio.to_thread(find_running, data_dir)
        if running is not None:
            return self._use(running, data_dir, lan)
        self._set_state("starting")
        try:
            return await self._start_child(data_dir, lan)
        except ServiceError as error:
            self._set_state("failed")
            if error.problem is not ServiceProblem.DATA_IN_USE:
                raise
            return await self._share(data_dir, lan, error)

    async def stop(self) -> None:
        """End the child (not a service another process started). Idempotent."""
        self._is_stopping = True
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
        child, self._child = self._child, None
        if child is not None:
            await _end(child)
        self._set_state("stopped")

    async def _start_child(self, data_dir: Path, lan: bool) -> EmbeddedService:
        ready = await self._spawn(data_dir, lan, "127.0.0.1:0")
        service = _described(data_dir, ready)
        self._watch_over(self._keep_running(data_dir, lan, urlsplit(ready.url).netloc))
        self._set_state("running")
        return service

    async def _share(self, data_dir: Path, lan: bool, error: ServiceError) -> EmbeddedService:
        """Wait for the service that another process is starting just now."""
        for _ in range(round(_SHARED_WAIT / _POLL)):
            running = await asyncio.to_thread(find_running, data_dir)
            if running is not None:
                return self._use(running, data_dir, lan)
            await asyncio.sleep(_POLL)
        raise error

    def _use(self, running: EmbeddedService, data_dir: Path, lan: bool) -> EmbeddedService:
        """Use a service of another process while it lives."""
        if self._child is None:
            self._watch_over(self._take_over(data_dir, lan, urlsplit(running.url).netloc))
        self._set_state("running")
        return running

    def _watch_over(self, watching: Coroutine[Any, Any, None]) -> None:
        if self._watch is not None:
            self._watch.cancel()
        self._watch = asyncio.create_task(watching)

    async def _take_over(self, data_dir: Path, lan: bool, listen: str) -> None:
        """Wait until the other process's service is gone, then keep one running in its place."""
        failures = 0
        while failures <= len(_BACK_OFF):
            await asyncio.sleep(_LOOK_SECONDS)
            if await asyncio.to_thread(read_running, data_dir) is not None:
                failures = 0
                self._set_state("running")
                continue
            self._set_state("restarting")
            try:
                await self._spawn(data_dir, lan, listen)
            except ServiceError as error:
                # It is still ending, or a third process was quicker.
                log.info("no service in place of the one that ended yet: %s", error)
                failures += 1
                continue
            self._set_state("running")
            await self._keep_running(data_dir, lan, listen)
            return
        self._set_state("failed")

    async def _spawn(self, data_dir: Path, lan: bool, listen: str) -> RunningService:
        arguments = ["serve", "--embedded", "--data", str(data_dir), "--listen", listen]
        if lan:
            arguments.append("--lan")
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                *arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
        except OSError as error:
            sentence = f"The call service cannot be started: {error.strerror or error}."
            raise ServiceError(ServiceProblem.DID_NOT_START, sentence) from error
        self._child = child
        try:
            async with asyncio.timeout(READY_SECONDS):
                return await _read_ready(child)
        except BaseException as error:
            self._child = None
            await _end(child)
            if isinstance(error, TimeoutError):
                sentence = f"The call service was not ready within {READY_SECONDS:.0f} seconds."
                raise ServiceError(ServiceProblem.DID_NOT_START, sentence) from error
            raise

    async def _keep_running(self, data_dir: Path, lan: bool, listen: str) -> None:
        loop = asyncio.get_running_loop()
        deaths, started = 0, loop.time()
        while self._child is not None:
            code = await _drain(self._child)
            if self._is_stopping:
                return
            log.info("the call service ended (code %s)", code)
            deaths = 1 if loop.time() - started > _STABLE_SECONDS else deaths + 1
            if deaths > len(_BACK_OFF):
                self._child = None
                self._set_state("failed")
                return
            self._set_state("restarting")
            await asyncio.sleep(_BACK_OFF[deaths - 1])
            started = loop.time()
            await self._restart(data_dir, lan, listen)

    async def _restart(self, data_dir: Path, lan: bool, listen: str) -> None:
        dead = self._child
        try:
            await self._spawn(data_dir, lan, listen)
        except ServiceError as error:
            log.info("the call service did not start again: %s", error)
            self._child = dead  # counts as one more death
        else:
            self._set_state("running")

    def _set_state(self, state: str) -> None:
        if state != self._state:
            log.info("embedded service: %s -> %s", self._state, state)
            self._state = state
            self._on_state(state)


def own_command() -> list[str]:
    """Return the command that runs this program: the frozen executable, or Python with ``main.py``."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(Path(__file__).resolve().parents[3] / "main.py")]


async def _read_ready(child: asyncio.subprocess.Process) -> RunningService:
    if child.stdout is None:
        raise RuntimeError("the child was started without a pipe")
    while line := await child.stdout.readline():
        said = _parse_line(line)
        if said.get("event") == "ready":
            return RunningService(str(said.get("url")), child.pid, str(said.get("domain")))
        if said.get("event") == "error":
            raise ServiceError(_problem(said.get("problem")), str(said.get("message")))
    code = await child.wait()
    sentence = f"The call service ended with code {code} before it was ready."
    raise ServiceError(ServiceProblem.DID_NOT_START, sentence, code=code)


def _parse_line(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _problem(value: object) -> ServiceProblem:
    try:
        return ServiceProblem(str(value))
    except ValueError:
        return ServiceProblem.DID_NOT_START


async def _drain(child: asyncio.subprocess.Process) -> int:
    """Read what the child still says, so that it never blocks, until it ends; return its exit code."""
    if child.stdout is not None:
        while await child.stdout.read(4096):
            pass
    return await child.wait()


async def _end(child: asyncio.subprocess.Process) -> None:
    """Close the child's stdin, which it takes as the end; then ask, then kill. Reaps it."""
    for tell in (_close_stdin, _terminate, _kill):
        if child.returncode is not None:
            break
        tell(child)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await _drain(child)
    _close_stdin(child)


def _close_stdin(child: asyncio.subprocess.Process) -> None:
    if child.stdin is not None:
        child.stdin.close()


def _terminate(child: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.terminate()


def _kill(child: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.kill()


def _described(data_dir: Path, running: RunningService) -> EmbeddedService:
    key = read_application_key(data_dir)
    if key is None:
        sentence = f"The call service of {data_dir} has no application key of its own."
        raise ServiceError(ServiceProblem.DATA_BROKEN, sentence)
    return EmbeddedService(running.url, running.domain, running.pid, key.key, key.secret)
