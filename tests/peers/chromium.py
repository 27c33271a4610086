"""A headless Chromium with one page on loopback, driven over its debugging WebSocket."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
)

MAX_UPLOAD = 64 << 20
PAGE = Path(__file__).with_name("chromium_call.html")


class Chromium:
    """One browser process and its page; ``run`` evaluates JavaScript in it. ``routes`` serve the page."""

    def __init__(
        self, program: str, folder: Path, page: Path = PAGE, routes: Iterable[web.RouteDef] = ()
    ) -> None:
        self._program = program
        self._page = page
        self._routes = tuple(routes)
        self._folder = folder
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._session = aiohttp.ClientSession()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._drain: asyncio.Task[None] | None = None
        self._is_loaded = asyncio.Event()

    async def start(self) -> None:
        """Serve the page, start the browser, open the page."""
        url = await self._serve()
        self._process = await asyncio.create_subprocess_exec(
            self._program,
            *FLAGS,
            f"--user-data-dir={self._folder}",
            url,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        port = await self._debugging_port()
        async with asyncio.timeout(30):
            await self._is_loaded.wait()
        async with self._session.get(f"http://127.0.0.1:{port}/json/list") as response:
            pages = [page for page in await response.json() if page["url"] == url]
        self._socket = await self._session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0)

    async def stop(self) -> None:
        """End the browser and the page's server."""
        if self._socket is not None:
            await self._socket.close()
        await self._session.close()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        if self._drain is not None:
            await self._drain
        if self._runner is not None:
            await self._runner.cleanup()

    async def run(self, expression: str) -> Any:
        """Evaluate ``expression``, awaiting a promise; fail with what JavaScript threw."""
        assert self._socket is not None
        number = next(self._numbers)
        parameters = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        await self._socket.send_json({"id": number, "method": "Runtime.evaluate", "params": parameters})
        while True:
            told = await self._socket.receive_json(timeout=30)
            if told.get("id") == number:
                break
        result = told["result"]
        assert "exceptionDetails" not in result, result["exceptionDetails"].get("exception", result)
        return result["result"].get("value")

    async def call(self, function: str, *arguments: object) -> Any:
        """Call a function of the page with JSON arguments."""
        return await self.run(f"{function}({', '.join(json.dumps(argument) for argument in arguments)})")

    async def _serve(self) -> str:
        app = web.Application(client_max_size=MAX_UPLOAD)
        app.add_routes(self._routes)
        app.router.add_get("/", self._show_page)
        app.router.add_get("/loaded", self._loaded)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0]
        return f"http://{host}:{port}/"

    async def _debugging_port(self) -> str:
        """Read the port from the line that Chromium prints when it listens."""
        assert self._process is not None and self._process.stderr is not None
        async with asyncio.timeout(30):
            while line := (await self._process.stderr.readline()).decode(errors="replace"):
                if "DevTools listening on ws://127.0.0.1:" in line:
                    self._drain = asyncio.create_task(_drain(self._process.stderr))
                    return line.split("ws://127.0.0.1:")[1].split("/")[0]
        raise AssertionError("Chromium ended before it listened")

    async def _show_page(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(self._page)

    async def _loaded(self, _request: web.Request) -> web.Response:
        self._is_loaded.set()
        return web.Response()


async def _drain(pipe: asyncio.StreamReader) -> None:
    """Read what the browser complains of, so that it never blocks."""
    while await pipe.read(65_536):
        pass
