"""From dialling to the end: every way a call between two people can go."""

from __future__ import annotations

from core.calling import CallEndCause, CallState, CallTimeouts
from tests.conformance.catalogue import Need, scenario
from tests.conformance.stage import Stage

_PATIENT = CallTimeouts(setup=5.0, ring=0.3, incoming_ring=5.0)


@scenario()
async def call_answered(stage: Stage) -> None:
    """A call rings, is answered and stands; both ends see the same call in the same order."""
    alice, bob = await stage.online("alice", "bob")
    alice.client.displayName = "Alice Ä."
    call, incoming = await stage.talking(alice, bob)
    assert incoming.callId == call.callId
    assert (incoming.remoteUserId, incoming.remoteUserDisplayName) == (alice.user, "Alice Ä.")
    assert not incoming.isUnverified
    story = [name for name in alice.witness.names(call) if name != "onCallProgressing"]
    assert story == ["onCallRinging", "onCallAnswered", "onCallEstablished"]
    assert bob.witness.names(incoming) == ["onCallAnswered", "onCallEstablished"]


@scenario()
async def caller_hangs_up(stage: Stage) -> None:
    """The caller hangs up."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    call.hangup()
    assert await bob.sees_end(incoming) is await alice.sees_end(call) is CallEndCause.HUNG_UP


@scenario()
async def callee_hangs_up(stage: Stage) -> None:
    """The one called hangs up."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    incoming.hangup()
    assert await alice.sees_end(call) is await bob.sees_end(incoming) is CallEndCause.HUNG_UP


@scenario()
async def both_hang_up_at_once(stage: Stage) -> None:
    """Two BYEs that cross end one call."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    call.hangup()
    incoming.hangup()
    assert await alice.sees_end(call) is await bob.sees_end(incoming) is CallEndCause.HUNG_UP


@scenario()
async def call_declined(stage: Stage) -> None:
    """A declined call is told as such to both."""
    alice, bob = await stage.online("alice", "bob")
    call = await alice.call(bob)
    incoming = await bob.rung()
    await alice.sees(call, "Ringing")
    incoming.hangup()
    assert await alice.sees_end(call) is await bob.sees_end(incoming) is CallEndCause.DENIED
    assert not call.details.wasBusy


@scenario()
async def call_to_somebody_busy(stage: Stage) -> None:
    """A busy device says so; the caller sees that it is busy, and not that somebody declined."""
    alice, bob = await stage.online("alice", "bob")
    call = await alice.call(bob)
    incoming = await bob.rung()
    await alice.sees(call, "Ringing")
    incoming.reject(busy=True)
    assert await alice.sees_end(call) is CallEndCause.DENIED
    assert await bob.sees_end(incoming) is CallEndCause.DENIED
    assert call.details.wasBusy
    assert alice.wire.answers_received("INVITE")[-1].status == 486


@scenario()
async def call_cancelled(stage: Stage) -> None:
    """A caller who gives up before the answer stops the ringing."""
    alice, bob = await stage.online("alice", "bob")
    call = await alice.call(bob)
    incoming = await bob.rung()
    await alice.sees(call, "Ringing")
    call.hangup()
    assert await bob.sees_end(incoming) is await alice.sees_end(call) is CallEndCause.CANCELED


@scenario()
async def call_cancelled_at_once(stage: Stage) -> None:
    """A caller who gives up before anything was heard leaves nobody ringing."""
    alice, bob = await stage.online("alice", "bob")
    call = await alice.call(bob)
    await alice.wire.until_sent("INVITE")
    call.hangup()
    assert await alice.sees_end(call) is CallEndCause.CANCELED
    again = await alice.call(bob)
    incoming = await bob.rung()
    if incoming.callId == call.callId:  # the first one had rung already
        assert await bob.sees_end(incoming) is CallEndCause.CANCELED
        incoming = await bob.rung()
    assert incoming.callId == again.callId


@scenario()
async def call_not_answered(stage: Stage) -> None:
    """A call that nobody answers ends as that for the caller, and stops ringing for the callee."""
    alice = await stage.person("alice", timeouts=_PATIENT).online()
    (bob,) = await stage.online("bob")
    call = await alice.call(bob)
    incoming = await bob.rung()
    assert await alice.sees_end(call) is CallEndCause.NO_ANSWER
    assert await bob.sees_end(incoming) is CallEndCause.NO_ANSWER


@scenario(Need.KNOWN_USERS)
async def call_to_nobody(stage: Stage) -> None:
    """A user that never was is not found."""
    (alice,) = await stage.online("alice")
    call = await alice.call(stage.name("nobody"))
    assert await alice.sees_end(call) is CallEndCause.FAILURE
    assert call.details.error is not None and call.details.error.code == 404


@scenario()
async def call_to_somebody_offline(stage: Stage) -> None:
    """A user who is known but has no device online is not reached, which is no failure."""
    alice, bob = await stage.online("alice", "bob")
    await bob.client.terminateGracefully()
    call = await alice.call(bob)
    assert await alice.sees_end(call) is CallEndCause.TIMEOUT
    assert call.details.error is None


@scenario()
async def call_to_oneself(stage: Stage) -> None:
    """One's other device rings when one calls oneself."""
    desk, laptop = await stage.online("alice", "alice")
    call = await desk.call(laptop)
    await (await laptop.rung()).answer()
    await desk.sees(call, "Established")


@scenario()
async def calls_that_cross(stage: Stage) -> None:
    """Two people who dial each other at the same moment end up in one call."""
    alice, bob = await stage.online("alice", "bob")
    calls = ((alice, await alice.call(bob)), (bob, await bob.call(alice)))
    standing = []
    for person, call in calls:
        heard = person.witness
        await heard.until(
            lambda w=heard, c=call: w.of("onCallReplaced", c) or w.of("onCallEstablished", c),
            "established or replaced",
        )
        standing.append(await person.takes_over(call) if heard.of("onCallReplaced", call) else call)
    for (person, _), call in zip(calls, standing, strict=True):
        await person.sees_established(call)
    assert standing[0].callId == standing[1].callId
    assert not alice.witness.of("onIncomingCall") and not bob.witness.of("onIncomingCall")
    standing[0].hangup()
    assert await bob.sees_end(standing[1]) is CallEndCause.HUNG_UP


@scenario(Need.CALL_HEADERS)
async def headers(stage: Stage) -> None:
    """Call headers arrive as given: letters of all kinds, spaces, upper and lower case."""
    alice, bob = await stage.online("alice", "bob")
    given = {"Topic": "tea ☕ für zwei", "topic": " spaces ", "x-empty": ""}
    await alice.call(bob, given)
    assert (await bob.rung()).headers == given


@scenario(Need.CALL_HEADERS)
async def headers_of_a_kilobyte(stage: Stage) -> None:
    """1,024 bytes of call headers arrive."""
    alice, bob = await stage.online("alice", "bob")
    given = {f"k{number:02}": "ü" * 10 for number in range(44)} | {"z": "x" * 11}
    assert sum(len(k.encode()) + len(v.encode()) for k, v in given.items()) == 1024
    await alice.call(bob, given)
    assert (await bob.rung()).headers == given


@scenario(Need.IDENTITY)
async def nothing_of_ours_leaks(stage: Stage) -> None:
    """No token reaches the other end, and nobody can assert an identity of their own."""
    alice, bob = await stage.online("alice", "bob")
    await alice.call(bob)
    await bob.rung()
    (invite,) = bob.wire.requests_received("INVITE")
    for name in ("authorization", "proxy-authorization", "p-ahoy-unverified", "p-preferred-identity"):
        assert invite.headers.get(name) is None
    asserted = invite.headers.get("p-asserted-identity")
    assert asserted is not None and f"{alice.user}@" in asserted


@scenario()
async def big_description(stage: Stage) -> None:
    """A session description of 40 kB arrives whole, and its answer too."""
    alice, bob = await stage.online("alice", "bob")
    stage.pad_descriptions(40_000)
    call, incoming = await stage.talking(alice, bob)
    (invite,) = bob.wire.requests_received("INVITE")
    assert len(invite.body) >= 40_000
    answer = next(one for one in alice.wire.answers_received("INVITE") if one.status == 200)
    assert len(answer.body) >= 40_000
    call.hangup()
    await bob.sees_end(incoming)


@scenario()
async def ten_calls_at_once(stage: Stage) -> None:
    """Ten calls between the same two people stand side by side and end one by one."""
    alice, bob = await stage.online("alice", "bob")
    calls = [await alice.call(bob) for _ in range(10)]
    incoming = [await bob.rung() for _ in calls]
    for one in incoming:
        await one.answer()
    for call in calls:
        await alice.sees(call, "Established")
    for call in calls:
        call.hangup()
    for one in incoming:
        assert await bob.sees_end(one) is CallEndCause.HUNG_UP


@scenario()
async def real_media(stage: Stage) -> None:
    """A video call with real media: ICE, DTLS-SRTP and pictures both ways."""
    alice, bob = await stage.online("alice", "bob", real_media=True)
    call, incoming = await stage.talking(alice, bob, video=True)
    await alice.sees(call, "onRemotePictureStarted")
    await bob.sees(incoming, "onRemotePictureStarted")
    assert call.details.hadVideoStream and incoming.details.hadAudioStream
    call.hangup()
    assert await bob.sees_end(incoming) is CallEndCause.HUNG_UP
    assert call.state is CallState.ENDED
