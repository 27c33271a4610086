"""The service's end of a call with a client: ICE and DTLS-SRTP, raw packets out of it and into it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from aiortc import RTCIceServer
from aiortc.rtcdtlstransport import RTCCertificate, RTCDtlsFingerprint, RTCDtlsParameters
from aiortc.rtcicetransport import RTCIceParameters

from core.media.sdp.description import SdpError
from core.media.sdp.trickle import Fragment
from core.media.transport.ice.agent import sort_by_priority
from core.media.transport.ice.description import IceDescription
from core.media.transport.ice.transport import CallIceGatherer, CallIceTransport
from core.media.transport.paced_sending import PacedSending
from core.service.media.legs.client_socket import read_bursts, use_client_sockets
from core.service.media.legs.raw_dtls import RawDtlsTransport
from core.service.media.sdp.client_way import ClientWay

log = logging.getLogger(__name__)

CONNECT_SECONDS = 30.0
CLOSE_SECONDS = 5.0
OnPacket = Callable[[bytes, float], None]


class ClientLeg:
    """Core thread. ``on_rtp`` and ``on_rtcp`` take what comes, and when (monotonic); they must not raise.

    ``on_failed`` is called once, with a sentence, when the way to the client is lost for good.
    """

    def __init__(
        self,
        servers: Sequence[RTCIceServer],
        certificate: RTCCertificate,
        on_rtp: OnPacket,
        on_rtcp: OnPacket,
        on_failed: Callable[[str], None],
    ) -> None:
        self._on_rtp, self._on_rtcp = on_rtp, on_rtcp
        self._on_failed = on_failed
        self._gatherer = CallIceGatherer(servers)
        self._ice = CallIceTransport(self._gatherer)
        self._dtls = RawDtlsTransport(self._ice, [certificate], self._rtp_came, self._rtcp_came)
        self._described: IceDescription | None = None
        self._remote: IceDescription | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closed = False
        self._is_decided = asyncio.Event()
        """Whether packets can be sent, or never will."""
        self._dtls.on("statechange", self._dtls_changed)
        self._ice.on("statechange", self._ice_changed)

    @property
    def is_connected(self) -> bool:
        """Whether packets can be sent."""
        return bool(self._dtls.state == "connected")

    @property
    def setup(self) -> str:
        """This end's DTLS role, once it is known (RFC 8842)."""
        return {"server": "passive", "client": "active"}.get(self._dtls._role, "")

    @property
    def dropped(self) -> int:
        """Packets that could not be opened or understood."""
        return self._dtls.dropped_datagrams

    @property
    def sending(self) -> PacedSending:
        """Where packets leave that are to be numbered and paced, and what is known of the way."""
        return self._dtls.sending

    @property
    def arrived(self) -> int:
        """How much of any kind has come, checks of ICE included: what stands still is gone."""
        return self._dtls.all_received_packets()

    async def connected(self) -> None:
        """Return once packets can be sent, or when it is clear that they cannot."""
        await self._is_decided.wait()

    async def describe(self, *, is_offerer: bool) -> IceDescription:
        """Return this end's credentials and candidates, gathering at first.

        Whether it offers decides its role in ICE; checks of the other end may come before ``connect``.
        """
        if self._described is None:
            self._ice._connection.ice_controlling = is_offerer
            await self._gatherer.gather()
            use_client_sockets(self._ice._current)
            self._described = self._gathered()
        return self._described

    def _gathered(self) -> IceDescription:
        connection = self._ice._current
        return IceDescription(
            connection.local_username,
            connection.local_password,
            tuple(sort_by_priority(connection.local_candidates)),
        )

    async def answer_restart(self, way: ClientWay) -> IceDescription:
        """Return what an answer says of this end; a new way begins if the client names other credentials."""
        if self._remote is None or way.ice.is_same_session(self._remote):
            return await self.describe(is_offerer=False)
        self._described = await self._ice.gather_again()
        if self._ice._pending is not None:
            use_client_sockets(self._ice._pending)
        self._remote = way.ice
        self._run(self._move(way.ice))
        return self._described

    async def _move(self, remote: IceDescription) -> None:
        try:
            await self._ice.connect_again(remote)
        except ConnectionError as error:
            log.info("the way to the client stays as it was: %s", error)

    def expect_pictures(self, are_expected: bool, number_id: int, ssrc: int) -> None:
        """Read bursts, as pictures come in them, or single packets.

        The client is told when each packet came that it numbers with the extension ``number_id``, in the name
        of our source ``ssrc``.
        """
        self._dtls.tell_arrivals(number_id, ssrc)
        for connection in (self._ice._current, self._ice._pending):
            if connection is not None:
                read_bursts(connection, are_read=are_expected)

    def connect(self, way: ClientWay) -> None:
        """Begin to connect, once both ends are described; later calls do nothing."""
        if self._remote is not None or self._is_closed:
            return
        self._remote = way.ice
        if way.is_lite:
            self._ice._connection.ice_controlling = True
        self._dtls._set_role("server" if way.setup == "active" else "client")
        self._run(self._connect(way))

    async def _connect(self, way: ClientWay) -> None:
        for candidate in (*way.ice.candidates, *([None] if way.ice.is_complete else [])):
            await self._ice._connection.add_remote_candidate(candidate)
        parameters = RTCIceParameters(
            usernameFragment=way.ice.username, password=way.ice.password, iceLite=way.is_lite
        )
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._ice.start(parameters)
                if self._ice.state != "completed":
                    return
                await self._dtls.start(RTCDtlsParameters(fingerprints=as_fingerprints(way.fingerprints)))
        except TimeoutError:
            self._fail("The client could not be reached for its media.")
        except Exception as error:
            log.info("connecting to a client failed: %s: %s", type(error).__name__, error)
            self._fail("The encrypted connection to the client failed.")

    async def take_candidates(self, text: str) -> None:
        """Take what the client tells late; what is not understood is dropped."""
        try:
            told = Fragment.parse(text)
        except SdpError as error:
            log.info("candidates that cannot be read are dropped: %s", error)
            return
        if not self._is_closed:
            await self._ice.add_late_candidates(told.username, told.candidates, is_last=told.is_last)

    def send_rtp(self, packet: bytes) -> None:
        """Send a packet, or drop it while there is no connection."""
        try:
            self._dtls.send_rtp(packet)
        except ConnectionError:
            self._dtls.dropped_outgoing += 1

    def send_rtcp(self, data: bytes) -> None:
        """Send reports, or drop them while there is no connection."""
        try:
            self._dtls.send_rtcp(data)
        except ConnectionError:
            self._dtls.dropped_outgoing += 1

    def _rtp_came(self, packet: bytes) -> None:
        self._on_rtp(packet, time.monotonic())

    def _rtcp_came(self, data: bytes) -> None:
        self._on_rtcp(data, time.monotonic())

    def _dtls_changed(self) -> None:
        if self._dtls.state == "connected":
            self._is_decided.set()
        elif self._dtls.state == "failed":
            self._fail("The encrypted connection to the client failed.")
        elif self._dtls.state == "closed":
            self._fail("The client has closed the connection for its media.")

    def _ice_changed(self) -> None:
        if self._ice.state == "failed":
            self._fail("The way to the client was lost.")

    def _fail(self, sentence: str) -> None:
        self._is_decided.set()
        if not self._is_closed:
            self._is_closed = True
            self._on_failed(sentence)

    def _run(self, attempt: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(attempt, name="client-leg")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """End it: sockets closed, tasks ended. Idempotent."""
        self._is_closed = True
        self._is_decided.set()
        await self._dtls.stop()
        await self._ice.stop()
        # An attempt to connect ends with its sockets; cancelled, it would leave what it has started.
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSE_SECONDS)
        for task in tuple(self._tasks):
            task.cancel()


def as_fingerprints(values: Sequence[str]) -> list[RTCDtlsFingerprint]:
    """Return fingerprints as aiortc has them, from the values of ``a=fingerprint``."""
    pairs = [value.split(" ") for value in values]
    return [RTCDtlsFingerprint(algorithm=pair[0], value=pair[1]) for pair in pairs]
