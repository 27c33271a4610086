"""Where the key of accounts' passwords lies: key store, credential, file; and what may go wrong there."""

from __future__ import annotations

import base64
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from core.ports import MemoryVault
from core.service.accounts import keys
from core.service.accounts.keys import FILE_NAME, LOCKED, LOST, NO_KEY_STORE, STAND_IN_NAME, AccountKeys
from core.service.accounts.sealing import KEY_BYTES
from core.service.errors import ServiceError, ServiceProblem
from core.service.routing.endpoints import Account

ALICE = Account("app", "alice")


class KeyStore(MemoryVault):
    """A key store that lasts; ``locked`` it holds nothing and takes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.is_locked = self.forgets = False
        self.may_answer = threading.Event()
        self.may_answer.set()

    @property
    def is_persistent(self) -> bool:  # type: ignore[override]
        self.may_answer.wait(10)
        return not self.is_locked

    def read(self, name: str) -> str | None:
        return None if self.is_locked else super().read(name)

    def write(self, name: str, secret: str) -> None:
        if not self.forgets:
            super().write(name, secret)


class Machine:
    """A folder, a key store, and a service on them that starts again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, KeyStore()
        self.file = folder / FILE_NAME
        self.environment: dict[str, str] = {}

    async def starts(self, *, is_in_use: bool = True, on_a_server: bool = False) -> AccountKeys:
        vault = None if on_a_server else self.store
        made = AccountKeys(self.folder, vault, self.environment)
        assert made.note == ""
        await made.open(is_in_use=is_in_use)
        await made.open(is_in_use=is_in_use)
        return made


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def sealed(made: AccountKeys) -> bytes:
    return made.key.seal.close("hush", ALICE, "home")


def opens(made: AccountKeys, data: bytes) -> bool:
    return made.key.seal.open(data, ALICE, "home") == "hush"


async def test_a_new_key_is_in_the_key_store_and_nowhere_else(machine: Machine) -> None:
    first = await machine.starts(is_in_use=False)
    password = sealed(first)
    assert not machine.file.exists() and first.note == "" and len(machine.store._secrets) == 1
    assert opens(await machine.starts(), password)


async def test_profiles_do_not_share_a_key(machine: Machine, tmp_path: Path) -> None:
    password = sealed(await machine.starts(is_in_use=False))
    other = Machine(tmp_path / "other")
    other.folder.mkdir()
    other.store = machine.store
    assert not opens(await other.starts(is_in_use=False), password) and len(machine.store._secrets) == 2


async def test_a_key_of_an_earlier_version_moves_from_its_file(machine: Machine) -> None:
    password = sealed(await machine.starts(on_a_server=True))
    assert stat.S_IMODE(machine.file.stat().st_mode) == 0o600
    assert opens(await machine.starts(), password) and not machine.file.exists()
    assert opens(await machine.starts(), password)


async def test_a_file_stays_where_the_key_store_does_not_keep_it(machine: Machine) -> None:
    password = sealed(await machine.starts(on_a_server=True))
    machine.store.forgets = True
    found = await machine.starts()
    assert opens(found, password) and machine.file.exists() and found.note == NO_KEY_STORE


async def test_without_a_key_store_it_is_in_a_file_and_that_is_said(machine: Machine) -> None:
    machine.store.is_locked = True
    found = await machine.starts(is_in_use=False)
    password = sealed(found)
    assert found.note == NO_KEY_STORE and machine.file.exists()
    assert opens(await machine.starts(), password)


async def test_a_key_store_that_is_locked_costs_nothing_that_was_sealed(machine: Machine) -> None:
    password = sealed(await machine.starts(is_in_use=False))
    machine.store.is_locked = True
    locked = await machine.starts()
    assert locked.note == LOCKED and LOCKED in locked.key.lost and not opens(locked, password)
    new = sealed(locked)
    machine.store.is_locked = False
    found = await machine.starts()
    assert opens(found, password) and opens(found, new), "what was entered meanwhile opens as well"
    assert found.note == "" and found.key.lost == LOST and not machine.file.exists()


async def test_a_key_store_that_stays_locked_is_called_so_at_every_start(machine: Machine) -> None:
    password = sealed(await machine.starts(is_in_use=False))
    machine.store.is_locked = True
    new = sealed(await machine.starts())
    for _ in range(2):
        again = await machine.starts()
        assert again.note == LOCKED and LOCKED in again.key.lost
        assert opens(again, new) and not opens(again, password)
    machine.store.is_locked = False
    found = await machine.starts()
    assert found.note == "" and opens(found, new) and opens(found, password)
    machine.store.is_locked = True
    locked = await machine.starts()
    assert locked.note == LOCKED and opens(locked, new)


async def test_a_file_of_an_earlier_version_stays_beside_a_key_store_that_is_locked(machine: Machine) -> None:
    before = sealed(await machine.starts(on_a_server=True))
    machine.store.is_locked = True
    await machine.starts()
    (machine.folder / STAND_IN_NAME).write_bytes(os.urandom(KEY_BYTES))
    locked = await machine.starts()
    assert locked.note == LOCKED and opens(locked, before) and machine.file.exists()


async def test_a_key_store_that_does_not_answer_is_not_waited_for(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, expected_log: Callable[..., object]
) -> None:
    monkeypatch.setattr(keys, "KEY_STORE_SECONDS", 0.05)
    expected_log("core.service.accounts.keys", "does not answer")
    password = sealed(await machine.starts(on_a_server=True))
    machine.store.may_answer.clear()
    found = await machine.starts()
    machine.store.may_answer.set()
    assert opens(found, password) and found.note == NO_KEY_STORE


async def test_a_key_store_that_was_emptied(machine: Machine) -> None:
    await machine.starts(is_in_use=False)
    machine.store._secrets.clear()
    assert (await machine.starts()).note == LOCKED
    assert (machine.folder / STAND_IN_NAME).exists() and not machine.file.exists()
    assert (await machine.starts()).key.lost == LOST and not (machine.folder / STAND_IN_NAME).exists()


@pytest.mark.parametrize("text", ["", "nonsense", "AAAA", base64.b64encode(bytes(33)).decode(), "ä"])
async def test_nonsense_in_the_key_store(machine: Machine, text: str) -> None:
    await machine.starts(is_in_use=False)
    (name,) = machine.store._secrets
    machine.store._secrets[name] = text
    found = await machine.starts()
    assert found.note == LOCKED and opens(found, sealed(found))


async def test_a_credential_of_the_system_goes_first(machine: Machine, tmp_path: Path) -> None:
    before = sealed(await machine.starts(on_a_server=True))
    folder = tmp_path / "credentials"
    folder.mkdir()
    machine.environment["CREDENTIALS_DIRECTORY"] = str(folder)
    assert opens(await machine.starts(on_a_server=True), before), "there is none of this name"
    (folder / FILE_NAME).write_bytes(os.urandom(KEY_BYTES))
    found = await machine.starts(on_a_server=True)
    assert opens(found, before), "what the file's key has sealed opens still"
    machine.file.unlink()
    again = await machine.starts(on_a_server=True)
    assert opens(again, sealed(found)) and not opens(again, before) and not machine.file.exists()


@pytest.mark.parametrize("on_a_server", [True, False])
async def test_a_damaged_file_is_never_replaced(machine: Machine, on_a_server: bool) -> None:
    machine.file.write_bytes(b"short")
    with pytest.raises(ServiceError, match="damaged") as caught:
        await machine.starts(on_a_server=on_a_server)
    assert caught.value.problem is ServiceProblem.DATA_BROKEN and machine.file.read_bytes() == b"short"


async def test_a_damaged_credential_is_named(machine: Machine, tmp_path: Path) -> None:
    machine.environment["CREDENTIALS_DIRECTORY"] = str(tmp_path)
    machine.file.write_bytes(b"short")
    with pytest.raises(ServiceError, match="must have 32 bytes, and has 5"):
        await machine.starts(on_a_server=True)


async def test_what_breaks_in_the_key_store_is_no_end_of_the_service(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, expected_log: Callable[..., object]
) -> None:
    def broken(name: str) -> str:
        raise RuntimeError("no bus")

    monkeypatch.setattr(machine.store, "read", broken)
    expected_log("core.service.accounts.keys", "fails: RuntimeError")
    found = await machine.starts(is_in_use=False)
    assert found.note == NO_KEY_STORE and opens(found, sealed(found))
