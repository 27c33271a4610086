"""The composition: one run of the window, one window per profile, sounds, icons, the QML gate."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import commands
from core.instance.messages import Reply, Request
from core.media.audio.tone_files import load_tone, ringtone_file, ringtones
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from tests.ui.screen import SilentPlayer
from ui.bridge import Bridge
from ui.desktop.instance import SingleInstance
from ui.icons import ICONS, IconProvider, draw_icon
from ui.sounds import CoreTones, Sounds, wanted_tone
from ui.viewmodels.calls.call_desk import CallDesk

ROOT = Path(__file__).resolve().parents[2]

RUN = """
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from tests.ui.fake_engine import FakeEngine
from tests.ui.scenes import home
from ui.app import WindowOptions, run_window

engine = FakeEngine(home())

def ready(window):
    def shoot():
        if not window.app.snapshot.is_ready:
            QTimer.singleShot(20, shoot)
            return
        assert window.grab_screenshot(Path(sys.argv[1]))
        window.view.close()
    shoot()

code = run_window(engine, WindowOptions(profile_name=sys.argv[2], on_ready=ready))
sys.exit(code if engine.is_started == engine.is_stopped else 9)
"""


def run_app(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=50
    )


def test_a_run_from_start_to_close(qapp: QApplication, tmp_path: Path) -> None:
    done = run_app(str(tmp_path / "new" / "shot.png"), str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "TypeError" not in done.stderr
    assert (tmp_path / "new" / "shot.png").stat().st_size > 5000


def test_a_second_start_asks_for_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[Request] = []
    first = SingleInstance(str(tmp_path))
    assert first.claim()
    first.on_request = lambda request: asked.append(request) or Reply("Shown.")  # type: ignore[func-returns-value]
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, "/nowhere.png", str(tmp_path)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=40_000)
        assert process.stderr is not None
        error = process.stderr.read()
        process.stderr.close()
    finally:
        first.release()
    assert process.returncode == 0
    assert [request.command for request in asked] == ["show"]
    assert "already open with this profile" in error


def test_another_profile_is_another_window(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(str(tmp_path / "a")), SingleInstance(str(tmp_path / "b"))
    assert first.claim() and second.claim()
    first.release()
    second.release()


def test_a_released_profile_can_be_claimed_again(qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        instance = SingleInstance(str(tmp_path))
        assert instance.claim()
        instance.release()


def test_which_tone_fits() -> None:
    assert wanted_tone(CallDesk()) == ""
    assert wanted_tone(CallDesk(incoming=scenes.incoming())) == "ringtone"
    assert wanted_tone(CallDesk(scenes.established(), scenes.incoming())) == "ringtone"
    quiet = replace(scenes.incoming(), rings_quietly=True)
    assert wanted_tone(CallDesk(scenes.established(), quiet)) == "second-call"
    assert wanted_tone(CallDesk(scenes.outgoing())) == "ringback"
    assert wanted_tone(CallDesk(scenes.outgoing(hears_early=True))) == "", "the other side's own is heard"
    assert wanted_tone(CallDesk(scenes.outgoing(state="initiating"))) == ""
    assert wanted_tone(CallDesk(scenes.established())) == ""


def test_a_tone_starts_once_and_stops_once() -> None:
    player = SilentPlayer()
    sounds = Sounds(player)
    for desk in (CallDesk(scenes.outgoing()), CallDesk(scenes.outgoing(muted=True))):
        sounds.follow(desk)
    sounds.follow(CallDesk(scenes.established()))
    sounds.follow(CallDesk(scenes.established()))
    sounds.follow(CallDesk(summary=scenes.ended()))
    assert player.played == ["ringback", "silence", "ended"]


def test_tones_play_on_the_chosen_speaker() -> None:
    player = SilentPlayer()
    sounds = Sounds(player)
    sounds.follow(CallDesk(incoming=scenes.incoming()), "headset")
    sounds.follow(CallDesk(scenes.established()), "headset")
    sounds.follow(CallDesk(summary=scenes.ended()), "")
    assert player.speakers == ["headset", ""]


def test_the_core_is_asked_to_play(qtbot: QtBot) -> None:
    engine = FakeEngine(scenes.home())
    player = CoreTones(Bridge(engine))
    player.play("ringback", loop=True, speaker="headset")
    player.stop()
    assert engine.commands == [commands.PlayTone("ringback", True), commands.StopTone()]


def test_a_declined_call_ends_with_the_busy_tone() -> None:
    player = SilentPlayer()
    sounds = Sounds(player)
    sounds.follow(CallDesk(scenes.outgoing()))
    sounds.follow(CallDesk(summary=scenes.ended(end_cause="Denied", duration_ms=0)))
    assert player.played == ["ringback", "silence", "busy"]


def test_every_tone_that_can_be_asked_for_exists() -> None:
    assert all(
        load_tone(name) is not None for name in ("ringback", "second-call", "ended", "busy", "message")
    )
    assert all(load_tone(ringtone_file(name)) is not None for name in (*ringtones(), "unknown"))


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_draws(path: Path) -> None:
    image = draw_icon(path.stem, "ff0000", QSize(48, 48))
    drawn = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    opaque = [colour for colour in drawn if colour.alpha() > 200]
    assert opaque
    if path.stem != "ahoy":
        assert all(colour.red() > 180 and colour.green() < 60 for colour in opaque)


@pytest.mark.parametrize("request_id", ["", "../../etc/passwd/ff0000", "mic", "mic/zzz", "no-such/ff0000"])
def test_nonsense_asked_of_the_icons_gives_an_empty_picture(request_id: str) -> None:
    image = IconProvider().requestImage(request_id, QSize(), QSize(-1, 99999))
    assert (image.width(), image.height()) == (24, 24)
    assert image.pixelColor(12, 12).alpha() == 0


def test_qml_names_only_icons_that_exist() -> None:
    import re

    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui/qml").rglob("*.qml"))
    values = re.findall(r"\bglyph: (.*)", text)
    named = {name for value in values for name in re.findall(r'"([a-z]+(?:-[a-z]+)*)"', value)}
    known = {path.stem for path in ICONS.glob("*.svg")}
    assert len(named) > 20
    assert named <= known


def test_files_stay_short() -> None:
    for path in (ROOT / "ui/qml").rglob("*.qml"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 400, path
