"""An operator at a running service, over its own listener: what is shown, what is done, who is refused."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from core.service.admin.access import FILE_NAME, AdminAccess, read_access
from core.service.admin.problems import AdminError
from core.service.admin.remote import UNREACHABLE, RemoteDesk
from core.service.config import EchoConfig, ServiceConfig
from core.service.data.application_keys import ApplicationKey
from core.service.service import CallService
from core.sip.agent.events import (
    CredentialsRequired,
    FlowLost,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    SessionEnded,
)
from tests.service.phones import Phone

BOB = "sip:bob@ahoy.invalid"
NOWHERE = "99999999-2222-4333-8444-555555555555"


class Operated:
    """A running service, its operator and the phones on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.service = CallService(ServiceConfig(folder, echo=EchoConfig(enabled=False)))
        self.phones: list[Phone] = []

    async def start(self) -> Operated:
        self.endpoint = await self.service.start()
        access = read_access(self.folder)
        assert access is not None
        self.access = access
        self.desk = RemoteDesk(access)
        return self

    async def online(self, user: str) -> Phone:
        phone = await Phone(user, self.endpoint.url, self.endpoint.application).online()
        self.phones.append(phone)
        return phone

    async def do(self, act: Callable[..., Any], *values: Any) -> Any:
        return await asyncio.to_thread(act, *values)

    async def refused(self, act: Callable[..., Any], *values: Any) -> AdminError:
        with pytest.raises(AdminError) as caught:
            await self.do(act, *values)
        assert str(caught.value).endswith(".")
        return caught.value

    async def in_call(self) -> tuple[Phone, Phone]:
        alice, bob = await self.online("alice"), await self.online("bob")
        alice.call(BOB)
        bob.do((await bob.event(InviteReceived)).session.accept, b"v=0\r\n")
        await alice.event(InviteAccepted)
        return alice, bob


@pytest.fixture
async def operated(tmp_path: Path, no_task_left: None) -> AsyncIterator[Operated]:
    made = await Operated(tmp_path / "data").start()
    yield made
    for phone in made.phones:
        await phone.close()
    await made.service.stop()


async def test_people_and_calls_are_shown(operated: Operated) -> None:
    await operated.in_call()
    status = await operated.do(operated.desk.status)
    assert (status["users"], status["registrations"], status["connections"], status["calls"]) == (2, 2, 2, 1)
    assert status["state"] == "running" and status["url"] == operated.endpoint.url
    (alice, bob) = (await operated.do(operated.desk.users))["users"]
    assert (alice["user"], bob["user"]) == ("alice", "bob") and bob["in_call"] and bob["connected"] == 1
    shown = await operated.do(operated.desk.user, "bob")
    (instance,) = shown["instances"]
    assert instance["connected"] and instance["in_call"] and instance["address"] == "127.0.0.1"
    (call,) = (await operated.do(operated.desk.calls))["calls"]
    assert (call["caller"], call["callee"], call["state"]) == ("alice", "bob", "established")
    assert call["application"] == operated.endpoint.application.key
    # "since" is told from two clocks, read anew each time.
    alone = await operated.do(operated.desk.call, call["call"])
    assert alone == call | {"since": pytest.approx(call["since"], abs=1.0)}


async def test_a_call_is_ended_at_both_ends(operated: Operated) -> None:
    alice, bob = await operated.in_call()
    (call,) = (await operated.do(operated.desk.calls))["calls"]
    assert (await operated.do(operated.desk.end_call, call["call"]))["state"] == "ended"
    for phone in (alice, bob):
        ended = await phone.event(SessionEnded)
        assert ended.reason_header is not None and "operator" in ended.reason_header.text
    assert (await operated.do(operated.desk.calls))["calls"] == []
    assert (await operated.refused(operated.desk.end_call, call["call"])).code == "unknown-call"


async def test_a_call_that_rings_is_ended(operated: Operated) -> None:
    alice, bob = await operated.online("alice"), await operated.online("bob")
    alice.call(BOB)
    bob.do((await bob.event(InviteReceived)).session.ring)
    await alice.event(InviteProgress)
    (call,) = (await operated.do(operated.desk.calls))["calls"]
    assert call["state"] == "ringing" and call["callee"] == "bob"
    await operated.do(operated.desk.end_call, call["call"])
    await bob.event(SessionEnded)
    await alice.event(SessionEnded)


async def test_a_user_is_thrown_out_and_their_calls_end(operated: Operated) -> None:
    alice, bob = await operated.in_call()
    assert await operated.do(operated.desk.kick, "bob") == {"ended": 1}
    await bob.event(FlowLost)
    await alice.event(SessionEnded)
    shown = await operated.do(operated.desk.user, "bob")
    assert shown["registered"] == 0 and shown["instances"] == []


async def test_one_device_is_thrown_out(operated: Operated) -> None:
    one, two = await operated.online("bob"), await operated.online("bob")
    instances = [each["instance"] for each in (await operated.do(operated.desk.user, "bob"))["instances"]]
    assert len(instances) == 2
    assert await operated.do(operated.desk.kick, "bob", "", one.agent.instance_id) == {"ended": 1}
    await one.event(FlowLost)
    (left,) = (await operated.do(operated.desk.user, "bob"))["instances"]
    assert left["instance"] == two.agent.instance_id
    assert (await operated.refused(operated.desk.kick, "bob", "", "urn:none")).code == "unknown-instance"


async def test_an_application_from_its_start_to_its_end(operated: Operated) -> None:
    desk = operated.desk.apps
    made = await operated.do(desk.add, "Second", "", "")
    assert (await operated.do(desk.show, made["key"]))["name"] == "Second"
    listed = (await operated.do(desk.list))["applications"]
    assert len(listed) == 2 and made["secret"] not in str(listed)
    eve = Phone("eve", operated.endpoint.url, ApplicationKey(made["key"], made["secret"]))
    operated.phones.append(await eve.online())
    fresh = await operated.do(desk.rotate, made["key"], 0.0)
    assert fresh["secret"] != made["secret"]
    assert (await operated.do(desk.disable, made["key"]))["state"] == "disabled"
    await eve.event(FlowLost)
    await eve.driver.close()
    eve = Phone("eve", operated.endpoint.url, ApplicationKey(made["key"], fresh["secret"]))
    operated.phones.append(eve)
    await eve.driver.connect()
    refused = await eve.register()
    assert isinstance(refused, CredentialsRequired)
    assert (await operated.do(desk.enable, made["key"]))["state"] == "active"
    assert (await operated.do(desk.remove, made["key"]))["state"] == "removed"
    assert (await operated.refused(desk.enable, made["key"])).code == "application-removed"
    assert (
        await operated.refused(desk.remove, operated.endpoint.application.key)
    ).code == "application-fixed"
    assert (await operated.refused(desk.show, NOWHERE)).status == 404


async def test_the_same_name_in_two_applications_must_be_told_apart(operated: Operated) -> None:
    made = await operated.do(operated.desk.apps.add, "", "", "")
    await operated.online("bob")
    other = Phone("bob", operated.endpoint.url, ApplicationKey(made["key"], made["secret"]))
    operated.phones.append(await other.online())
    refused = await operated.refused(operated.desk.user, "bob")
    assert refused.code == "several-users" and made["key"] in str(refused)
    assert (await operated.do(operated.desk.user, "bob", made["key"]))["application"] == made["key"]
    assert len((await operated.do(operated.desk.users, made["key"]))["users"]) == 1
    assert (await operated.refused(operated.desk.user, "bob", NOWHERE)).code == "unknown-user"


async def test_only_who_can_read_the_file_is_let_in(operated: Operated) -> None:
    path = operated.folder / FILE_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert operated.access.token not in repr(operated.access)
    assert operated.access.url.startswith("http://127.0.0.1:")
    for token in ("-", "x" * 43, operated.access.token[:-1], "\xfc"):
        refused = await operated.refused(RemoteDesk(AdminAccess(operated.access.url, token)).status)
        assert (refused.status, refused.code) == (403, "not-allowed")
    headers = {"Authorization": f"Bearer {operated.access.token}", "Origin": "http://127.0.0.1"}
    url = f"{operated.access.url}/status"
    async with aiohttp.ClientSession(headers=headers) as session, session.get(url) as response:
        assert response.status == 403  # no web page, whatever it knows
    public = operated.endpoint.url.replace("ws:", "http:").removesuffix("/sip")
    desk = RemoteDesk(AdminAccess(public, operated.access.token))
    assert (await operated.refused(desk.status)).code != "not-allowed"  # nothing of it on the clients' side


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/apps", b"{", 400),
        ("POST", "/apps", b"[]", 400),
        ("POST", "/apps", b'{"name": 5}', 400),
        ("POST", "/apps", b'{"name": "a\\u0000"}', 409),
        ("POST", "/apps", b"[" * 5000, 400),
        ("POST", f"/apps/{NOWHERE}/rotate", b'{"overlap": "x"}', 400),
        ("POST", f"/apps/{NOWHERE}/explode", b"{}", 404),
        ("POST", "/drain", b'{"seconds": true}', 400),
        ("POST", "/drain", b'{"seconds": -1}', 400),
        ("POST", "/drain", b'{"seconds": 1e300}', 400),
        ("POST", "/drain", b'{"seconds": NaN}', 400),
        ("GET", "/calls/99999999999999999999", b"", 404),
        ("GET", "/calls/-1", b"", 404),
        ("GET", "/nothing", b"", 404),
        ("PUT", "/apps", b"", 405),
        ("GET", "/users/%00", b"", 404),
    ],
)
async def test_nonsense_is_refused_with_a_sentence(
    operated: Operated, method: str, path: str, body: bytes, status: int
) -> None:
    headers = {"Authorization": f"Bearer {operated.access.token}"}
    url = operated.access.url + path
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, url, data=body) as response,
    ):
        assert response.status == status
        said = await response.json()
        assert said["error"] and said["message"].endswith(".")
    assert (await operated.do(operated.desk.status))["applications"] == 1


async def test_who_is_not_there_is_unreachable(operated: Operated) -> None:
    await operated.service.stop()
    assert read_access(operated.folder) is None
    assert (await operated.refused(operated.desk.status)).code == UNREACHABLE


@pytest.mark.parametrize("content", ["", "{", "[]", '{"url": 1}', "[" * 9000])
def test_nonsense_in_the_file_is_nobody(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert read_access(tmp_path) is None
