"""What limits the pictures that one sender sends, and their size: the ladder, fed and accounted for. Pure."""

from __future__ import annotations

from core.media.congestion.sending.ladder import Content, Ladder, Rung

STEP_SECONDS = 0.2
"""Seconds between two looks at the ladder at least."""

ENCODER_FEELS_IT = 0.5
"""Share of the time between two pictures that encoding takes, from which on a busy machine matters."""

REASONS = ("none", "cpu", "bandwidth", "other")
"""W3C RTCQualityLimitationReason."""


class PictureQuality:
    """Chooses the rung for one sender, and remembers why it was no higher. Times in seconds, passed in."""

    def __init__(self) -> None:
        self.durations = dict.fromkeys(REASONS, 0.0)
        self.reason = "none"
        self.changes = 0
        """How often the size of the pictures has changed."""
        self._ladder: Ladder | None = None
        self._content, self._height = Content.CAMERA, 0
        self._at: float | None = None

    def set_source(self, content: Content, height: int, bitrate: int, now: float) -> Rung:
        """Take another source; the rung for it is chosen at once."""
        self._content, self._height = content, height
        if self._ladder is None:
            self._ladder = Ladder(content, bitrate=bitrate, source_height=height, starts_at=now)
        else:
            self._ladder.set_source(content, height, bitrate)
        return self._ladder.rung

    def step(
        self, now: float, bitrate: int, *, seconds_per_frame: float, machine: float, is_source_known: bool
    ) -> Rung | None:
        """Return the rung for ``bitrate``; None before the first picture.

        ``machine`` is the share of all processors in use. One that is busy is a reason for less only if the
        encoder feels it: what others do with an otherwise idle machine is theirs.
        """
        if self._ladder is None or not is_source_known:
            return None
        if self._at is not None and now - self._at < STEP_SECONDS:
            return self._ladder.rung
        elapsed, self._at = now - self._at if self._at is not None else 0.0, now
        self.durations[self.reason] += elapsed
        before = self._ladder.rung
        encoder = seconds_per_frame * before.rate
        felt = machine if encoder > ENCODER_FEELS_IT else 0.0
        rung = self._ladder.step(now, bitrate, encoder=encoder, machine=felt)
        self.changes += rung.height != before.height
        if self._ladder.is_highest:
            self.reason = "none"
        else:
            self.reason = "cpu" if self._ladder.is_held_by_effort(encoder, felt) else "bandwidth"
        return rung

    def blocked(self, now: float) -> None:
        """Take note that the way bears no pictures at all."""
        if self._at is not None:
            self.durations[self.reason] += now - self._at
        self._at, self.reason = now, "bandwidth"
