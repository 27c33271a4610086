"""Screens to share: the port's fakes, and one share as a call has it."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

import av

from core.media.devices.fake import NoDevice
from core.media.devices.paced_thread import PacedThread
from core.media.video.camera import CameraSource, CameraTrack
from core.media.video.test_picture import TestPicture
from core.ports import SCREEN_RATE, DeviceHandle, OnScreens, ScreenHost, ScreenSource
from core.sentences import sentence

log = logging.getLogger(__name__)

TEST_SCREEN = ScreenSource("fake:screen", sentence("Test screen"), "screen", 1280, 720)
TEST_WINDOW = ScreenSource("fake:window", sentence("Test window"), "window", 640, 480)
GONE = sentence("What was shared is not there any more.")
NOTHING = sentence("This system does not let Ahoy share the screen.")


class NoScreens:
    """A machine where nothing can be shared."""

    def look_for_screens(self, on_screens: OnScreens) -> None:
        """Tell that there is nothing."""
        on_screens((), NOTHING)

    def open_screen(
        self,
        source_id: str,
        on_frame: Callable[[av.VideoFrame], None],
        on_end: Callable[[str], None],
        *,
        rate: int = SCREEN_RATE,
    ) -> DeviceHandle:
        """End at once."""
        on_end(NOTHING)
        return NoDevice()


class FakeScreens:
    """A screen and a window that show the test picture; ``close_source`` takes one away."""

    def __init__(self) -> None:
        self.sources: tuple[ScreenSource, ...] = (TEST_SCREEN, TEST_WINDOW)
        self.open_ids: list[str] = []
        self._lock = threading.Lock()
        self._ends: dict[str, Callable[[str], None]] = {}

    def look_for_screens(self, on_screens: OnScreens) -> None:
        """Tell what there is."""
        on_screens(self.sources, "")

    def open_screen(
        self,
        source_id: str,
        on_frame: Callable[[av.VideoFrame], None],
        on_end: Callable[[str], None],
        *,
        rate: int = SCREEN_RATE,
    ) -> DeviceHandle:
        """Deliver the test picture in the size of the source."""
        source = next((one for one in self.sources if one.id == source_id), None)
        if source is None:
            on_end(GONE)
            return NoDevice()
        picture = TestPicture(source.width, source.height, rate)
        self.open_ids.append(source_id)
        self._ends[source_id] = on_end
        thread = PacedThread("test-screen", 1 / rate, lambda number: on_frame(picture.draw(number)))
        return _FakeCapture(thread, lambda: self.open_ids.remove(source_id))

    def close_source(self, source_id: str) -> None:
        """Take a source away; who captures it is told."""
        self.sources = tuple(source for source in self.sources if source.id != source_id)
        self._ends.pop(source_id)(GONE)


class _FakeCapture:
    def __init__(self, thread: PacedThread, on_close: Callable[[], None]) -> None:
        self._thread: PacedThread | None = thread
        self._on_close = on_close

    def close(self) -> None:
        """Stop. Idempotent."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.close()
            self._on_close()


class ScreenList:
    """What can be shared, as of the last look. Core thread; ``on_change`` is called after each look."""

    def __init__(self, host: ScreenHost, on_change: Callable[[], None]) -> None:
        self.host = host
        self.sources: tuple[ScreenSource, ...] = ()
        self.problem = ""
        """Why nothing can be shared; empty before the first look."""
        self._on_change = on_change
        self._loop = asyncio.get_running_loop()

    def look(self) -> None:
        """Look again."""
        self.host.look_for_screens(self._found)

    def name_of(self, source_id: str) -> str:
        """Return what a source is called; empty if it was not there at the last look."""
        return next((source.name for source in self.sources if source.id == source_id), "")

    def _found(self, sources: tuple[ScreenSource, ...], problem: str) -> None:
        def take() -> None:
            self.sources, self.problem = sources, problem
            self._on_change()

        try:
            self._loop.call_soon_threadsafe(take)
        except RuntimeError:
            log.debug("screens were found after the end")


class ScreenShare:
    """What one call shows of this machine's screens: one permanent track, whatever feeds it. Core thread.

    ``on_end`` is called when a capture ends by itself, with a sentence that says why.
    """

    def __init__(self, host: ScreenHost, on_end: Callable[[str], None]) -> None:
        self.source_id = ""
        """What is shown; empty if nothing is."""
        self._host = host
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._source = CameraSource()
        self.track: CameraTrack = self._source.open_track()
        self.track.contentHint = "detail"
        self._capture: DeviceHandle | None = None

    @property
    def is_open(self) -> bool:
        """Whether the screen is captured now."""
        return self._capture is not None

    def choose(self, source_id: str) -> None:
        """Show another source, or none if empty, from the next ``claim`` on."""
        if source_id != self.source_id:
            self.claim(False)
            self.source_id = source_id

    def claim(self, wanted: bool) -> None:
        """Capture what was chosen, or let it go."""
        if not wanted and self._capture is not None:
            capture, self._capture = self._capture, None
            capture.close()
        elif wanted and self._capture is None and self.source_id:
            source_id = self.source_id
            self._capture = self._host.open_screen(
                source_id, self._source.put, lambda sentence: self._ended(source_id, sentence)
            )

    def close(self) -> None:
        """Let go, and end the track."""
        self.claim(False)
        self.track.stop()

    def _ended(self, source_id: str, sentence: str) -> None:
        def end() -> None:
            if self.source_id == source_id:
                log.info("the shared %s ended: %s", source_id, sentence)
                self.choose("")
                self._on_end(sentence)

        try:
            self._loop.call_soon_threadsafe(end)
        except RuntimeError:
            log.debug("a screen spoke after the end")
