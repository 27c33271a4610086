"""The two relays that are compared, as processes that turn descriptions into others."""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from tests.bench.call_service import ROOT
from tests.bench.signalling.servers import _cpu_of, family

PORTS = (42_000, 46_000)
ENGINE_PORTS = (46_000, 50_000)
NG_SECONDS = 5.0


class RelayProcess(Protocol):
    """One relay. ``transcodes``: the phone is offered what the client does not speak."""

    pid: int

    async def offer(self, call: str, sdp: str, *, transcodes: bool) -> str:
        """Return the offer for the phone that a client's offer becomes."""

    async def answer(self, call: str, sdp: str) -> str:
        """Return the answer for the client that a phone's answer becomes."""

    async def end(self, call: str) -> None:
        """End a call."""


def cpu_of(relay: RelayProcess) -> float:
    """Return the CPU seconds that it has used."""
    return sum(_cpu_of(pid) for pid in family(relay.pid))


class OurRelay:
    """``relay_process.py``, asked by lines of JSON."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.pid = process.pid
        self._process = process

    async def offer(self, call: str, sdp: str, *, transcodes: bool) -> str:
        return await self._ask("offer", call, sdp)

    async def answer(self, call: str, sdp: str) -> str:
        return await self._ask("answer", call, sdp)

    async def end(self, call: str) -> None:
        await self._ask("end", call, "")

    async def _ask(self, what: str, call: str, sdp: str) -> str:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": what, "call": call, "sdp": sdp}).encode() + b"\n")
        return str(json.loads(await self._process.stdout.readline())["sdp"])


@asynccontextmanager
async def our_relay() -> AsyncIterator[RelayProcess]:
    """Run our relay alone in a process."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.gateway.relay_process",
        *map(str, PORTS),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        limit=1 << 20,
    )
    try:
        yield OurRelay(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await asyncio.wait_for(process.wait(), 20)


class Rtpengine(asyncio.DatagramProtocol):
    """The daemon, asked by its NG protocol (a cookie and a bencoded dictionary in a datagram)."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._cookies = itertools.count(1)
        self._waiting: dict[bytes, asyncio.Future[dict[bytes, Any]]] = {}
        self._transport: Any = None
        self._tags: dict[str, tuple[str, str]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        cookie, _, rest = data.partition(b" ")
        waiting = self._waiting.pop(cookie, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(decode(rest)[0])

    async def offer(self, call: str, sdp: str, *, transcodes: bool) -> str:
        self._tags[call] = (secrets.token_hex(4), secrets.token_hex(4))
        codec: Mapping[str, list[str]] = {"transcode": ["PCMU"], "mask": ["opus"]} if transcodes else {}
        return await self._describe(
            {
                "command": "offer",
                "call-id": call,
                "from-tag": self._tags[call][0],
                "sdp": sdp,
                "ICE": "remove",
                "DTLS": "off",
                "transport-protocol": "RTP/AVP",
                "rtcp-mux": ["demux"],
                **({"codec": codec} if codec else {}),
            }
        )

    async def answer(self, call: str, sdp: str) -> str:
        return await self._describe(
            {
                "command": "answer",
                "call-id": call,
                "from-tag": self._tags[call][0],
                "to-tag": self._tags[call][1],
                "sdp": sdp,
                "ICE": "force",
                "DTLS": "active",
                "transport-protocol": "UDP/TLS/RTP/SAVPF",
                "rtcp-mux": ["require"],
            }
        )

    async def end(self, call: str) -> None:
        if call in self._tags:
            await self._ask({"command": "delete", "call-id": call, "from-tag": self._tags.pop(call)[0]})

    async def ping(self) -> None:
        """Wait until it answers."""
        for _ in range(50):
            try:
                await self._ask({"command": "ping"}, 0.1)
            except TimeoutError:
                continue
            return
        raise TimeoutError("rtpengine does not answer")

    async def _describe(self, question: Mapping[str, Any]) -> str:
        answer = await self._ask(question)
        if answer.get(b"result") != b"ok":
            raise RuntimeError(f"rtpengine refuses: {answer}")
        return bytes(answer[b"sdp"]).decode()

    async def _ask(self, question: Mapping[str, Any], seconds: float = NG_SECONDS) -> dict[bytes, Any]:
        cookie = b"c%d" % next(self._cookies)
        waiting = self._waiting[cookie] = asyncio.get_running_loop().create_future()
        self._transport.sendto(cookie + b" " + encode(question))
        async with asyncio.timeout(seconds):
            return await waiting


@asynccontextmanager
async def rtpengine() -> AsyncIterator[RelayProcess | None]:
    """Run rtpengine without its kernel module; None where it is not installed."""
    program = shutil.which("rtpengine")
    if program is None:
        yield None
        return
    with TemporaryDirectory(prefix="ahoy-bench-rtpengine-") as folder:
        configuration = Path(folder) / "rtpengine.conf"
        configuration.write_text("[rtpengine]\n")
        ng = ENGINE_PORTS[0] - 1
        process = await asyncio.create_subprocess_exec(
            program,
            f"--config-file={configuration}",
            "--foreground",
            "--log-stderr",
            "--log-level=3",
            "--table=-1",
            "--interface=127.0.0.1",
            f"--listen-ng=127.0.0.1:{ng}",
            f"--port-min={ENGINE_PORTS[0]}",
            f"--port-max={ENGINE_PORTS[1]}",
            stderr=subprocess.DEVNULL,
        )
        try:
            _, engine = await asyncio.get_running_loop().create_datagram_endpoint(
                lambda: Rtpengine(process.pid), remote_addr=("127.0.0.1", ng)
            )
            await engine.ping()
            yield engine
            engine._transport.close()
        finally:
            process.terminate()
            await process.wait()


def encode(value: Any) -> bytes:
    """Return a value bencoded."""
    if isinstance(value, Mapping):
        pairs = sorted(value.items())
        return b"d" + b"".join(encode(key) + encode(one) for key, one in pairs) + b"e"
    if isinstance(value, list):
        return b"l" + b"".join(map(encode, value)) + b"e"
    if isinstance(value, int):
        return b"i%de" % value
    text = value if isinstance(value, bytes) else value.encode()
    return b"%d:%s" % (len(text), text)


def decode(data: bytes, at: int = 0) -> tuple[Any, int]:
    """Return what is bencoded at ``at``, and where it ends."""
    kind = data[at : at + 1]
    if kind == b"i":
        end = data.index(b"e", at)
        return int(data[at + 1 : end]), end + 1
    if kind in b"ld":
        items, at = [], at + 1
        while data[at : at + 1] != b"e":
            item, at = decode(data, at)
            items.append(item)
        if kind == b"l":
            return items, at + 1
        return dict(zip(items[::2], items[1::2], strict=True)), at + 1
    colon = data.index(b":", at)
    end = colon + 1 + int(data[at:colon])
    return data[colon + 1 : end], end
