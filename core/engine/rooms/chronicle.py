"""What happens in a room, as sentences to show for a moment: told apart from one roster to the next."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from core.calling.room.roster import Roster
from core.rooms import RoomEvent
from core.sentences import sentence, template
from core.sip.bodies.room_events import Channel, Presence

EVENTS_SHOWN = 10

NameOf = Callable[[Channel], str]
Happening = tuple[str, str]
"""A sentence, and the id of the member that it is about."""


class Chronicle:
    """The newest events of one room."""

    def __init__(self) -> None:
        self._events: deque[RoomEvent] = deque(maxlen=EVENTS_SHOWN)
        self._serial = 0
        self._roster = Roster()

    @property
    def events(self) -> tuple[RoomEvent, ...]:
        """The newest ones, oldest first."""
        return tuple(self._events)

    def follow(self, roster: Roster, name_of: NameOf) -> None:
        """Take the roster of now; the first one tells of nobody's coming."""
        before, self._roster = self._roster, roster
        if before.is_known and roster != before:
            for text, member_id in happenings(before, roster, name_of):
                self.tell(text, member_id)

    def tell(self, text: str, member_id: str = "") -> None:
        """Add a sentence."""
        self._serial += 1
        self._events.append(RoomEvent(self._serial, text, member_id))


def happenings(before: Roster, after: Roster, name_of: NameOf) -> list[Happening]:
    """Return what has happened between two rosters of a room, without what we did ourselves."""
    was = {one.id: one for one in before.members}
    now = {one.id: one for one in after.members}
    found: list[Happening] = []
    for one in before.members:
        if one.id not in now and one.id != before.you:
            found.append((sentence(_gone(one), name=name_of(one)), one.id))
    for one in after.members:
        if one.id != after.you:
            found += [(sentence(news, name=name_of(one)), one.id) for news in _news(was.get(one.id), one)]
    if _host(after) != _host(before) and _host(after) is not None:
        found.append(_new_host(after, name_of))
    if after.is_locked != before.is_locked:
        locked = sentence("The room is locked: nobody else gets in.")
        found.append((locked if after.is_locked else sentence("The room is open again."), ""))
    return found


def _news(before: Channel | None, now: Channel) -> list[str]:
    words = []
    presence, was = _presence(now), _presence(before) if before is not None else None
    if presence is not was:
        if presence is Presence.RINGING:
            words.append(template("{name} is being called."))
        elif presence is Presence.AWAY:
            words.append(template("{name} lost the connection."))
        else:
            words.append(template("{name} is back.") if was is Presence.AWAY else template("{name} joined."))
    if _is_up(now) and (before is None or not _is_up(before)):
        words.append(template("{name} raised a hand."))
    if _shows(now) and (before is None or not _shows(before)):
        words.append(template("{name} shows a screen."))
    return words


def _gone(one: Channel) -> str:
    return (
        template("{name} did not come.") if _presence(one) is Presence.RINGING else template("{name} left.")
    )


def _new_host(after: Roster, name_of: NameOf) -> Happening:
    host = _host(after)
    assert host is not None
    if host == after.you:
        return sentence("You are the host of the room now."), host
    member = after.member(host)
    assert member is not None
    return sentence("{name} is the host of the room now.", name=name_of(member)), host


def _host(roster: Roster) -> str | None:
    return next((one.id for one in roster.members if one.facts is not None and one.facts.host), None)


def _presence(one: Channel) -> Presence:
    return one.facts.state if one.facts is not None else Presence.PRESENT


def _is_up(one: Channel) -> bool:
    return one.facts is not None and one.facts.hand


def _shows(one: Channel) -> bool:
    return one.facts is not None and one.facts.screen
