"""Takes what other programs play out of the microphone, while it is shared with the screen.

It is sent as it is played; from open speakers the microphone would send it a second time, a little later. The
canceller of the call's own sound knows nothing of it, and has another place to read from: what programs play
comes from the sound server when it is about to be heard, the call's own sound before it is given there.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator

from core.media.audio.pipeline.processing import SoundProcessor, SoundSettings
from core.media.audio.pipeline.reference import Reference
from core.ports import BLOCK_SAMPLES, Block, NoiseSuppression

log = logging.getLogger(__name__)

AHEAD = 3 * BLOCK_SAMPLES
"""Samples by which the reference is read ahead of what had been played when the microphone's block came: a
server hands it out in pieces, up to as much later. The microphone waits for that while there is sound."""

MOST_HELD = 6
"""Blocks of the microphone that wait; then they go on without."""

CANCELLER = SoundSettings(
    echo_cancellation=True, noise_suppression=NoiseSuppression.OFF, auto_gain_control=False
)


class OtherSound:
    """The first stage of the microphone's way. ``is_wanted`` may be set by any thread.

    ``played`` belongs to the thread of the other programs' sound, all else to that of the microphone.
    """

    def __init__(self, make: Callable[[SoundSettings], tuple[SoundProcessor, str]]) -> None:
        self.is_wanted = False
        self._make = make
        self._canceller: SoundProcessor | None = None
        self._reference = Reference(-AHEAD)
        self._held: deque[Block] = deque()

    def played(self, block: Block) -> None:
        """Note 10 ms of what other programs play."""
        if self.is_wanted:
            self._reference.put(block)

    def clean(self, block: Block) -> Iterator[Block]:
        """Yield the blocks that are ready with this one: mostly one, none at first, several at the end."""
        if self.is_wanted != (self._canceller is not None):
            self._switch()
        self._held.append(block)
        canceller = self._canceller
        if canceller is None:
            while self._held:
                yield self._held.popleft()
            return
        self._reference.captured()
        while self._held and (not self._reference.is_short or len(self._held) > MOST_HELD):
            yield canceller.process(self._held.popleft(), self._reference.take())

    def reset(self) -> None:
        """Forget what was learnt: another device, another room."""
        self._held.clear()
        self._reference.reset()
        if self._canceller is not None:
            self._canceller.reset()

    def _switch(self) -> None:
        log.info("other programs are taken out of the microphone: %s", self.is_wanted)
        self._reference.reset()
        self._canceller = self._make(CANCELLER)[0] if self.is_wanted else None
