"""The account when it is opened and closed in quick succession."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.calling import ConnectionState, ConnectionStatus, CredentialsError
from core.calling.errors import ErrorType, SinchError
from core.engine.account import account as module
from core.engine.account.account import Account
from core.engine.people.remembered import Remembered, ServiceSettings
from core.engine.tasks import TaskGroup
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.ports import MemoryVault
from core.snapshots import ProfileSnapshot, ServiceState
from tests.engine.served import KEY, SECRET

NOWHERE = "ws://127.0.0.1:9"
ADA = Remembered(profile=ProfileSnapshot("Ada", "ada"), service=ServiceSettings(NOWHERE, "ada", KEY))


class Office:
    """An account at a service that is not there, and what it says."""

    def __init__(self, profile: Path) -> None:
        vault = MemoryVault()
        vault.write(module.vault_name(ADA.service), SECRET)
        self.tasks = TaskGroup()
        self.media = LocalMedia(FakeDevices())
        self.account = Account(profile, vault, self.tasks, lambda problem: None, lan=False)

    async def close(self) -> None:
        await self.tasks.cancel_all()
        await self.account.close()
        self.media.close()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    made = Office(tmp_path)
    yield made
    await made.close()


async def test_closed_in_the_moment_after_it_was_opened(office: Office) -> None:
    """A client that is dead by the time it would have been started: an error in the log before."""
    for _ in range(3):
        client = await office.account.open(ADA, office.media)
        assert client is not None
        await office.account.close_client()
        await asyncio.sleep(0)
        assert client.connection.state is ConnectionState.STOPPED


async def test_another_application_at_the_same_address_is_another_place(office: Office) -> None:
    await office.account.open(ADA, office.media)
    other = replace(ADA, service=replace(ADA.service, application_key="6f0c4a8e-0000-4000-8000-000000000000"))
    assert office.account.leaves(other) and not office.account.leaves(ADA)


async def test_a_client_that_failed_is_started_again_once_and_not_after_its_end(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PROMPT_RETRY", 0.0)
    client = await office.account.open(ADA, office.media)
    assert client is not None
    starts = 0

    async def start() -> None:
        nonlocal starts
        starts += 1

    monkeypatch.setattr(client, "start", start)
    office.account._token_problem = CredentialsError("The token server is away.")
    failed = ConnectionStatus(ConnectionState.FAILED)
    for _ in range(3):
        office.account.onConnectionChanged(client, failed)
    await asyncio.sleep(0.01)
    assert starts == 1
    office.account.onConnectionChanged(client, failed)
    await office.account.close_client()
    await asyncio.sleep(0.01)
    assert starts == 1


@pytest.mark.parametrize(
    ("error", "starts_again"),
    [
        (SinchError("The certificate is not valid for it.", domain=ErrorType.NETWORK), True),
        (SinchError("It was lost.", domain=ErrorType.NETWORK, isFatal=False), False),
        (SinchError("The service did not let you in.", domain=ErrorType.SIP), False),
        (SinchError("There is no usable token.", domain=ErrorType.API), False),
    ],
)
async def test_what_the_place_may_be_at_fault_for_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: SinchError, starts_again: bool
) -> None:
    monkeypatch.setattr(module, "PROMPT_RETRY", 0.0)
    client = await office.account.open(ADA, office.media)
    assert client is not None
    started = asyncio.Event()

    async def start() -> None:
        started.set()

    monkeypatch.setattr(client, "start", start)
    office.account.onClientFailed(client, error)
    await asyncio.sleep(0.01)
    assert started.is_set() is starts_again


async def test_a_network_that_wants_a_sign_in_is_no_fault_of_the_token_server(office: Office) -> None:
    client = await office.account.open(ADA, office.media)
    assert client is not None
    office.account._token_problem = CredentialsError("Your token server gave no token.")
    status = ConnectionStatus(ConnectionState.CONNECTING, "Sign in first.", 3.0, wants_sign_in=True)
    office.account.onConnectionChanged(client, status)
    shown = office.account.snapshot
    assert (shown.state, shown.message) == (ServiceState.STARTING, "Sign in first.")


async def test_a_damaged_number_of_ones_own_stops_nothing(office: Office) -> None:
    damaged = replace(ADA, profile=replace(ADA.profile, own_number="+49 30 what"))
    client = await office.account.open(damaged, office.media)
    assert client is not None and client.callerIdentifier == ""
    office.account.show_number("+49 what")
    assert client.callerIdentifier == ""
    office.account.show_number("+493012345678")
    assert client.callerIdentifier == "+493012345678"
