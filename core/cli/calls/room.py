"""A room in the command line: who is there is printed as it changes, and their pictures are looked at."""

from __future__ import annotations

import sys

from core.calling import Call, CallListener, CallRoom
from core.engine.rooms.chronicle import Chronicle
from core.sip.bodies.room_events import Channel, ChannelFacts, Picture, Presence

DEFAULT_HEIGHT = 360
"""Lines of each member's picture that are asked for by who joins with video."""


class RoomWatcher(CallListener):
    """Follows the room of one call. ``height``: how high each picture is looked at; 0: not at all."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._said = ""
        self._told = 0
        self._chronicle = Chronicle()
        self._viewed: frozenset[str] = frozenset()

    def onRoomChanged(self, call: Call) -> None:
        """Print who is there and what has happened, if it is news, and look at new pictures."""
        room = call.room
        if room is None:
            return
        if room.pictures != self._viewed:
            self._viewed = room.pictures
            room.viewMembers(dict.fromkeys(room.pictures, self._height))
        self._chronicle.follow(room.roster, _name)
        self._print_events()
        if room.hasRoster and (line := who_is_there(room)) != self._said:
            self._said = line
            _print(line)

    def onRoomNotice(self, call: Call, text: str) -> None:
        """Print what the room has to say."""
        _print(text)

    def onRoomMuted(self, call: Call) -> None:
        """Print that the host did so."""
        _print("The host of the room muted you.")

    def _print_events(self) -> None:
        for event in self._chronicle.events:
            if event.serial > self._told:
                self._told = event.serial
                _print(event.text)


def who_is_there(room: CallRoom) -> str:
    """Return a line that names everybody in the room, and what is to be known of them."""
    return f"In the room: {', '.join(_described(room, one) for one in room.members)}."


def _described(room: CallRoom, one: Channel) -> str:
    facts = one.facts or ChannelFacts()
    words = {
        "you": one.id == room.memberId,
        "host": facts.host,
        "is being called": facts.state is Presence.RINGING,
        "away": facts.state is Presence.AWAY,
        "muted": one.muted,
        "hand raised": facts.hand,
        "video": facts.video is Picture.LIVE,
        "screen": facts.screen,
    }
    said = ", ".join(word for word, is_so in words.items() if is_so)
    return f"{_name(one)} ({said})" if said else _name(one)


def _name(one: Channel) -> str:
    return one.name or one.number or one.id


def _print(line: str) -> None:
    print(line, file=sys.stdout, flush=True)  # noqa: T201
