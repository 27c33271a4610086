"""The first minute: who one is, what may be used, a first call. Each step can be left out, and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import AppSnapshot, CallNotice, ServiceState
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels.desktop.desktop import DesktopViewModel
from ui.viewmodels.mirror import Mirror
from ui.viewmodels.profile import name_problem
from ui.viewmodels.words import ECHO

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

STEPS = ("name", "devices", "reach", "echo")


@dataclass(frozen=True, slots=True)
class FirstRunState:
    """``step`` is one of ``STEPS``; the choices are kept when the steps are done, and not before."""

    step: str = "name"
    number: int = 1
    steps: int = len(STEPS)
    name: str = ""
    problem: str = ""
    is_repeated: bool = False
    devices_allowed: bool = False
    visible_nearby: bool = True
    tells_calls: bool = True
    can_call: bool = False
    standing: str = ""


@QmlElement
@QmlUncreatable("one per window")
class FirstRunViewModel(Mirror):  # type: ignore[operator]
    """The steps. Nothing is opened, announced or kept before its step has explained it."""

    stepChanged = Signal()
    numberChanged = Signal()
    stepsChanged = Signal()
    nameChanged = Signal()
    problemChanged = Signal()
    isRepeatedChanged = Signal()
    devicesAllowedChanged = Signal()
    visibleNearbyChanged = Signal()
    tellsCallsChanged = Signal()
    canCallChanged = Signal()
    standingChanged = Signal()

    underWayChanged = Signal()

    def __init__(
        self,
        bridge: Bridge,
        desktop: DesktopViewModel,
        call: Callable[[str, str, bool], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(FirstRunState(), parent)
        self._bridge = bridge
        self._desktop = desktop
        self._call = call
        self._snapshot = AppSnapshot()
        self._is_under_way = False

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror how the service stands: the first call waits for it."""
        self._snapshot = snapshot
        if self._is_under_way and any(call.state != "ended" for call in snapshot.calls):
            self._end()  # the first call, or somebody was faster
        service = snapshot.service
        is_online = service.state is ServiceState.ONLINE and bool(snapshot.profile.display_name)
        standing = "" if is_online else service.message or sentence("Getting ready…")
        self._show(replace(self._state, can_call=is_online, standing=standing))

    @property
    def is_under_way(self) -> bool:
        """Whether the steps are shown although the person has a name already."""
        return self._is_under_way

    @Slot()
    def repeat(self) -> None:
        """Go through the steps once more, with what was chosen before."""
        profile, desktop = self._snapshot.profile, self._snapshot.desktop
        self._is_under_way = True
        self._show(
            replace(
                self._state,
                step=STEPS[0],
                number=1,
                name=profile.display_name,
                problem="",
                is_repeated=True,
                devices_allowed=False,
                visible_nearby=profile.visible_nearby,
                tells_calls=desktop.call_notice is not CallNotice.CARD,
            )
        )
        self.underWayChanged.emit()

    @Slot(str)
    def setName(self, name: str) -> None:
        """Take the name as it is typed."""
        self._show(replace(self._state, name=name, problem=""))

    @Slot()
    def allowDevices(self) -> None:
        """Use microphone and camera now; the system may ask the person."""
        self._show(replace(self._state, devices_allowed=True))

    @Slot(bool)
    def setVisibleNearby(self, on: bool) -> None:
        """Be seen by people on this network, or not."""
        self._show(replace(self._state, visible_nearby=on))

    @Slot(bool)
    def setTellsCalls(self, on: bool) -> None:
        """Have calls told by notifications, or not."""
        self._show(replace(self._state, tells_calls=on))

    @Slot(result=bool)
    def next(self) -> bool:
        """Go to the next step; False, with the problem on show, when this one is not done."""
        if not self._has_name():
            return False
        if self._state.step == "reach":
            self._keep()
        if self._state.number == len(STEPS):
            self._end()
        else:
            self._go(self._state.number + 1)
        return True

    @Slot()
    def back(self) -> None:
        """Go back to the step before."""
        if self._state.number > 1:
            self._go(self._state.number - 1)

    @Slot(result=bool)
    def skip(self) -> bool:
        """Leave out all other steps; False, with the problem on show, without a name."""
        if not self._has_name():
            return False
        if self._state.step != "echo":
            self._keep()
        self._end()
        return True

    @Slot(bool)
    def callEcho(self, video: bool) -> None:
        """Make the first call, to the echo test."""
        if self._state.can_call:
            self._call(ECHO, sentence("Echo test"), video)

    @Slot()
    def close(self) -> None:
        """Break repeated steps off, and keep nothing of them."""
        if self._state.is_repeated:
            self._end()

    # The inside.

    def _has_name(self) -> bool:
        problem = name_problem(self._state.name)
        if problem:
            self._go(1)
        self._show(replace(self._state, problem=problem))
        return not problem

    def _go(self, number: int) -> None:
        self._show(replace(self._state, step=STEPS[number - 1], number=number))

    def _keep(self) -> None:
        """Keep what was chosen. The name comes last: with it Ahoy goes online."""
        state: FirstRunState = self._state
        self._is_under_way = True
        if state.visible_nearby != self._snapshot.profile.visible_nearby:
            self._bridge.post(commands.SetVisibleNearby(state.visible_nearby))
        if state.tells_calls != (self._desktop.choices.call_notice is not CallNotice.CARD):
            notice = CallNotice.AUTOMATIC if state.tells_calls else CallNotice.CARD
            self._desktop.choose(call_notice=notice, tells_missed=state.tells_calls)
        if state.name.strip() != self._snapshot.profile.display_name:
            self._bridge.post(commands.SetDisplayName(state.name.strip()))
        self.underWayChanged.emit()

    def _end(self) -> None:
        self._is_under_way = False
        self._show(replace(self._state, is_repeated=False, devices_allowed=False))
        self.underWayChanged.emit()

    @Property(str, notify=stepChanged)
    def step(self) -> str:
        """``name``, ``devices``, ``reach`` or ``echo``."""
        return self._state.step  # type: ignore[no-any-return]

    @Property(int, notify=numberChanged)
    def number(self) -> int:
        """The number of this step, from 1."""
        return self._state.number  # type: ignore[no-any-return]

    @Property(int, notify=stepsChanged)
    def steps(self) -> int:
        """How many steps there are."""
        return self._state.steps  # type: ignore[no-any-return]

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """The name as it is typed."""
        return self._state.name  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with the name."""
        return self._state.problem  # type: ignore[no-any-return]

    @Property(bool, notify=isRepeatedChanged)
    def isRepeated(self) -> bool:
        """Whether the person has been through the steps before, and may break them off."""
        return self._state.is_repeated  # type: ignore[no-any-return]

    @Property(bool, notify=devicesAllowedChanged)
    def devicesAllowed(self) -> bool:
        """Whether microphone and camera may be used here."""
        return self._state.devices_allowed  # type: ignore[no-any-return]

    @Property(bool, notify=visibleNearbyChanged)
    def visibleNearby(self) -> bool:
        """Whether people on this network are to see the person."""
        return self._state.visible_nearby  # type: ignore[no-any-return]

    @Property(bool, notify=tellsCallsChanged)
    def tellsCalls(self) -> bool:
        """Whether calls are to be told by notifications."""
        return self._state.tells_calls  # type: ignore[no-any-return]

    @Property(bool, notify=canCallChanged)
    def canCall(self) -> bool:
        """Whether the first call can be made now."""
        return self._state.can_call  # type: ignore[no-any-return]

    @Property(str, notify=standingChanged)
    def standing(self) -> str:
        """Why it cannot be made yet, in words."""
        return self._state.standing  # type: ignore[no-any-return]
