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

ROOT = Path(__file__).resolve().parents[2]

DRAW = """
import sys
from pathlib import Path
import av
from PySide6.QtGui import QImage
from PySide6.QtQuick import QSGRendererInterface
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.screenshots import Silence, child, settle
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
engine.picture("c1/incoming").put(plain(1280, 720, 81, 90, 240))   # red
engine.picture("preview").put(plain(640, 360, 41, 240, 110))       # blue
inset = child(window, "selfView")
for _ in range(50):  # until the own picture has come to rest in its corner
    settle(0.1)
    if (inset.property("x"), inset.property("y")) == (inset.property("homeX"), inset.property("homeY")):
        break
for _ in range(50):  # until both pictures are drawn
    settle(0.2)
    assert window.grab_screenshot(Path(sys.argv[1]))
    image = QImage(sys.argv[1])
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    corner = image.pixelColor(image.width() - 116, image.height() - 72)
    if middle.red() > 200 and corner.blue() > 200:
        break
settle(0.5)
api = window.view.rendererInterface().graphicsApi()
assert api is QSGRendererInterface.GraphicsApi.OpenGL, api
assert window.grab_screenshot(Path(sys.argv[1]))
window.close()
engine.stop()
"""


def near(colour: QColor, red: int, green: int, blue: int) -> bool:
    return max(abs(colour.red() - red), abs(colour.green() - green), abs(colour.blue() - blue)) < 40


@pytest.fixture
def display() -> Iterator[str]:
    """A virtual screen of our own; the server picks the number, so that two runs never meet."""
    if shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb on this machine")
    command = [
        "Xvfb",
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1280x800x24",
        "+extension",
        "GLX",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield ":" + server.stdout.readline().strip()
        finally:
            server.terminate()


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
    inset = image.pixelColor(width - 16 - 100, height - 16 - 56)
    assert near(inset, 0, 0, 254)  # the own picture in its corner
    corner = image.pixelColor(width - 17, height - 17)
    assert not near(corner, 0, 0, 254)  # whose corners are round
    glass = image.pixelColor(width // 2, height - 94)  # the edge of the bar, over the red picture
    assert 40 < glass.red() < 160 and glass.blue() < 60
