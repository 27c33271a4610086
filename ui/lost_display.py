"""An X server that ends in mid-run: calls are hung up and the disk is written before the process ends.

Xlib and Qt answer a lost connection with C's ``exit``, on the thread that draws, the GUI thread or both at
once, while all others run on. What ``exit`` does then (it takes Qt's globals apart under those threads) hangs
every other time, and a process that hangs there answers no signal. So both come here first, and no further.
"""

from __future__ import annotations

import atexit
import ctypes
import faulthandler
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)

CODE = 1
"""What the process ends with, as Qt would have it."""

LIMIT = 30.0
"""Seconds after which the process ends though ``stop`` has not: twice what the engine takes at most."""

CALLERS = 2
"""Threads that may call ``exit``: each takes a call that is registered, and the second must not get past."""

_OnExit = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_void_p)
_OnIOError = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)

_kept: list[Any] = []
"""What C was told to call, for the life of the process: it cannot be told to forget it."""


@contextmanager
def ending_in_order(stop: Callable[[], None]) -> Iterator[LastWords]:
    """Have ``stop`` called, on any thread, when the display is lost meanwhile; then end the process.

    So it is done for whatever calls C's ``exit``. Enter it when Qt has its display. Where the C library does
    not have what this takes (anything but glibc), nothing is different.
    """
    words = LastWords(stop)
    with suppress(AttributeError, OSError):
        words.hear_exit(ctypes.CDLL(None))
    with suppress(AttributeError, OSError):
        words.hear_xlib(ctypes.CDLL("libX11.so.6", mode=os.RTLD_NOLOAD))
    try:
        yield words
    finally:
        words.is_wanted = False


class LastWords:
    """What is done before the process ends without a display."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self.is_wanted = True
        self._stop = stop
        self._first = threading.Lock()

    def end_if_lost(self) -> None:
        """End here if the display is lost. GUI thread, before the window is taken down.

        Taking it down waits for the thread that draws with the lock of the interpreter held. That thread may
        have come upon the loss, and then waits for the lock.
        """
        if _is_lost():
            self._speak()

    def hear_exit(self, libc: ctypes.CDLL) -> None:
        """Be called at ``exit``, before everything that is registered there by now."""
        call = _OnExit(lambda _code, _argument: self._speak())
        _kept.append(call)
        for _ in range(CALLERS):
            libc.on_exit(call, None)
        # At the process's own end nobody can call Python any more: C is stopped before it comes here.
        atexit.register(_shield, libc)

    def hear_xlib(self, xlib: ctypes.CDLL) -> None:
        """Be called before Xlib calls ``exit``."""
        call = _OnIOError(self._hear_error)
        _kept.append(call)
        xlib.XSetIOErrorHandler(call)

    def _hear_error(self, _display: object) -> int:
        self._speak()
        return 0  # Xlib calls ``exit`` now

    def _speak(self) -> None:
        if not self.is_wanted:
            return
        self._first.acquire()  # never released: one ends the process, the other waits for that
        faulthandler.dump_traceback_later(LIMIT, exit=True)
        try:
            log.warning("the display is gone: ending calls")
            self._stop()
        except Exception:
            log.exception("not everything could be ended")
        finally:
            os._exit(CODE)


def _is_lost() -> bool:
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication) or app.platformName() != "xcb":
        return False
    native: Any = app.nativeInterface()
    xcb = ctypes.CDLL("libxcb.so.1", mode=os.RTLD_NOLOAD)
    return bool(xcb.xcb_connection_has_error(ctypes.c_void_p(native.connection())))


def _shield(libc: ctypes.CDLL) -> None:
    libc.fflush(None)
    libc.on_exit(libc._exit, None)
