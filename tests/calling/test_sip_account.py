"""An account at a SIP server of somebody else's: digest, addresses, headers, and what it cannot do."""

from __future__ import annotations

from typing import Any

import pytest

from core.calling import (
    ArgumentError,
    CallEndCause,
    Feature,
    InvalidOperation,
    Sinch,
    SinchClient,
    SipAccount,
)
from core.sip.messages import Request, parse_message
from tests.calling.fakes import KEY, Heard, World
from tests.calling.memory_service import MemoryService


class Provider:
    """Clients with accounts at one server."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.service = MemoryService()
        self.service.password = "tea & biscuits"

    def client(self, user: str, **changes: Any) -> tuple[SinchClient, Heard]:
        options = {"password": "tea & biscuits", "domain": "example.org", "auth_user": f"{user}-auth"}
        account = SipAccount("wss://example.org/sip", user, **(options | changes))
        runtime = self.world.runtime(link_factory=self.service.make_link)
        client = Sinch.getSinchClientBuilder().sipAccount(account).runtime(runtime).build()
        heard = Heard()
        client.addListener(heard)
        client.callClient.addListener(heard)
        self.world.clients.append(client)
        return client, heard

    async def started(self, user: str) -> tuple[SinchClient, Heard]:
        client, heard = self.client(user)
        await client.start()
        await heard.hears("started")
        return client, heard

    def requests(self, method: str) -> list[Request]:
        found = [parse_message(data) for data in self.service.wire]
        return [message for message in found if isinstance(message, Request) and message.method == method]


@pytest.fixture
def provider(world: World) -> Provider:
    return Provider(world)


async def test_registers_and_calls_and_is_called(provider: Provider) -> None:
    alice, hears_alice = await provider.started("alice")
    _, hears_bob = await provider.started("bob.smith")
    assert hears_alice.asked == 0, "nobody is asked for a token"
    assert (alice.userId, alice.applicationKey) == ("alice", "")
    call = await alice.callClient.callSip(
        "bob.smith@example.org", {"X-Topic": "tea", "mood": "good", "x-ü": "a"}
    )
    call.addListener(hears_alice)
    await hears_bob.hears("incoming")
    incoming = hears_bob.calls[0]
    assert incoming.remoteUserId == "alice" and incoming.headers == {"x-topic": "tea"}
    await incoming.answer()
    await hears_alice.hears("established")
    await hears_bob.hears("established")
    incoming.hangup()
    await hears_alice.hears("ended")
    assert call.details.endCause is CallEndCause.HUNG_UP
    [invite] = provider.requests("INVITE")
    assert str(invite.uri) == "sip:bob.smith@example.org"
    assert invite.from_.uri.address() == "sip:alice@example.org"
    assert invite.headers.get("x-ahoy-headers") is None and invite.headers.get("x-topic") == "tea"
    assert not any(name.lower().startswith(("x-ahoy", "p-ahoy")) for name, _ in invite.headers.items())


async def test_phones_by_the_number_of_the_account(provider: Provider) -> None:
    alice, _ = await provider.started("alice")
    call = await alice.callClient.callPhoneNumber("+14155550100")
    for request in provider.requests("INVITE"):
        assert str(request.uri) == "sip:+14155550100@example.org;user=phone"
        assert request.headers.get("p-preferred-identity") is None
    call.hangup()


async def test_wrong_password(provider: Provider) -> None:
    client, heard = provider.client("alice", password="coffee")
    await client.start()
    await heard.hears("failed")
    [error] = heard.errors
    assert error.isFatal and error.code == 401 and error.extras == {"reason": "password"}
    assert "user name or password is wrong" in error.message
    assert len(provider.requests("REGISTER")) == 2, "a wrong password is not tried over and over"


async def test_what_it_cannot_do_says_why(provider: Provider) -> None:
    alice, heard = await provider.started("alice")
    assert Feature.PHONE in alice.features and Feature.SIP in alice.features
    assert Feature.CONFERENCE not in alice.features and alice.features.reason(Feature.CONFERENCE)
    call = await alice.callClient.callConference("room")
    call.addListener(heard)
    await heard.hears("ended")
    assert call.details.error is not None
    assert call.details.error.message == alice.features.reason(Feature.CONFERENCE)


@pytest.mark.parametrize("status", [405, 489, 501])
async def test_presence_that_is_refused_becomes_a_reason(provider: Provider, status: int) -> None:
    provider.service.answers = {"PUBLISH": status, "SUBSCRIBE": status}
    alice, heard = provider.client("alice")
    alice.setPresence("online")
    alice.watchPresence(["bob"])
    await alice.start()
    await heard.hears("features")
    assert Feature.PRESENCE not in alice.features
    assert str(status) in alice.features.reason(Feature.PRESENCE) and heard.names.count("features") == 1
    assert alice.isStarted()


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(SipAccount("wss://x.org", "alice", "secret"))


def test_the_domain_is_the_hosts_unless_given() -> None:
    assert SipAccount("wss://sip.x.org:8443/ws", "alice", "p").sip_domain == "sip.x.org"
    assert SipAccount("ws://127.0.0.1:80", "alice", "p", "x.org").sip_domain == "x.org"


@pytest.mark.parametrize(
    ("fields", "argument"),
    [
        ({"url": ""}, "url"),
        ({"url": None}, "url"),
        ({"url": "http://x.org"}, "url"),
        ({"url": "ws://x.org"}, "url"),
        ({"url": "wss://"}, "url"),
        ({"url": "wss://a:b@x.org"}, "url"),
        ({"url": "wss://x.org:99999"}, "url"),
        ({"user": ""}, "user"),
        ({"user": "a\r\nb"}, "user"),
        ({"user": "x" * 300}, "user"),
        ({"password": ""}, "password"),
        ({"password": 5}, "password"),
        ({"domain": "a b"}, "domain"),
        ({"domain": None}, "domain"),
        ({"auth_user": 5}, "auth_user"),
    ],
)
def test_bad_accounts_name_the_field(fields: dict[str, Any], argument: str) -> None:
    usual: dict[str, Any] = {"url": "wss://x.org", "user": "alice", "password": "p"}
    with pytest.raises(ArgumentError) as caught:
        SipAccount(**(usual | fields))
    assert caught.value.argument == argument


async def test_not_beside_an_application() -> None:
    account = SipAccount("wss://x.org", "alice", "p")
    with pytest.raises(ArgumentError) as caught:
        Sinch.getSinchClientBuilder().sipAccount(account).applicationKey(KEY).build()
    assert caught.value.argument == "sipAccount"
    with pytest.raises(ArgumentError):
        Sinch.getSinchClientBuilder().sipAccount("alice")  # type: ignore[arg-type]


async def test_not_started(provider: Provider) -> None:
    client, _ = provider.client("alice")
    with pytest.raises(InvalidOperation):
        await client.callClient.callSip("bob@example.org")
