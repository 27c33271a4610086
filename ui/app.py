"""The window's composition: application, fonts, QML engine, view-models, one run of the Qt loop.

Everything here belongs to the GUI thread (the process's main thread).
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qasync
import shiboken6
from PySide6.QtCore import QMetaObject, QObject, QSettings, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QOffscreenSurface, QOpenGLContext, QWindow
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
from PySide6.QtQuickControls2 import QQuickStyle
from PySide6.QtWidgets import QApplication

from core.cli.remote.remote import ALREADY_RUNNING
from core.desktop.flatpak import desktop_name
from core.instance.messages import RemoteCommand, Request
from core.signals import ENDING, on_signals
from ui import painted_picture  # noqa: F401  registers a QML type
from ui.announcements import Announcer
from ui.bridge import Bridge, WindowEngine, assert_gui_thread
from ui.desktop.front import WindowFront
from ui.desktop.home import DesktopHome, DesktopPorts
from ui.desktop.instance import InstanceError, SingleInstance
from ui.desktop.remote import Remote
from ui.garbage import GarbageCollector
from ui.icons import IconProvider, app_icon
from ui.lost_display import LastWords, ending_in_order
from ui.sounds import CoreTones, Sounds, TonePlayer
from ui.text_size import system_factor
from ui.viewmodels.app import AppViewModel
from ui.viewmodels.appearance import SYSTEM_TEXT_SCALE, AppearanceViewModel
from ui.viewmodels.desktop.data import Records
from ui.viewmodels.language import LanguageViewModel
from ui.viewmodels.rows import RowModel
from ui.window_place import WindowPlace, first_properties, screens

log = logging.getLogger(__name__)

QML = Path(__file__).resolve().parent / "qml"
FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FONT_FAMILY = "Inter"
SHOWN_LIMIT = 2.0
"""Seconds after which a window counts as shown that draws nothing, because it is hidden or covered."""
SHOW = Request(RemoteCommand.SHOW)


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window is run. ``profile_name`` also names the profile for "one window per profile"."""

    profile_name: str = ""
    version: str = ""
    title: str = "Ahoy"
    size: tuple[int, int] = (1100, 720)
    start_hidden: bool = False
    settings_path: Path | None = None
    """Where the window keeps its own few settings (INI); None: nowhere."""
    single_instance: bool = True
    records: Records | None = None
    """What is written down of this run; None: nothing."""
    on_erase: Callable[[], None] | None = None
    """Called when the person wants everything removed, which has to wait for the end of the run."""
    desktop: DesktopPorts | None = None
    """The desktop to be at home on: tray, card, notifications. None: closing the window ends the run."""
    first: Request = SHOW
    """What is asked of the window once it is there; with another window of the profile, of that one."""
    on_ready: Callable[[Window], None] | None = None
    """Called once on the GUI thread when the window exists, for scripted runs."""
    once_shown: Callable[[], Coroutine[Any, Any, None]] | None = None
    """Run on the GUI loop from the first picture of the window until the engine has stopped, then cancelled.

    For what is too slow to come before the picture. If it ends by itself, the window closes and
    ``run_window`` raises what it raised.
    """


def make_application(argv: list[str] | None = None) -> QApplication:
    """Return the process's application, making it on first use. Main thread, before any device host."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QQuickStyle.setStyle("Basic")
    app = QApplication(argv or sys.argv[:1])
    app.setApplicationName("Ahoy")
    app.setOrganizationName("Ahoy")
    app.setDesktopFileName(desktop_name())
    app.setWindowIcon(app_icon())
    app.setQuitOnLastWindowClosed(False)
    app.setProperty(SYSTEM_TEXT_SCALE, system_factor(app.font()))
    load_fonts(app)
    choose_graphics()
    return app


def load_fonts(app: QGuiApplication) -> None:
    """Use the bundled typeface, so that text shows on a machine with no fonts at all."""
    for path in sorted(FONTS.glob("*.otf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            log.warning("cannot load the font %s", path.name)
    font = QFont(FONT_FAMILY)
    font.setPixelSize(14)
    app.setFont(font)


def choose_graphics() -> bool:
    """Draw with the CPU where no OpenGL context can be made; returns whether there is OpenGL."""
    if os.environ.get("QT_QUICK_BACKEND") or os.environ.get("QSG_RHI_BACKEND") or sys.platform != "linux":
        return True
    context = QOpenGLContext()
    surface = QOffscreenSurface()
    surface.create()
    has_opengl = context.create() and context.makeCurrent(surface)
    if has_opengl:
        context.doneCurrent()
    else:
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    return has_opengl


class Window:
    """One open window: bridge, view-models, sounds and the QML scene."""

    def __init__(
        self, engine: WindowEngine, options: WindowOptions, *, player: TonePlayer | None = None
    ) -> None:
        self._options = options
        self.bridge = Bridge(engine)
        self._settings = _settings(options)
        self.appearance = AppearanceViewModel(self._settings)
        self.language = LanguageViewModel(self._settings)
        self.app = AppViewModel(self.bridge, self.appearance, options.version, language=self.language)
        self._player = player or CoreTones(self.bridge)
        self._sounds = Sounds(self._player)
        if options.records is not None:
            self.app.records_shown.use(options.records)
        self._qml = QQmlApplicationEngine()
        self._qml.addImageProvider("icon", IconProvider())
        self._qml.setInitialProperties(
            {"app": self.app, "heading": options.title, "startHidden": options.start_hidden}
            | first_properties(self._settings, options.size, screens())
        )
        self._qml.load(QUrl.fromLocalFile(str(QML / "Main.qml")))
        roots = self._qml.rootObjects()
        if not roots:
            raise RuntimeError("the window's QML does not load")
        self._root = roots[0]
        self.language.changed.connect(self._say_again)
        self._place = WindowPlace(self.view, self._settings)
        self._place.restore()
        self._announcer = Announcer(self.view)
        self.app.notices_shown.textChanged.connect(self._tell_notice)
        self.bridge.snapshot.connect(self._follow_calls)
        self.app.sound.testRequested.connect(self._sounds.test)

    @property
    def view(self) -> QQuickWindow:
        """The Qt Quick window."""
        if not isinstance(self._root, QQuickWindow):
            raise TypeError("the root of the QML is not a window")
        return self._root

    def grab_screenshot(self, path: Path) -> bool:
        """Save what the window shows as PNG; False when it could not be written."""
        image = self.view.grabWindow()
        path.parent.mkdir(parents=True, exist_ok=True)
        return not image.isNull() and image.save(str(path))

    def raise_window(self) -> None:
        """Bring the window to the person."""
        if self.view.visibility() in (QWindow.Visibility.Hidden, QWindow.Visibility.Minimized):
            self.view.showNormal()  # "show" would end full screen, too
        if QGuiApplication.platformName() != "offscreen":  # which warns that it cannot
            self.view.raise_()
        self.view.requestActivate()

    async def hide(self) -> None:
        """Take the window from the screen.

        Qt then waits for the thread that draws. A call from here would have it wait with the lock of the
        interpreter held, which that thread wants if the display is lost meanwhile: they would wait for good.
        """
        if not self.view.isVisible():
            return
        gone = asyncio.Event()
        self.view.visibleChanged.connect(gone.set)
        QMetaObject.invokeMethod(self.view, "hide", Qt.ConnectionType.QueuedConnection)
        await gone.wait()

    def close(self) -> None:
        """Take the scene down before its view-models."""
        self._sounds.silence()
        self.bridge.close()
        self.view.hide()
        shiboken6.delete(self._qml)
        self.language.close()
        if self._settings is not None:
            self._settings.sync()

    def _say_again(self) -> None:
        for model in self.app.findChildren(RowModel):
            model.tell_again()
        self._qml.retranslate()

    def _follow_calls(self, snapshot: object) -> None:
        self._sounds.follow(self.app.desk, self.app.snapshot.devices.speaker_id)
        self._announcer.follow(self.app.desk)

    def _tell_notice(self) -> None:
        self._announcer.say(self.app.notices_shown.shown)


def _settings(options: WindowOptions) -> QSettings | None:
    if options.settings_path is None:
        return None
    return QSettings(str(options.settings_path), QSettings.Format.IniFormat)


def run_window(engine: WindowEngine, options: WindowOptions) -> int:
    """Start ``engine``, show the window until it is closed, stop ``engine``; returns the exit code.

    Call ``make_application`` first when devices need it. With another window open on the same profile it
    asks ``first`` of that one, prints a sentence and returns 0 without starting the engine.
    """
    app = make_application()
    instance = SingleInstance(options.profile_name or "default")
    try:
        if options.single_instance and not instance.claim(options.first):
            print(ALREADY_RUNNING, file=sys.stderr)  # noqa: T201  a sentence for the person who started it
            return 0
    except InstanceError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    if options.records is not None:
        options.records.begin()  # not before: the crash file may be that of the window that is open
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop, ending_in_order(engine.stop) as last_words:
        try:
            _run(loop, engine, options, instance, last_words)
        finally:
            instance.release()
    return 0


def _run(
    loop: qasync.QEventLoop,
    engine: WindowEngine,
    options: WindowOptions,
    instance: SingleInstance,
    last_words: LastWords,
) -> None:
    closed = asyncio.Event()
    showing = loop.create_task(_show(engine, options, instance, closed, last_words))
    showing.add_done_callback(lambda _: loop.stop())
    while not showing.done():
        # Comes back early when QCoreApplication.quit, macOS's own Quit or the end of the session stops Qt's
        # loop; ending calls and the engine needs it still. (qasync's run_until_complete gives up there.)
        loop.run_forever()
        closed.set()
    showing.result()


async def _show(
    engine: WindowEngine,
    options: WindowOptions,
    instance: SingleInstance,
    closed: asyncio.Event,
    last_words: LastWords,
) -> None:
    on_signals(closed.set, *ENDING)
    garbage = GarbageCollector()
    window = Window(engine, options)
    front = WindowFront(window, closed.set)
    remote = Remote(front, window.bridge.post)
    window.app.calls_shown.deskChanged.connect(
        lambda: remote.show_calls(window.app.snapshot, window.app.desk)
    )
    instance.on_request = remote.answer
    window.app.desktop_shown.quitWanted.connect(closed.set)
    window.app.records_shown.eraseWanted.connect(closed.set)
    if options.on_erase is not None:
        window.app.records_shown.eraseWanted.connect(options.on_erase)
    home = None
    if options.desktop is not None:
        home = DesktopHome(window, front, options.desktop, closed.set, starts_hidden=options.start_hidden)
    else:
        # Not "closing": its argument is a type that PySide does not know, and the slot is then not called.
        window.view.visibleChanged.connect(lambda visible: None if visible else closed.set())
    first_picture = FirstPicture(window)
    afterwards = asyncio.ensure_future(_afterwards(first_picture, options))
    afterwards.add_done_callback(lambda _: closed.set())
    living = asyncio.ensure_future(_live(first_picture, home))
    try:
        engine.start()
        front.begin(remote.answer, options.first)
        if options.on_ready is not None:
            ready = options.on_ready
            QTimer.singleShot(0, lambda: ready(window))
        await closed.wait()
    finally:
        last_words.end_if_lost()
        if home is not None:
            home.close()
        # First of what takes time: while the window is drawn, each step of the rest waits for a picture.
        await window.hide()
        await _ended(living)
        window.close()
        await asyncio.get_running_loop().run_in_executor(None, engine.stop)
        afterwards.cancel()
        with suppress(asyncio.CancelledError):
            await afterwards
        garbage.close()


async def _live(first_picture: FirstPicture, home: DesktopHome | None) -> None:
    if home is not None:
        await _first_seen(first_picture)
        await home.run()


async def _ended(living: asyncio.Future[None]) -> None:
    living.cancel()
    with suppress(asyncio.CancelledError):
        await living


async def _first_seen(first_picture: FirstPicture) -> None:
    # Not wait_for: up to Python 3.11 it swallows a cancellation that meets the end of what it waits for.
    with suppress(TimeoutError):
        async with asyncio.timeout(SHOWN_LIMIT):
            await first_picture.seen.wait()


async def _afterwards(first_picture: FirstPicture, options: WindowOptions) -> None:
    await _first_seen(first_picture)
    if options.once_shown is not None:
        await options.once_shown()
    else:
        await asyncio.Event().wait()


class FirstPicture(QObject):
    """Sets ``seen`` when the window has drawn a page of what the core remembers."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.seen = asyncio.Event()
        self._window = window
        window.view.frameSwapped.connect(self._look)  # emitted on the thread that draws, hence queued

    @Slot()
    def _look(self) -> None:
        assert_gui_thread()
        if not self.seen.is_set() and self._window.app.snapshot.is_ready:
            self._window.view.frameSwapped.disconnect(self._look)
            self.seen.set()
