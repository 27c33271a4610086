"""The gallery looks as its reference pictures do; what is missing on it, or has another colour, is found.

``python -m tests.ui.pictures.renew --only gallery`` draws the references anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.design.theme import Form
from tests.ui.pictures.comparison import compare, load
from tests.ui.pictures.drawing import DARK, LIGHT, REFERENCES, SHELVES, SHORT, DrawnGallery, name_of
from tests.ui.pictures.sights import GALLERY_FORMS

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="other systems draw the shapes of letters otherwise"),
    pytest.mark.qt_log_ignore("No RHI backend. Using CPU conversion"),
]


@pytest.fixture(scope="module")
def gallery(qapp: QApplication) -> Iterator[DrawnGallery]:
    drawn = DrawnGallery()
    yield drawn
    drawn.close()


@pytest.mark.parametrize("form", GALLERY_FORMS, ids=SHORT.get)
@pytest.mark.parametrize("shelf", SHELVES)
def test_a_shelf_looks_as_before(gallery: DrawnGallery, shelf: str, form: Form) -> None:
    found = compare(gallery.draw(shelf, form), load(REFERENCES / name_of(f"gallery-{shelf}", form)))
    assert not found, str(found)


@pytest.mark.parametrize("form", [LIGHT, DARK], ids=SHORT.get)
@pytest.mark.parametrize(
    ("shelf", "kind", "fault"),
    [
        ("buttons", "PushButton", {"visible": False}),
        ("buttons", "PushButton", {"kind": "danger"}),
        ("buttons", "IconButton", {"visible": False}),
        ("buttons", "IconButton", {"kind": "answer"}),
        ("fields", "Toggle", {"checked": True}),
        ("fields", "InputField", {"problem": "This is wrong"}),
        ("rows", "Avatar", {"colour": 0}),
        ("rows", "PresenceDot", {"presence": "do-not-disturb"}),
        ("messages", "Badge", {"kind": "error"}),
    ],
)
def test_a_fault_is_found(
    gallery: DrawnGallery, shelf: str, kind: str, fault: dict[str, object], form: Form
) -> None:
    reference = load(REFERENCES / name_of(f"gallery-{shelf}", form))
    gallery.show(shelf, form)
    item = gallery.item(kind)
    before = {name: item.property(name) for name in fault}
    for name, value in fault.items():
        item.setProperty(name, value)
    found = compare(gallery.photograph(shelf), reference)
    for name, value in before.items():
        item.setProperty(name, value)
    assert found
