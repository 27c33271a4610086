"""A server that is a program of others: started, waited for, ended, and started again on the same port."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


class ServerProgram:
    """One server; what it writes goes into a file of ``folder``."""

    name = ""
    patience = 10.0
    """Seconds that it may take to start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> Sequence[str]:
        """Return the command line, once what the program reads is written."""
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        """Return what it finds in the environment beside ours."""
        return {}

    def is_ready(self) -> bool:
        """Whether it serves."""
        raise NotImplementedError

    @property
    def pid(self) -> int:
        """The main process."""
        return self._running().pid

    def start(self) -> None:
        """Start it and wait until it serves."""
        command = self.command()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ | self.environment()
            )
        deadline = time.monotonic() + self.patience
        while not self.is_ready():
            assert self._process.poll() is None, self.log()[-3000:]
            assert time.monotonic() < deadline, f"{self.name} does not start: {self.log()[-3000:]}"
            time.sleep(0.02)

    def stop(self) -> None:
        """End it and its children."""
        if self._process is not None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        self.crash()

    def crash(self) -> None:
        """End it without a word to anybody."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait(10)

    def log(self) -> str:
        """Return what it wrote."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    @property
    def _log(self) -> Path:
        return self._folder / f"{self.name.lower()}.log"

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, f"{self.name} does not run"
        return self._process


def takes_connections(*ports: int) -> bool:
    """Whether all these ports of loopback do."""
    try:
        for port in ports:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class StandingService:
    """A server as a service under test. It runs on between scenarios, which share no user and no room."""

    def __init__(self, server: ServerProgram) -> None:
        self.server = server
        self._is_running = True

    async def start(self) -> None:
        """Start it again if it was stopped."""
        if not self._is_running:
            await asyncio.to_thread(self.server.start)
            self._is_running = True

    async def stop(self) -> None:
        """Stop it at once."""
        self._is_running = False
        await asyncio.to_thread(self._end)

    async def leave(self) -> None:
        """End a scenario: let it run for the next one."""
        await self.start()

    def _end(self) -> None:
        self.server.stop()
