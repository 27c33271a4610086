"""Accounts at other providers in the window: their list, the form, and whom they call."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import AccountSnapshot, AppSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.accounts import AccountsViewModel, account_for, account_row
from ui.viewmodels.calls.call_words import stage_words, waiting_words
from ui.viewmodels.service_forms import provider_problem


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def accounts(qtbot: QtBot, engine: FakeEngine) -> Any:
    made = AccountsViewModel(Bridge(engine))  # type: ignore[arg-type]
    made.show_snapshot(scenes.accounts())
    return made


def test_how_they_are_listed(accounts: Any) -> None:
    rows = accounts.model.rows
    assert [row.state_words for row in rows] == [
        "Registered",
        "Not registered",
        "Registered",
        "Not registered, tries again",
    ]
    assert rows[0].mail_words == "2 new messages" and rows[1].message.endswith(".")
    assert accounts.property("kept") and accounts.property("count") == 4
    assert accounts.property("mailWords") == "2 new messages · alice@pbx.example.org"
    accounts.show_snapshot(AppSnapshot())
    assert not accounts.property("kept") and accounts.property("mailWords") == ""


@pytest.mark.parametrize(
    ("waiting", "new", "words"), [(False, 3, ""), (True, 0, "New messages"), (True, 1, "1 new message")]
)
def test_messages_in_words(waiting: bool, new: int, words: str) -> None:
    account = AccountSnapshot("a", "a@b", state="nonsense", waiting=waiting, new_messages=new)
    assert account_row(account).mail_words == words and account_row(account).state_words == "Off"


def test_an_account_is_added_changed_removed_and_tried_again(accounts: Any, engine: FakeEngine) -> None:
    assert accounts.save("", " bob@new.example ", "pw", "", " Bob ", "tls", "", "")
    assert accounts.save("", "alice@pbx.example.org", "pw", "", "", "", "", "")
    assert accounts.save("office", "alice@pbx.example.org", "", "", "", "", "edge.example", " stun.example ")
    accounts.remove("home")
    accounts.retry("old")
    added, again, changed, removed, retried = engine.commands
    assert added == commands.SaveAccount("bob-new-example", "bob@new.example", "pw", "", "Bob", "tls", "")
    assert again.account_id == "alice-pbx-example-org"
    assert changed.account_id == "office"
    assert (changed.proxy, changed.stun) == ("edge.example", "stun.example")
    assert (removed, retried) == (commands.RemoveAccount("home"), commands.RetryAccount("old"))


def test_what_is_known_of_how_passwords_are_kept_is_shown(accounts: Any) -> None:
    assert accounts.property("note") == ""
    accounts.show_snapshot(replace(scenes.accounts(), accounts_note="In a file."))
    assert accounts.property("note") == "In a file."


def test_a_new_account_never_takes_the_place_of_another(accounts: Any, engine: FakeEngine) -> None:
    kept = AccountSnapshot("bob-new-example", "bob@new.example")
    accounts.show_snapshot(scenes.accounts(kept))
    assert accounts.save("", "bob@new.example", "pw", "", "", "", "", "")
    assert engine.commands[0].account_id == "bob-new-example-2"


def test_what_is_wrong_with_the_form_is_said(accounts: Any, engine: FakeEngine) -> None:
    assert not accounts.save("", "nobody", "pw", "", "", "", "", "")
    assert "looks like alice@example.org" in accounts.property("problem")
    accounts.forgetProblem()
    assert accounts.property("problem") == "" and engine.commands == []


@pytest.mark.parametrize(
    ("address", "password", "proxy", "stun", "words"),
    [
        ("", "pw", "", "", "address"),
        ("@x.example", "pw", "", "", "address"),
        ("a@", "pw", "", "", "address"),
        ("a@x y", "pw", "", "", "address"),
        ("a@[::1", "pw", "", "", "address"),
        ("a@x.example/y", "pw", "", "", "address"),
        ("a@x.example", "", "", "", "password"),
        ("a@x.example", "pw", "http://x", "", "proxy"),
        ("a@x.example", "pw", "b@x", "", "proxy"),
        ("a@x.example", "pw", "", "turn:x", "STUN server looks like"),
        ("a@x.example", "pw", "", "http://x", "STUN server looks like"),
        ("a@x.example", "pw", "", "x y", "STUN server looks like"),
    ],
)
def test_forms_that_cannot_be_used(address: str, password: str, proxy: str, stun: str, words: str) -> None:
    assert words in provider_problem(address, password, proxy, stun, is_new=True)
    assert (
        provider_problem("a@x.example:5070", "", "p.example:5060", "stun:s.example:3479", is_new=False) == ""
    )


def test_the_mailbox_is_called_by_its_account(accounts: Any, engine: FakeEngine) -> None:
    accounts.callMailbox()
    assert engine.commands == [commands.PlaceCall("sip:*97@pbx.example.org", False, "Voicemail", "office")]
    accounts.show_snapshot(AppSnapshot())
    accounts.callMailbox()
    assert len(engine.commands) == 1


def test_the_account_to_call_by_is_chosen_and_used_for_numbers_alone(
    accounts: Any, engine: FakeEngine
) -> None:
    names = [row.name for row in accounts.picker.model.rows]
    assert names[:2] == ["Numbers by Ahoy itself", "Numbers by alice@pbx.example.org"]
    assert accounts.picker.property("current") == 1
    accounts.picker.choose(0)
    assert engine.commands == [commands.SetCallAccount("")]
    snapshot = scenes.accounts()
    chosen = account_for(snapshot, "030 12345")
    assert chosen is not None and chosen.account_id == "office"
    assert account_for(snapshot, "ben") is None and account_for(snapshot, "") is None
    assert account_for(scenes.accounts(chosen="gone"), "12") is None
    assert account_for(replace(snapshot, accounts=()), "12") is None


def test_a_call_names_its_account() -> None:
    call = scenes.incoming(account="alice@pbx.example.org", video=False)
    assert waiting_words(call) == "Call for alice@pbx.example.org"
    assert stage_words(scenes.outgoing(account="alice@pbx.example.org")).endswith(
        "· by alice@pbx.example.org"
    )
