"""Watches one connection and says what a call wants to know: connected, flowing, failed, paused."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from core.media.media_events import (
    MediaConnected,
    MediaEvent,
    MediaFailed,
    MediaFailure,
    MediaFlowing,
    PathRestored,
    PathSilent,
    RemotePictureStarted,
    RemoteVideoPaused,
    RemoteVideoResumed,
)
from core.media.rtp.receiving.audio_receiver import AudioReceiver
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.transport.connection import AppPeerConnection

log = logging.getLogger(__name__)

SETUP_SECONDS = 15.0
"""From both descriptions to the first packet at most. ICE by itself never gives up."""

LOST_GRACE = 2.0
"""Seconds between the other end's close and ``MediaFailed``: its BYE is on the way by another path."""

HEARTBEAT = 1.5
"""Seconds without a picture after which the other end's video counts as paused."""

REPAIR_SECONDS = 1.0
"""Seconds without any packet after which another way to the other end is looked for."""

SILENT_SECONDS = 2.5
"""Seconds without any packet, RTCP included, after which the path counts as silent."""

LOST_SECONDS = 20.0
"""Seconds of silence after which the media is lost. ICE's own consent checks take half a minute."""

BEAT = 0.25
SOUND_IS_FRESH = 1.0


class MediaWatch:
    """Turns the states of a connection and its receivers into events. Core thread."""

    def __init__(self, on_event: Callable[[MediaEvent], None]) -> None:
        self._on_event = on_event
        self._loop = asyncio.get_running_loop()
        self._connection: AppPeerConnection | None = None
        self._owed: set[str] | None = None
        self._video: VideoReceiver | None = None
        self._audio: AudioReceiver | None = None
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._is_stopped = False
        self._is_connected = False
        self._flowing_at: float | None = None
        self._has_failed = False
        self._is_remote_paused = False
        self._owed_since = 0.0
        self._arrived = 0
        self._arrived_at = 0.0
        self._is_silent = False

    def follow(self, connection: AppPeerConnection) -> None:
        """Watch ``connection`` from now on."""
        self._connection = connection
        connection.on("connectionstatechange", self._state_changed)

    def follow_receiver(self, receiver: AudioReceiver | VideoReceiver) -> None:
        """Watch what ``receiver`` receives."""
        receiver.on_first_packet = self._packet_came
        if isinstance(receiver, VideoReceiver):
            receiver.on_first_picture = self._picture_came
        else:
            self._audio = receiver

    def expect(self, owed: set[str], video: VideoReceiver | None) -> None:
        """Both descriptions are known: ``owed`` are the kinds that the other end said it sends.

        Of a held call nothing is owed; that its path lives is told by RTCP and by ICE's consent checks.
        """
        if owed != self._owed:
            self._owed_since = time.monotonic()
        if self._video is not None and "video" not in owed:
            self._video.pause()
        self._owed = owed
        self._video = video if "video" in owed else None
        if self._flowing_at is None:
            self._arm("setup", SETUP_SECONDS, self._give_up)
        self._check_flowing()

    def stop(self) -> None:
        """Say nothing more."""
        self._is_stopped = True
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def tell(self, event: MediaEvent) -> None:
        """Say ``event``, in the order of what this watch says."""
        self._emit(event)

    def _emit(self, event: MediaEvent) -> None:
        if not self._is_stopped:
            log.debug("media: %s", event)
            self._on_event(event)

    def _arm(self, name: str, seconds: float, action: Callable[[], None]) -> None:
        if self._is_stopped:
            return
        self._disarm(name)
        self._timers[name] = self._loop.call_later(seconds, action)

    def _disarm(self, name: str) -> None:
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()

    def _state_changed(self) -> None:
        state = self._connection.connectionState if self._connection is not None else "closed"
        if state == "connected" and not self._is_connected:
            self._is_connected = True
            self._emit(MediaConnected())
            self._check_flowing()
        elif state == "failed":
            self._fail(MediaFailure.LOST if self._is_connected else self._setup_failure())
        elif state == "closed" and not self._is_stopped:
            self._arm("lost", LOST_GRACE, lambda: self._fail(MediaFailure.LOST, "closed by the other end"))

    def _setup_failure(self) -> MediaFailure:
        """Tell a path that was not found from a handshake that was refused."""
        connection = self._connection
        found_path = connection is not None and connection.iceConnectionState == "completed"
        return MediaFailure.REFUSED if found_path else MediaFailure.TIMEOUT

    def _packet_came(self) -> None:
        self._check_flowing()

    def _check_flowing(self) -> None:
        if self._flowing_at is not None or not self._is_connected or self._owed is None:
            return
        kind = "audio" if "audio" in self._owed else "video"
        receiver = self._audio if kind == "audio" else self._video
        if self._owed and (receiver is None or receiver.first_packet_at is None):
            return
        self._flowing_at = self._arrived_at = time.monotonic()
        self._disarm("setup")
        self._emit(MediaFlowing())
        self._arm("beat", BEAT, self._beat)

    def _give_up(self) -> None:
        detail = "connected, but nothing arrived" if self._is_connected else "no path was found"
        self._fail(MediaFailure.TIMEOUT, detail)

    def _fail(self, reason: MediaFailure, detail: str = "") -> None:
        if self._has_failed:
            return
        self._has_failed = True
        for name in ("setup", "beat", "lost"):
            self._disarm(name)
        error = self._connection.connect_error if self._connection is not None else None
        self._emit(MediaFailed(reason, detail or (str(error) if error else "")))

    def _picture_came(self, width: int, height: int) -> None:
        try:
            self._loop.call_soon_threadsafe(self._emit, RemotePictureStarted(width, height))
        except RuntimeError:
            log.debug("a picture came after the loop had closed")

    def _beat(self) -> None:
        self._arm("beat", BEAT, self._beat)
        self._check_path(time.monotonic())
        self._check_pictures()

    def _check_path(self, now: float) -> None:
        dtls = self._connection.dtls if self._connection is not None else None
        arrived = dtls.all_received_packets() if dtls is not None else 0
        if arrived != self._arrived:
            self._arrived, self._arrived_at = arrived, now
        silent_for = now - self._arrived_at
        if silent_for > REPAIR_SECONDS and self._connection is not None:
            self._connection.ice.repair()
        if silent_for > LOST_SECONDS:
            self._fail(MediaFailure.LOST, f"nothing came for {LOST_SECONDS:.0f} s")
        elif (silent_for > SILENT_SECONDS) != self._is_silent:
            self._is_silent = not self._is_silent
            self._emit(PathSilent() if self._is_silent else PathRestored())

    def _check_pictures(self) -> None:
        video, now = self._video, time.monotonic()
        if video is None or self._flowing_at is None:
            return
        since = now - max(video.last_packet_at, self._flowing_at, self._owed_since)
        if not self._is_remote_paused and since > HEARTBEAT and self._is_sound_fresh(now):
            self._is_remote_paused = True
            video.pause()
            self._emit(RemoteVideoPaused())
        elif self._is_remote_paused and now - video.last_packet_at < HEARTBEAT:
            self._is_remote_paused = False
            self._emit(RemoteVideoResumed())

    def _is_sound_fresh(self, now: float) -> bool:
        """Whether the path lives; where no sound is owed, nothing can tell."""
        if self._owed is None or "audio" not in self._owed or self._audio is None:
            return True
        return now - self._audio.last_packet_at < SOUND_IS_FRESH
