"""The check before a call, as QML sees it.

ready -> running -> finished | failed | stopped; each of the last three may run again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import CheckSnapshot, DevicesSnapshot
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

PATIENCE_MS = 30_000
"""A check that has not ended by then will not."""


class CheckPhase(StrEnum):
    """How far the check is."""

    READY = "ready"
    """It has not been asked for."""
    RUNNING = "running"
    """It is going on, or has been asked for."""
    FINISHED = "finished"
    """It said what it found."""
    STOPPED = "stopped"
    """The person broke it off."""
    FAILED = "failed"
    """It ended without a word, or not at all."""


@dataclass(frozen=True, slots=True)
class CheckState:
    """What is shown; the three sentences are empty until they are known."""

    phase: str = CheckPhase.READY.value
    microphone: str = ""
    speaker: str = ""
    room: str = ""
    fine: bool = False
    verdict: str = ""


VERDICTS = {
    CheckPhase.READY: "",
    CheckPhase.RUNNING: sentence("Checking. Say a few words, and let the sound play."),
    CheckPhase.STOPPED: sentence("You stopped the check. Nothing was changed."),
    CheckPhase.FAILED: sentence("The check could not be finished. Look at the devices, and try again."),
}
FINE = sentence("All is well. You are ready to call.")
FINE_UNSEEN = sentence("Your sound is well: you are ready to call, but nobody will see you.")
NOT_FINE = sentence("Something could be better: see below.")


def next_phase(phase: CheckPhase, check: CheckSnapshot, *, was_running: bool) -> CheckPhase:
    """Return the phase after ``check``; ``was_running``: the core had said so before.

    What the core says of a check that was not asked for, or no longer is, comes too late to matter.
    """
    if phase not in (CheckPhase.RUNNING, CheckPhase.FINISHED):
        return phase
    if check.is_running:
        return CheckPhase.RUNNING
    if check.microphone or check.speaker or check.room:
        return CheckPhase.FINISHED
    if phase is CheckPhase.FINISHED:
        return CheckPhase.READY
    return CheckPhase.FAILED if was_running else CheckPhase.RUNNING


@QmlElement
@QmlUncreatable("the check is the core's")
class CheckViewModel(Mirror):  # type: ignore[operator]
    """Runs the check and says what it found."""

    phaseChanged = Signal()
    microphoneChanged = Signal()
    speakerChanged = Signal()
    roomChanged = Signal()
    fineChanged = Signal()
    verdictChanged = Signal()

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, *, patience_ms: int = PATIENCE_MS
    ) -> None:
        super().__init__(CheckState(), parent)
        self._bridge = bridge
        self._was_running = False
        self._seen = CheckSnapshot()
        self._has_picture = True
        self._stale: CheckSnapshot | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._give_up)

    def show_devices(self, devices: DevicesSnapshot) -> None:
        """Mirror the check of a snapshot."""
        check = self._seen = devices.check
        self._has_picture = not devices.camera_problem
        if check == self._stale:
            return
        self._stale = None
        phase = next_phase(CheckPhase(self._state.phase), check, was_running=self._was_running)
        self._was_running = check.is_running
        self._enter(phase, check)

    def _enter(self, phase: CheckPhase, check: CheckSnapshot) -> None:
        if phase is not CheckPhase.RUNNING:
            self._patience.stop()
        is_told = phase in (CheckPhase.RUNNING, CheckPhase.FINISHED)
        shown = check if is_told else CheckSnapshot()
        is_fine = phase is CheckPhase.FINISHED and check.is_fine
        fine = FINE if self._has_picture else FINE_UNSEEN
        verdict = VERDICTS.get(phase, fine if is_fine else NOT_FINE)
        self._show(CheckState(phase.value, shown.microphone, shown.speaker, shown.room, is_fine, verdict))

    @Slot()
    def start(self) -> None:
        """Begin, or begin again."""
        if self._state.phase != CheckPhase.RUNNING:
            self._was_running = False
            self._stale = self._seen  # a snapshot on its way may still hold the last result
            self._enter(CheckPhase.RUNNING, CheckSnapshot())
            self._patience.start()
            self._bridge.post(commands.StartCheck())

    @Slot()
    def stop(self) -> None:
        """Break it off."""
        if self._state.phase == CheckPhase.RUNNING:
            self._enter(CheckPhase.STOPPED, CheckSnapshot())
            self._bridge.post(commands.StopCheck())

    @Slot()
    def close(self) -> None:
        """The person looks at something else: break it off, put its result away."""
        if self._state.phase != CheckPhase.READY:
            self._was_running = False
            self._enter(CheckPhase.READY, CheckSnapshot())
            self._bridge.post(commands.StopCheck())

    @Slot()
    def _give_up(self) -> None:
        self._was_running = False
        self._enter(CheckPhase.FAILED, CheckSnapshot())
        self._bridge.post(commands.StopCheck())

    @Property(str, notify=phaseChanged)
    def phase(self) -> str:
        """``ready``, ``running``, ``finished``, ``stopped`` or ``failed``."""
        return self._state.phase  # type: ignore[no-any-return]

    @Property(str, notify=microphoneChanged)
    def microphone(self) -> str:
        """What was found about the microphone."""
        return self._state.microphone  # type: ignore[no-any-return]

    @Property(str, notify=speakerChanged)
    def speaker(self) -> str:
        """What was found about the speaker."""
        return self._state.speaker  # type: ignore[no-any-return]

    @Property(str, notify=roomChanged)
    def room(self) -> str:
        """What was found about the room."""
        return self._state.room  # type: ignore[no-any-return]

    @Property(bool, notify=fineChanged)
    def fine(self) -> bool:
        """Whether a finished check found nothing wrong."""
        return self._state.fine  # type: ignore[no-any-return]

    @Property(str, notify=verdictChanged)
    def verdict(self) -> str:
        """How it stands, as a sentence; empty before it has been asked for."""
        return self._state.verdict  # type: ignore[no-any-return]
