"""With real OpenGL on a virtual screen: the remote picture is drawn, and the controls lie over it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.xvfb import virtual_screen

ROOT = Path(__file__).resolve().parents[3]

DRAW = """
import sys
from pathlib import Path
import av
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtQuick import QSGRendererInterface
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.drawn import Silence, child, settle
from ui.app import Window, WindowOptions, make_application

def plain(width, height, y, u, v):
    frame = av.VideoFrame(width, height, "yuv420p")
    for plane, value in zip(frame.planes, (y, u, v)):
        plane.update(bytes([value]) * plane.buffer_size)
    return frame

make_application()
engine = FakeEngine(scenes.in_call(scenes.established()))
window = Window(engine, WindowOptions(size=(1280, 800), single_instance=False), player=Silence())
engine.start()
settle(0.4)
remote, own = plain(1280, 720, 81, 90, 240), plain(640, 360, 41, 240, 110)  # red, blue
inset = child(window, "selfView")

def is_drawn():
    # Whether pictures and controls are there, the own picture at rest in its corner; what is drawn is kept.
    assert window.grab_screenshot(Path(sys.argv[1]))
    image = QImage(sys.argv[1])
    width, height = image.width(), image.height()
    own = (round(inset.property("x")) + 128, round(inset.property("y")) + 72)
    points = [(width // 2, height // 2), own, (width // 2, height - 94)]
    middle, corner, glass = (image.pixelColor(x, y) for x, y in points)
    is_home = (inset.property("x"), inset.property("y")) == (inset.property("homeX"), inset.property("homeY"))
    return is_home and middle.red() > 200 and corner.blue() > 200 and glass.red() < 160

for number in range(100):
    engine.picture("c1/incoming").put(remote)  # again and again: else it is said that it has stopped,
    engine.picture("preview").put(own)
    QTest.mouseMove(window.view, QPoint(300 + number % 2, 300))  # and a hand that rests hides the controls
    settle(0.1)
    if number > 5 and is_drawn():
        break
api = window.view.rendererInterface().graphicsApi()
assert api is QSGRendererInterface.GraphicsApi.OpenGL, api
print(*(round(inset.property(name)) for name in ("x", "y", "width", "height")))
window.close()
engine.stop()
"""


def near(colour: QColor, red: int, green: int, blue: int) -> bool:
    return max(abs(colour.red() - red), abs(colour.green() - green), abs(colour.blue() - blue)) < 40


@pytest.fixture
def display() -> Iterator[str]:
    if shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb on this machine")
    with virtual_screen(1280, 800, "+extension", "GLX") as (_, name):
        yield name


@pytest.mark.xvfb
def test_the_picture_and_what_lies_over_it(tmp_path: Path, display: str) -> None:
    shot = tmp_path / "call.png"
    hidden = ("QT_QPA_PLATFORM", "QT_QUICK_BACKEND", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-c", DRAW, str(shot)],
        cwd=ROOT,
        env=environment | {"DISPLAY": display},
        capture_output=True,
        text=True,
        timeout=50,
    )
    assert done.returncode == 0, done.stderr
    image = QImage(str(shot))
    width, height = image.width(), image.height()
    assert near(image.pixelColor(width // 2, height // 2), 254, 0, 0)  # the remote picture
    assert near(image.pixelColor(width // 2, 20), 11, 16, 20)  # the bar above a 16:9 picture
    # the own picture is in its corner, clear of the bar
    x, y, wide, high = map(int, done.stdout.split()[-4:])
    assert (x + wide, wide) == (width - 16, 256) and y + high <= height - 16
    assert near(image.pixelColor(x + wide // 2, y + high // 2), 0, 0, 254)  # the own picture
    corner = image.pixelColor(x + wide - 1, y + high - 1)
    assert not near(corner, 0, 0, 254)  # whose corners are round
    glass = image.pixelColor(width // 2, height - 94)  # the edge of the bar, over the red picture
    assert 40 < glass.red() < 160 and glass.blue() < 60
