"""The base of every view-model: a frozen state whose changed fields, and only those, are notified."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QObject

from ui.bridge import assert_gui_thread


def camel_case(name: str) -> str:
    """Turn ``snake_case`` into the ``camelCase`` that QML sees."""
    return re.sub(r"_([a-z0-9])", lambda match: match.group(1).upper(), name)


class Mirror(QObject):
    """Holds a frozen dataclass; each of its fields ``some_name`` has a signal ``someNameChanged``."""

    def __init__(self, state: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state

    def _show(self, state: Any) -> None:
        """Replace the state and notify what differs. GUI thread only."""
        assert_gui_thread()
        old, self._state = self._state, state
        for field in fields(state):
            if getattr(old, field.name) != getattr(state, field.name):
                getattr(self, f"{camel_case(field.name)}Changed").emit()
