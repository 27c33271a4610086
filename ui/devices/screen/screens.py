"""Screens and windows to share, through QtMultimedia, behind ``core.ports.ScreenHost``."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

import av
from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtMultimedia import QCapturableWindow, QWindowCapture

from core.ports import DeviceHandle, FailureReason, OnScreens, ScreenSource
from core.sentences import sentence
from ui.devices.handle import Grip
from ui.devices.screen.capture import CaptureSource, ScreenStream
from ui.devices.screen.small_preview import small_preview
from ui.devices.screen.window_previews import WindowPreviews
from ui.devices.screen.words import end_words, nothing_words
from ui.devices.screen.x11_titles import read_titles, window_number
from ui.devices.threads import DeviceThread

log = logging.getLogger(__name__)

CHOSEN_BY_SYSTEM = "system"
"""The one source of a system that lets the person choose in a dialog of its own (Wayland's portal)."""

LONGEST_TITLE = 200


def prepare_platform() -> None:
    """Tell Qt that this is X11 where only the session does not say so: it lists no windows otherwise."""
    if QGuiApplication.platformName() == "xcb" and os.environ.get("XDG_SESSION_TYPE") != "wayland":
        os.environ["XDG_SESSION_TYPE"] = "x11"


class ScreenGrip(Grip):
    """A shared source as the core sees it."""

    def __init__(self, source_id: str, on_end: Callable[[str], None]) -> None:
        super().__init__(f"screen {source_id}")
        self._on_end = on_end

    def _tell(self, reason: FailureReason, detail: str) -> None:
        self._on_end(end_words(reason, detail, QGuiApplication.platformName()))


class ScreenDesk(QObject):
    """Finds and captures screens. Made on the GUI thread, where Qt wants both done; asked from any."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self._thread = DeviceThread("screen", QThread.Priority.InheritPriority)
        self._lock = threading.Lock()
        self._open: set[ScreenGrip] = set()
        self._windows: dict[str, QCapturableWindow] = {}
        self._previews: WindowPreviews | None = None

    def look(self, on_screens: OnScreens) -> None:
        """Find out what can be shared, and tell; once more when there are pictures of the windows."""
        self._asked.emit(lambda: self._look(on_screens))

    def open(
        self,
        source_id: str,
        on_frame: Callable[[av.VideoFrame], None],
        on_end: Callable[[str], None],
        rate: int,
    ) -> DeviceHandle:
        """Capture a source; its frames arrive on the screen thread."""
        grip = ScreenGrip(source_id, on_end)
        streams: list[ScreenStream] = []  # touched on the GUI thread only

        def start() -> None:
            source = self._source(source_id) if grip.is_open else None
            if source is None:
                grip.fail(FailureReason.GONE)
                return
            streams.append(ScreenStream(grip, source, self._thread, on_frame, rate))
            streams[0].start()

        def stop() -> None:
            while streams:
                streams.pop().close()

        def release() -> None:
            with self._lock:
                self._open.discard(grip)
            self._asked.emit(stop)

        grip.release = release
        with self._lock:
            self._open.add(grip)
        self._asked.emit(start)
        return grip

    def close(self) -> None:
        """Release everything. On the GUI thread."""
        with self._lock:
            grips = tuple(self._open)
        for grip in grips:
            grip.close()
        self._stop_previews()
        if not self._thread.stop():
            log.warning("the screen thread did not end")

    @Slot(object)
    def _run(self, action: Callable[[], None]) -> None:
        action()

    def _look(self, on_screens: OnScreens) -> None:
        self._stop_previews()
        sources, problem = self._found()
        on_screens(sources, problem)
        if not any(source.kind == "window" for source in sources):
            return

        def draw(found: dict[str, str]) -> None:
            self._previews = None
            on_screens(
                tuple(replace(one, preview=found.get(one.id, one.preview)) for one in sources), problem
            )

        self._previews = WindowPreviews(self._windows, self._thread, draw)
        self._previews.start()

    def _stop_previews(self) -> None:
        previews, self._previews = self._previews, None
        if previews is not None:
            previews.stop()

    def _source(self, source_id: str) -> CaptureSource | None:
        """Return what captures ``source_id``; None if it is not there any more."""
        if source_id in self._windows:
            window = self._windows[source_id]
            return CaptureSource.of_window(window) if window.isValid() else None
        screens = QGuiApplication.screens()
        if source_id == CHOSEN_BY_SYSTEM:
            return CaptureSource.of_screen(QGuiApplication.primaryScreen())
        found = next((screen for screen in screens if _screen_id(screen) == source_id), None)
        return CaptureSource.of_screen(found) if found is not None else None

    def _found(self) -> tuple[tuple[ScreenSource, ...], str]:
        platform = QGuiApplication.platformName()
        if platform in ("offscreen", "minimal"):
            return (), nothing_words(platform)
        if platform.startswith("wayland"):
            return (ScreenSource(CHOSEN_BY_SYSTEM, sentence("Choose in the system's dialog"), "screen"),), ""
        screens = QGuiApplication.screens()
        found = [_described(screen, place, len(screens)) for place, screen in enumerate(screens, 1)]
        found += self._found_windows()
        return tuple(found), "" if found else nothing_words(platform)

    def _found_windows(self) -> list[ScreenSource]:
        own = {window.title() for window in QGuiApplication.topLevelWindows()}
        titled = _titled(window for window in QWindowCapture.capturableWindows() if window.isValid())
        self._windows, found = {}, []
        for title, window in titled:
            if title and title not in own:
                own_id = self._new_id(title)
                self._windows[own_id] = window
                found.append(ScreenSource(own_id, title, "window"))
        return found

    def _new_id(self, title: str) -> str:
        """Return an id that stays as long as the title does; of equal ones the later are counted."""
        plain = own_id = f"window:{title[:LONGEST_TITLE]}"
        number = 1
        while own_id in self._windows:
            number += 1
            own_id = f"{plain} ({number})"
        return own_id


def _titled(windows: Iterable[QCapturableWindow]) -> list[tuple[str, QCapturableWindow]]:
    """Return windows with their titles; a window that has none has nothing to show, and is left out."""
    named = [(window.description(), window) for window in windows]
    numbers = {title: number for title, _ in named if (number := window_number(title)) is not None}
    titles = read_titles(numbers.values())
    return [
        (titles.get(numbers[title], "") if title in numbers else title, window) for title, window in named
    ]


def _screen_id(screen: QScreen) -> str:
    return f"screen:{screen.name()}"


def _described(screen: QScreen, place: int, count: int) -> ScreenSource:
    size = screen.size() * screen.devicePixelRatio()
    name = sentence("Whole screen") if count == 1 else sentence("Screen {number}", number=place)
    model = screen.model().strip()
    return ScreenSource(
        _screen_id(screen),
        f"{name} ({model})" if model else name,
        "screen",
        size.width(),
        size.height(),
        small_preview(screen.grabWindow(0).toImage()),
    )
