"""Each screen looks as its reference picture does, light and dark; a fault planted in one is found.

``python -m tests.ui.pictures.renew`` draws the references anew.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.design.theme import Form
from tests.ui.drawn import child
from tests.ui.pictures.comparison import compare, load
from tests.ui.pictures.drawing import LIGHT, REFERENCES, SHORT, drawn_scene, name_of
from tests.ui.pictures.sights import SCREEN_FORMS, SCREENS

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="other systems draw the shapes of letters otherwise"),
    pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion"),
]


@pytest.mark.parametrize("form", SCREEN_FORMS, ids=SHORT.get)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_before(qapp: QApplication, name: str, form: Form) -> None:
    build, act = SCREENS[name]
    with drawn_scene(build, act, form) as (_, photograph):
        found = compare(photograph(), load(REFERENCES / name_of(name, form)))
    assert not found, str(found)


def test_a_missing_control_and_other_colours_are_found(qapp: QApplication) -> None:
    build, act = SCREENS["home"]
    reference = load(REFERENCES / name_of("home", LIGHT))
    with drawn_scene(build, act, LIGHT) as (window, photograph):
        field = child(window, "dialField")
        field.setProperty("visible", False)
        assert compare(photograph(), reference)
        field.setProperty("visible", True)
        assert not compare(photograph(), reference)
        window.appearance.chooseContrast("high")
        assert compare(photograph(), reference)
