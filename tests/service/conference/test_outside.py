"""Telephones and SIP addresses in rooms: sent there by a backend, or called by the room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.sip.agent.events import (
    InfoReceived,
    InviteAccepted,
    InviteReceived,
    InviteRejected,
    RequestAnswered,
    SessionEnded,
)
from core.sip.bodies.room_events import MemberKind, Presence
from core.sip.bodies.room_requests import Invite, Mute
from core.sip.transports.hops import Transport
from tests.service.callbacks.test_with_gateway import Exchange
from tests.service.conference.fake_media import FakeConferenceMedia
from tests.service.conference.room_phone import RoomPhone
from tests.service.gateway.conftest import Town


class Plaza:
    """A service with rooms, a gateway and a backend, and one member of the room "plaza"."""

    def __init__(self, town: Town, exchange: Exchange) -> None:
        self.town = town
        self.exchange = exchange
        self.media = FakeConferenceMedia()

    async def load(self) -> FakeConferenceMedia:
        return self.media

    async def anna(self) -> RoomPhone:
        self.phone = await RoomPhone.at("anna", self.town.endpoint)
        return await self.phone.join("plaza")


@pytest.fixture
async def plaza(tmp_path: Path, no_task_left: None) -> AsyncIterator[Plaza]:
    town = Town(tmp_path)
    made = Plaza(town, Exchange(town))
    made.exchange = Exchange(town, load_rooms=made.load)
    await made.exchange.start()
    action = {"name": "connectConf", "conferenceId": "plaza"}
    made.exchange.answers["ice"] = {"action": action}
    yield made
    await made.phone.close()
    await town.close()
    await made.exchange.backend.stop()


async def test_a_call_from_outside_joins_by_the_backends_word(plaza: Plaza) -> None:
    anna = await plaza.anna()
    far = await plaza.town.far()
    session = await far.call(f"sip:+4930123456@127.0.0.1:{plaza.town.port(Transport.UDP)}")
    await far.event(InviteAccepted)
    await anna.until(lambda: len(anna.names()) == 2)
    other = anna.whole.channels[1]
    assert other.facts is not None and other.facts.kind in (MemberKind.SIP, MemberKind.PHONE)
    assert not other.facts.host
    anna.ask(Mute(other.id))
    await anna.until(lambda: anna.of(other.name).muted)
    far.do(session.bye)
    await anna.until(lambda: anna.names() == ["Anna"])
    (dice, *_) = [one for one in await plaza.exchange.backend.came("dice") if one.get("to")]
    assert dice["to"] == {"type": "conference", "endpoint": "plaza"}


async def test_nobody_outside_walks_in_unasked(plaza: Plaza) -> None:
    await plaza.anna()
    plaza.town.service.parts.applications.set_backend(plaza.town.endpoint.application.key, "")
    far = await plaza.town.far()
    await far.call(f"sip:room-plaza@127.0.0.1:{plaza.town.port(Transport.UDP)}")
    assert (await far.event(InviteRejected)).status == 404


async def test_the_room_calls_a_sip_address(plaza: Plaza) -> None:
    anna = await plaza.anna()
    far = await plaza.town.far()
    address = str(far.uri).partition(";")[0]
    plaza.exchange.to_sip(address.removeprefix("sip:"))
    anna.ask(Invite(address, "The far end"))
    session = (await far.event(InviteReceived)).session
    await anna.until(lambda: (facts := anna.of("The far end").facts) and facts.state is Presence.RINGING)
    far.do(session.accept, b"answer")
    await anna.until(lambda: (facts := anna.of("The far end").facts) and facts.state is Presence.PRESENT)
    facts = anna.of("The far end").facts
    assert facts is not None and facts.kind is MemberKind.SIP
    anna.leave()
    assert (await far.event(SessionEnded)).session is session
    asked = [one for one in plaza.exchange.backend.events if one["event"] == "ice"]
    assert [one["user"] for one in asked] == ["anna", "anna"]


async def test_what_a_telephone_presses_reaches_the_backend(plaza: Plaza) -> None:
    options = {"mode": "detect", "maxDigits": 2}
    action = {"name": "connectConf", "conferenceId": "plaza", "conferenceDtmfOptions": options}
    anna = await plaza.anna()
    plaza.exchange.answers["ice"] = {"action": action}
    far = await plaza.town.far()
    session = await far.call(f"sip:+4930123456@127.0.0.1:{plaza.town.port(Transport.UDP)}")
    await far.event(InviteAccepted)
    await anna.until(lambda: len(anna.names()) == 2)
    hear = plaza.town.media.last.on_key
    assert hear is not None
    hear("4")
    far.do(session.info, "application/dtmf-relay", b"Signal=4\r\n")
    await far.event(RequestAnswered)
    hear("2")
    (pie,) = await plaza.exchange.backend.came("pie")
    assert pie["menuResult"]["value"] == "42", "a key that comes in two ways is one"


async def test_what_one_presses_is_passed_on_to_other_telephones(plaza: Plaza) -> None:
    options = {"mode": "forward"}
    action = {"name": "connectConf", "conferenceId": "plaza", "conferenceDtmfOptions": options}
    plaza.exchange.answers["ice"] = {"action": action}
    anna = await plaza.anna()
    far = await plaza.town.far()
    await far.call(f"sip:+4930123456@127.0.0.1:{plaza.town.port(Transport.UDP)}")
    await far.event(InviteAccepted)
    await anna.until(lambda: len(anna.names()) == 2)
    anna.inform("application/dtmf-relay", b"Signal=7\r\n", "dtmf")
    info = await far.event(InfoReceived)
    assert info.body.startswith(b"Signal=7")
