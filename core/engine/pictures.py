"""Which picture slot belongs to which pane of the window."""

from __future__ import annotations

import threading

from core.media.pictures import PictureSlot

PREVIEW = "preview"


class PictureBoard:
    """Names picture slots for the window. Any thread.

    They are ``preview``, ``CALLID/incoming``, ``CALLID/screen``, and of a room's members
    ``CALLID/member/MEMBER`` and ``CALLID/member/MEMBER/screen``.
    """

    def __init__(self) -> None:
        self._slots: dict[str, PictureSlot] = {}
        self._lock = threading.Lock()
        self._nothing = PictureSlot()

    def hang(self, name: str, slot: PictureSlot) -> None:
        """Show ``slot`` under ``name``."""
        with self._lock:
            self._slots[name] = slot

    def take_down(self, name: str) -> None:
        """Forget ``name``."""
        with self._lock:
            self._slots.pop(name, None)

    def slot(self, name: str) -> PictureSlot:
        """Return the slot called ``name``, or one that stays empty."""
        with self._lock:
            return self._slots.get(name, self._nothing)


def incoming(call_id: str) -> str:
    """Return the name of the picture that the other end of ``call_id`` sends."""
    return f"{call_id}/incoming"


def screen(call_id: str) -> str:
    """Return the name of the screen that the other end of ``call_id`` shows."""
    return f"{call_id}/screen"


def member_picture(call_id: str, name: str) -> str:
    """Return the name of a picture of the room that ``call_id`` is in: ``MEMBER``, or ``MEMBER/screen``."""
    return f"{call_id}/member/{name}"
