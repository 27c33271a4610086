"""One call's media: one peer connection between the local devices and the other end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aiortc import MediaStreamTrack, RTCIceServer

from core.media.call_devices import CallDevices
from core.media.devices.capture import LocalMedia
from core.media.media_events import (
    DtmfReceived,
    LocalCandidates,
    MediaEvent,
    MemberPicturesChanged,
    RemoteHeld,
    RemoteSharing,
    SharedSoundChanged,
    SharingDeclined,
    SharingEnded,
)
from core.media.media_watch import MediaWatch
from core.media.negotiation import Negotiation, Wishes
from core.media.pictures import PictureSlot
from core.media.report import collect_report
from core.media.rooms.demand import Demand
from core.media.rooms.member_pictures import MemberPictures
from core.media.rooms.member_sections import MemberSections
from core.media.rtp.receiving.audio_receiver import AudioReceiver
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.rtp.sending.audio_sender import AudioSender
from core.media.rtp.sending.key_sender import CannotSendKeys
from core.media.rtp.sending.video_sender import VideoSender
from core.media.rtp.telephone_event import DEFAULT_SECONDS, KeyPress, event_code, event_seconds
from core.media.sdp.description import SdpError
from core.media.sdp.directions import receives, sends
from core.media.sdp.roles import AUDIO, SCREEN, VIDEO
from core.media.sdp.trickle import Fragment
from core.media.statistics import MediaReport
from core.media.streams import MediaStream
from core.media.sync.lip_sync import LipSync
from core.media.transport.connection import AppPeerConnection

log = logging.getLogger(__name__)


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

    Either end may offer, at first and later; crossing offers are the signalling's to sort out. Nothing
    leaves before both descriptions are known. The microphone and camera are claimed when this end describes
    itself, the camera only while the call has pictures that are not paused, and neither while it is held.
    Events come through ``on_event``, on the core thread, and never after ``close`` was called.

    An empty ``ice_servers`` means that nobody is asked: calls on one machine or network work.
    ``is_offerer`` is who is to make the first offer; it binds nobody. With ``relay_only`` media goes by a
    TURN server or not at all, and the other end learns no address of this machine.
    """

    def __init__(
        self,
        local: LocalMedia,
        *,
        video: bool,
        ice_servers: Sequence[IceServer],
        is_offerer: bool,
        on_event: Callable[[MediaEvent], None],
        relay_only: bool = False,
    ) -> None:
        self.outgoing_stream = MediaStream()
        self.incoming_stream = MediaStream()
        self.incoming_picture = PictureSlot()
        self.incoming_screen = PictureSlot()
        """The newest picture of the screen that the other end shows."""
        self.incoming_screen_stream = MediaStream()
        self.is_remote_sharing = False
        """Whether the other end shows a screen."""
        self.members = MemberPictures()
        """The pictures of the other members, in a conference room."""
        self._told_members: frozenset[str] = frozenset()
        self._demands: dict[str, Demand] = {}
        self._video = video
        self._is_held = False
        self._is_remote_hold = False
        self._watch = MediaWatch(on_event)
        self._lock = asyncio.Lock()
        self._closing: asyncio.Task[None] | None = None
        self._devices = CallDevices(local, self._screen_ended, self._shared_sound_changed)
        self._sync = LipSync()
        self._receivers: list[AudioReceiver | VideoReceiver] = []
        self._screen_receivers: list[VideoReceiver] = []
        self._connection = AppPeerConnection(_aiortc_servers(ice_servers), relay_only=relay_only)
        self._connection.on("track", self._add_incoming)
        tracks = {
            AUDIO: self._devices.microphone_track,
            VIDEO: self._devices.camera_track,
            SCREEN: self._devices.screen.track,
        }
        self._sections = MemberSections(self.members, self._receivers.append, self._receivers.remove)
        self._negotiation = Negotiation(
            self._connection, tracks, self._receiver_made, self._raise_if_closed, self._sections
        )
        self._watch.follow(self._connection)
        self._connection.on_late_candidate = self._found_late
        self.outgoing_stream.addTrack(self._devices.microphone_track)
        if video:
            self.outgoing_stream.addTrack(self._devices.camera_track)

    @property
    def muted(self) -> bool:
        """Whether silence is sent instead of the microphone."""
        return self._devices.microphone_track.is_muted

    @property
    def video_paused(self) -> bool:
        """Whether the camera is held back."""
        return self._devices.camera_track.is_paused

    @property
    def held(self) -> bool:
        """Whether this end holds the call."""
        return self._is_held

    @property
    def remote_hold(self) -> bool:
        """Whether the other end holds the call: it wants to hear and see nothing."""
        return self._is_remote_hold

    @property
    def has_incoming_video(self) -> bool:
        """Whether it is agreed that the other end may send pictures."""
        return receives(self._negotiation.direction("video"))

    @property
    def has_outgoing_video(self) -> bool:
        """Whether it is agreed that this end may send pictures, and it does not hold them back."""
        return self._sends_video and not self.video_paused

    @property
    def local_address(self) -> str:
        """This machine's address on the path in use; empty while there is none."""
        return self._connection.local_address

    @property
    def srtp_profile(self) -> str:
        """How packets are encrypted, as agreed with the other end (RFC 5764); empty before."""
        dtls = self._connection.dtls
        return dtls.srtp_profile if dtls is not None else ""

    async def create_offer(self, *, restart_ice: bool = False) -> str:
        """Return the offer to send, the first or a later one, which may ask for a new path.

        Media goes on by the old path until the new one is found, and for good if it is not.
        Raises MediaSessionClosed, and ConnectionError when another restart takes the place of this one.
        """
        async with self._negotiation_alone() as negotiation:
            offer = await negotiation.offer(replace(self._wishes, restarts_ice=restart_ice))
            self._claim_devices()
            return offer

    async def accept_offer(self, sdp: str) -> str:
        """Take the other end's offer and return the answer.

        Raises SdpError when the offer cannot be used (NothingAcceptable: answer 488; Glare, when one of ours
        is open: answer 491), or MediaSessionClosed.
        """
        async with self._negotiation_alone() as negotiation:
            answer = await negotiation.take_offer(sdp, self._wishes)
            self._described()
            return answer

    async def accept_answer(self, sdp: str) -> None:
        """Take the other end's answer to the last offer.

        Raises SdpError when it does not fit the offer, or MediaSessionClosed.
        """
        async with self._negotiation_alone() as negotiation:
            await negotiation.take_answer(sdp)
            self._described()
            if self.is_sharing and SCREEN in negotiation.refused:
                self.stop_sharing()
                self._watch.tell(SharingDeclined())

    async def take_candidates(self, fragment: str) -> None:
        """Take what the other end sent as ``LocalCandidates``; what is not understood is dropped."""
        try:
            told = Fragment.parse(fragment)
        except SdpError as error:
            log.info("candidates that cannot be read are dropped: %s", error)
            return
        if self._closing is None and not await self._negotiation.take_candidates(told):
            log.info("candidates for another path than ours are dropped")

    async def roll_back_offer(self) -> None:
        """Forget an offer of ours that was not answered and will not be. Raises MediaSessionClosed.

        What was agreed before goes on; without any agreement the session can only be closed.
        """
        async with self._negotiation_alone() as negotiation:
            await negotiation.roll_back()

    def set_held(self, held: bool) -> None:
        """Let microphone, camera and speaker go and send nothing, or take them up again.

        Takes effect here at once; the other end learns it from the next offer or answer (RFC 3264
        section 8.4), so an offer should follow.
        """
        self._is_held = held
        if held and self._audio_sender is not None:
            self._audio_sender.keys.cancel("the call is held")
        self._devices.microphone_track.is_held = held
        self._devices.camera_track.is_held = held
        self._devices.screen.track.is_held = held
        self._claim_devices()

    def want_video(self, wanted: bool) -> None:
        """Have the next offer or answer include pictures, or not: adding them takes both ends' consent.

        An end that does not want them answers an offer of pictures without.
        """
        self._video = wanted
        if wanted:
            self.outgoing_stream.addTrack(self._devices.camera_track)
        self._claim_devices()

    @property
    def is_sharing(self) -> bool:
        """Whether this end shows a screen, or has offered to."""
        return bool(self._devices.screen.source_id)

    @property
    def is_screen_agreed(self) -> bool:
        """Whether the other end has agreed to see this end's screen."""
        return sends(self._negotiation.direction(SCREEN))

    @property
    def shared_source(self) -> str:
        """The id of the screen or window that this end shows; empty if it shows none."""
        return self._devices.screen.source_id

    @property
    def shares_sound(self) -> bool:
        """Whether what other programs of this machine play is to be sent with the screen."""
        return self._devices.system_sound.is_wanted

    @property
    def shared_sound_problem(self) -> str:
        """Why that sound is not sent for the moment, as a sentence; empty while all is well."""
        return self._devices.system_sound.problem

    def share_screen(self, source_id: str, *, with_sound: bool = False) -> None:
        """Show a screen or window beside the camera, or another one than before.

        ``with_sound`` adds what other programs of this machine play to the microphone, muted or not. The
        next offer says so, and should follow unless a screen is shown already; ``SharingDeclined`` tells
        that the other end takes none.
        """
        self._devices.choose_screen(source_id, with_sound=with_sound)
        self._claim_devices()

    def stop_sharing(self) -> None:
        """Show it no more, at once; the next offer says so, and should follow."""
        self._devices.choose_screen("")

    @property
    def can_send_dtmf(self) -> bool:
        """Whether the other end takes pressed keys in the sound, and hears it now."""
        sender = self._audio_sender
        return sender is not None and bool(sender.keys.types) and not self._is_held and self._sends_sound

    async def send_dtmf(self, key: str, duration: float = DEFAULT_SECONDS) -> None:
        """Send ``key`` (0 to 9, ``*``, ``#``, A to D) in place of sound, and return when it has been sent.

        ``duration`` is in seconds, 40 ms to 6 s; what is shorter or longer is made to fit. Keys follow each
        other in the order of the calls. Raises ValueError for another key or duration, CannotSendKeys when
        the other end takes none, or the call is held or ends meanwhile.
        """
        code, seconds = event_code(key), event_seconds(duration)
        sender = self._audio_sender
        if sender is None or not self.can_send_dtmf:
            raise CannotSendKeys("the other end takes no keys in the sound now")
        await sender.keys.press(code, seconds)

    def set_muted(self, muted: bool) -> None:
        """Send silence instead of the microphone, or the microphone again."""
        self._devices.microphone_track.is_muted = muted

    def set_video_paused(self, paused: bool) -> None:
        """Release the camera and send no pictures, or take it up again. Sound goes on."""
        self._devices.camera_track.is_paused = paused
        self._claim_devices()

    def limit_picture(self, height: int, kbps: int, *, is_screen: bool = False) -> None:
        """Send no more lines and kbit/s of the camera or screen than this; with height 0 nothing at all."""
        self._demands[SCREEN if is_screen else VIDEO] = Demand.of(height, kbps)
        self._limit_pictures()

    def _limit_pictures(self) -> None:
        for role, demand in self._demands.items():
            transceiver = self._negotiation.transceiver(role)
            if transceiver is not None and isinstance(transceiver.sender, VideoSender):
                transceiver.sender.limit(demand)

    async def stats(self) -> MediaReport:
        """Return what was measured so far; also after ``close``, as far as it was kept."""
        return await collect_report(self._connection, self._receivers, self._devices.played_samples)

    async def close(self) -> None:
        """End it: devices released, sockets closed, threads and tasks ended. Idempotent."""
        if self._closing is None:
            self._watch.stop()
            self._closing = asyncio.create_task(self._close(), name="media-session-close")
        await asyncio.shield(self._closing)

    @property
    def _wishes(self) -> Wishes:
        return Wishes(self._video, self._is_held, is_sharing=self.is_sharing)

    @property
    def _sends_video(self) -> bool:
        if not self._negotiation.is_settled:
            return self._video and self._negotiation.has_open_offer
        return self._video and sends(self._negotiation.direction("video"))

    @property
    def _sends_sound(self) -> bool:
        return sends(self._negotiation.direction("audio"))

    @property
    def _audio_sender(self) -> AudioSender | None:
        transceiver = self._negotiation.transceiver("audio")
        sender = transceiver.sender if transceiver is not None else None
        return sender if isinstance(sender, AudioSender) else None

    @asynccontextmanager
    async def _negotiation_alone(self) -> AsyncIterator[Negotiation]:
        """Let one negotiation run at a time, and none after ``close``."""
        async with self._lock:
            if self._closing is not None:
                raise MediaSessionClosed("the media session is closed")
            yield self._negotiation

    def _raise_if_closed(self) -> None:
        if self._connection.signalingState == "closed":
            raise MediaSessionClosed("the connection has closed")

    def _described(self) -> None:
        """Both descriptions are known: claim what they agreed on, and watch what comes of it."""
        self._claim_devices()
        self._limit_pictures()
        # An end that holds may send, music perhaps, but owes nothing.
        is_owed = not self._negotiation.remote_hold
        owed = {role for role in (AUDIO, VIDEO) if is_owed and receives(self._negotiation.direction(role))}
        video = self._negotiation.transceiver("video")
        receiver = video.receiver if video is not None else None
        self._take_event_types()
        self._watch.expect(owed, receiver if isinstance(receiver, VideoReceiver) else None)
        if self._negotiation.remote_hold != self._is_remote_hold:
            self._is_remote_hold = self._negotiation.remote_hold
            self._watch.tell(RemoteHeld(self._is_remote_hold))
        self._notice_remote_screen()
        if self.members.names != self._told_members:
            self._told_members = self.members.names
            self._watch.tell(MemberPicturesChanged())

    def _notice_remote_screen(self) -> None:
        """Tell what became of the other end's screen."""
        is_shown = sends(self._negotiation.remote_direction(SCREEN))
        # While we hold, the other end cannot show anything and has not said that it stopped.
        if not self._is_held and is_shown != self.is_remote_sharing:
            self.is_remote_sharing = is_shown
            if not is_shown:
                self.incoming_screen.clear()
            self._watch.tell(RemoteSharing(is_shown))

    def _screen_ended(self, sentence: str) -> None:
        self._watch.tell(SharingEnded(sentence))

    def _shared_sound_changed(self) -> None:
        self._watch.tell(SharedSoundChanged())

    def _add_incoming(self, track: MediaStreamTrack) -> None:
        is_screen = any(receiver.track is track for receiver in self._screen_receivers)
        (self.incoming_screen_stream if is_screen else self.incoming_stream).addTrack(track)

    def _found_late(self, fragment: Fragment) -> None:
        self._watch.tell(LocalCandidates(str(fragment)))

    def _take_event_types(self) -> None:
        sending, receiving = self._negotiation.event_types()
        if self._audio_sender is not None:
            self._audio_sender.keys.types = sending
            wishes = self._negotiation.opus_wishes()
            if wishes is not None:
                self._audio_sender.take_wishes(wishes)
        for receiver in self._receivers:
            if isinstance(receiver, AudioReceiver):
                receiver.set_event_types(receiving)

    def _claim_devices(self) -> None:
        has_described = self._negotiation.is_settled or self._negotiation.has_open_offer
        wanted = has_described and self._closing is None and not self._is_held
        self._devices.claim(sound=wanted, camera=wanted and self._sends_video and not self.video_paused)
        self._devices.claim_screen(wanted and sends(self._negotiation.direction(SCREEN)))

    def _receiver_made(self, role: str, receiver: AudioReceiver | VideoReceiver) -> None:
        self._receivers.append(receiver)
        if isinstance(receiver, AudioReceiver):
            receiver.sync = self._sync
            self._devices.add_playout(receiver.playout)
            receiver.on_key = self._key_came
        elif role == SCREEN:
            self._screen_receivers.append(receiver)
            receiver.show_in(self.incoming_screen, LipSync())
            return
        else:
            receiver.show_in(self.incoming_picture, self._sync)
        self._watch.follow_receiver(receiver)

    def _key_came(self, press: KeyPress) -> None:
        self._watch.tell(DtmfReceived(press.key, press.seconds))

    async def _close(self) -> None:
        self._devices.close()
        async with self._lock:
            await self._sections.close()
            await self._connection.close()
            await self._connection.settle()


def _aiortc_servers(servers: Sequence[IceServer]) -> list[RTCIceServer]:
    return [
        RTCIceServer(list(server.urls), server.username or None, server.credential or None)
        for server in servers
    ]
