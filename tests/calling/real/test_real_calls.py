"""Real calls on loopback, in real time: hold, keys on the audio stream, a bad line, times on the wire."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.calling import Call, CallEndCause
from core.media.devices.capture import LocalMedia
from core.ports import DeviceKind
from core.service.config import EchoConfig, ServiceConfig
from core.service.service import CallService
from tests.calling.real.test_with_media import started
from tests.media.call_pair import eventually
from tests.media.test_impairment import lose


class RealCall:
    """Alice and Bob in an established call; ``wire`` is Alice's: second, whether sent, start line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wire: list[tuple[float, bool, str]] = []

    async def start(self) -> None:
        self.service = CallService(ServiceConfig(self.folder, echo=EchoConfig(enabled=False)))
        endpoint = await self.service.start()
        self.alice, self.hears_alice, self.alice_media = await started(endpoint, "alice")
        self.bob, self.hears_bob, self.bob_media = await started(endpoint, "bob")
        self._tap()
        self.out: Call = await self.alice.callClient.callUser("bob")
        self.out.addListener(self.hears_alice)
        await self.hears_alice.hears("ringing")
        self.incoming = self.hears_bob.calls[0]
        await self.incoming.answer()
        await self.hears_alice.hears("established")
        await self.hears_bob.hears("established")

    def _tap(self) -> None:
        """Note what passes Alice's WebSocket, below everything that is tested."""
        flow: Any = self.alice.link._driver._flow  # type: ignore[attr-defined]
        send, take = flow.send, flow._on_data

        def sent(data: bytes) -> None:
            self._note(data, True)
            send(data)

        def received(data: bytes) -> None:
            self._note(data, False)
            take(data)

        flow.send, flow._on_data = sent, received

    def _note(self, data: bytes, is_sent: bool) -> None:
        start, _, rest = data.partition(b"\r\n")
        method = rest.partition(b"CSeq: ")[2].partition(b"\r\n")[0].partition(b" ")[2]
        self.wire.append((time.monotonic(), is_sent, f"{start.decode()} {method.decode()}"))

    def at(self, start: str, *, is_sent: bool) -> float:
        """Return when the first message beginning so passed."""
        return next(at for at, sent, line in self.wire if sent is is_sent and line.startswith(start))

    async def close(self) -> None:
        for client in (self.alice, self.bob):
            await client.terminateGracefully()
        for media in (self.alice_media, self.bob_media):
            media.close()
        await self.service.stop(0.5)


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[RealCall]:
    call = RealCall(tmp_path / "service")
    await call.start()
    yield call
    await call.close()


def microphone_is_open(media: LocalMedia) -> bool:
    return media.is_open(DeviceKind.MICROPHONE)


async def test_hold_releases_the_microphone_and_resume_takes_it_up(real: RealCall) -> None:
    assert microphone_is_open(real.alice_media)
    real.out.hold()
    assert not microphone_is_open(real.alice_media)
    await real.hears_alice.hears("held")
    await real.hears_bob.hears("remote held")
    real.incoming.hold()
    await real.hears_bob.hears("held")
    assert not microphone_is_open(real.bob_media)
    real.out.resume()
    await real.hears_alice.hears("resumed")
    real.incoming.resume()
    await real.hears_bob.hears("resumed")
    await real.hears_alice.hears("remote back from hold")
    assert microphone_is_open(real.alice_media) and microphone_is_open(real.bob_media)
    assert not real.hears_alice.errors and not real.hears_bob.errors


async def test_keys_go_on_the_audio_stream(real: RealCall) -> None:
    assert real.out.dtmfWay == real.incoming.dtmfWay == "rtp"
    real.out.sendDtmf("1#")
    await real.hears_bob.hears("got #")
    await real.hears_alice.hears("sent #")
    assert real.hears_bob.of("got 1", "got #") == ["got 1", "got #"]
    real.incoming.sendDtmf("D")
    await real.hears_alice.hears("got D")


async def test_a_bad_line_is_told_of(real: RealCall, seed: int) -> None:
    lost = lose(SimpleNamespace(session=real.incoming.media), 0.25, seed)  # type: ignore[arg-type]
    real.hears_bob.patience = 20
    await real.hears_bob.hears("Trigger HighInboundPacketLoss")
    assert lost
    connection = real.incoming.media._connection.dtls.transport._connection  # type: ignore[union-attr]
    del connection.data_received
    await real.hears_bob.hears("Recover HighInboundPacketLoss")


async def test_times_are_those_of_the_wire(real: RealCall) -> None:
    await eventually(lambda: real.out.media is not None)
    real.out.hangup()
    await real.hears_bob.hears("ended")
    details, offset = real.out.details, time.time() - time.monotonic()

    def off(date: Any, at: float) -> float:
        return abs(float(date.timestamp()) - offset - at)

    assert off(details.rungTime, real.at("SIP/2.0 180", is_sent=False)) < 0.02
    assert off(details.answeredTime, real.at("SIP/2.0 200 OK INVITE", is_sent=False)) < 0.02
    assert off(details.endedTime, real.at("BYE", is_sent=True)) < 0.02
    assert details.endCause is real.incoming.details.endCause is CallEndCause.HUNG_UP
