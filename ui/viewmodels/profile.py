"""Who the person is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import BusyPolicy, ProfileSnapshot, UnknownCallers
from ui.bridge import Bridge
from ui.language.properties import Property
from ui.viewmodels import words
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class ProfileState:
    """What QML shows of the person."""

    name: str = ""
    user_id: str = ""
    initials: str = "?"
    colour: int = 0
    visible_nearby: bool = True
    busy_policy: str = BusyPolicy.ASK.value
    do_not_disturb: bool = False
    silences_unknown: bool = False
    always_relay: bool = False
    problem: str = ""


def name_problem(name: str) -> str:
    """Say why ``name`` cannot be used, empty when it can."""
    if not name.strip():
        return sentence("Type the name that other people will see.")
    if len(name.strip()) > NAME_LIMIT:
        return sentence("A name has at most {number} letters.", number=NAME_LIMIT)
    if not name.strip().isprintable():
        return sentence("The name has a character that cannot be shown.")
    return ""


@QmlElement
@QmlUncreatable("the profile comes from the core")
class ProfileViewModel(Mirror):  # type: ignore[operator]
    """Name, user id and visibility of the person."""

    nameChanged = Signal()
    userIdChanged = Signal()
    initialsChanged = Signal()
    colourChanged = Signal()
    visibleNearbyChanged = Signal()
    busyPolicyChanged = Signal()
    doNotDisturbChanged = Signal()
    silencesUnknownChanged = Signal()
    alwaysRelayChanged = Signal()
    problemChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(ProfileState(), parent)
        self._bridge = bridge
        self._snapshot = ProfileSnapshot()
        self._problem = ""

    def show_profile(self, profile: ProfileSnapshot) -> None:
        """Mirror the profile of a snapshot."""
        self._snapshot = profile
        self._show(
            ProfileState(
                name=profile.display_name,
                user_id=profile.user_id,
                initials=words.initials(profile.display_name),
                colour=words.colour_index(profile.display_name),
                visible_nearby=profile.visible_nearby,
                busy_policy=profile.busy_policy.value,
                do_not_disturb=profile.do_not_disturb,
                silences_unknown=profile.unknown_callers is UnknownCallers.SILENCE,
                always_relay=profile.always_relay,
                problem=self._problem,
            )
        )

    @Slot(str, result=bool)
    def setName(self, name: str) -> bool:
        """Use ``name`` from now on; False, with ``problem`` saying why, when it cannot be used."""
        self._problem = name_problem(name)
        self.show_profile(self._snapshot)
        if self._problem:
            return False
        if name.strip() != self._snapshot.display_name:
            self._bridge.post(commands.SetDisplayName(name.strip()))
        return True

    @Slot(bool)
    def setVisibleNearby(self, visible: bool) -> None:
        """Be seen by people on the same network, or not."""
        if visible != self._state.visible_nearby:
            self._bridge.post(commands.SetVisibleNearby(visible))

    @Slot(str)
    def setBusyPolicy(self, policy: str) -> None:
        """Choose what a second call meets: ``ask``, ``reject`` or ``ring``."""
        if policy in [known.value for known in BusyPolicy] and policy != self._state.busy_policy:
            self._bridge.post(commands.SetBusyPolicy(policy))

    @Slot(bool)
    def setSilencesUnknown(self, on: bool) -> None:
        """Let nobody ring whom the person does not know, or let everybody."""
        if on != self._state.silences_unknown:
            policy = UnknownCallers.SILENCE if on else UnknownCallers.RING
            self._bridge.post(commands.SetUnknownCallers(policy.value))

    @Slot(bool)
    def setAlwaysRelay(self, on: bool) -> None:
        """Let media go by a relay alone, from the next call on, or directly where that can be."""
        if on != self._state.always_relay:
            self._bridge.post(commands.SetAlwaysRelay(on))

    @Slot(bool)
    def setDoNotDisturb(self, on: bool) -> None:
        """Ring for nobody, or ring again."""
        if on != self._state.do_not_disturb:
            self._bridge.post(commands.SetDoNotDisturb(on))

    @Property(str, notify=nameChanged)
    def name(self) -> str:
        """The name other people see; empty until first start is done."""
        return self._state.name  # type: ignore[no-any-return]

    @Property(str, notify=userIdChanged)
    def userId(self) -> str:
        """The id others call."""
        return self._state.user_id  # type: ignore[no-any-return]

    @Property(str, notify=initialsChanged)
    def initials(self) -> str:
        """Letters for the avatar."""
        return self._state.initials  # type: ignore[no-any-return]

    @Property(int, notify=colourChanged)
    def colour(self) -> int:
        """Index of the avatar's colour."""
        return self._state.colour  # type: ignore[no-any-return]

    @Property(bool, notify=visibleNearbyChanged)
    def visibleNearby(self) -> bool:
        """Whether people on the same network see this person."""
        return self._state.visible_nearby  # type: ignore[no-any-return]

    @Property(str, notify=busyPolicyChanged)
    def busyPolicy(self) -> str:
        """What a second call meets."""
        return self._state.busy_policy  # type: ignore[no-any-return]

    @Property(bool, notify=silencesUnknownChanged)
    def silencesUnknown(self) -> bool:
        """Whether nobody may ring whom the person does not know."""
        return self._state.silences_unknown  # type: ignore[no-any-return]

    @Property(bool, notify=alwaysRelayChanged)
    def alwaysRelay(self) -> bool:
        """Whether media goes by a relay alone."""
        return self._state.always_relay  # type: ignore[no-any-return]

    @Property(bool, notify=doNotDisturbChanged)
    def doNotDisturb(self) -> bool:
        """Whether nobody may ring."""
        return self._state.do_not_disturb  # type: ignore[no-any-return]

    @Property(str, notify=problemChanged)
    def problem(self) -> str:
        """What is wrong with the name that was typed."""
        return self._state.problem  # type: ignore[no-any-return]
