"""Another program, in which somebody types: tells when it loses the keyboard, and takes pictures."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit


class Typist(QLineEdit):
    """A field that tells when it loses the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = ""
        self.setWindowTitle("Typist")
        self.resize(600, 300)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowDeactivate:
            print("lost the keyboard", flush=True)
        return super().event(event)

    @Slot()
    def shoot(self) -> None:
        QTimer.singleShot(500, self.grab_screen)  # for people to look at: what has just come is drawn by then

    @Slot()
    def grab_screen(self) -> None:
        QGuiApplication.primaryScreen().grabWindow(0).save(self.picture)
        print("shot", flush=True)


def listen(typist: Typist) -> None:
    for line in sys.stdin:
        typist.picture = line.strip()
        QMetaObject.invokeMethod(typist, "shoot", Qt.ConnectionType.QueuedConnection)


app: QObject = QApplication(sys.argv[:1])
window = Typist()
window.show()
window.activateWindow()
threading.Thread(target=listen, args=(window,), daemon=True).start()
print("ready", flush=True)
QApplication.exec()
