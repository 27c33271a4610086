"""What is said of a room and of those in it."""

from __future__ import annotations

from collections.abc import Sequence

from core.rooms import MemberKind, MemberState, MemberVideo, RoomMember

_GLYPHS = {MemberKind.APP: "", MemberKind.PHONE: "phone", MemberKind.SIP: "phone"}
_STATES = {
    MemberState.PRESENT: "",
    MemberState.INVITED: "Calling…",
    MemberState.AWAY: "Connection lost",
}


def plain_name(member: RoomMember) -> str:
    """Return a member's name in one line, whatever was sent."""
    return " ".join(member.name.split()) or " ".join(member.address.split()) or "Somebody"


def names(members: Sequence[RoomMember]) -> dict[str, str]:
    """Return what each member is called, by id; of several with one name all but the first are numbered."""
    seen: dict[str, int] = {}
    called: dict[str, str] = {}
    for member in members:
        name = plain_name(member)
        seen[name] = seen.get(name, 0) + 1
        called[member.member_id] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return called


def glyph(member: RoomMember) -> str:
    """Return the icon of somebody who has no picture and no face: a telephone."""
    return _GLYPHS[member.kind]


def state(member: RoomMember) -> str:
    """Say how a member stands with the room; empty for one who is there."""
    return _STATES[member.state]


def ordinal(place: int) -> str:
    """Return a place in a row as a word: first, second, 3rd, 4th."""
    words = {1: "first", 2: "second"}
    ending = "th" if 10 < place % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return words.get(place, f"{place}{ending}")


def signs(member: RoomMember, hand: int) -> list[str]:
    """Say everything that a member's signs show; ``hand``: its place among raised hands, 0 for none."""
    found = [
        state(member),
        "host" if member.is_host else "",
        "speaking" if member.is_talking else "",
        "muted" if member.is_muted else "",
        "camera paused" if member.video is MemberVideo.PAUSED else "",
        "sharing a screen" if member.is_sharing else "",
        f"hand raised, {ordinal(hand)}" if hand else "",
    ]
    return [sign for sign in found if sign]


def spoken(name: str, member: RoomMember, hand: int) -> str:
    """Return what a screen reader says of a member."""
    who = "You" if member.is_self else name
    return ", ".join([who, *signs(member, hand)])


def detail(member: RoomMember) -> str:
    """Return the line below a member's name in the list."""
    parts = [state(member), "Host" if member.is_host else ""]
    if member.kind is not MemberKind.APP:
        parts.append(member.address.removeprefix("sip:"))
    if member.is_sharing:
        parts.append("Sharing a screen")
    return " · ".join(part for part in parts if part)


def count(members: Sequence[RoomMember]) -> str:
    """Say how many are in the room."""
    there = sum(member.state is not MemberState.INVITED for member in members)
    called = len(members) - there
    said = "Only you" if there <= 1 else f"{there} people"
    return f"{said}, {called} being called" if called else said


def hands(raised: Sequence[str], called: dict[str, str], own: str) -> str:
    """Say whose hands are up, the first first; empty if none is."""
    if not raised:
        return ""
    first = "Your hand is up" if raised[0] == own else f"{called.get(raised[0], 'Somebody')} raised a hand"
    more = len(raised) - 1
    return first if not more else f"{first}, and {more} more"
