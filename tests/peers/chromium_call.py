"""A call between a media session of ours and a browser's page, and waiting for what it should show."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.media.devices.screens import FakeScreens
from core.media.media_events import DtmfReceived, LocalCandidates, MediaEvent, MediaFlowing, RemoteHeld
from core.media.session import MediaSession
from tests.bench.network.line.relay import Relay
from tests.peers.chromium import Chromium

LIMIT = 40.0
FRAMES = 30
Track = dict[str, Any]


class OurEnd:
    """A media session with the test picture and the test tone."""

    def __init__(self, *, is_offerer: bool) -> None:
        self._host = FakeDevices()
        self._local = LocalMedia(self._host, FakeScreens())
        self.flowing = asyncio.Event()
        self.remote_holds: list[bool] = []
        self.keys = ""
        self.fragments: list[str] = []
        self.session = MediaSession(
            self._local, video=True, ice_servers=[], is_offerer=is_offerer, on_event=self._take
        )

    async def close(self) -> None:
        """End the session and free the devices."""
        await self.session.close()
        self._local.close()
        self._host.close()

    async def received(self) -> dict[str, Track]:
        """Return what was received, by kind."""
        return await self._tracks("inbound-rtp")

    async def sent(self) -> dict[str, Track]:
        """Return what was sent, by kind."""
        return await self._tracks("outbound-rtp")

    async def _tracks(self, type_: str) -> dict[str, Track]:
        report = await self.session.stats()
        tracks: list[Track] = report.as_json()["tracks"]  # type: ignore[assignment]
        return {track["kind"]: track for track in tracks if track["type"] == type_}

    def _take(self, event: MediaEvent) -> None:
        if isinstance(event, MediaFlowing):
            self.flowing.set()
        elif isinstance(event, RemoteHeld):
            self.remote_holds.append(event.held)
        elif isinstance(event, DtmfReceived):
            self.keys += event.key
        elif isinstance(event, LocalCandidates):
            self.fragments.append(event.fragment)


class Call:
    """A browser and our end in a call; ``relay`` lies between them if there is one."""

    def __init__(self, browser: Chromium, end: OurEnd, relay: Relay | None = None) -> None:
        self.browser = browser
        self.end = end
        self._relay = relay

    async def connect(self, codec: str, *, we_offer: bool, **options: int) -> None:
        """Open the page's devices, exchange descriptions, wait for the first packets."""
        await self.browser.call("open", codec, options)
        await (self.we_offer() if we_offer else self.it_offers())
        async with asyncio.timeout(LIMIT):
            await self.end.flowing.wait()

    async def we_offer(self, *, restart_ice: bool = False) -> None:
        """Offer once and take the browser's answer."""
        offer = await self.end.session.create_offer(restart_ice=restart_ice)
        answer = await self.browser.call("answer", self._relay.offer(offer) if self._relay else offer)
        await self.end.session.accept_answer(self._relay.answer(answer) if self._relay else answer)

    async def it_offers(self, function: str = "offer", *arguments: object) -> str:
        """Take an offer that ``function`` of the page makes, give it our answer and return that."""
        offer = await self.browser.call(function, *arguments)
        answer = await self.end.session.accept_offer(self._relay.offer(offer) if self._relay else offer)
        told = self._relay.answer(answer) if self._relay else answer
        assert await self.browser.call("take", "answer", told) == "stable"
        return answer

    async def browser_received(self) -> dict[str, Track]:
        """Return what the browser has received, by kind."""
        return await self._browser_tracks("inbound-rtp")

    async def browser_sent(self) -> dict[str, Track]:
        """Return what the browser has sent, by kind."""
        return await self._browser_tracks("outbound-rtp")

    async def browser_path(self) -> Track:
        """Return the browser's candidate pair in use."""
        return (await self._browser_tracks("candidate-pair"))["path"]

    async def _browser_tracks(self, type_: str) -> dict[str, Track]:
        return {row["kind"]: row for row in await self.browser.call("stats") if row["type"] == type_}

    async def counted(self) -> list[int]:
        """Return what was heard and seen so far: sound and pictures at the browser, then at our end."""
        theirs, ours = await self.browser_received(), await self.end.received()
        return [
            theirs.get("audio", {}).get("packetsReceived", 0),
            theirs.get("video", {}).get("framesDecoded", 0),
            ours.get("audio", {}).get("packetsReceived", 0),
            ours.get("video", {}).get("framesDecoded", 0),
        ]

    async def goes_on(self, what: str) -> None:
        """Wait until sound and pictures have come at both ends."""
        before = await self.counted()

        async def has_gone_on() -> bool:
            return all(now > then + 10 for now, then in zip(await self.counted(), before, strict=True))

        await eventually(has_gone_on, what)

    async def stands_still(self, what: str) -> None:
        """Wait until nothing comes at either end."""

        async def is_still() -> bool:
            before = await self.counted()
            await asyncio.sleep(0.5)
            return await self.counted() == before

        await eventually(is_still, what)


async def eventually(is_so: Callable[[], Awaitable[bool]], what: str, limit: float = LIMIT) -> None:
    """Wait until ``is_so``, or fail saying ``what`` did not happen."""
    try:
        async with asyncio.timeout(limit):
            # A browser's counters can only be polled.
            while not await is_so():  # noqa: ASYNC110
                await asyncio.sleep(0.2)
    except TimeoutError:
        pytest.fail(f"not within {limit:.0f} s: {what}")


@asynccontextmanager
async def call_with(
    browser: Chromium, codec: str, *, we_offer: bool, relay: Relay | None = None, **options: int
) -> AsyncIterator[Call]:
    """Yield a connected call; ``options`` are those of the page's ``open``."""
    end = OurEnd(is_offerer=we_offer)
    call = Call(browser, end, relay)
    try:
        await call.connect(codec, we_offer=we_offer, **options)
        yield call
    finally:
        await end.close()
        await browser.call("close")
