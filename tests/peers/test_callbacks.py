"""The example backend has its say in calls of baresip, with real media: a number rings a person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.calling import CallEndCause
from tests.media.call_pair import eventually
from tests.packaging.example_backend import RunningExample
from tests.peers.baresip import MODULES
from tests.peers.conftest import need
from tests.peers.exchange import Exchange, hears

pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]

NUMBER = "+4721000000"


class Supervised(Exchange):
    """The exchange, with a backend that knows one number: it is alice's."""

    async def supervise(self) -> Supervised:
        await self.open()
        application = self.endpoint.application
        settings = {
            "applications": {application.key: [application.secret]},
            "people": {"alice": ""},
            "lines": {NUMBER: "alice"},
        }
        running = await self.stack.enter_async_context(RunningExample(settings))
        self.ended: Any = running.backend.ended
        self.service.parts.applications.set_backend(application.key, f"{running.url}/callbacks")
        return self

    async def dice(self) -> dict[str, Any]:
        """Return what the backend was told of the only call that is over."""
        await eventually(lambda: self.ended)
        [told] = self.ended
        return dict(told)


@pytest.fixture
async def supervised(tmp_path: Path) -> AsyncIterator[Supervised]:
    if not MODULES.is_dir():
        need("baresip")
    made = Supervised(tmp_path)
    try:
        yield await made.supervise()
    finally:
        await made.stack.aclose()


async def test_a_phone_dials_a_number_and_a_person_answers(supervised: Supervised) -> None:
    phone = await supervised.phone()
    call, heard = await supervised.answered(phone, dialled=NUMBER)
    await hears(call)
    phone.tell("hangup")
    await heard.hears("ended")
    told = await supervised.dice()
    assert (told["result"], told["reason"], told["from"]) == ("ANSWERED", "CALLERHANGUP", "bob@127.0.0.1")
    assert told["to"] == {"type": "username", "endpoint": "alice"}
    assert told["cookies"] == [{"key": "dialled", "value": NUMBER}]
    lasted = call.details.duration / 1000
    assert abs(told["duration"] - lasted) <= 1.5


async def test_a_phone_dials_a_number_that_nobody_has(supervised: Supervised) -> None:
    phone = await supervised.phone()
    phone.tell("dial", f"sip:+4787654321@127.0.0.1:{supervised.port('tcp')};transport=tcp")
    closed = await phone.event("CALL_CLOSED")
    assert "403" in closed["param"]
    told = await supervised.dice()
    assert (told["result"], told["reason"]) == ("N/A", "MANAGERHANGUP")


async def test_a_person_calls_a_phone_with_the_backends_leave(supervised: Supervised) -> None:
    phone = await supervised.phone()
    alice, heard = await supervised.client("alice")
    call = await alice.callClient.callSip(phone.uri("tcp"))
    call.addListener(heard)
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    await hears(call)
    phone.tell("hangup")
    await heard.hears("ended")
    assert call.details.endCause is CallEndCause.HUNG_UP
    told = await supervised.dice()
    assert (told["result"], told["reason"], told["from"]) == ("ANSWERED", "CALLEEHANGUP", "alice")
    assert told["to"]["type"] == "sip" and told["callid"] == call.callId
