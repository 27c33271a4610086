"""Rooms and an application's backend: asked who may join, told what is pressed, in command by HTTP."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from core.service.admin.access import read_access
from core.service.admin.remote import RemoteDesk
from core.service.callbacks.signing import signed_headers
from core.sip.agent.events import InviteRejected
from core.sip.bodies.room_events import RosterKind
from core.sip.bodies.room_requests import Invite
from tests.service.callbacks.scripted_backend import ScriptedBackend
from tests.service.conference.conftest import House
from tests.service.conference.room_phone import RoomPhone

HANG_UP = {"action": {"name": "hangup"}}


def to_room(room: str = "standup", **more: Any) -> dict[str, Any]:
    return {"action": {"name": "connectConf", "conferenceId": room, **more}}


@pytest.fixture
async def backend(house: House) -> AsyncIterator[ScriptedBackend]:
    application = house.endpoint.application
    made = await ScriptedBackend(key=application.key, secret=application.secret).start()
    made.answer = lambda event: to_room() if event["event"] == "ice" else {}
    house.service.parts.applications.set_backend(application.key, made.url)
    yield made
    await made.stop()


async def test_joining_is_asked_for_and_its_end_is_told(house: House, backend: ScriptedBackend) -> None:
    (anna,) = await house.phones_of("anna")
    await anna.join("standup")
    assert anna.session is not None
    (ice,) = backend.events
    assert ice["to"] == {"type": "conference", "endpoint": "standup"}
    assert (ice["domain"], ice["originationType"], ice["user"]) == ("conference", "MXP", "anna")
    anna.leave()
    (dice,) = await backend.came("dice")
    assert (dice["callid"], dice["conferenceId"]) == (anna.session.call_id, "standup")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "CALLERHANGUP")
    assert "ace" not in {event["event"] for event in backend.events}


async def test_a_backend_keeps_people_out_and_sends_them_to_other_rooms(
    house: House, backend: ScriptedBackend
) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    backend.answer = lambda event: HANG_UP if event.get("user") == "anna" else to_room("other")
    anna.dial("standup")
    assert (await anna.event(InviteRejected)).status == 403
    await ben.join("standup")
    assert ben.whole.room == "other"


async def test_a_call_to_a_user_becomes_a_room(house: House, backend: ScriptedBackend) -> None:
    (anna,) = await house.phones_of("anna")
    anna.session = anna.call("sip:nobody@ahoy.invalid")
    await anna.until(lambda: anna.welcomes())
    assert anna.whole.room == "standup"


async def test_who_is_alone_hears_music_until_somebody_comes(house: House, backend: ScriptedBackend) -> None:
    backend.answer = lambda event: to_room(moh="music1") if event["event"] == "ice" else {}
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await house.until(lambda: house.media_of(anna).playing)
    await ben.join("standup")
    await house.until(lambda: not house.media_of(anna).playing)
    anna.leave()
    await house.until(lambda: house.media_of(ben).playing)
    errors = [event for event in backend.events if event["event"] == "notify"]
    assert errors == []


async def test_keys_are_collected_for_the_backend_where_it_wants_them(
    house: House, backend: ScriptedBackend
) -> None:
    options = {"mode": "detect", "maxDigits": 2}
    backend.answer = lambda event: to_room(conferenceDtmfOptions=options) if event["event"] == "ice" else {}
    (anna,) = await house.phones_of("anna")
    await anna.join("standup")
    for key in "12":
        anna.inform("application/dtmf-relay", f"Signal={key}\r\n".encode(), "dtmf")
    (pie,) = await backend.came("pie")
    assert pie["menuResult"] == {
        "menuId": "standup",
        "type": "sequence",
        "value": "12",
        "inputMethod": "dtmf",
    }


async def test_the_backend_is_asked_about_those_whom_a_room_calls(
    house: House, backend: ScriptedBackend
) -> None:
    (anna,) = await house.phones_of("anna")
    await anna.join("standup")
    backend.answer = lambda event: HANG_UP
    anna.ask(Invite("+4930123456"))
    await anna.until(lambda: anna.notices())
    asked = backend.events[1]
    assert (asked["event"], asked["user"]) == ("ice", "anna")
    assert asked["to"] == {"type": "number", "endpoint": "+4930123456"}


# --- by HTTP ------------------------------------------------------------------------------------------


class Api:
    """Signed requests to the service."""

    def __init__(self, house: House, secret: str = "") -> None:
        self.base = house.endpoint.url.replace("ws://", "http://").removesuffix("/sip")
        self.key = house.endpoint.application.key
        self.secret = secret or house.endpoint.application.secret

    async def do(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
        path = f"/calling/v1/conferences/id/{path}"
        signed = signed_headers(
            method,
            path,
            body,
            key=self.key,
            secret=self.secret,
            content_type="application/json",
            now=time.time(),
        )
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, self.base + path, data=body or None, headers=signed | headers) as answer,
        ):
            return answer.status, await answer.json()

    async def command(self, path: str, command: str) -> tuple[int, Any]:
        return await self.do("PATCH", path, json.dumps({"command": command}).encode())


async def two(house: House) -> tuple[RoomPhone, RoomPhone]:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await ben.join("standup")
    await anna.until(lambda: len(anna.names()) == 2)
    return anna, ben


async def test_listing_muting_and_removing(house: House) -> None:
    anna, ben = await two(house)
    assert anna.session is not None and ben.session is not None
    api = Api(house)
    status, listed = await api.do("GET", "standup")
    assert status == 200
    row = {"cli": "anna", "id": anna.session.call_id, "muted": False, "onhold": False}
    assert listed["participants"][0] | {"duration": 0} == row | {"duration": 0}
    assert len(listed["participants"]) == 2
    path = f"standup/{ben.session.call_id}"
    assert await api.command(path, "mute") == (200, {})
    await ben.until(lambda: ben.heard_of(RosterKind.MUTE) == ["Ben"])
    assert await api.command(path, "unmute") == (200, {})
    await ben.until(lambda: ben.heard_of(RosterKind.UNMUTE) == ["Ben"])
    hold = json.dumps({"command": "onhold", "moh": "music2"}).encode()
    assert await api.do("PATCH", path, hold) == (200, {})
    media = house.media_of(ben)
    await house.until(lambda: media.is_held and media.is_muted and media.playing)
    assert (await api.do("GET", "standup"))[1]["participants"][1]["onhold"] is True
    assert await api.command(path, "resume") == (200, {})
    await house.until(lambda: not (media.is_held or media.is_muted or media.playing))
    assert await api.do("DELETE", path) == (200, {})
    await ben.until(lambda: ben.ended)
    assert await api.do("DELETE", "standup") == (200, {})
    await anna.until(lambda: anna.ended)
    assert (await api.do("GET", "standup"))[0] == 404


async def test_who_is_put_on_hold_is_not_muted_by_the_host(house: House) -> None:
    _, ben = await two(house)
    assert ben.session is not None
    api, path = Api(house), f"standup/{ben.session.call_id}"
    assert await api.command(path, "onhold") == (200, {})
    await ben.until(lambda: ben.heard_of(RosterKind.MUTE) == ["Ben"])
    assert await api.command(path, "resume") == (200, {})
    await ben.until(lambda: ben.heard_of(RosterKind.UNMUTE) == ["Ben"])
    channels = [one for event in ben.told for one in event.channels]
    assert not any(one.facts.silenced for one in channels if one.facts is not None)


async def test_what_is_refused_over_http(house: House) -> None:
    anna, _ = await two(house)
    assert anna.session is not None
    api, path = Api(house), f"standup/{anna.session.call_id}"
    codes = [
        await api.command(path, "dance"),
        await api.do("PATCH", path, b'{"command":"onhold","moh":"polka"}'),
        await api.do("PATCH", path, b"{}"),
        await api.do("PATCH", path, b"nonsense"),
        await api.do("PATCH", path, b"[" * 9000),
        await api.do("GET", "elsewhere"),
        await api.command("standup/nobody", "mute"),
        await Api(house, base64.b64encode(b"another secret..").decode()).do("GET", "standup"),
        await api.do("GET", "standup", Authorization="Bearer x"),
        await api.do("GET", "standup", Authorization="Basic !!"),
        await api.do("GET", "standup", Authorization=""),
    ]
    expected = [40001, 40001, 40002, 40003, 40003, 40400, 40400, 40108, 40301, 40108, 40108]
    assert [body["errorCode"] for _, body in codes] == expected
    assert [status for status, _ in codes] == [code // 100 for code in expected]
    assert not anna.of("Anna").muted
    basic = base64.b64encode(f"{api.key}:{api.secret}".encode()).decode()
    assert (await api.do("GET", "standup", Authorization=f"Basic {basic}"))[0] == 200


async def test_what_an_operator_sees(house: House) -> None:
    await two(house)
    access = read_access(house.folder)
    assert access is not None
    desk = RemoteDesk(access)
    answer = await asyncio.to_thread(desk.calls)
    (room,) = answer["rooms"]
    assert (room["room"], room["members"], room["host"], room["locked"]) == (
        "standup",
        "Anna, Ben",
        "Anna",
        False,
    )
    assert [one["callee"] for one in answer["calls"]] == ["room-standup", "room-standup"]
    assert (await asyncio.to_thread(desk.status))["rooms"] == 1
    text = house.service.parts.metrics.text()
    assert b"ahoy_rooms 1.0" in text and b"ahoy_room_members 2.0" in text
