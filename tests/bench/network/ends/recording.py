"""What was said and shown at one end, heard and seen at the other, on one clock."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import av
import numpy as np
from numpy.typing import NDArray

from core.media.video.frames import plane_view
from core.media.video.test_picture import TestPicture, read_frame_number
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from tests.bench.network.line.impairment import LineCounters
from tests.bench.network.line.relay import QueueSample
from tests.bench.network.scoring.seeing import Shown, luma_of_size

COMPARE_EVERY = 15
"""Every so many numbers a picture is kept and compared to its source: two in a second."""

MOST_COMPARED = 90
RATE = 30
GRAINS = 12
GRAIN, MOST_GRAIN = 2.5, 12.0
"""Standard deviation and bound of the grain in steps of luma: a webcam in a room."""


class Speaker:
    """Keeps what a speaker plays; ``play`` is called once for each 10 ms."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._began: float | None = None

    def play(self, block: Block | None) -> None:
        """Note the next 10 ms; None is silence."""
        if self._began is None:
            self._began = time.monotonic()
        self._blocks.append(np.zeros(BLOCK_SAMPLES, np.int16) if block is None else block)

    def since(self, moment: float) -> NDArray[np.int16]:
        """Return what was played from ``moment`` (monotonic) on."""
        return sound_since(np.concatenate(self._blocks), self._began or moment, moment)


def sound_since(sound: NDArray[np.int16], began: float, moment: float) -> NDArray[np.int16]:
    """Return ``sound``, whose first sample belongs to ``began``, from ``moment`` on."""
    skipped = round((moment - began) * SAMPLE_RATE)
    return sound[skipped:] if skipped >= 0 else np.concatenate((np.zeros(-skipped, np.int16), sound))


class Camera:
    """Draws test pictures with a camera's grain and remembers when. Any thread.

    Without the grain an encoder has less to do than any camera gives it, and fills no line.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._picture = TestPicture(*size, RATE)
        chance = np.random.default_rng(3)
        shape = (GRAINS, self._picture.height, self._picture.width)
        noise = np.clip(chance.normal(0.0, GRAIN, shape), -MOST_GRAIN, MOST_GRAIN)
        self._grain = noise.astype(np.int8).view(np.uint8)
        self._taken: list[float] = []
        self._lock = threading.Lock()

    def take(self) -> av.VideoFrame:
        """Return the next picture."""
        with self._lock:
            number = len(self._taken)
            self._taken.append(time.monotonic())
        return self.again(number)

    def taken_at(self, number: int) -> float | None:
        """Return when picture ``number`` was taken."""
        with self._lock:
            return self._taken[number] if number < len(self._taken) else None

    def taken_between(self, start: float, end: float) -> int:
        """Return how many pictures were taken in that time."""
        with self._lock:
            return sum(start <= moment < end for moment in self._taken)

    def again(self, number: int) -> av.VideoFrame:
        """Return picture ``number`` once more."""
        frame = self._picture.draw(number)
        luma = plane_view(frame, 0)
        luma += self._grain[number % GRAINS]  # modulo 256, which is subtraction where the grain is negative
        return frame


class Screen:
    """Notes each picture that is shown, and keeps some of them. Any one thread."""

    def __init__(self, camera: Camera) -> None:
        self.shown: list[Shown] = []
        self.kept: list[tuple[int, NDArray[np.uint8]]] = []
        self.sizes: set[tuple[int, int]] = set()
        self.unreadable = 0
        self.is_on = False
        self._camera = camera

    def show(self, frame: av.VideoFrame) -> None:
        """Take note of ``frame``, shown now."""
        now = time.monotonic()
        if not self.is_on:
            return
        number = read_frame_number(frame)
        taken = self._camera.taken_at(number) if number is not None else None
        self.sizes.add((frame.width, frame.height))
        if number is None or taken is None:
            self.unreadable += 1
            return
        self.shown.append(Shown(number, taken, now))
        if number % COMPARE_EVERY == 0 and len(self.kept) < MOST_COMPARED:
            self.kept.append((number, luma_of_size(frame, *self._camera.size)))


@dataclass
class Recording:
    """One call, from ``began`` to ``ended`` (monotonic). Sounds begin at ``began``."""

    began: float
    ended: float
    said: NDArray[np.int16]
    heard: NDArray[np.int16]
    camera: Camera | None = None
    screen: Screen | None = None
    queues: list[QueueSample] = field(default_factory=list)
    forth: LineCounters = field(default_factory=LineCounters)
    counters: dict[str, float] = field(default_factory=dict)
    """What the program itself counted, if it does: names as in webrtc-stats."""
