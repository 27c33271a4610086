"""What happens while a call stands."""

from __future__ import annotations

from core.calling import Call
from tests.conformance.catalogue import Need, scenario
from tests.conformance.stage import Person, Stage


@scenario()
async def muting_is_told(stage: Stage) -> None:
    """Muting and unmuting are told to the other side, both ways."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    for person, own, other, theirs in ((alice, call, bob, incoming), (bob, incoming, alice, call)):
        own.mute()
        await other.sees(theirs, "onRemoteMuted")
        own.unmute()
        await other.sees(theirs, "onRemoteUnmuted")
        assert person.wire.requests_sent("INFO")


@scenario()
async def pausing_video_is_told(stage: Stage) -> None:
    """Pausing and resuming the camera are told to the other side."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob, video=True)
    call.pauseVideo()
    await bob.sees(incoming, "onRemoteVideoPaused")
    call.resumeVideo()
    await bob.sees(incoming, "onRemoteVideoResumed")


@scenario()
async def caller_muted_before_the_answer(stage: Stage) -> None:
    """Who is muted when the call begins is seen as muted once it stands."""
    alice, bob = await stage.online("alice", "bob")
    call = await alice.call(bob)
    call.mute()
    incoming = await bob.rung()
    await incoming.answer()
    await bob.sees(incoming, "onRemoteMuted")
    assert call.isMuted and incoming.isRemoteMuted


@scenario()
async def caller_holds_and_resumes(stage: Stage) -> None:
    """The caller puts the call on hold and takes it up again; the other side sees both."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    await _hold_and_resume(alice, call, bob, incoming)


@scenario()
async def callee_holds_and_resumes(stage: Stage) -> None:
    """The same by the one called."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    await _hold_and_resume(bob, incoming, alice, call)


@scenario()
async def both_hold(stage: Stage) -> None:
    """Each side holds the other; the call comes back when both have resumed."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    call.hold()
    await bob.sees(incoming, "onRemoteHeld")
    await alice.sees(call, "Held")
    incoming.hold()
    await alice.sees(call, "onRemoteHeld")
    await bob.sees(incoming, "Held")
    call.resume()
    await bob.sees(incoming, "onRemoteResumed")
    assert call.isHeldByRemote and incoming.isOnHold
    await alice.sees(call, "Resumed")
    incoming.resume()
    await alice.sees(call, "onRemoteResumed")
    await bob.sees(incoming, "Resumed")


@scenario()
async def both_hold_at_once(stage: Stage) -> None:
    """Two re-INVITEs that cross are both refused with 491 and both come through later (RFC 3261 14.1)."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    call.hold()
    incoming.hold()
    people = ((alice, call), (bob, incoming))
    for person, _ in people:
        await person.wire.until(
            lambda p=person: (
                any(one.status == 491 for one in p.wire.answers_received("INVITE"))
                or p.witness.of("onCallHeld")
            ),
            "491 or success",
        )
    for person, _ in people:
        person.wire.set_forward(4.1)
    for person, one in people:
        await person.sees(one, "Held")
        await person.sees(one, "onRemoteHeld")
    assert call.isOnHold and incoming.isOnHold and call.isHeldByRemote and incoming.isHeldByRemote


@scenario()
async def hold_with_real_media(stage: Stage) -> None:
    """Hold and resume with real media: pictures stop and come again."""
    alice, bob = await stage.online("alice", "bob", real_media=True)
    call, incoming = await stage.talking(alice, bob, video=True)
    await bob.sees(incoming, "onRemotePictureStarted")
    await _hold_and_resume(alice, call, bob, incoming)
    await _hold_and_resume(bob, incoming, alice, call)


@scenario()
async def keys_by_info(stage: Stage) -> None:
    """Keys arrive in order, both ways, by INFO where the audio stream takes none."""
    alice, bob = await stage.online("alice", "bob")
    stage.keys_by_info()
    call, incoming = await stage.talking(alice, bob)
    assert call.dtmfWay == incoming.dtmfWay == "info"
    await _press_and_hear(alice, call, bob, incoming, "1#")
    await _press_and_hear(bob, incoming, alice, call, "A*")


@scenario()
async def keys_in_real_media(stage: Stage) -> None:
    """Keys arrive in order, both ways, as events on the audio stream (RFC 4733)."""
    alice, bob = await stage.online("alice", "bob", real_media=True)
    call, incoming = await stage.talking(alice, bob)
    assert call.dtmfWay == incoming.dtmfWay == "rtp"
    await _press_and_hear(alice, call, bob, incoming, "42")
    await _press_and_hear(bob, incoming, alice, call, "#")


@scenario()
async def messages(stage: Stage) -> None:
    """A MESSAGE outside of calls reaches a user, in all letters, and is answered."""
    alice, bob = await stage.online("alice", "bob")
    alice.wire.send_message(bob.user, "Grüße ☕")
    message = await bob.wire.until_received("MESSAGE")
    assert message.body.decode() == "Grüße ☕" and message.from_.uri.unescaped_user == alice.user
    await _message_answered(alice, 200)


@scenario(Need.KNOWN_USERS)
async def messages_to_nobody(stage: Stage) -> None:
    """A MESSAGE to a user that never was is refused with 404."""
    (alice,) = await stage.online("alice")
    alice.wire.send_message(stage.name("nobody"), "hello")
    await _message_answered(alice, 404)


async def _message_answered(person: Person, status: int) -> None:
    """Return once a MESSAGE was answered so, after a challenge perhaps."""

    def statuses() -> list[int]:
        return [one.status for one in person.wire.answers_received("MESSAGE")]

    await person.wire.until(lambda: status in statuses(), f"{status} to MESSAGE")
    assert set(statuses()) <= {status, 401, 407}


async def _hold_and_resume(holder: Person, own: Call, other: Person, theirs: Call) -> None:
    own.hold()
    await other.sees(theirs, "onRemoteHeld")
    await holder.sees(own, "Held")
    assert own.isOnHold and theirs.isHeldByRemote and not theirs.isOnHold
    own.resume()
    await other.sees(theirs, "onRemoteResumed")
    await holder.sees(own, "Resumed")
    assert not own.isOnHold and not theirs.isHeldByRemote


async def _press_and_hear(presser: Person, own: Call, other: Person, theirs: Call, keys: str) -> None:
    own.sendDtmf(keys)
    await presser.sees(own, "onDtmfSent", len(keys))
    await other.sees(theirs, "onDtmfReceived", len(keys))
    heard = [one.more[0] for one in other.witness.of("onDtmfReceived", theirs)]
    assert "".join(heard) == keys
