"""What sends and receives in each section of a session, by what the section is for."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from aiortc import MediaStreamTrack, RTCRtpTransceiver

from core.media.codec_preferences import prefer_codecs
from core.media.rtp.receiving.audio_receiver import AudioReceiver
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.sdp.ledger import Presented, SectionLedger
from core.media.sdp.roles import SCREEN
from core.media.transport.connection import AppPeerConnection

Receiver = AudioReceiver | VideoReceiver


@dataclass(frozen=True, slots=True)
class Before:
    """What there was at one moment."""

    by_role: Mapping[str, RTCRtpTransceiver]
    known: tuple[RTCRtpTransceiver, ...]


class Transceivers:
    """Of the sections that there ever were for a role, the transceiver of one sends what is sent for it.

    ``tracks`` are sent, by role. ``on_receiver`` is told what each receiver is for, before anything arrives
    there.
    """

    def __init__(
        self,
        connection: AppPeerConnection,
        tracks: Mapping[str, MediaStreamTrack],
        on_receiver: Callable[[str, Receiver], None],
    ) -> None:
        self._connection = connection
        self._tracks = tracks
        self._on_receiver = on_receiver
        self._by_role: dict[str, RTCRtpTransceiver] = {}

    def of(self, role: str) -> RTCRtpTransceiver | None:
        """Return the transceiver for ``role``."""
        return self._by_role.get(role)

    def add(self, role: str) -> RTCRtpTransceiver:
        """Make what sends and receives for ``role``, in the place of one that belongs to another section."""
        before = self._by_role.get(role)
        if before is not None:
            before.sender.replaceTrack(None)
        made = self._by_role[role] = self._connection.addTransceiver(self._tracks[role], "sendrecv")
        if role == SCREEN:
            made.sender._stream_id = str(uuid.uuid4())  # in step with no sound
        prefer_codecs(made)
        assert isinstance(made.receiver, Receiver)
        self._on_receiver(role, made.receiver)
        return made

    def prepare(self, ledger: SectionLedger) -> None:
        """See that aiortc finds for each section in use what is to send and receive there."""
        known = {one.mid: one for one in self._connection.getTransceivers() if one.mid is not None}
        for place in ledger.live.values():
            entry = ledger.presented[place]
            if entry.mid in known:
                self._put_in_place(entry.role, known[entry.mid])
                continue
            transceiver = self._by_role.get(entry.role)
            if transceiver is None or transceiver.mid is not None:
                transceiver = self.add(entry.role)
            transceiver._set_mid(entry.mid)
            transceiver._set_mline_index(place)

    def before(self) -> Before:
        """Return what there is, to go back to."""
        return Before(dict(self._by_role), tuple(self._connection.getTransceivers()))

    def go_back(self, before: Before) -> None:
        """Let go what was made since then for a description that was refused."""
        for role, transceiver in before.by_role.items():
            self._put_in_place(role, transceiver)
        self._by_role = dict(before.by_role)
        for made in self._connection.getTransceivers():
            if made not in before.known:
                self._discard(made)

    def forget_added(self, presented: Iterable[Presented]) -> None:
        """Let go what was made for an offer that was taken back: aiortc would use it for the next section."""
        named = {entry.mid for entry in presented}
        for role, transceiver in list(self._by_role.items()):
            if transceiver.mid not in named:
                self._discard(transceiver)
                del self._by_role[role]

    def _put_in_place(self, role: str, transceiver: RTCRtpTransceiver) -> None:
        """Let what was made before send for ``role``, in the place of what does now."""
        now = self._by_role.get(role)
        if now is not transceiver:
            if now is not None:
                now.sender.replaceTrack(None)
            transceiver.sender.replaceTrack(self._tracks[role])
            self._by_role[role] = transceiver

    def _discard(self, transceiver: RTCRtpTransceiver) -> None:
        transceiver.sender.replaceTrack(None)
        self._connection.discard(transceiver)
