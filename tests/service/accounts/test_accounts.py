"""Accounts kept by a running service: over HTTP, registered at a registrar, called by and through."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from core.service.accounts.keys import FILE_NAME
from core.service.data.database import Database
from core.service.numbers.config import PhoneConfig
from core.sip.agent.events import InviteAccepted, InviteReceived, InviteRejected
from core.sip.messages import Uri
from tests.service.gateway.conftest import Town, until
from tests.service.gateway.gate import Gate
from tests.service.gateway.registrar import Registrar
from tests.service.phones import PATIENCE, Phone
from tests.stun_server import StunServer

PASSWORD = "hush-hush-3"


class Home:
    """A town with a provider in it, and what a client says over HTTP."""

    def __init__(self, town: Town, registrar: Registrar) -> None:
        self.town, self.registrar = town, registrar
        self.session = aiohttp.ClientSession()

    async def ask(
        self, method: str, path: str, phone: Phone | None, body: Any = None, **headers: str
    ) -> tuple[int, Any]:
        url = self.town.endpoint.url.replace("ws:", "http:").removesuffix("/sip") + path
        if phone is not None:
            headers["Authorization"] = f"Bearer {phone.token()}"
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        async with self.session.request(method, url, data=data, headers=headers) as response:
            return response.status, await response.json(content_type=None)

    def fields(self, **changed: Any) -> dict[str, Any]:
        usual = {"address": f"alice@127.0.0.1:{self.registrar.port}", "password": PASSWORD}
        return usual | changed

    async def add(self, phone: Phone, account_id: str = "home", **changed: Any) -> None:
        status, _ = await self.ask("PUT", f"/accounts/{account_id}", phone, self.fields(**changed))
        assert status == 200
        await self.state(phone, "registered", account_id)

    async def state(self, phone: Phone, wanted: str, account_id: str = "home") -> Any:
        """Return the account once it is in this state."""
        async with asyncio.timeout(PATIENCE):
            while True:
                _, body = await self.ask("GET", "/accounts", phone)
                found = [one for one in body["accounts"] if one["id"] == account_id]
                if found and found[0]["state"] == wanted:
                    return found[0]
                await asyncio.sleep(0.01)

    @property
    def contact(self) -> Uri:
        return next(iter(self.registrar.bindings.values())).uri


@pytest.fixture
async def home(tmp_path: Path, no_task_left: None) -> AsyncIterator[Home]:
    town, registrar = Town(tmp_path), await Registrar(gate=Gate(password=PASSWORD)).open()
    await town.serve()
    made = Home(town, registrar)
    yield made
    await made.session.close()
    await town.close()
    await registrar.close()


async def test_an_account_is_added_registered_changed_and_removed(home: Home):
    alice = await home.town.phone()
    _, body = await home.ask("GET", "/.well-known/ahoy.json", None)
    assert body["accounts"].endswith("/accounts")
    assert await home.ask("GET", "/accounts", alice) == (200, {"accounts": [], "note": ""})
    await home.add(alice, displayName="Alice")
    shown = await home.state(alice, "registered")
    assert "password" not in shown and PASSWORD not in json.dumps(shown) and shown["since"] > 0
    assert (await home.registrar.next()).from_.display_name == "Alice"
    assert (await home.ask("PUT", "/accounts/home", alice, home.fields(password="", displayName="Al")))[
        0
    ] == 200
    await home.state(alice, "registered")
    await until(lambda: len(home.registrar.bindings) == 1)
    assert (await home.registrar.next()).from_.display_name in ("Al", "Alice")
    assert await home.ask("DELETE", "/accounts/home", alice) == (200, {"removed": True})
    await until(lambda: not home.registrar.bindings)
    assert (await home.ask("DELETE", "/accounts/home", alice))[0] == 404


async def test_a_wrong_password_is_said_in_words_and_tried_again_when_asked(home: Home):
    alice = await home.town.phone()
    await home.ask("PUT", "/accounts/home", alice, home.fields(password="wrong"))
    shown = await home.state(alice, "refused")
    assert shown["status"] == 401 and "password" in shown["message"]
    home.registrar.gate.password = "wrong"
    status, _ = await home.ask("POST", "/accounts/home/retry", alice)
    assert status == 200
    await home.state(alice, "registered")


async def test_nobody_sees_or_changes_the_accounts_of_another(home: Home):
    alice, bob = await home.town.phone(), await home.town.phone("bob")
    await home.add(alice)
    assert await home.ask("GET", "/accounts", bob) == (200, {"accounts": [], "note": ""})
    assert (await home.ask("DELETE", "/accounts/home", bob))[0] == 404
    assert (await home.ask("POST", "/accounts/home/retry", bob))[0] == 404
    assert (await home.ask("GET", "/accounts", None))[0] == 401
    origin = {"Origin": "https://evil.example"}
    assert (await home.ask("GET", "/accounts", alice, **origin))[0] == 403
    stranger = Phone("nobody", home.town.endpoint.url, home.town.endpoint.application)
    assert (await home.ask("PUT", "/accounts/home", stranger, home.fields()))[0] == 403


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("home", b"\xff{", 400, "body"),
        ("home", b"[" * 5000, 400, "body"),
        ("home", [1], 400, "body"),
        ("home", {"address": "nobody"}, 400, "address"),
        ("a%20b", {"address": "a@b.example"}, 400, "id"),
        ("home", {"address": "a@b.example", "expires": 1}, 400, "expires"),
    ],
)
async def test_nonsense_over_http(home: Home, path: str, body: Any, status: int, code: str):
    alice = await home.town.phone()
    found, answer = await home.ask("PUT", f"/accounts/{path}", alice, body)
    assert (found, answer["error"]) == (status, code) and answer["message"].endswith(".")


async def test_accounts_are_bounded_in_number_and_in_rate(home: Home):
    alice = await home.town.phone()
    limits = home.town.service.accounts._limits
    for number in range(limits.accounts_per_user):
        await home.ask("PUT", f"/accounts/a{number}", alice, home.fields())
    status, answer = await home.ask("PUT", "/accounts/more", alice, home.fields())
    assert (status, answer["error"]) == (409, "full") and "8 accounts" in answer["message"]
    for _ in range(limits.account_changes_per_minute_per_user):
        status, answer = await home.ask("POST", "/accounts/none/retry", alice)
        if status == 429:
            break
    assert status == 429 and answer["error"] == "rate"


async def test_passwords_are_sealed_and_survive_a_restart(home: Home):
    alice = await home.town.phone()
    await home.add(alice)
    await home.town.service.stop()
    assert not home.registrar.bindings
    folder = home.town.folder / "service"
    for path in folder.iterdir():
        assert PASSWORD.encode() not in path.read_bytes(), path
    await home.town.serve()
    await until(lambda: len(home.registrar.bindings) == 1)
    await home.town.service.stop()
    (folder / FILE_NAME).unlink()
    await home.town.serve()
    again = await home.town.phone()
    shown = await home.state(again, "refused")
    assert "enter it again" in shown["message"]


async def test_no_password_reaches_the_log(home: Home, caplog: pytest.LogCaptureFixture):
    """Whatever is logged, at any level, of accounts that register, are refused, call, and are changed."""
    caplog.set_level(logging.DEBUG)
    alice = await home.town.phone()
    await home.add(alice)
    status, _ = await home.ask("PUT", "/accounts/bad", alice, home.fields(password="wr0ng-wr0ng"))
    assert status == 200
    await home.state(alice, "refused", "bad")
    assert (await home.ask("PUT", "/accounts/worse", alice, home.fields(stun="a b")))[0] == 400
    far = await home.town.far(gate=Gate(password=PASSWORD))
    (kept, *_) = home.town.service.accounts._kept.values()
    object.__setattr__(kept.account, "proxy", f"127.0.0.1:{far.port}")
    alice.call(f"sip:12@127.0.0.1:{home.registrar.port}", headers=[("P-Ahoy-Account", "home")])
    await far.event(InviteReceived)
    await home.town.service.stop()
    assert caplog.records
    for secret in (PASSWORD, "wr0ng-wr0ng"):
        assert secret not in caplog.text and secret not in repr(home.town.service.__dict__)


async def test_changes_are_told_as_they_come_and_streams_are_bounded(home: Home):
    alice = await home.town.phone()
    headers = {"Authorization": f"Bearer {alice.token()}", "Accept": "text/event-stream"}
    url = home.town.endpoint.url.replace("ws:", "http:").removesuffix("/sip") + "/accounts"
    async with asyncio.timeout(PATIENCE), home.session.get(url, headers=headers) as response:
        lines = (line async for line in response.content if line.startswith(b"data:"))
        assert json.loads((await anext(lines))[5:]) == {"accounts": [], "note": ""}
        await home.add(alice)
        home.registrar.notify(home.contact)
        async for line in lines:
            found = json.loads(line[5:])["accounts"]
            if found and found[0]["newMessages"] == 3:
                break
        assert found[0]["waiting"] and found[0]["mailbox"] == "sip:box@127.0.0.1"
        front = home.town.service.accounts._limits
        assert front.account_streams_per_user == 8
        opened = [await home.session.get(url, headers=headers) for _ in range(8)]
        assert [one.status for one in opened] == [200] * 7 + [503]
        for one in opened:
            one.close()
    await until(lambda: not home.town.service.accounts._waiting)


async def test_a_call_comes_in_on_an_account_and_rings_its_owner_alone(home: Home):
    alice, bob = await home.town.phone(), await home.town.phone("bob")
    await home.add(alice)
    far = await home.town.far()
    await far.call(str(home.contact))
    incoming = (await alice.event(InviteReceived)).session
    assert incoming.request.headers.get("p-ahoy-account") == "home"
    alice.do(incoming.accept, b"answer")
    await far.event(InviteAccepted)
    assert bob.events.empty()


async def test_a_call_goes_out_by_an_account_as_its_address(home: Home):
    alice, gate = await home.town.phone(), Gate(password=PASSWORD)
    far = await home.town.far(gate=gate)
    await home.add(alice, address=f"alice@127.0.0.1:{home.registrar.port}", displayName="Alice H")
    account = home.town.service.accounts._kept
    (kept,) = account.values()
    # The provider's calls are taken by a phone behind its gate.
    settings = kept.account
    object.__setattr__(settings, "proxy", f"127.0.0.1:{far.port}")
    alice.call(f"sip:12@127.0.0.1:{home.registrar.port}", headers=[("P-Ahoy-Account", "home")])
    incoming = (await far.event(InviteReceived)).session
    request = incoming.request
    assert str(request.from_.uri) == "sip:alice@127.0.0.1" and request.from_.display_name == "Alice H"
    assert request.contact.uri.user == settings.contact_user and gate.used
    assert request.headers.get("p-ahoy-account") is None
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)


async def test_calls_by_an_account_ask_its_stun_server(home: Home):
    server = await StunServer().open()
    try:
        alice = await home.town.phone()
        await home.add(alice, stun=f"stun:{server.text}")
        assert (await home.state(alice, "registered"))["stun"] == server.text
        far = await home.town.far()
        await far.call(str(home.contact))
        alice.do((await alice.event(InviteReceived)).session.accept, b"answer")
        await far.event(InviteAccepted)
        assert home.town.media.last.peer.stun == server.text
        (kept,) = home.town.service.accounts._kept.values()
        object.__setattr__(kept.account, "proxy", f"127.0.0.1:{far.port}")
        alice.call(f"sip:12@127.0.0.1:{home.registrar.port}", headers=[("P-Ahoy-Account", "home")])
        await far.event(InviteReceived)
        assert home.town.media.last.peer.stun == server.text
        await home.town.service.stop()
        await home.town.serve()
        shown = await home.state(await home.town.phone(), "registered")
        assert shown["stun"] == server.text
    finally:
        await server.close()


async def test_nobody_calls_by_the_account_of_another(home: Home):
    alice, bob = await home.town.phone(), await home.town.phone("bob")
    await home.add(alice)
    for phone, name in ((bob, "home"), (alice, "away"), (alice, "")):
        phone.call(f"sip:12@127.0.0.1:{home.registrar.port}", headers=[("P-Ahoy-Account", name)])
        refused = await phone.event(InviteRejected)
        assert refused.status == 403
    assert not [one for one in home.registrar.everything if getattr(one, "method", "") == "INVITE"]


@pytest.mark.parametrize("number", ["112", "+112", "112;phone-context=+49"])
async def test_nobody_is_sent_for_help_by_an_account(home: Home, number: str):
    alice = await home.town.phone()
    await home.add(alice)
    alice.call(f"sip:{number}@127.0.0.1:{home.registrar.port}", headers=[("P-Ahoy-Account", "home")])
    refused = await alice.event(InviteRejected)
    assert refused.status == 403 and "use another telephone" in refused.reason
    assert not [one for one in home.registrar.everything if getattr(one, "method", "") == "INVITE"]


@pytest.mark.parametrize("number", ["110", "+49110"])
async def test_the_emergency_numbers_of_the_service_s_country_are_known(home: Home, number: str):
    await home.town.service.stop()
    await home.town.serve(phone=PhoneConfig(country="DE"))
    alice = await home.town.phone()
    await home.add(alice)
    alice.call(f"sip:{number}@127.0.0.1:{home.registrar.port}", headers=[("P-Ahoy-Account", "home")])
    refused = await alice.event(InviteRejected)
    assert refused.status == 403 and "use another telephone" in refused.reason


async def test_the_name_of_an_account_does_not_reach_other_users(home: Home):
    alice, bob = await home.town.phone(), await home.town.phone("bob")
    alice.call("sip:bob@ahoy.invalid", headers=[("P-Ahoy-Account", "forged"), ("P-Ahoy-Application", "x")])
    request = (await bob.event(InviteReceived)).session.request
    assert request.headers.get("p-ahoy-account") is None and request.headers.get("p-ahoy-application") is None


async def test_an_application_that_is_closed_takes_its_accounts_along(home: Home):
    alice = await home.town.phone()
    await home.add(alice)
    parts = home.town.service.parts
    url = home.town.endpoint.url.replace("ws:", "http:").removesuffix("/sip") + "/accounts"
    headers = {"Authorization": f"Bearer {alice.token()}", "Accept": "text/event-stream"}
    async with asyncio.timeout(PATIENCE), home.session.get(url, headers=headers) as response:
        assert (await response.content.readline()).startswith(b"data:")
        parts.applications.set_enabled(home.town.endpoint.application.key, False)
        assert b"data:" not in await response.content.read(), "the stream is over, and registers nothing"
    await until(lambda: not home.registrar.bindings and not len(home.town.gateway.registrations))
    await home.town.service.stop()
    service = await home.town.serve()
    await until(lambda: not service.accounts._tasks)
    assert service.accounts._kept and not len(home.town.gateway.registrations)
    service.parts.applications.set_enabled(home.town.endpoint.application.key, True)
    await home.state(alice, "registered")


async def test_an_application_that_is_open_again_at_once_has_its_accounts(home: Home):
    alice = await home.town.phone()
    await home.add(alice)
    applications, key = home.town.service.parts.applications, home.town.endpoint.application.key
    applications.set_enabled(key, False)
    applications.set_enabled(key, True)
    assert (await home.ask("GET", "/accounts", alice))[0] == 200
    await home.state(alice, "registered")


async def test_an_application_that_is_removed_leaves_no_passwords_behind(home: Home):
    parts = home.town.service.parts
    other = parts.applications.add(1.0)
    carol = Phone("carol", home.town.endpoint.url, other)
    await carol.online()
    await home.add(carol)
    parts.applications.remove(other.key)
    assert not home.town.service.accounts._kept
    await until(lambda: not home.registrar.bindings)
    await carol.close()


def test_a_database_from_before_gets_the_table(tmp_path: Path):
    database = Database(tmp_path, "app")
    database._write("DROP TABLE sip_accounts")
    database._write("PRAGMA user_version = 2")
    database.close()
    again = Database(tmp_path, "app")
    assert again.sip_accounts() == []
    again.close()
