"""Bridges that relay: the media of a call passes through this process, as it is where both sides allow."""

from __future__ import annotations

import asyncio
import functools
import ipaddress
import logging
import random
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from aioice import Candidate
from aioice.candidate import candidate_foundation, candidate_priority
from aiortc import RTCIceServer
from aiortc.rtcdtlstransport import RTCCertificate

from core.media.audio.tone_files import load_tone
from core.media.sdp.roles import AUDIO, VIDEO
from core.media.transport.ice.description import IceDescription
from core.service.gateway.media.announcements.announcer import Announcer
from core.service.gateway.media.announcements.key_listener import KeyListener
from core.service.gateway.media.announcements.playback import Piece, Sound
from core.service.gateway.media.bridge import Encryption, SipMedia
from core.service.gateway.media.legs.ports import DEFAULT_PORTS, PortPool
from core.service.gateway.media.legs.sip_dtls import SipCertificate
from core.service.gateway.media.legs.sip_leg import SipLeg
from core.service.gateway.media.relay_stream import RelayStream, StreamCounters
from core.service.gateway.media.sdp.negotiation import Negotiation
from core.service.gateway.media.sdp.outside_view import seen_from_outside
from core.service.gateway.stun_servers import StunServers
from core.service.media.legs.certificates import Certificates
from core.service.media.legs.client_leg import ClientLeg
from core.service.media.refusal import BAD_DESCRIPTION, UNAVAILABLE, MediaRefused
from core.service.media.sdp.client_text import ClientTransport
from core.service.media.sound.posting_thread import PostingThread
from core.service.media.sound.transcoding_thread import Stepped

log = logging.getLogger(__name__)

REPORT_SECONDS = {AUDIO: 2.5, VIDEO: 1.0}
"""Mean time between two reports; with pictures the more frequent ones, since rates follow them."""

FIRST_REPORT_SECONDS = 0.5
"""Sound and pictures are brought together by what reports say; the first one should not be waited for."""


class MediaRelays:
    """Makes relaying bridges. ``ports`` are those of the SIP side; core thread.

    ``ice_servers`` are asked for candidates towards the client, for a service that is behind NAT itself;
    ``stun`` asks those servers that SIP peers' media is had with.
    """

    def __init__(
        self,
        ports: range = DEFAULT_PORTS,
        ice_servers: Sequence[RTCIceServer] = (),
        rng: random.Random | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        stun: StunServers | None = None,
    ) -> None:
        self.ports = PortPool(ports, rng)
        self.stun = stun
        self.ice_servers = tuple(ice_servers)
        self.rng = rng or random.SystemRandom()
        self.clock = clock
        self._bridges: set[Relay] = set()
        self._sound = PostingThread()
        self._certificates = Certificates(SipCertificate.generateCertificate, clock)

    def bridge(self, peer: SipMedia) -> Relay:
        """Return the media of one new call with ``peer``; nothing is opened before its first description."""
        made = Relay(self, peer)
        self._bridges.add(made)
        return made

    @property
    def calls(self) -> int:
        """How many bridges there are."""
        return len(self._bridges)

    def certificate(self) -> RTCCertificate:
        """Return the certificate for a new call."""
        return self._certificates.current()

    async def close(self) -> None:
        """End all bridges that are left."""
        await asyncio.gather(*(bridge.close() for bridge in tuple(self._bridges)))
        self._sound.close()

    def forget(self, bridge: Relay) -> None:
        """A bridge has closed."""
        self._bridges.discard(bridge)

    # --- transcoding ----------------------------------------------------------------------------------

    def add(self, transcoder: Stepped) -> None:
        """Step this one on the transcoding thread."""
        self._sound.add(transcoder)

    def discard(self, transcoder: Stepped) -> None:
        """Step this one no more."""
        self._sound.discard(transcoder)

    def post(self, action: Callable[[], None]) -> None:
        """Do something on the core thread after this turn. Transcoding thread."""
        self._sound.post(action)


class Relay:
    """One call's media. See ``MediaBridge`` for what its methods promise. Core thread."""

    def __init__(self, relays: MediaRelays, peer: SipMedia) -> None:
        self.on_ended: Callable[[str], None] = lambda sentence: None
        self._relays = relays
        self._peer = peer
        self._certificate = relays.certificate()
        self._cname = secrets.token_hex(8)
        self._ssrcs = {role: relays.rng.getrandbits(32) for role in (AUDIO, VIDEO)}
        self._fingerprints = tuple(
            f"{one.algorithm} {one.value}" for one in self._certificate.getFingerprints()
        )
        self._negotiation = Negotiation(peer, self._ssrcs, self._fingerprints[:1])
        self._client: ClientLeg | None = None
        self._streams: dict[str, RelayStream] = {}
        self._silent: list[SipLeg] = []
        """Legs that do not listen yet."""
        self._announcers: dict[bool, Announcer] = {}
        self._by_type: list[RelayStream | None] = [None] * 128
        self._timer: asyncio.TimerHandle | None = None
        self._owed_since: float | None = None
        self._has_ended = False
        self._closing: asyncio.Task[None] | None = None
        self.unknown = 0
        """Packets of the client that belong to no stream."""

    @property
    def peer(self) -> SipMedia:
        """How media is had with the SIP peer, as it was asked for."""
        return self._peer

    @property
    def encryption(self) -> Encryption:
        """How the SIP side is protected now."""
        return self._negotiation.encryption

    def counters(self) -> dict[str, StreamCounters]:
        """Return what has passed and what has not, by stream."""
        return {role: stream.counters() for role, stream in self._streams.items()}

    # --- a client offers ------------------------------------------------------------------------------

    async def offer_to_sip(self, client_offer: str) -> str:
        """Return the offer for the SIP side. Raises MediaRefused."""
        self._client_leg()
        offer = self._negotiation.offer_sip(client_offer, self._ports_of)
        return await self._from_outside(offer)

    async def offer_to_sip_again(self) -> str:
        """Return an offer for the SIP side of what is agreed upon. Raises MediaRefused."""
        self._client_leg()
        return await self._from_outside(self._negotiation.offer_sip_again(self._ports_of))

    async def answer_to_client(self, sip_answer: str | None, *, is_early: bool = False) -> str:
        """Return the answer for the client. Raises MediaRefused."""
        client, way = self._client_leg(), self._negotiation.way
        if way is None:
            raise MediaRefused(BAD_DESCRIPTION, "an answer came, and no offer was made")
        try:
            ice = await client.answer_restart(way)
        except ConnectionError as error:
            raise MediaRefused(UNAVAILABLE, "the way to the client is closed") from error
        setup = client.setup or ("passive" if way.setup == "active" else "active")
        transport = self._transport(ice)
        answer = self._negotiation.answer_client(sip_answer, transport, setup, is_early=is_early)
        self._apply(is_answered=not is_early)
        return answer

    # --- the SIP side offers --------------------------------------------------------------------------

    async def offer_to_client(self, sip_offer: str | None) -> str:
        """Return the offer for the client. Raises MediaRefused."""
        ice = await self._client_leg().describe(is_offerer=True)
        transport = self._transport(ice)
        offer = self._negotiation.offer_client(sip_offer, transport)
        try:
            self._ports_of(self._negotiation.offered_roles)
        except MediaRefused:
            self.roll_back()
            raise
        await self._listen()
        return offer

    async def answer_to_sip(self, client_answer: str | None) -> str:
        """Return the answer for the SIP side, or our offer if it made none. Raises MediaRefused."""
        answer = self._negotiation.answer_sip(client_answer, self._ports_of)
        answer = await self._from_outside(answer)
        self._apply(is_answered=not self._negotiation.is_open)
        return answer

    async def join_client(self, client_answer: str) -> None:
        """Take the answer of the client for whom the SIP side was answered. Raises MediaRefused."""
        self._negotiation.join(client_answer)
        self._apply(is_answered=not self._negotiation.is_open)

    async def take_late_answer(self, sip_answer: str) -> None:
        """Take the answer to that offer. Raises MediaRefused."""
        self._negotiation.take_late_answer(sip_answer)
        self._apply(is_answered=True)

    async def take_candidates(self, fragment: str) -> None:
        """Take candidates that the client tells late; what cannot be read is dropped."""
        if self._client is not None:
            await self._client.take_candidates(fragment)

    def roll_back(self) -> None:
        """Forget the offer that is open; what was agreed before goes on."""
        self._negotiation.roll_back()

    async def close(self) -> None:
        """End it: sockets closed, tasks ended. Idempotent."""
        self._has_ended = True
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(), name="gateway-bridge-close")
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for announcer in self._announcers.values():
            announcer.stop()
        for stream in self._streams.values():
            self._complain(stream)
            stream.shut()
            await stream.leg.close()
            self._relays.ports.close(stream.leg.pair)
        if self._client is not None:
            await self._client.close()
        self._relays.forget(self)

    def _complain(self, stream: RelayStream) -> None:
        """Log once for a call what came that did not belong to it."""
        counted = stream.counters()
        if counted.foreign or counted.malformed or counted.unauthentic:
            log.info(
                "%s with %s: dropped %d packets of strangers, %d malformed, %d under a wrong key",
                stream.role,
                stream.leg.source,
                counted.foreign,
                counted.malformed,
                counted.unauthentic,
            )

    # --- announcements --------------------------------------------------------------------------------

    async def play(self, pieces: Iterable[Piece], *, to_client: bool, repeats: bool = False) -> None:
        """Play to one side in the place of the other; return when it is over. Raises MediaRefused."""
        stream = self._streams.get(AUDIO)
        if stream is None or stream.agreed is None:
            raise MediaRefused(UNAVAILABLE, "there is no sound in this call")
        if to_client not in self._announcers:
            direction = stream.to_client if to_client else stream.to_sip
            self._announcers[to_client] = Announcer(direction, self._relays, self._relays.clock)
        if to_client and self._client is not None:
            await self._client.connected()
        if self._closing is not None:
            raise MediaRefused(UNAVAILABLE, "the call is over")
        await self._announcers[to_client].play(pieces, repeats=repeats)

    async def ring(self, *, to_client: bool) -> None:
        """Let one side hear that somebody rings, until something else is played, or cancelled."""
        await self._sound("ringback", to_client=to_client, repeats=True)

    async def warn(self, *, to_client: bool) -> None:
        """Let one side hear that the call will soon be ended; nothing where nothing can be played."""
        await self._sound("last-minutes", to_client=to_client, repeats=False)

    async def _sound(self, name: str, *, to_client: bool, repeats: bool) -> None:
        tone = await asyncio.to_thread(load_tone, name)
        try:
            if tone is not None:
                await self.play([Sound(tone)], to_client=to_client, repeats=repeats)
        except MediaRefused as error:
            log.debug("%s is not heard: %s", name, error.reason)

    def listen(self, on_key: Callable[[str], None] | None, *, to_client: bool) -> None:
        """Tell each key that one side presses from now on; None: no longer."""
        stream = self._streams.get(AUDIO)
        if stream is not None:
            direction = stream.to_sip if to_client else stream.to_client
            direction.on_packet = None if on_key is None else KeyListener(direction, on_key).take

    # --- legs -----------------------------------------------------------------------------------------

    def _client_leg(self) -> ClientLeg:
        if self._closing is not None:
            raise MediaRefused(UNAVAILABLE, "the call is over")
        if self._client is None:
            self._client = ClientLeg(
                self._relays.ice_servers,
                self._certificate,
                self._client_rtp_came,
                self._client_reports_came,
                self._end,
            )
        return self._client

    def _transport(self, ice: IceDescription) -> ClientTransport:
        """Return what the client is told of our end, also as it is seen from outside a NAT before it."""
        outside = [_as_seen(one, self._peer.advertised) for one in ice.candidates]
        found = tuple(one for one in outside if one is not None)
        ice = replace(ice, candidates=(*ice.candidates, *found))
        return ClientTransport(ice, self._fingerprints, self._cname)

    def _ports_of(self, roles: Collection[str]) -> Mapping[str, int]:
        """Return the port of each stream, opening those that are not open yet. Raises MediaRefused (503)."""
        for role in roles:
            if role not in self._streams:
                self._streams[role] = self._open(role)
        return {role: self._streams[role].leg.pair.port for role in roles}

    def _open(self, role: str) -> RelayStream:
        pair = self._relays.ports.open(self._peer.address)
        # Made before the stream that they belong to, which is looked up when something comes.
        leg = SipLeg(
            pair,
            self._certificate,
            lambda data, now: self._streams[role].to_client.take(data, now),
            lambda data, now: self._streams[role].take_sip_reports(data, now),
            self._end,
            has_pictures=role == VIDEO,
        )
        self._silent.append(leg)
        return RelayStream(
            role,
            (self._ssrcs[role], self._relays.rng.getrandbits(32)),
            self._client_leg(),
            leg,
            self._relays,
            self._relays.clock,
            self._cname,
            random.Random(self._relays.rng.getrandbits(64)),
        )

    async def _from_outside(self, description: str) -> str:
        """Listen, and return our description as a NAT before us has it, where a STUN server is asked."""
        await self._listen()
        stun, server = self._relays.stun, self._peer.stun
        if not server or stun is None:
            return description
        is_ipv6 = ":" in self._peer.address
        legs = [stream.leg for stream in self._streams.values()]
        ask = functools.partial(stun.mapped, server, is_ipv6=is_ipv6)
        await asyncio.gather(*(leg.learn(ask) for leg in legs))
        mapped = {port: place for leg in legs for port, place in leg.mapped.items()}
        return seen_from_outside(description, mapped)

    async def _listen(self) -> None:
        while self._silent:
            await self._silent.pop().open()

    def _apply(self, *, is_answered: bool) -> None:
        """Do what was agreed upon, and connect to the client if that has not begun."""
        by_type: list[RelayStream | None] = [None] * 128
        agreed = self._negotiation.agreed
        for role, stream in self._streams.items():
            if role not in agreed:
                stream.shut()
                continue
            stream.apply(agreed[role])
            for codec in agreed[role].client.sends:
                by_type[codec.number] = stream
        self._by_type = by_type
        way = self._negotiation.way
        if way is not None and self._client is not None:
            self._client.connect(way)
            number_id = agreed[VIDEO].number_id if VIDEO in agreed else 0
            self._client.expect_pictures(VIDEO in agreed, number_id, self._ssrcs[VIDEO])
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(FIRST_REPORT_SECONDS, self._report)
        is_owed = is_answered and any(one.to_client for one in agreed.values())
        self._owed_since = self._relays.clock() if is_owed else None

    # --- packets --------------------------------------------------------------------------------------

    def _client_rtp_came(self, data: bytes, now: float) -> None:
        stream = self._by_type[data[1] & 0x7F]
        if stream is None:
            self.unknown += 1
        else:
            stream.to_sip.take(data, now)

    def _client_reports_came(self, data: bytes, now: float) -> None:
        for stream in self._streams.values():
            stream.take_client_reports(data, now)

    def _plan_report(self) -> None:
        mean = min(REPORT_SECONDS[role] for role in self._negotiation.agreed or (AUDIO,))
        seconds = mean * self._relays.rng.uniform(0.5, 1.5)
        self._timer = asyncio.get_running_loop().call_later(seconds, self._report)

    def _report(self) -> None:
        self._plan_report()
        now, wall = self._relays.clock(), time.time()
        for stream in self._streams.values():
            stream.send_reports(now, wall)
        self._watch(now)

    def _watch(self, now: float) -> None:
        """End the call when nothing at all comes of what the SIP side owes."""
        limit = self._peer.silence_limit
        if self._owed_since is None or now - self._owed_since < limit:
            return
        heard = [max(stream.leg.heard_at, stream.reports_at) for stream in self._streams.values()]
        if now - max(heard, default=0.0) >= limit:
            self._end(f"Nothing has come from the other side for {limit:.0f} seconds.")

    def _end(self, sentence: str) -> None:
        if not self._has_ended:
            self._has_ended = True
            if self._timer is not None:
                self._timer.cancel()
            log.info("the media of a call has ended: %s", sentence)
            self.on_ended(sentence)


def _as_seen(candidate: Candidate, advertised: str) -> Candidate | None:
    """Return ``candidate`` behind a NAT that keeps ports, where its own address is another than that told."""
    try:
        told, here = ipaddress.ip_address(advertised), ipaddress.ip_address(candidate.host)
    except ValueError:
        return None
    if candidate.type != "host" or told.version != here.version or here.is_loopback or told == here:
        return None
    return Candidate(
        candidate_foundation("srflx", "udp", candidate.host),
        candidate.component,
        candidate.transport,
        candidate_priority(candidate.component, "srflx"),
        str(told),
        candidate.port,
        "srflx",
        candidate.host,
        candidate.port,
    )
