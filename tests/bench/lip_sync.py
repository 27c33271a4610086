"""How far sound and picture of one capture are apart when they are shown, two seconds into a call."""

from __future__ import annotations

import asyncio
import time

from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.session import MediaSession
from tests.bench.measurement import Measurement, percentile
from tests.media.call_pair import call_pair, eventually

SETTLING = 2.0
SECONDS = 10.0
BUDGET_MS = 40.0


class Skews:
    """The skew of each picture that a session shows, in seconds; positive is a picture after its sound."""

    def __init__(self, session: MediaSession) -> None:
        self.values: list[float] = []
        self._sync = session._sync
        self._video = next(one for one in session._receivers if isinstance(one, VideoReceiver))
        self._slot = session.incoming_picture
        self._slot.on_picture = self._note

    @property
    def are_known(self) -> bool:
        """Whether both clocks of the sender are known."""
        return self._video.playout.clock.is_known and self._sync.skew() is not None

    def _note(self) -> None:
        at, frame = time.monotonic(), self._slot.take()
        if frame is None or frame.pts is None:
            return
        captured = self._video.playout.clock.seconds(frame.pts)
        if captured is not None and self._sync._sound is not None:
            self.values.append(at - captured - self._sync._sound)


async def measure() -> list[Measurement]:
    """Make one video call in this process and look at its pictures."""
    async with call_pair() as (_caller, callee):
        skews = Skews(callee.session)
        await eventually(lambda: skews.are_known, 10, "both clocks")
        await asyncio.sleep(SETTLING)
        del skews.values[:]
        await asyncio.sleep(SECONDS)
    apart = [1000 * abs(one) for one in skews.values]
    return [
        Measurement("sound and picture apart, p50", percentile(apart, 0.5), "ms", BUDGET_MS),
        Measurement("sound and picture apart, p95", percentile(apart, 0.95), "ms"),
    ]
