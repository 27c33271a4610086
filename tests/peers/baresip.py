"""A baresip on loopback: a phone of classic SIP that sends back what it hears, told what to do by TCP."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import wave
from pathlib import Path
from typing import Any

import numpy as np

from tests.free_port import free_port
from tests.peers.networks import make_certificate

MODULES = Path("/usr/lib/baresip/modules")
_CONFIG = """
poll_method epoll
sip_listen 127.0.0.1:{port}
sip_certificate {folder}/phone.pem
net_interface 127.0.0.1
call_local_timeout 120
call_max_calls 4
audio_source {source}
audio_player aubridge,echo
audio_alert aubridge,alert
ringback_disabled yes
rtp_ports {rtp}-{rtp_last}
module_path {modules}
{loads}
ctrl_tcp_listen 127.0.0.1:{control}
"""
_LOADS = ("g711", "g722", "opus", "aubridge", "aufile", "srtp", "dtls_srtp", "uuid")
_APPS = ("account", "contact", "menu", "ctrl_tcp")
_RTP_PORTS = 40


class Baresip:
    """One phone. Its TLS port is one above that of UDP and TCP; ``account`` are parameters of its account.

    It ``answers`` at once (auto), when told to (manual), or likewise but speaks before (early). It says what
    it hears, or, if it ``hums``, a tone for a minute: with PCMU only, and for calls that are held, since
    baresip's way of an echo does not come back after that.
    """

    def __init__(
        self, program: str, folder: Path, account: str = "", *, hums: bool = False, answers: str = "auto"
    ) -> None:
        self._program = program
        self.folder = folder
        self.user = "bob"
        self._hums = hums
        self._answers = answers
        self.port = _pair_of_ports()
        self.control = free_port()
        self.events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._account = account
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: asyncio.Task[None] | None = None
        self._writer: asyncio.StreamWriter | None = None

    @property
    def log(self) -> str:
        """What it printed."""
        return (self.folder / "baresip.log").read_text(errors="replace")

    def uri(self, transport: str) -> str:
        """Return how it is called over ``transport``."""
        port = self.port + (transport == "tls")
        return f"{self.user}@127.0.0.1:{port};transport={transport}"

    async def start(self) -> Baresip:
        """Start it and wait until it can be told what to do."""
        certificate, key = make_certificate(self.folder, "127.0.0.1")
        (self.folder / "phone.pem").write_bytes(certificate.read_bytes() + key.read_bytes())
        loads = [f"module {name}.so" for name in _LOADS] + [f"module_app {name}.so" for name in _APPS]
        rtp = 20_000 + (self.port % 500) * _RTP_PORTS
        config = _CONFIG.format(
            port=self.port,
            source=f"aufile,{_hum(self.folder)}" if self._hums else "aubridge,echo",
            folder=self.folder,
            modules=MODULES,
            loads="\n".join(loads),
            control=self.control,
            rtp=rtp,
            rtp_last=rtp + _RTP_PORTS - 1,
        )
        (self.folder / "config").write_text(config)
        account = f"<sip:{self.user}@127.0.0.1>;regint=0;answermode={self._answers}{self._account}\n"
        (self.folder / "accounts").write_text(account)
        (self.folder / "contacts").write_text("")
        self._run()
        async with asyncio.timeout(10):
            reader = await self._connect()
        self._reader = asyncio.create_task(self._read(reader))
        return self

    def _run(self) -> None:
        """Start the program; ``-s`` has it log every SIP message."""
        with (self.folder / "baresip.log").open("wb") as log:
            self._process = subprocess.Popen(
                [self._program, "-f", str(self.folder), "-s"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )

    async def stop(self) -> None:
        """End it."""
        if self._writer is not None:
            self._writer.close()
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        if self._process is not None:
            self._process.kill()
            await asyncio.to_thread(self._process.wait, 10)

    async def event(self, kind: str) -> dict[str, Any]:
        """Return the next event of this type, passing over others."""
        async with asyncio.timeout(15):
            while True:
                event = await self.events.get()
                if event.get("type") == kind:
                    return event

    def tell(self, command: str, params: str = "") -> None:
        """Give a command of its menu."""
        assert self._writer is not None
        data = json.dumps({"command": command, "params": params}).encode()
        self._writer.write(b"%d:%s," % (len(data), data))

    async def _connect(self) -> asyncio.StreamReader:
        while True:
            assert self._process is not None and self._process.poll() is None, self.log
            try:
                reader, self._writer = await asyncio.open_connection("127.0.0.1", self.control)
                return reader
            except OSError:
                await asyncio.sleep(0.02)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        """Read netstrings of JSON: ``<length>:<text>,``."""
        while True:
            length = await reader.readuntil(b":")
            said = json.loads(await reader.readexactly(int(length[:-1])))
            await reader.readexactly(1)
            if said.get("event"):
                self.events.put_nowait(said)


def _hum(folder: Path) -> Path:
    """Write a minute of a tone and return its file."""
    samples = (8000 * np.sin(np.arange(8000 * 60) * 2 * np.pi * 400 / 8000)).astype("<i2")
    path = folder / "hum.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(samples.tobytes())
    return path


def _pair_of_ports() -> int:
    """Return a port that is free for UDP and TCP and whose next one is, too."""
    for _ in range(100):
        port = free_port()
        try:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                for each in (port, port + 1):
                    with socket.socket(type=kind) as probe:
                        probe.bind(("127.0.0.1", each))
        except OSError:
            continue
        return port
    raise AssertionError("no two ports in a row are free")
