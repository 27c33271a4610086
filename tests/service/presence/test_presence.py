"""Presence in memory: who may watch whom, what is told, what outlives a restart, what is bounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.identity.tokens import sign_token
from core.sip.bodies.pidf import Presence, PresenceState
from core.sip.messages import Request
from tests.service.bench import DOMAIN, WALL, Bench, Client, call, got, taken, token, with_limits

BOB = f"sip:bob@{DOMAIN}"
S = PresenceState


def subscribe(watcher: Client, uri: str = BOB, *, expires: int = 600, event: str = "presence") -> Request:
    request = watcher.request("SUBSCRIBE", uri, headers=(("Event", event), ("Expires", str(expires))))
    watcher.send(request)
    return request


def publish(
    client: Client, state: PresenceState | None, *, uri: str = "", tag: str = "", expires: int = 600
) -> str:
    """Publish ``state`` (None: refresh) and return the new entity tag."""
    request = client.request("PUBLISH", uri or f"sip:{client.name}@{DOMAIN}")
    request.headers.set("Event", "presence")
    request.headers.set("Expires", str(expires))
    if tag:
        request.headers.set("SIP-If-Match", tag)
    if state is not None:
        request.headers.set("Content-Type", "application/pidf+xml")
        request.body = bytes(Presence.of_state(f"sip:{client.name}@{DOMAIN}", state))
    client.send(request)
    return got(client, 200).headers.get("SIP-ETag") or ""


def told(watcher: Client, bench: Bench) -> PresenceState | None:
    """Let a second pass, answer what NOTIFYs came, and return what the last one said, None if none came."""
    last = None
    while True:
        bench.pass_time(1.5)
        made = [m for m in watcher.inbox if isinstance(m, Request) and m.method == "NOTIFY"]
        if not made:
            return last
        for message in made:
            watcher.inbox.remove(message)
            document = Presence.parse(message.body) if message.body else None
            last = document.state if document is not None else None
            assert document is None or document.entity == BOB
            watcher.answer(message, 200)


@pytest.fixture
def alice(bench: Bench) -> Client:
    return bench.client("alice")


def test_online_and_offline_follow_the_registration(bench: Bench, alice: Client) -> None:
    subscribe(alice)
    assert got(alice, 200).headers.get("Expires") == "600"
    assert told(alice, bench) is S.OFFLINE  # who never registered can be watched
    bob = bench.client("bob")
    assert told(alice, bench) is S.ONLINE
    bench.lose(bob)
    assert told(alice, bench) is None  # the registration counts, not the connection
    back = bench.reconnect(bob)
    assert told(alice, bench) is None
    back.register(expires=0)
    assert told(alice, bench) is S.OFFLINE


def test_a_registration_that_expires_is_offline(bench: Bench, alice: Client) -> None:
    bench.client("bob")
    subscribe(alice)
    assert told(alice, bench) is S.ONLINE
    bench.wall += 601
    alice.register(token("alice", now=bench.wall))
    bench.registrar.expire(bench.wall)
    bench.pump()
    assert told(alice, bench) is S.OFFLINE


def test_in_a_call_is_known_from_the_dialogs(bench: Bench, alice: Client) -> None:
    bob, carol = bench.client("bob"), bench.client("carol")
    subscribe(alice)
    assert told(alice, bench) is S.ONLINE
    call(carol)
    invite = taken(bob, "INVITE")
    bob.answer(invite, 180)
    assert told(alice, bench) is None  # ringing is nobody's business
    bob.answer(invite, 200)
    assert told(alice, bench) is S.IN_CALL
    bob.send(bob.in_dialog("BYE", invite, is_caller=False))
    assert told(alice, bench) is S.ONLINE


def test_do_not_disturb_wins_and_hidden_hides_everything(bench: Bench, alice: Client) -> None:
    bob, carol = bench.client("bob"), bench.client("carol")
    subscribe(alice)
    told(alice, bench)
    tag = publish(bob, S.DO_NOT_DISTURB)
    assert told(alice, bench) is S.DO_NOT_DISTURB
    call(carol)
    invite = taken(bob, "INVITE")
    bob.answer(invite, 200)
    assert told(alice, bench) in (S.DO_NOT_DISTURB, None)
    tag = publish(bob, S.OFFLINE, tag=tag)
    assert told(alice, bench) is S.OFFLINE
    bob.send(bob.in_dialog("BYE", invite, is_caller=False))
    assert told(alice, bench) is None  # a call that ends does not give away who hides
    publish(bob, S.ONLINE, tag=tag)
    assert told(alice, bench) is S.ONLINE


def test_several_devices_make_one_person(bench: Bench, alice: Client) -> None:
    one, two = bench.client("bob"), bench.client("bob")
    subscribe(alice)
    assert told(alice, bench) is S.ONLINE
    publish(one, S.ONLINE)
    quiet = publish(two, S.DO_NOT_DISTURB)
    assert told(alice, bench) is S.DO_NOT_DISTURB
    publish(two, S.ONLINE, tag=quiet)
    assert told(alice, bench) is S.ONLINE
    one.register(expires=0)
    assert told(alice, bench) is None
    two.register(expires=0)
    assert told(alice, bench) is S.OFFLINE  # whatever was published


def test_a_publication_that_nobody_renews_is_over(bench: Bench, alice: Client) -> None:
    bob = bench.client("bob")
    subscribe(alice)
    publish(bob, S.DO_NOT_DISTURB, expires=60)
    assert told(alice, bench) is S.DO_NOT_DISTURB
    bench.pass_time(61)
    assert told(alice, bench) is S.ONLINE


def test_the_other_application_sees_nothing(bench: Bench) -> None:
    other = bench.applications.add(WALL)
    bob, stranger = bench.client("bob"), bench.client("eve", registered=False)
    assert stranger.register(sign_token(other.key, other.secret, "eve", now=WALL, nonce="1")).status == 200
    subscribe(stranger)
    assert told(stranger, bench) is S.OFFLINE
    publish(bob, S.DO_NOT_DISTURB)
    assert told(stranger, bench) is None


def test_nobody_publishes_for_another_and_strangers_do_nothing(bench: Bench, alice: Client) -> None:
    bob = bench.client("bob")
    for method in ("PUBLISH", "SUBSCRIBE"):
        unregistered = bench.client("eve", registered=False)
        unregistered.send(unregistered.request(method, BOB, headers=(("Event", "presence"),)))
        assert got(unregistered, 403)
    alice.send(alice.request("PUBLISH", BOB, headers=(("Event", "presence"),)))
    assert got(alice, 403)
    forged = (("Event", "presence"), ("From", f"<{BOB}>;tag=1"))
    alice.send(alice.request("PUBLISH", BOB, headers=forged))
    assert got(alice, 403)
    guest = bench.guest("x")
    bench.visible.add("bob")
    guest.send(guest.request("SUBSCRIBE", BOB, headers=(("Event", "presence"),)))
    assert got(guest, 405)
    assert bench.presence.watches == 0 and bob.requests() == []


@pytest.mark.parametrize(
    ("method", "uri", "headers", "status"),
    [
        ("SUBSCRIBE", BOB, (("Event", "dialog"),), 489),
        ("SUBSCRIBE", BOB, (("Event", "<<<"),), 400),
        ("SUBSCRIBE", BOB, (("Event", "presence"), ("Expires", "5")), 423),
        ("SUBSCRIBE", BOB, (("Event", "presence"), ("Accept", "text/plain")), 406),
        ("SUBSCRIBE", BOB, (("Event", "presence"), ("Contact", "<<<")), 400),
        ("SUBSCRIBE", "sip:bob@elsewhere.example", (("Event", "presence"),), 404),
        ("SUBSCRIBE", f"sip:b%20b@{DOMAIN}", (("Event", "presence"),), 404),
        ("PUBLISH", f"sip:alice@{DOMAIN}", (("Event", "presence"),), 400),
        ("PUBLISH", f"sip:alice@{DOMAIN}", (("Event", "presence"), ("SIP-If-Match", "nothing")), 412),
        ("PUBLISH", f"sip:alice@{DOMAIN}", (("Event", "dialog"),), 489),
    ],
)
def test_nonsense_is_answered_and_changes_nothing(
    bench: Bench, alice: Client, method: str, uri: str, headers: tuple[tuple[str, str], ...], status: int
) -> None:
    alice.send(alice.request(method, uri, headers=headers))
    assert alice.statuses() == [status]
    assert bench.presence.watches == 0 and bench.database.publications(bench.wall) == []


@pytest.mark.parametrize(
    "body", [b"<", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"\xff" * 50, b"<presence/>"]
)
def test_hostile_documents_are_refused(bench: Bench, alice: Client, body: bytes) -> None:
    request = alice.request("PUBLISH", f"sip:alice@{DOMAIN}")
    request.headers.set("Event", "presence")
    request.headers.set("Content-Type", "application/pidf+xml")
    request.body = body
    alice.send(request)
    assert alice.statuses() == [400] and bench.database.publications(bench.wall) == []


def test_a_subscription_is_renewed_and_ended_in_its_dialog(bench: Bench, alice: Client) -> None:
    bench.client("bob")
    subscribe(alice)
    answer = got(alice, 200)
    assert told(alice, bench) is S.ONLINE
    again = alice.in_dialog("SUBSCRIBE", answer, is_caller=True, headers=(("Event", "presence"),))
    alice.send(again)
    assert got(alice, 200) and told(alice, bench) is S.ONLINE  # a refresh brings the state
    eve = bench.client("eve")
    stolen = again.copy()
    stolen.headers.set("Via", "SIP/2.0/WSS e.invalid;branch=z9hG4bKstolen")
    eve.send(stolen)
    assert got(eve, 481) and bench.presence.watches == 1
    end = alice.in_dialog(
        "SUBSCRIBE", answer, is_caller=True, headers=(("Event", "presence"), ("Expires", "0"))
    )
    alice.send(end)
    last = taken(alice, "NOTIFY")
    assert (last.headers.get("Subscription-State") or "").startswith("terminated")
    alice.answer(last, 200)
    assert bench.presence.watches == 0


def test_a_watcher_who_is_gone_is_forgotten(bench: Bench, alice: Client) -> None:
    subscribe(alice)
    told(alice, bench)
    bench.lose(alice)
    bench.client("bob")
    bench.pass_time(2)
    assert bench.presence.watches == 0


def test_a_watcher_who_refuses_or_never_answers_is_forgotten(bench: Bench, alice: Client) -> None:
    subscribe(alice)
    alice.answer(taken(alice, "NOTIFY"), 481)
    assert bench.presence.watches == 0
    subscribe(alice)
    bench.pass_time(40)
    assert bench.presence.watches == 0


def test_what_was_published_outlives_a_restart_with_its_tag(bench: Bench, tmp_path: Path) -> None:
    bob = bench.client("bob")
    first = publish(bob, S.ONLINE)
    second = publish(bob, S.DO_NOT_DISTURB, tag=first)
    renewed = publish(bob, None, tag=second)
    gone = publish(bob, S.OFFLINE)
    publish(bob, None, tag=gone, expires=0)
    bench.close()
    fresh = Bench(tmp_path)
    alice = fresh.client("alice")
    subscribe(alice)
    assert told(alice, fresh) is S.DO_NOT_DISTURB
    back = Client(fresh, "bob")
    back.instance = bob.instance
    assert back.register(token("bob")).status == 200
    publish(back, S.ONLINE, tag=renewed)
    assert told(alice, fresh) is S.ONLINE
    fresh.pass_time(700)
    assert told(alice, fresh) in (S.ONLINE, None)
    fresh.close()


def test_a_change_is_told_at_once_and_then_one_a_second_at_most(bench: Bench, alice: Client) -> None:
    bob = bench.client("bob")
    subscribe(alice)
    alice.answer(taken(alice, "NOTIFY"), 200)
    tag = publish(bob, S.DO_NOT_DISTURB)
    alice.answer(taken(alice, "NOTIFY"), 200)
    for state in (S.ONLINE, S.DO_NOT_DISTURB, S.OFFLINE):
        tag = publish(bob, state, tag=tag)
    assert "NOTIFY" not in alice.requests()
    bench.pass_time(1.1)
    assert alice.requests() == ["NOTIFY"]


def test_publications_and_requests_of_one_user_are_bounded(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(presence_per_minute_per_user=80))
    bob = bench.client("bob")
    for _ in range(20):
        publish(bob, S.ONLINE)
    assert len(bench.database.publications(bench.wall)) == 16
    subscribe(bob)
    assert got(bob, 503).headers.get("Retry-After")
    bench.close()
