"""Plays into one direction of a stream, in the place of what comes from its other end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from core.ports import SAMPLE_RATE
from core.service.gateway.media.announcements.playback import FRAME, Piece, Playback, Voiced
from core.service.gateway.media.relay_stream import Direction, Transcoders
from core.service.media.refusal import UNAVAILABLE, MediaRefused
from core.service.media.sdp.codecs import EVENT, Codec, media_of


class Announcer:
    """One announcement at a time: the next one takes the place of the last. Core thread."""

    def __init__(self, direction: Direction, transcoders: Transcoders, clock: Callable[[], float]) -> None:
        self._direction = direction
        self._transcoders = transcoders
        self._clock = clock
        self._playback: Playback | None = None
        self._done: asyncio.Future[None] | None = None
        self._target: Codec | None = None
        self._begin = 0
        self._reached = 0

    async def play(self, pieces: Iterable[Piece], *, repeats: bool = False) -> None:
        """Return when all is played; cancelled, stop at once.

        Raises MediaRefused when nothing can be played, or something else takes its place.
        """
        self.stop()
        target = next(iter(media_of(self._direction.taken)), None)
        if target is None:
            raise MediaRefused(UNAVAILABLE, "there is no sound in this call")

        def deliver(voiced: Voiced | None) -> None:
            self._transcoders.post(lambda: self._leave(playback, voiced))

        playback = Playback(pieces, target, self._events(target), deliver, repeats=repeats)
        self._playback, self._target, self._reached = playback, target, 0
        done = self._done = asyncio.get_running_loop().create_future()
        self._direction.announce(is_begun=True)
        self._begin = self._direction.rewriter.begin_announcement(target.clock_rate, self._clock())
        self._transcoders.add(playback)
        try:
            await done
        finally:
            if self._playback is playback:
                self.stop()

    def stop(self) -> None:
        """Play no more: what comes from the other end is heard again. Idempotent."""
        playback, self._playback = self._playback, None
        done, self._done = self._done, None
        if playback is None:
            return
        self._transcoders.discard(playback)
        self._direction.rewriter.end_announcement(self._time(self._reached), self._clock())
        self._direction.announce(is_begun=False)
        if done is not None and not done.done():
            done.set_exception(MediaRefused(UNAVAILABLE, "the announcement was broken off"))

    def _events(self, target: Codec) -> Codec | None:
        """Return the events that go with the sound: of the same clock (RFC 4733 2.1), or none."""
        taken = self._direction.taken
        return next((one for one in taken if one.name == EVENT and one.clock_rate == target.clock_rate), None)

    def _time(self, position: int) -> int:
        assert self._target is not None
        return self._begin + position * self._target.clock_rate // SAMPLE_RATE

    def _leave(self, playback: Playback, voiced: Voiced | None) -> None:
        if playback is not self._playback or self._done is None or self._done.done():
            return
        if voiced is None or self._target not in self._direction.taken:
            self._done.set_result(None)
            return
        self._reached = max(self._reached, voiced.at + FRAME)
        if self._direction.is_open:
            packet = self._direction.rewriter.announce(
                voiced.payload,
                self._time(voiced.at),
                voiced.number,
                self._clock(),
                is_marked=voiced.is_marked,
            )
            self._direction.send(packet)
