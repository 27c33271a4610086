"""One encoding of one mix, for as many members as hear it with that codec."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.service.conference.media.sound.selection import FRAME_SAMPLES
from core.service.media.sdp.codecs import Codec
from core.service.media.sound.encoders import create_encoder

Samples = NDArray[np.int16]
TAIL_FRAMES = 10
"""Of silence that are encoded as sound before a pause, so that what was said fades out."""

KEPT_ALIVE = 20
"""In a pause one frame of so many is sent: who hears nothing at all for a second looks for another way."""

_NOTHING: Samples = np.zeros(FRAME_SAMPLES, np.int16)
_G711_SILENCE = {"pcma": b"\xd5" * 160, "pcmu": b"\xff" * 160}


class MixEncoder:
    """Frames of 20 ms in, payloads out; the thread that mixes."""

    def __init__(self, codec: Codec) -> None:
        self.begins = True
        """Whether the payload that was returned last begins a talkspurt."""
        self._codec = codec
        self._encoder = create_encoder(codec)
        self._silent = TAIL_FRAMES
        self._is_paused = True

    def prime(self, frames: list[Samples]) -> None:
        """Let it have heard these frames, which others have encoded for the same listener."""
        for frame in frames:
            self._encoder.encode(frame, 0)

    def encode(self, mix: Samples | None, position: int) -> bytes:
        """Return the payload of the next frame, empty in a pause; None is silence."""
        self._silent = self._silent + 1 if mix is None else 0
        was_paused = self._is_paused
        self._is_paused = self._silent > TAIL_FRAMES
        if self._is_paused:
            self.begins = False
            return self._pause(position)
        self.begins = was_paused
        return b"".join(self._encoder.encode(_NOTHING if mix is None else mix, position))

    def _pause(self, position: int) -> bytes:
        """Return what is sent while nobody says anything: G.711 has no pause that all would understand."""
        constant = _G711_SILENCE.get(self._codec.name)
        if constant is not None:
            return constant
        if self._codec.name == "opus" and self._silent % KEPT_ALIVE:
            return b""
        return b"".join(self._encoder.encode(_NOTHING, position))
