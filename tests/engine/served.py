"""A call service as a process of its own, for engines and commands to be tested against."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from pathlib import Path
from types import TracebackType

from core.commands import UseService
from core.ports import DeviceHost
from core.service.process.launcher import own_command
from core.snapshots import ServiceState
from core.storage import Store
from tests.engine.engines import RunningEngine
from tests.identity.vectors import KEY, SECRET


class ServedService:
    """``main.py serve`` on a free port of loopback. ``url`` is what a person types into the settings."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._listen = "127.0.0.1:0"
        self.start()

    def start(self) -> None:
        """Start it, the second time on the same port."""
        options = ["--data", str(self._data), "--listen", self._listen, "--app-key", KEY]
        self.process = subprocess.Popen(
            [*own_command(), "serve", *options, "--app-secret", SECRET], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("The call service listens on ws://"), line
        self.url = line.split()[-1].removesuffix("/sip")
        self._listen = self.url.removeprefix("ws://")

    def kill(self) -> None:
        """End it without a word, as a crash does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self._close_pipe()

    def freeze(self) -> None:
        """Let it hear and answer nothing more."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def __enter__(self) -> ServedService:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        self._close_pipe()

    def _close_pipe(self) -> None:
        if self.process.stdout is not None:
            self.process.stdout.close()


def settle(profile: Path, name: str, url: str, *, token_url: str = "") -> None:
    """Leave behind in ``profile`` what a person of that name, who uses the service at ``url``, would have."""

    async def write() -> None:
        store = Store()
        await store.open(profile / "ahoy.sqlite")
        await store.set_setting("profile", {"display_name": name, "user_id": name.lower()})
        service = {"url": url, "application_key": KEY, "token_url": token_url}
        await store.set_setting("service", service)
        await store.close()

    profile.mkdir(parents=True, exist_ok=True)
    asyncio.run(write())


def joined(profile: Path, name: str, service: ServedService, host: DeviceHost | None = None) -> RunningEngine:
    """Return an engine whose person is online at ``service``; with a ``host`` only its devices are there."""
    settle(profile, name, service.url)
    engine = RunningEngine(profile, host=host, fakes=host is None)
    engine.post(UseService(url=service.url, application_key=KEY, application_secret=SECRET))
    engine.wait(lambda s: s.service.state is ServiceState.ONLINE)
    return engine
