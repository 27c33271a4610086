"""The SIP side's end of one stream: RTP and RTCP on sockets of their own, plain, with SDES or with DTLS."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pylibsrtp
from aiortc.rtcdtlstransport import RTCCertificate

from core.media.transport.ice.datagrams import RTCP_TYPES
from core.network.stun import Mapped, StunQuestions
from core.service.gateway.media.legs.latch import SourceLatch
from core.service.gateway.media.legs.media_socket import MediaSocket
from core.service.gateway.media.legs.ports import PortPair
from core.service.gateway.media.legs.sip_dtls import SipDtls
from core.service.gateway.media.legs.srtp import receiving_session, sending_session
from core.service.gateway.media.sdp.agreement import SipTarget
from core.service.gateway.media.sdp.crypto import Crypto
from core.service.media.legs.client_leg import OnPacket

log = logging.getLogger(__name__)

LEAST_BYTES, MOST_BYTES = 8, 1500
"""The shortest report has eight bytes."""


class SipLeg:
    """Core thread. ``on_rtp`` and ``on_rtcp`` take what comes, opened, and when; they must not raise.

    Packets go to where the peer said, or to where its own come from. Whatever else comes is counted:
    ``foreign`` from strangers, ``malformed``, ``unauthentic`` with another key than the one agreed upon.
    """

    def __init__(
        self,
        pair: PortPair,
        certificate: RTCCertificate,
        on_rtp: OnPacket,
        on_rtcp: OnPacket,
        on_failed: Callable[[str], None],
        *,
        has_pictures: bool = False,
    ) -> None:
        self.pair = pair
        self.foreign = self.malformed = self.unauthentic = 0
        self._on_rtp, self._on_rtcp, self._on_failed = on_rtp, on_rtcp, on_failed
        self._certificate = certificate
        self._rtp_socket = MediaSocket(pair.rtp, self._rtp_came, reads_bursts=has_pictures)
        self._rtcp_socket = MediaSocket(pair.rtcp, self._rtcp_came)
        self._questions = (StunQuestions(self._rtp_socket.send), StunQuestions(self._rtcp_socket.send))
        self.mapped: dict[int, Mapped] = {}
        """Where the outside sees each port, as far as it was asked."""
        self._latch = SourceLatch()
        self._payload_types: frozenset[int] = frozenset()
        self._goal: Any = None
        """Where RTP goes, as the system names it; None: nowhere."""
        self._rtcp_goal: Any = None
        self._is_muxed = False
        self._is_secure = False
        self._keys: tuple[Crypto | None, Crypto | None] = (None, None)
        self._sending: pylibsrtp.Session | None = None
        self._receiving: pylibsrtp.Session | None = None
        self._associations: tuple[SipDtls, ...] = ()
        """Those of DTLS: one, or one for each port where reports have their own."""
        self._dtls_with: tuple[tuple[str, ...], str, bool] = ((), "", False)
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False

    async def open(self) -> None:
        """Begin to listen."""
        await self._rtp_socket.open()
        await self._rtcp_socket.open()

    async def learn(self, ask: Callable[[StunQuestions], Awaitable[Mapped | None]]) -> None:
        """Learn where the outside sees both ports, unless that is known."""
        ports = (self.pair.port, self.pair.port + 1)
        if ports[0] in self.mapped:
            return
        for port, found in zip(ports, await asyncio.gather(*map(ask, self._questions)), strict=True):
            if found is not None:
                self.mapped[port] = found

    @property
    def unsent(self) -> int:
        """Packets that the system did not take."""
        return self._rtp_socket.unsent + self._rtcp_socket.unsent

    @property
    def source(self) -> Any:
        """Where packets come from, as the system names it; None before any came."""
        return self._latch.source

    @property
    def heard_at(self) -> float:
        """When a packet came last (monotonic); 0 before the first."""
        return self._latch.heard_at

    def set_target(self, target: SipTarget, payload_types: frozenset[int]) -> None:
        """Send there and so from now on; sound packets have one of ``payload_types``."""
        self._payload_types = payload_types
        self._aim(target)
        self._is_secure = bool(target.our_key or target.fingerprints)
        if (target.our_key, target.their_key) != self._keys:
            self._take_keys(target.our_key, target.their_key)
        wanted = (target.fingerprints, target.setup, target.is_muxed)
        if wanted != self._dtls_with:
            self._dtls_with = wanted
            self._leave_associations()
            if target.fingerprints:
                self._shake_hands(target.fingerprints, target.setup, is_muxed=target.is_muxed)

    def _aim(self, target: SipTarget) -> None:
        """Send to where a description says; what was learnt stays as long as that says the same."""
        told = as_system(target.address, target.port) if target.address else None
        reports = as_system(*target.rtcp) if target.address else None
        is_new = told != self._latch.told or target.is_muxed != self._is_muxed
        self._is_muxed = target.is_muxed
        self._latch.expect(told)
        self._goal = self._latch.target
        if is_new or self._rtcp_goal is None:
            self._rtcp_goal = self._goal if target.is_muxed else reports

    def _take_keys(self, ours: Crypto | None, theirs: Crypto | None) -> None:
        if ours is not None and ours != self._keys[0]:
            self._sending = sending_session(ours)
        if theirs is not None and theirs != self._keys[1]:
            self._receiving = receiving_session(theirs)
        self._keys = (ours, theirs)
        if ours is None:
            self._sending = self._receiving = None

    # --- what comes -----------------------------------------------------------------------------------

    def _rtp_came(self, data: bytes, source: Any) -> None:
        """Handle one datagram on the first port. Never raises."""
        if not LEAST_BYTES <= len(data) <= MOST_BYTES or not 19 < data[0] < 192:
            if not self._questions[0].take(data, source):
                self.malformed += 1
            return
        if data[0] < 128:
            self._handshake_came(data, source)
            return
        now = time.monotonic()
        if data[1] in RTCP_TYPES:
            if self._is_muxed:
                self._reports_came(data, source, now)
            return
        is_known = source == self._latch.source
        opened = self._opened(data) if is_known else self._from_elsewhere(data, source, now)
        if opened is None:
            return
        self._latch.heard_at = now
        self._on_rtp(opened, now)

    def _from_elsewhere(self, data: bytes, source: Any, now: float) -> bytes | None:
        """Return a packet of another source than the one in use, if that is believed from now on."""
        if data[1] & 0x7F not in self._payload_types or not self._latch.may_change(source, now):
            self.foreign += 1
            return None
        opened = self._opened(data)
        sequence = data[2] << 8 | data[3]
        if opened is None or not self._latch.takes(source, sequence, now, is_authentic=self._is_secure):
            self.foreign += 1
            return None
        log.debug("media of a SIP peer comes from %s now", source)
        self._goal = source
        if self._is_muxed:
            self._rtcp_goal = source
        return opened

    def _opened(self, data: bytes) -> bytes | None:
        """Return a packet without its protection; None if it does not open."""
        if not self._is_secure:
            return data
        session = self._associations[0].receiving if self._associations else self._receiving
        if session is None:
            self.unauthentic += 1
            return None
        try:
            opened: bytes = session.unprotect(data)
        except (pylibsrtp.Error, ValueError):
            self.unauthentic += 1
            return None
        return opened

    def _rtcp_came(self, data: bytes, source: Any) -> None:
        """Handle one datagram on the second port. Never raises."""
        if not LEAST_BYTES <= len(data) <= MOST_BYTES:
            self.malformed += 1
            return
        if data[0] >> 6 != 2 or data[1] not in RTCP_TYPES:
            if not self._questions[1].take(data, source):
                self._second_handshake_came(data, source)
            return
        self._reports_came(data, source, time.monotonic())

    def _reports_came(self, data: bytes, source: Any, now: float) -> None:
        """Take reports from the machine that media comes from, whatever its port: NAT may change it."""
        latched = self._latch.target
        if latched is None or not _is_same_machine(source, latched):
            self.foreign += 1
            return
        if self._is_secure:
            session = self._associations[-1].receiving if self._associations else self._receiving
            try:
                data = session.unprotect_rtcp(data) if session is not None else b""
            except (pylibsrtp.Error, ValueError):
                data = b""
            if not data:
                self.unauthentic += 1
                return
        if not self._is_muxed:
            self._rtcp_goal = source
        self._on_rtcp(data, now)

    # --- what goes ------------------------------------------------------------------------------------

    def send_rtp(self, packet: bytes) -> None:
        """Send a packet; dropped while it is not known where to, or with which key."""
        goal = self._goal
        if goal is None:
            return
        if self._is_secure:
            session = self._associations[0].sending if self._associations else self._sending
            if session is None:
                return
            try:
                packet = session.protect(packet)
            except (pylibsrtp.Error, ValueError):
                self._rtp_socket.unsent += 1
                return
        self._rtp_socket.send(packet, goal)

    def send_rtcp(self, data: bytes) -> None:
        """Send reports, as ``send_rtp`` does."""
        goal = self._rtcp_goal
        if goal is None:
            return
        if self._is_secure:
            session = self._associations[-1].sending if self._associations else self._sending
            if session is None:
                return
            try:
                data = session.protect_rtcp(data)
            except (pylibsrtp.Error, ValueError):
                self._rtcp_socket.unsent += 1
                return
        (self._rtp_socket if self._is_muxed else self._rtcp_socket).send(data, goal)

    # --- DTLS -----------------------------------------------------------------------------------------

    def _shake_hands(self, fingerprints: tuple[str, ...], setup: str, *, is_muxed: bool) -> None:
        """Begin a new association, or one on each port, with whoever answers now."""
        ports = (self._send_plain,) if is_muxed else (self._send_plain, self._send_plain_on_second)
        self._associations = tuple(
            SipDtls(self._certificate, fingerprints, setup, send, self._handshake_failed) for send in ports
        )

    def _leave_associations(self) -> None:
        left, self._associations = self._associations, ()
        for association in left:
            task = asyncio.create_task(association.close(), name="gateway-sip-dtls-close")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _handshake_failed(self) -> None:
        if not self._is_closed:
            self._on_failed("The encrypted connection to the SIP side failed.")

    def _handshake_came(self, data: bytes, source: Any) -> None:
        """Take a datagram of the handshake on the first port.

        Behind NAT the first word comes from elsewhere; the fingerprint tells whether it is the peer.
        """
        if not self._associations or data[0] >= 64:
            self.malformed += 1
            return
        known = self._latch.target
        if known is not None and source != known:
            if self._latch.source is not None or self._associations[0].is_connected:
                self.foreign += 1
                return
            self._goal = source
        self._associations[0].put(data)

    def _second_handshake_came(self, data: bytes, source: Any) -> None:
        """Take one on the second port, where the peer has that for itself."""
        if len(self._associations) < 2 or not 19 < data[0] < 64:
            self.malformed += 1
        elif self._latch.target is None or not _is_same_machine(source, self._latch.target):
            self.foreign += 1
        else:
            if not self._associations[1].is_connected:
                self._rtcp_goal = source
            self._associations[1].put(data)

    def _send_plain(self, data: bytes) -> None:
        if self._goal is not None:
            self._rtp_socket.send(data, self._goal)

    def _send_plain_on_second(self, data: bytes) -> None:
        if self._rtcp_goal is not None:
            self._rtcp_socket.send(data, self._rtcp_goal)

    async def close(self) -> None:
        """End it; the sockets are given back by whoever lent them. Idempotent."""
        self._is_closed = True
        self._leave_associations()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._rtp_socket.close()
        self._rtcp_socket.close()


def as_system(address: str, port: int) -> Any:
    """Return an address as the system names it, so that the two can be compared."""
    return (address, port) if ipaddress.ip_address(address).version == 4 else (address, port, 0, 0)


def _is_same_machine(source: Any, known: Any) -> bool:
    if source[0] == known[0]:
        return True
    return bool(ipaddress.ip_address(source[0].partition("%")[0]) == ipaddress.ip_address(known[0]))
