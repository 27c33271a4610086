"""REGISTER: tokens good and bad, flows, instances, expiry, and what survives a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.identity.tokens import sign_token
from core.service.routing.endpoints import Account, Instance
from core.sip.messages import Response
from tests.service.bench import DOMAIN, KEY, SECRET, WALL, Bench, Client, token, with_limits


def code(answer: Response) -> str | None:
    """Return what exactly was wrong with the token."""
    assert answer.status == 401
    challenge = answer.challenges[0]
    assert challenge.scheme == "Bearer"
    return challenge.get("error_code")


@pytest.fixture
def alice(bench: Bench) -> Client:
    return bench.client("alice", registered=False)


def test_without_a_token_there_is_a_challenge(alice: Client) -> None:
    answer = alice.register()
    assert code(answer) is None
    assert answer.challenges[0].get("error") is None


@pytest.mark.parametrize(
    ("jwt", "expected"),
    [
        ("nonsense", "malformed"),
        (token("alice", now=WALL - 700), "expired"),
        (token("alice", now=WALL + 300), "not-yet-valid"),
        (token("alice", secret="AAAAAAAAAAAAAAAAAAAAAA=="), "signature"),
        (token("bob"), "wrong-user"),
        (sign_token("0" * 8 + KEY[8:], SECRET, "alice", now=WALL, nonce="n"), "application"),
    ],
)
def test_bad_token_says_what_is_wrong(alice: Client, jwt: str, expected: str) -> None:
    answer = alice.register(jwt)
    assert code(answer) == expected
    assert answer.challenges[0].get("error") == "invalid_token"
    assert alice.flow.endpoint is None


def test_good_token_registers_and_lists_the_binding(alice: Client) -> None:
    answer = alice.register(token("alice"))
    assert answer.status == 200
    contact = answer.contact
    assert contact is not None
    assert contact.params.get("expires") == "600"
    assert (contact.params.get("+sip.instance") or "").strip("<>") == alice.instance
    assert alice.flow.endpoint == Instance("alice", alice.instance, application=KEY)


def test_refresh_needs_no_token_until_it_expires(bench: Bench, alice: Client) -> None:
    assert alice.register(token("alice")).status == 200
    bench.wall += 300
    assert alice.register().status == 200
    bench.wall += 301
    assert code(alice.register()) == "expired"
    assert alice.register(token("alice", now=bench.wall)).status == 200


def test_token_counts_once_but_its_own_instance_may_repeat_it(bench: Bench, alice: Client) -> None:
    jwt = token("alice")
    assert alice.register(jwt).status == 200
    assert alice.register(jwt).status == 200
    thief = bench.client("alice", registered=False)
    assert code(thief.register(jwt)) == "replayed"


def test_replay_is_noticed_after_a_restart(bench: Bench, alice: Client, tmp_path: Path) -> None:
    jwt = token("alice")
    assert alice.register(jwt).status == 200
    bench.close()
    fresh = Bench(tmp_path)
    assert code(fresh.client("alice", registered=False).register(jwt)) == "replayed"
    fresh.close()


def test_newer_flow_of_an_instance_replaces_the_old_one(bench: Bench, alice: Client) -> None:
    alice.register(token("alice"))
    fresh = bench.reconnect(alice)
    assert alice.closed == (1000, "replaced by a newer connection")
    assert bench.flows.of(Instance("alice", alice.instance, application=KEY)) is fresh.flow
    bench.lose(alice)
    assert bench.flows.of(Instance("alice", alice.instance, application=KEY)) is fresh.flow


def test_several_instances_up_to_a_bound(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=with_limits(instances_per_user=2))
    bench.client("alice")
    bench.client("alice")
    third = bench.client("alice", registered=False)
    assert third.register(token("alice")).status == 403
    assert len(bench.registrar.endpoints(Account(KEY, "alice"), bench.wall)) == 2
    bench.close()


def test_registration_ends_by_itself_and_by_request(bench: Bench, alice: Client) -> None:
    alice.register(token("alice"), expires=120)
    assert bench.registrar.expire(bench.wall) == bench.wall + 120
    bench.wall += 121
    assert bench.registrar.expire(bench.wall) is None
    assert alice.flow.endpoint is None
    alice.register(token("alice", now=bench.wall))
    assert alice.register(expires=0).status == 200
    assert bench.registrar.endpoints(Account(KEY, "alice"), bench.wall) == []
    assert bench.registrar.is_known(Account(KEY, "alice"))


def test_star_removes_everything(bench: Bench, alice: Client) -> None:
    alice.register(token("alice"))
    request = alice.request("REGISTER", f"sip:{DOMAIN}", to=f"sip:alice@{DOMAIN}")
    request.headers.set("Contact", "*")
    alice.send(request)
    assert alice.statuses() == [400]
    again = alice.request("REGISTER", f"sip:{DOMAIN}", to=f"sip:alice@{DOMAIN}", headers=(("Expires", "0"),))
    again.headers.set("Contact", "*")
    alice.send(again)
    assert alice.statuses() == [400, 200]
    assert bench.registrar.endpoints(Account(KEY, "alice"), bench.wall) == []


def test_expires_has_bounds(alice: Client) -> None:
    brief = alice.register(token("alice"), expires=10)
    assert brief.status == 423 and brief.headers.get("Min-Expires") == "60"
    long = alice.register(token("alice"), expires=999_999)
    assert long.contact is not None and long.contact.params.get("expires") == "3600"


def test_bindings_survive_a_restart_without_a_flow(bench: Bench, alice: Client, tmp_path: Path) -> None:
    alice.register(token("alice"))
    bench.close()
    fresh = Bench(tmp_path)
    assert [end for end, _ in fresh.registrar.endpoints(Account(KEY, "alice"), WALL)] == [
        Instance("alice", alice.instance, application=KEY)
    ]
    assert fresh.flows.of(Instance("alice", alice.instance, application=KEY)) is None
    assert fresh.registrar.endpoints(Account(KEY, "alice"), WALL + 601) == []
    fresh.close()


def test_instance_expiry_ends_the_registration_for_good(bench: Bench, alice: Client) -> None:
    end = int(WALL) + 172_800
    assert alice.register(token("alice", instance_expiry=end)).status == 200
    bench.wall = end - 30
    answer = alice.register(token("alice", now=end - 172_800, lifetime=172_790, instance_expiry=end))
    assert answer.contact is not None and answer.contact.params.get("expires") == "30"
    bench.wall = end
    bench.registrar.expire(bench.wall)
    alice.send(alice.request("INVITE", f"sip:dora@{DOMAIN}"))
    assert alice.statuses() == [403]


def test_instance_expiry_cannot_be_made_unlimited_again(alice: Client) -> None:
    alice.register(token("alice", instance_expiry=int(WALL) + 172_800))
    assert code(alice.register(token("alice"))) == "instance-expiry"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((("To", "<sip:alice@elsewhere.example>"),), 404),
        ((("To", f"<sip:al%20ice@{DOMAIN}>"),), 404),
        ((("To", "<tel:+15551234>"),), 404),
        ((("From", f"<sip:bob@{DOMAIN}>;tag=1"),), 403),
        ((("Contact", "<sip:a@b.invalid>, <sip:c@d.invalid>"),), 400),
        ((("Contact", "<mailto:a@b.invalid>"),), 400),
        ((("Contact", "<sip:a@b.invalid>;reg-id=99"),), 400),
        ((("Contact", '<sip:a@b.invalid>;+sip.instance="<a\\"b>"'),), 400),
        ((("Contact", f'<sip:a@b.invalid>;+sip.instance="<{"x" * 300}>"'),), 400),
        ((("Contact", f"<sip:{'a' * 600}@b.invalid>"),), 400),
        ((("Contact", "<<<"),), 400),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(
    bench: Bench, alice: Client, headers: tuple[tuple[str, str], ...], status: int
) -> None:
    request = alice.request("REGISTER", f"sip:{DOMAIN}", to=f"sip:alice@{DOMAIN}", headers=headers)
    request.headers.set("Authorization", f"Bearer {token('alice')}")
    alice.send(request)
    assert alice.statuses() == [status]
    assert bench.registrar.endpoints(Account(KEY, "alice"), bench.wall) == []


def test_connection_of_one_user_is_no_other_users(bench: Bench, alice: Client) -> None:
    alice.register(token("alice"))
    alice.name = "bob"
    assert alice.register(token("bob")).status == 403


def test_reserved_user_cannot_be_taken(bench: Bench) -> None:
    bench.registrar.add_internal(Instance("echo", "urn:uuid:1"))
    assert bench.client("echo", registered=False).register(token("echo")).status == 403


def test_full_disk_costs_durability_only(
    bench: Bench, alice: Client, expected_log: object, tmp_path: Path
) -> None:
    expected_log("core.service.data.database", "cannot be written")  # type: ignore[operator]
    bench.database._connection.execute("PRAGMA query_only = 1")
    assert alice.register(token("alice")).status == 200
    assert bench.registrar.endpoints(Account(KEY, "alice"), bench.wall) != []


def test_instance_expiry_is_remembered_beyond_the_registration(bench: Bench, alice: Client) -> None:
    end = int(WALL) + 172_800
    alice.register(token("alice", instance_expiry=end))
    assert alice.register(expires=0).status == 200
    assert code(alice.register(token("alice"))) == "instance-expiry"
    later = token("alice", instance_expiry=end + 1000)
    assert alice.register(later).status == 200
    other = bench.client("alice", registered=False)
    assert other.register(token("alice")).status == 200  # another device is not affected


def test_instance_that_has_ended_needs_a_new_token_though_its_old_one_counts(
    bench: Bench, alice: Client
) -> None:
    end = int(WALL) + 172_800
    assert alice.register(token("alice", lifetime=200_000, instance_expiry=end)).status == 200
    bench.wall = end + 1
    assert code(alice.register()) == "instance-expired"
    assert alice.register(token("alice", now=bench.wall, instance_expiry=end + 172_801)).status == 200


def test_refreshes_leave_nothing_behind(bench: Bench, alice: Client) -> None:
    alice.register(token("alice", lifetime=100_000))
    for _ in range(1100):
        bench.wall += 1
        bench.now += 1
        assert alice.register().status == 200
    assert len(bench.registrar._expiries) < 1010
    assert bench.registrar.expire(bench.wall) == bench.wall + 600
