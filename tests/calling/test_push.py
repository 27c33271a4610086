"""Push notifications of calls: read, believed as little as needed, and never rung twice or too late."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calling import ArgumentError, InvalidOperation
from core.calling.client.push import read_notification
from core.push.notification import LIFETIME
from tests.calling.fakes import World
from tests.calling.pair import Pair

NOW = 1_768_521_600.0
CALL: dict[str, Any] = {"ahoy": "call", "callId": "c-1", "from": "alice"}


def test_what_a_notification_tells() -> None:
    payload = CALL | {
        "displayName": "Alice\r\n",
        "video": True,
        "headers": {"topic": "tea"},
        "domain": "mxp",
        "sentAt": NOW,
    }
    for form in (payload, json.dumps(payload), json.dumps(payload).encode()):
        result = read_notification(form, NOW + 1)
        assert result.isValid() and result.isCall() and result.displayName == "Alice"
        call = result.callResult
        assert call is not None
        assert (call.callId, call.remoteUserId, call.domain) == ("c-1", "alice", "mxp")
        assert call.isVideoOffered() and call.headers == {"topic": "tea"}
        assert not call.hasTimedOut() and not call.isCallCanceled()


def test_what_it_leaves_out() -> None:
    call = read_notification(CALL, NOW).callResult
    assert call is not None and call.headers is None and not call.isVideoOffered() and call.domain == ""


@pytest.mark.parametrize(
    ("times", "now", "has_timed_out"),
    [
        ({"sentAt": NOW}, NOW + LIFETIME - 1, False),
        ({"sentAt": NOW}, NOW + LIFETIME, True),
        ({"sentAt": NOW, "expiresAt": NOW + 5}, NOW + 4.9, False),
        ({"sentAt": NOW, "expiresAt": NOW + 5}, NOW + 5, True),
        ({"expiresAt": "soon", "sentAt": True}, NOW, False),
        ({}, NOW, False),
    ],
)
def test_when_it_is_too_late(times: dict[str, Any], now: float, has_timed_out: bool) -> None:
    call = read_notification(CALL | times, now).callResult
    assert call is not None and call.hasTimedOut() is has_timed_out


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "{",
        b"\xff\xfe",
        "[1]",
        "null",
        "[" * 5000,
        "x" * 9000,
        {},
        {"ahoy": "call"},
        CALL | {"ahoy": "chat"},
        CALL | {"callId": ""},
        CALL | {"callId": 5},
        CALL | {"from": ["alice"]},
    ],
)
def test_nonsense_is_not_valid(payload: Any) -> None:
    result = read_notification(payload, NOW)
    assert not result.isValid() and not result.isCall() and result.callResult is None


@given(
    st.dictionaries(
        st.sampled_from([*CALL, "headers", "sentAt", "expiresAt", "video"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()),
    )
)
def test_anything_is_survived(payload: dict[str, Any]) -> None:
    read_notification(CALL | payload, NOW)
    read_notification(payload, NOW)


async def test_no_payload_at_all(world: World) -> None:
    client, _ = world.client("bob")
    for payload in (None, 5, ["call"]):
        with pytest.raises(ArgumentError) as caught:
            await client.relayRemotePushNotification(payload)  # type: ignore[arg-type]
        assert caught.value.argument == "payload"


async def test_it_starts_the_client(world: World) -> None:
    client, heard = world.client("bob")
    result = await client.relayRemotePushNotification(CALL)
    await heard.hears("started")
    assert result.isValid()
    await client.relayRemotePushNotification(CALL)
    assert heard.names.count("started") == 1 and heard.calls == [], "a notification alone does not ring"


@pytest.mark.parametrize("more", [{"expiresAt": 1}, {"canceled": True}, {"ahoy": "?"}])
async def test_one_that_must_not_ring_starts_nothing(world: World, more: dict[str, Any]) -> None:
    client, _ = world.client("bob")
    result = await client.relayRemotePushNotification(CALL | more)
    assert not client.isStarted() and world.service.connects == 0
    if result.callResult is not None:
        assert result.callResult.hasTimedOut() or result.callResult.isCallCanceled()


async def test_a_call_known_already(pair: Pair) -> None:
    await pair.ring()
    known = CALL | {"callId": pair.incoming.callId}
    await pair.bob.relayRemotePushNotification(known)
    pair.incoming.hangup()
    await pair.bob.relayRemotePushNotification(known)
    assert pair.hears_bob.names.count("incoming") == 1


async def test_it_hastens_a_reconnection(world: World) -> None:
    client, heard = await world.started("bob", retry_base=1000.0)
    world.service.drop_all()
    await heard.hears("reconnecting")
    await client.relayRemotePushNotification(CALL)
    await heard.hears("online", 2)


async def test_a_terminated_client(world: World) -> None:
    client, _ = await world.started("bob")
    await client.terminate()
    with pytest.raises(InvalidOperation, match="terminated"):
        await client.relayRemotePushNotification(CALL)


async def test_log_out(world: World) -> None:
    client, _ = await world.started("bob")
    link = client.link
    await client.unregisterPushToken()
    assert client.isStarted() and not client.managedPushRequested
    await client.terminate()
    assert link.was_unregistered  # type: ignore[attr-defined]
    other, _ = await world.started("carol")
    link = other.link
    await other.terminate()
    assert not link.was_unregistered  # type: ignore[attr-defined]
