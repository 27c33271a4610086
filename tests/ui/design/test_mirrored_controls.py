"""From right to left, quantities grow from the right, keys go with them, and icons that point turn round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.design.test_gallery import show, type_of
from ui.app import QML
from ui.gallery import Gallery

pytestmark = pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion")

TURN = {
    "a way to go": {"back", "chevron-left", "chevron-right"},
    "a call that comes, goes or is led on": {
        "call-incoming",
        "call-missed",
        "call-outgoing",
        "call-unanswered",
        "join",
        "transfer",
    },
    "out of a window, or back into it": {"pop-in", "pop-out"},
    "what is added comes after": {"add-call", "person-add"},
    "a quantity that grows, and the sound beside a slider": {"signal", "speaker"},
    "where the own picture is": {"own-view"},
}
STAY = {
    "the same from both sides, or nearly so": {
        "bell",
        "call-declined",
        "call-failed",
        "chevron-down",
        "chevron-up",
        "close",
        "do-not-disturb",
        "export",
        "fill",
        "fit",
        "full-screen",
        "full-screen-exit",
        "grid",
        "hang-up",
        "host",
        "import",
        "info",
        "keyboard",
        "keypad",
        "lock",
        "lock-unknown",
        "mic",
        "more",
        "nearby",
        "pause",
        "person",
        "pin",
        "room",
        "settings",
        "share",
        "share-stop",
        "shield",
        "speaker-view",
        "star",
        "star-filled",
        "sun",
        "swap",
        "system",
        "trash",
        "warning",
    },
    "time runs clockwise, and sound as on a tape": {"echo", "history", "play", "retry"},
    "a mark that is written one way": {"check", "actual-size", "text-size", "music"},
    "a stroke through it is the same stroke everywhere": {
        "block",
        "call-blocked",
        "mic-off",
        "unpin",
        "video-off",
    },
    "a thing as it is, or as it is held": {
        "ahoy",
        "call-elsewhere",
        "contacts",
        "copy",
        "figures",
        "hand",
        "link",
        "lock-half",
        "moon",
        "phone",
        "phone-filled",
        "search",
        "service",
        "sliders",
        "unlock",
        "video",
        "window",
        "zoom-out",
    },
}


@pytest.fixture(scope="module")
def window(qapp: QApplication) -> Iterator[Gallery]:
    made = Gallery()
    made.appearance.setStill(True)
    made.view.resize(900, 640)
    yield made
    made.close()


@pytest.fixture(params=[False, True], ids=["left to right", "right to left"])
def gallery(window: Gallery, request: pytest.FixtureRequest) -> Gallery:
    window.view.setProperty("mirrored", request.param)
    return window


def is_mirrored(gallery: Gallery) -> bool:
    return bool(gallery.view.property("mirrored"))


def of_type(items: list[QQuickItem], name: str) -> list[QQuickItem]:
    return [item for item in items if type_of(item) == name]


def ends(item: QQuickItem) -> tuple[float, float]:
    """Return where it begins and ends in the window, from the left."""
    left = item.mapToScene(QPointF(0, 0)).x()
    return left, left + item.width()


def begins_where_lines_begin(part: QQuickItem, whole: QQuickItem, *, mirrored: bool) -> bool:
    return ends(part)[mirrored] == pytest.approx(ends(whole)[mirrored], abs=0.5)


def sliders(gallery: Gallery, qtbot: QtBot) -> list[QQuickItem]:
    items = show(gallery, "fields", qtbot)
    found = [item for item in items if item.inherits("QQuickSlider") and item.isEnabled()]
    assert found
    return found


def test_a_slider_is_filled_from_where_lines_begin(gallery: Gallery, qtbot: QtBot) -> None:
    for slider in sliders(gallery, qtbot):
        track, handle = slider.property("background"), slider.property("handle")
        [filled] = [part for part in track.childItems() if part.width() != track.width()]
        assert 0 < slider.property("position") < 1
        assert begins_where_lines_begin(filled, track, mirrored=is_mirrored(gallery))
        left, right = ends(handle)
        assert left < ends(filled)[not is_mirrored(gallery)] < right, (
            "the handle is where the filled part ends"
        )


def test_the_arrow_that_points_to_more_means_more(gallery: Gallery, qtbot: QtBot) -> None:
    """As Qt's own sliders do: a key moves the handle to where it points."""
    slider = sliders(gallery, qtbot)[0]
    gallery.view.requestActivate()
    slider.forceActiveFocus()
    qtbot.waitUntil(slider.hasActiveFocus)
    slide = slider.parentItem()
    before, place = slider.property("value"), slider.property("visualPosition")
    chosen: list[float] = []
    slide.chosen.connect(chosen.append)  # type: ignore[attr-defined]
    for key, way in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1)):
        QTest.keyClick(gallery.view, key)
        slide.setProperty("value", chosen[-1])
        assert (chosen[-1] - before) * (-way if is_mirrored(gallery) else way) > 0
        assert (slider.property("visualPosition") - place) * way > 0
        slide.setProperty("value", before)


def test_progress_grows_from_where_lines_begin(gallery: Gallery, qtbot: QtBot) -> None:
    bars = of_type(show(gallery, "messages", qtbot), "Progress")
    assert len(bars) == 2
    for bar in bars:
        [part] = bar.property("contentItem").childItems()
        share = 0.3 if bar.property("indeterminate") else bar.property("value")
        assert part.width() == pytest.approx(share * bar.width())
        assert begins_where_lines_begin(part, bar, mirrored=is_mirrored(gallery))


def test_a_level_rises_from_where_lines_begin(gallery: Gallery, qtbot: QtBot) -> None:
    meters = of_type(show(gallery, "devices", qtbot), "LevelMeter")
    assert meters
    for meter in meters:
        [row] = [item for item in meter.childItems() if item.childItems()]
        bars = sorted(
            (bar for bar in row.childItems() if bar.property("index") is not None),
            key=lambda bar: int(bar.property("index")),
        )
        assert len(bars) > 7
        places = [bar.x() for bar in bars]
        assert places == sorted(places, reverse=is_mirrored(gallery))


def test_icons_that_point_are_turned_round(gallery: Gallery, qtbot: QtBot) -> None:
    glyphs = of_type(show(gallery, "marks", qtbot), "Glyph")
    turned = {glyph.property("name") for glyph in glyphs if glyph.property("mirror")}
    assert turned == (set().union(*TURN.values()) if is_mirrored(gallery) else set())


def test_of_every_icon_it_is_known_whether_it_points() -> None:
    files = {path.stem for path in (QML.parents[1] / "resources" / "icons").glob("*.svg")}
    classes = [*TURN.values(), *STAY.values()]
    assert set().union(*classes) == files
    assert sum(map(len, classes)) == len(files), "each is in one class"
