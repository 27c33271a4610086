"""Two clients, a real call service and the example backend, which gives tokens and has its say in calls."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.calling import Call, CallEndCause, SinchClient, fetch_token
from tests.calling.fakes import Heard, World
from tests.calling.test_with_service import Bureau
from tests.media.call_pair import eventually
from tests.packaging.example_backend import RunningExample


class Office:
    """A service whose application has the example backend; people get their tokens there."""

    def __init__(self, bureau: Bureau, example: RunningExample) -> None:
        self.bureau = bureau
        self.example = example

    async def started(self, user: str) -> tuple[SinchClient, Heard]:
        client, heard = self.bureau.client(user)
        heard.tokens = [await fetch_token(f"{self.example.url}/token", user_id=user)]
        await client.start()
        await heard.hears("started")
        return client, heard

    async def ended(self) -> dict[str, Any]:
        """Return what the backend was told of the only call, once it is over."""
        await eventually(lambda: self.example.backend.ended)
        [told] = self.example.backend.ended
        return dict(told)


@pytest.fixture
async def office(world: World, tmp_path: Path) -> AsyncIterator[Office]:
    bureau = Bureau(world, tmp_path / "service")
    application = (await bureau.open()).application
    settings = {
        "applications": {application.key: [application.secret]},
        "people": dict.fromkeys(("alice", "bob", "eve"), ""),
        "lines": {"support": "bob"},
        "blocked": [["eve", "bob"]],
    }
    async with RunningExample(settings) as example:
        assert bureau.service is not None
        bureau.service.parts.applications.set_backend(application.key, f"{example.url}/callbacks")
        yield Office(bureau, example)
        await world.close()
        await bureau.shut()


async def placed(client: SinchClient, heard: Heard, to: str = "bob") -> Call:
    call = await client.callClient.callUser(to, {"topic": "tea"})
    call.addListener(heard)
    return call


async def test_a_call_from_the_question_to_the_end(office: Office) -> None:
    alice, hears_alice = await office.started("alice")
    _, hears_bob = await office.started("bob")
    call = await placed(alice, hears_alice)
    await hears_alice.hears("ringing")
    assert hears_bob.calls[0].headers == {"topic": "tea"}
    answered = time.monotonic()
    await hears_bob.calls[0].answer()
    await hears_alice.hears("established")
    await hears_bob.hears("established")
    hears_bob.calls[0].hangup()
    await hears_alice.hears("ended")
    told = await office.ended()
    assert told["callid"] == call.callId and told["user"] == told["from"] == "alice"
    assert (told["result"], told["reason"]) == ("ANSWERED", "CALLEEHANGUP")
    assert 0 <= told["duration"] <= time.monotonic() - answered + 1
    assert told["cookies"] == [{"key": "dialled", "value": "bob"}]
    assert told["callHeaders"] == [{"key": "topic", "value": "tea"}]


async def test_a_call_that_the_backend_does_not_want(office: Office) -> None:
    eve, hears_eve = await office.started("eve")
    _, hears_bob = await office.started("bob")
    call = await placed(eve, hears_eve)
    await hears_eve.hears("ended")
    assert call.details.endCause is CallEndCause.FAILURE and call.details.error is not None
    assert "does not allow this call" in call.details.error.message
    assert "ringing" not in hears_eve.names and hears_bob.calls == []
    told = await office.ended()
    assert (told["result"], told["reason"]) == ("N/A", "MANAGERHANGUP")


async def test_a_line_rings_its_person(office: Office) -> None:
    alice, hears_alice = await office.started("alice")
    _, hears_bob = await office.started("bob")
    call = await placed(alice, hears_alice, "support")
    await hears_bob.hears("incoming")
    assert hears_bob.calls[0].remoteUserId == "alice"
    hears_bob.calls[0].hangup()
    await hears_alice.hears("ended")
    assert call.details.endCause is CallEndCause.DENIED
    told = await office.ended()
    assert (told["result"], told["reason"]) == ("NOANSWER", "CALLEEHANGUP")
    assert told["to"] == {"type": "username", "endpoint": "bob"}


async def test_a_caller_who_hangs_up_while_it_rings(office: Office) -> None:
    alice, hears_alice = await office.started("alice")
    _, hears_bob = await office.started("bob")
    call = await placed(alice, hears_alice)
    await hears_alice.hears("ringing")
    call.hangup()
    await hears_bob.hears("ended")
    told = await office.ended()
    assert (told["result"], told["reason"]) == ("NOANSWER", "CANCEL") and "duration" not in told


async def test_a_backend_that_is_down(office: Office) -> None:
    alice, hears_alice = await office.started("alice")
    _, hears_bob = await office.started("bob")
    assert office.bureau.service is not None
    applications = office.bureau.service.parts.applications
    applications.set_backend(office.bureau.endpoint.application.key, "http://127.0.0.1:1/callbacks")
    call = await placed(alice, hears_alice)
    await hears_alice.hears("ended")
    assert call.details.error is not None and call.details.error.code == 504 and hears_bob.calls == []
