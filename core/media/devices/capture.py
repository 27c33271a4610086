"""The devices of this process as calls use them: permanent sources, chosen devices, leases."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping

import av

from core.media.audio.key_tones import key_tone
from core.media.audio.microphone import MicrophoneSource
from core.media.audio.mixer import PlayoutMixer, ToneHandle
from core.media.audio.pipeline import SoundPipeline, checked_gain
from core.media.audio.pipeline.processing import SoundSettings
from core.media.audio.tone_files import DEFAULT_RINGTONE, ringtones
from core.media.devices.constraints import picture_limits, sound_wishes
from core.media.devices.device_memory import DeviceMemory
from core.media.devices.device_port import DevicePort, Lease
from core.media.devices.paced_thread import PacedThread
from core.media.devices.ringer import Ringer
from core.media.devices.screens import NoScreens, ScreenList
from core.media.devices.system_sound import NoSystemSound, UnheardSystemSound
from core.media.devices.words import SERVER_AWAY, SERVER_BACK, moved_text, problem_text, replaced_text
from core.media.video.camera import CameraSource
from core.ports import (
    BLOCK_SAMPLES,
    SAMPLE_RATE,
    Device,
    DeviceFailure,
    DeviceHandle,
    DeviceHost,
    DeviceKind,
    FailureReason,
    NoiseSuppression,
    OnFailure,
    ScreenHost,
    SoundServiceHost,
    SystemSoundHost,
)
from core.snapshots import DevicesSnapshot

log = logging.getLogger(__name__)

KEY_LINGERS = 0.5
"""Seconds that the speaker stays open after a key: the next one is not cut, and devices need not hurry."""

RINGING = "ringing"
"""The use of a speaker that has a memory of its own."""

SOUND = (DeviceKind.MICROPHONE, DeviceKind.SPEAKER)

RETRY_FIRST, RETRY_MOST = 1.0, 16.0
"""Seconds after which a device that failed is opened again: 1, 2, 4, 8, 16, 16 ..."""

BLOCK_SECONDS = BLOCK_SAMPLES / SAMPLE_RATE


class LocalMedia:
    """The microphone, camera and speaker of this process.

    One per process, made on the core thread with its loop running. The sources are permanent: choosing
    another device, losing one or having none changes what feeds them, never the sources. When no speaker
    can be opened, what calls receive is still pulled in time, and thrown away.
    """

    def __init__(
        self,
        host: DeviceHost,
        screens: ScreenHost | None = None,
        system_sound: SystemSoundHost | None = None,
    ) -> None:
        self.screens = ScreenList(screens or NoScreens(), self._changed)
        self.microphone = MicrophoneSource()
        self.camera = CameraSource()
        self.speaker = PlayoutMixer()
        self.pipeline = SoundPipeline(self.microphone.push, self.speaker.next_block, self._sound_problem)
        self.system_sound = UnheardSystemSound(system_sound or NoSystemSound(), self.pipeline.others)
        self.on_change: Callable[[], None] | None = None
        self.on_notice: Callable[[str, bool], None] | None = None
        """Called with a sentence, and whether it is bad news, when a device is exchanged for another by
        itself, when sound stops and when it comes back."""
        self.memory = DeviceMemory()
        self.test_devices_shown = False
        self._opened: dict[DeviceKind, Device] = {}
        self._lost: dict[DeviceKind, Device] = {}
        """What was open when it failed, until something else is."""
        self._attempts: dict[DeviceKind, int] = {}
        self._host = host
        self._loop = asyncio.get_running_loop()
        self._is_closed = False
        self._noise = NoiseSuppression.STANDARD
        self._processing_problem = ""
        self._devices = host.devices()
        self._is_server_away = not self._has_sound_service()
        self._silent_speaker: PacedThread | None = None
        self._key_tone: ToneHandle | None = None
        self._ports = {
            DeviceKind.MICROPHONE: self._port(DeviceKind.MICROPHONE, self._open_microphone),
            DeviceKind.SPEAKER: self._port(DeviceKind.SPEAKER, self._open_speaker),
            DeviceKind.CAMERA: self._port(DeviceKind.CAMERA, self._open_camera),
        }
        self._ring_mixer = PlayoutMixer()
        self._ring_port = DevicePort(
            DeviceKind.SPEAKER, self._find_ring, self._open_ring, self._ring_failed, self._changed
        )
        self.ringer = Ringer(self.speaker, self.acquire_speaker, self._ring_mixer, self._acquire_ring_speaker)
        host.watch(self._devices_changed)

    @property
    def input_level(self) -> float:
        """Loudness of the microphone, 0 to 1. Any thread."""
        return self.microphone.meter.level

    @property
    def output_level(self) -> float:
        """Loudness of what the speaker plays, 0 to 1. Any thread."""
        return self.speaker.meter.level

    def acquire_microphone(self) -> Lease:
        """Want the microphone until the lease is released."""
        return Lease(self._ports[DeviceKind.MICROPHONE])

    def acquire_camera(self) -> Lease:
        """Want the camera until the lease is released."""
        return Lease(self._ports[DeviceKind.CAMERA])

    def acquire_speaker(self) -> Lease:
        """Want the speaker until the lease is released."""
        return Lease(self._ports[DeviceKind.SPEAKER])

    def play_key(self, key: str) -> None:
        """Let the person who presses ``key`` (0 to 9, ``*``, ``#``, A to D) hear it; sent to nobody.

        The speaker is open as long as it sounds, call or no call. Raises ValueError if there is no such key.
        """
        samples = key_tone(key)
        if self._key_tone is not None:
            self._key_tone.stop()
        self._key_tone = self.speaker.play_tone(samples)
        lease = self.acquire_speaker()
        self._loop.call_later(len(samples) / SAMPLE_RATE + KEY_LINGERS, lease.release)

    def select_ring_device(self, device_id: str) -> None:
        """Ring on this speaker from now on; empty, or one that is not there: on the one that is used."""
        self._ring_port.choose(device_id)
        self.memory.remember(DeviceKind.SPEAKER, self._devices, device_id, RINGING)
        self._changed()

    def start_ringing_on(self, device_id: str) -> None:
        """Ring on what was chosen beside the speakers that are there, else on ``device_id``."""
        known = self.memory.recall(DeviceKind.SPEAKER, self._devices, RINGING)
        self._ring_port.choose(device_id if known is None else known)
        self._changed()

    def select(self, kind: DeviceKind, device_id: str) -> None:
        """Use ``device_id`` for ``kind`` from now on, in a running call too. Empty: the system's default."""
        self._ports[kind].choose(device_id)
        self.memory.remember(kind, self._devices, device_id)
        self._changed()

    def start_with(self, kind: DeviceKind, device_id: str) -> None:
        """Use what was chosen beside the devices that are there, else ``device_id``."""
        known = self.memory.recall(kind, self._devices)
        self._ports[kind].choose(device_id if known is None else known)
        self._changed()

    def constrain(self, kind: DeviceKind, constraints: Mapping[str, object]) -> None:
        """Have the microphone's sound or the camera's pictures as W3C ``constraints`` say, at once.

        ``deviceId`` is not looked at: ``select`` is for that. A camera is opened with its own size and rate
        that are nearest, again if it runs; what is still too much is taken away. Raises ConstraintError, and
        then changes nothing.
        """
        if kind is DeviceKind.CAMERA:
            before = self.camera.limits.opening
            self.camera.limit(picture_limits(constraints))
            if self.camera.limits.opening != before:
                self._ports[kind].reopen()
        elif kind is DeviceKind.MICROPHONE:
            self.microphone.wishes = sound_wishes(constraints)
            self._apply_sound_settings()

    def suppress_noise(self, choice: NoiseSuppression) -> None:
        """Take that much noise away, in a running call too, where an application has not switched it off."""
        self._noise = choice
        self._apply_sound_settings()

    def set_gain(self, gain: float) -> None:
        """Make the microphone louder or softer: a factor of 0 to 4. Raises ValueError beyond."""
        self.pipeline.gain = checked_gain(gain)

    def set_volume(self, volume: float) -> None:
        """Make the speaker louder or softer: a factor of 0 to 4. Raises ValueError beyond."""
        self.pipeline.volume = checked_gain(volume)

    def show_test_devices(self, shown: bool) -> None:
        """List the test picture and test tone beside real devices, or hide them."""
        self.test_devices_shown = shown
        self._changed()

    def has(self, kind: DeviceKind) -> bool:
        """Whether a device of ``kind`` is there to be used and has not failed."""
        port = self._ports[kind]
        device = self._find(kind, port.chosen)
        return device is not None and (port.failure is None or port.failure.device_id != device.id)

    def is_open(self, kind: DeviceKind) -> bool:
        """Whether a device of ``kind`` is open now (the camera's light is on)."""
        return self._ports[kind].is_open

    def snapshot(self) -> DevicesSnapshot:
        """Return the devices to choose from, the choices, and what is wrong in words."""
        return DevicesSnapshot(
            microphones=self._listed(DeviceKind.MICROPHONE),
            speakers=self._listed(DeviceKind.SPEAKER),
            cameras=self._listed(DeviceKind.CAMERA),
            microphone_id=self._ports[DeviceKind.MICROPHONE].chosen,
            speaker_id=self._ports[DeviceKind.SPEAKER].chosen,
            camera_id=self._ports[DeviceKind.CAMERA].chosen,
            microphone_problem=self._problem(DeviceKind.MICROPHONE),
            speaker_problem=self._problem(DeviceKind.SPEAKER),
            camera_problem=self._problem(DeviceKind.CAMERA),
            screens=self.screens.sources,
            screens_problem=self.screens.problem,
            system_sound_problem=self.system_sound.system_sound_problem(),
            ring_device_id=self._ring_port.chosen,
            ring_volume=self.ringer.volume,
            volume=self.pipeline.volume,
            microphone_gain=self.pipeline.gain,
            noise_suppression=self._noise,
            ringtone=self.ringer.ringtone or DEFAULT_RINGTONE,
            ringtones=ringtones(),
            test_devices_shown=self.test_devices_shown,
        )

    def close(self) -> None:
        """Release every device. Idempotent; leases that still live become without effect."""
        self._is_closed = True
        for port in (*self._ports.values(), self._ring_port):
            port.close()
        self._keep_pulling()

    def _port(self, kind: DeviceKind, open_device: Callable[[str, OnFailure], DeviceHandle]) -> DevicePort:
        return DevicePort(kind, self._find, open_device, self._failed, self._changed)

    def _find(self, kind: DeviceKind, device_id: str) -> Device | None:
        """Return the chosen device, or the default, or the first that is not a test device."""
        if self._is_closed:
            return None
        present = [device for device in self._devices if device.kind is kind]
        chosen = [device for device in present if device_id and device.id == device_id]
        defaults = [device for device in present if device.is_default]
        real = [device for device in present if not device.is_fake]
        return next(iter([*chosen, *defaults, *real]), None)

    def _listed(self, kind: DeviceKind) -> tuple[Device, ...]:
        chosen = self._ports[kind].chosen
        return tuple(
            device
            for device in self._devices
            if device.kind is kind
            and (not device.is_fake or device.is_default or self.test_devices_shown or device.id == chosen)
        )

    def _problem(self, kind: DeviceKind) -> str:
        port = self._ports[kind]
        if port.failure is not None:
            return problem_text(
                kind, port.failure.reason, self._name(port.failure.device_id), port.failure.detail
            )
        device = self._find(kind, port.chosen)
        if device is None:
            is_outage = kind in SOUND and self._is_server_away
            return problem_text(kind, FailureReason.NO_SERVER if is_outage else None)
        if kind is DeviceKind.MICROPHONE and self._processing_problem:
            return self._processing_problem
        return replaced_text(kind, device.name) if port.chosen and device.id != port.chosen else ""

    def _name(self, device_id: str) -> str:
        return next((device.name for device in self._devices if device.id == device_id), "")

    def _open_microphone(self, device_id: str, on_failure: OnFailure) -> DeviceHandle:
        self._note_opened(DeviceKind.MICROPHONE, device_id)
        self.pipeline.is_acoustic = any(d.id == device_id and d.is_acoustic for d in self._devices)
        self.pipeline.device_changed(microphone=device_id)
        return self._host.open_microphone(device_id, self.pipeline.capture, on_failure)

    def _open_speaker(self, device_id: str, on_failure: OnFailure) -> DeviceHandle:
        self._note_opened(DeviceKind.SPEAKER, device_id)
        self.pipeline.device_changed(speaker=device_id)
        return self._host.open_speaker(device_id, self.pipeline.playout, on_failure)

    def _note_opened(self, kind: DeviceKind, device_id: str) -> None:
        for device in self._devices:
            if device.id == device_id and device.kind is kind:
                self._opened[kind] = device

    def _find_ring(self, kind: DeviceKind, device_id: str) -> Device | None:
        found = (device for device in self._devices if device.kind is kind and device.id == device_id)
        return next(found, None) if device_id and not self._is_closed else None

    def _open_ring(self, device_id: str, on_failure: OnFailure) -> DeviceHandle:
        return self._host.open_speaker(device_id, self._ring_mixer.next_block, on_failure)

    def _ring_failed(self, kind: DeviceKind, token: object, failure: DeviceFailure) -> None:
        self._on_loop(lambda: self._ring_port.fail(token, failure))

    def _acquire_ring_speaker(self) -> Lease | None:
        """Return a claim on the ring device, None if it is the speaker itself or does not work."""
        used = self._find(DeviceKind.SPEAKER, self._ports[DeviceKind.SPEAKER].chosen)
        ring = self._find_ring(DeviceKind.SPEAKER, self._ring_port.chosen)
        if ring is None or ring == used:
            return None
        lease = Lease(self._ring_port)
        if self._ring_port.is_open:
            return lease
        lease.release()
        return None

    def _open_camera(self, device_id: str, on_failure: OnFailure) -> DeviceHandle:
        self._note_opened(DeviceKind.CAMERA, device_id)
        width, height, rate = self.camera.limits.opening
        return self._host.open_camera(
            device_id, self._camera_frame, on_failure, width=width, height=height, rate=rate
        )

    def _camera_frame(self, frame: av.VideoFrame) -> None:
        self.camera.put(frame)

    def _apply_sound_settings(self) -> None:
        wishes = self.microphone.wishes
        self.pipeline.settings = SoundSettings(
            wishes.echo_cancellation,
            self._noise if wishes.noise_suppression else NoiseSuppression.OFF,
            wishes.auto_gain_control,
        )

    def _sound_problem(self, sentence: str) -> None:
        self._processing_problem = sentence
        self._on_loop(self._changed)

    def _failed(self, kind: DeviceKind, token: object, failure: DeviceFailure) -> None:
        self._on_loop(lambda: self._note_failure(kind, token, failure))
        if failure.reason is FailureReason.NO_SERVER:
            self._on_loop(self._begin_outage)
        elif failure.reason is not FailureReason.DENIED:
            self._on_loop(lambda: self._try_again(kind))

    def _note_failure(self, kind: DeviceKind, token: object, failure: DeviceFailure) -> None:
        used = self._used(kind)
        self._ports[kind].fail(token, failure)
        if used is not None and not self._ports[kind].is_open:
            self._lost[kind] = used  # whether it is gone shows with the next list

    def _begin_outage(self) -> None:
        """Wait for the sound server: its devices are listed again when it is back."""
        if self._is_server_away or self._is_closed:
            return
        self._is_server_away = True
        self._say(SERVER_AWAY, is_bad=True)
        self._changed()

    def _end_outage(self) -> None:
        self._is_server_away = False
        if any(self._ports[kind].is_open for kind in SOUND):
            self._say(SERVER_BACK, is_bad=False)

    def _say(self, sentence: str, *, is_bad: bool) -> None:
        if self.on_notice is not None:
            self.on_notice(sentence, is_bad)

    def _has_sound_service(self) -> bool:
        host = self._host
        return host.has_sound_service() if isinstance(host, SoundServiceHost) else True

    def _try_again(self, kind: DeviceKind) -> None:
        """Open what failed once more, at growing distances: another program may let it go."""
        attempts = self._attempts[kind] = self._attempts.get(kind, 0) + 1
        wait = min(RETRY_MOST, RETRY_FIRST * 2 ** (attempts - 1))
        self._loop.call_later(wait, self._retry, kind)

    def _retry(self, kind: DeviceKind) -> None:
        if self._is_closed:
            return
        self._ports[kind].retry()
        if self._ports[kind].failure is None:
            self._loop.call_later(RETRY_MOST, self._forgive, kind, self._attempts.get(kind, 0))

    def _forgive(self, kind: DeviceKind, attempts: int) -> None:
        if self._attempts.get(kind) == attempts:  # it worked ever since
            self._attempts[kind] = 0

    def _devices_changed(self) -> None:
        self._on_loop(self._list_again)

    def _list_again(self) -> None:
        if self._is_closed:
            return
        self._devices = self._host.devices()
        present = {device.id for device in self._devices}
        before = {kind: self._used(kind) or self._lost.get(kind) for kind in DeviceKind}
        for kind in DeviceKind:
            remembered = self.memory.recall(kind, self._devices)
            if remembered is not None:
                self._ports[kind].chosen = remembered
        rings_on = self.memory.recall(DeviceKind.SPEAKER, self._devices, RINGING)
        if rings_on is not None:
            self._ring_port.chosen = rings_on
        for port in (*self._ports.values(), self._ring_port):
            if port.failure is not None and _may_be_over(port.failure, present):
                port.failure = None
            port.refresh()
        self._follow_sound_service()
        for kind in DeviceKind:
            self._tell_move(kind, before[kind])
        self._changed()

    def _follow_sound_service(self) -> None:
        if not self._has_sound_service():
            self._is_server_away = True  # said already where it was in use
        elif self._is_server_away and any(d.kind in SOUND and not d.is_fake for d in self._devices):
            self._end_outage()

    def _used(self, kind: DeviceKind) -> Device | None:
        """Return the device of ``kind`` that is open, as it was listed when it was opened."""
        known = self._opened.get(kind)
        return known if known is not None and known.id == self._ports[kind].open_id else None

    def _tell_move(self, kind: DeviceKind, before: Device | None) -> None:
        now = self._used(kind)
        if now is None:
            return
        self._lost.pop(kind, None)
        if before is None or before.id == now.id:
            return
        is_gone = all(device.id != before.id for device in self._devices if device.kind is kind)
        is_back = now.id == self._ports[kind].chosen
        sentence = moved_text(kind, before.name, now.name, is_gone=is_gone, is_back=is_back)
        self._say(sentence, is_bad=is_gone)

    def _on_loop(self, action: Callable[[], None]) -> None:
        try:
            self._loop.call_soon_threadsafe(action)
        except RuntimeError:  # the loop has closed: the process is ending
            log.debug("a device spoke after the end")

    def _changed(self) -> None:
        for kind, meter in (
            (DeviceKind.MICROPHONE, self.microphone.meter),
            (DeviceKind.SPEAKER, self.speaker.meter),
        ):
            if not self._ports[kind].is_open:
                meter.reset()
        if not self._ports[DeviceKind.CAMERA].is_open:
            self.camera.preview.clear()
        self._keep_pulling()
        if self.on_change is not None:
            self.on_change()

    def _keep_pulling(self) -> None:
        port = self._ports[DeviceKind.SPEAKER]
        wanted = port.is_claimed and not port.is_open and not self._is_closed
        if wanted and self._silent_speaker is None:
            self._silent_speaker = PacedThread("no-speaker", BLOCK_SECONDS, self._discard_block)
        elif not wanted and self._silent_speaker is not None:
            silent, self._silent_speaker = self._silent_speaker, None
            silent.close()

    def _discard_block(self, _number: int) -> None:
        self.speaker.next_block()


def _may_be_over(failure: DeviceFailure, present: Collection[str]) -> bool:
    """Whether a new list of devices says that a failure was of what is no more."""
    return failure.reason is FailureReason.NO_SERVER or failure.device_id not in present
