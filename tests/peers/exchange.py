"""A service whose gateway has real media, clients of the calling API, and baresips, all on loopback."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from core.calling import Call, CallingRuntime, Sinch, SinchClient
from core.calling.client.credential_sources import sign_locally
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.ports import DeviceHost
from core.service.config import EchoConfig, GatewayConfig, ServiceConfig, SipListener
from core.service.service import CallService
from tests.calling.fakes import Heard
from tests.peers.baresip import MODULES, Baresip
from tests.peers.chromium_call import eventually
from tests.peers.conftest import need
from tests.peers.sipp import Sipp
from tests.service.web.certificates import write_certificate

P = TypeVar("P", bound=Baresip)

LOUD = 1e-4
"""Audio energy (W3C: seconds of full scale, squared) that a second of the test tone is far above."""


class Exchange:
    """A service with a gateway that listens, and clients of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stack = contextlib.AsyncExitStack()
        self.service: CallService = None  # type: ignore[assignment]

    async def open(self, **gateway: Any) -> Exchange:
        listeners = tuple(SipListener(kind, "127.0.0.1", 0) for kind in ("udp", "tcp", "tls"))
        gateway.setdefault("certificate", write_certificate(self.folder, "gateway"))
        config = ServiceConfig(
            self.folder / "service",
            echo=EchoConfig(enabled=False),
            gateway=GatewayConfig(enabled=True, listeners=listeners, **gateway),
        )
        self.service = CallService(config)
        self.endpoint = await self.service.start()
        self.stack.push_async_callback(self.service.stop)
        return self

    def port(self, transport: str) -> int:
        assert self.service.gateway is not None
        return next(port for kind, _, port in self.service.gateway.listening if kind.value == transport)

    async def client(self, user: str, devices: DeviceHost | None = None) -> tuple[SinchClient, Heard]:
        media = LocalMedia(devices or FakeDevices())
        runtime = CallingRuntime(local_media=media)
        key = self.endpoint.application
        builder = Sinch.getSinchClientBuilder().applicationKey(key.key).userId(user).runtime(runtime)
        client = builder.environmentHost(f"http://127.0.0.1:{self.endpoint.port}").build()
        heard = Heard()
        heard.patience = 15
        heard.tokens = [sign_locally(key.key, key.secret)(user) for _ in range(3)]
        client.addListener(heard)
        client.callClient.addListener(heard)
        await client.start()
        self.stack.callback(media.close)
        self.stack.push_async_callback(client.terminateGracefully)
        await heard.hears("started")
        return client, heard

    async def phone(self, account: str = "", *, kind: type[P] = Baresip, **options: Any) -> P:
        folder = self.folder / f"phone{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        phone = kind(need("baresip"), folder, account, **options)
        self.stack.push_async_callback(phone.stop)
        await phone.start()
        return phone

    async def sipp(self, name: str, *steps: str) -> Sipp:
        made = Sipp(need("sipp"), self.folder / name, *steps)
        self.stack.push_async_callback(made.stop)
        return await made.start()

    async def answered(
        self, phone: Baresip, transport: str = "udp", *, dialled: str = "alice"
    ) -> tuple[Call, Heard]:
        """Let a phone call alice, who answers; return her call and what she is told."""
        _, heard = await self.client("alice")
        phone.tell("dial", f"sip:{dialled}@127.0.0.1:{self.port(transport)};transport={transport}")
        await heard.hears("incoming")
        call = heard.calls[0]
        call.addListener(heard)
        await call.answer()
        await heard.hears("established")
        return call, heard


@pytest.fixture
async def exchange(tmp_path: Path) -> AsyncIterator[Exchange]:
    if not MODULES.is_dir():
        need("baresip")
    made = Exchange(tmp_path)
    try:
        yield made
    finally:
        await made.stack.aclose()


async def energy(call: Call) -> float:
    report = await call.stats()
    return float(report.track("audio", "inbound-rtp").get("totalAudioEnergy", 0)) if report is not None else 0


async def hears(call: Call) -> None:
    """Return once sound comes from the phone: what ``call`` sends itself, if the phone is an echo."""
    before = await energy(call)

    async def is_louder() -> bool:
        return await energy(call) >= before + LOUD

    await eventually(is_louder, "sound from the phone")


async def sees(call: Call, frames: int = 15) -> None:
    """Return once so many pictures have been decoded."""

    async def has_seen() -> bool:
        report = await call.stats()
        return report is not None and report.track("video", "inbound-rtp").get("framesDecoded", 0) >= frames

    await eventually(has_seen, "pictures from the phone")
