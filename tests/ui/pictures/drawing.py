"""Draws the gallery and the screens for comparing: on no screen, at a fixed time, with nothing moving."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickItem, QQuickWindow

from tests.ui import scenes
from tests.ui.design.theme import FORMS, Form
from tests.ui.drawn import Silence, engine_of, gradient, items_below
from tests.ui.fake_engine import FakeEngine
from tests.ui.pictures.comparison import small
from ui.app import Window, WindowOptions
from ui.gallery import Gallery

REFERENCES = Path(__file__).resolve().parent / "references"
LIGHT, DARK, CLEAR, CLEAR_DARK = FORMS
SHORT = {LIGHT: "light", DARK: "dark", CLEAR: "clear", CLEAR_DARK: "clear-dark"}
SHELVES = ("buttons", "fields", "rows", "marks", "messages", "panels", "pictures", "devices")
SIZE = (900, 640)
NOW = time.mktime((2026, 11, 25, 12, 0, 0, 0, 0, -1))
"""Noon of a Wednesday, wherever the test runs."""
CLOCK = re.compile(r"\b\d+:\d\d\b")
COVER = QColor(128, 128, 128)
"""What hides a running clock in both pictures."""
_LOOKS = 200
_REST = 0.02


def name_of(what: str, form: Form) -> str:
    """Return the file of a reference picture."""
    return f"{what}-{SHORT[form]}.png"


def rest(view: QQuickWindow, is_there: Callable[[], bool] = lambda: True) -> QImage:
    """Return what ``view`` shows once it shows the same twice."""
    last = QImage()
    for _ in range(_LOOKS):
        QCoreApplication.processEvents()
        image = view.grabWindow()
        if is_there() and not last.isNull() and image == last:
            return image
        last = image
        time.sleep(_REST)
    return last


class DrawnGallery:
    """A gallery that is photographed shelf by shelf."""

    def __init__(self) -> None:
        self.gallery = Gallery(SIZE)
        self.gallery.appearance.setStill(True)

    def show(self, shelf: str, form: Form) -> None:
        """Bring out ``shelf`` in ``form``, all of it in the window."""
        appearance, view = self.gallery.appearance, self.gallery.view
        appearance.choose("dark" if form.dark else "light")
        appearance.chooseContrast("high" if form.contrast else "normal")
        view.setProperty("shelf", shelf)
        if shelf == "messages":
            self.gallery.app.notices.say("Anna Lindqvist is in your contacts now.", False)  # type: ignore[attr-defined]
        page = view.findChild(QObject, "galleryPage")
        assert page is not None
        for _ in range(3):
            QCoreApplication.processEvents()
            view.setHeight(int(page.property("contentHeight")))

    def draw(self, shelf: str, form: Form) -> QImage:
        """Return the small picture of ``shelf`` in ``form``."""
        self.show(shelf, form)
        return self.photograph(shelf)

    def photograph(self, shelf: str) -> QImage:
        """Return the small picture of ``shelf`` as it is now, once the microphone has been heard."""
        levels = self.gallery.app.devices.levels  # type: ignore[attr-defined]
        panes = [item for item in self.items() if item.metaObject().className().startswith("Picture_QML")]
        return small(
            rest(
                self.gallery.view,
                lambda: (
                    (shelf != "devices" or levels.microphone > 0)
                    and all(pane.property("hasPicture") for pane in panes)
                ),
            )
        )

    def item(self, kind: str, **properties: object) -> QQuickItem:
        """Return the first control of ``kind`` on the shelf with these properties."""
        for item in self.items():
            if item.metaObject().className().startswith(f"{kind}_QML") and all(
                item.property(name) == value for name, value in properties.items()
            ):
                return item
        raise LookupError(kind)

    def items(self) -> list[QQuickItem]:
        """Return all that lies on the shelf."""
        loader = self.gallery.view.findChild(QObject, "shelf")
        assert isinstance(loader, QQuickItem)
        return list(items_below(loader))

    def close(self) -> None:
        """Close the gallery."""
        self.gallery.close()


@contextmanager
def at_noon() -> Iterator[None]:
    """Let scenes be made at ``NOW``."""
    clock = SimpleNamespace(time=lambda: NOW, monotonic=time.monotonic)
    with mock.patch.object(scenes, "time", clock):
        yield


def stop_clocks(window: Window) -> None:
    """Let every view-model take ``NOW`` for the present."""
    for model in (window.app, *window.app.findChildren(QObject)):
        if callable(getattr(model, "_now", None)):
            model._now = lambda: NOW


def cover_clocks(view: QQuickWindow, image: QImage) -> QImage:
    """Hide every running clock in ``image``, the picture of ``view``."""
    painter = QPainter(image)
    for item in items_below(view.contentItem()):
        if item.isVisible() and CLOCK.search(str(item.property("text") or "")):
            corner = item.mapToScene(QPointF(0, 0)).toPoint()
            width = round(item.property("contentWidth") or item.width())
            painter.fillRect(QRect(corner.x(), corner.y(), width, round(item.height())), COVER)
    painter.end()
    return image


@contextmanager
def drawn_scene(
    build: Callable[[], object], act: Callable[[Window], None], form: Form
) -> Iterator[tuple[Window, Callable[[], QImage]]]:
    """Open a window with one moment of ``scenes``; yield it and what takes its small picture."""
    with at_noon():
        engine = FakeEngine(build())  # type: ignore[arg-type]
    options = WindowOptions(version="0.1.0", size=SIZE, single_instance=False)
    window = Window(engine, options, player=Silence())
    window.appearance.setStill(True)
    window.appearance.choose("dark" if form.dark else "light")
    window.appearance.chooseContrast("high" if form.contrast else "normal")
    stop_clocks(window)
    try:
        engine.start()
        rest(window.view, lambda: window.app.snapshot == engine.snapshot)
        put_pictures(window)
        act(window)
        yield window, lambda: small(cover_clocks(window.view, rest(window.view)))
    finally:
        window.close()
        engine.stop()


def put_pictures(window: Window) -> None:
    """Show the camera's picture and that of whoever is called."""
    engine = engine_of(window)
    engine.picture("preview").put(gradient(640, 360, warm=False))
    for call in engine.snapshot.calls:
        engine.picture(f"{call.call_id}/incoming").put(gradient(1280, 720, warm=True))
