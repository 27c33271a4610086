"""The check before a call: plays the chirps, listens, and says what microphone, speaker and room do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.media.audio.loop_check import CHIRPS, GAP_SECONDS, LEAD_SECONDS, Room, check_sound, judge
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from core.sentences import sentence
from core.snapshots import CheckSnapshot

if TYPE_CHECKING:
    from core.media.devices.capture import LocalMedia

PATIENCE = 6.0
"""Seconds that a microphone may take to deliver its first block, then a speaker to play all."""

HEARD = sentence("The speaker works.")
PLAYED = sentence("The speaker was asked to play: did you hear it?")

MOST_BLOCKS = 1200
_STEP = 0.05


@dataclass(slots=True)
class _Recording:
    """What the microphone delivers before anything is taken away from it. Audio thread, then core thread."""

    blocks: list[Block]
    lock: threading.Lock

    def add(self, block: Block) -> None:
        with self.lock:
            if len(self.blocks) < MOST_BLOCKS:
                self.blocks.append(np.array(block, np.int16))

    @property
    def count(self) -> int:
        return len(self.blocks)

    def samples(self) -> Block:
        with self.lock:
            return np.concatenate(self.blocks) if self.blocks else np.zeros(0, np.int16)


async def check_room(
    media: LocalMedia, on_progress: Callable[[CheckSnapshot], None] = lambda check: None
) -> CheckSnapshot:
    """Return what was found; ``on_progress`` gets what is known meanwhile. Cancel it to break it off."""
    on_progress(CheckSnapshot(is_running=True))
    recording = _Recording([], threading.Lock())
    leases = [media.acquire_microphone(), media.acquire_speaker()]
    media.pipeline.on_raw = recording.add
    try:
        await _until(lambda: recording.count > 2, PATIENCE)
        begun = recording.count * BLOCK_SAMPLES
        tone = media.speaker.play_tone(check_sound())
        await _until(lambda: not tone.is_playing, PATIENCE + LEAD_SECONDS + CHIRPS * GAP_SECONDS)
        has_played = not tone.is_playing
        tone.stop()
        await asyncio.sleep(GAP_SECONDS / 2)
        problems = media.snapshot()
    finally:
        media.pipeline.on_raw = None
        for lease in leases:
            lease.release()
    speaker = problems.speaker_problem or ("" if has_played else sentence("The speaker takes no sound."))
    return _result(recording.samples(), begun, problems.microphone_problem, speaker)


def _result(heard: Block, begun: int, microphone_problem: str, speaker_problem: str) -> CheckSnapshot:
    report = judge(heard, begun)
    microphone = microphone_problem
    if not microphone:
        loud = (
            sentence("noise at {number} dB", number=round(float(report.noise)))
            if np.isfinite(report.noise)
            else sentence("no noise at all")
        )
        microphone = (
            report.sentence
            if report.room is Room.DEAF
            else sentence("The microphone works ({loud}).", loud=loud)
        )
    speaker = speaker_problem
    if not speaker:
        speaker = HEARD if report.echo is not None else PLAYED
    room = "" if microphone_problem or report.room is Room.DEAF else report.sentence
    if report.delay is not None:
        room += f" (Echo after {report.delay * 1000:.0f} ms, at {report.echo:.0f} dB.)"
    is_fine = report.is_fine and not (microphone_problem or speaker_problem)
    return CheckSnapshot(False, microphone, speaker, room, is_fine)


async def _until(condition: Callable[[], bool], seconds: float) -> None:
    """Wait until ``condition`` holds, ``seconds`` at most."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while not condition() and loop.time() < deadline:  # noqa: ASYNC110 (another thread makes it true)
        await asyncio.sleep(_STEP)


assert SAMPLE_RATE % BLOCK_SAMPLES == 0
