"""The peer connection of a call: aiortc's, with our transports, senders and receivers in it.

aiortc builds its parts in private methods; overriding them by their mangled names is ordinary method
resolution. ``tests/media/test_aiortc_contract.py`` fails when one of the names is gone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, cast

from aioice import Candidate
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCRtpTransceiver
from aiortc.codecs import CODECS, HEADER_EXTENSIONS
from aiortc.mediastreams import MediaStreamTrack
from aiortc.rtcpeerconnection import (
    add_transport_description,
    allocate_mid,
    create_media_description_for_transceiver,
    filter_preferred_codecs,
)
from aiortc.rtcrtpreceiver import RemoteStreamTrack

from core.media.rtp.receiving.audio_receiver import AudioReceiver
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.rtp.sending.audio_sender import AudioSender
from core.media.rtp.sending.video_sender import VideoSender
from core.media.sdp.added_section import numbered_codecs, numbered_extensions
from core.media.sdp.capabilities import add_capabilities
from core.media.sdp.description import Section
from core.media.sdp.directions import receives
from core.media.sdp.trickle import Fragment
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.ice.agent import CallIceConnection
from core.media.transport.ice.description import IceDescription
from core.media.transport.ice.transport import CallIceGatherer, CallIceTransport

log = logging.getLogger(__name__)
add_capabilities()

_DESCRIPTIONS = tuple(
    f"_RTCPeerConnection__{which}{end}Description"
    for which in ("current", "pending")
    for end in ("Local", "Remote")
)


class AppPeerConnection(RTCPeerConnection):
    """One call's connection: a single bundled transport, our own senders and receivers, explicit servers."""

    def __init__(self, ice_servers: Sequence[RTCIceServer], *, relay_only: bool = False) -> None:
        super().__init__(
            RTCConfiguration(iceServers=list(ice_servers), bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )
        self.connect_error: Exception | None = None
        self.on_late_candidate: Callable[[Fragment], None] = lambda fragment: None
        self._ice_servers = tuple(ice_servers)
        self._relay_only = relay_only
        self._connecting: set[asyncio.Task[Any]] = set()

    @property
    def dtls(self) -> HardenedDtlsTransport | None:
        """The one transport, once there is a media section."""
        for transceiver in self.getTransceivers():
            transport = transceiver.receiver.transport
            assert isinstance(transport, HardenedDtlsTransport)
            return transport
        return None

    @property
    def ice(self) -> CallIceTransport:
        """The way under the one transport. Raises ConnectionError before there is a media section."""
        dtls = self.dtls
        if dtls is None:
            raise ConnectionError("nothing was described yet")
        assert isinstance(dtls.transport, CallIceTransport)
        return dtls.transport

    @property
    def local_address(self) -> str:
        """This machine's address on the path in use; empty while there is none."""
        pair = self.ice.selected_pair if self.dtls is not None else None
        if pair is None:
            return ""
        local = pair.local_candidate
        return str((local.related_address if local.type == "relay" else local.host) or "")

    def _found_late(self, whose: CallIceConnection, candidate: Candidate | None) -> None:
        found = () if candidate is None else (candidate,)
        mid = next((one.mid for one in self.getTransceivers() if one.mid is not None), "0")
        self.on_late_candidate(
            Fragment(whose.local_username, whose.local_password, mid, found, is_last=candidate is None)
        )

    def move_soon(self, remote: IceDescription) -> None:
        """Find the path of a restart and move to it; without one the old path is kept."""
        self._run(self._move(remote))

    async def _move(self, remote: IceDescription) -> None:
        try:
            await self.ice.connect_again(remote)
        except ConnectionError as error:
            log.info("the path stays as it was: %s", error)

    @property
    def setup_role(self) -> str:
        """The DTLS role of this end as an answer says it (RFC 8842)."""
        dtls = self.dtls
        return "passive" if dtls is not None and dtls._role == "server" else "active"

    def set_direction(self, transceiver: RTCRtpTransceiver, direction: str) -> None:
        """Send and receive as ``direction`` says from now on; ``connect_soon`` starts what never ran."""
        if receives(direction) and transceiver.receiver.track is None:
            transceiver.receiver._track = RemoteStreamTrack(transceiver.kind)
            self.emit("track", transceiver.receiver.track)
        transceiver._setCurrentDirection(direction)

    def connect_soon(self) -> None:
        """Start the senders and receivers that may run now and never did."""
        self._run(self._RTCPeerConnection__connect())

    def _run(self, attempt: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(attempt)
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)

    def describe_added(self, transceiver: RTCRtpTransceiver, spoken: Sequence[Section], place: int) -> str:
        """Return the section that offers ``transceiver`` beside those ``spoken`` of already.

        Its payload types and extension ids go together with theirs, which share its transport (RFC 9143
        sections 7.1.1 and 10). ``place`` is its index among the sections that aiortc knows.
        """
        kind, private = transceiver.kind, cast(Any, self)
        wanted = filter_preferred_codecs(CODECS[kind][:], transceiver._preferred_codecs)
        transceiver._codecs = numbered_codecs(wanted, spoken)
        transceiver._headerExtensions = numbered_extensions(HEADER_EXTENSIONS[kind], spoken)
        transceiver._set_mline_index(place)
        media = create_media_description_for_transceiver(
            transceiver,
            cname=private._RTCPeerConnection__cname,
            direction="sendrecv",
            mid=allocate_mid(private._RTCPeerConnection__seenMids | {one.value("mid") for one in spoken}),
        )
        add_transport_description(media, transceiver.receiver.transport)
        return str(media)

    def discard(self, transceiver: RTCRtpTransceiver) -> None:
        """Forget a transceiver that no description ever named: nothing of it was started."""
        private: Any = self
        private._RTCPeerConnection__transceivers.remove(transceiver)

    def descriptions(self) -> dict[str, Any]:
        """Return all that was described, to go back to."""
        private: Any = self
        return {name: getattr(private, name) for name in _DESCRIPTIONS}

    def go_back(self, descriptions: dict[str, Any]) -> None:
        """Forget what was described since then and refused, which aiortc cannot take back by itself."""
        private: Any = self
        for name, description in descriptions.items():
            setattr(private, name, description)
        private._RTCPeerConnection__setSignalingState("stable")

    async def settle(self) -> None:
        """Wait until every attempt to connect has come to an end; after ``close`` that is soon."""
        if self._connecting:
            await asyncio.wait(set(self._connecting), timeout=5)

    async def _RTCPeerConnection__connect(self) -> None:
        """Start ICE, DTLS, senders and receivers; what goes wrong is kept in ``connect_error``."""
        task = asyncio.current_task()
        assert task is not None
        self._connecting.add(task)
        try:
            await super()._RTCPeerConnection__connect()  # type: ignore[misc]
        except Exception as error:
            self.connect_error = error
            log.info("connecting failed: %s: %s", type(error).__name__, error)
        finally:
            self._connecting.discard(task)

    def _RTCPeerConnection__createDtlsTransport(self) -> HardenedDtlsTransport:
        private: Any = self
        gatherer = CallIceGatherer(self._ice_servers, relay_only=self._relay_only)
        gatherer.on("statechange", private._RTCPeerConnection__updateIceGatheringState)
        ice = CallIceTransport(gatherer)
        ice.on_candidate = self._found_late
        ice.on("statechange", private._RTCPeerConnection__updateIceConnectionState)
        ice.on("statechange", private._RTCPeerConnection__updateConnectionState)
        private._RTCPeerConnection__iceTransports.add(ice)
        dtls = HardenedDtlsTransport(ice, private._RTCPeerConnection__certificates)
        dtls.cname = private._RTCPeerConnection__cname
        dtls.on("statechange", private._RTCPeerConnection__updateConnectionState)
        private._RTCPeerConnection__dtlsTransports.add(dtls)
        private._RTCPeerConnection__updateIceGatheringState()
        private._RTCPeerConnection__updateIceConnectionState()
        private._RTCPeerConnection__updateConnectionState()
        return dtls

    def _RTCPeerConnection__createTransceiver(
        self, direction: str, kind: str, sender_track: MediaStreamTrack | None = None
    ) -> RTCRtpTransceiver:
        base: Any = super()
        transceiver: Any = base._RTCPeerConnection__createTransceiver(
            direction=direction, kind=kind, sender_track=sender_track
        )
        dtls = transceiver.receiver.transport
        sender = (AudioSender if kind == "audio" else VideoSender)(sender_track, dtls)
        receiver = AudioReceiver(dtls) if kind == "audio" else VideoReceiver(dtls)
        sender._stream_id = transceiver.sender._stream_id
        receiver._set_rtcp_ssrc(sender._ssrc)
        transceiver._RTCRtpTransceiver__sender = sender
        transceiver._RTCRtpTransceiver__receiver = receiver
        found: RTCRtpTransceiver = transceiver
        return found
