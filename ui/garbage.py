"""Python's cyclic garbage, collected on the GUI thread and on no other.

The interpreter looks for cycles on whichever thread happens to allocate. A ``QObject`` that is found there
dies on a thread that is not its own: its timers cannot be stopped, and Qt crashes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from ui.bridge import assert_gui_thread

INTERVAL_MS = 1000


class GarbageCollector(QObject):
    """Collects once a second what the interpreter would have collected by itself, until ``close``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._is_settled = False
        self._has_frozen = gc.get_freeze_count() == 0
        if self._has_frozen:
            gc.freeze()  # what was imported: a look through it takes 75 ms
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(INTERVAL_MS)

    def close(self) -> None:
        """Leave it to the interpreter again."""
        self._timer.stop()
        if self._has_frozen:
            gc.unfreeze()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        assert_gui_thread()
        if not self._is_settled:
            self._settle()
            return
        due = [number for number in range(3) if gc.get_count()[number] > gc.get_threshold()[number]]
        if due:
            gc.collect(max(due))

    def _settle(self) -> None:
        """Look once through what has come since the start, and then never again: thousands of contacts.

        Without a cycle they die all the same when nobody needs them any more.
        """
        self._is_settled = True
        gc.collect()
        if self._has_frozen:
            gc.freeze()
