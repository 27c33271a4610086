"""The same call between two peer connections of one Chromium, with its defaults.

The page hands numbered pictures and computed speech to tracks and takes them from tracks, so that nothing is
drawn or played that could be slow; the frame delay ends where a picture would go to its window, as at ours.
What was concealed, and what was sent again, are Chromium's own numbers (getStats).
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import av
import numpy as np
from aiohttp import web
from numpy.typing import NDArray

from core.media.video.frames import plane_view
from core.media.video.test_picture import BLOCKS, DARK, LIGHT, number_strip, write_frame_number
from core.ports import SAMPLE_RATE
from tests.bench.network.ends.ours import CONNECT_SECONDS, SPARE_SECONDS
from tests.bench.network.ends.recording import RATE, Camera, Recording, Screen, sound_since
from tests.bench.network.ends.speech import computed_speech
from tests.bench.network.line.relay_process import RelayProcess
from tests.bench.network.scenes import Scene
from tests.bench.network.scoring.seeing import Shown, luma_of_size
from tests.peers.chromium import Chromium

PAGE = Path(__file__).with_name("chromium.html")
PROGRAM = "chromium"
LOOP = 60
"""Pictures that the page has; it shows them forwards and backwards in turn, each with its number."""

CLOCK_READINGS = 12
COUNTED = (
    ("inbound-rtp", "audio", ("concealedSamples", "totalSamplesReceived", "removedSamplesForAcceleration")),
    ("inbound-rtp", "video", ("freezeCount", "totalFreezesDuration")),
    (
        "outbound-rtp",
        "video",
        ("keyFramesEncoded", "nackCount", "pliCount", "retransmittedPacketsSent", "targetBitrate"),
    ),
)


def is_installed() -> bool:
    """Whether there is a Chromium to compare with."""
    return shutil.which(PROGRAM) is not None


class LoopCamera(Camera):
    """The pictures that the page shows, made again for comparison."""

    def again(self, number: int) -> av.VideoFrame:
        """Return picture ``number`` once more."""
        turn = number % (2 * LOOP - 2)
        frame = super().again(turn if turn < LOOP else 2 * LOOP - 2 - turn)
        write_frame_number(plane_view(frame, 0), number)
        return frame

    def note(self, taken: list[float]) -> None:
        """Take over when the page handed its pictures over (monotonic)."""
        self._taken = taken


class _Uploads:
    """What the page fetches and what it brings back."""

    def __init__(self, scene: Scene) -> None:
        self.camera = LoopCamera(scene.size or (128, 96))
        self.seen: list[tuple[int, NDArray[np.uint8]]] = []
        self.sounds: dict[str, NDArray[np.int16]] = {}
        self._seconds = scene.seconds + SPARE_SECONDS

    @property
    def routes(self) -> list[web.RouteDef]:
        """Where the page asks."""
        return [
            web.get("/speech", self._speech),
            web.get("/pictures", self._pictures),
            web.post("/seen", self._see),
            web.post("/{name:said|heard}", self._hear),
        ]

    async def _speech(self, _request: web.Request) -> web.Response:
        return web.Response(body=computed_speech(self._seconds).tobytes())

    async def _pictures(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for number in range(LOOP):
            frame = self.camera.again(number)
            for index in range(3):
                await response.write(np.ascontiguousarray(plane_view(frame, index)).tobytes())
        return response

    async def _see(self, request: web.Request) -> web.Response:
        names = ("number", "width", "height", "stride")
        number, width, height, stride = (int(request.query[name]) for name in names)
        plane = np.frombuffer(await request.read(), np.uint8).reshape(height, stride)[:, :width]
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(plane), "gray")
        self.seen.append((number, luma_of_size(frame, *self.camera.size)))
        return web.Response()

    async def _hear(self, request: web.Request) -> web.Response:
        self.sounds[request.match_info["name"]] = np.frombuffer(await request.read(), np.int16)
        return web.Response()


async def run_chromium(scene: Scene, relay: RelayProcess) -> Recording:
    """Make a call over ``relay``, let the scene pass, and return what came of it.

    Raises RuntimeError without a Chromium.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise RuntimeError("Chromium is not installed")
    uploads = _Uploads(scene)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Chromium(program, Path(folder), PAGE, uploads.routes)
        try:
            await browser.start()
            await _connect(browser, scene, relay)
            offset = await _clock_offset(browser)
            await browser.call("begin")
            began = relay.begin()
            await asyncio.sleep(scene.seconds)
            ended = time.monotonic()
            told = await browser.call("finish")
        finally:
            await browser.stop()
    return _recording(scene, relay, uploads, told, offset, began, ended)


async def _connect(browser: Chromium, scene: Scene, relay: RelayProcess) -> None:
    width, height = scene.size or (0, 0)
    left, top, size = number_strip(width, height)
    strip = {"left": left, "top": top, "size": size, "blocks": BLOCKS, "dark": DARK, "light": LIGHT}
    wanted = {"width": width, "height": height, "length": LOOP, "rate": RATE, "strip": strip}
    answer = await browser.call("answer", relay.offer(await browser.call("offer", wanted)))
    async with asyncio.timeout(CONNECT_SECONDS):
        await browser.call("take", relay.answer(answer))


async def _clock_offset(browser: Chromium) -> float:
    """Return what must be added to the page's clock (in seconds) for ours, by the quickest of readings."""
    readings = []
    for _ in range(CLOCK_READINGS):
        asked = time.monotonic()
        there = await browser.call("clock")
        back = time.monotonic()
        readings.append((back - asked, (asked + back) / 2 - there / 1000))
    return min(readings)[1]


def _recording(
    scene: Scene,
    relay: RelayProcess,
    uploads: _Uploads,
    told: dict[str, Any],
    offset: float,
    began: float,
    ended: float,
) -> Recording:
    assert told["rates"] == [SAMPLE_RATE, SAMPLE_RATE], told["rates"]
    length = int((ended - began) * SAMPLE_RATE)
    said, heard = (
        sound_since(uploads.sounds[name], told[name] / 1000 + offset, began)[:length]
        for name in ("said", "heard")
    )
    camera = uploads.camera
    camera.note([moment / 1000 + offset for moment in told["taken"]])
    return Recording(
        began,
        ended,
        said,
        heard,
        camera if scene.size else None,
        _screen(uploads, told["shown"], offset, began) if scene.size else None,
        relay.samples,
        relay.counters[0],
        _counters(told["rows"]),
    )


def _screen(uploads: _Uploads, shown: list[list[float]], offset: float, began: float) -> Screen:
    screen = Screen(uploads.camera)
    screen.kept = uploads.seen
    for number, moment, width, height in shown:
        at = moment / 1000 + offset
        taken = uploads.camera.taken_at(int(number)) if number >= 0 else None
        if at < began:
            continue
        screen.sizes.add((int(width), int(height)))
        if taken is None:
            screen.unreadable += 1
        else:
            screen.shown.append(Shown(int(number), taken, at))
    return screen


def _counters(rows: list[dict[str, Any]]) -> dict[str, float]:
    return {
        name: float(row[name])
        for type_, kind, names in COUNTED
        for row in rows
        if (row["type"], row["kind"]) == (type_, kind)
        for name in names
        if name in row
    }
