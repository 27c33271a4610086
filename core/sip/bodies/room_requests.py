"""What members and their conference room ask of each other: INFO with ``Info-Package: ahoy-room``, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.sip.bodies.json_reader import JsonObject, read_json_object, text_of
from core.sip.messages import ParseError

CONTENT_TYPE = "application/json"
INFO_PACKAGE = "ahoy-room"

MAX_BODY_BYTES = 16_384
MAX_VIEWS = 2 * 64
"""A camera and a screen of each member."""
MAX_HEIGHT = 8192
MAX_KBPS = 100_000
MAX_TARGET = 320
MAX_NAME = 64
MAX_ID = 64
SLIDES = "slides"
"""``MEMBER/slides`` is a member's shared screen, ``MEMBER`` its camera."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class RaiseHand:
    """Raise the own hand, or take it down."""

    raised: bool


@dataclass(frozen=True, slots=True)
class View:
    """How high, in pixels, each picture is shown; 0: not at all. Those left out stay as they were."""

    heights: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Mute:
    """As host: mute a member, or all others (``ALL``)."""

    member: str


@dataclass(frozen=True, slots=True)
class Unmute:
    """Take back that the host muted oneself."""


@dataclass(frozen=True, slots=True)
class Remove:
    """As host: send a member out, or stop calling one."""

    member: str


@dataclass(frozen=True, slots=True)
class Lock:
    """As host: let nobody else in, or again."""

    locked: bool


@dataclass(frozen=True, slots=True)
class End:
    """As host: end the room for all."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """As host: make another member the host."""

    member: str


@dataclass(frozen=True, slots=True)
class Invite:
    """Have the room call somebody: a user id, a number that begins with ``+``, or a SIP address."""

    target: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """The room to a member: nobody can use more of your picture than this; height 0: nobody looks."""

    height: int
    kbps: int
    slides: bool = False
    """Of the shared screen instead of the camera."""


RoomRequest = RaiseHand | View | Mute | Unmute | Remove | Lock | End | HandOver | Invite | Send


def parse_room_request(body: bytes) -> RoomRequest:
    """Return what is asked; ParseError for everything else."""
    if len(body) > MAX_BODY_BYTES:
        raise ParseError("too long for a request to a room", status=413)
    item = read_json_object(body)
    word = item.get("do")
    read = _READERS.get(word) if isinstance(word, str) else None
    if read is None:
        raise ParseError("nothing that a room can do")
    return read(item)


def room_request_body(request: RoomRequest) -> bytes:
    """Return the body that asks for ``request``."""
    return json.dumps(_words(request), separators=(",", ":"), ensure_ascii=False).encode()


def _words(request: RoomRequest) -> dict[str, object]:
    match request:
        case RaiseHand(raised):
            return {"do": "hand", "raised": raised}
        case View(heights):
            return {"do": "view", "heights": dict(heights)}
        case Mute(member):
            return {"do": "mute", "member": member}
        case Unmute():
            return {"do": "unmute"}
        case Remove(member):
            return {"do": "remove", "member": member}
        case Lock(locked):
            return {"do": "lock", "locked": locked}
        case End():
            return {"do": "end"}
        case HandOver(member):
            return {"do": "host", "member": member}
        case Invite(target, name):
            return {"do": "invite", "target": target, "name": name}
        case Send(height, kbps, slides):
            return {"do": "send", "height": height, "kbps": kbps} | ({"of": SLIDES} if slides else {})


def _read_view(item: JsonObject) -> View:
    heights = item.get("heights")
    if not isinstance(heights, dict) or len(heights) > MAX_VIEWS:
        raise ParseError("heights are an object, of not too many")
    read = {_id(name): _number(height, MAX_HEIGHT) for name, height in heights.items()}
    return View(MappingProxyType(read))


def _read_invite(item: JsonObject) -> Invite:
    target = item.get("target")
    if not isinstance(target, str) or not 0 < len(target) <= MAX_TARGET or not target.isprintable():
        raise ParseError("nobody to invite")
    return Invite(target, text_of(item.get("name"), MAX_NAME))


def _read_send(item: JsonObject) -> Send:
    height, kbps = _number(item.get("height"), MAX_HEIGHT), _number(item.get("kbps"), MAX_KBPS)
    return Send(height, kbps, item.get("of") == SLIDES)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ParseError("true or false is wanted")
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MAX_ID + len(SLIDES) + 1:
        raise ParseError("no id of a member")
    if not value.isascii() or not value.isprintable():
        raise ParseError("no id of a member")
    return value


def _number(value: object, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ParseError(f"a whole number from 0 to {most} is wanted")
    return value


_READERS: Mapping[str, Callable[[JsonObject], RoomRequest]] = {
    "hand": lambda item: RaiseHand(_flag(item.get("raised"))),
    "view": _read_view,
    "mute": lambda item: Mute(_id(item.get("member"))),
    "unmute": lambda item: Unmute(),
    "remove": lambda item: Remove(_id(item.get("member"))),
    "lock": lambda item: Lock(_flag(item.get("locked"))),
    "end": lambda item: End(),
    "host": lambda item: HandOver(_id(item.get("member"))),
    "invite": _read_invite,
    "send": _read_send,
}
