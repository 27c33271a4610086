"""One call's media: one peer connection between the local devices and the other end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiortc import RTCIceServer, RTCSessionDescription

from core.media.codec_preferences import prefer_codecs
from core.media.devices.capture import Lease, LocalMedia
from core.media.media_events import MediaEvent
from core.media.media_watch import MediaWatch
from core.media.pictures import PictureSlot
from core.media.report import collect_report
from core.media.rtp.audio_receiver import AudioReceiver
from core.media.rtp.video_receiver import VideoReceiver
from core.media.sdp import NotTheOfferer, SdpError, SectionLedger, finish
from core.media.statistics import MediaReport
from core.media.streams import MediaStream
from core.media.transport.connection import AppPeerConnection

log = logging.getLogger(__name__)

_SENDING = ("sendrecv", "sendonly")
_RECEIVING = ("sendrecv", "recvonly")


class MediaSessionClosed(RuntimeError):
    """The session was closed before or while it was asked for something. Ours."""


@dataclass(frozen=True, slots=True)
class IceServer:
    """A STUN or TURN server: ``urls`` as in RFC 7064 and 7065, credentials for TURN."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


class MediaSession:
    """The media of one call, from its first offer to ``close``. Core thread.

    Only the end that made the first offer may offer again (``is_offerer``). Nothing leaves before both
    descriptions are known. The microphone and camera are claimed when this end describes itself, the
    camera only while the call has pictures that are not paused. Events come through ``on_event``, on the
    core thread, and never after ``close`` was called.

    An empty ``ice_servers`` means that nobody is asked: calls on one machine or network work.
    """

    def __init__(
        self,
        local: LocalMedia,
        *,
        video: bool,
        ice_servers: Sequence[IceServer],
        is_offerer: bool,
        on_event: Callable[[MediaEvent], None],
    ) -> None:
        self.outgoing_stream = MediaStream()
        self.incoming_stream = MediaStream()
        self.incoming_picture = PictureSlot()
        self._local = local
        self._video = video
        self._is_offerer = is_offerer
        self._ledger = SectionLedger()
        self._watch = MediaWatch(on_event)
        self._lock = asyncio.Lock()
        self._closing: asyncio.Task[None] | None = None
        self._leases: list[Lease] = []
        self._camera_lease: Lease | None = None
        self._microphone_track = local.microphone.open_track()
        self._camera_track = local.camera.open_track()
        self._receivers: list[AudioReceiver | VideoReceiver] = []
        self._connection = AppPeerConnection(_aiortc_servers(ice_servers), self._receiver_made)
        self._connection.on("track", self.incoming_stream.addTrack)
        self._watch.follow(self._connection)
        self.outgoing_stream.addTrack(self._microphone_track)
        if video:
            self.outgoing_stream.addTrack(self._camera_track)

    @property
    def muted(self) -> bool:
        """Whether silence is sent instead of the microphone."""
        return self._microphone_track.is_muted

    @property
    def video_paused(self) -> bool:
        """Whether the camera is held back."""
        return self._camera_track.is_paused

    @property
    def has_incoming_video(self) -> bool:
        """Whether it is agreed that the other end may send pictures."""
        return self._ledger.remote is not None and self._ledger.direction("video") in _SENDING

    @property
    def has_outgoing_video(self) -> bool:
        """Whether it is agreed that this end may send pictures, and it does not hold them back."""
        return self._sends_video and not self.video_paused

    async def create_offer(self) -> str:
        """Return the offer to send, the first or a later one.

        Raises NotTheOfferer, or MediaSessionClosed.
        """
        if not self._is_offerer:
            raise NotTheOfferer("only the end that made the first offer may offer again")
        async with self._negotiation() as connection:
            if not connection.getTransceivers():
                self._add_tracks({"audio", "video"} if self._video else {"audio"})
            self._claim_devices()
            await connection.setLocalDescription(await connection.createOffer())
            return finish(connection.localDescription.sdp)

    async def accept_offer(self, sdp: str) -> str:
        """Take the other end's offer and return the answer.

        Raises SdpError when the offer cannot be used (NothingAcceptable: answer 488), NotTheOfferer when
        offering is this end's turn, or MediaSessionClosed.
        """
        if self._is_offerer:
            raise NotTheOfferer("this end made the first offer and makes all later ones")
        async with self._negotiation() as connection:
            kinds = ("audio", "video") if self._video else ("audio",)
            offer = self._ledger.take_offer(sdp, kinds=kinds)
            self._add_tracks(self._ledger.accepted_kinds())
            await self._set_remote(offer, "offer")
            await connection.setLocalDescription(await connection.createAnswer())
            self._described()
            return self._ledger.complete_answer(connection.localDescription.sdp)

    async def accept_answer(self, sdp: str) -> None:
        """Take the other end's answer to the last offer.

        Raises SdpError when it does not fit the offer, or MediaSessionClosed.
        """
        async with self._negotiation() as connection:
            if connection.signalingState != "have-local-offer":
                raise SdpError("an answer came although no offer is open")
            answer = self._ledger.take_answer(sdp, connection.localDescription.sdp)
            await self._set_remote(answer, "answer")
            self._described()

    def set_muted(self, muted: bool) -> None:
        """Send silence instead of the microphone, or the microphone again."""
        self._microphone_track.is_muted = muted

    def set_video_paused(self, paused: bool) -> None:
        """Release the camera and send no pictures, or take it up again. Sound goes on."""
        self._camera_track.is_paused = paused
        self._claim_camera()

    async def stats(self) -> MediaReport:
        """Return what was measured so far; also after ``close``, as far as it was kept."""
        return await collect_report(self._connection, self._receivers)

    async def close(self) -> None:
        """End it: devices released, sockets closed, threads and tasks ended. Idempotent."""
        if self._closing is None:
            self._watch.stop()
            self._closing = asyncio.create_task(self._close(), name="media-session-close")
        await asyncio.shield(self._closing)

    @property
    def _sends_video(self) -> bool:
        if not self._video:
            return False
        if self._ledger.remote is None:
            return self._is_offerer and bool(self._connection.getTransceivers())
        return self._ledger.direction("video") in _RECEIVING

    @asynccontextmanager
    async def _negotiation(self) -> AsyncIterator[AppPeerConnection]:
        """Let one negotiation run at a time, and none after ``close``."""
        async with self._lock:
            if self._closing is not None:
                raise MediaSessionClosed("the media session is closed")
            yield self._connection

    async def _set_remote(self, sdp: str, type_: str) -> None:
        try:
            await self._connection.setRemoteDescription(RTCSessionDescription(sdp=sdp, type=type_))
        except Exception as error:
            raise SdpError(f"{type(error).__name__}: {error}") from error
        if self._connection.signalingState == "closed":
            raise MediaSessionClosed("the connection has closed")

    def _add_tracks(self, kinds: set[str]) -> None:
        present = {transceiver.kind for transceiver in self._connection.getTransceivers()}
        if "audio" in kinds - present:
            self._connection.addTrack(self._microphone_track)
        if "video" in kinds - present:
            self._connection.addTrack(self._camera_track)
        for transceiver in self._connection.getTransceivers():
            prefer_codecs(transceiver)

    def _described(self) -> None:
        """Both descriptions are known: claim what they agreed on, and watch what comes of it."""
        self._claim_devices()
        owed = {kind for kind in ("audio", "video") if self._ledger.direction(kind) in _SENDING}
        self._watch.expect(owed, self._video_receiver())

    def _claim_devices(self) -> None:
        if not self._leases:
            self._leases = [self._local.acquire_microphone(), self._local.acquire_speaker()]
        self._claim_camera()

    def _claim_camera(self) -> None:
        wanted = bool(self._leases) and self._closing is None and self._sends_video and not self.video_paused
        if wanted and self._camera_lease is None:
            self._camera_lease = self._local.acquire_camera()
        elif not wanted and self._camera_lease is not None:
            lease, self._camera_lease = self._camera_lease, None
            lease.release()

    def _receiver_made(self, receiver: AudioReceiver | VideoReceiver) -> None:
        self._receivers.append(receiver)
        if isinstance(receiver, AudioReceiver):
            self._local.speaker.add(receiver.playout)
        else:
            receiver.picture = self.incoming_picture
        self._watch.follow_receiver(receiver)

    def _video_receiver(self) -> VideoReceiver | None:
        return next((one for one in self._receivers if isinstance(one, VideoReceiver)), None)

    async def _close(self) -> None:
        self._claim_camera()
        for lease in self._leases:
            lease.release()
        self._leases = []
        for receiver in self._receivers:
            if isinstance(receiver, AudioReceiver):
                self._local.speaker.remove(receiver.playout)
        self._microphone_track.stop()
        self._camera_track.stop()
        async with self._lock:
            await self._connection.close()
            await self._connection.settle()


def _aiortc_servers(servers: Sequence[IceServer]) -> list[RTCIceServer]:
    return [
        RTCIceServer(list(server.urls), server.username or None, server.credential or None)
        for server in servers
    ]
