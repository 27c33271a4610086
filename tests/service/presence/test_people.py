"""What registrar and calls tell of a person, and what a state agent makes of it."""

from __future__ import annotations

import pytest

from core.service.presence.presence_service import _account, _entity, _instance, _Package, _watcher
from core.service.routing.endpoints import Account, Instance
from core.sip.bodies.pidf import Presence, PresenceState
from core.sip.messages import ParseError
from tests.service.bench import KEY, Bench, call, taken

S = PresenceState
BOB = Account("app", "bob")


class People:
    def __init__(self, devices: int = 1, *, in_call: bool = False) -> None:
        self._devices, self._in_call = devices, in_call

    def devices(self, account: Account) -> int:
        assert account == BOB
        return self._devices

    def is_in_call(self, account: Account) -> bool:
        return self._in_call


@pytest.mark.parametrize(
    ("devices", "in_call", "published", "told"),
    [
        (0, False, (), S.OFFLINE),
        (0, False, (S.ONLINE,), S.OFFLINE),
        (0, True, (S.DO_NOT_DISTURB,), S.OFFLINE),
        (1, False, (), S.ONLINE),
        (3, True, (), S.IN_CALL),
        (1, False, (S.IN_CALL,), S.IN_CALL),
        (1, True, (S.DO_NOT_DISTURB,), S.DO_NOT_DISTURB),
        (2, False, (S.ONLINE, S.DO_NOT_DISTURB), S.DO_NOT_DISTURB),
        (2, False, (S.OFFLINE, S.ONLINE), S.ONLINE),
        (1, True, (S.OFFLINE,), S.OFFLINE),
        (2, True, (S.OFFLINE, S.OFFLINE), S.OFFLINE),
    ],
)
def test_what_is_told(devices: int, in_call: bool, published: tuple[S, ...], told: S) -> None:
    package = _Package(People(devices, in_call=in_call), "example.org")
    documents = [Presence.of_state("sip:whoever@example.com", state) for state in published]
    document = Presence.parse(package.write(_entity(BOB), documents))
    assert document.state is told and document.entity == "sip:bob@example.org"


def test_who_hides_shows_no_devices() -> None:
    package = _Package(People(3, in_call=True), "example.org")
    hidden = Presence.parse(package.write(_entity(BOB), [Presence.of_state("x", S.OFFLINE)]))
    offline = Presence.parse(_Package(People(0), "example.org").write(_entity(BOB), []))
    assert hidden == offline


def test_nonsense_is_not_read() -> None:
    with pytest.raises(ParseError):
        _Package(People(), "example.org").read(b"<presence/>")


def test_names_go_there_and_back() -> None:
    end = Instance("bob", "urn:uuid:1 2", 3, KEY)
    assert _instance(_watcher(end)) == end and _account(_entity(end.account)) == end.account


def test_a_person_is_in_a_call_on_whichever_device(bench: Bench) -> None:
    alice, one, two = bench.client("alice"), bench.client("bob"), bench.client("bob")
    people = bench.presence._agent._package._people  # type: ignore[attr-defined]
    bob = Account(KEY, "bob")
    assert people.devices(bob) == 2 and not people.is_in_call(bob)
    call(alice)
    taken(one, "INVITE")
    two.answer(taken(two, "INVITE"), 200)
    assert people.is_in_call(bob) and people.is_in_call(Account(KEY, "alice"))
    assert not people.is_in_call(Account("another", "bob")) and people.devices(Account("another", "bob")) == 0
    assert two.register(expires=0).status == 200
    assert not people.is_in_call(bob) and people.devices(bob) == 1
