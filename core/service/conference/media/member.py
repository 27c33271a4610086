"""One member's media in a room. See ``MemberMedia`` for what its methods promise."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.media.sdp.description import NothingAcceptable, SdpError
from core.media.transport.ice.description import IceDescription
from core.service.conference.media.intake import Intake
from core.service.conference.media.pictures.gallery import Gallery
from core.service.conference.media.pictures.source import PictureSource
from core.service.conference.media.ports import OFFER_OPEN
from core.service.conference.media.reports import MemberReports
from core.service.conference.media.sdp.agreement import Agreed, Picture
from core.service.conference.media.sdp.sections import MemberSections
from core.service.conference.media.sound.mixer import Encoded, Tone
from core.service.conference.media.sound.outlet import SoundOutlet
from core.service.conference.media.sound.source import SoundSource
from core.service.media.legs.client_leg import ClientLeg
from core.service.media.refusal import BAD_DESCRIPTION, NOT_ACCEPTABLE, UNAVAILABLE, MediaRefused
from core.service.media.sdp.client_text import ClientTransport
from core.service.media.sdp.client_way import ClientWay

if TYPE_CHECKING:
    from core.service.conference.media.room import Room

log = logging.getLogger(__name__)

START_RATE, MOST_RATE = 2_000_000, 12_000_000
"""Bits per second with which the way to a member begins, and that are used of it at most."""

SILENCE_SECONDS = 15.0
"""Without any packet for so long, checks of ICE included, a member is gone."""

WATCH_SECONDS = 1.0
"""How often it is asked whether anything came: the answer is a sum over all that a transport counts."""

REPORT_SECONDS = 1.0
FIRST_REPORT_SECONDS = 0.3
COMPLAINT_SECONDS = 60.0


class Member:
    """Core thread."""

    def __init__(self, room: Room, member: str, *, has_pictures: bool) -> None:
        self.member = member
        self._room = room
        self._parts = room.parts
        rng = room.rng
        self.sections = MemberSections(rng, takes_pictures=has_pictures)
        self.sound = SoundSource(room.parts.clock)
        self.outlet = SoundOutlet(self.sections.ssrc, rng)
        self.pictures: dict[str, PictureSource] = {}
        self._certificate = room.parts.certificates.current()
        self._leg = ClientLeg(
            room.parts.ice_servers, self._certificate, self._rtp_came, self._rtcp_came, self._failed
        )
        self._leg.sending.control.allow(START_RATE, MOST_RATE, room.parts.clock())
        self.gallery = Gallery(self._leg.sending, lambda: self._leg.is_connected, rng, room.parts.clock)
        self._reports = MemberReports(
            self.outlet, self.sound, self.pictures, self.gallery, self._leg.sending, room.cname
        )
        self._intake = Intake(self.sound, self.pictures)
        self._lock = asyncio.Lock()
        self._tones: set[Tone] = set()
        self.is_held = False
        self._is_closed = self._has_ended = False
        self._arrived = -1
        self._arrived_at = room.parts.clock()
        self._report_at = float("inf")
        self._watch_at = float("-inf")
        self._complained_at = float("-inf")
        self._complained_of = self._faults = 0
        self._fault_at = float("-inf")
        self.is_told = False
        """Whether it was said that an offer is due, and none was made since."""

    # --- descriptions ---------------------------------------------------------------------------------

    async def take_offer(self, sdp: str) -> str:
        """Answer an offer of the member."""
        async with self._lock:
            self._refuse_closed()
            if self.sections.is_open:
                raise MediaRefused(OFFER_OPEN, "an offer of the room waits for its answer")
            with _refusing():
                self.sections.hear_offer(sdp)
            way = self.sections.heard_way
            try:
                ice = await self._leg.answer_restart(way)
            except ConnectionError as error:
                raise MediaRefused(UNAVAILABLE, "the way to the member is closed") from error
            self._refuse_closed()
            setup = self._leg.setup or ("passive" if way.setup == "active" else "active")
            self.sections.preferred = self._room.codec_with(self)
            with _refusing():
                answer = self.sections.answer(self._available(), self._transport(ice), setup)
            self._apply()
            return answer

    async def offer(self) -> str:
        """Return an offer of the room."""
        async with self._lock:
            self._refuse_closed()
            if self.sections.is_open:
                raise MediaRefused(OFFER_OPEN, "an offer of the room waits for its answer")
            ice = await self._leg.describe(is_offerer=True)
            self._refuse_closed()
            self.is_told = False
            self.sections.preferred = self._room.codec
            with _refusing():
                return self.sections.offer(self._available(), self._transport(ice))

    async def take_answer(self, sdp: str) -> None:
        """Take the member's answer."""
        async with self._lock:
            self._refuse_closed()
            try:
                with _refusing():
                    self.sections.take_answer(sdp)
            except MediaRefused:
                self.sections.roll_back()
                raise
            self._apply()

    def roll_back(self) -> None:
        """Forget the room's offer."""
        self.sections.roll_back()

    async def take_candidates(self, fragment: str) -> None:
        """Take candidates that come late."""
        if not self._is_closed:
            await self._leg.take_candidates(fragment)

    @property
    def is_offer_due(self) -> bool:
        """Whether sections are due."""
        return self.sections.is_due(self._available())

    @property
    def is_to_be_told(self) -> bool:
        """Whether an offer is due of which nobody knows yet, and could be made at once."""
        return self.is_described and not self.is_told and not self.sections.is_open and self.is_offer_due

    @property
    def is_described(self) -> bool:
        """Whether anything was agreed upon."""
        return self.sections.way is not None

    @property
    def sends(self) -> frozenset[str]:
        """What the member may show."""
        return frozenset(self.sections.agreed.own)

    @property
    def takes_sound(self) -> bool:
        """Whether the member takes the mix."""
        sound = self.sections.agreed.sound
        return sound is None or sound.leaves

    def _available(self) -> dict[Picture, None]:
        return self._room.pictures_for(self)

    def _transport(self, ice: IceDescription) -> ClientTransport:
        prints = tuple(f"{one.algorithm} {one.value}" for one in self._certificate.getFingerprints())
        return ClientTransport(ice, prints[:1], self._room.cname)

    def _refuse_closed(self) -> None:
        if self._is_closed or self._room.is_closed:
            raise MediaRefused(UNAVAILABLE, "the member has left the room")

    # --- what was agreed upon -------------------------------------------------------------------------

    def _apply(self) -> None:
        agreed, way = self.sections.agreed, self.sections.way
        assert way is not None
        sound = agreed.sound
        if sound is not None and sound.comes:
            self.sound.configure(sound.takes)
        else:
            self.sound.shut()
        self.outlet.configure(sound)
        before = set(self.pictures)
        self._apply_own(agreed)
        self._intake.configure(agreed)
        self._connect(agreed, way)
        self._room.changed(self, has_other_pictures=set(self.pictures) != before)

    def _apply_own(self, agreed: Agreed) -> None:
        for what in tuple(self.pictures):
            if what not in agreed.own:
                self.pictures.pop(what).configure(None)
        for what, own in agreed.own.items():
            source = self.pictures.get(what)
            if source is None:
                picture = Picture(self.member, what)
                source = PictureSource(picture, self._leg.send_rtcp, self.outlet.ssrc, self._room.cname)
                source.round_trip = lambda: self._leg.sending.estimate.round_trip
                self.pictures[what] = source
            source.configure(own)

    def _connect(self, agreed: Agreed, way: ClientWay) -> None:
        self._leg.connect(way)
        numbers = [agreed.sound.extensions.number] if agreed.sound is not None else []
        numbers += [own.extensions.number for own in agreed.own.values()]
        self._leg.expect_pictures(bool(agreed.own), max(numbers, default=0), self.outlet.ssrc)
        if self._report_at == float("inf"):
            now = self._parts.clock()
            self._report_at, self._arrived_at = now + FIRST_REPORT_SECONDS, now

    def show(self) -> None:
        """Show the pictures of the others that were agreed upon and are there."""
        self.gallery.configure(
            {
                one.picture: (one, source)
                for one in self.sections.agreed.shown
                if (source := self._room.source_of(one.picture)) is not None
            }
        )

    # --- what is heard and seen -----------------------------------------------------------------------

    def set_muted(self, muted: bool) -> None:
        """Leave its sound out of the mix, or no longer."""
        self.sound.is_muted = muted

    def set_held(self, held: bool) -> None:
        """Let it hear nothing of the others, or again."""
        self.is_held = held
        self._room.held()

    def set_view(self, heights: Mapping[str, int]) -> None:
        """Show pictures at these heights."""
        self.gallery.set_view(heights)
        self._room.viewed()

    async def play(self, samples: NDArray[np.int16], *, repeats: bool = False) -> None:
        """Let the member hear something."""
        if self._is_closed or not len(samples):
            return
        tone = Tone(self.member, samples, repeats, asyncio.get_running_loop().create_future())
        self._tones.add(tone)
        self._room.mixer.add_tone(tone)
        try:
            await tone.over
        finally:
            self._tones.discard(tone)
            self._room.mixer.discard_tone(tone)

    def hear(self, encoded: Encoded) -> None:
        """Send a frame of the mix."""
        packet = self.outlet.packet(encoded)
        if packet is not None:
            self._leg.send_rtp(packet)

    # --- packets --------------------------------------------------------------------------------------

    def _rtp_came(self, data: bytes, now: float) -> None:
        try:
            self._intake.take(data, now)
        except Exception:
            self._fault(now)

    def _rtcp_came(self, data: bytes, now: float) -> None:
        try:
            self._reports.take(data, now, time.time())
        except Exception:
            self._fault(now)

    def _fault(self, now: float) -> None:
        """Count what a packet has led to, which must not reach the socket; say it once a minute."""
        self._faults += 1
        if now - self._fault_at > COMPLAINT_SECONDS:
            self._fault_at = now
            log.exception("member %s: a packet could not be handled", self.member)

    def look_after(self, now: float) -> None:
        """Do what is due. Called some times in a second."""
        if self._is_closed or not self.is_described:
            return
        for source in self.pictures.values():
            source.look_after(now)
        self.gallery.look_after(now)
        if now >= self._report_at:
            self._report_at = now + REPORT_SECONDS * self._room.rng.uniform(0.5, 1.5)
            self._report(now)
        if now >= self._watch_at:
            self._watch_at = now + WATCH_SECONDS
            self._watch(now)

    def _report(self, now: float) -> None:
        seen = {picture.member for picture in self.gallery.forwards}
        offsets = {member: self._room.clock_offset(member) for member in seen}
        for data in self._reports.datagrams(self._room.mix_clock, offsets, now, time.time()):
            self._leg.send_rtcp(data)
        self._complain(now)

    def _watch(self, now: float) -> None:
        arrived = self._leg.arrived
        if arrived != self._arrived or not self._leg.is_connected:
            self._arrived, self._arrived_at = arrived, now
        elif now - self._arrived_at > SILENCE_SECONDS:
            self._failed(f"Nothing has come from the member for {SILENCE_SECONDS:.0f} seconds.")

    def _complain(self, now: float) -> None:
        """Log at most once a minute what came that belongs to nothing."""
        bad = self.malformed
        if bad > self._complained_of and now - self._complained_at > COMPLAINT_SECONDS:
            log.info("member %s: %d packets were dropped as nonsense", self.member, bad - self._complained_of)
            self._complained_at, self._complained_of = now, bad

    @property
    def malformed(self) -> int:
        """Packets dropped: of no stream that was agreed upon, too many, or no RTP or RTCP at all."""
        return (
            self._intake.malformed
            + self._reports.malformed
            + self.sound.malformed
            + self.gallery.refused_requests
            + self._leg.dropped
            + self._faults
            + sum(one.malformed for one in self.pictures.values())
        )

    # --- the end --------------------------------------------------------------------------------------

    def _failed(self, sentence: str) -> None:
        if not self._has_ended and not self._is_closed:
            self._has_ended = True
            log.info("member %s: %s", self.member, sentence)
            self._room.ended(self, sentence)

    async def close(self) -> None:
        """Let it leave."""
        if self._is_closed:
            return
        self._is_closed = True
        for source in self.pictures.values():
            source.configure(None)
        self.gallery.close()
        for tone in tuple(self._tones):
            tone.end()
        self._room.left(self)
        await self._leg.close()


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what is wrong with a description into a refusal."""
    try:
        yield
    except NothingAcceptable as error:
        raise MediaRefused(NOT_ACCEPTABLE, error.reason) from error
    except SdpError as error:
        raise MediaRefused(BAD_DESCRIPTION, error.reason) from error
