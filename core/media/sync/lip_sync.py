"""When each picture is due, so that lips move with the words and motion is even.

For each stream: offset = the moment it is heard or seen - the moment of capture by the sender's clock. Sound
sets the pace, since a changed delay is heard and not seen. Pictures wait for it; when they cannot come that
early, sound is asked to wait for them, up to a limit. Without sound, or before both clocks are known, a
picture is due as soon as most others like it would have come.
"""

from __future__ import annotations

from collections import deque

MAX_HOLD = 0.5
"""Seconds that a picture is held at most."""

MAX_SOUND_WAIT = 0.2
"""Seconds of extra delay that sound is asked for at most: beyond, talking becomes a walkie-talkie."""

SLACK = 0.02
"""Seconds of difference that nobody notices (ITU-R BT.1359: 45 ms early to 125 ms late are detectable)."""

PACE = 0.08
"""Seconds by which the delay of pictures may change in a second: faster would look like a jerk."""

FRAMES_KEPT = 90
IN_TIME = 0.9
"""Share of the pictures that the delay waits for."""

JUMP = 1.0
"""A change of the delay by so many seconds is a new stream, and followed at once."""


class LipSync:
    """The common clock of one sender's sound and pictures. All seconds are monotonic, passed in."""

    def __init__(self) -> None:
        self._sound: float | None = None
        self._offsets: deque[float] = deque(maxlen=FRAMES_KEPT)
        self._known_usual: float | None = None
        self._current: float | None = None
        self._moved_at = 0.0

    @property
    def sound_wait(self) -> float:
        """Seconds by which sound should be delayed further, for the pictures' sake; 0 if they keep up."""
        if self._sound is None or not self._offsets:
            return 0.0
        behind = self._usual() - self._sound - SLACK
        return min(MAX_SOUND_WAIT, max(0.0, behind))

    def skew(self) -> float | None:
        """Return by how many seconds pictures are behind sound (negative: ahead); None if unknown."""
        if self._sound is None or self._current is None:
            return None
        return self._current - self._sound

    def heard(self, captured: float, at: float) -> None:
        """Take that sound captured at ``captured`` is heard at ``at``."""
        offset = at - captured
        if self._sound is None or abs(offset - self._sound) > JUMP:
            self._sound = offset
        else:
            self._sound += 0.1 * (offset - self._sound)

    def silent(self) -> None:
        """Take that no sound is played any more: pictures follow themselves."""
        self._sound = None

    def due(self, captured: float, now: float) -> float:
        """Return when the picture captured at ``captured`` is to be shown; it is ready ``now``."""
        self._offsets.append(now - captured)
        self._known_usual = None
        wanted = self._usual()
        if self._sound is not None:
            wanted = max(wanted, self._sound)
        self._current = self._approach(wanted, now)
        return min(max(now, captured + self._current), now + MAX_HOLD)

    def reset(self) -> None:
        """Forget everything: another sender."""
        self._sound = self._current = None
        self._offsets.clear()
        self._known_usual = None

    def _usual(self) -> float:
        if self._known_usual is None:
            ordered = sorted(self._offsets)
            self._known_usual = ordered[min(len(ordered) - 1, int(IN_TIME * len(ordered)))]
        return self._known_usual

    def _approach(self, wanted: float, now: float) -> float:
        current, elapsed = self._current, max(0.0, now - self._moved_at)
        self._moved_at = now
        if current is None or abs(wanted - current) > JUMP:
            return wanted
        step = PACE * min(elapsed, 1.0)
        return current + max(-step, min(step, wanted - current))
