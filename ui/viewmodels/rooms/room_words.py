"""What is said of a room and of those in it."""

from __future__ import annotations

from collections.abc import Sequence

from core.rooms import MemberKind, MemberState, MemberVideo, RoomMember
from core.sentences import joined, plural, sentence

_GLYPHS = {MemberKind.APP: "", MemberKind.PHONE: "phone", MemberKind.SIP: "phone"}
_STATES = {
    MemberState.PRESENT: "",
    MemberState.INVITED: sentence("Calling…"),
    MemberState.AWAY: sentence("Connection lost"),
}


def plain_name(member: RoomMember) -> str:
    """Return a member's name in one line, whatever was sent."""
    return " ".join(member.name.split()) or " ".join(member.address.split()) or sentence("Somebody")


def names(members: Sequence[RoomMember]) -> dict[str, str]:
    """Return what each member is called, by id; of several with one name all but the first are numbered."""
    seen: dict[str, int] = {}
    called: dict[str, str] = {}
    for member in members:
        name = plain_name(member)
        seen[name] = seen.get(name, 0) + 1
        called[member.member_id] = name if seen[name] == 1 else joined((name, f"({seen[name]})"))
    return called


def glyph(member: RoomMember) -> str:
    """Return the icon of somebody who has no picture and no face: a telephone."""
    return _GLYPHS[member.kind]


def state(member: RoomMember) -> str:
    """Say how a member stands with the room; empty for one who is there and takes part."""
    if member.is_on_hold and member.state is MemberState.PRESENT:
        return sentence("On hold")
    return _STATES[member.state]


def raised_hand(place: int) -> str:
    """Say that a hand is up, and the how manieth; empty for 0, none."""
    if not place:
        return ""
    first = {1: sentence("hand raised, first"), 2: sentence("hand raised, second")}
    return first.get(place) or sentence("hand raised, number {place}", place=place)


def signs(member: RoomMember, hand: int) -> list[str]:
    """Say everything that a member's signs show; ``hand``: its place among raised hands, 0 for none."""
    found = [
        state(member),
        sentence("host") if member.is_host else "",
        sentence("speaking") if member.is_talking else "",
        sentence("muted") if member.is_muted else "",
        sentence("camera paused") if member.video is MemberVideo.PAUSED else "",
        sentence("sharing a screen") if member.is_sharing else "",
        raised_hand(hand),
    ]
    return [sign for sign in found if sign]


def spoken(name: str, member: RoomMember, hand: int) -> str:
    """Return what a screen reader says of a member."""
    who = sentence("You") if member.is_self else name
    return joined([who, *signs(member, hand)], ", ")


def detail(member: RoomMember) -> str:
    """Return the line below a member's name in the list."""
    parts = [state(member), sentence("Host") if member.is_host else ""]
    if member.kind is not MemberKind.APP:
        parts.append(member.address.removeprefix("sip:"))
    if member.is_sharing:
        parts.append(sentence("Sharing a screen"))
    return joined(parts, " · ")


def count(members: Sequence[RoomMember]) -> str:
    """Say how many are in the room."""
    there = sum(member.state is not MemberState.INVITED for member in members)
    called = len(members) - there
    said = sentence("Only you") if there <= 1 else plural(there, "1 person", "{n} people")
    return (
        plural(called, "{people}, 1 being called", "{people}, {n} being called", people=said)
        if called
        else said
    )


def hands(raised: Sequence[str], called: dict[str, str], own: str) -> str:
    """Say whose hands are up, the first first; empty if none is."""
    if not raised:
        return ""
    first = (
        sentence("Your hand is up")
        if raised[0] == own
        else sentence("{name} raised a hand", name=called.get(raised[0], sentence("Somebody")))
    )
    more = len(raised) - 1
    return first if not more else plural(more, "{first}, and 1 more", "{first}, and {n} more", first=first)
