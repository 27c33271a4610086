"""A client's life: building, credentials, registration, losses and reconnections."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import pytest

from core.calling import (
    ArgumentError,
    CallEndCause,
    CallState,
    ConnectionState,
    ErrorType,
    InvalidOperation,
    Sinch,
)
from core.calling.ports import LinkChallenged, LinkError, LinkRefused, LinkRegistered
from core.calling.signalling import service_connection, token_life
from core.calling.signalling.sign_in import SIGN_IN
from tests.calling.fakes import KEY, Heard, World
from tests.calling.pair import Pair


def token_living(seconds: float) -> str:
    payload = base64.urlsafe_b64encode(json.dumps({"iat": 1000, "exp": 1000 + seconds}).encode()).decode()
    return f"x.{payload.rstrip('=')}.y"


class TestBuilder:
    async def test_a_client(self) -> None:
        client = Sinch.getSinchClientBuilder().applicationKey(KEY).userId("alice").build()
        assert (client.userId, client.applicationKey, client.isStarted()) == ("alice", KEY, False)
        assert client.connection.state is ConnectionState.STOPPED
        assert client.callClient.calls == ()

    def test_version(self) -> None:
        assert Sinch.version.count(".") == 2

    @pytest.mark.parametrize(
        ("setter", "value", "argument"),
        [
            ("applicationKey", "", "applicationKey"),
            ("applicationKey", None, "applicationKey"),
            ("applicationKey", KEY.replace("5", "F"), "applicationKey"),
            ("userId", "", "userId"),
            ("userId", "a b", "userId"),
            ("userId", "x" * 256, "userId"),
            ("environmentHost", "", "environmentHost"),
            ("environmentHost", "ftp://x", "environmentHost"),
            ("callerIdentifier", "private", "callerIdentifier"),
            ("callerIdentifier", "4612", "callerIdentifier"),
        ],
    )
    def test_bad_arguments_are_named(self, setter: str, value: Any, argument: str) -> None:
        with pytest.raises(ArgumentError) as caught:
            getattr(Sinch.getSinchClientBuilder(), setter)(value)
        assert caught.value.argument == argument
        assert str(caught.value).startswith(argument)

    async def test_missing_arguments_are_named(self) -> None:
        for builder, argument in (
            (Sinch.getSinchClientBuilder().userId("alice"), "applicationKey"),
            (Sinch.getSinchClientBuilder().applicationKey(KEY), "userId"),
        ):
            with pytest.raises(ArgumentError) as caught:
                builder.build()
            assert caught.value.argument == argument

    def test_needs_a_loop(self) -> None:
        with pytest.raises(InvalidOperation, match="event loop"):
            Sinch.getSinchClientBuilder().applicationKey(KEY).userId("alice").build()


class TestStart:
    async def test_order(self, world: World) -> None:
        client, heard = await world.started("alice")
        assert heard.names == ["connecting", "credentials", "online", "started"]
        assert client.isStarted()
        assert world.service.tokens == ["token-alice-1"]

    async def test_twice(self, world: World) -> None:
        client, _ = await world.started("alice")
        with pytest.raises(InvalidOperation, match="already started"):
            await client.start()

    async def test_nobody_supplies_credentials(self, world: World) -> None:
        client, heard = world.client("alice")
        client.removeListener(heard)
        silent = Heard()

        class OnlyFailures:
            def onClientFailed(self, client: Any, error: Any) -> None:
                silent.onClientFailed(client, error)

        client.addListener(OnlyFailures())
        await client.start()
        await silent.hears("failed")
        assert silent.errors[0].domain is ErrorType.API and silent.errors[0].isFatal
        assert client.connection.state is ConnectionState.FAILED

    async def test_register_failed_and_another_start(self, world: World) -> None:
        client, heard = world.client("alice")
        heard.tokens = [None]
        await client.start()
        await heard.hears("failed")
        assert not client.isStarted()
        await client.start()
        await heard.hears("started")

    @pytest.mark.parametrize("token", ["", "   ", None, 5, "a b", "a\r\nb", "é", "x" * 5000])
    async def test_register_with_nonsense(self, world: World, token: Any) -> None:
        client, heard = world.client("alice")

        class Nonsense:
            def onCredentialsRequired(self, client: Any, registration: Any) -> None:
                registration.register(token)

        client.removeListener(heard)
        client.addListener(Nonsense())
        heard.onCredentialsRequired = None  # type: ignore[method-assign,assignment]
        client.addListener(heard)
        await client.start()
        await heard.hears("failed")
        assert "no usable token" in heard.errors[0].message

    async def test_register_works_detached_from_another_thread_and_once(self, world: World) -> None:
        client, heard = world.client("alice")

        class Detached:
            def onCredentialsRequired(self, client: Any, registration: Any) -> None:
                register, fail = registration.register, registration.registerFailed
                asyncio.get_running_loop().run_in_executor(None, register, "good")
                asyncio.get_running_loop().call_later(0.02, fail)

        client.removeListener(heard)
        heard.onCredentialsRequired = None  # type: ignore[method-assign,assignment]
        client.addListener(Detached())
        client.addListener(heard)
        await client.start()
        await heard.hears("started")
        await asyncio.sleep(0.03)
        assert world.service.tokens == ["good"] and heard.errors == []

    async def test_bad_token(self, world: World) -> None:
        world.service.bad_tokens = {"token-alice-1", "token-alice-2"}
        client, heard = world.client("alice")
        await client.start()
        await heard.hears("failed")
        assert heard.asked == 1, "a refused fresh token must not loop"
        assert heard.errors[0].message == "The call service did not let you in: invalid_token."
        assert heard.errors[0].code == 401 and heard.errors[0].isFatal

    async def test_forbidden(self, world: World) -> None:
        world.service.refusal = LinkRefused(403, "Only for oneself")
        client, heard = world.client("alice")
        await client.start()
        await heard.hears("failed")
        assert heard.errors[0].message == "The call service did not let you in: Only for oneself."
        assert client.connection.message == heard.errors[0].message

    async def test_wrong_host(self, world: World) -> None:
        world.service.connect_error = LinkError("There is no computer named x.", is_permanent=True)
        client, heard = world.client("alice")
        await client.start()
        await heard.hears("failed")
        assert heard.errors[0].domain is ErrorType.NETWORK and heard.errors[0].isFatal
        assert client.connection.state is ConnectionState.FAILED

    @pytest.mark.parametrize("blocks", ["service", "tokens"])
    async def test_a_network_that_wants_a_sign_in(self, world: World, blocks: str) -> None:
        client, heard = world.client("alice")
        if blocks == "service":
            world.service.connect_error = LinkError(SIGN_IN, is_permanent=True, wants_sign_in=True)
        else:
            world.service.wants_sign_in, heard.tokens = True, [None] * 1000
        await client.start()
        await heard.until(lambda: len(heard.statuses) > 6)
        assert client.connection.state is ConnectionState.CONNECTING, "not taken for a broken service"
        assert client.connection.message == SIGN_IN and client.connection.wants_sign_in
        assert [error.message for error in heard.errors] == [SIGN_IN] and not heard.errors[0].isFatal
        world.service.connect_error, world.service.wants_sign_in = None, False
        heard.tokens = []
        await heard.hears("started")
        assert heard.statuses[-1].message == "" and not heard.statuses[-1].wants_sign_in

    async def test_service_down_is_tried_again(self, world: World) -> None:
        world.service.connect_error = LinkError("calls.example.org cannot be reached.")
        client, heard = world.client("alice")
        await client.start()
        await heard.until(lambda: world.service.connects >= 4)
        assert len(heard.errors) == 1 and not heard.errors[0].isFatal
        assert client.connection.message == "calls.example.org cannot be reached."
        assert client.connection.retry_in > 0
        world.service.connect_error = None
        await heard.hears("started")
        assert heard.statuses[-1].message == ""

    async def test_service_that_does_not_answer(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(service_connection, "FIRST_ANSWER_TIMEOUT", 0.01)
        world.service.is_silent = True
        client, heard = world.client("alice")
        await client.start()
        await heard.hears("failed")
        assert "did not answer" in heard.errors[0].message and not heard.errors[0].isFatal
        world.service.is_silent = False
        await heard.hears("started")
        assert client.isStarted()

    async def test_overloaded_service_is_given_its_time(self, world: World) -> None:
        world.service.refusal = LinkRefused(503, "Busy", retry_after=0.05)
        client, heard = world.client("alice")
        await client.start()
        await heard.until(lambda: client.connection.retry_in >= 0.05)
        world.service.refusal = None
        client.reconnect()
        await heard.hears("started")

    async def test_application_that_never_answers(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service_connection, "CREDENTIALS_TIMEOUT", 0.01)
        client, heard = world.client("alice")
        heard.onCredentialsRequired = lambda client, registration: None  # type: ignore[method-assign]
        await client.start()
        await heard.hears("failed")
        assert heard.errors[0].isFatal


class TestMidLife:
    async def test_a_refused_token_is_replaced_once(self, world: World) -> None:
        _, heard = await world.started("alice")
        link = world.service.links[0]
        link.on_event(LinkChallenged("invalid_token"))
        await heard.until(lambda: heard.asked == 2)
        await asyncio.sleep(0.01)
        assert world.service.tokens == ["token-alice-1", "token-alice-2"]
        assert heard.errors == []
        world.service.bad_tokens = {"token-alice-3"}
        link.on_event(LinkChallenged("invalid_token"))
        await heard.hears("failed")
        assert heard.asked == 3 and heard.errors[0].isFatal

    async def test_renewed_before_it_runs_out(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(token_life, "_SHORTEST_RENEWAL", 0.01)
        client, heard = world.client("alice")
        heard.tokens = [token_living(0.05), token_living(1e6)]
        await client.start()
        await heard.until(lambda: heard.asked == 2)
        await asyncio.sleep(0.01)
        assert world.service.tokens == [token_living(0.05), token_living(1e6)]
        assert heard.names.count("started") == 1 and client.connection.state is ConnectionState.ONLINE

    async def test_a_source_that_is_away_for_a_moment(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(token_life, "_SHORTEST_RENEWAL", 0.01)
        monkeypatch.setattr(service_connection, "RENEWAL_RETRY", 0.01)
        client, heard = world.client("alice")
        heard.tokens = [token_living(0.05), None, None, token_living(1e6)]
        await client.start()
        await heard.until(lambda: heard.asked == 4)
        assert [error.isFatal for error in heard.errors] == [False]
        assert client.isStarted()

    async def test_lost_and_found(self, world: World) -> None:
        client, heard = await world.started("alice")
        for times in (2, 3):
            world.service.drop_all()
            await heard.hears("online", times)
        assert heard.of("online", "reconnecting", "started") == [
            "online",
            "started",
            "reconnecting",
            "online",
            "reconnecting",
            "online",
        ]
        assert heard.asked == 1, "the token in hand is good for another connection"
        assert client.isStarted()

    async def test_while_the_service_is_away(self, world: World) -> None:
        client, heard = await world.started("alice")
        world.service.connect_error = LinkError("calls.example.org cannot be reached.", is_permanent=True)
        world.service.drop_all()
        await heard.until(lambda: world.service.connects >= 4)
        assert client.connection.state is ConnectionState.RECONNECTING and client.isReconnecting
        call = await client.callClient.callUser("bob")
        call.addListener(heard)
        await heard.hears("ended")
        assert call.details.error is not None and call.details.error.domain is ErrorType.NETWORK
        assert "no connection" in call.details.error.message
        world.service.connect_error = None
        await heard.hears("online", 2)

    async def test_a_call_survives_a_lost_connection(self, pair: Pair) -> None:
        await pair.talk()
        world, call, hears_alice, hears_bob = pair.world, pair.out, pair.hears_alice, pair.hears_bob
        world.service.connect_error = LinkError("away")
        world.service.drop_all()
        await hears_alice.hears("reconnecting")
        assert call.isReconnecting and call.state is CallState.ESTABLISHED
        call.mute()
        world.service.connect_error = None
        await hears_alice.hears("online", 2)
        await hears_bob.hears("remote muted")
        assert not call.isReconnecting
        call.hangup()
        await hears_bob.hears("ended")
        assert call.details.endCause is CallEndCause.HUNG_UP

    async def test_a_call_in_set_up_does_not(self, pair: Pair) -> None:
        await pair.ring()
        pair.world.service.drop_all()
        await pair.hears_alice.hears("ended")
        await pair.hears_bob.hears("ended")
        error = pair.out.details.error
        assert error is not None and "being set up" in error.message

    async def test_repeated_news_change_nothing(self, world: World) -> None:
        _, heard = await world.started("alice")
        for _ in range(3):
            world.service.links[0].on_event(LinkRegistered())
        await asyncio.sleep(0.01)
        assert heard.names.count("started") == heard.names.count("online") == 1


class TestEnd:
    async def test_gracefully(self, world: World) -> None:
        alice, hears_alice = await world.started("alice")
        _, hears_bob = await world.started("bob")
        call = await alice.callClient.callUser("bob")
        call.addListener(hears_alice)
        await hears_bob.hears("incoming")
        link = alice.link
        await alice.terminateGracefully()
        await alice.terminateGracefully()
        assert link.was_unregistered  # type: ignore[attr-defined]
        assert call.state is CallState.ENDED
        assert alice.connection.state is ConnectionState.STOPPED
        with pytest.raises(InvalidOperation, match="terminated"):
            await alice.start()
        with pytest.raises(InvalidOperation):
            await alice.callClient.callUser("bob")

    async def test_at_once(self, world: World) -> None:
        alice, _ = await world.started("alice")
        await alice.terminate()
        assert not alice.isStarted() and world.service.links == []

    async def test_before_start(self, world: World) -> None:
        alice, _ = world.client("alice")
        await alice.terminateGracefully()

    async def test_while_connecting(self, world: World) -> None:
        world.service.connect_error = LinkError("away")
        alice, heard = world.client("alice")
        await alice.start()
        await heard.hears("failed")
        await alice.terminateGracefully()
        assert alice.connection.state is ConnectionState.STOPPED


class TestPush:
    async def test_is_kept_and_nothing_more(self, world: World) -> None:
        client, _ = world.client("alice")
        await client.setSupportManagedPush("sw.js")
        assert client.managedPushRequested
        await client.disableMangedPushSupport()
        assert not client.managedPushRequested

    async def test_is_asked_for_before_start(self, world: World) -> None:
        client, _ = await world.started("alice")
        with pytest.raises(InvalidOperation):
            await client.setSupportManagedPush()
