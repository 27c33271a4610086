"""Fixtures: what a screen reader is told, heard where Qt hands it to the system."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


@pytest.fixture
def announced(screen_reader: None) -> Iterator[list[tuple[str, bool]]]:
    """Return what is announced from now on, and whether it is urgent."""
    library = Path(PySide6.__path__[0]) / "Qt/lib/libQt6Gui.so.6"
    if sys.platform != "linux" or not library.exists():
        pytest.skip("Qt's handler of accessibility events is reached by its name on Linux")
    install = ctypes.CDLL(str(library))._ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE
    install.argtypes, install.restype = [ctypes.c_void_p], ctypes.c_void_p
    heard: list[tuple[str, bool]] = []

    def hear(pointer: int) -> None:
        event = shiboken6.wrapInstance(pointer, QAccessibleAnnouncementEvent)
        if event.type() is QAccessible.Event.Announcement:
            urgent = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
            heard.append((event.message(), urgent))

    handler = _HANDLER(hear)
    before = install(ctypes.cast(handler, ctypes.c_void_p))
    yield heard
    install(before)
