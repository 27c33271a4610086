"""One user, several devices."""

from __future__ import annotations

from core.calling import CallEndCause
from tests.conformance.catalogue import scenario
from tests.conformance.stage import Stage


@scenario()
async def all_devices_ring(stage: Stage) -> None:
    """A call rings every device of the one called."""
    alice, desk, laptop, tablet = await stage.online("alice", "bob", "bob", "bob")
    call = await alice.call(desk)
    rung = [await one.rung() for one in (desk, laptop, tablet)]
    assert {one.callId for one in rung} == {call.callId}


@scenario()
async def first_answer_wins(stage: Stage) -> None:
    """The first device to answer has the call; the other stops and knows why."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call = await alice.call(desk)
    at_desk, at_laptop = await desk.rung(), await laptop.rung()
    await at_laptop.answer()
    await alice.sees(call, "Established")
    assert await desk.sees_end(at_desk) is CallEndCause.OTHER_DEVICE_ANSWERED
    call.hangup()
    assert await laptop.sees_end(at_laptop) is CallEndCause.HUNG_UP


@scenario()
async def both_answer_at_once(stage: Stage) -> None:
    """Two devices that answer at the same moment leave one call."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call = await alice.call(desk)
    devices = ((desk, await desk.rung()), (laptop, await laptop.rung()))
    for _, incoming in devices:
        stage.soon(incoming.answer())
    await alice.sees(call, "Established")
    for person, incoming in devices:
        heard = person.witness
        await heard.until(
            lambda w=heard, i=incoming: w.of("onCallEstablished", i) or w.of("onCallEnded", i),
            "established or ended",
        )
    established = [one for person, one in devices if person.witness.of("onCallEstablished", one)]
    assert len(established) == 1
    call.hangup()
    for person, incoming in devices:
        await person.sees_end(incoming)


@scenario()
async def one_decline_silences_all(stage: Stage) -> None:
    """One device that declines ends it for the others and for the caller."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call = await alice.call(desk)
    at_desk, at_laptop = await desk.rung(), await laptop.rung()
    at_desk.hangup()
    assert await alice.sees_end(call) is CallEndCause.DENIED
    assert await laptop.sees_end(at_laptop) is CallEndCause.DENIED


@scenario()
async def cancel_reaches_all(stage: Stage) -> None:
    """A caller who gives up silences every device."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call = await alice.call(desk)
    rung = [(one, await one.rung()) for one in (desk, laptop)]
    await alice.sees(call, "Ringing")
    call.hangup()
    for person, incoming in rung:
        assert await person.sees_end(incoming) is CallEndCause.CANCELED


@scenario()
async def one_device_goes_away(stage: Stage) -> None:
    """A device that signs off while all ring leaves the others ringing."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call = await alice.call(desk)
    await desk.rung()
    at_laptop = await laptop.rung()
    desk.wire.cut()
    await at_laptop.answer()
    await alice.sees(call, "Established")
