"""A running service, callers on WebSockets, and devices that are only reached by push."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import http_ece
import pytest
from py_vapid import Vapid02

from core.push.encryption import decrypt
from core.push.keys import new_private_key
from core.push.notification import CallEnding
from core.push.sip_parameters import wakes
from core.push.texts import from_text
from core.push.vapid import Sender
from core.service.config import EchoConfig, ServiceConfig, limits_from
from core.service.push.config import PushConfig
from core.service.push.mailboxes import MESSAGES
from core.sip.agent.events import (
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    RegistrationFailed,
    SessionEnded,
)
from core.sip.messages import Uri
from tests.service.push.devices import Device
from tests.service.test_service import BOB, Running

SDP_VIDEO = b"v=0\r\nm=audio 9 RTP/AVP 0\r\nm=video 9 RTP/AVP 96\r\n"


@pytest.fixture
def push_wait() -> float:
    """How long a call waits for a device that is woken."""
    return 20.0


@pytest.fixture
async def running(tmp_path: Path, push_wait: float, no_task_left: None) -> AsyncIterator[Running]:
    limits = limits_from([f"push_wait={push_wait}", "flow_wait=0.2"])
    made = await Running(
        ServiceConfig(tmp_path / "data", echo=EchoConfig(enabled=False), limits=limits)
    ).start()
    yield made
    await made.stop()


@pytest.fixture
async def bob(running: Running) -> AsyncIterator[Device]:
    """Bob's device: registered once, gone since, and reading its pushes."""
    async with Device(running.http, running.phone("bob")) as device:
        await device.subscribe()
        assert wakes((await device.register()).feature_caps)
        yield await device.read()


async def statuses(phone: Any, *wanted: int) -> None:
    for status in wanted:
        assert (await phone.event(InviteProgress | InviteRejected)).status == status


async def test_a_device_is_woken_rings_and_answers(running: Running, bob: Device) -> None:
    alice = await running.online("alice")
    session = alice.agent.invite(Uri.parse(BOB), SDP_VIDEO, alice.now)
    alice.driver.pump()
    told = await bob.notification()
    assert (told.call_id, told.remote_user_id, told.user_id) == (session.call_id, "alice", "bob")
    assert (told.display_name, told.is_video, told.domain, told.ending) == ("Alice", True, "mxp", None)
    assert 0 < told.expires_at - time.time() <= 20
    await statuses(alice, 110)
    assert await bob.say(told, "ringing") == 204
    await statuses(alice, 180)
    phone = await bob.come()
    incoming = (await phone.event(InviteReceived)).session
    assert incoming.call_id == session.call_id
    assert incoming.request.uri.host == phone.agent.contact.uri.host, "to where it is now"
    taken = await bob.notification()
    assert (taken.call_id, taken.ending, taken.reply) == (session.call_id, CallEnding.TAKEN, "")
    phone.do(incoming.ring)
    await statuses(alice, 180)
    phone.do(incoming.accept, b"v=0\r\nanswer")
    assert (await alice.event(InviteAccepted)).body == b"v=0\r\nanswer"
    assert await bob.say(told, "declined") == 410, "it is too late for that"
    alice.do(session.bye)
    await phone.event(SessionEnded)


async def test_a_decline_needs_no_window(running: Running, bob: Device) -> None:
    alice, desk = await running.online("alice"), await running.online("bob")
    alice.call(BOB)
    other = (await desk.event(InviteReceived)).session
    desk.do(other.ring)
    told = await bob.notification()
    assert await bob.say(told, "declined") == 204
    assert (await alice.event(InviteRejected)).status == 603
    assert (await desk.event(SessionEnded)).reason_header.cause == 603
    assert bob.events.empty(), "it knows that already"


async def test_a_device_that_is_busy_speaks_for_itself(running: Running, bob: Device) -> None:
    alice, desk = await running.online("alice"), await running.online("bob")
    alice.call(BOB)
    other = (await desk.event(InviteReceived)).session
    desk.do(other.ring)
    assert await bob.say(await bob.notification(), "busy") == 204
    desk.do(other.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    assert bob.events.empty()
    alone = alice.call(BOB)
    desk.do((await desk.event(InviteReceived)).session.reject, 480)
    assert await bob.say(await bob.notification(), "busy") == 204
    assert (await alice.event(InviteRejected)).status == 486 and alone is not None


async def test_answered_elsewhere(running: Running, bob: Device) -> None:
    alice, desk = await running.online("alice"), await running.online("bob")
    alice.call(BOB)
    told = await bob.notification()
    desk.do((await desk.event(InviteReceived)).session.accept, b"v=0\r\n")
    await alice.event(InviteAccepted)
    assert (await bob.notification()).ending is CallEnding.ANSWERED
    assert await bob.say(told, "ringing") == 410


async def test_a_cancelled_call_is_a_missed_one(running: Running, bob: Device) -> None:
    alice = await running.online("alice")
    session = alice.call(BOB)
    told = await bob.notification()
    await statuses(alice, 110)
    alice.do(session.cancel)
    await alice.event(SessionEnded)
    over = await bob.notification()
    assert (over.call_id, over.ending) == (told.call_id, CallEnding.CANCELED)
    assert await bob.say(told, "ringing") == 410


async def test_a_device_that_sleeps_learns_of_it_later_and_does_not_ring(
    running: Running, bob: Device
) -> None:
    await bob.stop_reading()
    alice = await running.online("alice")
    session = alice.call(BOB)
    await statuses(alice, 110)
    alice.do(session.cancel)
    await alice.event(SessionEnded)
    await bob.read()
    over = await bob.notification()
    assert over.ending is CallEnding.CANCELED, "the news took the place of the call"
    assert bob.events.empty()


@pytest.mark.parametrize("push_wait", [0.3])
async def test_nobody_comes(running: Running, bob: Device) -> None:
    alice = await running.online("alice")
    alice.call(BOB)
    told = await bob.notification()
    await statuses(alice, 110, 480)
    assert (await bob.notification()).ending is CallEnding.CANCELED
    assert time.time() >= told.expires_at - 0.2


async def test_push_survives_a_restart_of_the_service(running: Running, bob: Device) -> None:
    await running.restart()
    await bob.stop_reading()
    await bob.read()
    alice = await running.online("alice")
    alice.call(BOB)
    assert (await bob.notification()).ending is None
    await statuses(alice, 110)


async def test_a_device_that_signs_off_is_woken_no_more(running: Running, bob: Device) -> None:
    phone = await bob.come()
    phone.agent.unregister(phone.now)
    phone.driver.pump()
    alice = await running.online("alice")
    alice.call(BOB)
    assert (await alice.event(InviteRejected)).status == 480


async def test_a_registration_without_push_ends_it(running: Running, bob: Device) -> None:
    bob.phone.agent.registration_parameters = ()
    phone = await bob.come()
    await phone.driver.close()
    alice = await running.online("alice")
    alice.call(BOB)
    await statuses(alice, 480)


async def test_a_subscription_that_is_gone(running: Running, bob: Device) -> None:
    async with bob.session.delete(bob.location) as answer:
        assert answer.status == 204
    alice = await running.online("alice")
    alice.call(BOB)
    await statuses(alice, 480)
    assert not (await bob.register()).feature_caps, "the device hears that it must subscribe anew"
    await bob.subscribe()
    assert wakes((await bob.register()).feature_caps)


async def test_push_services_that_nobody_here_knows(running: Running) -> None:
    phone = running.phone("carol")
    await phone.driver.connect()
    phone.agent.registration_parameters = (("pn-provider", "apns"), ("pn-prid", "x"))
    event = await phone.register()
    assert isinstance(event, RegistrationFailed) and event.status == 555
    phone.agent.registration_parameters = (("pn-provider", "webpush"), ("pn-prid", "x"), ("pn-param", "y"))
    event = await phone.register()
    assert isinstance(event, RegistrationFailed) and event.status == 400
    phone.agent.registration_parameters = (("pn-provider", "webpush"),)
    assert wakes((await phone.register()).feature_caps)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://127.0.0.1:22/push/m/x",
        "https://127.0.0.1/x",
        "https://10.0.0.1/x",
        "https://[::1]/x",
        "https://[fe80::1%25eth0]/x",
        "https://169.254.169.254/latest/meta-data",
        "http://push.example.net/x",
        "https://user:secret@push.example.net/x",
        "https://[64:ff9b::10.0.0.1]/x",
    ],
)
async def test_networks_of_ours_are_none_of_a_devices_business(running: Running, endpoint: str) -> None:
    async with Device(running.http, running.phone("carol")) as device:
        device.endpoint = endpoint
        assert not wakes((await device.register()).feature_caps)


async def test_another_users_mailbox_is_not_mine(running: Running, bob: Device) -> None:
    async with Device(running.http, running.phone("carol")) as device:
        device.endpoint = bob.endpoint
        assert not wakes((await device.register()).feature_caps)


async def test_other_devices_do_not_see_a_subscription(running: Running, bob: Device) -> None:
    phone = running.phone("bob")
    await phone.driver.connect()
    seen: list[str] = []
    receive = phone.agent.receive

    def listening(data: bytes, now: float) -> None:
        seen.append(data.decode())
        receive(data, now)

    phone.agent.receive = listening  # type: ignore[method-assign]
    await phone.register()
    assert any(bob.phone.agent.instance_id in text for text in seen)
    assert not any("pn-" in text for text in seen)


# Our push service by itself, as any application server meets it.


async def post(device: Device, url: str = "", body: bytes = b"x", **headers: str) -> aiohttp.ClientResponse:
    async with device.session.post(url or device.endpoint, data=body, headers=headers) as answer:
        await answer.read()
        return answer


async def test_what_an_application_server_hears(running: Running, bob: Device) -> None:
    answer = await post(bob, TTL="60", Urgency="high", Topic="one")
    assert answer.status == 201 and answer.headers["TTL"] == "60" and "/push/d/" in answer.headers["Location"]
    assert (await bob.event()).data
    for status, headers in (
        (400, {}),
        (400, {"TTL": "soon"}),
        (400, {"TTL": "-1"}),
        (400, {"TTL": "1", "Urgency": "now"}),
        (400, {"TTL": "1", "Topic": "a b"}),
    ):
        assert (await post(bob, **headers)).status == status, headers
    assert (await post(bob, body=bytes(4097), TTL="1")).status == 413
    assert (await post(bob, running.http + "/push/m/nobody", TTL="1")).status == 410
    assert (await post(bob, bob.location.replace("/s/", "/m/"), TTL="1")).status == 410
    assert answer.headers["TTL"] == "60"


async def test_only_its_sender_may_send(running: Running, bob: Device) -> None:
    sender, other = Sender(new_private_key()), Sender(new_private_key())
    async with Device(running.http, running.phone("carol")) as device:
        await device.subscribe(vapid=sender.public_key)
        now = time.time()
        for status, header in (
            (201, sender.authorization(device.endpoint, now)),
            (401, ""),
            (401, sender.authorization("https://elsewhere.example", now)),
            (403, other.authorization(device.endpoint, now)),
        ):
            assert (await post(device, TTL="0", Authorization=header)).status == status
        url, headers = f"{running.http}/push/subscribe", {"Authorization": f"Bearer {device.phone.token()}"}
        for body in ({"vapid": "AAAA"}, {"vapid": 5}, ["x"]):
            async with device.session.post(url, json=body, headers=headers) as answer:
                assert answer.status == 400


async def test_a_sender_signs_for_the_address_that_was_told(running: Running) -> None:
    sender = Sender(new_private_key())
    async with Device(running.http, running.phone("carol")) as device:
        await device.subscribe(vapid=sender.public_key)
        for restarts in range(2):
            stolen = sender.authorization("https://elsewhere.example", time.time())
            names = {"Host": "elsewhere.example", "X-Forwarded-Proto": "https"}
            answer = await post(device, TTL="0", Authorization=stolen, **names)
            assert answer.status == 401, "a token for another push service, under its name"
            ours = sender.authorization(device.endpoint, time.time())
            assert (await post(device, TTL="0", Authorization=ours, **names)).status == 201
            if not restarts:
                await running.restart()


async def test_a_subscription_needs_a_token(running: Running, bob: Device) -> None:
    async with bob.session.post(f"{running.http}/push/subscribe") as answer:
        assert answer.status == 401
    async with bob.session.get(f"{running.http}/push/s/nobody") as answer:
        assert answer.status == 410


async def test_a_flood_ends(running: Running, bob: Device) -> None:
    for _ in range(1000):
        answer = await post(bob, TTL="60")
        if answer.status == 429:
            break
    assert answer.status == 429 and answer.headers["Retry-After"] == "1", "two a second are well"
    assert len(running.service.parts.push.mailboxes.get(bob.location.rpartition("/")[2]).messages) <= MESSAGES


async def test_strangers_spend_no_words_of_a_call(running: Running, bob: Device) -> None:
    alice = await running.online("alice")
    alice.call(BOB)
    told = await bob.notification()
    word = b'{"state": "ringing"}'
    strangers = {(await post(bob, f"{running.http}/push/calls/x{n}", body=word)).status for n in range(200)}
    assert strangers == {410}
    answers = [await bob.say(told, "ringing")]
    while answers[-1] == 204 and len(answers) < 1000:
        answers.append(await bob.say(told, "ringing"))
    assert len(answers) > 10 and answers[-1] == 429


async def test_a_new_reader_takes_the_place_of_another(running: Running, bob: Device) -> None:
    first = bob._reading
    assert first is not None
    await bob.read()
    async with asyncio.timeout(5):
        await asyncio.gather(first, return_exceptions=True)
    await post(bob, TTL="60")
    assert (await bob.event()).event_id
    assert running.service.parts.push.mailboxes.readers == 1


@pytest.mark.parametrize("body", [b"", b"[]", b'{"state": "dancing"}', b'{"state": 5}', b"[" * 5000])
async def test_nonsense_about_a_call(running: Running, bob: Device, body: bytes) -> None:
    assert (await post(bob, f"{running.http}/push/calls/abc", body=body)).status == 400
    assert (await post(bob, f"{running.http}/push/calls/abc", body=b'{"state": "ringing"}')).status == 410


async def test_a_service_without_push(tmp_path: Path, no_task_left: None) -> None:
    config = ServiceConfig(tmp_path / "data", echo=EchoConfig(enabled=False))
    running = await Running(replace(config, push=PushConfig(enabled=False))).start()
    try:
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{running.http}/.well-known/ahoy.json") as answer:
                assert "push" not in await answer.json()
            async with session.post(f"{running.http}/push/subscribe") as answer:
                assert answer.status == 404
    finally:
        await running.stop()


async def test_another_implementation_sends_and_our_own_reads(running: Running) -> None:
    theirs = Vapid02()
    theirs.private_key = new_private_key()
    async with Device(running.http, running.phone("carol")) as device:
        await device.subscribe(vapid=Sender(theirs.private_key).public_key)
        await device.read()
        body = http_ece.encrypt(
            b"call",
            private_key=new_private_key(),
            dh=from_text(device.keys.p256dh),
            auth_secret=device.keys.auth,
            version="aes128gcm",
        )
        claims = {"aud": running.http, "sub": "mailto:a@example.net", "exp": int(time.time()) + 600}
        headers = {"TTL": "60", "Content-Encoding": "aes128gcm", **theirs.sign(claims)}
        assert (await post(device, body=body, **headers)).status == 201
        event = json.loads((await device.event()).data)
        assert decrypt(from_text(event["data"]), device.keys) == b"call"
