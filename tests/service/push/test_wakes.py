"""Who is woken for which call, in simulated time: forks, losses, limits, and who says what to the caller."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from core.push.encryption import LARGEST_MESSAGE
from core.push.keys import ReceiverKeys, new_private_key
from core.push.notification import CallEnding, read_payload
from core.push.sip_parameters import with_subscription
from core.push.subscription import PushSubscription
from core.service.push.devices import LIFETIME, PER_USER, PushDevice, PushDevices
from core.service.push.wakes import MISSED_TTL, OVER_TTL, Push, Wakes, notification_of, topic_of
from core.service.routing.endpoints import Account, Instance
from core.sip.call_headers import FIELD, encode_headers
from core.sip.messages import Request, Response, Uri, parse_message
from tests.identity.vectors import KEY
from tests.service.bench import DOMAIN, Bench, Client, call, cancel_of, got, taken, token, with_limits

_KEYS = ReceiverKeys(new_private_key(), os.urandom(16))
TOLD = PushSubscription("https://push.example.net/m/1", _KEYS.p256dh, _KEYS.auth_text)
BOB = Account(KEY, "bob")


class Kept:
    """A keeper in memory."""

    def __init__(self) -> None:
        self.rows: dict[Instance, PushDevice] = {}

    def devices(self, now: float) -> Iterable[PushDevice]:
        return [each for each in self.rows.values() if each.expires_at > now]

    def save_device(self, device: PushDevice) -> None:
        self.rows[device.endpoint] = device

    def delete_device(self, end: Instance) -> None:
        self.rows.pop(end, None)


class Waking:
    """A bench whose router wakes devices; pushes are taken from the outbox by hand."""

    def __init__(self, folder: Path, **limits: float) -> None:
        self.bench = Bench(folder, limits=with_limits(**limits))
        self.kept = Kept()
        self.devices = PushDevices(self.kept, "KEY", lambda endpoint, owner: True, now=self.bench.wall)
        numbers = itertools.count(1)
        self.wakes = Wakes(
            self.devices,
            self.bench.limits,
            domain=DOMAIN,
            new_token=lambda: f"token-{next(numbers)}",
            wall=lambda: self.bench.wall,
        )
        self.bench.registrar.wakeable = self.devices
        self.bench.router.waker = self.wakes

    def asleep(self, name: str = "bob") -> Client:
        """Return a device that registered with push and is gone."""
        client = Client(self.bench, name)
        register_with_push(client)
        self.bench.lose(client)
        return client

    def pushes(self) -> list[Push]:
        return self.wakes.outbox()

    def push(self) -> Push:
        (push,) = self.pushes()
        return push

    def endings(self) -> list[CallEnding | None]:
        return [push.notification.ending for push in self.pushes()]

    def rings(self, push: Push) -> None:
        wake = push.wake
        self.bench.router.device_rings(wake.relay, wake.branch, self.bench.limits.push_ring, self.bench.now)
        self.bench.pump()

    def told(self, push: Push) -> None:
        self.bench.router.device_told(push.wake.relay, self.bench.now)
        self.bench.pump()


def register_with_push(client: Client, *, expires: int = 600) -> Response:
    message = client.request("REGISTER", f"sip:{DOMAIN}", to=f"sip:{client.name}@{DOMAIN}")
    uri = with_subscription(Uri.parse(f"sip:{client.name}@{client.name}.invalid;transport=ws"), TOLD)
    message.headers.set("Contact", f'<{uri}>;reg-id=1;+sip.instance="<{client.instance}>";expires={expires}')
    message.headers.set("Authorization", f"Bearer {token(client.name)}")
    client.send(message)
    answer = next(m for m in client.inbox if isinstance(m, Response) and m.cseq.method == "REGISTER")
    client.inbox.remove(answer)
    return answer


@pytest.fixture
def waking(tmp_path: Path) -> Iterator[Waking]:
    made = Waking(tmp_path)
    yield made
    made.bench.close()


def finals(client: Client) -> list[int]:
    return [status for status in client.statuses() if status >= 200]


def test_who_sleeps_is_woken(waking: Waking) -> None:
    alice, bob = waking.bench.client("alice"), waking.asleep()
    invite = call(alice)
    push = waking.push()
    assert (push.ttl, push.urgency, push.topic) == (30, "high", topic_of(invite.call_id))
    assert push.notification.reply == "/push/calls/token-1"
    assert push.notification.expires_at == waking.bench.wall + 30
    assert alice.statuses() in ([], [100]), "nothing is said before a push service has taken it"
    waking.told(push)
    assert got(alice, 110).reason == "Push sent"
    waking.told(push)
    waking.rings(push)
    waking.rings(push)
    assert [status for status in alice.statuses() if status > 100] == [180], "each once"
    back = waking.bench.reconnect(bob)
    assert taken(back, "INVITE").uri.host == "bob.invalid"
    assert waking.endings() == [CallEnding.TAKEN]
    assert not len(waking.wakes)


def test_an_old_registration_needs_no_binding(waking: Waking) -> None:
    bob = waking.asleep()

    def calling(name: str) -> Client:
        waking.bench.registrar.expire(waking.bench.wall)
        client = waking.bench.client(name, registered=False)
        assert client.register(token(name, now=waking.bench.wall)).status == 200
        call(client)
        return client

    waking.bench.wall += 3600
    calling("alice")
    assert waking.push().wake.device.endpoint.instance == bob.instance
    waking.bench.wall += LIFETIME
    assert finals(calling("carol")) == [480] and waking.pushes() == []


def test_a_device_that_is_connected_is_not_woken(waking: Waking) -> None:
    alice, bob = waking.bench.client("alice"), Client(waking.bench, "bob")
    register_with_push(bob)
    call(alice)
    assert taken(bob, "INVITE") and waking.pushes() == []


def test_one_whose_connection_breaks_has_a_moment_to_come_back(waking: Waking) -> None:
    alice, bob = waking.bench.client("alice"), Client(waking.bench, "bob")
    register_with_push(bob)
    call(alice)
    taken(bob, "INVITE")
    waking.bench.lose(bob)
    assert waking.pushes() == []
    waking.bench.pass_time(waking.bench.limits.flow_wait)
    assert waking.endings() == [None] and finals(alice) == []
    waking.bench.pass_time(waking.bench.limits.push_wait)
    assert finals(alice) == [480] and waking.endings() == [CallEnding.CANCELED]


def test_the_caller_waits_longer_for_a_device_that_rings(waking: Waking) -> None:
    alice, limits = waking.bench.client("alice"), waking.bench.limits
    waking.asleep()
    call(alice)
    push = waking.push()
    waking.bench.pass_time(limits.push_wait - 1)
    waking.rings(push)
    waking.bench.pass_time(limits.push_ring - 1)
    assert finals(alice) == []
    waking.bench.pass_time(2)
    assert finals(alice) == [480]
    over = waking.push()
    assert over.notification.ending is CallEnding.CANCELED
    assert (over.ttl, over.topic, over.notification.reply) == (MISSED_TTL, push.topic, "")
    waking.rings(push)
    assert finals(alice) == [480] and 180 not in alice.statuses()[alice.statuses().index(480) :]


def test_cancelled_by_the_caller(waking: Waking) -> None:
    alice = waking.bench.client("alice")
    waking.asleep()
    invite = call(alice)
    push = waking.push()
    alice.send(cancel_of(invite))
    assert finals(alice) == [200, 487] or finals(alice) == [487, 200]
    assert waking.endings() == [CallEnding.CANCELED]
    assert waking.wakes.of_token(push.wake.token) is None


def test_answered_and_declined_on_another_device(waking: Waking) -> None:
    alice, desk = waking.bench.client("alice"), waking.bench.client("bob")
    waking.asleep()
    for status, ending in ((200, CallEnding.ANSWERED), (603, CallEnding.DECLINED)):
        call(alice)
        waking.push()
        desk.answer(taken(desk, "INVITE"), status)
        over = waking.push()
        assert over.notification.ending is ending and over.ttl == OVER_TTL


def test_a_refusal_of_one_device_leaves_the_others_to_ring(waking: Waking) -> None:
    alice, desk = waking.bench.client("alice"), waking.bench.client("bob")
    waking.asleep()
    call(alice)
    push = waking.push()
    desk.answer(taken(desk, "INVITE"), 480)
    assert finals(alice) == [] and waking.pushes() == []
    waking.bench.router.device_declines(push.wake.relay, push.wake.branch, 603, waking.bench.now)
    waking.bench.pump()
    assert finals(alice) == [603]


def test_what_cannot_be_told_fails_as_quickly_as_without_push(waking: Waking) -> None:
    alice, limits = waking.bench.client("alice"), waking.bench.limits
    waking.asleep()
    call(alice)
    push = waking.push()
    waking.wakes.forget(push.wake)
    waking.bench.router.device_stays_away(push.wake.relay, push.wake.branch, waking.bench.now)
    waking.bench.pass_time(limits.flow_wait + 0.1)
    assert finals(alice) == [480]


def test_the_callers_connection_breaks(waking: Waking) -> None:
    alice = waking.bench.client("alice")
    waking.asleep()
    call(alice)
    waking.push()
    waking.bench.lose(alice)
    assert waking.endings() == [CallEnding.CANCELED]


def test_only_calls_wake(waking: Waking) -> None:
    alice = waking.bench.client("alice")
    waking.asleep()
    alice.send(alice.request("MESSAGE", f"sip:bob@{DOMAIN}"))
    alice.send(alice.request("OPTIONS", f"sip:bob@{DOMAIN}"))
    assert waking.pushes() == []


def test_there_is_an_end_to_all_wakes(tmp_path: Path) -> None:
    waking = Waking(tmp_path, push_wakes=1)
    alice = waking.bench.client("alice")
    waking.asleep()
    call(alice)
    call(alice)
    assert len(waking.pushes()) == 1 and len(waking.wakes) == 1
    waking.bench.close()


def test_a_user_has_few_devices_and_they_go_with_the_user(waking: Waking) -> None:
    for _ in range(PER_USER + 2):
        waking.asleep()
        waking.bench.wall += 1
        waking.bench.registrar.drop(Account(KEY, "nobody"), "")
        for binding in waking.bench.registrar.bindings(BOB, waking.bench.wall):
            waking.bench.registrar._remove(binding.endpoint)
    assert len(waking.devices) == len(waking.kept.rows) == PER_USER
    waking.bench.registrar.drop(BOB, "gone")
    assert len(waking.devices) == len(waking.kept.rows) == 0
    waking.asleep()
    waking.devices.forget_application("another")
    assert len(waking.devices) == 1
    waking.devices.forget_application(KEY)
    assert not len(waking.devices) and not waking.kept.rows


def test_what_they_say_and_hear(waking: Waking) -> None:
    bob = Client(waking.bench, "bob")
    answer = register_with_push(bob)
    assert answer.headers.get("Feature-Caps") == '*;+sip.pns="webpush";+sip.vapid="KEY"'
    assert "pn-" not in str(answer)
    assert waking.bench.registrar.bindings(BOB, waking.bench.wall)[0].contact.count("pn-") == 0
    assert register_with_push(bob, expires=0).headers.get("Feature-Caps") is None
    assert not len(waking.devices)


def invite_of(*lines: str, body: str = "") -> Request:
    text = "\r\n".join(
        [
            "INVITE sip:bob@x.invalid SIP/2.0",
            "Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1",
            "To: <sip:bob@ahoy.invalid>",
            "Call-ID: c-1",
            "CSeq: 1 INVITE",
            f"Content-Length: {len(body)}",
            *lines,
            "",
            body,
        ]
    )
    message = parse_message(text.encode())
    assert isinstance(message, Request)
    return message


def test_what_a_push_says() -> None:
    headers = encode_headers({"topic": "tea"})
    told = notification_of(
        invite_of(
            'From: "Eve" <sip:eve@elsewhere.example>;tag=1',
            "P-Asserted-Identity: <sip:alice@ahoy.invalid>",
            f"{FIELD}: {headers}",
            body="v=0\r\nm=audio 9 X 0\r\nm=video 9 X 96\r\n",
        ),
        "bob",
        "ahoy.invalid",
    )
    assert (told.remote_user_id, told.domain, told.headers) == ("alice", "mxp", {"topic": "tea"})
    assert told.is_video and told.display_name == "Eve"
    for asserted, caller in (
        ("<sip:carol@phones.example>", "carol@phones.example"),
        ("<sip:phones.example>", "phones.example"),
        ("nonsense <", "eve@elsewhere.example"),
    ):
        told = notification_of(
            invite_of("From: <sip:eve@elsewhere.example>;tag=1", f"P-Asserted-Identity: {asserted}"),
            "bob",
            "ahoy.invalid",
        )
        assert (told.remote_user_id, told.domain, told.is_video) == (caller, "", False)


@pytest.mark.parametrize("value", ["v" * 1000, '"' * 1000, "\x01" * 1000, "\U0001f375" * 250])
def test_call_headers_keep_no_call_from_being_told(value: str) -> None:
    invite = invite_of("From: <sip:eve@elsewhere.example>;tag=1", f"{FIELD}: {encode_headers({'x': value})}")
    payload = notification_of(invite, "bob", "ahoy.invalid").to_payload()
    assert len(payload) <= LARGEST_MESSAGE
    told = read_payload(payload, 0.0)
    assert told is not None and told.remote_user_id == "eve@elsewhere.example"
    assert told.headers == ({"x": value} if value[0] != "\x01" else None), "six bytes for each of these"


@pytest.mark.parametrize("line", ["m=video 0 X 96", "a=m=video 9", "m=audio 9 X 0"])
def test_no_pictures(line: str) -> None:
    told = notification_of(
        invite_of("From: <sip:eve@elsewhere.example>;tag=1", body=f"v=0\r\n{line}\r\n"), "bob", "ahoy.invalid"
    )
    assert not told.is_video


def test_a_call_that_no_push_can_name(waking: Waking) -> None:
    alice = waking.bench.client("alice")
    waking.asleep()
    invite = alice.request("INVITE", f"sip:bob@{DOMAIN}", headers=(("Call-ID", "c" * 300),))
    alice.send(invite)
    assert waking.pushes() == []
