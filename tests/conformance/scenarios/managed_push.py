"""People whose device holds no connection: woken by push, or told later of what they missed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.calling import Call, CallEndCause, CallState
from core.calling.client.managed_push import MemoryPushStore
from core.push.notification import CallEnding
from core.push.subscription import HeldSubscription
from tests.conformance.catalogue import Need, scenario
from tests.conformance.stage import Person, Stage
from tests.service.push.devices import Device

_DEVICE = "urn:uuid:b0b00000-0000-4000-8000-0000000000b0"


class _Sleeper:
    """Bob, who was online once and is gone; ``device`` is where his pushes arrive."""

    def __init__(self, stage: Stage, store: MemoryPushStore, device: Device) -> None:
        self._stage = stage
        self._store = store
        self.device = device
        self.user = stage.name("bob")

    def wakes(self) -> Person:
        """Return his client, which is not started yet."""
        return self._stage.person("bob", instance=_DEVICE, push_store=self._store)


@asynccontextmanager
async def _asleep(stage: Stage) -> AsyncIterator[_Sleeper]:
    store = MemoryPushStore()
    bob = stage.person("bob", instance=_DEVICE, push_store=store)
    await bob.client.setSupportManagedPush()
    await bob.online()
    assert bob.client.isWokenByPush, "the service does not say that it wakes this device"
    await bob.client.terminateGracefully()
    assert store.text is not None
    held = HeldSubscription.from_text(store.text)
    async with Device(stage.service.url, None) as device:  # type: ignore[arg-type]
        device.keys, device.location = held.keys, held.receive_url
        yield _Sleeper(stage, store, device)


async def _called(alice: Person, bob: _Sleeper) -> Call:
    call = await alice.call(bob.user)
    await alice.sees(call, "Progressing")
    return call


@scenario(Need.PUSH)
async def device_woken_by_push(stage: Stage) -> None:
    """A device that is not registered any more is woken, rings and answers."""
    (alice,) = await stage.online("alice")
    alice.client.displayName = "Alice"
    async with _asleep(stage) as sleeper:
        await sleeper.device.read()
        call = await _called(alice, sleeper)
        told = await sleeper.device.notification()
        assert (told.call_id, told.remote_user_id, told.caller) == (call.callId, alice.user, "Alice")
        bob = sleeper.wakes()
        await bob.client.setSupportManagedPush()
        assert (await bob.client.relayRemotePushNotification(told.to_payload())).isCall()
        incoming = await bob.rung()
        await alice.sees(call, "Ringing")
        await incoming.answer()
        await alice.sees_established(call)
        assert call.details.setupDuration > 0 and call.details.notifyingDuration > 0
        call.hangup()
        assert await bob.sees_end(incoming) is CallEndCause.HUNG_UP


@scenario(Need.PUSH)
async def late_push_is_a_missed_call(stage: Stage) -> None:
    """A device that hears of a call when it is over hears of a missed one, and of nothing that rings."""
    (alice,) = await stage.online("alice")
    async with _asleep(stage) as sleeper:
        call = await _called(alice, sleeper)
        call.hangup()
        assert await alice.sees_end(call) is CallEndCause.CANCELED
        await sleeper.device.read()
        told = await sleeper.device.notification()
        assert (told.call_id, told.ending) == (call.callId, CallEnding.CANCELED)
        assert sleeper.device.events.empty()


@scenario(Need.PUSH)
async def cancelled_call_never_rings(stage: Stage) -> None:
    """A device that comes after its caller gave up does not ring, whatever push brought it."""
    (alice,) = await stage.online("alice")
    async with _asleep(stage) as sleeper:
        await sleeper.device.read()
        call = await _called(alice, sleeper)
        told = await sleeper.device.notification()
        call.hangup()
        await alice.sees_end(call)
        bob = sleeper.wakes()
        await bob.client.relayRemotePushNotification(told.to_payload())
        await bob.witness.hears("onClientStarted")
        # A call that works is the proof that the other one is not on its way.
        _, incoming = await stage.talking(alice, bob)
        assert incoming.callId != call.callId and incoming.state is CallState.ESTABLISHED


@scenario(Need.PUSH)
async def nobody_is_woken_after_signing_off(stage: Stage) -> None:
    """A device that signs off is woken no more: its user is not reached."""
    (alice,) = await stage.online("alice")
    async with _asleep(stage) as sleeper:
        bob = sleeper.wakes()
        await bob.client.setSupportManagedPush()
        await bob.online()
        await bob.client.unregisterPushToken()
        await bob.client.terminateGracefully()
        call = await alice.call(sleeper.user)
        assert await alice.sees_end(call) is CallEndCause.TIMEOUT
        assert "onCallProgressing" not in alice.witness.names(call)
