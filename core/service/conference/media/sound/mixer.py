"""The sound of a room: every 20 ms what each member is to hear, encoded once for all who hear the same.

Who says nothing hears the same as everybody else who says nothing, so their mix is encoded once for each
codec. Who speaks hears all but itself, from an encoder of its own, until some seconds after its last word.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from core.media.audio.levels import SILENCE_DBOV, dbov, rms
from core.ports import BLOCK_SAMPLES, Block
from core.service.conference.media.sdp.agreement import CodecKey
from core.service.conference.media.sound.encoding import MixEncoder
from core.service.conference.media.sound.limiter import Limiter
from core.service.conference.media.sound.selection import FRAME_SAMPLES, LoudestSpeakers
from core.service.conference.media.sound.source import SoundSource
from core.service.conference.media.sound.talking import TalkDetector
from core.service.media.sdp.codecs import Codec

log = logging.getLogger(__name__)

Samples = NDArray[np.int16]
Sum = NDArray[np.int32]

COMMON = ""
"""Whose mix it is that all hear who say nothing."""

OWN_FRAMES = 150
"""How long somebody keeps a mix of its own after its last sound: 3 s."""

PRIMED_WITH = 3
"""Frames that a new encoder is given first, so that it goes on where the one before it was."""

_SILENCE: Block = np.zeros(BLOCK_SAMPLES, np.int16)
_QUIET: Samples = np.zeros(FRAME_SAMPLES, np.int16)


@dataclass(frozen=True, slots=True)
class Encoded:
    """One frame for these members. ``position`` is where it begins, in samples of the room's sound."""

    members: tuple[str, ...]
    codec: CodecKey
    payload: bytes
    begins: bool
    position: int


@dataclass(eq=False)
class Tone:
    """Something that one member hears beside the others."""

    member: str
    samples: Samples
    repeats: bool
    over: asyncio.Future[None]
    at: int = 0

    @property
    def is_over(self) -> bool:
        """Whether all of it was heard."""
        return self.at >= len(self.samples) and not self.repeats

    def end(self) -> None:
        """Tell whoever waits that all was heard. Core thread."""
        if not self.over.done():
            self.over.set_result(None)

    def take(self) -> Samples:
        """Return the next frame. The thread that mixes."""
        if self.repeats:
            frame = np.take(self.samples, np.arange(self.at, self.at + FRAME_SAMPLES), mode="wrap")
        else:
            frame = self.samples[self.at : self.at + FRAME_SAMPLES]
            frame = np.concatenate((frame, np.zeros(FRAME_SAMPLES - len(frame), np.int16)))
        self.at += FRAME_SAMPLES
        return frame


class _Mix:
    """What one member hears, or all who hear the same."""

    def __init__(self) -> None:
        self.limiter = Limiter()
        self.encoders: dict[CodecKey, MixEncoder] = {}
        self.left = OWN_FRAMES
        """Frames until a mix of somebody's own goes back to be the common one."""
        self.frame: Samples | None = None


class RoomMixer:
    """``step`` belongs to the thread that mixes; all else to the core thread.

    ``post`` has something done on the core thread, soon: there ``deliver`` gets the frames of 20 ms, and
    ``on_talking`` who begins and ends to talk.
    """

    def __init__(
        self,
        post: Callable[[Callable[[], None]], None],
        deliver: Callable[[list[Encoded]], None],
        on_talking: Callable[[str, bool], None],
    ) -> None:
        self.encoded = 0
        """Frames that were encoded, for whoever wants to know what sharing saves."""
        self._post = post
        self._deliver = deliver
        self._on_talking = on_talking
        self._lock = threading.Lock()
        self._sources: Mapping[str, SoundSource] = {}
        self._listeners: Mapping[str, Codec] = {}
        self._tones: tuple[Tone, ...] = ()
        self._held: frozenset[str] = frozenset()
        self._halves: dict[str, Block] = {}
        self._is_second = False
        self._selection = LoudestSpeakers()
        self._talks: dict[str, TalkDetector] = {}
        self._mixes: dict[str, _Mix] = {}
        self._recent: list[Samples] = []
        self._position = 0

    # --- core thread ----------------------------------------------------------------------------------

    def set_sources(self, sources: Mapping[str, SoundSource]) -> None:
        """Mix what these members say."""
        with self._lock:
            self._sources = dict(sources)

    def set_listeners(self, listeners: Mapping[str, Codec]) -> None:
        """Let these members hear it, each with its codec."""
        with self._lock:
            self._listeners = dict(listeners)

    def set_held(self, members: Iterable[str]) -> None:
        """Let these members hear nothing of the others, only what is played to them."""
        with self._lock:
            self._held = frozenset(members)

    def add_tone(self, tone: Tone) -> None:
        """Let a member hear something beside the others."""
        with self._lock:
            self._tones = (*self._tones, tone)

    def discard_tone(self, tone: Tone) -> None:
        """Let it be heard no more."""
        with self._lock:
            self._tones = tuple(one for one in self._tones if one is not tone)

    # --- the thread that mixes ------------------------------------------------------------------------

    def step(self) -> None:
        """Take the next 10 ms of everybody; with each second one a frame is due."""
        with self._lock:
            sources, listeners, tones, held = self._sources, self._listeners, self._tones, self._held
        blocks = self._blocks(sources)
        self._is_second = not self._is_second
        if self._is_second:
            self._halves = blocks
            return
        frames = self._frames(self._halves, blocks)
        levels = {member: float(dbov(rms(frame))) for member, frame in frames.items()}
        self._listen(sources, levels)
        shapes = self._selection.choose(levels)
        heard = {member: _shaped(frames[member], shape) for member, shape in shapes.items()}
        made = self._mix(heard, listeners, tones, held)
        if made:
            self._post(partial(self._deliver, made))
        self._end_tones(tones)
        self._position += FRAME_SAMPLES

    def _blocks(self, sources: Mapping[str, SoundSource]) -> dict[str, Block]:
        """Return the next 10 ms of each; one that raises is given up, so that the others are heard."""
        blocks: dict[str, Block] = {}
        for member, source in sources.items():
            try:
                block = source.next_block()
            except Exception:
                log.exception("the sound of member %s is given up", member)
                self._give_up(source)
                continue
            if block is not None:
                blocks[member] = block
        return blocks

    def _give_up(self, source: SoundSource) -> None:
        """Mix it no more, until the sources are set anew."""
        with self._lock:
            self._sources = {member: one for member, one in self._sources.items() if one is not source}

    @staticmethod
    def _frames(first: Mapping[str, Block], second: Mapping[str, Block]) -> dict[str, Samples]:
        return {
            member: np.concatenate((first.get(member, _SILENCE), second.get(member, _SILENCE)))
            for member in first.keys() | second.keys()
        }

    def _listen(self, sources: Mapping[str, SoundSource], levels: Mapping[str, float]) -> None:
        """Find out who talks."""
        for member, detector in self._talks.items():
            if member not in sources and detector.is_talking:
                self._post(partial(self._on_talking, member, False))
        self._talks = {member: self._talks.get(member) or TalkDetector() for member in sources}
        for member, detector in self._talks.items():
            source = sources[member]
            if source.is_muted:
                has_changed = detector.fall_silent()
            else:
                # As measured: what a member's packets claim (RFC 6464) would let the silent take the floor.
                has_changed = detector.feed(levels.get(member, SILENCE_DBOV))
            if has_changed:
                self._post(partial(self._on_talking, member, detector.is_talking))

    def _mix(
        self,
        heard: Mapping[str, Samples],
        listeners: Mapping[str, Codec],
        tones: tuple[Tone, ...],
        held: frozenset[str],
    ) -> list[Encoded]:
        """Return what each listener gets of this frame."""
        rung: dict[str, list[Samples]] = {}
        for tone in tones:
            rung.setdefault(tone.member, []).append(tone.take())
        groups: dict[str, dict[CodecKey, list[str]]] = {COMMON: {}}
        for member, codec in listeners.items():
            whose = self._whose(member, has_own=member in heard or member in rung or member in held)
            groups.setdefault(whose, {}).setdefault(codec.key, []).append(member)
        total = _sum(list(heard.values()))
        self._mixes = {whose: self._mixes.get(whose) or _Mix() for whose in groups}
        made: list[Encoded] = []
        for whose, group in groups.items():
            mix = self._mixes[whose]
            own = rung.get(whose, [])
            wanted = _sum(own) if whose in held else _without(total, heard, whose, own)
            wanted = total if whose == COMMON else wanted
            mix.frame = None if wanted is None else mix.limiter.limit(wanted)
            mix.encoders = {
                key: mix.encoders.get(key) or self._encoder(listeners[group[key][0]]) for key in group
            }
            made += [self._encode(mix, key, members) for key, members in group.items()]
        common = self._mixes[COMMON].frame
        self._recent = [*self._recent, _QUIET if common is None else common][-PRIMED_WITH:]
        return [one for one in made if one.payload]

    def _whose(self, member: str, *, has_own: bool) -> str:
        """Return whose mix a member hears now."""
        mix = self._mixes.get(member)
        if has_own:
            if mix is not None:
                mix.left = OWN_FRAMES
            return member
        if mix is None or not mix.left:
            return COMMON
        mix.left -= 1
        return member

    def _encoder(self, codec: Codec) -> MixEncoder:
        made = MixEncoder(codec)
        made.prime(self._recent)
        return made

    def _encode(self, mix: _Mix, key: CodecKey, members: list[str]) -> Encoded:
        encoder = mix.encoders[key]
        payload = encoder.encode(mix.frame, self._position)
        self.encoded += 1
        return Encoded(tuple(members), key, payload, encoder.begins, self._position)

    def _end_tones(self, tones: tuple[Tone, ...]) -> None:
        for tone in tones:
            if tone.is_over:
                self.discard_tone(tone)
                self._post(tone.end)


def _shaped(frame: Samples, shape: NDArray[np.float32] | None) -> Samples:
    return frame if shape is None else (frame * shape).astype(np.int16)


def _sum(frames: Sequence[Samples]) -> Sum | None:
    return np.add.reduce(frames, dtype=np.int32) if frames else None


def _without(
    total: Sum | None, heard: Mapping[str, Samples], member: str, tones: list[Samples]
) -> Sum | None:
    """Return the mix without what a member says itself, and with what it alone hears; None is silence."""
    own = heard.get(member)
    others = total
    if own is not None:
        others = total - own if total is not None and len(heard) > 1 else None
    if not tones:
        return others
    rung = _sum(tones)
    return rung if others is None or rung is None else others + rung
