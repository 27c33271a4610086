"""Calls to a device whose push service, which is not ours, has no time, is away or says nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import http_ece
import pytest

from core.push.notification import CallEnding, CallNotification, read_payload
from core.push.sip_parameters import parameters_of, wakes
from core.service.config import EchoConfig, ServiceConfig, limits_from
from core.service.push import attempts, sender
from core.service.push.config import PushConfig
from core.sip.agent.events import InviteProgress, InviteRejected, SessionEnded
from tests.service.gateway.conftest import until
from tests.service.phones import Phone
from tests.service.push.test_sender import KEYS, Elsewhere
from tests.service.test_service import BOB, Running


class InTrouble(Elsewhere):
    """Answers with each of ``statuses`` once, then with 201; 0 is no answer."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[int] = []

    async def _take(self, request):  # type: ignore[no-untyped-def]
        self.status = self.statuses.pop(0) if self.statuses else 201
        return await super()._take(request)

    @property
    def told(self) -> list[CallNotification]:
        """What the device would hear, were each message delivered."""
        read = [
            http_ece.decrypt(body, private_key=KEYS.private, auth_secret=KEYS.auth) for _, body in self.got
        ]
        return [told for each in read if (told := read_payload(each, 0.0)) is not None]


@pytest.fixture
def push_wait() -> float:
    return 20.0


@pytest.fixture
async def elsewhere(monkeypatch: pytest.MonkeyPatch, no_task_left: None) -> AsyncIterator[InTrouble]:
    monkeypatch.setattr(attempts, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(attempts, "LONGEST_PAUSE", 0.04)
    made = InTrouble()
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def running(tmp_path: Path, elsewhere: InTrouble, push_wait: float) -> AsyncIterator[Running]:
    config = ServiceConfig(
        tmp_path / "data",
        echo=EchoConfig(enabled=False),
        limits=limits_from([f"push_wait={push_wait}", "flow_wait=0.1"]),
    )
    made = await Running(replace(config, push=PushConfig(networks=("127.0.0.0/8",)))).start()
    bob = made.phone("bob")
    await bob.driver.connect()
    bob.agent.registration_parameters = parameters_of(elsewhere.subscription)
    assert wakes((await bob.register()).feature_caps)
    await bob.driver.close()
    yield made
    await made.stop()


async def answer(phone: Phone) -> int:
    return int((await phone.event(InviteProgress | InviteRejected)).status)


@pytest.mark.parametrize("statuses", [[503], [429, 500], [0, 502]], ids=str)
async def test_a_call_is_told_of_all_the_same(
    running: Running, elsewhere: InTrouble, statuses: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "SECONDS", 0.5)
    elsewhere.statuses = list(statuses)
    alice = await running.online("alice")
    session = alice.call(BOB)
    assert await answer(alice) == 110
    assert len(elsewhere.told) > len(statuses)
    assert {told.call_id for told in elsewhere.told} == {session.call_id}
    alice.do(session.cancel)
    await alice.event(SessionEnded)
    await until(lambda: elsewhere.told[-1].ending is CallEnding.CANCELED)


async def test_who_asks_to_come_too_late_is_not_waited_for(running: Running, elsewhere: InTrouble) -> None:
    elsewhere.statuses, elsewhere.headers = [429], {"Retry-After": "3600"}
    alice = await running.online("alice")
    alice.call(BOB)
    assert await answer(alice) == 480
    assert len(elsewhere.got) == 1


@pytest.mark.parametrize("push_wait", [1.0])
async def test_one_that_stays_in_trouble(running: Running, elsewhere: InTrouble) -> None:
    elsewhere.statuses = [503] * 1000
    alice = await running.online("alice")
    alice.call(BOB)
    assert await answer(alice) == 480, "no 110: nobody was told"
    assert len(elsewhere.got) >= 2
    elsewhere.statuses = []
    await until(lambda: elsewhere.told[-1].ending is CallEnding.CANCELED)
    await running.stop()
    assert [told.ending for told in elsewhere.told].count(CallEnding.CANCELED) >= 1, "it was missed"


async def test_a_call_that_is_over_meanwhile_is_only_a_missed_one(
    running: Running, elsewhere: InTrouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "FIRST_PAUSE", 15.0)
    monkeypatch.setattr(attempts, "LONGEST_PAUSE", 15.0)
    elsewhere.statuses = [503]
    alice = await running.online("alice")
    session = alice.call(BOB)
    await until(lambda: len(elsewhere.got) == 1)
    alice.do(session.cancel)
    await alice.event(SessionEnded)
    await until(lambda: len(elsewhere.got) == 2)
    assert [told.ending for told in elsewhere.told] == [None, CallEnding.CANCELED]


async def test_two_devices_do_not_wait_for_each_other(
    running: Running, elsewhere: InTrouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "SECONDS", 30.0)
    elsewhere.statuses = [0]
    carol = running.phone("carol")
    await carol.driver.connect()
    carol.agent.registration_parameters = parameters_of(elsewhere.subscription)
    await carol.register()
    await carol.driver.close()
    alice = await running.online("alice")
    alice.call(BOB)
    await until(lambda: len(elsewhere.got) == 1)
    alice.call(BOB.replace("bob", "carol"))
    assert await answer(alice) == 110
