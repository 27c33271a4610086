"""Calls that are measured each second: what their media reports becomes warnings to their listeners."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from core.calling.quality.monitor import StreamSample
from core.calling.quality.watch import read_sample
from core.media.statistics import MediaReport
from tests.calling.fakes import World
from tests.calling.pair import Pair
from tests.calling.simulated_time import run_simulated


def report(
    *, rtt: float = 0.02, level: float = 0.2, heard: float = 0.2, ice: str = "connected", lost: int = 0
) -> MediaReport:
    return MediaReport(
        tracks=(
            {"type": "media-source", "kind": "audio", "audioLevel": level},
            {
                "type": "inbound-rtp",
                "kind": "audio",
                "audioLevel": heard,
                "jitter": 0.004,
                "packetsLost": lost,
                "packetsReceived": 500,
            },
            {"type": "remote-inbound-rtp", "kind": "audio", "roundTripTime": rtt},
            {"type": "inbound-rtp", "kind": "video", "jitter": 0.08},
        ),
        transport={"iceState": ice},
    )


def talking(seed: int, play: Callable[[Pair], Awaitable[None]]) -> None:
    async def run() -> None:
        world = World(seed)
        pair = await (await Pair(world).start()).talk()
        pair.hears_alice.patience = 60
        try:
            await play(pair)
        finally:
            await world.close()

    run_simulated(run())


def warnings(pair: Pair) -> list[str]:
    return [name for name in pair.hears_alice.names if name.startswith(("Trigger", "Recover"))]


def test_reading_a_report() -> None:
    sample = read_sample(report(lost=3), is_muted=False, is_remote_muted=False, video=True)
    assert sample.audio == StreamSample(0.02, 0.004, 3, 500)
    assert sample.video == StreamSample(None, 0.08, None, None)
    assert sample.is_connected and (sample.outbound_level, sample.inbound_level) == (0.2, 0.2)
    muted = read_sample(report(ice="disconnected"), is_muted=True, is_remote_muted=True, video=False)
    assert muted.video is None and not muted.is_connected
    assert (muted.outbound_level, muted.inbound_level) == (None, None)
    video = {"type": "inbound-rtp", "kind": "video", "packetsReceived": 120, "packetsLost": 20}
    repaired = MediaReport(tracks=(video | {"retransmittedPacketsReceived": 20},))
    sample = read_sample(repaired, is_muted=False, is_remote_muted=False, video=True)
    assert sample.video == StreamSample(None, None, 20, 100), "what came a second time counts once"
    empty = read_sample(MediaReport(), is_muted=False, is_remote_muted=False, video=True)
    assert empty.is_connected and empty.audio == StreamSample()


def test_trigger_and_recover_reach_the_listener(seed: int) -> None:
    async def play(pair: Pair) -> None:
        pair.media[0].report = report(rtt=0.4)
        await pair.hears_alice.hears("Trigger HighRemoteInboundRtt")
        await asyncio.sleep(10)
        pair.media[0].report = report(rtt=0.1)
        await pair.hears_alice.hears("Recover HighRemoteInboundRtt")
        assert warnings(pair) == ["Trigger HighRemoteInboundRtt", "Recover HighRemoteInboundRtt"]
        pair.media[0].report = report(ice="failed")
        await pair.hears_alice.hears("Trigger MissingMediaStream")

    talking(seed, play)


def test_twenty_seconds_of_silence_unless_muted(seed: int) -> None:
    async def play(pair: Pair) -> None:
        pair.out.mute()
        pair.incoming.mute()
        pair.media[0].report = report(level=0.0, heard=0.0)
        await asyncio.sleep(60)
        assert warnings(pair) == []
        pair.out.unmute()
        await asyncio.sleep(30)
        assert warnings(pair) == ["Trigger ZeroOutboundAudioLevel"]

    talking(seed, play)


def test_not_while_on_hold(seed: int) -> None:
    async def play(pair: Pair) -> None:
        pair.media[0].report = report(rtt=0.4)
        await pair.hears_alice.hears("Trigger HighRemoteInboundRtt")
        pair.out.hold()
        pair.media[0].report = report(level=0.0, heard=0.0, rtt=0.9)
        await asyncio.sleep(60)
        assert warnings(pair) == ["Trigger HighRemoteInboundRtt", "Recover HighRemoteInboundRtt"]

    talking(seed, play)


def test_not_after_the_call(seed: int) -> None:
    async def play(pair: Pair) -> None:
        pair.out.hangup()
        pair.media[0].report = report(rtt=0.4)
        await asyncio.sleep(60)
        assert warnings(pair) == []

    talking(seed, play)


def test_media_that_cannot_be_measured(seed: int) -> None:
    async def play(pair: Pair) -> None:
        async def broken() -> MediaReport:
            raise RuntimeError("closed")

        pair.media[0].stats = broken  # type: ignore[method-assign]
        await asyncio.sleep(5)
        assert warnings(pair) == []

    talking(seed, play)
