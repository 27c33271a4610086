"""One picture on its way to one member: under our own source, numbers and times, whole frames only.

A viewer begins with a keyframe and ends with the last packet of a frame, so that nothing is ever seen
garbled. What it gets has no gap where it was not looking: only what was lost on the way here is missing.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Protocol

from core.media.congestion.sending.pacer import Priority
from core.media.sync.sender_clock import ntp_of
from core.media.transport.outgoing_packet import OutgoingPacket
from core.service.conference.media.extensions import extension_block
from core.service.conference.media.pictures.descriptor import picture_id, shift_numbers
from core.service.conference.media.pictures.source import CLOCK_RATE, Kept, PictureSource
from core.service.conference.media.pictures.stills import Stills
from core.service.conference.media.sdp.agreement import ShownAgreed
from core.service.media.rtp.packet import HEADER
from core.service.media.rtp.sent import SentCount

STILL_SECONDS = 5.0
"""Between two pictures where a way bears no more than stills: each costs all viewers a keyframe."""

AGAIN_SPACING = 0.02
AGAIN_ROUND_TRIPS = 0.9
"""Round trips between two copies: what is asked for before was asked in ignorance of the first."""

MOST_REMEMBERED = 512
MOST_PADDING = 255
_ORIGINAL = struct.Struct("!H")


class Showing(IntEnum):
    """How much of a picture a member gets."""

    NOTHING = 0
    STILLS = 1
    """A keyframe now and then."""
    ALL = 2


class PacketSending(Protocol):
    """Where packets leave in their turn."""

    @property
    def is_behind(self) -> bool:
        """Whether much waits."""

    def send(
        self, packets: Sequence[OutgoingPacket], priority: Priority, *, starts_keyframe: bool = False
    ) -> None:
        """Let them leave."""

    def send_picture(self, packet: OutgoingPacket, *, starts_keyframe: bool = False) -> None:
        """Let one numbered packet leave, at once if it can."""


class Forward:
    """Core thread. What it is given leaves through ``sending``."""

    def __init__(
        self,
        source: PictureSource,
        agreed: ShownAgreed,
        sending: PacketSending,
        rng: random.Random,
        stills: Stills,
        is_overflowing: Callable[[], bool] = lambda: False,
    ) -> None:
        self.source = source
        self.agreed = agreed
        self.sent = SentCount()
        self.resent = 0
        self.showing = Showing.NOTHING
        self._sending = sending
        self._stills = stills
        self._is_still = False
        """Whether what flows is a still, whose packets leave slowly."""
        self._is_overflowing = is_overflowing
        """Whether all that waits was given up: the next keyframe begins anew for all pictures."""
        self._flows = False
        self._ends_after: int | None = None
        """The timestamp of the last frame that is to be sent."""
        self._first = 0
        """The place of the first packet since it flows, and what is added to places and times."""
        self._offset = 0
        self._newest = 0
        self._shift = rng.getrandbits(32)
        self._next = rng.getrandbits(15)
        """The number of the next packet, extended."""
        self._left = self._next - 1
        self._left_marker = 0x80
        self._left_timestamp = 0
        self._has_lost_queue = False
        self._still_at = self._still_asked_at = float("-inf")
        self._picture_shift = self._tl0_shift = 0
        self._picture_id = self._tl0 = -1
        self._copy_sequence = rng.getrandbits(15)
        self._copied: dict[int, float] = {}
        self._block, self._number_at, self._send_time_at = b"", 0, 0
        self._note = self._packet_leaves
        self.configure(agreed)

    # --- what is wanted -------------------------------------------------------------------------------

    def configure(self, agreed: ShownAgreed) -> None:
        """Send as was agreed upon from now on."""
        self.agreed = agreed
        self._block, self._number_at, self._send_time_at = extension_block(agreed.extensions, agreed.mid)
        if not agreed.leaves:
            self.show(Showing.NOTHING, 0.0)

    @property
    def can_show(self) -> bool:
        """Whether the member takes what the source sends."""
        codec = self.source.codec
        return self.agreed.leaves and (codec is None or codec in self.agreed.types)

    @property
    def flows(self) -> bool:
        """Whether packets pass."""
        return self._flows

    @property
    def waits(self) -> bool:
        """Whether a keyframe is waited for."""
        return not self._flows and self.showing is Showing.ALL and self.can_show

    def show(self, showing: Showing, now: float) -> None:
        """Show as much from now on; what begins asks for a keyframe, what ends goes on to the frame's end."""
        before, self.showing = self.showing, showing
        if showing is Showing.ALL:
            self._ends_after = None
            if self._is_still:
                self._is_still = False
                self._stills.flush()  # what follows must not overtake it
        elif self._flows:
            newest = self.source.kept(self._newest)
            self._ends_after = newest.timestamp if newest is not None else None
            self._flows = self._ends_after is not None
        if showing is Showing.STILLS:
            if before is Showing.NOTHING:
                self._still_at = self._still_asked_at = float("-inf")
        elif showing > before and not self._flows:
            self.source.ask_for_keyframe(now)

    def begin_anew(self) -> None:
        """Wait for a keyframe: what comes now does not belong to what came before."""
        self._flows, self._ends_after = False, None

    def give_up_queue(self) -> None:
        """Take that everything that waited was dropped: the next number follows what has left."""
        self.begin_anew()
        self._has_lost_queue = True

    @property
    def still_at(self) -> float | None:
        """When it last began a still or asked for one; None while that is not what is shown."""
        if self.showing is not Showing.STILLS or self._flows:
            return None
        return max(self._still_at, self._still_asked_at)

    def ask_for_still(self, now: float) -> None:
        """Ask for the next still."""
        self._still_asked_at = now
        self.source.ask_for_keyframe(now)

    # --- packets --------------------------------------------------------------------------------------

    def forward(self, kept: Kept, now: float, *, begins_keyframe: bool) -> None:
        """Take one packet of the source."""
        if self._flows:
            is_newer = kept.place > self._newest
            if self._ends_after is not None and is_newer and kept.timestamp != self._ends_after:
                self._flows = False
            elif kept.place < self._first:
                return
        if not self._flows:
            if not begins_keyframe or not self._may_begin(kept, now):
                return
            self._begin(kept, now)
        type_number = self.agreed.types.get(kept.codec)
        if type_number is None:
            return
        self._newest = max(self._newest, kept.place)
        number = kept.place + self._offset
        self._next = max(self._next, number + 1)
        packet = self._packet(kept, type_number | kept.marker, number & 0xFFFF, self.agreed.ssrc, b"")
        packet.on_leave = self._note
        if self._is_still:
            self._stills.put(packet, begins_keyframe=begins_keyframe)
        else:
            self._send(packet, begins_keyframe)

    def _send(self, packet: OutgoingPacket, begins_keyframe: bool) -> None:
        begins = begins_keyframe and self._is_overflowing()
        if packet.number_at:
            self._sending.send_picture(packet, starts_keyframe=begins)
        else:
            self._sending.send((packet,), Priority.VIDEO, starts_keyframe=begins)

    def _may_begin(self, kept: Kept, now: float) -> bool:
        if self.showing is Showing.NOTHING or not self.agreed.leaves or kept.codec not in self.agreed.types:
            return False
        if self.showing is Showing.ALL:
            return True
        is_free = self._stills.may_begin(now) and not self._sending.is_behind
        return is_free and now - self._still_at > STILL_SECONDS / 2

    def _begin(self, kept: Kept, now: float) -> None:
        """Let the numbers of what comes follow what was sent."""
        self._flows = True
        if self._has_lost_queue:
            # A frame of which the end is missing leaves a gap, so that nobody takes it for a whole one.
            self._next = self._left + (1 if self._left_marker else 2)
            self._has_lost_queue = False
        self._first = self._newest = kept.place
        self._offset = self._next - kept.place
        self._ends_after = None
        self._is_still = self.showing is Showing.STILLS
        if self._is_still:
            self._ends_after, self._still_at = kept.timestamp, now
            self._stills.begin(now)
        self._copied.clear()
        if kept.picture_at and self._picture_id >= 0:
            self._picture_shift = self._picture_id + 1 - picture_id(kept.payload, kept.picture_at)
        if kept.tl0_at and self._tl0 >= 0:
            self._tl0_shift = self._tl0 + 1 - kept.payload[kept.tl0_at]

    def _packet(self, kept: Kept, second: int, number: int, ssrc: int, prefix: bytes) -> OutgoingPacket:
        timestamp = (kept.timestamp + self._shift) & 0xFFFFFFFF
        block = self._block
        head = HEADER.pack(0x90 if block else 0x80, second, number, timestamp, ssrc)
        data = bytearray().join((head, block, prefix, kept.payload))
        if kept.picture_at or kept.tl0_at:
            self._renumber(data, kept, len(data) - len(kept.payload))
        return OutgoingPacket(data, self._number_at, self._send_time_at)

    def _renumber(self, data: bytearray, kept: Kept, begin: int) -> None:
        """Let VP8's own numbers go on, too, over what this member has not seen."""
        picture_at = begin + kept.picture_at if kept.picture_at else 0
        tl0_at = begin + kept.tl0_at if kept.tl0_at else 0
        shift_numbers(data, picture_at, self._picture_shift, tl0_at, self._tl0_shift)
        if kept.place == self._newest:
            self._picture_id = picture_id(data, picture_at) if picture_at else self._picture_id
            self._tl0 = data[tl0_at] if tl0_at else self._tl0

    def _packet_leaves(self, packet: OutgoingPacket, _now: float) -> None:
        data = packet.data
        self._left = self._left + ((data[2] << 8 | data[3]) - self._left + 0x8000 & 0xFFFF) - 0x8000
        self._left_marker = data[1] & 0x80
        self._left_timestamp = int.from_bytes(data[4:8], "big")
        self.sent.packets += 1
        self.sent.octets += len(data) - 12 - len(self._block)

    # --- what is asked for again ----------------------------------------------------------------------

    def send_again(self, numbers: Sequence[int], now: float, round_trip: float) -> int:
        """Send what was lost once more, as far as it is still here; return how many packets that is."""
        pause = max(AGAIN_SPACING, AGAIN_ROUND_TRIPS * round_trip)
        found = 0
        for number in numbers:
            if now - self._copied.get(number, float("-inf")) < pause:
                continue
            place = self._place_of(number)
            kept = self.source.kept(place) if place is not None else None
            if kept is None or kept.codec not in self.agreed.types:
                continue
            if len(self._copied) >= MOST_REMEMBERED:
                self._copied.clear()
            self._copied[number] = now
            self._sending.send((self._copy(kept, number),), Priority.RETRANSMISSION)
            found += 1
        self.resent += found
        return found

    def _place_of(self, number: int) -> int | None:
        """Return the place of what left under this number; None if that was never, or before it began."""
        behind = (self._newest + self._offset - number) & 0xFFFF
        place = self._newest - behind
        return place if behind < 0x8000 and place >= self._first else None

    def _copy(self, kept: Kept, number: int) -> OutgoingPacket:
        plain = self.agreed.types[kept.codec]
        other = self.agreed.copies.get(plain)
        if other is None or not self.agreed.copies_ssrc:
            return self._packet(kept, plain | kept.marker, number, self.agreed.ssrc, b"")
        self._copy_sequence = (self._copy_sequence + 1) & 0xFFFF
        ssrc = self.agreed.copies_ssrc
        return self._packet(kept, other | kept.marker, self._copy_sequence, ssrc, _ORIGINAL.pack(number))

    def redundant(self, size: int) -> OutgoingPacket | None:
        """Return a packet of about ``size`` bytes that nobody needs, to find out what the way bears."""
        if not self.agreed.copies or not self.sent.packets:
            return None
        kept = self.source.kept(self._newest) if self._flows else None
        if kept is not None and size // 2 <= len(kept.payload) <= size and kept.codec in self.agreed.types:
            return self._copy(kept, (self._newest + self._offset) & 0xFFFF)
        return self._padding(min(size, MOST_PADDING))

    def _padding(self, size: int) -> OutgoingPacket:
        self._copy_sequence = (self._copy_sequence + 1) & 0xFFFF
        first, second = 0xB0 if self._block else 0xA0, next(iter(self.agreed.copies.values()))
        head = HEADER.pack(first, second, self._copy_sequence, self._left_timestamp, self.agreed.copies_ssrc)
        data = bytearray().join((head, self._block, bytes(size - 1), bytes([size])))
        return OutgoingPacket(data, self._number_at, self._send_time_at)

    # --- reports --------------------------------------------------------------------------------------

    def moment(self, clock_offset: float | None, now: float, wall: float) -> tuple[int, int] | None:
        """Return NTP and RTP time of now, for a report; None while nothing was sent or nothing is known.

        ``clock_offset`` is our clock when the member's sound is mixed less its own when that was captured,
        so that pictures and mixed sound stay together; None: what the reports of the picture alone tell.
        """
        offset = clock_offset if clock_offset is not None else self.source.report_offset
        kept = self.source.kept(self._newest)
        captured = self.source.sender_clock.seconds(kept.timestamp - self.source.shift) if kept else None
        if offset is None or captured is None or kept is None or not self.sent.packets:
            return None
        # When the newest frame belongs into the room's time; from there on to now.
        behind = now - (captured + offset)
        rtp = (kept.timestamp + self._shift + round(behind * CLOCK_RATE)) & 0xFFFFFFFF
        return ntp_of(wall), rtp
