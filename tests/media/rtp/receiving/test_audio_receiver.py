"""The receiver of sound without a connection: comfort noise, other sources, the way to lip sync."""

from __future__ import annotations

import time
from typing import Any, cast

import numpy as np
import pytest
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters

from core.media.rtp.receiving.audio_receiver import COMFORT_NOISE, AudioReceiver
from core.media.rtp.receiving.receiver import MAX_SOURCES
from core.media.sync.lip_sync import LipSync
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.incoming_packet import IncomingPacket

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")
TONE = bytes([0x10, 0x90] * 80)


class Wire:
    """Takes the place of a DTLS transport."""

    state = "connected"

    def __init__(self) -> None:
        self.routed: set[int] = set()

    def route_payload_types(self, _receiver: object, types: Any) -> None:
        self.routed |= set(types)

    def send_packet(self, _data: bytes) -> None:
        """Nobody listens."""

    def __getattr__(self, _name: str) -> Any:
        return lambda *_arguments, **_options: None


class Bench:
    def __init__(self) -> None:
        self.wire = Wire()
        self.receiver = AudioReceiver(cast(HardenedDtlsTransport, self.wire))
        self.now = 100.0
        self.receiver.playout._clock = lambda: self.now

    async def start(self) -> None:
        codec = RTCRtpCodecParameters("audio/PCMU", 8000, channels=1, payloadType=0)
        await self.receiver.receive(RTCRtpReceiveParameters(codecs=[codec]))

    def take(self, number: int, payload: bytes = TONE, payload_type: int = 0, ssrc: int = 7) -> list[int]:
        packet = IncomingPacket(payload_type, 0, number & 0xFFFF, number * 160, ssrc)
        packet.payload = payload
        self.receiver.take_rtp(packet, round(time.time() * 1000))
        peaks = []
        for _ in range(2):
            block = self.receiver.playout.next_block()
            peaks.append(-1 if block is None else int(np.abs(block.astype(int)).max()))
            self.now += 0.01
        return peaks


async def test_comfort_noise_that_nobody_announced_is_heard() -> None:
    bench = Bench()
    await bench.start()
    assert COMFORT_NOISE in bench.wire.routed
    for number in range(30):
        bench.take(number)
    bench.take(30, bytes([50]), COMFORT_NOISE)
    bench.take(30, bytes([5]), COMFORT_NOISE, ssrc=8)
    bench.take(31, b"", COMFORT_NOISE)
    quiet = [peak for _ in range(10) for peak in bench.take(2, b"")][-10:]
    assert all(100 < peak < 700 for peak in quiet), "at -50 dBov, and not a stranger's -5"
    assert bench.receiver.playout.counters.concealed == 0
    assert bench.receiver.stats()["packetsReceived"] >= 32
    await bench.receiver.stop()
    bench.take(40, bytes([5]), COMFORT_NOISE)


async def test_another_source_takes_over() -> None:
    bench = Bench()
    await bench.start()
    for number in range(30):
        bench.take(number)
    peaks = [peak for number in range(30) for peak in bench.take(5000 + number, ssrc=9)]
    assert peaks[-1] > 1000 and peaks.count(-1) < 12
    await bench.receiver.stop()


async def test_sound_waits_for_pictures_and_tells_when_it_is_heard() -> None:
    bench, sync = Bench(), LipSync()
    await bench.start()
    bench.receiver.sync = sync
    bench.take(0)
    bench.receiver._reported(7, (1000 << 32), 0)
    for number in range(1, 150):
        sync.due(1000.0 + number * 0.02, 100.0 + number * 0.02 + 0.15)
        bench.take(number)
    skew = sync.skew()
    assert skew is not None and abs(skew) < 0.2
    assert 0.05 < bench.receiver.playout.extra_delay <= 0.2, "pictures are 150 ms behind"
    waited = bench.receiver.playout.extra_delay
    for number in range(150, 400):
        sync.due(1000.0 + number * 0.02, 100.0 + number * 0.02)
        bench.take(number)
    assert bench.receiver.playout.extra_delay < waited
    await bench.receiver.stop()


async def test_the_twentieth_source_is_heard_like_the_first() -> None:
    bench = Bench()
    await bench.start()
    for ssrc in range(20):
        for number in range(30):
            peaks = bench.take(number, ssrc=ssrc)
        assert max(peaks) > 1000
        assert bench.receiver.stats()["ssrc"] == ssrc
    assert len(bench.receiver._sources) <= MAX_SOURCES
    await bench.receiver.stop()
