"""Conference rooms: who is there, who comes and goes, what the host may do, and what goes wrong."""

from __future__ import annotations

import asyncio

from core.calling import Call, CallEndCause, CallState
from core.calling.room.call_room import CallRoom
from core.sip.bodies.room_events import EndReason, Presence
from tests.conformance.catalogue import Need, scenario
from tests.conformance.stage import Person, Stage
from tests.conformance.witness import PATIENCE


async def _online(stage: Stage, *names: str) -> list[Person]:
    return await stage.online(*names, real_media=stage.service.real_media)


async def _joins(stage: Stage, person: Person, room: str, *, video: bool = False) -> Call:
    calls, address = person.client.callClient, stage.service.room_address(room)
    if address:
        call = await (calls.callUserVideo if video else calls.callUser)(address)
    else:
        call = await calls.callConference(room, video=video)
    call.addListener(person.witness)
    await person.sees_established(call)
    await person.witness.until(lambda: call.room is not None and call.room.members, "the roster")
    return call


def _room(call: Call) -> CallRoom:
    assert call.room is not None
    return call.room


def _names(call: Call) -> list[str]:
    return [one.name for one in _room(call).members]


async def _sees(person: Person, call: Call, *people: Person) -> None:
    """Return once these are in the room, as ``person`` knows it, ``person`` not counted."""
    others = sorted(one.client.displayName or one.user for one in people)

    def found() -> list[str]:
        own = _room(call).memberId
        names = [one.name for one in _room(call).members if one.id != own]
        me = person.client.displayName or person.user
        if not own and me in names:
            names.remove(me)  # where the server does not tell which one is us
        return sorted(names)

    await person.witness.until(lambda: found() == others, f"{others} in the room, besides oneself")


async def _looks(person: Person, call: Call, *people: Person) -> None:
    """Return once a picture of each of these has come that is newer than now."""
    await _sees(person, call, *people)
    members = {_member(call, one): 360 for one in people}
    names = members.keys()
    await person.witness.until(lambda: _room(call).pictures >= names, "the pictures to be agreed upon")
    _room(call).viewMembers(members)
    for name in members:
        slot, came = _room(call).picture(name), asyncio.Event()
        slot.take()
        loop = asyncio.get_running_loop()
        slot.on_picture = lambda came=came, loop=loop: loop.call_soon_threadsafe(came.set)
        async with asyncio.timeout(PATIENCE):
            await came.wait()
        frame = slot.take()
        assert frame is not None and frame.width > 0


async def _both(stage: Stage) -> tuple[Person, Call, Person, Call]:
    """Return a host and a guest of one room."""
    alice, bob = await _online(stage, "alice", "bob")
    room = stage.name("room")
    first = await _joins(stage, alice, room)
    second = await _joins(stage, bob, room)
    await _sees(alice, first, bob)
    await _sees(bob, second, alice)
    return alice, first, bob, second


def _member(call: Call, person: Person) -> str:
    name = person.client.displayName or person.user
    return next(one.id for one in _room(call).members if one.name == name)


@scenario(Need.ROOMS)
async def room_of_three(stage: Stage) -> None:
    """Three people meet in a room: whoever comes later sees who is there, and is seen."""
    alice, first, bob, second = await _both(stage)
    (carol,) = await _online(stage, "carol")
    third = await _joins(stage, carol, stage.name("room"))
    await _sees(carol, third, alice, bob)
    await _sees(alice, first, bob, carol)
    await _sees(bob, second, alice, carol)


@scenario(Need.ROOM_PICTURES)
async def pictures_in_a_room(stage: Stage) -> None:
    """Three people with cameras see each other; who leaves is seen no more, who comes late sees all."""
    alice, bob = await _online(stage, "alice", "bob")
    room = stage.name("room")
    first = await _joins(stage, alice, room, video=True)
    second = await _joins(stage, bob, room, video=True)
    await _looks(alice, first, bob)
    await _looks(bob, second, alice)
    (carol,) = await _online(stage, "carol")
    third = await _joins(stage, carol, room, video=True)
    await _looks(carol, third, alice, bob)
    await _looks(alice, first, bob, carol)
    second.hangup()
    await bob.sees_end(second)
    await _sees(alice, first, carol)
    await alice.witness.until(lambda: len(_room(first).pictures) == 1, "one picture")
    await _looks(alice, first, carol)


@scenario(Need.ROOMS)
async def leaving_a_room(stage: Stage) -> None:
    """Who leaves is gone for the others, and the room goes on without them."""
    alice, first, bob, second = await _both(stage)
    first.hangup()
    assert await alice.sees_end(first) is CallEndCause.HUNG_UP
    await _sees(bob, second)
    assert second.state is CallState.ESTABLISHED


@scenario(Need.ROOMS)
async def two_devices_of_one_user_in_a_room(stage: Stage) -> None:
    """Two devices of one user are two members."""
    desk, laptop = await _online(stage, "alice", "alice")
    room = stage.name("room")
    first, second = await _joins(stage, desk, room), await _joins(stage, laptop, room)
    await _sees(desk, first, laptop)
    await _sees(laptop, second, desk)


@scenario(Need.ROOMS)
async def muting_oneself_in_a_room(stage: Stage) -> None:
    """A call into a room is muted and unmuted as any other is."""
    alice, first, _, _ = await _both(stage)
    first.mute()
    first.unmute()
    assert first.state is CallState.ESTABLISHED
    first.hangup()
    assert await alice.sees_end(first) is CallEndCause.HUNG_UP


@scenario(Need.ROOM_TOOLS)
async def muting_is_shown_to_the_room(stage: Stage) -> None:
    """Who mutes their own microphone is shown muted to the others, and not by the host."""
    alice, first, bob, second = await _both(stage)
    own = _room(first).memberId
    first.mute()
    await bob.witness.until(lambda: _room(second).roster.member(own).muted, "Alice muted")  # type: ignore[union-attr]
    first.unmute()
    await bob.witness.until(
        lambda: not _room(second).roster.member(own).muted,  # type: ignore[union-attr]
        "Alice to be heard",
    )
    await alice.witness.until(
        lambda: not _room(first).roster.member(own).muted,  # type: ignore[union-attr]
        "what the room says of Alice",
    )
    assert not first.isMuted and not alice.witness.of("onRoomMuted"), "nobody else muted her"


@scenario(Need.ROOM_TOOLS)
async def first_is_host(stage: Stage) -> None:
    """Who comes first is host; when they leave for good the office goes to who was there longest."""
    alice, first, bob, second = await _both(stage)
    assert _room(first).isHost and not _room(second).isHost
    first.hangup()
    await alice.sees_end(first)
    await bob.witness.until(lambda: _room(second).isHost, "the office")


@scenario(Need.ROOM_TOOLS)
async def host_hands_the_office_on(stage: Stage) -> None:
    """The host makes another member the host."""
    alice, first, bob, second = await _both(stage)
    _room(first).handOver(_member(first, bob))
    await bob.witness.until(lambda: _room(second).isHost, "the office")
    await alice.witness.until(lambda: not _room(first).isHost, "the loss of the office")


@scenario(Need.ROOM_TOOLS)
async def host_mutes_one(stage: Stage) -> None:
    """A member that the host mutes is muted, knows it, and can speak again by itself."""
    alice, first, bob, second = await _both(stage)
    guest = _member(first, bob)
    _room(first).muteMember(guest)
    await bob.sees(second, "onRoomMuted")
    assert second.isMuted
    await alice.witness.until(lambda: _room(first).roster.member(guest).muted, "Bob muted")  # type: ignore[union-attr]
    second.unmute()
    await alice.witness.until(
        lambda: not _room(first).roster.member(guest).muted,  # type: ignore[union-attr]
        "Bob to be heard",
    )


@scenario(Need.ROOM_TOOLS)
async def host_mutes_all(stage: Stage) -> None:
    """Muting all mutes everybody but the host."""
    _, first, bob, second = await _both(stage)
    _room(first).muteMember()
    await bob.sees(second, "onRoomMuted")
    assert second.isMuted and not first.isMuted


@scenario(Need.ROOM_TOOLS)
async def host_removes_one(stage: Stage) -> None:
    """A member that the host lets out is told so, and is gone for the others."""
    alice, first, bob, second = await _both(stage)
    _room(first).removeMember(_member(first, bob))
    await bob.sees_end(second)
    assert _room(second).endReason is EndReason.REMOVED
    await _sees(alice, first)


@scenario(Need.ROOM_TOOLS)
async def locked_room(stage: Stage) -> None:
    """Nobody gets into a locked room until it is opened again."""
    alice, first, _, _ = await _both(stage)
    (carol,) = await _online(stage, "carol")
    _room(first).lock(True)
    await alice.witness.until(lambda: _room(first).isLocked, "the lock")
    call = await carol.client.callClient.callConference(_room(first).conferenceId)
    call.addListener(carol.witness)
    await carol.sees_end(call)
    assert call.state is CallState.ENDED and "onCallEstablished" not in carol.witness.names(call)
    _room(first).lock(False)
    await alice.witness.until(lambda: not _room(first).isLocked, "the open door")
    await _joins(stage, carol, stage.name("room"))


@scenario(Need.ROOM_TOOLS)
async def host_ends_the_room(stage: Stage) -> None:
    """The host ends the room for all."""
    alice, first, bob, second = await _both(stage)
    _room(first).end()
    await alice.sees_end(first)
    await bob.sees_end(second)
    assert _room(second).endReason is EndReason.ENDED


@scenario(Need.ROOM_TOOLS)
async def raising_a_hand(stage: Stage) -> None:
    """A raised hand is seen by all."""
    alice, first, bob, second = await _both(stage)
    _room(second).raiseHand(True)
    guest = _member(first, bob)

    def is_up() -> bool:
        member = _room(first).roster.member(guest)
        return member is not None and member.facts is not None and member.facts.hand

    await alice.witness.until(is_up, "the hand")
    _room(second).raiseHand(False)
    await alice.witness.until(lambda: not is_up(), "the hand down")


@scenario(Need.ROOM_TOOLS)
async def room_calls_somebody(stage: Stage) -> None:
    """The room calls whom the host invites; who answers is in it."""
    alice, first, bob, _ = await _both(stage)
    (carol,) = await _online(stage, "carol")
    _room(first).invite(carol.user)
    incoming = await carol.rung()
    await incoming.answer()
    await carol.sees_established(incoming)
    await carol.witness.until(lambda: incoming.room is not None and incoming.room.hasRoster, "the roster")
    await _sees(carol, incoming, alice, bob)
    own = _room(incoming).memberId

    def is_there() -> bool:
        member = _room(first).roster.member(own)
        return member is not None and member.facts is not None and member.facts.state is Presence.PRESENT

    await alice.witness.until(is_there, "Carol in the room")


@scenario(Need.ROOM_TOOLS)
async def invitation_declined(stage: Stage) -> None:
    """Who declines an invitation is not in the room, and the host is told."""
    alice, first, bob, _ = await _both(stage)
    (carol,) = await _online(stage, "carol")
    _room(first).invite(carol.user)
    incoming = await carol.rung()
    incoming.hangup()
    await alice.sees(first, "onRoomNotice")
    await _sees(alice, first, bob)


@scenario(Need.ROOMS, Need.LASTING_DIALOGS)
async def member_reconnects(stage: Stage) -> None:
    """A member whose connection breaks and comes back stays in the room, and hears what was missed."""
    alice, first, bob, second = await _both(stage)
    bob.wire.cut()
    await bob.back_online()
    (carol,) = await _online(stage, "carol")
    third = await _joins(stage, carol, stage.name("room"))
    await _sees(carol, third, alice, bob)
    await _sees(alice, first, bob, carol)
    assert second.state is CallState.ESTABLISHED


@scenario(Need.ROOMS, Need.RESTART)
async def service_restarts_under_a_room(stage: Stage) -> None:
    """Members come back by themselves to a service that was started again, and the host is host."""
    alice, first, bob, second = await _both(stage)
    await stage.service.stop()
    await alice.reconnecting()
    await stage.service.start()
    await alice.back_online()
    await bob.back_online()
    await _sees(alice, first, bob)
    await _sees(bob, second, alice)
    if Need.ROOM_TOOLS in stage.service.offers:
        await alice.witness.until(lambda: _room(first).isHost, "the office")
    assert first.state is second.state is CallState.ESTABLISHED


@scenario(Need.ROOMS, Need.ROOM_IDS)
async def strange_ids_of_rooms(stage: Stage) -> None:
    """Whatever characters an id has, those who name it meet."""
    alice, bob = await _online(stage, "alice", "bob")
    room = f"Über uns; 1/2 @ {stage.name('x')}?"
    first, second = await _joins(stage, alice, room), await _joins(stage, bob, room)
    await _sees(alice, first, bob)
    await _sees(bob, second, alice)
