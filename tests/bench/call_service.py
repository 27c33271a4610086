"""The real call service as a child process, for the time of a bench."""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from core.calling import (
    CallingRuntime,
    ClientRegistration,
    Sinch,
    SinchClient,
    SinchClientListener,
    SinchError,
)
from core.identity import sign_token
from core.media.devices.capture import LocalMedia
from core.service.data.application_keys import read_application_key

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 20.0


@dataclass(frozen=True)
class RunningService:
    """Where the service is and what signs tokens for it."""

    url: str
    key: str
    secret: str = field(repr=False)
    pid: int = 0

    def token(self, user: str) -> str:
        """Return a fresh registration token of ``user``."""
        return sign_token(self.key, self.secret, user, now=time.time(), nonce=uuid.uuid4().hex)


@asynccontextmanager
async def running_service() -> AsyncIterator[RunningService]:
    """Run ``main.py serve`` on a free port of loopback."""
    with TemporaryDirectory(prefix="ahoy-bench-") as folder:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, str(ROOT / "main.py"), "serve", "--listen", "127.0.0.1:0", "--data", folder),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            assert child.stdout is not None
            line = await asyncio.wait_for(child.stdout.readline(), START_SECONDS)
            application = read_application_key(Path(folder))
            assert application is not None
            url = line.decode().split()[-1].removesuffix("/sip")
            yield RunningService(url, application.key, application.secret, child.pid)
        finally:
            if child.returncode is None:
                child.terminate()
            await child.wait()


class Registrant(SinchClientListener):
    """A client of the calling API that is registered once ``start`` returns."""

    def __init__(
        self,
        service: RunningService,
        user: str,
        media: LocalMedia | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._user = user
        self._started: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.client: SinchClient = (
            Sinch.getSinchClientBuilder()
            .applicationKey(service.key)
            .userId(user)
            .environmentHost(service.url)
            .runtime(CallingRuntime(local_media=media, clock=clock))
            .build()
        )
        self.client.addListener(self)

    async def start(self) -> None:
        """Register; raises RuntimeError with the reason if that fails."""
        await self.client.start()
        await asyncio.wait_for(self._started, START_SECONDS)

    def onCredentialsRequired(self, client: SinchClient, registration: ClientRegistration) -> None:
        """Sign a token."""
        registration.register(self._service.token(self._user))

    def onClientStarted(self, client: SinchClient) -> None:
        """Let ``start`` return."""
        if not self._started.done():
            self._started.set_result(None)

    def onClientFailed(self, client: SinchClient, error: SinchError) -> None:
        """Let ``start`` fail."""
        if not self._started.done():
            self._started.set_exception(RuntimeError(error.message))
