"""Registration as people live it, against the real service, in simulated time: hours pass in milliseconds."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import pytest

from core.calling import ConnectionState, SinchClient
from core.calling.ports import LinkChallenged
from core.calling.signalling.backoff import PROMPT
from core.calling.signalling.service_connection import SIGN_IN_LOOK
from core.calling.signalling.sign_in import SIGN_IN
from core.identity import sign_token
from tests.calling.fakes import World
from tests.calling.memory_bureau import Bureau, Caller
from tests.calling.simulated_time import SimulatedLoop, run_simulated

HOUR = 3600.0
STRANGER = "22222222-2222-4333-8444-555555555555"


def at_the_bureau(seed: int, folder: Path, play: Callable[[Bureau], Awaitable[None]]) -> None:
    async def run() -> None:
        bureau = Bureau(folder, World(seed))
        await bureau.open()
        try:
            await play(bureau)
        finally:
            await bureau.close()

    run_simulated(run())


def asleep(seconds: float) -> None:
    """Let time pass in which this machine, and the service, do nothing: every clock is late afterwards."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, SimulatedLoop)
    loop.moment += seconds


def alice(bureau: Bureau, **token_terms: Any) -> tuple[SinchClient, Caller]:
    client, heard = bureau.client("alice")
    assert isinstance(heard, Caller)
    heard.token_terms = token_terms
    return client, heard


def test_tokens_are_replaced_before_they_run_out(seed: int, tmp_path: Path) -> None:
    async def play(bureau: Bureau) -> None:
        client, heard = await bureau.started("alice")
        await asyncio.sleep(2 * HOUR)
        assert client.connection.state is ConnectionState.ONLINE
        assert heard.of("online", "reconnecting", "failed") == ["online"], "it was never away"
        assert 2 * HOUR / 600 <= heard.asked <= 2 * HOUR / 500 + 1
        assert bureau.seen("SIP/2.0 401") == [], "no token was shown that had run out"

    at_the_bureau(seed, tmp_path, play)


def test_a_token_server_that_is_away_for_an_hour(seed: int, tmp_path: Path) -> None:
    async def play(bureau: Bureau) -> None:
        client, heard = await bureau.started("alice")
        bob, _ = await bureau.started("bob")
        heard.tokens = [None] * 10_000
        await asyncio.sleep(HOUR)
        assert [error.isFatal for error in heard.errors] == [False], "said once, not at each attempt"
        asked = heard.asked
        assert asked < 200, "it is asked with patience"
        heard.tokens = []
        await asyncio.sleep(120)
        assert client.connection.state is ConnectionState.ONLINE
        call = await bob.callClient.callUser("alice")
        await heard.hears("incoming")
        call.hangup()
        await heard.hears("ended")

    at_the_bureau(seed, tmp_path, play)


def test_a_service_that_drops_what_it_is_asked_first_is_soon_asked_again(seed: int) -> None:
    async def play() -> None:
        world, asked = World(seed), list[float]()
        client, heard = world.client("alice")
        heard.patience = 60.0
        world.service.is_silent = True
        world.service.on_register = lambda: asked.append(asyncio.get_running_loop().time())
        await client.start()
        await asyncio.sleep(70)
        waited = [round(late - early) for early, late in itertools.pairwise(asked)]
        assert waited[:4] == [5, 10, 20, 20], "one that is busy is given more time"
        world.service.is_silent = False
        await heard.hears("started")
        world.service.is_silent = True
        world.service.links[0].drop()
        del asked[:]
        await asyncio.sleep(10)
        assert round(asked[1] - asked[0]) == 5, "it is another time now"
        await client.terminate()

    run_simulated(play())


DAY = 24 * HOUR


def test_the_registration_of_a_device_ends_for_good(seed: int, tmp_path: Path) -> None:
    async def play(bureau: Bureau) -> None:
        client, heard = alice(bureau)
        expiry = int(bureau.wall()) + 48 * 3600
        heard.tokens = [bureau.token("alice", lifetime=86_400, instance_expiry=expiry), *[None] * 20_000]
        await client.start()
        await heard.hears("started")
        asleep(2 * DAY - HOUR)
        await asyncio.sleep(HOUR - 60)
        assert not any(error.isFatal for error in heard.errors)
        await asyncio.sleep(180)
        error = heard.errors[-1]
        assert error.isFatal and error.code == 401 and error.extras["reason"] == "instance-expired"
        assert "on this device has ended" in error.message
        assert client.connection.state is ConnectionState.FAILED and not client.isStarted()
        asked = heard.asked
        await asyncio.sleep(HOUR)
        assert heard.asked == asked, "nobody is asked again and again"

    at_the_bureau(seed, tmp_path, play)


def test_a_registration_that_is_prolonged_goes_on(seed: int, tmp_path: Path) -> None:
    async def play(bureau: Bureau) -> None:
        client, heard = alice(bureau)

        def more(client: Any, registration: Any) -> None:
            heard.asked += 1
            expiry = int(bureau.wall()) + 49 * 3600
            registration.register(bureau.token("alice", lifetime=86_400, instance_expiry=expiry))

        heard.onCredentialsRequired = more  # type: ignore[method-assign]
        await client.start()
        await heard.hears("started")
        for _ in range(5):
            asleep(DAY - HOUR)
            await asyncio.sleep(HOUR)
        assert client.connection.state is ConnectionState.ONLINE
        assert not any(error.isFatal for error in heard.errors)
        assert 5 <= heard.asked <= 12

    at_the_bureau(seed, tmp_path, play)


def test_a_limit_cannot_be_taken_away_again(seed: int, tmp_path: Path) -> None:
    async def play(bureau: Bureau) -> None:
        client, heard = alice(bureau)
        heard.patience = 2 * HOUR
        heard.tokens = [bureau.token("alice", instance_expiry=int(bureau.wall()) + 49 * 3600)]
        await client.start()
        await heard.hears("started")
        await heard.hears("failed")
        assert heard.errors[0].isFatal and "registration" in heard.errors[0].message

    at_the_bureau(seed, tmp_path, play)


REFUSALS: list[tuple[str, dict[str, Any], str, str]] = [
    ("a clock that is a day behind", {"now": -86_400}, "expired", "has expired"),
    ("a clock that is a day ahead", {"now": +86_400}, "not-yet-valid", "dated in the future"),
    ("another secret", {"secret": "AAECAwQFBgcICQoLDA0ODw=="}, "signature", "signed with another one"),
    ("an unknown key", {"key": STRANGER}, "application", "not known here"),
    ("another user's token", {"user": "bob"}, "user", "another user"),
]


@pytest.mark.parametrize(
    ("terms", "reason", "words"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_each_refusal_has_its_own_words(
    seed: int, tmp_path: Path, terms: dict[str, Any], reason: str, words: str
) -> None:
    async def play(bureau: Bureau) -> None:
        application = bureau.endpoint.application
        token = sign_token(
            terms.get("key", application.key),
            terms.get("secret", application.secret),
            terms.get("user", "alice"),
            now=bureau.wall() + terms.get("now", 0),
            nonce="once",
        )
        client, heard = alice(bureau)
        heard.tokens = [token]
        await client.start()
        await heard.hears("failed")
        [error] = heard.errors
        assert error.isFatal and error.code == 401 and words in error.message
        assert reason in error.extras["reason"]
        assert heard.asked == 1, "a token that was given a moment ago is not asked for again"
        assert client.connection.state is ConnectionState.FAILED
        assert client.connection.message == error.message

    at_the_bureau(seed, tmp_path, play)


def test_an_application_that_is_switched_off_in_mid_life(seed: int, tmp_path: Path) -> None:
    async def play(bureau: Bureau) -> None:
        client, heard = await bureau.started("alice")
        assert bureau.service is not None
        applications = bureau.service.parts.applications
        applications.set_enabled(bureau.endpoint.application.key, False)
        await heard.hears("failed")
        [error] = [error for error in heard.errors if error.isFatal]
        assert error.extras["reason"] == "application-disabled" and "switched off" in error.message
        assert heard.asked <= 2, "asked once, not in a loop"
        applications.set_enabled(bureau.endpoint.application.key, True)
        await client.start()
        await heard.hears("started", 1)
        await heard.hears("online", 2)

    at_the_bureau(seed, tmp_path, play)


def test_an_outage_is_met_with_spread_and_growing_patience(seed: int, tmp_path: Path) -> None:
    async def play(bureau: Bureau) -> None:
        waits: list[list[float]] = []
        people = [await bureau.started(f"user-{number}") for number in range(8)]
        await bureau.shut()
        await asyncio.sleep(600)
        for client, heard in people:
            waits.append([status.retry_in for status in heard.statuses if status.retry_in])
            assert client.connection.state is ConnectionState.RECONNECTING
            assert heard.errors == [], "an outage is no failure"
        for wait in waits:
            assert wait[0] <= 1.0 and max(wait) <= 60.0
            bounds = [1.0, 2.0, *[4.0] * (PROMPT - 1), 8.0, 16.0, 32.0, *[60.0] * 20]
            assert all(0.5 * bound <= seconds <= bound for bound, seconds in zip(bounds, wait, strict=False))
        await bureau.open()
        for _, heard in people:
            await heard.hears("online", 2)

    at_the_bureau(seed, tmp_path, play)


def test_whoever_has_signed_in_to_the_network_is_reachable_at_once(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(bureau: Bureau) -> None:
        client, heard = await bureau.started("alice")
        monkeypatch.setattr(client.link, "must_sign_in", AsyncMock(return_value=True))
        await bureau.shut()
        await asyncio.sleep(600)  # of looking for the room number
        assert client.connection.wants_sign_in and client.connection.message == SIGN_IN
        assert client.connection.state is ConnectionState.RECONNECTING and heard.errors == []
        assert max(status.retry_in for status in heard.statuses) <= SIGN_IN_LOOK
        monkeypatch.undo()
        await bureau.open()
        heard.patience = 5.0
        await heard.hears("online", 2)
        assert not client.connection.wants_sign_in

    at_the_bureau(seed, tmp_path, play)


def test_a_service_that_accepts_and_refuses_by_turns_is_not_asked_in_a_loop(
    seed: int, tmp_path: Path
) -> None:
    async def play(bureau: Bureau) -> None:
        client, heard = await bureau.started("alice")
        connection = client._connection
        for _ in range(5):
            await heard.until(lambda: client.connection.state is ConnectionState.ONLINE)
            connection.handle(LinkChallenged("invalid_token"))
            await asyncio.sleep(1)
        assert heard.asked <= 1 + 5
        statuses = [status.state for status in heard.statuses]
        assert ConnectionState.RECONNECTING in statuses, "the second one within ten seconds is a back-off"
        assert heard.errors == []

    at_the_bureau(seed, tmp_path, play)
