"""Who is in a conference room, and what happens there: the JSON that Asterisk's ConfBridge sends in MESSAGE.

The shapes are those of Asterisk 15 and later (``send_events``). Two of its ways matter to a reader: the
``muted`` and ``admin`` of every channel in a Welcome are those of who joined, not of the channel; and nobody
is told what he did himself (``echo_events`` is off by default). What is our own sits in objects ``ahoy``, of
which Asterisk knows nothing, and in types that begin with ``Ahoy``.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from core.sip.bodies.json_reader import JsonObject, object_of, read_json_object, text_of, whole_of
from core.sip.messages import ParseError

CONTENT_TYPE = "application/x-asterisk-confbridge-event+json"

MAX_CHANNELS = 64
MAX_NAME = 64
"""Characters of a name or a number."""
MAX_ID = 64
MAX_CALL_ID = 256
MAX_ADDRESS = 320
MAX_SENTENCE = 256
MAX_PASS = 512
_Choice = TypeVar("_Choice", bound=StrEnum)
_FORWARDED = "sfu"
"""The mode of a bridge that sends everybody's picture on; the others show one member, or none."""
_LATEST = 1 << 40
"""Seconds of Unix time beyond which no clock is right."""


class RosterKind(StrEnum):
    """The types of events; a reader passes over others."""

    WELCOME = "ConfbridgeWelcome"
    """To who joined: all who are there."""
    JOIN = "ConfbridgeJoin"
    LEAVE = "ConfbridgeLeave"
    MUTE = "ConfbridgeMute"
    UNMUTE = "ConfbridgeUnmute"
    TALKING = "ConfbridgeTalking"
    STATE = "AhoyRoom"
    """Everything anew: all who are there, and how the room is."""
    ENDED = "AhoyEnded"
    """Why the room, or this member's stay, ends; BYE follows."""
    NOTICE = "AhoyNotice"
    """A sentence to show for a moment."""


class MemberKind(StrEnum):
    """By what a member is in the room."""

    APP = "app"
    PHONE = "phone"
    SIP = "sip"


class Picture(StrEnum):
    """How it stands with a member's camera."""

    NONE = "none"
    LIVE = "live"
    PAUSED = "paused"


class Presence(StrEnum):
    """How a member stands with the room."""

    PRESENT = "present"
    RINGING = "ringing"
    """The room calls them."""
    AWAY = "away"
    """Their connection was lost; they may come back."""


class EndReason(StrEnum):
    """Why somebody's stay ends."""

    REMOVED = "removed"
    ENDED = "ended"
    """By the host, for all."""
    REPLACED = "replaced"
    """The same installation of the app joined anew."""
    SERVICE = "service"
    """The service ends, or loses the way of the member's media."""


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What our rooms say of a member beyond what Asterisk says; ``since`` is in Unix seconds."""

    user: str = ""
    """The member's SIP address."""
    kind: MemberKind = MemberKind.APP
    host: bool = False
    hand: bool = False
    video: Picture = Picture.NONE
    screen: bool = False
    since: int = 0
    state: Presence = Presence.PRESENT
    silenced: bool = False
    """By the host: ``muted`` is said of those, too, who muted themselves or are on hold."""
    held: bool = False
    """On hold, by themselves or by the application: nothing comes of them until they are back."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One member; ``id`` is the label of the member's pictures. ``talking`` is None where it is not told."""

    id: str
    name: str = ""
    number: str = ""
    muted: bool = False
    admin: bool = False
    talking: bool | None = None
    facts: ChannelFacts | None = None
    """None at a server that is none of ours."""
    call_id: str = ""
    """The Call-ID of the member's call, as Asterisk tells it."""


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What our rooms say of themselves."""

    locked: bool = False
    started: int = 0
    """Unix seconds."""
    you: str = ""
    """The id of the member that the event was sent to."""
    host_pass: str = ""
    """To be shown when joining anew: who holds it may claim the host's office after a restart."""
    reason: EndReason | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RosterEvent:
    """One event of a room. Everything that came from elsewhere is bounded and can be shown."""

    kind: RosterKind
    room: str
    """The name of the room, without any prefix."""
    channels: tuple[Channel, ...] = ()
    facts: RoomFacts | None = None
    """None at a server that is none of ours."""
    timestamp: float = field(default=0.0, compare=False)
    """Unix seconds of sending; not read."""
    is_forwarded: bool = True
    """Whether everybody's picture is sent to everybody, rather than one picture of them all."""

    @classmethod
    def parse(cls, body: bytes) -> RosterEvent | None:
        """Return the event, None for a type that is not known; ParseError for what is no event at all.

        Fields of the wrong type are read as if they were missing; channels without an id, and those beyond
        ``MAX_CHANNELS``, are passed over.
        """
        document = read_json_object(body)
        kind = document.get("type")
        if not isinstance(kind, str):
            raise ParseError("an event of no type")
        known = _member(RosterKind, kind)
        if known is None:
            return None
        ahoy, bridge = document.get("ahoy"), object_of(document.get("bridge"))
        return cls(
            known,
            text_of(bridge.get("name"), MAX_NAME),
            _read_channels(document.get("channels")),
            _read_room(ahoy) if isinstance(ahoy, dict) else None,
            is_forwarded=bridge.get("video_mode", _FORWARDED) == _FORWARDED,
        )

    def __bytes__(self) -> bytes:
        bridge = {
            "id": self.room,
            "name": self.room,
            "video_mode": _FORWARDED if self.is_forwarded else "none",
        }
        if self.facts is not None:
            bridge["creationtime"] = _iso(self.facts.started)
        document: dict[str, object] = {
            "type": self.kind,
            "timestamp": _iso(self.timestamp),
            "bridge": bridge,
            "channels": [_write_channel(one) for one in self.channels],
        }
        if self.facts is not None:
            document["ahoy"] = _write_room(self.facts)
        return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def _read_channels(value: object) -> tuple[Channel, ...]:
    found = [_read_channel(one) for one in value[: 4 * MAX_CHANNELS]] if isinstance(value, list) else []
    return tuple(one for one in found if one.id)[:MAX_CHANNELS]


def _read_channel(value: object) -> Channel:
    item = object_of(value)
    caller = object_of(item.get("caller"))
    talking = item.get("talking_status")
    ahoy = item.get("ahoy")
    return Channel(
        text_of(item.get("id"), MAX_ID),
        text_of(caller.get("name"), MAX_NAME),
        text_of(caller.get("number"), MAX_NAME),
        item.get("muted") is True,
        item.get("admin") is True,
        talking == "on" if talking in ("on", "off") else None,
        _read_facts(ahoy) if isinstance(ahoy, dict) else None,
        text_of(item.get("protocol_id"), MAX_CALL_ID),
    )


def _read_facts(item: JsonObject) -> ChannelFacts:
    return ChannelFacts(
        text_of(item.get("user"), MAX_ADDRESS),
        _member(MemberKind, item.get("kind")) or MemberKind.APP,
        item.get("host") is True,
        item.get("hand") is True,
        _member(Picture, item.get("video")) or Picture.NONE,
        item.get("screen") is True,
        whole_of(item.get("since"), _LATEST),
        _member(Presence, item.get("state")) or Presence.PRESENT,
        item.get("silenced") is True,
        item.get("held") is True,
    )


def _read_room(item: JsonObject) -> RoomFacts:
    reason = item.get("reason")
    return RoomFacts(
        item.get("locked") is True,
        whole_of(item.get("started"), _LATEST),
        text_of(item.get("you"), MAX_ID),
        text_of(item.get("pass"), MAX_PASS),
        (_member(EndReason, reason) or EndReason.SERVICE) if reason is not None else None,
        text_of(item.get("text"), MAX_SENTENCE),
    )


def _member(choices: type[_Choice], value: object) -> _Choice | None:
    return next((choice for choice in choices if choice == value), None)


def _write_channel(channel: Channel) -> dict[str, object]:
    item: dict[str, object] = {
        "id": channel.id,
        "name": f"Ahoy/{channel.id}",
        "state": "Up",
        "caller": {"name": channel.name[:MAX_NAME], "number": channel.number[:MAX_NAME]},
        "admin": channel.admin,
        "muted": channel.muted,
    }
    if channel.talking is not None:
        item["talking_status"] = "on" if channel.talking else "off"
    if channel.call_id:
        item["protocol_id"] = channel.call_id
    facts = channel.facts
    if facts is not None:
        item["ahoy"] = {
            "user": facts.user,
            "kind": facts.kind,
            "host": facts.host,
            "hand": facts.hand,
            "video": facts.video,
            "screen": facts.screen,
            "since": facts.since,
            "state": facts.state,
            "silenced": facts.silenced,
            "held": facts.held,
        }
    return item


def _write_room(facts: RoomFacts) -> dict[str, object]:
    item: dict[str, object] = {"locked": facts.locked, "started": facts.started, "you": facts.you}
    if facts.host_pass:
        item["pass"] = facts.host_pass
    if facts.reason is not None:
        item["reason"] = facts.reason
    if facts.text:
        item["text"] = facts.text[:MAX_SENTENCE]
    return item


def _iso(seconds: float) -> str:
    """Return a time as Asterisk writes it."""
    milliseconds = int(seconds * 1000) % 1000
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{milliseconds:03d}+0000"
