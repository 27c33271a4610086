"""One stream of a bridge, sound or pictures, both ways: packets, reports, and what they ask for."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.media.sdp.roles import VIDEO
from core.service.gateway.media.legs.sip_leg import SipLeg
from core.service.gateway.media.sdp.agreement import AgreedStream, Spoken
from core.service.gateway.media.streams.rewriter import Rewriter
from core.service.gateway.media.streams.routes import NO_ROUTES, Fate, Route, recoded_to, routes
from core.service.gateway.media.streams.rtcp import (
    ReportReader,
    report,
)
from core.service.gateway.media.streams.transcoding import Transcoder
from core.service.media.legs.client_leg import ClientLeg
from core.service.media.rtp.feedback import again_request, keyframe_request
from core.service.media.sdp.codecs import Codec
from core.service.media.sound.transcoding_thread import Stepped

log = logging.getLogger(__name__)

KEYFRAME_SPACING = 0.3
"""Seconds between two requests for a keyframe."""

MOST_AGAIN = 500
"""Packets that are sent again between two reports."""

MOST_MISSING = 64
"""Packets lost in a row that are asked for; more need a keyframe."""

Send = Callable[[bytes], None]


class Transcoders(Protocol):
    """What a stream needs of the transcoding thread."""

    def add(self, transcoder: Stepped) -> None:
        """Step this one."""

    def discard(self, transcoder: Stepped) -> None:
        """Step this one no more."""

    def post(self, action: Callable[[], None]) -> None:
        """Do something on the core thread, soon. Transcoding thread."""


@dataclass(frozen=True, slots=True)
class StreamCounters:
    """Packets of one stream so far."""

    to_client: int
    to_sip: int
    foreign: int
    malformed: int
    unauthentic: int
    is_transcoding: bool


class Direction:
    """One way of a stream: what comes is passed on, or decoded and encoded anew, and sent."""

    def __init__(
        self, rewriter: Rewriter, send: Send, transcoders: Transcoders, clock: Callable[[], float]
    ) -> None:
        self.rewriter = rewriter
        self.send = send
        self._transcoders = transcoders
        self._clock = clock
        self._transcoder: Transcoder | None = None
        self._spoken: tuple[Spoken, Spoken] | None = None
        self._is_open = False
        self._is_hopeless = False
        """Whether a transcoder could not be made."""
        self._packet_ms = 0
        self._is_announcing = False
        self.on_packet: Callable[[bytes], None] | None = None
        """Called with every packet that comes, before anything is done with it; must not raise."""
        rewriter.on_recode = self._recode

    @property
    def is_transcoding(self) -> bool:
        """Whether sound is encoded anew now."""
        return self._transcoder is not None

    @property
    def is_open(self) -> bool:
        """Whether anything may be sent this way."""
        return self._is_open

    @property
    def taken(self) -> tuple[Codec, ...]:
        """What the end that this leads to takes, best first."""
        return self._spoken[1].takes if self._spoken is not None else ()

    @property
    def sent(self) -> tuple[Codec, ...]:
        """What may come, under the numbers that it comes with."""
        return self._spoken[0].sends if self._spoken is not None else ()

    def announce(self, *, is_begun: bool) -> None:
        """Let an announcement take the place of what comes, or no longer."""
        self._is_announcing = is_begun
        self.end_transcoding()
        if self._spoken is not None:
            self._set_routes()

    def configure(self, source: Spoken, sink: Spoken, *, is_open: bool, packet_ms: int = 0) -> None:
        """Pass on what ``source`` sends as ``sink`` takes it, from now on."""
        if (source, sink) != self._spoken or packet_ms != self._packet_ms:
            self.end_transcoding()
            self._is_hopeless = False
        self._spoken, self._is_open, self._packet_ms = (source, sink), is_open, packet_ms
        self._set_routes()

    def _set_routes(self) -> None:
        assert self._spoken is not None
        self.rewriter.set_routes(routes(*self._spoken), is_open=self._is_open and not self._is_announcing)

    def shut(self) -> None:
        """Pass on nothing."""
        self._is_open = False
        self.rewriter.set_routes(NO_ROUTES, is_open=False)
        self.end_transcoding()

    def take(self, data: bytes, now: float) -> None:
        """Take a packet."""
        if self.on_packet is not None:
            self.on_packet(data)
        packet = self.rewriter.take(data, now)
        if packet is not None:
            self.send(packet)

    def end_transcoding(self) -> None:
        """Let the transcoder go."""
        transcoder, self._transcoder = self._transcoder, None
        if transcoder is not None:
            self._transcoders.discard(transcoder)

    def _recode(self, route: Route, sequence: int, timestamp: int, payload: bytes) -> None:
        if self._transcoder is None and route.fate is Fate.RECODE and not self._is_hopeless:
            self._begin_transcoding()
        if self._transcoder is not None:
            self._transcoder.put(route, sequence, timestamp, payload)

    def _begin_transcoding(self) -> None:
        assert self._spoken is not None
        source, sink = self._spoken
        table = routes(source, sink)
        target = recoded_to(table, sink.takes)
        if target is None:
            return
        recoded = [one.codec for one in table if one is not None and one.fate is Fate.RECODE]

        def deliver(payload: bytes, ticks: int, begins: bool) -> None:
            self._transcoders.post(lambda: self._leave(made, payload, ticks, begins))

        try:
            made = Transcoder(recoded, target, deliver, self._packet_ms)
        except Exception:
            # Whatever a codec library says, it must not reach the socket; the call goes on without sound.
            log.exception("sound of %s cannot be encoded as %s", recoded, target.name)
            self._is_hopeless = True
            return
        self._transcoder = made
        self._transcoders.add(made)

    def _leave(self, transcoder: Transcoder, payload: bytes, ticks: int, begins: bool) -> None:
        """Send what was encoded. Core thread."""
        if transcoder is self._transcoder and self._is_open:
            number = transcoder.target.number
            self.send(self.rewriter.make(payload, ticks, number, self._clock(), begins=begins))


class RelayStream:
    """Core thread. ``client`` is the leg that all streams of a call share, ``leg`` that of this one."""

    def __init__(
        self,
        role: str,
        ssrcs: tuple[int, int],
        client: ClientLeg,
        leg: SipLeg,
        transcoders: Transcoders,
        clock: Callable[[], float],
        cname: str,
        rng: random.Random,
    ) -> None:
        keeps = role == VIDEO
        self.role = role
        self.leg = leg
        self.agreed: AgreedStream | None = None
        self.to_client = Direction(Rewriter(ssrcs[0], rng, keeps=keeps), client.send_rtp, transcoders, clock)
        self.to_sip = Direction(Rewriter(ssrcs[1], rng, keeps=keeps), leg.send_rtp, transcoders, clock)
        self.reports_at = 0.0
        """When the SIP side reported last."""
        self._client = client
        self._cname = cname
        self._clock = clock
        self._from_client, self._from_sip = ReportReader(), ReportReader()
        self._asked_at = {True: -1.0, False: -1.0}
        self._again_left = MOST_AGAIN
        if keeps:
            self.to_sip.rewriter.on_gap = self._lost_on_the_way_here

    def apply(self, agreed: AgreedStream) -> None:
        """Do what was agreed upon from now on."""
        self.agreed = agreed
        self.to_client.configure(agreed.sip, agreed.client, is_open=agreed.to_client)
        packet_ms = agreed.target.ptime
        self.to_sip.configure(agreed.client, agreed.sip, is_open=agreed.to_sip, packet_ms=packet_ms)
        self.leg.set_target(agreed.target, frozenset(codec.number for codec in agreed.sip.sends))

    def shut(self) -> None:
        """Pass on nothing until something is agreed upon again."""
        self.agreed = None
        self.to_client.shut()
        self.to_sip.shut()

    def counters(self) -> StreamCounters:
        """Return what has passed and what has not."""
        return StreamCounters(
            self.to_client.rewriter.sent_packets,
            self.to_sip.rewriter.sent_packets,
            self.leg.foreign,
            self.leg.malformed,
            self.leg.unauthentic,
            self.to_client.is_transcoding or self.to_sip.is_transcoding,
        )

    # --- reports --------------------------------------------------------------------------------------

    def send_reports(self, now: float, wall: float) -> None:
        """Tell both sides of what was sent to them, and of what came."""
        if self.agreed is None:
            return
        self._again_left = MOST_AGAIN
        inward, outward = self.to_client.rewriter, self.to_sip.rewriter
        told = report(
            inward, self._from_sip, outward, self._from_client, self._from_sip, now, wall, self._cname
        )
        self._client.send_rtcp(told)
        told = report(
            outward, self._from_client, inward, self._from_sip, self._from_client, now, wall, self._cname
        )
        self.leg.send_rtcp(told)

    def take_client_reports(self, data: bytes, now: float) -> None:
        """Read what the client reports, and hand on what it asks for."""
        asked = self._from_client.take(data, self.to_client.rewriter.ssrc, self.to_sip.rewriter.source, now)
        if asked.keyframe:
            self._ask_for_keyframe(now, of_client=False)
        if asked.again:
            self._send_again(self.to_client, asked.again, of_client=False)

    def take_sip_reports(self, data: bytes, now: float) -> None:
        """Read what the SIP side reports, and hand on what it asks for."""
        self.reports_at = now
        asked = self._from_sip.take(data, self.to_sip.rewriter.ssrc, self.to_client.rewriter.source, now)
        if asked.keyframe:
            self._ask_for_keyframe(now, of_client=True)
        if asked.again:
            self._send_again(self.to_sip, asked.again, of_client=True)

    def _ask_for_keyframe(self, now: float, *, of_client: bool) -> None:
        source = (self.to_sip if of_client else self.to_client).rewriter.source
        if source is None or now - self._asked_at[of_client] < KEYFRAME_SPACING:
            return
        self._asked_at[of_client] = now
        ours = (self.to_client if of_client else self.to_sip).rewriter.ssrc
        self._tell(keyframe_request(ours, source, self._cname), to_client=of_client)

    def _send_again(self, direction: Direction, numbers: tuple[int, ...], *, of_client: bool) -> None:
        """Send packets again that are still here; ask whoever made the others, if they take that."""
        missing = []
        for number in numbers[: self._again_left]:
            packet = direction.rewriter.kept(number)
            if packet is None:
                missing.append(direction.rewriter.number_here(number))
            else:
                self._again_left -= 1
                direction.send(packet)
        if missing:
            self._ask_again(missing, of_client=of_client)

    def _lost_on_the_way_here(self, first: int, count: int) -> None:
        if count <= MOST_MISSING:
            self._ask_again([(first + more) & 0xFFFF for more in range(count)], of_client=True)

    def _ask_again(self, numbers: list[int], *, of_client: bool) -> None:
        agreed = self.agreed
        source = (self.to_sip if of_client else self.to_client).rewriter.source
        if agreed is None or source is None:
            return
        if agreed.client_takes_nack if of_client else agreed.target.takes_nack:
            ours = (self.to_client if of_client else self.to_sip).rewriter.ssrc
            self._tell(again_request(ours, source, numbers, self._cname), to_client=of_client)

    def _tell(self, data: bytes, *, to_client: bool) -> None:
        (self._client if to_client else self.leg).send_rtcp(data)
