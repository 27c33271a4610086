"""Sound, keys and silence as the packets of one stream, 20 ms each, in step with the transcoding thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from core.media.audio.key_tones import key_tone
from core.media.rtp.telephone_event import (
    DEFAULT_SECONDS,
    GAP_SECONDS,
    OutgoingEvent,
    event_code,
)
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE
from core.service.gateway.media.announcements.decoding import Samples
from core.service.media.sdp.codecs import Codec
from core.service.media.sound.encoders import create_encoder

FRAME = SAMPLE_RATE // 50
PAUSE = "w"
PAUSE_SECONDS = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Samples, 48 kHz mono."""

    samples: Samples


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing, for some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a telephone, pressed for a moment."""

    key: str


Piece = Sound | Silence | Key


def keys_of(text: str) -> tuple[Piece, ...]:
    """Return keys to be pressed; ``w`` is half a second of silence. Raises ValueError for no key."""
    pieces: list[Piece] = []
    for key in text:
        if key.lower() == PAUSE:
            pieces.append(Silence(PAUSE_SECONDS))
            continue
        event_code(key)
        pieces += [Key(key), Silence(GAP_SECONDS)]
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Voiced:
    """One packet to be: ``at`` is where it begins, in samples of 48 kHz since the beginning."""

    payload: bytes
    number: int
    at: int
    is_marked: bool = False


class Playback:
    """Plays pieces in order, or over and over. ``step`` belongs to the transcoding thread.

    ``deliver`` gets each packet, and None when all is played, on that thread. Keys are told as events if
    the other end has those, else as tones.
    """

    def __init__(
        self,
        pieces: Iterable[Piece],
        target: Codec,
        events: Codec | None,
        deliver: Callable[[Voiced | None], None],
        *,
        repeats: bool = False,
    ) -> None:
        self._pieces = tuple(pieces)
        self._left = deque(self._pieces)
        self._target, self._events = target, events
        self._encoder = create_encoder(target)
        self._deliver = deliver
        self._repeats = repeats and any(isinstance(one, Sound) and len(one.samples) for one in self._pieces)
        self._piece: Samples = np.zeros(0, np.int16)
        self._at = 0
        """How much of ``_piece`` has been taken."""
        self._waiting: list[Samples] = []
        """Parts of pieces that make the next packet: never a copy of a whole piece, which may be minutes."""
        self._event: OutgoingEvent | None = None
        self._steps = 0
        self._position = 0
        self._is_first = True
        self._is_over = False

    def step(self) -> None:
        """Take the next 10 ms; every other time a packet is due."""
        self._steps += 1
        if self._is_over or self._steps % (FRAME // BLOCK_SAMPLES):
            return
        if not self._advance():
            self._is_over = True
            self._deliver(None)
            return
        self._press() if self._event is not None else self._sound()
        self._position += FRAME

    def _advance(self) -> bool:
        """Take from the pieces what the next packet needs; return whether there is anything left."""
        while self._event is None and not self._fill():
            if not self._left and self._repeats:
                self._left.extend(self._pieces)
            if not self._left:
                break
            piece = self._left[0]
            if isinstance(piece, Key) and self._events is not None:
                if self._waiting:
                    break  # what was said before goes first
                self._event = OutgoingEvent(
                    event_code(piece.key),
                    DEFAULT_SECONDS,
                    clock_rate=self._events.clock_rate,
                    sample_rate=SAMPLE_RATE,
                )
            else:
                self._piece, self._at = _samples(piece), 0
            self._left.popleft()
        return self._event is not None or bool(self._waiting)

    def _fill(self) -> bool:
        """Take from the current piece what the next packet lacks; return whether that is enough."""
        lacking = FRAME - sum(map(len, self._waiting))
        part = self._piece[self._at : self._at + lacking]
        if len(part):
            self._waiting.append(part)
            self._at += len(part)
        return len(part) == lacking

    def _sound(self) -> None:
        lacking = FRAME - sum(map(len, self._waiting))
        frame = np.concatenate((*self._waiting, np.zeros(lacking, np.int16)))
        self._waiting.clear()
        for payload in self._encoder.encode(frame, self._position):
            self._deliver(Voiced(payload, self._target.number, self._position, self._is_first))
            self._is_first = False

    def _press(self) -> None:
        assert self._event is not None and self._events is not None
        packet = self._event.next_packet(self._position, FRAME)
        self._deliver(Voiced(packet.payload, self._events.number, packet.start, packet.is_marked))
        if packet.is_last:
            self._event = None


def _samples(piece: Piece) -> Samples:
    match piece:
        case Sound(samples):
            return samples
        case Silence(seconds):
            return np.zeros(round(seconds * SAMPLE_RATE), np.int16)
        case Key(key):
            return key_tone(key, DEFAULT_SECONDS)
