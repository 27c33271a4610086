"""How it sounds: volume, gain, noise suppression, and what rings where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import DevicesSnapshot, NoiseSuppression
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.devices.picker import DevicePicker
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

MOST_GAIN = 4.0
SPEAKER_TEST_TONE = "ended"
"""Short and friendly, and a sound that people meet anyway."""

NOISE_WORDS = {
    NoiseSuppression.OFF: sentence(
        "Everything is sent as the microphone hears it: for music, and for quiet rooms."
    ),
    NoiseSuppression.STANDARD: sentence("Takes fans, traffic and hum away. Voices stay as they are."),
    NoiseSuppression.STRONG: sentence(
        "Takes keyboards and other voices down as well. Your own may sound thinner."
    ),
}


@dataclass(frozen=True, slots=True)
class SoundState:
    """What is set; ``gain`` 1 is as the microphone comes, volumes are 0 to 1."""

    volume: float = 1.0
    gain: float = 1.0
    noise: str = NoiseSuppression.STANDARD.value
    noise_words: str = NOISE_WORDS[NoiseSuppression.STANDARD]
    speaker_id: str = ""
    ring_volume: float = 1.0


@QmlElement
@QmlUncreatable("settings come from the core")
class SoundViewModel(Mirror):  # type: ignore[operator]
    """What can be set of the sound. ``testRequested`` (for Python) asks for a tone on a speaker."""

    volumeChanged = Signal()
    gainChanged = Signal()
    noiseChanged = Signal()
    noiseWordsChanged = Signal()
    speakerIdChanged = Signal()
    ringVolumeChanged = Signal()
    testRequested = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(SoundState(), parent)
        self._bridge = bridge
        self._ring_device = DevicePicker(bridge, commands.SelectRingDevice, self)
        self._ringtone = DevicePicker(bridge, commands.SetRingtone, self)

    def show_devices(self, devices: DevicesSnapshot) -> None:
        """Mirror the devices of a snapshot."""
        self._ring_device.show_devices(
            devices.speakers,
            devices.ring_device_id,
            is_known=devices.is_known,
            default_words=sentence("Same as the speaker for calls"),
        )
        self._ringtone.show_names(devices.ringtones, devices.ringtone)
        noise = devices.noise_suppression
        self._show(
            SoundState(
                devices.volume,
                devices.microphone_gain,
                noise.value,
                NOISE_WORDS[noise],
                devices.speaker_id,
                devices.ring_volume,
            )
        )

    @Slot(float)
    def setVolume(self, volume: float) -> None:
        """Hear people at ``volume``, 0 to 1; beyond, the nearest of these."""
        wanted = round(min(1.0, max(0.0, volume)), 2)
        if wanted != self._state.volume:
            self._show(replace(self._state, volume=wanted))  # at once: a slider must not jump back
            self._bridge.post(commands.SetVolume(wanted))

    @Slot(float)
    def setGain(self, gain: float) -> None:
        """Send the microphone louder or softer, 0 to 4; beyond, the nearest of these."""
        wanted = round(min(MOST_GAIN, max(0.0, gain)), 2)
        if wanted != self._state.gain:
            self._show(replace(self._state, gain=wanted))
            self._bridge.post(commands.SetMicrophoneGain(wanted))

    @Slot(float)
    def setRingVolume(self, volume: float) -> None:
        """Ring at ``volume``, 0 to 1; beyond, the nearest of these."""
        wanted = round(min(1.0, max(0.0, volume)), 2)
        if wanted != self._state.ring_volume:
            self._show(replace(self._state, ring_volume=wanted))
            self._bridge.post(commands.SetRingVolume(wanted))

    @Slot(str)
    def setNoise(self, choice: str) -> None:
        """Take noise away: ``off``, ``standard`` or ``strong``."""
        if choice != self._state.noise:
            self._bridge.post(commands.SetNoiseSuppression(choice))

    @Slot()
    def testSpeaker(self) -> None:
        """Play a short sound on the speaker that calls are heard on."""
        self.testRequested.emit(SPEAKER_TEST_TONE, self._state.speaker_id)

    @Property(float, notify=volumeChanged)
    def volume(self) -> float:
        """How loud people are heard, 0 to 1."""
        return self._state.volume  # type: ignore[no-any-return]

    @Property(float, notify=gainChanged)
    def gain(self) -> float:
        """How loud the microphone is sent; 1: as it comes."""
        return self._state.gain  # type: ignore[no-any-return]

    @Property(float, notify=ringVolumeChanged)
    def ringVolume(self) -> float:
        """How loud it rings, 0 to 1."""
        return self._state.ring_volume  # type: ignore[no-any-return]

    @Property(float, constant=True)
    def mostGain(self) -> float:
        """The upper end of ``gain``."""
        return MOST_GAIN

    @Property(str, notify=noiseChanged)
    def noise(self) -> str:
        """``off``, ``standard`` or ``strong``."""
        return self._state.noise  # type: ignore[no-any-return]

    @Property(str, notify=noiseWordsChanged)
    def noiseWords(self) -> str:
        """What the present choice does."""
        return self._state.noise_words  # type: ignore[no-any-return]

    @Property(DevicePicker, constant=True)
    def ringDevice(self) -> DevicePicker:
        """Where it rings."""
        return self._ring_device

    @Property(DevicePicker, constant=True)
    def ringtone(self) -> DevicePicker:
        """What rings."""
        return self._ringtone
