"""The playout buffer of one remote track: packets go in when they come, 10 ms come out when they are due."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

import av
import numpy as np
from numpy.typing import NDArray

from core.media.audio.levels import falling_level, rms
from core.media.audio.playout.arrival import MOST, ArrivalDelay
from core.media.audio.playout.bridge import NOISE_FADES_FROM, Bridge, Pause
from core.media.audio.playout.counters import PlayedMoment, PlayoutCounters, moment
from core.media.audio.playout.pacing import FAR_OVER, SKIPPED_TO, Pacing
from core.media.audio.playout.packet_queue import MAX_PAYLOAD, Content, Packet, PacketQueue
from core.media.audio.playout.sequence import USUAL_FRAME, MediaTime, SequenceNumbers
from core.media.audio.playout.sound_line import Floats, SoundLine
from core.media.codecs.audio_decoders import AudioDecoder
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block

Samples = NDArray[np.int16]

MAX_GAP = 2 * SAMPLE_RATE
"""Samples between two packets beyond which the sender's clock has jumped, and nothing lies between."""

MAX_EXTRA_DELAY = 0.2
"""Seconds that sound waits for pictures at most."""

LATE_IN_A_ROW = 12
"""Packets in order, all of them too late, after which the sender has begun to count anew."""

LONGEST_PAUSE = 60 * SAMPLE_RATE
"""Samples of noise in a pause without a word from the sender."""

STRETCHED = 960
"""Samples in which a period is looked for."""

Garbage = (ValueError, av.FFmpegError, OverflowError)


class PlayoutBuffer:
    """Orders, decodes, conceals and paces the sound of one track.

    ``put`` and its like belong to the core thread, ``next_block`` to the audio thread; a lock stands between
    them, held for less than a millisecond. Nothing that a packet contains makes it raise or grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.counters = PlayoutCounters()
        self.level = 0.0
        self.on_samples: Callable[[Samples], None] | None = None
        """Called with each block that is played. Audio thread."""
        self._clock = clock
        self._lock = threading.Lock()
        self._decoders: Mapping[int, AudioDecoder] = {}
        self._decoder: AudioDecoder | None = None
        self._numbers = SequenceNumbers()
        self._media_time = MediaTime()
        self._arrival = ArrivalDelay()
        self._queue = PacketQueue()
        self._line = SoundLine()
        self._bridge = Bridge(self._line)
        self._pacing = Pacing()
        self._extra = 0.0
        self._is_playing = False
        self._next = 0
        self._highest = 0
        self._position = 0
        """Where the sound that was decoded last ends, in the sender's time."""
        self._frame = USUAL_FRAME
        self._made_up = 0
        """Samples of the line since then that no packet brought."""
        self._uncounted = 0
        self._has_skipped = False
        self._late_run = 0
        self._last_late = 0
        self._reference: tuple[int, int, int] | None = None
        self._played: PlayedMoment | None = None

    @property
    def target(self) -> float:
        """Seconds from the arrival of the quickest packets to their playing that are aimed at now."""
        with self._lock:
            return self._target()

    @property
    def delay(self) -> float:
        """Seconds of sound that wait now."""
        with self._lock:
            return (self._line.waiting + self._queue.samples) / SAMPLE_RATE

    @property
    def extra_delay(self) -> float:
        """Seconds, 0 to 0.2, by which sound waits longer than it would have to, for pictures to keep up.

        A change is reached by stretching, over some seconds.
        """
        return self._extra

    @extra_delay.setter
    def extra_delay(self, seconds: float) -> None:
        self._extra = min(MAX_EXTRA_DELAY, max(0.0, seconds)) if seconds == seconds else 0.0

    @property
    def played(self) -> PlayedMoment | None:
        """The sound that was given to the speaker last; None while there is nothing to play."""
        return self._played

    def set_decoders(self, decoders: Mapping[int, AudioDecoder]) -> None:
        """Decode payload types with these from now on."""
        with self._lock:
            self._decoders = decoders

    def put(self, sequence: int, payload_type: int, payload: bytes, timestamp: int, clock_rate: int) -> None:
        """Take a packet of sound, with its RTP timestamp and the rate of that clock.

        An empty payload, a late one, a second copy and the excess of a flood are dropped and counted.
        """
        with self._lock:
            decoder = self._decoders.get(payload_type)
            if not 0 < len(payload) <= MAX_PAYLOAD or decoder is None or clock_rate <= 0:
                self.counters.bad_packets += 1
                return
            samples = decoder.samples_in(payload)
            self._add(sequence, Content.SOUND, payload_type, payload, timestamp, clock_rate, samples)

    def put_noise(self, sequence: int, payload: bytes, timestamp: int, clock_rate: int = 8000) -> None:
        """Take a comfort noise packet (RFC 3389): a pause begins, or the noise in it changes."""
        with self._lock:
            if not 0 < len(payload) <= MAX_PAYLOAD or clock_rate <= 0:
                self.counters.bad_packets += 1
                return
            self._add(sequence, Content.NOISE, -1, payload, timestamp, clock_rate, 0)

    def put_silence(self, sequence: int) -> None:
        """Take a packet that brings no sound, as while a key is pressed: it is no gap."""
        with self._lock:
            self._add(sequence, Content.NOTHING, -1, b"", 0, 0, 0)

    def reset(self) -> None:
        """Forget what waits and what was learnt: it is not to be heard any more."""
        with self._lock:
            self._restart()
            self._line.clear()

    def change_source(self) -> None:
        """Go over to another source, which numbers and times its packets anew."""
        with self._lock:
            self._restart()

    def next_block(self) -> Block | None:
        """Return the next 10 ms, or None while there is nothing to play."""
        with self._lock:
            now = self._clock()
            if self._is_playing or self._begin(now):
                while self._line.waiting < BLOCK_SAMPLES and self._fill(now):
                    continue
                self._adjust(now)
            block = self._take(now)
        if block is not None and self.on_samples is not None:
            self.on_samples(block)
        return block

    # What comes in.

    def _add(
        self,
        sequence: int,
        content: Content,
        payload_type: int,
        payload: bytes,
        timestamp: int,
        clock_rate: int,
        samples: int,
    ) -> None:
        now = self._clock()
        number, is_new = self._numbers.extend(sequence)
        if number is None:
            self.counters.late_packets += 1
            return
        if is_new:
            self._start_over()
            self._highest = number
        if number in self._queue:
            self.counters.doubled_packets += 1
            return
        if self._is_playing and number < self._next and not self._is_new_count(number):
            return
        position = self._position
        if content is not Content.NOTHING:
            position = self._media_time.position(number, timestamp, clock_rate, samples)
            self._arrival.add(position / SAMPLE_RATE, now, (samples or self._frame) / SAMPLE_RATE)
        if content is Content.SOUND and self._has_gap_before(number):
            # What is lost comes with the copy of it: where much is lost, it is worth waiting for.
            copied = self._decoders[payload_type].copied(payload)
            if copied:
                lost_at, length = (position - copied) / SAMPLE_RATE, copied / SAMPLE_RATE
                self._arrival.add(lost_at, now, length, is_copy=True)
        self._highest = max(self._highest, number)
        packet = Packet(number, payload_type, payload, timestamp, clock_rate, position, samples, now, content)
        for dropped in self._queue.add(packet):
            self._drop(dropped)

    def _has_gap_before(self, number: int) -> bool:
        return number > self._highest + 1 and number - 1 not in self._queue

    def _is_new_count(self, number: int) -> bool:
        """Take a late packet; return whether so many came in order that they must be of a new count."""
        self.counters.late_packets += 1
        self._late_run = self._late_run + 1 if number == self._last_late + 1 else 1
        self._last_late = number
        if self._late_run < LATE_IN_A_ROW:
            return False
        self._start_over()
        return True

    def _start_over(self) -> None:
        self._queue.clear()
        self._media_time.reset()
        self._arrival.reset()
        self._stop_playing()

    def _restart(self) -> None:
        self._start_over()
        self._numbers.reset()
        self._decoder = None

    def _drop(self, packet: Packet) -> None:
        self._next = max(self._next, packet.number + 1)
        self._position = packet.position + packet.samples
        self.counters.skipped += packet.samples
        self.counters.removed += packet.samples
        self._has_skipped = True

    # What goes out.

    def _wanted(self) -> float:
        return self._arrival.offset() + self._extra

    def _target(self) -> float:
        return self._wanted() - self._arrival.fastest() if self._arrival.is_known else self._extra

    def _is_due(self, packet: Packet, now: float) -> bool:
        waited = now - packet.arrived
        # Whatever the clocks say, nothing waits for ever.
        return packet.due_after(now) >= self._wanted() or not 0 <= waited < MOST + self._extra

    def _begin(self, now: float) -> bool:
        head = self._queue.first()
        while head is not None and head.content is Content.NOTHING:
            self._queue.take()
            head = self._queue.first()
        if head is None or not self._is_due(head, now):
            return False
        self._next, self._position, self._made_up = head.number, head.position, 0
        self._is_playing = True
        self._bridge.begin()
        return True

    def _stop_playing(self) -> None:
        if self._is_playing and self._line.waiting:
            fade = np.linspace(1.0, 0.0, BLOCK_SAMPLES, dtype=np.float32)
            self._line.append((self._line.continuation().take(BLOCK_SAMPLES) * fade).astype(np.int16))
        self._is_playing = False
        self._played = None
        self._reference = None
        self._count_loss()
        self._bridge.end()
        self._pacing.reset()
        self._made_up = 0

    def _take(self, now: float) -> Block | None:
        waiting = self._line.waiting
        if not waiting:
            self.level = 0.0
            self._played = None
            return None
        if self._is_playing and self._reference is not None:
            self._played = moment(self._position + self._made_up - waiting, self._reference, now)
        return self._line.take(BLOCK_SAMPLES)

    def _fill(self, now: float) -> bool:
        """Put more sound on the line; False when the track falls silent."""
        self._skip_excess(now)
        head = self._queue.first()
        if head is None:
            return self._bridge_nothing()
        if head.content is Content.NOTHING:
            self._queue.take()
            self._next = head.number + 1
            self._bridge.pause = Pause.SILENT
            return True
        if self._bridge.pause is not Pause.NONE:
            return self._play(head, now) if self._is_due(head, now) else self._fill_pause()
        return self._follow(head, now)

    def _follow(self, head: Packet, now: float) -> bool:
        """Go on with ``head``, or with what is missing before it."""
        gap = head.position - self._position
        missing = head.number - self._next
        left = gap - self._made_up if 0 <= gap <= MAX_GAP else 0
        if left <= 0:
            return self._play(head, now)
        if self._made_up < missing * self._frame:
            return self._hide_loss(head, min(left, missing * self._frame - self._made_up))
        self._count_loss(is_no_loss=not missing)
        self._bridge.pause = Pause.OWN
        return True

    def _skip_excess(self, now: float) -> None:
        """Leave out packets while far more waits than is wanted, as after the speaker has stood still."""
        head = self._queue.first()
        if head is None or head.content is not Content.SOUND:
            return
        if head.due_after(now) <= self._wanted() + FAR_OVER:
            return
        while len(self._queue) > 1 and head.due_after(now) > self._wanted() + SKIPPED_TO:
            self._drop(self._queue.take())
            self._made_up = 0
            following = self._queue.first()
            assert following is not None
            if following.content is not Content.SOUND:
                return
            head = following

    def _bridge_nothing(self) -> bool:
        if self._bridge.pause is not Pause.NONE and self._made_up < LONGEST_PAUSE:
            return self._fill_pause()
        decoder = self._decoder
        if decoder is None or self._bridge.pause is not Pause.NONE or self._bridge.is_exhausted:
            self._stop_playing()
            return False
        self._append_loss(self._bridge.hide_loss(decoder, BLOCK_SAMPLES))
        return True

    def _fill_pause(self) -> bool:
        self._count_loss()
        samples = self._bridge.fill_pause(self._decoder, BLOCK_SAMPLES)
        self.counters.comfort_noise += len(samples)
        self._made_up += len(samples)
        self._append(samples)
        return True

    def _hide_loss(self, head: Packet, left: int) -> bool:
        """Fill what is lost before ``head``: from the copy in it where there is one, else by concealment."""
        decoder = self._decoder
        if decoder is None:
            self._made_up += left
            return True
        if left > self._frame:
            self._append_loss(self._bridge.hide_loss(decoder, min(BLOCK_SAMPLES, left - self._frame)))
            return True
        copy = self._copy(decoder, head, left)
        if copy is None:
            self._append_loss(self._bridge.hide_loss(decoder, min(BLOCK_SAMPLES, left)))
            return True
        self.counters.recovered += left
        self._made_up += left
        self._append(copy[-left:], self._tail(is_whole=len(copy) == left))
        self._bridge.end()
        return True

    def _copy(self, decoder: AudioDecoder, head: Packet, samples: int) -> Samples | None:
        if self._decoders.get(head.payload_type) is not decoder:
            return None
        try:
            copy = decoder.recover(head.payload, samples)
        except Garbage:
            return None
        return copy if copy is not None and len(copy) >= samples else None

    def _play(self, head: Packet, now: float) -> bool:
        self._queue.take()
        is_pause_over = head.number == self._next and head.position - self._position >= self._made_up
        self._count_loss(is_no_loss=is_pause_over)
        self._late_run = 0
        self._next = head.number + 1
        if head.content is Content.NOISE:
            self._position, self._made_up = head.position, 0
            self._bridge.describe(head.payload)
            return True
        self._pacing.note(now, head.due_after(now))
        samples = self._decode(head, now)
        self._position, self._made_up = head.position + len(samples), 0
        self._reference = (head.position, head.timestamp, head.clock_rate)
        return True

    def _decode(self, packet: Packet, now: float) -> Samples:
        """Decode ``packet`` and put it on the line; return what it was."""
        decoder = self._decoders.get(packet.payload_type) or self._decoder
        assert decoder is not None
        tail = self._tail(is_whole=decoder is self._decoder)
        try:
            samples = decoder.decode(packet.payload)
        except Garbage:
            self.counters.bad_packets += 1
            samples = self._bridge.hide_loss(decoder, packet.samples or self._frame)
            self._append(samples)
            self._uncounted += len(samples)
            return samples
        self._count_emitted(packet, now, len(samples))
        self._decoder = decoder
        self._frame = len(samples) or self._frame
        self._bridge.end()
        loudness = rms(samples)
        if decoder.is_pause(packet.payload):
            self._bridge.pause = Pause.OWN
        else:
            self._bridge.background.observe(samples, loudness)
        self._append(samples, tail, loudness)
        return samples

    def _tail(self, *, is_whole: bool) -> Floats | None:
        """Return what to fade over from to the next piece, where that does not follow by itself."""
        tail = self._bridge.tail()
        if tail is None and (self._has_skipped or not is_whole):
            tail = self._line.continuation().take(BLOCK_SAMPLES)
        self._has_skipped = False
        return tail

    def _append_loss(self, samples: Samples) -> None:
        self._made_up += len(samples)
        self._uncounted += len(samples)
        self._append(samples)

    def _append(self, samples: Samples, tail: Floats | None = None, loudness: float | None = None) -> None:
        loudness = rms(samples) if loudness is None else loudness
        self.counters.total_received += len(samples)
        self.counters.energy += loudness * loudness * len(samples) / SAMPLE_RATE
        self.level = falling_level(self.level, loudness)
        self._line.append(samples, tail)

    def _count_loss(self, *, is_no_loss: bool = False) -> None:
        """Count what was made up, now that it is known whether there was anything to be heard."""
        made, self._uncounted = self._uncounted, 0
        if not made:
            return
        if is_no_loss:
            self.counters.comfort_noise += made
            return
        self.counters.concealed += made
        self.counters.silent_concealed += max(0, made - NOISE_FADES_FROM)
        self.counters.concealment_events += 1

    def _count_emitted(self, packet: Packet, now: float, samples: int) -> None:
        counters, target = self.counters, self._target()
        counters.jitter_buffer_delay += max(0.0, now - packet.arrived) * samples
        counters.jitter_buffer_target_delay += target * samples
        counters.jitter_buffer_minimum_delay += (target - self._extra) * samples
        counters.jitter_buffer_emitted += samples

    def _adjust(self, now: float) -> None:
        """Leave out or repeat a period when sound is played too late or too early."""
        self._arrival.forget_old_peaks(now)
        if not self._is_playing or self._made_up or self._bridge.pause is not Pause.NONE:
            return
        excess = self._pacing.excess(self._wanted())
        if not self._pacing.wants_change(now, excess):
            return
        is_urgent = self._pacing.is_urgent(excess)
        if excess > 0:
            self._read_ahead(now)
            change = -self._line.shorten(round(excess * SAMPLE_RATE), is_urgent=is_urgent)
        else:
            change = self._line.lengthen(is_urgent=is_urgent)
        if change:
            self.counters.inserted += max(0, change)
            self.counters.removed += max(0, -change)
            self._pacing.changed(now, change / SAMPLE_RATE)

    def _read_ahead(self, now: float) -> None:
        """Decode one packet more, if it is there, where short ones leave too little to work with."""
        head = self._queue.first()
        is_next = head is not None and head.content is Content.SOUND and head.number == self._next
        if self._line.waiting < STRETCHED and is_next and head is not None:
            self._follow(head, now)
