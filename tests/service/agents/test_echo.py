"""The echo test with real SIP, ICE, DTLS-SRTP and codecs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.media.session import MediaSession
from core.service.config import EchoConfig, ServiceConfig
from core.service.service import CallService
from core.sip.agent.events import (
    InviteAccepted,
    InviteProgress,
    InviteRejected,
    SessionEnded,
)
from core.sip.messages import Uri
from tests.service.phones import Phone

ECHO = Uri.parse("sip:echo@ahoy.invalid")


class Caller:
    """A phone with the test picture and the test tone."""

    def __init__(self, service: CallService, phone: Phone) -> None:
        self.service = service
        self.phone = phone
        self.devices = FakeDevices()
        self.local = LocalMedia(self.devices)
        self.local.show_test_devices(True)
        self.seen = asyncio.Event()
        self.media = MediaSession(
            self.local, video=True, ice_servers=(), is_offerer=True, on_event=lambda event: None
        )
        loop = asyncio.get_running_loop()
        self.media.incoming_picture.on_picture = lambda: loop.call_soon_threadsafe(self.seen.set)

    async def close(self) -> None:
        await self.media.close()
        self.local.close()
        self.devices.close()
        await self.phone.close()
        await self.service.stop()


@pytest.fixture
async def caller(tmp_path: Path, no_task_left: None) -> AsyncIterator[Caller]:
    service = CallService(
        ServiceConfig(tmp_path, echo=EchoConfig(answer_after=0, simultaneous=1, audio_delay=0.1))
    )
    endpoint = await service.start()
    made = Caller(service, await Phone("alice", endpoint.url, endpoint.application).online())
    yield made
    await made.close()


async def test_echo_rings_answers_and_sends_sound_and_picture_back(caller: Caller) -> None:
    phone = caller.phone
    offer = await caller.media.create_offer()
    session = phone.agent.invite(ECHO, offer.encode(), phone.now)
    phone.driver.pump()
    assert (await phone.event(InviteProgress)).status == 180
    answer = (await phone.event(InviteAccepted)).body.decode()
    await caller.media.accept_answer(answer)
    async with asyncio.timeout(20):
        await caller.seen.wait()
    frame = caller.media.incoming_picture.take()
    assert frame is not None and frame.width > 0
    busy = phone.agent.invite(ECHO, offer.encode(), phone.now)
    phone.driver.pump()
    assert (await phone.event(InviteRejected)).status == 486
    assert (await phone.event(SessionEnded)).session is busy
    report = await caller.media.stats()
    assert report.track("audio", "inbound-rtp").get("packetsReceived", 0) != 0
    phone.do(session.bye)
    assert (await phone.event(SessionEnded)).session is session


@pytest.mark.parametrize(
    "body",
    [b"", b"v=0\r\n", b"\xff\xfe", b"nonsense", b"v=0\r\no=- 1 1 IN IP4 0\r\ns=-\r\nt=0 0\r\nm=audio x\r\n"],
)
async def test_offer_that_makes_no_sense_is_refused(caller: Caller, body: bytes) -> None:
    phone = caller.phone
    phone.agent.invite(ECHO, body, phone.now)
    phone.driver.pump()
    assert (await phone.event(InviteRejected)).status == 488
