"""Several applications in one service: who may come in, who reaches whom, and what is shown of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from core.identity.token_errors import TokenError, TokenErrorCode
from core.identity.tokens import sign_token
from core.service.applications import ApplicationError, ApplicationProblem, Applications, Origin
from core.service.data.application_keys import ApplicationKey, ApplicationState
from core.service.data.database import Database
from core.service.routing.endpoints import Account
from core.sip.messages import Response
from tests.service.bench import DOMAIN, KEY, SECRET, WALL, Bench, Client, call, got, taken, token

NOWHERE = "99999999-2222-4333-8444-555555555555"


def code(answer: Response) -> str | None:
    assert answer.status == 401
    return answer.challenges[0].get("error_code")


def of(application: ApplicationKey, user: str, nonce: str, *, secret: str = "", now: float = WALL) -> str:
    return sign_token(application.key, secret or application.secret, user, now=now, nonce=nonce)


@pytest.fixture
def other(bench: Bench) -> ApplicationKey:
    return bench.applications.add(WALL, name="The other one")


def member(bench: Bench, name: str, application: ApplicationKey, nonce: str) -> Client:
    client = bench.client(name, registered=False)
    assert client.register(of(application, name, nonce)).status == 200
    return client


def test_the_same_user_id_in_two_applications_is_two_people(bench: Bench, other: ApplicationKey) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    other_alice, other_bob = member(bench, "alice", other, "1"), member(bench, "bob", other, "2")
    call(alice)
    assert bob.requests() == ["INVITE"] and other_bob.requests() == []
    call(other_alice)
    assert other_bob.requests() == ["INVITE"] and bob.requests() == ["INVITE"]
    contacts = other_bob.register().contacts.addresses
    assert len(contacts) == 1  # not the other bob's
    only_here = member(bench, "carol", other, "3")
    call(alice, f"sip:carol@{DOMAIN}")
    assert got(alice, 404) and only_here.requests() == []


def test_dialogs_of_two_applications_do_not_mix(bench: Bench, other: ApplicationKey) -> None:
    alice, bob = bench.client("alice"), bench.client("bob")
    other_alice = member(bench, "alice", other, "1")
    other_alice.instance = alice.instance
    assert other_alice.register(of(other, "alice", "2")).status == 200
    call(alice)
    bob.answer(taken(bob, "INVITE"), 200)
    answer = got(alice, 200)
    other_alice.send(other_alice.in_dialog("BYE", answer, is_caller=True))
    assert got(other_alice, 403) and bob.requests() == []
    alice.send(alice.in_dialog("BYE", answer, is_caller=True))
    assert taken(bob, "BYE")


def test_a_connection_stays_with_its_application(bench: Bench, other: ApplicationKey) -> None:
    alice = bench.client("alice")
    assert alice.register(of(other, "alice", "1")).status == 403
    assert alice.register().status == 200


def test_a_nonce_counts_within_its_application_only(bench: Bench, other: ApplicationKey) -> None:
    first = bench.client("alice", registered=False)
    assert first.register(sign_token(KEY, SECRET, "alice", now=WALL, nonce="same")).status == 200
    assert member(bench, "alice", other, "same")


def test_a_key_that_signs_for_another_application_is_refused(bench: Bench, other: ApplicationKey) -> None:
    alice = bench.client("alice", registered=False)
    assert code(alice.register(of(other, "alice", "1", secret=SECRET))) == "signature"
    header, payload, signature = of(other, "alice", "2").split(".")
    mixed = token("alice").split(".")
    assert code(alice.register(".".join([header, mixed[1], signature]))) == "signature"
    assert code(alice.register(".".join([mixed[0], payload, mixed[2]]))) == "signature"


def test_an_unknown_a_disabled_and_a_removed_application_are_told_apart(
    bench: Bench, other: ApplicationKey
) -> None:
    alice = bench.client("alice", registered=False)
    assert code(alice.register(of(ApplicationKey(NOWHERE, SECRET), "alice", "1"))) == "application"
    bench.applications.set_enabled(other.key, False)
    assert code(alice.register(of(other, "alice", "2"))) == "application-disabled"
    bench.applications.set_enabled(other.key, True)
    assert alice.register(of(other, "alice", "3")).status == 200
    bench.applications.remove(other.key)
    answer = bench.client("alice", registered=False).register(of(other, "alice", "4"))
    assert code(answer) == "application-removed"
    assert "removed" in (answer.challenges[0].get("error_description") or "")


@pytest.mark.parametrize("how", ["disable", "remove"])
def test_closing_an_application_drops_its_flows_and_no_others(
    bench: Bench, other: ApplicationKey, how: str
) -> None:
    alice, stranger = bench.client("alice"), member(bench, "alice", other, "1")
    if how == "disable":
        bench.applications.set_enabled(other.key, False)
    else:
        bench.applications.remove(other.key)
    assert stranger.closed is not None and stranger.closed[0] == 1008 and alice.closed is None
    assert bench.registrar.endpoints(Account(other.key, "alice"), WALL) == []
    assert bench.registrar.is_known(Account(other.key, "alice")) is (how == "disable")
    assert len(bench.registrar.endpoints(Account(KEY, "alice"), WALL)) == 1
    stranger.send(stranger.request("INVITE", f"sip:alice@{DOMAIN}"))
    assert got(stranger, 403)


def test_a_new_secret_takes_over_at_once_or_after_a_while(bench: Bench, other: ApplicationKey) -> None:
    fresh = bench.applications.rotate(other.key, WALL, overlap=300)
    alice = bench.client("alice", registered=False)
    assert alice.register(of(other, "alice", "1")).status == 200
    assert alice.register(of(fresh, "alice", "2")).status == 200
    bench.wall += 301
    assert code(alice.register(of(other, "alice", "3", now=bench.wall))) == "signature"
    newest = bench.applications.rotate(other.key, bench.wall)
    assert code(alice.register(of(fresh, "alice", "4", now=bench.wall))) == "signature"
    assert alice.register(of(newest, "alice", "5", now=bench.wall)).status == 200


def test_applications_survive_a_restart(bench: Bench, other: ApplicationKey, tmp_path: Path) -> None:
    gone = bench.applications.add(WALL + 1)
    bench.applications.remove(gone.key)
    fresh = bench.applications.rotate(other.key, WALL, overlap=300)
    bench.applications.set_enabled(KEY, False)
    bench.close()
    again = Bench(tmp_path)
    assert again.applications.secrets(other.key, WALL) == (fresh.secret, other.secret)
    assert [(each.state, each.origin) for each in again.applications.listed()] == [
        (ApplicationState.DISABLED, Origin.CONFIGURED),
        (ApplicationState.ACTIVE, Origin.ADDED),
        (ApplicationState.REMOVED, Origin.ADDED),
    ]
    with pytest.raises(TokenError) as caught:
        again.applications.secrets(KEY, WALL)
    assert caught.value.code is TokenErrorCode.APPLICATION_DISABLED
    again.close()


def test_a_secret_of_the_command_line_is_not_kept(bench: Bench, tmp_path: Path) -> None:
    bench.applications.set_enabled(KEY, False)
    bench.close()
    database = Database(tmp_path, KEY)
    assert [each.secret for each in database.applications()] == [""]
    alone = Applications(database, random_bytes=random.Random(1).randbytes)
    with pytest.raises(TokenError) as caught:
        alone.secrets(KEY, WALL)
    assert caught.value.code is TokenErrorCode.APPLICATION
    database.close()


def test_no_secret_is_shown(bench: Bench, other: ApplicationKey) -> None:
    bench.applications.rotate(other.key, WALL, overlap=5)
    shown = repr(bench.applications.listed()) + repr(bench.applications._known)
    assert other.secret not in shown and SECRET not in shown


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"key": "no uuid"}, ApplicationProblem.BAD_KEY),
        ({"key": NOWHERE.upper() + "A"}, ApplicationProblem.BAD_KEY),
        ({"secret": "§"}, ApplicationProblem.BAD_SECRET),
        ({"secret": "AAAA"}, ApplicationProblem.BAD_SECRET),
        ({"name": "x" * 101}, ApplicationProblem.BAD_NAME),
        ({"name": "a\nb"}, ApplicationProblem.BAD_NAME),
        ({"key": KEY}, ApplicationProblem.EXISTS),
    ],
)
def test_nonsense_is_not_added(bench: Bench, changes: dict[str, str], problem: ApplicationProblem) -> None:
    before = bench.applications.listed()
    with pytest.raises(ApplicationError) as caught:
        bench.applications.add(WALL, **changes)
    assert caught.value.problem is problem and str(caught.value).endswith(".")
    assert bench.applications.listed() == before


def test_what_cannot_be_done_says_why(bench: Bench, other: ApplicationKey) -> None:
    applications = bench.applications
    applications.remove(other.key)
    refused = {
        ApplicationProblem.UNKNOWN: lambda: applications.get(NOWHERE),
        ApplicationProblem.REMOVED: lambda: applications.set_enabled(other.key, True),
        ApplicationProblem.FIXED: lambda: applications.remove(KEY),
        ApplicationProblem.BAD_OVERLAP: lambda: applications.rotate(
            applications.add(WALL).key, WALL, overlap=-1
        ),
    }
    for problem, act in refused.items():
        with pytest.raises(ApplicationError) as caught:
            act()
        assert caught.value.problem is problem
    for key, problem in ((KEY, ApplicationProblem.FIXED), (other.key, ApplicationProblem.REMOVED)):
        with pytest.raises(ApplicationError) as caught:
            applications.rotate(key, WALL)
        assert caught.value.problem is problem


def test_the_services_own_secret_is_changed_in_its_file(tmp_path: Path) -> None:
    saved: list[ApplicationKey] = []
    database = Database(tmp_path, KEY)
    own = ApplicationKey(KEY, SECRET)
    made = Applications(database, random_bytes=random.Random(2).randbytes, own=own, save_own=saved.append)
    fresh = made.rotate(KEY, WALL, overlap=60)
    assert saved == [fresh] and made.secrets(KEY, WALL) == (fresh.secret, SECRET)
    assert [each.secret for each in database.applications()] == [""]
    database.close()


def test_a_change_that_cannot_be_saved_is_not_made(
    bench: Bench, other: ApplicationKey, expected_log: object
) -> None:
    expected_log("core.service.data.database", "cannot be written")  # type: ignore[operator]
    bench.database._connection.execute("PRAGMA query_only = 1")
    for change in (lambda: bench.applications.rotate(other.key, WALL), lambda: bench.applications.add(WALL)):
        with pytest.raises(ApplicationError) as caught:
            change()
        assert caught.value.problem is ApplicationProblem.NOT_SAVED
    assert bench.applications.secrets(other.key, WALL) == (other.secret,)
