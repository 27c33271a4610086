"""The tray, the card of a call, start at login and quiet hours, as the settings and the card show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core import commands
from core.sentences import sentence
from core.snapshots import AppSnapshot, CallNotice, DesktopChoices, Feature
from ui.bridge import Bridge
from ui.language import formats
from ui.language.properties import Property
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

NO_TRAY = sentence("This desktop shows no icons of programs that run, so closing the window ends Ahoy.")
NO_SERVICE = sentence(
    "The call service of Ahoy itself ends with Ahoy: this needs one that goes on without it."
)
NO_NOTIFICATIONS = sentence("This desktop shows no notifications.")


@dataclass(frozen=True, slots=True)
class DesktopFacts:
    """What the desktop can do, and what stands there."""

    has_tray: bool = False
    has_notifications: bool = False
    starts_at_login: bool = False
    login_problem: str = ""


@dataclass(frozen=True, slots=True)
class DesktopState:
    """What QML shows."""

    keeps_running: bool = True
    tray_reason: str = NO_TRAY
    starts_at_login: bool = False
    login_problem: str = ""
    call_notice: str = CallNotice.AUTOMATIC.value
    rings_when_closed: bool = False
    rings_reason: str = ""
    tells_missed: bool = True
    notification_reason: str = NO_NOTIFICATIONS
    quiet: bool = False
    quiet_begin: str = "22:00"
    quiet_end: str = "07:00"
    quiet_days: str = "1234567"
    quiet_words: str = ""
    card_shown: bool = False
    card_x: int = 0
    card_y: int = 0
    rings_outside: bool = False


def desktop_state(snapshot: AppSnapshot, facts: DesktopFacts) -> DesktopState:
    """Return what the settings show; the card is not part of it."""
    choices, profile = snapshot.desktop, snapshot.profile
    hours, _, days = profile.quiet_hours.partition(" ")
    begin, _, end = hours.partition("-")
    until = (
        sentence("Quiet now, until {time}.", time=formats.clock_time(snapshot.quiet_until))
        if snapshot.quiet_until
        else sentence("Quiet now.")
    )
    return DesktopState(
        keeps_running=choices.keeps_running and facts.has_tray,
        tray_reason="" if facts.has_tray else NO_TRAY,
        starts_at_login=facts.starts_at_login,
        login_problem=facts.login_problem,
        call_notice=choices.call_notice.value,
        rings_when_closed=choices.rings_when_closed and not _ringing_gap(snapshot),
        rings_reason=_ringing_gap(snapshot),
        tells_missed=choices.tells_missed and facts.has_notifications,
        notification_reason="" if facts.has_notifications else NO_NOTIFICATIONS,
        quiet=profile.quiet,
        quiet_begin=begin,
        quiet_end=end,
        quiet_days=days,
        quiet_words=until if snapshot.is_quiet else "",
    )


def _ringing_gap(snapshot: AppSnapshot) -> str:
    """Return why nothing can ring while Ahoy does not run; empty where that can be."""
    service = snapshot.service
    if service.is_embedded:
        return NO_SERVICE
    return next((each.reason for each in service.missing if each.feature is Feature.PUSH), "")


@QmlElement
@QmlUncreatable("one per window")
class DesktopViewModel(Mirror):  # type: ignore[operator]
    """Mirrors choices and facts. What only the desktop can do is asked for by signals, for Python."""

    keepsRunningChanged = Signal()
    trayReasonChanged = Signal()
    startsAtLoginChanged = Signal()
    loginProblemChanged = Signal()
    callNoticeChanged = Signal()
    tellsMissedChanged = Signal()
    ringsWhenClosedChanged = Signal()
    ringsReasonChanged = Signal()
    notificationReasonChanged = Signal()
    quietChanged = Signal()
    quietBeginChanged = Signal()
    quietEndChanged = Signal()
    quietDaysChanged = Signal()
    quietWordsChanged = Signal()
    cardShownChanged = Signal()
    cardXChanged = Signal()
    cardYChanged = Signal()
    ringsOutsideChanged = Signal()

    loginWanted = Signal(bool)
    answerWanted = Signal(bool)
    showWanted = Signal()
    quitWanted = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(DesktopState(), parent)
        self._bridge = bridge
        self._snapshot = AppSnapshot()
        self._facts = DesktopFacts()

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        """Mirror the choices of a snapshot."""
        self._snapshot = snapshot
        self._refresh()

    def show_facts(self, **facts: Any) -> None:
        """Mirror what the desktop can do."""
        self._facts = replace(self._facts, **facts)
        self._refresh()

    def show_ringing(self, *, card: bool, outside: bool, place: QPoint) -> None:
        """Show or hide the card, and say whether what rings is shown outside the window at all."""
        state = replace(self._state, card_shown=card, rings_outside=outside)
        self._show(replace(state, card_x=place.x(), card_y=place.y()) if card else state)

    @property
    def facts(self) -> DesktopFacts:
        """What the desktop can do, for Python."""
        return self._facts

    @property
    def choices(self) -> DesktopChoices:
        """What the person chose, for Python."""
        return self._snapshot.desktop

    def choose(self, **changes: Any) -> None:
        """Keep other choices."""
        changed = replace(self._snapshot.desktop, **changes)
        if changed != self._snapshot.desktop:
            self._bridge.post(commands.SetDesktop(changed))

    def _refresh(self) -> None:
        before: DesktopState = self._state
        self._show(
            replace(
                desktop_state(self._snapshot, self._facts),
                card_shown=before.card_shown,
                card_x=before.card_x,
                card_y=before.card_y,
                rings_outside=before.rings_outside,
            )
        )

    @Slot(bool)
    def setKeepsRunning(self, on: bool) -> None:
        """Stay in the tray when the window closes, or end."""
        self.choose(keeps_running=on)

    @Slot(bool)
    def setStartsAtLogin(self, on: bool) -> None:
        """Start at login, in the tray, or no longer."""
        self.loginWanted.emit(on)

    @Slot(str)
    def chooseCallNotice(self, notice: str) -> None:
        """Choose how a call is told of: a ``CallNotice`` value."""
        if notice in [known.value for known in CallNotice]:
            self.choose(call_notice=CallNotice(notice))

    @Slot(bool)
    def setTellsMissed(self, on: bool) -> None:
        """Tell missed calls by notifications, or not."""
        self.choose(tells_missed=on)

    @Slot(bool)
    def setRingsWhenClosed(self, on: bool) -> None:
        """Let calls ring while Ahoy does not run, or not."""
        self.choose(rings_when_closed=on)

    @Slot(bool)
    def setQuiet(self, on: bool) -> None:
        """Let the quiet hours hold, or not."""
        self._bridge.post(commands.SetQuietHours(on, self._snapshot.profile.quiet_hours))

    @Slot(str, str, str)
    def setQuietHours(self, begin: str, end: str, days: str) -> None:
        """Change the quiet hours; nonsense is answered by a notice."""
        hours = f"{begin.strip()}-{end.strip()} {days}"
        if hours != self._snapshot.profile.quiet_hours:
            self._bridge.post(commands.SetQuietHours(self._snapshot.profile.quiet, hours))

    @Slot(int)
    def toggleQuietDay(self, day: int) -> None:
        """Have quiet hours begin on a day (1 is Monday), or not; one day stays."""
        state: DesktopState = self._state
        days = set(state.quiet_days) ^ {str(day)}
        if 1 <= day <= 7 and days:
            self.setQuietHours(state.quiet_begin, state.quiet_end, "".join(sorted(days)))

    @Slot(bool)
    def answer(self, video: bool) -> None:
        """Answer what rings, from the card: the window comes with it."""
        self.answerWanted.emit(video)

    @Slot()
    def showWindow(self) -> None:
        """Bring the window to the front."""
        self.showWanted.emit()

    @Slot()
    def quit(self) -> None:
        """End Ahoy."""
        self.quitWanted.emit()

    @Property(bool, notify=keepsRunningChanged)
    def keepsRunning(self) -> bool:
        """Whether closing the window leaves Ahoy in the tray."""
        return self._state.keeps_running  # type: ignore[no-any-return]

    @Property(str, notify=trayReasonChanged)
    def trayReason(self) -> str:
        """Why there is no tray; empty where there is one."""
        return self._state.tray_reason  # type: ignore[no-any-return]

    @Property(bool, notify=startsAtLoginChanged)
    def startsAtLogin(self) -> bool:
        """Whether Ahoy starts at login."""
        return self._state.starts_at_login  # type: ignore[no-any-return]

    @Property(str, notify=loginProblemChanged)
    def loginProblem(self) -> str:
        """Why that could not be changed."""
        return self._state.login_problem  # type: ignore[no-any-return]

    @Property(str, notify=callNoticeChanged)
    def callNotice(self) -> str:
        """How a call is told of while another program is in front."""
        return self._state.call_notice  # type: ignore[no-any-return]

    @Property(bool, notify=tellsMissedChanged)
    def tellsMissed(self) -> bool:
        """Whether missed calls are told by notifications."""
        return self._state.tells_missed  # type: ignore[no-any-return]

    @Property(bool, notify=ringsWhenClosedChanged)
    def ringsWhenClosed(self) -> bool:
        """Whether calls ring while Ahoy does not run."""
        return self._state.rings_when_closed  # type: ignore[no-any-return]

    @Property(str, notify=ringsReasonChanged)
    def ringsReason(self) -> str:
        """Why that cannot be; empty where it can."""
        return self._state.rings_reason  # type: ignore[no-any-return]

    @Property(str, notify=notificationReasonChanged)
    def notificationReason(self) -> str:
        """Why there are no notifications; empty where there are."""
        return self._state.notification_reason  # type: ignore[no-any-return]

    @Property(bool, notify=quietChanged)
    def quiet(self) -> bool:
        """Whether quiet hours hold."""
        return self._state.quiet  # type: ignore[no-any-return]

    @Property(str, notify=quietBeginChanged)
    def quietBegin(self) -> str:
        """When they begin, ``HH:MM``."""
        return self._state.quiet_begin  # type: ignore[no-any-return]

    @Property(str, notify=quietEndChanged)
    def quietEnd(self) -> str:
        """When they end, ``HH:MM``."""
        return self._state.quiet_end  # type: ignore[no-any-return]

    @Property(str, notify=quietDaysChanged)
    def quietDays(self) -> str:
        """The days on which they begin, ``1`` is Monday."""
        return self._state.quiet_days  # type: ignore[no-any-return]

    @Property(str, notify=quietWordsChanged)
    def quietWords(self) -> str:
        """Whether it is quiet now, in words; empty when it is not."""
        return self._state.quiet_words  # type: ignore[no-any-return]

    @Property(bool, notify=cardShownChanged)
    def cardShown(self) -> bool:
        """Whether the card of a call is to be seen."""
        return self._state.card_shown  # type: ignore[no-any-return]

    @Property(int, notify=cardXChanged)
    def cardX(self) -> int:
        """Its left edge on the desktop."""
        return self._state.card_x  # type: ignore[no-any-return]

    @Property(int, notify=cardYChanged)
    def cardY(self) -> int:
        """Its upper edge."""
        return self._state.card_y  # type: ignore[no-any-return]

    @Property(bool, notify=ringsOutsideChanged)
    def ringsOutside(self) -> bool:
        """Whether what rings is shown outside the window, which then need not come."""
        return self._state.rings_outside  # type: ignore[no-any-return]
