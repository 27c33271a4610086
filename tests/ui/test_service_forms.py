"""The forms for other call services, and what a service cannot do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import BusyPolicy, Feature, ProfileSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.app import AppViewModel
from ui.viewmodels.appearance import AppearanceViewModel
from ui.viewmodels.profile import ProfileViewModel
from ui.viewmodels.service import ServiceViewModel, reason_against
from ui.viewmodels.service_forms import account_problem, form_problem

GOOD = ("wss://sip.example.org:7443/ws", "bob", "s3cret ", "")


@pytest.mark.parametrize(
    ("position", "value", "word"),
    [
        (0, "", "wss://"),
        (0, "https://sip.example.org", "wss://"),
        (0, "sip.example.org", "wss://"),
        (0, "wss://", "host"),
        (0, "wss://[bad", "wss://"),
        (0, f"wss://{'a' * 300}/ws", "no such host"),
        (0, "wss://a..b.example", "no such host"),
        (1, "", "user name"),
        (1, "bob@example.org", "before the @"),
        (1, "bob b", "without spaces"),
        (1, "b\x00b", "without spaces"),
        (2, "", "password"),
        (3, "a@b", "domain"),
        (3, "example.org/x", "domain"),
        (3, "[bad", "domain"),
        (3, "two words", "domain"),
    ],
)
def test_nonsense_in_the_account_form(position: int, value: str, word: str) -> None:
    fields = list(GOOD)
    fields[position] = value
    assert word in account_problem(*fields)


@pytest.mark.parametrize("domain", ["", "example.org", "pbx.local", "192.0.2.1", "[2001:db8::1]"])
def test_a_good_account(domain: str) -> None:
    assert account_problem(*GOOD[:3], domain) == ""


@pytest.mark.parametrize("host", ["a" * 300, "a" * 64 + ".example", ".".join(["abc"] * 90)])
def test_a_service_at_a_host_that_cannot_exist(host: str) -> None:
    key = "0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90"
    assert "63 letters" in form_problem(f"https://{host}", "bob", key, "c2VjcmV0", "")
    assert "63 letters" in form_problem("https://calls.example", "bob", key, "", f"https://{host}/token")
    assert form_problem("https://calls.example", "bob", key, "", "https://tokens.example/t") == ""


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_the_form_never_fails(url: str, user: str, password: str, domain: str) -> None:
    assert isinstance(account_problem(url, user, password, domain), str)


def test_using_an_account(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    service = ServiceViewModel(bridge)
    assert not service.useAccount("nonsense", "", "", "")
    assert service.property("problem") and engine.commands == []
    service.forgetProblem()
    assert service.property("problem") == ""
    assert service.useAccount(" wss://sip.example.org/ws", " bob ", " pass word ", " example.org ")
    assert engine.commands == [
        commands.UseService(
            "wss://sip.example.org/ws", "bob", password=" pass word ", sip_domain="example.org"
        )
    ]


def test_what_a_service_cannot_do(qtbot: QtBot, bridge: Bridge) -> None:
    service: Any = ServiceViewModel(bridge)
    service.show_service(scenes.foreign().service)
    assert service.property("foreign") and "built-in" in service.property("nearbyReason")
    assert len(service.missing.rows) == 3
    assert reason_against(scenes.foreign().service, Feature.PUSH) == ""
    assert reason_against(scenes.foreign().service, None) == ""
    service.show_service(scenes.home().service)
    assert service.property("nearbyReason") == "" and service.missing.rows == ()


@pytest.mark.parametrize(
    ("typed", "is_possible"),
    [("conf:crew", False), ("+49 30 123456", True), ("bob", True), ("a@b.example", True)],
)
def test_a_call_of_a_kind_that_is_missing_is_not_made(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine, typed: str, is_possible: bool
) -> None:
    app = AppViewModel(bridge, AppearanceViewModel(), "0.1.0")
    engine.publish(scenes.foreign())
    qtbot.waitUntil(lambda: app.snapshot == scenes.foreign() or app.snapshot.service.is_foreign)
    app.setFilterText(typed)
    assert (app.property("dialReason") == "") is is_possible
    assert app.dial(typed, False) is is_possible
    assert len(engine.commands) == int(is_possible)


@pytest.mark.parametrize(
    ("address", "is_possible"),
    [("conf:weekly-crew", False), ("tobias@attic.ahoy.invalid", False), ("anna-lindqvist", True)],
)
def test_people_who_cannot_be_called_here_say_why(
    qtbot: QtBot, bridge: Bridge, engine: FakeEngine, address: str, is_possible: bool
) -> None:
    app: Any = AppViewModel(bridge, AppearanceViewModel(), "0.1.0")
    engine.publish(scenes.foreign())
    qtbot.waitUntil(lambda: app.snapshot.service.is_foreign)
    app.select(address)
    assert app.person.property("exists")
    assert (app.person.property("callReason") == "") is is_possible
    app.person.call(True)
    assert app.call(address, "", False) is is_possible
    assert len(engine.commands) == 2 * is_possible


def test_the_busy_policy_and_do_not_disturb(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    profile = ProfileViewModel(bridge)
    profile.show_profile(ProfileSnapshot("Anna"))
    assert profile.property("busyPolicy") == "ask" and not profile.property("doNotDisturb")
    for policy in ("ask", "nonsense", "reject"):
        profile.setBusyPolicy(policy)
    profile.setDoNotDisturb(False)
    profile.setDoNotDisturb(True)
    assert engine.commands == [commands.SetBusyPolicy("reject"), commands.SetDoNotDisturb(True)]
    changed = replace(ProfileSnapshot("Anna"), busy_policy=BusyPolicy.RING, do_not_disturb=True)
    profile.show_profile(changed)
    assert profile.property("busyPolicy") == "ring" and profile.property("doNotDisturb")
