"""What one call holds of this process's devices: its tracks, its place in the speaker, its claims."""

from __future__ import annotations

from collections.abc import Callable

from core.media.audio.playout.buffer import PlayoutBuffer
from core.media.devices.capture import LocalMedia
from core.media.devices.device_port import Lease
from core.media.devices.screens import ScreenShare
from core.media.devices.system_sound import SystemSoundShare


class CallDevices:
    """The microphone, camera, speaker and shared screen as one call has them. Core thread.

    Claimed or not, the tracks live until ``close``; a track that is not claimed carries nothing at all.
    """

    def __init__(
        self, local: LocalMedia, on_screen_end: Callable[[str], None], on_sound_change: Callable[[], None]
    ) -> None:
        self.microphone_track = local.microphone.open_track()
        self.camera_track = local.camera.open_track()
        self.screen = ScreenShare(local.screens.host, self._screen_ended)
        self.system_sound = SystemSoundShare(local.system_sound, on_sound_change)
        self.microphone_track.beside = self.system_sound.line
        self._on_screen_end = on_screen_end
        self._local = local
        self._sound: list[Lease] = []
        self._camera: Lease | None = None
        self._playouts: list[PlayoutBuffer] = []

    def add_playout(self, playout: PlayoutBuffer) -> None:
        """Play ``playout`` while sound is claimed."""
        self._playouts.append(playout)
        if self._sound:
            self._local.speaker.add(playout)

    @property
    def played_samples(self) -> int:
        """Samples (48 kHz, mono) that this machine's speaker was given, of all calls."""
        return self._local.pipeline.played_samples

    def claim(self, *, sound: bool, camera: bool) -> None:
        """Hold microphone and speaker, and the camera, or let them go."""
        if sound and not self._sound:
            self._sound = [self._local.acquire_microphone(), self._local.acquire_speaker()]
            for playout in self._playouts:
                playout.reset()
                self._local.speaker.add(playout)
        elif not sound and self._sound:
            for playout in self._playouts:
                self._local.speaker.remove(playout)
                playout.reset()
            for lease in self._sound:
                lease.release()
            self._sound = []
        if camera and self._camera is None:
            self._camera = self._local.acquire_camera()
        elif not camera and self._camera is not None:
            lease, self._camera = self._camera, None
            lease.release()

    def choose_screen(self, source_id: str, *, with_sound: bool = False) -> None:
        """Show another source, or none if empty, and send what other programs play with it or not."""
        self.screen.choose(source_id)
        self.system_sound.choose(with_sound and bool(source_id))

    def claim_screen(self, wanted: bool) -> None:
        """Capture what was chosen, or let it go."""
        self.screen.claim(wanted)
        self.system_sound.claim(wanted)

    def close(self) -> None:
        """Let everything go and end the tracks."""
        self.claim(sound=False, camera=False)
        self.microphone_track.stop()
        self.camera_track.stop()
        self.screen.close()
        self.system_sound.close()

    def _screen_ended(self, sentence: str) -> None:
        self.system_sound.choose(False)
        self._on_screen_end(sentence)
