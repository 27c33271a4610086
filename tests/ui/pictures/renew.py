"""Draws the reference pictures anew: ``python -m tests.ui.pictures.renew [--only PART]``.

Look at what changed before you commit it: the pictures are the promise of how the window looks.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"

from PySide6.QtGui import QGuiApplication, QImage

from tests.ui.pictures.comparison import compare, load
from tests.ui.pictures.drawing import REFERENCES, SHELVES, DrawnGallery, drawn_scene, name_of
from tests.ui.pictures.sights import GALLERY_FORMS, SCREEN_FORMS, SCREENS
from ui.app import make_application


def sights(part: str) -> Iterator[tuple[str, QImage]]:
    """Yield the name and the picture of everything whose name has ``part`` in it."""
    gallery = DrawnGallery()
    for shelf in SHELVES:
        for form in GALLERY_FORMS:
            name = name_of(f"gallery-{shelf}", form)
            if part in name:
                yield name, gallery.draw(shelf, form)
    gallery.close()
    for screen, (build, act) in SCREENS.items():
        for form in SCREEN_FORMS:
            name = name_of(screen, form)
            if part in name:
                with drawn_scene(build, act, form) as (_, photograph):
                    yield name, photograph()


def is_changed(name: str, picture: QImage) -> bool:
    """Whether ``picture`` differs from its reference so that one sees it."""
    try:
        return bool(compare(picture, load(REFERENCES / name)))
    except FileNotFoundError:
        return True


def main() -> int:
    """Write the pictures that changed, and print their names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="PART", help="only pictures with this in their name")
    parser.add_argument("--all", action="store_true", help="those too that look as before")
    arguments = parser.parse_args()
    make_application(["ahoy"])
    QGuiApplication.setQuitOnLastWindowClosed(False)
    REFERENCES.mkdir(exist_ok=True)
    for name, picture in sights(arguments.only):
        if arguments.all or is_changed(name, picture):
            picture.save(str(REFERENCES / name))
            print(name, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
