"""Less motion, as the person's configuration asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ui.motion import wants_less_motion
from ui.viewmodels.appearance import AppearanceViewModel


def write(config: Path, name: str, text: str) -> None:
    path = config / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "less"),
    [
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=true\n", False),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-theme-name=x\n", False),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=much\n", False),
        ("kdeglobals", "no section\n\0\xff", False),
        ("other", "", False),
    ],
)
def test_what_desktops_write(tmp_path: Path, name: str, text: str, less: bool) -> None:
    write(tmp_path, name, text)
    assert wants_less_motion("linux", tmp_path) is less


def test_kde_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "kdeglobals", "[KDE]\nAnimationDurationFactor=1\n")
    write(tmp_path, "gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n")
    assert not wants_less_motion("linux", tmp_path)


def test_the_person_may_ask_for_it_here(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    appearance = AppearanceViewModel(settings)
    assert not appearance.property("still")
    with qtbot.waitSignal(appearance.stillChanged):
        appearance.setStill(True)
    appearance.setStill(True)
    assert AppearanceViewModel(settings).property("still")
