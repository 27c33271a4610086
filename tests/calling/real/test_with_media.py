"""One real call: clients, SIP, the call service, ICE, DTLS-SRTP and codecs, all on loopback."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from pathlib import Path

from core.calling import Call, CallEndCause, CallingRuntime, CallState, Sinch, SinchClient, sign_locally
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.ports import DeviceKind
from core.service.config import EchoConfig, ServiceConfig
from core.service.service import CallService, ServiceEndpoint
from tests.calling.fakes import Heard


async def started(endpoint: ServiceEndpoint, user_id: str) -> tuple[SinchClient, Heard, LocalMedia]:
    media, application = LocalMedia(FakeDevices()), endpoint.application
    builder = Sinch.getSinchClientBuilder().applicationKey(application.key).userId(user_id)
    builder.environmentHost(f"http://127.0.0.1:{endpoint.port}").runtime(CallingRuntime(local_media=media))
    client, heard = builder.build(), Heard()
    heard.tokens = [sign_locally(application.key, application.secret)(user_id)]
    client.addListener(heard)
    client.callClient.addListener(heard)
    await client.start()
    await heard.hears("started")
    return client, heard, media


async def media_is_let_go(sessions: list[weakref.ref[object]], *calls: Call) -> None:
    """The calls are over, their SIP transactions are not yet, and nothing holds their media any more."""
    for _ in range(500):
        if all(call.media is None for call in calls):
            break
        await asyncio.sleep(0.01)
    gc.collect()
    assert [session() for session in sessions] == [None, None]
    for call in calls:
        assert call.life.leg is not None
        report = await call.stats()
        assert report is not None and report.track("audio", "inbound-rtp")["packetsReceived"]
        assert report.dtls_cipher and report.candidate_pair


async def test_a_real_video_call(tmp_path: Path) -> None:
    service = CallService(ServiceConfig(tmp_path / "service", echo=EchoConfig(enabled=False)))
    endpoint = await service.start()
    alice, hears_alice, alice_media = await started(endpoint, "alice")
    bob, hears_bob, bob_media = await started(endpoint, "bob")
    try:
        dialled = time.monotonic()
        call = await alice.callClient.callUserVideo("bob")
        call.addListener(hears_alice)
        await hears_alice.hears("ringing")
        rang = time.monotonic()
        incoming = hears_bob.calls[0]
        assert incoming.media is None and not bob_media.is_open(DeviceKind.CAMERA)
        await incoming.answer()
        await hears_alice.hears("established")
        await hears_bob.hears("established")
        established = time.monotonic()
        print(f"dial to ringing {rang - dialled:.3f} s, answer to established {established - rang:.3f} s")
        await hears_alice.hears("picture")
        await hears_bob.hears("picture")
        assert call.incomingPicture.frames and incoming.incomingPicture.frames
        assert call.hasIncomingVideo and incoming.hasIncomingVideo
        assert call.incomingStream.getVideoTracks() and call.outgoingStream.getAudioTracks()
        call.pauseVideo()
        await hears_bob.hears("remote paused")
        assert not alice_media.is_open(DeviceKind.CAMERA)
        call.resumeVideo()
        await hears_bob.hears("remote resumed")
        sessions = [weakref.ref(one.media) for one in (call, incoming)]
        incoming.hangup()
        await hears_alice.hears("ended")
        assert call.details.endCause is CallEndCause.HUNG_UP
        assert call.details.hadAudioStream and call.details.hadVideoStream
        assert call.state is incoming.state is CallState.ENDED
        await media_is_let_go(sessions, call, incoming)
    finally:
        await alice.terminateGracefully()
        await bob.terminateGracefully()
        assert not alice_media.is_open(DeviceKind.MICROPHONE)
        alice_media.close()
        bob_media.close()
        await service.stop(0.5)
