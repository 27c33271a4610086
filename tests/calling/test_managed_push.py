"""Managed push with real clients, real SIP and the real call service on loopback; media is faked."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.calling import CallEndCause, CallState, Feature, InvalidOperation, SinchClient
from core.calling.client.managed_push import MemoryPushStore
from core.push.notification import CallEnding
from core.push.subscription import HeldSubscription
from tests.calling.fakes import Heard, World
from tests.calling.test_with_service import Bureau
from tests.service.gateway.conftest import until
from tests.service.push.devices import Device


class PushBureau(Bureau):
    """A bureau whose Bob is woken by push; what he has kept outlives his clients, and so does his device."""

    def __init__(self, world: World, folder: Path) -> None:
        super().__init__(world, folder)
        self.store = MemoryPushStore()
        self.instance_id = "urn:uuid:b0b00000-0000-4000-8000-000000000000"

    async def bob(self, *, starts: bool = True) -> tuple[SinchClient, Heard]:
        client, heard = self.client("bob")
        client.runtime = self.world.runtime(
            link_factory=None, retry_base=0.02, push_store=self.store, instance_id=self.instance_id
        )
        client.link._settings = type(client.link._settings)(
            client.link._settings.address, "bob", client.runtime, None
        )
        client._connection = client._new_connection()
        await client.setSupportManagedPush()
        if starts:
            await client.start()
            await heard.hears("started")
        return client, heard

    @property
    def held(self) -> HeldSubscription:
        assert self.store.text is not None
        return HeldSubscription.from_text(self.store.text)

    async def device(self) -> Device:
        """Return what receives for Bob while no client of his runs."""
        device = Device(f"http://127.0.0.1:{self.port}", None)  # type: ignore[arg-type]
        device.keys, device.location = self.held.keys, self.held.receive_url
        return await device.read()


@pytest.fixture
async def bureau(world: World, tmp_path: Path) -> AsyncIterator[PushBureau]:
    bureau = PushBureau(world, tmp_path / "service")
    await bureau.open()
    yield bureau
    await world.close()
    await bureau.shut()


async def asleep(bureau: PushBureau) -> Device:
    """Let Bob start once, end, and be reached by push only."""
    bob, _ = await bureau.bob()
    assert bob.isWokenByPush and Feature.MANAGED_PUSH in bob.features
    await bob.terminateGracefully()
    return await bureau.device()


async def test_a_call_wakes_a_client_that_had_ended(bureau: PushBureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    async with await asleep(bureau) as device:
        alice.displayName = "Alice"
        call = await alice.callClient.callUserVideo("bob", {"topic": "tea"})
        call.addListener(hears_alice)
        told = await device.notification()
        assert (told.call_id, told.caller, told.headers) == (call.callId, "Alice", {"topic": "tea"})
        await hears_alice.hears("progressing")
        assert await device.say(told, "ringing") == 204
        await hears_alice.hears("ringing")
        bob, hears_bob = await bureau.bob(starts=False)
        result = await bob.relayRemotePushNotification(told.to_payload())
        assert result.isCall() and result.displayName == "Alice"
        assert result.callResult is not None and result.callResult.callId == call.callId
        await hears_bob.hears("incoming")
        assert hears_bob.calls[0].callId == call.callId
        assert (await device.notification()).ending is CallEnding.TAKEN
        await bob.relayRemotePushNotification(told.to_payload())
        await hears_bob.calls[0].answer()
        await hears_alice.hears("established")
    assert hears_bob.names.count("incoming") == 1, "a push that comes again does not ring again"
    details = call.details
    assert details.setupDuration > 0 and details.notifyingDuration > 0
    assert hears_alice.names.index("progressing") < hears_alice.names.index("ringing")
    call.hangup()
    await hears_bob.hears("ended")


async def test_nobody_hears_of_ringing_that_is_none(bureau: PushBureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    async with await asleep(bureau) as device:
        call = await alice.callClient.callUser("bob")
        call.addListener(hears_alice)
        told = await device.notification()
        await hears_alice.hears("progressing")
        assert call.state is CallState.PROGRESSING
        call.hangup()
        await hears_alice.hears("ended")
        over = await device.notification()
        assert over.ending is CallEnding.CANCELED
        bob, hears_bob = await bureau.bob(starts=False)
        for payload in (over.to_payload(), told.to_payload()):
            result = await bob.relayRemotePushNotification(payload)
            assert result.isValid()
        await hears_bob.hears("started")
        await bob.terminateGracefully()
    assert "incoming" not in hears_bob.names and "ringing" not in hears_alice.names


async def test_declined_without_a_client(bureau: PushBureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    async with await asleep(bureau) as device:
        call = await alice.callClient.callUser("bob")
        call.addListener(hears_alice)
        assert await device.say(await device.notification(), "declined") == 204
        await hears_alice.hears("ended")
        assert call.details.endCause is CallEndCause.DENIED


async def test_an_expired_payload_starts_nothing(bureau: PushBureau) -> None:
    bob, hears_bob = await bureau.bob(starts=False)
    payload: dict[str, Any] = {"ahoy": "call", "callId": "c", "from": "alice", "expiresAt": time.time() - 1}
    result = await bob.relayRemotePushNotification(payload)
    assert result.callResult is not None and result.callResult.hasTimedOut()
    assert not bob.isStarted() and hears_bob.names == []


async def test_the_subscription_is_kept_over_starts(bureau: PushBureau) -> None:
    first, _ = await bureau.bob()
    kept = bureau.store.text
    await first.terminate()
    second, _ = await bureau.bob()
    assert bureau.store.text == kept and second.isWokenByPush
    assert first.pushSubscription is not None and second.pushSubscription is not None
    assert second.pushSubscription.told == first.pushSubscription.told
    assert len(bureau.service.parts.push.mailboxes) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("damage", ["gone at the service", "nonsense", "of another user"])
async def test_a_subscription_that_is_no_good_is_replaced(bureau: PushBureau, damage: str) -> None:
    first, _ = await bureau.bob()
    await first.terminate()
    before = bureau.held.receive_url
    mailboxes = bureau.service.parts.push.mailboxes  # type: ignore[union-attr]
    if damage == "nonsense":
        bureau.store.text = "x" * 100
    elif damage == "of another user":
        bureau.store.text = bureau.store.text.replace('"bob"', '"eve"')  # type: ignore[union-attr]
    else:
        mailboxes.remove(next(iter(mailboxes)))
    second, _ = await bureau.bob()
    await until(lambda: second.isWokenByPush)
    assert bureau.held.receive_url != before


async def test_logging_out_ends_it(bureau: PushBureau) -> None:
    bob, _ = await bureau.bob()
    await bob.unregisterPushToken()
    await bob.terminateGracefully()
    assert bureau.store.text is None
    push = bureau.service.parts.push  # type: ignore[union-attr]
    assert len(push.mailboxes) == len(push.devices) == 0
    alice, hears_alice = await bureau.started("alice")
    call = await alice.callClient.callUser("bob")
    call.addListener(hears_alice)
    await hears_alice.hears("ended")
    assert "progressing" not in hears_alice.names


async def test_switched_off_while_running(bureau: PushBureau) -> None:
    bob, _ = await bureau.bob()
    await bob.disableMangedPushSupport()
    assert not bob.managedPushRequested and bureau.store.text is None
    push = bureau.service.parts.push  # type: ignore[union-attr]
    await until(lambda: not len(push.devices))
    with pytest.raises(InvalidOperation):
        await bob.setSupportManagedPush()


async def test_who_is_woken_looks_offline(bureau: PushBureau) -> None:
    alice, hears_alice = await bureau.started("alice")
    bob, _ = await bureau.bob()
    bob.setPresence("online")
    alice.watchPresence(["bob"])
    await hears_alice.hears("bob is online")
    await bob.terminateGracefully()
    await hears_alice.hears("bob is offline")
    call = await alice.callClient.callUser("bob")
    call.addListener(hears_alice)
    await hears_alice.hears("progressing")
    call.hangup()
    await hears_alice.hears("ended")
