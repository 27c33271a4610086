"""Where a picture waits for whoever draws it: one place, the newest frame wins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import av  # at run time the window does without it until its first picture is on the screen


class PictureSlot:
    """Holds the newest picture of one track. Every method may be called from any thread.

    ``on_picture`` is called on the thread that puts, without arguments, after each ``put``; it must return
    at once. A frame that was taken, or that a newer one replaced, is gone.
    """

    def __init__(self) -> None:
        self.on_picture: Callable[[], None] | None = None
        self._lock = threading.Lock()
        self._frame: av.VideoFrame | None = None
        self._frames = 0
        self._size = (0, 0)

    @property
    def frames(self) -> int:
        """Pictures put so far, taken or not."""
        return self._frames

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the last picture put; zeros before the first."""
        return self._size

    def put(self, frame: av.VideoFrame) -> None:
        """Show ``frame`` in place of whatever waits."""
        with self._lock:
            self._frame = frame
            self._frames += 1
            self._size = (frame.width, frame.height)
        notify = self.on_picture
        if notify is not None:
            notify()

    def take(self) -> av.VideoFrame | None:
        """Return the newest picture that nobody has taken, or None."""
        with self._lock:
            frame, self._frame = self._frame, None
        return frame

    def clear(self) -> None:
        """Drop the picture that waits, so that a stale one is not shown later."""
        with self._lock:
            self._frame = None
