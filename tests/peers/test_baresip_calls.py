"""Calls between the calling API and baresip, a phone of classic SIP, by the gateway with its real media."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.calling import Call, CallEndCause, CallingRuntime, CallState, ErrorType, Feature, Sinch, SinchClient
from core.calling.client.credential_sources import sign_locally
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.ports import DeviceHost
from core.service.config import EchoConfig, GatewayConfig, ServiceConfig, SipListener
from core.service.service import CallService
from tests.calling.fakes import Heard
from tests.peers.baresip import MODULES, Baresip
from tests.peers.conftest import need
from tests.peers.sipp import SDP, Sipp, answer, receive
from tests.service.web.certificates import write_certificate

pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]

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

    async def phone(self, account: str = "", **options: Any) -> Baresip:
        folder = self.folder / f"phone{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        phone = Baresip(need("baresip"), folder, account, **options)
        self.stack.push_async_callback(phone.stop)
        return await phone.start()


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
    async with asyncio.timeout(15):
        while True:
            if await energy(call) >= before + LOUD:
                return
            await asyncio.sleep(0.1)


@pytest.mark.parametrize(
    ("transport", "account"),
    [("udp", ";audio_codecs=PCMU/8000/1"), ("tcp", ";audio_codecs=opus/48000/2"), ("tls", ";mediaenc=srtp")],
)
async def test_a_client_calls_a_phone_and_hears_itself(
    exchange: Exchange, transport: str, account: str
) -> None:
    phone = await exchange.phone(account)
    await exchange.open(authorities=phone.folder / "service.pem")
    alice, heard = await exchange.client("alice")
    assert Feature.SIP in alice.features
    call = await alice.callClient.callSip(phone.uri(transport), {"x-order": "4711"})
    call.addListener(heard)
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    await hears(call)
    call.hangup()
    await phone.event("CALL_CLOSED")
    assert call.details.endCause is CallEndCause.HUNG_UP


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
async def test_a_phone_calls_a_client_and_hangs_up(exchange: Exchange, transport: str) -> None:
    await exchange.open()
    phone = await exchange.phone()
    _, heard = await exchange.client("alice")
    phone.tell("dial", f"sip:alice@127.0.0.1:{exchange.port(transport)};transport={transport}")
    await heard.hears("incoming")
    call = heard.calls[0]
    call.addListener(heard)
    assert call.remoteUserId == "bob@127.0.0.1"
    await call.answer()
    await heard.hears("established")
    await hears(call)
    phone.tell("hangup")
    await heard.hears("ended")
    assert call.details.endCause is CallEndCause.HUNG_UP


async def test_hold_from_either_side(exchange: Exchange) -> None:
    await exchange.open()
    phone = await exchange.phone(";audio_codecs=PCMU/8000/1", hums=True)
    alice, heard = await exchange.client("alice")
    call = await alice.callClient.callSip(phone.uri("udp"))
    call.addListener(heard)
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    call.hold()
    await heard.hears("held")
    call.resume()
    await heard.hears("resumed")
    await hears(call)
    phone.tell("hold")
    await heard.hears("remote held")
    phone.tell("resume")
    await heard.hears("remote back from hold")
    await hears(call)
    call.hangup()
    await phone.event("CALL_CLOSED")


async def test_what_is_said_before_the_answer_is_heard(exchange: Exchange) -> None:
    """SIPp speaks after a 183 and is given up on: baresip keeps silent until it has answered."""
    await exchange.open()
    noise = exchange.folder / "noise.ulaw"
    noise.write_bytes(random.Random(1).randbytes(8000))
    phone = Sipp(
        need("sipp"),
        exchange.folder / "sipp",
        receive("INVITE"),
        answer(183, "Session Progress", sdp=SDP.replace("6000", "[media_port]")),
        f'<nop><action><exec rtp_stream="{noise},-1,0"/></action></nop>',
        receive("CANCEL"),
        answer(200, "OK"),
        answer(487, "Request Terminated", cseq="1 INVITE"),
        receive("ACK"),
    )
    exchange.stack.push_async_callback(phone.stop)
    await phone.start()
    alice, heard = await exchange.client("alice")
    call = await alice.callClient.callSip(phone.uri.removeprefix("sip:"))
    call.addListener(heard)
    await heard.hears("early media")
    await hears(call)
    assert call.hasEarlyMedia and call.state is CallState.PROGRESSING
    call.hangup()
    await phone.ends_well()
    assert call.details.endCause is CallEndCause.CANCELED


async def test_keys_arrive(exchange: Exchange) -> None:
    await exchange.open()
    phone = await exchange.phone()
    alice, heard = await exchange.client("alice")
    call = await alice.callClient.callSip(phone.uri("udp"))
    call.addListener(heard)
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    call.sendDtmf("5")
    assert (await phone.event("CALL_DTMF_START"))["param"] == "5"
    call.hangup()


async def test_a_phone_that_is_busy_and_one_that_is_not_there(exchange: Exchange) -> None:
    await exchange.open()
    phone = await exchange.phone(answers="manual")
    alice, heard = await exchange.client("alice")
    call = await alice.callClient.callSip(phone.uri("tcp"))
    call.addListener(heard)
    await heard.hears("ringing")
    phone.tell("hangup")
    await heard.hears("ended")
    assert call.details.endCause is CallEndCause.DENIED
    await phone.stop()
    lost = await alice.callClient.callSip(phone.uri("tcp"))
    lost.addListener(heard)
    await heard.hears("ended", 2)
    assert lost.details.error is not None
    assert (lost.details.error.domain, lost.details.error.code) == (ErrorType.SIP, 502)
    assert "could not be reached" in lost.details.error.message
