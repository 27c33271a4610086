"""How the person is told of calls while another program is in front: pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from core.desktop.call_notifications import ringing_notification
from core.desktop.notifications import OPENED, Button, Notification
from core.sentences import sentence
from core.snapshots import AppSnapshot, CallNotice, CallSnapshot, HistorySnapshot
from ui.viewmodels.calls.call_desk import CallDesk

CALL_BACK, SHOW = "call-back", OPENED
MISSED_AT_ONCE = 5
"""Missed calls told one by one; of more at a time the newest."""
TRAY_KEY, CRASH_KEY = "tray", "crash"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the desktop lets Ahoy do, and whether the window is what the person looks at."""

    window_active: bool = False
    can_card: bool = False
    can_notify: bool = False


@dataclass(frozen=True, slots=True)
class Attention:
    """How a call that comes in is shown outside the window."""

    card: bool = False
    notification: bool = False

    @property
    def is_outside(self) -> bool:
        """Whether it is shown at all outside the window."""
        return self.card or self.notification


def attention(desk: CallDesk, around: Surroundings, notice: CallNotice) -> Attention:
    """Return how what rings now is shown; where neither way is there, the window itself has to come."""
    if desk.incoming is None or around.window_active:
        return Attention()
    match notice:
        case CallNotice.BOTH:
            return Attention(around.can_card, around.can_notify)
        case CallNotice.NOTIFICATION if around.can_notify:
            return Attention(notification=True)
        case _ if around.can_card:
            return Attention(card=True)
        case _:
            return Attention(notification=around.can_notify)


NOT_VERIFIED = sentence("Not verified: anybody may use this name.")


def call_notification(call: CallSnapshot) -> Notification:
    """Return the notification of a call that rings here."""
    return ringing_notification(
        call_key(call.call_id),
        call.remote_name,
        is_video=call.video,
        account=call.account,
        remark=NOT_VERIFIED if call.is_unverified else "",
    )


def call_key(call_id: str) -> str:
    """Return the key of a call's notification."""
    return f"call {call_id}"


def missed_key(call_id: str) -> str:
    """Return the key of a missed call's notification."""
    return f"missed {call_id}"


def newly_missed(before: AppSnapshot, after: AppSnapshot) -> list[HistorySnapshot]:
    """Return the calls that were missed between two snapshots, oldest first; none on the first look."""
    if not before.is_ready:
        return []
    known = {entry.call_id for entry in before.history}
    fresh = [entry for entry in after.history if entry.is_new and entry.call_id not in known]
    return fresh[:MISSED_AT_ONCE][::-1]


def missed_notification(entry: HistorySnapshot) -> Notification:
    """Return the notification of a missed call."""
    body = sentence("Missed video call") if entry.video else sentence("Missed call")
    return Notification(
        missed_key(entry.call_id),
        entry.name or entry.address,
        body,
        (Button(CALL_BACK, sentence("Call back")),),
    )


def tray_notification(in_call_with: str = "") -> Notification:
    """Return what is said when the window closes and Ahoy goes on."""
    if in_call_with:
        body = sentence(
            "Your call with {name} goes on. The icon in the tray has the window, mute and hang up.",
            name=in_call_with,
        )
        return Notification(TRAY_KEY, sentence("You are still in a call"), body)
    body = sentence(
        "It stays in the tray, so that calls reach you. To end it, choose Quit in its menu, or press Ctrl+Q."
    )
    return Notification(TRAY_KEY, sentence("Ahoy goes on"), body)


def wakeful_reason(desk: CallDesk) -> str:
    """Return why the screen is to stay on, empty when it need not."""
    call = desk.active
    return (
        sentence("A call with {name}", name=call.remote_name or call.remote_address)
        if call is not None
        else ""
    )
