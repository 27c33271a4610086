"""What stands in the menu of the tray icon, and what the icon says: pure functions of the snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.sentences import joined, sentence
from core.snapshots import AppSnapshot, ServiceState
from ui.language import formats
from ui.viewmodels.calls.call_desk import CallDesk
from ui.viewmodels.words import missed_calls


class TrayAction(StrEnum):
    """What an entry does."""

    NOTHING = ""
    SHOW = "show"
    HIDE = "hide"
    ANSWER = "answer"
    DECLINE = "decline"
    MUTE = "mute"
    HANG_UP = "hang-up"
    MISSED = "missed"
    DO_NOT_DISTURB = "do-not-disturb"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class TrayEntry:
    """One line; with ``checked`` it has a mark, and with no action it only says something."""

    text: str
    action: TrayAction = TrayAction.NOTHING
    checked: bool | None = None


LINE = TrayEntry("")
"""A line between groups."""
_STATES = {
    ServiceState.STARTING: sentence("Starting"),
    ServiceState.ONLINE: sentence("Online"),
    ServiceState.RECONNECTING: sentence("Connecting again"),
    ServiceState.FAILED: sentence("Offline"),
}


def tray_menu(snapshot: AppSnapshot, desk: CallDesk, *, is_shown: bool) -> tuple[TrayEntry, ...]:
    """Return the menu's entries, in their order."""
    window = (
        TrayEntry(sentence("Hide Ahoy"), TrayAction.HIDE)
        if is_shown
        else TrayEntry(sentence("Show Ahoy"), TrayAction.SHOW)
    )
    dnd = snapshot.profile.do_not_disturb
    return (
        TrayEntry(state_words(snapshot)),
        *_calls(desk),
        LINE,
        window,
        *_missed(snapshot),
        TrayEntry(sentence("Do not disturb"), TrayAction.DO_NOT_DISTURB, checked=dnd),
        LINE,
        TrayEntry(sentence("Quit Ahoy"), TrayAction.QUIT),
    )


def _calls(desk: CallDesk) -> list[TrayEntry]:
    entries = []
    if desk.incoming is not None:
        entries += [
            LINE,
            TrayEntry(sentence("{name} is calling", name=desk.incoming.remote_name)),
            TrayEntry(sentence("Answer"), TrayAction.ANSWER),
            TrayEntry(sentence("Decline"), TrayAction.DECLINE),
        ]
    if desk.active is not None:
        entries += [
            LINE,
            TrayEntry(sentence("In a call with {name}", name=desk.active.remote_name)),
            TrayEntry(sentence("Mute"), TrayAction.MUTE, checked=desk.active.muted),
            TrayEntry(sentence("Hang up"), TrayAction.HANG_UP),
        ]
    return entries


def _missed(snapshot: AppSnapshot) -> list[TrayEntry]:
    return (
        [TrayEntry(missed_calls(snapshot.missed_calls), TrayAction.MISSED)] if snapshot.missed_calls else []
    )


def is_quiet(snapshot: AppSnapshot) -> bool:
    """Whether nobody rings now."""
    return snapshot.profile.do_not_disturb or snapshot.is_quiet


def state_words(snapshot: AppSnapshot) -> str:
    """Return how the app stands, in a word or two."""
    words = _STATES[snapshot.service.state]
    if snapshot.profile.do_not_disturb:
        return sentence("{state}, do not disturb", state=words)
    if snapshot.is_quiet:
        return (
            sentence(
                "{state}, quiet until {time}", state=words, time=formats.clock_time(snapshot.quiet_until)
            )
            if snapshot.quiet_until
            else sentence("{state}, quiet", state=words)
        )
    return words


def tip_words(snapshot: AppSnapshot, desk: CallDesk) -> str:
    """Return what the icon says when it is pointed at."""
    lines: list[str] = [joined(("Ahoy", state_words(snapshot)), ": ")]
    if desk.incoming is not None:
        lines.append(sentence("{name} is calling", name=desk.incoming.remote_name))
    if desk.active is not None:
        lines.append(sentence("In a call with {name}", name=desk.active.remote_name))
    if snapshot.missed_calls:
        lines.append(missed_calls(snapshot.missed_calls))
    return joined(lines, "\n")
