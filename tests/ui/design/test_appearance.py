"""What a person chooses of the look is kept, wins over the system, and nonsense in the file does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.text_size import factor_of, system_factor
from ui.viewmodels.appearance import SYSTEM_TEXT_SCALE, AppearanceViewModel


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_high_contrast_is_chosen_and_kept(qtbot: QtBot, settings: QSettings) -> None:
    model = AppearanceViewModel(settings)
    assert model.property("contrastMode") == "system"
    assert not model.property("contrast")
    with qtbot.waitSignals([model.contrastModeChanged, model.contrastChanged]):
        model.chooseContrast("high")
    model.chooseContrast("blinding")
    assert AppearanceViewModel(settings).property("contrast")
    assert not model.property("dark")
    with qtbot.waitSignal(model.contrastChanged):
        model.chooseContrast("normal")
    assert not AppearanceViewModel(settings).property("contrast")


def test_text_follows_the_system_until_a_size_is_chosen(
    qtbot: QtBot, qapp: QApplication, settings: QSettings
) -> None:
    before = qapp.property(SYSTEM_TEXT_SCALE)
    try:
        qapp.setProperty(SYSTEM_TEXT_SCALE, 1.3)
        model = AppearanceViewModel(settings)
        assert model.property("textFollowsSystem")
        assert model.property("textScale") == pytest.approx(1.3)
        with qtbot.waitSignal(model.textScaleChanged):
            model.setTextScale(1.75)
        assert AppearanceViewModel(settings).property("textScale") == pytest.approx(1.75)
        with qtbot.waitSignal(model.textScaleChanged):
            model.setTextScale(0)
        again = AppearanceViewModel(settings)
        assert again.property("textFollowsSystem")
        assert again.property("textScale") == pytest.approx(1.3)
    finally:
        qapp.setProperty(SYSTEM_TEXT_SCALE, before)


@pytest.mark.parametrize(("asked", "given"), [(9.0, 2.0), (2.0, 2.0), (1.0, 1.0)])
def test_no_text_is_smaller_than_usual_or_larger_than_twice(
    qapp: QApplication, asked: float, given: float
) -> None:
    model = AppearanceViewModel()
    model.setTextScale(asked)
    assert model.property("textScale") == given


@pytest.mark.parametrize("nonsense", ["", "large", "nan", "-1", "0.2", "1e-300"])
def test_nonsense_in_the_file_means_as_the_system(settings: QSettings, nonsense: str) -> None:
    settings.setValue("textScale", nonsense)
    settings.setValue("contrast", nonsense)
    model = AppearanceViewModel(settings)
    assert model.property("textFollowsSystem")
    assert model.property("contrastMode") == "system"


@pytest.mark.parametrize(
    ("platform", "pixels", "factor"),
    [
        ("win32", 12, 1.0),
        ("win32", 18, 1.5),
        ("win32", 27, 2.0),
        ("darwin", 13, 1.0),
        ("linux", 13, 1.0),
        ("linux", 15, 1.0),
        ("linux", 18, 1.2),
        ("linux", 0, 1.0),
    ],
)
def test_the_factor_of_the_system(platform: str, pixels: float, factor: float) -> None:
    assert factor_of(pixels, platform) == pytest.approx(factor)


def test_the_font_of_this_system_has_a_factor(qapp: QApplication) -> None:
    assert 1.0 <= system_factor(qapp.font()) <= 2.0
