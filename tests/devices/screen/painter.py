"""A program with one window that shows known colours; what it should do next comes by stdin.

``colour RRGGBB`` paints the window, ``small`` and ``large`` change its size, ``title WORDS`` its title, and
``quit`` ends. Windows are found by the list that a window manager keeps, so it writes that itself.
"""

from __future__ import annotations

import ctypes
import os

from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QRasterWindow

from tests.told_program import Commands

TITLE = "Known colours"
WINDOW_TYPE = 33
REPLACE = 0


class Window(QRasterWindow):
    """Half in red, half in the chosen colour."""

    colour = QColor("#20c040")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), self.height(), self.colour)
        painter.fillRect(0, 0, self.width() // 2, self.height(), QColor("#c83040"))
        painter.end()


def publish(window: int) -> None:
    """Write the list of windows as a window manager does (EWMH _NET_CLIENT_LIST)."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    atom = ctypes.c_ulong(x11.XInternAtom(display, b"_NET_CLIENT_LIST", 0))
    ids = (ctypes.c_ulong * 1)(window)
    x11.XChangeProperty(display, root, atom, ctypes.c_ulong(WINDOW_TYPE), 32, REPLACE, ids, 1)
    x11.XSync(display, 0)


def do(line: str) -> None:
    word, _, rest = line.partition(" ")
    match word:
        case "colour":
            window.colour = QColor(f"#{rest}")
            window.update()
        case "small":
            window.resize(200, 100)
            window.update()
        case "large":
            window.resize(400, 300)
        case "title":
            window.setTitle(rest)
            application.processEvents()
            print("ready", flush=True)
        case "quit":
            application.quit()


if __name__ == "__main__":
    application = QGuiApplication([])
    window = Window()
    window.setTitle(TITLE)
    window.setGeometry(100, 50, 400, 300)
    window.show()
    publish(int(window.winId()))
    commands = Commands()
    commands.line.connect(do)
    commands.start()
    print("ready", flush=True)
    application.exec()
    os._exit(0)  # the reader waits for a line that does not come
