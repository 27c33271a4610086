"""What a screen reader says by itself, without being asked: who calls, what changed, who came and went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from core.sentences import joined, sentence
from core.snapshots import CallSnapshot
from ui.language.speech import told
from ui.viewmodels.calls.call_desk import CallDesk
from ui.viewmodels.calls.call_words import name_of
from ui.viewmodels.words import PLAIN_END

Speak = Callable[[str, bool], None]
"""Says a text; True: at once, in place of what is being said."""


MOST_AT_ONCE = 3
"""Of a crowd that comes at once, so many are named."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence; ``is_urgent``: somebody waits for an answer."""

    text: str
    is_urgent: bool = False


def announcements(before: CallDesk, after: CallDesk) -> list[Announcement]:
    """Return what is to be said of the change from one desk to the next."""
    said: list[Announcement] = []
    ringing = after.incoming
    if ringing is not None and (before.incoming is None or before.incoming.call_id != ringing.call_id):
        said.append(Announcement(_ringing(ringing), is_urgent=True))
    said += [Announcement(text) for text in _of_active(before, after)]
    ended = after.summary
    if ended is not None and (before.summary is None or before.summary.call_id != ended.call_id):
        said.append(Announcement(joined((PLAIN_END, _why(ended)))))
    return said


def _ringing(call: CallSnapshot) -> str:
    name = name_of(call)
    said: str = sentence("Incoming call from {name}", name=name)
    if call.video:
        said = sentence("Incoming video call from {name}", name=name)
    if call.is_unverified:
        said = joined((said, sentence("Not verified: anybody may use this name.")), ". ")
    return said


def _why(call: CallSnapshot) -> str:
    return "" if call.end_text == PLAIN_END else call.end_text


def _of_active(before: CallDesk, after: CallDesk) -> list[str]:
    call = after.active
    if call is None:
        return []
    known = (before.active, before.incoming, *before.others)
    was = next((one for one in known if one is not None and one.call_id == call.call_id), None)
    if was is None:
        return []
    if call.state != was.state:
        return _of_state(call)
    if call.state != "established":
        return []
    return [words for words in (*_of_sound(was, call), *_of_way(was, call)) if words]


def _of_state(call: CallSnapshot) -> list[str]:
    match call.state:
        case "ringing":
            return [sentence("It rings at {name}", name=name_of(call))]
        case "established":
            return [sentence("Connected with {name}", name=name_of(call))]
    return []


def _of_sound(was: CallSnapshot, call: CallSnapshot) -> list[str]:
    said: list[str] = []
    if call.muted != was.muted:
        said.append(sentence("Microphone off") if call.muted else sentence("Microphone on"))
    if call.video_paused != was.video_paused:
        said.append(sentence("Camera off") if call.video_paused else sentence("Camera on"))
    if call.is_held != was.is_held:
        said.append(sentence("On hold") if call.is_held else sentence("No longer on hold"))
    if call.is_held_by_remote != was.is_held_by_remote:
        said.append(
            sentence("{name} has put you on hold", name=name_of(call))
            if call.is_held_by_remote
            else sentence("{name} is back in the call", name=name_of(call))
        )
    return said


def _of_way(was: CallSnapshot, call: CallSnapshot) -> list[str]:
    said: list[str] = []
    if call.connection != was.connection:
        said.append(call.connection or sentence("The connection is back"))
    if call.transfer != was.transfer:
        said.append(call.transfer)
    if call.room is not None and was.room is not None:
        seen = max((event.serial for event in was.room.events), default=0)
        said += [event.text for event in call.room.events if event.serial > seen][-MOST_AT_ONCE:]
    return said


class Announcer(QObject):
    """Tells the screen reader of what changes on ``subject``'s window. GUI thread only."""

    def __init__(self, subject: QObject, speak: Speak | None = None) -> None:
        super().__init__(subject)
        self._subject = subject
        self._speak = speak or self._announce
        self._desk = CallDesk()

    def follow(self, desk: CallDesk) -> None:
        """Say what has changed since the last time."""
        before, self._desk = self._desk, desk
        for each in announcements(before, desk):
            self._speak(str(told(each.text)), each.is_urgent)

    def say(self, text: str) -> None:
        """Say what appears on the screen for a moment."""
        if text:
            self._speak(str(told(text)), False)

    def _announce(self, text: str, is_urgent: bool) -> None:
        if not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(self._subject, text)
        urgent, polite = (
            QAccessible.AnnouncementPoliteness.Assertive,
            QAccessible.AnnouncementPoliteness.Polite,
        )
        event.setPoliteness(urgent if is_urgent else polite)
        QAccessible.updateAccessibility(event)
