"""One picture that a member sends: put in order, kept once, and handed to whoever looks.

What leaves here bears an index without gaps but for what is lost, and a timestamp without jumps, whatever
source the member sends from; so nothing of that has to be done again for each viewer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple, Protocol

from core.media.rtp.receiving.reception_statistics import ReceptionStatistics
from core.media.sync.sender_clock import SenderClock
from core.service.conference.media.pictures.descriptor import begins_keyframe, numbers_at
from core.service.conference.media.pictures.missing import MissingPackets
from core.service.conference.media.sdp.agreement import CodecKey, OwnAgreed, Picture
from core.service.media.rtp.feedback import again_request, full_intra_request, keyframe_request
from core.service.media.rtp.packet import HEADER, payload_of
from core.service.media.sdp.codecs import Codec

CLOCK_RATE = 90_000
KEPT = 1024
"""Packets that are kept to be sent again; a power of two. Of 1.5 Mbit/s that is 7 s."""

MAX_DROPOUT, MAX_MISORDER = 3000, 512
KEYFRAME_SPACING = 0.4
"""Seconds between two requests for a keyframe, whoever asks for it."""

KEYFRAME_PATIENCE = 1.0
"""Seconds after which one that has not come is asked for again."""

SHIFTS = 32
PAUSED_SECONDS = 2.5
RATE_SECONDS = 0.5


class Kept(NamedTuple):
    """One packet as it is kept: all that does not depend on who gets it."""

    place: int
    marker: int
    """0x80 or 0."""
    timestamp: int
    payload: bytes
    codec: CodecKey
    picture_at: int
    tl0_at: int


class Viewer(Protocol):
    """What is handed the packets."""

    def forward(self, kept: Kept, now: float, *, begins_keyframe: bool) -> None:
        """Take one packet."""

    def begin_anew(self) -> None:
        """Wait for a keyframe: what comes now does not belong to what came before."""

    @property
    def waits(self) -> bool:
        """Whether it waits for a keyframe."""


class PictureSource:
    """Core thread. ``tell`` sends RTCP to the member; nothing here raises, whatever comes."""

    def __init__(self, picture: Picture, tell: Callable[[bytes], None], own_ssrc: int, cname: str) -> None:
        self.picture = picture
        self.viewers: tuple[Viewer, ...] = ()
        self.source: int | None = None
        """The synchronisation source of what comes."""
        self.reception = ReceptionStatistics(CLOCK_RATE)
        self.missing = MissingPackets()
        self.malformed = 0
        self.padding = 0
        self.rate = 0
        """Bits per second that come, headers included, over the last half second and smoothed."""
        self.keyframes = 0
        self.keyframes_asked = 0
        self.heard_at = float("-inf")
        self.shift = 0
        """What is added to the member's timestamps."""
        self.round_trip: Callable[[], float] = lambda: 0.0
        self.sender_clock = SenderClock(CLOCK_RATE)
        self.report_offset: float | None = None
        """Our clock when a report came less what it said, the least of all: how far the clocks are apart."""
        self._tell = tell
        self._own_ssrc = own_ssrc
        self._cname = cname
        self._agreed: OwnAgreed | None = None
        self._kept: list[Kept | None] = [None] * KEPT
        self._highest = 0
        """The extended sequence number of the newest packet."""
        self._index = 0
        """The index of the newest packet."""
        self._shifts: deque[tuple[int, int]] = deque(maxlen=SHIFTS)
        """From which number on an index is how much less than the number."""
        self._doubted: int | None = None
        self._last_timestamp: int | None = None
        self._asked_at = float("-inf")
        self._commands = 0
        self._octets = 0
        self._measured_at = float("-inf")

    def configure(self, agreed: OwnAgreed | None) -> None:
        """Take what was agreed upon from now on; None: nothing."""
        self._agreed = agreed if agreed is not None and agreed.comes else None
        if self._agreed is None:
            self.missing.clear()
            self.rate = 0

    @property
    def codec(self) -> CodecKey | None:
        """The codec of the newest packet."""
        kept = self._kept[self._index & (KEPT - 1)]
        return kept.codec if kept is not None else None

    def is_paused(self, now: float) -> bool:
        """Whether it has come before, and does not come now."""
        return PAUSED_SECONDS < now - self.heard_at < float("inf")

    def kept(self, index: int) -> Kept | None:
        """Return a packet that is still here."""
        kept = self._kept[index & (KEPT - 1)]
        return kept if kept is not None and kept.place == index else None

    # --- packets --------------------------------------------------------------------------------------

    def take(self, data: bytes, now: float) -> None:
        """Take a packet of at least 12 bytes."""
        agreed = self._agreed
        _, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
        payload = payload_of(data)
        if agreed is None or payload is None:
            self.malformed += 1
            return
        number = second & 0x7F
        inner = agreed.copies.get(number)
        if inner is not None:
            if len(payload) < 3:
                self.padding += 1
                return
            number, sequence, payload = inner, payload[0] << 8 | payload[1], payload[2:]
        codec = agreed.takes.get(number)
        if codec is None or (inner is not None and self.source is None):
            self.malformed += 1
            return
        if inner is None:
            if ssrc != self.source:
                self._change_source(ssrc, sequence, timestamp, now)
            self.reception.add(sequence, timestamp, now)
        self._measure(len(data), now)
        self._place(sequence, second & 0x80, timestamp, payload, codec, now, is_copy=inner is not None)
        if self.missing.is_due(now):
            self._ask_again(now)

    def _place(
        self,
        sequence: int,
        marker: int,
        timestamp: int,
        payload: bytes,
        codec: Codec,
        now: float,
        *,
        is_copy: bool,
    ) -> None:
        """Find a packet's place, keep it and hand it on."""
        step = (sequence - self._highest + 0x8000 & 0xFFFF) - 0x8000
        if is_copy and (step > 0 or step <= -MAX_MISORDER):
            return  # of a packet that nobody has missed yet, or any more: a count begins with first sendings
        if step > MAX_DROPOUT or step <= -MAX_MISORDER:
            if not self._is_new_count(sequence, timestamp, now):
                return
            step = 1
        if step > 0:
            self._doubted = None
            if step > 1 and not self._miss(step - 1, now):
                self.ask_for_keyframe(now)
            self._highest += step
            if not payload:
                self.padding += 1
                self._shifts.append((self._highest + 1, self._shift_at(self._highest) + 1))
                return
        elif not payload:
            return
        number = self._highest + min(step, 0)
        index = number - self._shift_at(number)
        if self.kept(index) is not None:
            return
        self.missing.discard(number)
        self._hand_on(index, marker, timestamp, payload, codec, now, is_newest=step > 0)

    def _hand_on(
        self,
        index: int,
        marker: int,
        timestamp: int,
        payload: bytes,
        codec: Codec,
        now: float,
        *,
        is_newest: bool,
    ) -> None:
        picture_at, tl0_at = numbers_at(payload) if codec.name == "vp8" else (0, 0)
        out = (timestamp + self.shift) & 0xFFFFFFFF
        kept = Kept(index, marker, out, payload, codec.key, picture_at, tl0_at)
        self._kept[index & (KEPT - 1)] = kept
        begins = False
        if is_newest:
            self._index = index
            begins = begins_keyframe(codec.name, payload, begins_frame=timestamp != self._last_timestamp)
            self.keyframes += begins
            self._last_timestamp = timestamp
        self.heard_at = now
        for viewer in self.viewers:
            viewer.forward(kept, now, begins_keyframe=begins)

    def _shift_at(self, number: int) -> int:
        for first, shift in reversed(self._shifts):
            if number >= first:
                return shift
        return self._shifts[0][1] if self._shifts else 0

    def _change_source(self, ssrc: int, sequence: int, timestamp: int, now: float) -> None:
        self.source = ssrc
        self.reception = ReceptionStatistics(CLOCK_RATE)
        self.sender_clock, self.report_offset = SenderClock(CLOCK_RATE), None
        self._begin_count(sequence, timestamp, now)

    def _begin_count(self, sequence: int, timestamp: int, now: float) -> None:
        """Let the packet with this number follow the last one, in order and in time."""
        newest = self._kept[self._index & (KEPT - 1)]
        if newest is not None:
            passed = min(10.0, max(0.0, now - self.heard_at))
            self.shift = (newest.timestamp + max(1, round(passed * CLOCK_RATE)) - timestamp) & 0xFFFFFFFF
        self._highest = (self._highest & ~0xFFFF) + 0x20000 + ((sequence - 1) & 0xFFFF)
        self._shifts.clear()
        self._shifts.append((0, self._highest - self._index))
        self.missing.clear()
        self._doubted = self._last_timestamp = None
        for viewer in self.viewers:
            viewer.begin_anew()

    def _is_new_count(self, sequence: int, timestamp: int, now: float) -> bool:
        """Whether a number far from all others is to be believed: if the one before it came, too."""
        if self._doubted != sequence:
            self._doubted = (sequence + 1) & 0xFFFF
            self.malformed += 1
            return False
        self._begin_count(sequence, timestamp, now)
        return True

    def _miss(self, count: int, now: float) -> bool:
        if self._agreed is None or not self._agreed.takes_nack:
            return True
        return self.missing.add(self._highest + 1, count, now)

    def _measure(self, size: int, now: float) -> None:
        self._octets += size
        passed = now - self._measured_at
        if passed >= RATE_SECONDS:
            measured = 8 * self._octets / passed if passed < 4 * RATE_SECONDS else 0.0
            self.rate = round(0.5 * (self.rate + measured) if self.rate else measured)
            self._octets, self._measured_at = 0, now

    # --- what is asked of the member ------------------------------------------------------------------

    def ask_for_keyframe(self, now: float) -> None:
        """Ask for a keyframe, unless that was done just now."""
        agreed, source = self._agreed, self.source
        if agreed is None or source is None or now - self._asked_at < KEYFRAME_SPACING:
            return
        self._asked_at = now
        if agreed.takes_pli:
            self._tell(keyframe_request(self._own_ssrc, source, self._cname))
        elif agreed.takes_fir:
            self._commands = (self._commands + 1) & 0xFF
            self._tell(full_intra_request(self._own_ssrc, source, self._commands, self._cname))
        self.keyframes_asked += 1

    def look_after(self, now: float) -> None:
        """Ask again for what has not come. Called some times in a second."""
        if self.missing.is_due(now):
            self._ask_again(now)
        if now - self._asked_at > KEYFRAME_PATIENCE and any(viewer.waits for viewer in self.viewers):
            self.ask_for_keyframe(now)
        if now - self._measured_at > 4 * RATE_SECONDS:
            self.rate = 0

    def _ask_again(self, now: float) -> None:
        asked, has_given_up = self.missing.ask(now, self.round_trip())
        if asked and self.source is not None:
            numbers = [number & 0xFFFF for number in asked]
            self._tell(again_request(self._own_ssrc, self.source, numbers, self._cname))
        if has_given_up:
            self.ask_for_keyframe(now)
