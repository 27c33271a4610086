"""One user, several devices."""

from __future__ import annotations

from core.calling import CallEndCause
from tests.conformance.catalogue import Need, scenario
from tests.conformance.stage import Stage


@scenario()
async def all_devices_ring(stage: Stage) -> None:
    """A call rings every device of the one called."""
    alice, desk, laptop, tablet = await stage.online("alice", "bob", "bob", "bob")
    call, rung = await stage.ringing(alice, desk, laptop, tablet)
    assert {one.callId for one in rung} == {call.callId}


@scenario()
async def first_answer_wins(stage: Stage) -> None:
    """The first device to answer has the call; the other stops and knows why."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call, (at_desk, at_laptop) = await stage.ringing(alice, desk, laptop)
    await at_laptop.answer()
    await alice.sees(call, "Established")
    assert await desk.sees_end(at_desk) is CallEndCause.OTHER_DEVICE_ANSWERED
    call.hangup()
    assert await laptop.sees_end(at_laptop) is CallEndCause.HUNG_UP


@scenario()
async def both_answer_at_once(stage: Stage) -> None:
    """Two devices that answer at the same moment leave one call."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call, rung = await stage.ringing(alice, desk, laptop)
    devices = tuple(zip((desk, laptop), rung, strict=True))
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
    call, (at_desk, at_laptop) = await stage.ringing(alice, desk, laptop)
    at_desk.hangup()
    assert await alice.sees_end(call) is CallEndCause.DENIED
    assert await laptop.sees_end(at_laptop) is CallEndCause.DENIED


@scenario()
async def one_busy_leaves_the_others(stage: Stage) -> None:
    """A busy device does not speak for the others, which go on ringing."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call, (at_desk, at_laptop) = await stage.ringing(alice, desk, laptop)
    at_desk.reject(busy=True)
    await desk.sees_end(at_desk)
    await at_laptop.answer()
    await alice.sees(call, "Established")


@scenario()
async def cancel_reaches_all(stage: Stage) -> None:
    """A caller who gives up silences every device."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call, rung = await stage.ringing(alice, desk, laptop)
    call.hangup()
    for person, incoming in zip((desk, laptop), rung, strict=True):
        assert await person.sees_end(incoming) is CallEndCause.CANCELED


@scenario()
async def one_device_goes_away(stage: Stage) -> None:
    """A device that signs off while all ring leaves the others ringing."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call, (_, at_laptop) = await stage.ringing(alice, desk, laptop)
    desk.wire.cut()
    await at_laptop.answer()
    await alice.sees(call, "Established")


@scenario(Need.LATE_DEVICES)
async def late_device_rings(stage: Stage) -> None:
    """A device that comes online while the call rings starts ringing too, and can answer."""
    alice, desk = await stage.online("alice", "bob")
    call, (at_desk,) = await stage.ringing(alice, desk)
    laptop = await stage.person("bob").online()
    at_laptop = await laptop.rung()
    assert at_laptop.callId == call.callId
    await at_laptop.answer()
    await alice.sees(call, "Established")
    assert await desk.sees_end(at_desk) is CallEndCause.OTHER_DEVICE_ANSWERED
    assert len(desk.wire.requests_received("INVITE")) == 1


@scenario(Need.LATE_DEVICES)
async def device_that_was_away_rings(stage: Stage) -> None:
    """A device whose connection breaks while it rings rings again when it is back."""
    alice, desk, laptop = await stage.online("alice", "bob", "bob")
    call, (_, at_laptop) = await stage.ringing(alice, desk, laptop)
    laptop.wire.cut()
    await laptop.back_online()
    again = await laptop.rung()
    assert again.callId == at_laptop.callId == call.callId
    await again.answer()
    await alice.sees(call, "Established")
