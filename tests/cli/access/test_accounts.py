"""``main.py accounts`` at a running service, and at what is none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.cli.access.accounts import account_line
from core.cli.exit_codes import ExitCode
from core.snapshots import AccountSnapshot
from main import main
from tests.service.gateway.conftest import Town
from tests.service.gateway.gate import Gate
from tests.service.gateway.registrar import Registrar
from tests.service.phones import Phone

PASSWORD = "hush-hush-4"


class Place:
    def __init__(self, town: Town, registrar: Registrar, alice: Phone, folder: Path) -> None:
        self.town, self.registrar, self.alice, self.folder = town, registrar, alice, folder

    async def run(self, *words: str) -> int:
        url = self.town.endpoint.url.replace("ws:", "http:")
        access = ["--service", url, "--token", self.alice.token(), "--user", "alice"]
        return await asyncio.to_thread(main, ["accounts", *words, *access])

    def password(self, text: str = PASSWORD) -> list[str]:
        file = self.folder / "password"
        file.write_text(text)
        return ["--account-password-file", str(file)]


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    town, registrar = Town(tmp_path), await Registrar(gate=Gate(password=PASSWORD)).open()
    await town.serve()
    yield Place(town, registrar, await town.phone(), tmp_path)
    await town.close()
    await registrar.close()


async def test_added_listed_and_removed(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"alice@127.0.0.1:{place.registrar.port}"
    assert await place.run("add", address, "--id", "home", *place.password()) == ExitCode.OK
    assert capsys.readouterr().out.startswith(f"home: {address} is registered")
    assert await place.run("list", "--json") == ExitCode.OK
    (shown,) = json.loads(capsys.readouterr().out)
    assert (shown["account_id"], shown["state"]) == ("home", "registered")
    assert await place.run("remove", "home") == ExitCode.OK
    assert await place.run("list") == ExitCode.OK
    assert "No accounts" in capsys.readouterr().out
    assert await place.run("remove", "home") == ExitCode.REGISTRATION_REFUSED
    assert "no such account" in capsys.readouterr().err


async def test_a_wrong_password_is_said(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"alice@127.0.0.1:{place.registrar.port}"
    code = await place.run("add", address, *place.password("wrong"))
    assert code == ExitCode.REGISTRATION_REFUSED
    said = capsys.readouterr()
    assert "is refused (The server does not accept this user name and password)" in said.out
    assert "wrong" not in said.out + said.err


@pytest.mark.parametrize(
    "words",
    [
        ["add", "nobody"],
        ["add", "a@b.example", "--expires", "1"],
        ["add", "a@b.example", "--stun", "turn:t.example"],
    ],
)
async def test_nonsense_gets_a_sentence(
    place: Place, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await place.run(*words, *place.password()) == ExitCode.USAGE
    said = capsys.readouterr()
    assert said.out == "" and said.err.strip().endswith(".")


def test_without_a_service_or_a_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = ["--service", "http://127.0.0.1:1", "--token", "a.b.c", "--app-key", "x", "--user", "alice"]
    assert main(["accounts", "list", *nobody]) == ExitCode.SERVICE_UNREACHABLE
    assert main(["accounts", "add", "a@b.example", *nobody]) == ExitCode.USAGE
    missing = ["--account-password-file", str(tmp_path / "none")]
    assert main(["accounts", "add", "a@b.example", *missing, *nobody]) == ExitCode.USAGE
    assert "password" in capsys.readouterr().err


@pytest.mark.parametrize(
    "service",
    [
        "https://" + "a" * 300,
        "https://a..example",
        "ftp://calls.example",
        "http://calls.example",
        "https://[",
    ],
)
def test_where_no_service_can_be(service: str, capsys: pytest.CaptureFixture[str]) -> None:
    access = ["--service", service, "--token", "a.b.c", "--app-key", "x", "--user", "alice"]
    assert main(["accounts", "list", *access]) == ExitCode.USAGE
    assert "The address of the call service must" in capsys.readouterr().err


def test_a_line_about_an_account() -> None:
    shown = AccountSnapshot("home", "a@b.example", state="registered", waiting=True, new_messages=2)
    assert account_line(shown) == "home: a@b.example is registered, 2 new messages"
