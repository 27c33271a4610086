"""The window's core and the accounts that its service keeps: real service, real registrar."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from core.commands import SaveAccount
from core.engine.account.access import Access
from core.engine.account.provider_accounts import ProviderAccounts
from core.engine.tasks import TaskGroup
from core.snapshots import AccountSnapshot
from tests.service.gateway.conftest import Town
from tests.service.gateway.gate import Gate
from tests.service.gateway.registrar import Registrar
from tests.service.phones import PATIENCE

PASSWORD = "hush-hush-5"


class Desk:
    """Provider accounts at a service, and what was said of them."""

    def __init__(self, town: Town, registrar: Registrar, access: Access) -> None:
        self.town, self.registrar, self.access = town, registrar, access
        self.tasks = TaskGroup()
        self.problems: list[str] = []
        self._changed = asyncio.Event()
        self.board = ProviderAccounts(self.tasks, self._on_change)

    def _on_change(self, problem: str) -> None:
        if problem:
            self.problems.append(problem)
        self._changed.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    def wanted(self, password: str = PASSWORD) -> SaveAccount:
        return SaveAccount("home", f"alice@127.0.0.1:{self.registrar.port}", password)

    @property
    def home(self) -> AccountSnapshot:
        return next((one for one in self.board.accounts if one.account_id == "home"), AccountSnapshot("", ""))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    town, registrar = Town(tmp_path), await Registrar(gate=Gate(password=PASSWORD)).open()
    await town.serve()
    alice = await town.phone()
    url = town.endpoint.url.replace("ws:", "http:").removesuffix("/sip")
    access = Access(url, "alice", town.endpoint.application.key, given_token=alice.token())
    made = Desk(town, registrar, access)
    yield made
    made.board.close()
    await made.tasks.cancel_all()
    await town.close()
    await registrar.close()


async def test_an_account_is_saved_followed_and_removed(desk: Desk) -> None:
    board = desk.board
    board.open(desk.access)
    board.open(desk.access)
    await desk.until(lambda: board.is_kept)
    await board.save(desk.wanted())
    await desk.until(lambda: desk.home.state == "registered" and desk.home.new_messages == 3)
    assert desk.home.waiting and desk.home.mailbox == "sip:box@127.0.0.1"
    assert board.address_of("home") == f"alice@127.0.0.1:{desk.registrar.port}"
    assert board.at(f"127.0.0.1:{desk.registrar.port}") == "home" and board.at("other.example") == ""
    await board.remove("home")
    await desk.until(lambda: not board.accounts)
    assert desk.problems == [] and board.address_of("home") == ""
    board.close()
    assert not board.is_kept


async def test_what_goes_wrong_is_said_in_words(desk: Desk) -> None:
    await desk.board.save(desk.wanted())
    assert "not connected" in desk.problems.pop()
    desk.board.open(desk.access)
    await desk.board.save(SaveAccount("home", "nobody"))
    assert "looks like alice@example.org" in desk.problems.pop()
    await desk.board.retry("none")
    assert desk.problems.pop() == "You have no such account."
    await desk.board.save(desk.wanted("wrong"))
    await desk.until(lambda: desk.home.state == "refused")
    assert "password" in desk.home.message
    await desk.town.service.stop()
    await desk.board.remove("home")
    assert "does not answer" in desk.problems.pop()


def test_a_command_does_not_show_its_password() -> None:
    assert PASSWORD not in repr(SaveAccount("home", "a@b.example", PASSWORD))
