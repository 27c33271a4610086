"""View-models mirror snapshots, notify only what changed, and post commands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSettings
from pytestqt.qtbot import QtBot

from core import commands
from core.call_list import CallQuery
from core.snapshots import (
    AppSnapshot,
    Feature,
    MissingFeature,
    NoticeSnapshot,
    ServiceSnapshot,
    ServiceState,
)
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.app import AppViewModel
from ui.viewmodels.appearance import AppearanceViewModel
from ui.viewmodels.calls.call import CallState, CallViewModel
from ui.viewmodels.mirror import camel_case
from ui.viewmodels.notices import NoticesViewModel
from ui.viewmodels.people.history import history_row, local_calls
from ui.viewmodels.people.people import PersonState, people_rows
from ui.viewmodels.profile import ProfileState, name_problem
from ui.viewmodels.service import ServiceViewModel, ServiceViewState
from ui.viewmodels.service_forms import form_problem

STATES = [CallState, PersonState, ProfileState, ServiceViewState]


def notified(model: QObject) -> list[str]:
    """Return a list that fills with the names of the notify signals that fire."""
    seen: list[str] = []
    meta = model.metaObject()
    for index in range(meta.propertyCount()):
        signal = meta.property(index).notifySignal()
        if signal.isValid():
            name = bytes(signal.name().data()).decode()
            getattr(model, name).connect(lambda *_, name=name: seen.append(name))
    return seen


@pytest.fixture
def app(qtbot: QtBot, bridge: Bridge) -> AppViewModel:
    return AppViewModel(bridge, AppearanceViewModel(), "0.1.0")


@pytest.fixture
def call(qtbot: QtBot, bridge: Bridge) -> CallViewModel:
    return CallViewModel(bridge, monotonic=lambda: 1000.0)


def show(qtbot: QtBot, engine: FakeEngine, app: Any, snapshot: Any) -> None:
    engine.publish(snapshot)
    qtbot.waitUntil(lambda: app.snapshot == snapshot)


@pytest.mark.parametrize(("snake", "camel"), [("name", "name"), ("has_incoming_video", "hasIncomingVideo")])
def test_camel_case(snake: str, camel: str) -> None:
    assert camel_case(snake) == camel


def test_a_call_shows_and_notifies_only_what_changed(call: CallViewModel) -> None:
    call.show_call(scenes.outgoing())
    assert call.property("exists") and call.property("name") == "Anna Lindqvist"
    assert call.property("stateWords") == "Ringing…" and not call.property("incoming")
    seen = notified(call)
    call.show_call(scenes.outgoing())
    assert seen == []
    call.show_call(scenes.outgoing(muted=True))
    assert seen == ["mutedChanged"]
    call.show_call(None)
    assert not call.property("exists")


def test_every_field_of_a_call_is_a_property(call: CallViewModel) -> None:
    call.show_call(scenes.established(without_microphone=True, remote_muted=True))
    for name in CallState.__dataclass_fields__:
        assert call.property(camel_case(name)) == getattr(call.state, name), name


def test_a_call_without_a_name_shows_the_address(call: CallViewModel) -> None:
    call.show_call(scenes.outgoing(remote_name=""))
    assert call.property("name") == "anna-lindqvist"


def test_the_clock_runs_from_established(call: CallViewModel) -> None:
    call.show_call(scenes.established(established_at=1000.0 - 187))
    assert call.property("clock") == "3:07"
    call.show_call(scenes.ended())
    assert call.property("clock") == "0:00"


@pytest.mark.parametrize(
    ("changes", "remote", "own"),
    [
        ({}, True, True),
        ({"remote_video_paused": True}, False, True),
        ({"video_paused": True}, True, False),
        ({"without_camera": True}, True, False),
        ({"has_incoming_video": False, "has_outgoing_video": False}, False, False),
    ],
)
def test_which_pictures_are_due(
    call: CallViewModel, changes: dict[str, Any], remote: bool, own: bool
) -> None:
    call.show_call(scenes.established(**changes))
    assert (call.property("showsRemote"), call.property("showsSelf")) == (remote, own)


def test_commands_of_a_call(call: CallViewModel, engine: FakeEngine) -> None:
    call.hangUp()
    call.toggleMuted()
    assert engine.commands == []  # there is no call
    call.show_call(scenes.established(muted=True))
    call.toggleMuted()
    call.toggleVideo()
    call.answer(False)
    call.hangUp()
    assert engine.commands == [
        commands.SetMuted("c1", False),
        commands.SetVideoPaused("c1", True),
        commands.AnswerCall("c1", False),
        commands.HangUp("c1"),
    ]


def test_video_that_was_off_is_resumed(call: CallViewModel, engine: FakeEngine) -> None:
    call.show_call(scenes.established(has_outgoing_video=False, video_paused=True))
    call.toggleVideo()
    assert engine.commands == [commands.SetVideoPaused("c1", False)]


def test_people_are_sorted_built_in_first_and_filtered() -> None:
    names = [row.name for row in people_rows(scenes.home(), "")]
    assert names[0] == "Echo test" and names[-2:] == ["Mira Okafor", "Tobias"]
    assert [row.name for row in people_rows(scenes.home(), " ANNA ")] == ["Anna Lindqvist"]
    assert [row.section for row in people_rows(scenes.home(), "mira")] == ["Nearby"]
    assert people_rows(scenes.home(), "nobody") == []


def test_someone_announced_twice_is_listed_once() -> None:
    snapshot = replace(scenes.home(), nearby=scenes.NEARBY[:1] * 2)
    keys = [row.key for row in people_rows(snapshot, "")]
    assert len(keys) == len(set(keys))


def test_recent_calls_newest_first_with_direction_and_outcome() -> None:
    now = 1_790_000_000.0
    snapshot = replace(scenes.home(), history=scenes.history(now))
    rows = [history_row(call, now) for call in local_calls(snapshot, CallQuery())]
    assert [row.kind for row in rows[:2]] == ["missed", "outgoing"]
    assert rows[0].summary == "Missed"
    assert rows[1].summary == "Outgoing, 42 s"
    assert rows[4].summary == "Anna did not answer."
    assert [call.name for call in local_calls(snapshot, CallQuery(text="mira"))] == ["Mira Okafor"]


@pytest.mark.parametrize(
    ("snapshot", "page"),
    [
        (scenes.starting(), "starting"),
        (scenes.first_start(), "first-start"),
        (scenes.home(), "home"),
        (scenes.in_call(scenes.outgoing()), "call"),
        (scenes.in_call(scenes.incoming()), "home"),
    ],
)
def test_pages(qtbot: QtBot, engine: FakeEngine, app: Any, snapshot: Any, page: str) -> None:
    show(qtbot, engine, app, snapshot)
    qtbot.waitUntil(lambda: app.property("page") == page)


def test_the_summary_stays_until_closed(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    show(qtbot, engine, app, scenes.in_call(scenes.established()))
    show(qtbot, engine, app, scenes.in_call(scenes.ended()))
    assert app.property("page") == "summary"
    show(qtbot, engine, app, scenes.home())
    assert app.property("page") == "summary"
    app.calls.closeSummary()
    assert app.property("page") == "home"
    show(qtbot, engine, app, scenes.in_call(scenes.ended()))
    assert app.property("page") == "home"


def test_call_again_from_the_summary(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    show(qtbot, engine, app, scenes.in_call(scenes.established()))
    show(qtbot, engine, app, scenes.in_call(scenes.ended()))
    app.calls.callAgain()
    assert engine.commands == [commands.PlaceCall("anna-lindqvist", True, "Anna Lindqvist")]
    assert app.property("page") == "home"


def test_hang_up_and_answer(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    show(qtbot, engine, app, scenes.in_call(scenes.established(), scenes.incoming()))
    app.calls.answerInstead(True)
    assert engine.commands == [commands.AnswerCall("c2", True, end_others=True)]


@pytest.mark.parametrize(
    ("typed", "address", "name"),
    [
        ("anna lindqvist", "anna-lindqvist", "Anna Lindqvist"),
        (" TOBIAS ", "tobias@attic.ahoy.invalid", "Tobias"),
        ("bob", "bob", ""),
        ("+49 30 12345678", "+49 30 12345678", ""),
        ("030 1234567", "030 1234567", ""),
        ("4711", "4711", ""),
        ("\N{PILE OF POO}" * 300, "\N{PILE OF POO}" * 300, ""),
    ],
)
def test_dialling(qtbot: QtBot, engine: FakeEngine, app: Any, typed: str, address: str, name: str) -> None:
    show(qtbot, engine, app, scenes.home())
    assert app.dial(typed, True)
    assert engine.commands == [commands.PlaceCall(address, True, name)]


@pytest.mark.parametrize(
    ("typed", "kind", "reason", "said"),
    [
        ("+49 30 1", "Phone number", "", "This number is too short."),
        ("+49 171 1234567890123", "Phone number", "This number is too long.", "This number is too long."),
        ("+999 1234567", "Phone number", "No country has", "No country has"),
        ("112", "Emergency number", "Emergency numbers cannot", "Emergency numbers cannot"),
        ("+49112", "Emergency number", "Emergency numbers cannot", "Emergency numbers cannot"),
        ("sip:anonymous@anonymous.invalid", "SIP address", "Who called did", "did not show"),
    ],
)
def test_what_is_wrong_with_a_number_is_said_and_nothing_is_called(
    qtbot: QtBot, engine: FakeEngine, app: Any, typed: str, kind: str, reason: str, said: str
) -> None:
    without_help = MissingFeature(Feature.EMERGENCY_CALLS, "Emergency numbers cannot be called from here.")
    home = scenes.home()
    service = replace(home.service, missing=(without_help,))
    show(qtbot, engine, app, replace(home, service=service))
    app.setFilterText(typed)
    assert app.property("dialKind") == kind and app.property("dialReason").startswith(reason)
    assert bool(app.property("dialReason")) is bool(reason), "what is not finished is not wrong yet"
    assert not app.dial(typed, False)
    assert engine.commands == [] and said in app.notices.property("text")


def test_a_number_needs_a_line_and_a_number_of_ones_own(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    home = scenes.home()
    show(qtbot, engine, app, replace(home, profile=replace(home.profile, own_number="")))
    app.setFilterText("030 12345678")
    assert app.property("dialKind") == "Phone number · Germany"
    assert "Set your phone number" in app.property("dialReason")
    show(qtbot, engine, app, replace(scenes.foreign(), profile=replace(home.profile, own_number="")))
    assert app.property("dialReason") == "", "a SIP provider knows whose number is shown"
    no_line = MissingFeature(Feature.PHONE_CALLS, "No line.")
    show(qtbot, engine, app, replace(home, service=replace(home.service, missing=(no_line,))))
    assert app.property("dialReason") == "No line." == app.phone.property("reason")


@pytest.mark.parametrize(
    ("typed", "chosen", "sound_only"),
    [
        ("030 12345678", "", True),
        ("112", "", True),
        ("+49 30 1", "", True),
        ("anna", "", False),
        ("bob@pbx.example", "", False),
        ("", "", False),
        ("*97", "office", True),
        ("bob@pbx.example", "office", True),
        ("anna", "office", False),
    ],
)
def test_calls_without_a_picture(
    qtbot: QtBot, engine: FakeEngine, app: Any, typed: str, chosen: str, sound_only: bool
) -> None:
    show(qtbot, engine, app, scenes.accounts(chosen=chosen))
    app.setFilterText(typed)
    assert app.property("soundOnly") is sound_only


def test_numbers_are_grouped_while_they_are_typed(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    show(qtbot, engine, app, scenes.home())
    assert app.asTyped("03012345678") == "030 12345678" and app.asTyped("+4930123") == "+49 30 123"
    assert [app.asTyped(text) for text in ("4711", "anna", "0x", "")] == ["4711", "anna", "0x", ""]


def test_a_contact_is_found_by_its_number_however_it_is_typed(
    qtbot: QtBot, engine: FakeEngine, app: Any
) -> None:
    show(qtbot, engine, app, scenes.home())
    app.setFilterText("030 1234")
    assert [row.name for row in app.people.rows] == ["Bakery on the corner"]


def test_digits_are_a_user_until_the_person_says_that_they_are_a_number(
    qtbot: QtBot, engine: FakeEngine, app: Any
) -> None:
    show(qtbot, engine, app, replace(scenes.home(), region=""))
    app.setFilterText("030 12345678".replace(" ", ""))
    assert app.property("dialKind") == "User “03012345678”"
    assert app.property("numberChoice") == "tel:03012345678"
    app.setFilterText(app.property("numberChoice"))
    assert app.property("numberChoice") == "" and app.property("dialKind") == "Phone number"
    assert "country" in app.property("dialReason") and not app.dial("tel:03012345678", False)
    show(qtbot, engine, app, replace(scenes.home(), region="DE"))
    app.setFilterText("tel:03012345678")
    assert app.property("dialKind") == "Phone number · Germany" and app.property("dialReason") == ""
    app.setFilterText("anna")
    assert app.property("numberChoice") == ""


@pytest.mark.parametrize("typed", ["", "   ", "\t\n"])
def test_dialling_nothing_says_so(engine: FakeEngine, app: Any, typed: str) -> None:
    assert not app.dial(typed, False)
    assert engine.commands == []
    notices = app.notices
    assert "Type a name" in notices.property("text")


def test_typing_filters_both_lists(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    show(qtbot, engine, app, scenes.home())
    app.setFilterText("anna")
    assert app.people.rowCount() == 1
    assert app.recent.model.rowCount() == 2
    assert app.property("dialKind") == "User"
    app.setFilterText("")
    assert app.people.rowCount() == 7


def test_people_are_listed_anew_only_when_they_changed(
    qtbot: QtBot, engine: FakeEngine, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []

    def counting(snapshot: AppSnapshot, filter_text: str) -> list[Any]:
        counted.append(filter_text)
        return people_rows(snapshot, filter_text)

    monkeypatch.setattr("ui.viewmodels.app.people_rows", counting)
    show(qtbot, engine, app, scenes.home())
    show(qtbot, engine, app, replace(scenes.in_call(scenes.established()), contacts=scenes.CONTACTS))
    app.setFilterText("a")
    show(qtbot, engine, app, replace(scenes.home(), contacts=scenes.CONTACTS[:2]))
    assert counted == ["", "a", "a"]


def test_selecting_someone(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    show(qtbot, engine, app, scenes.home())
    app.select("anna-lindqvist")
    person = app.person
    assert person.property("isContact") and app.personHistory.rowCount() == 2
    person.call(False)
    person.remove()
    assert engine.commands == [
        commands.PlaceCall("anna-lindqvist", False, "Anna Lindqvist"),
        commands.RemoveContact("anna-lindqvist"),
    ]
    show(qtbot, engine, app, scenes.fresh_home())
    assert not person.property("exists")


def test_the_echo_test_cannot_be_removed(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    show(qtbot, engine, app, scenes.home())
    app.select("echo")
    app.person.remove()
    assert engine.commands == []


def test_someone_nearby_can_be_kept(qtbot: QtBot, engine: FakeEngine, app: Any) -> None:
    show(qtbot, engine, app, scenes.home())
    app.select("tobias@attic.ahoy.invalid")
    app.person.save()
    assert engine.commands == [commands.SaveContact("Tobias", "tobias@attic.ahoy.invalid")]


@pytest.mark.parametrize(
    ("name", "is_fine"),
    [("Anna", True), ("李", True), ("", False), ("  ", False), ("a" * 61, False), ("a\x07b", False)],
)
def test_names(name: str, is_fine: bool) -> None:
    assert (name_problem(name) == "") is is_fine


def test_setting_the_name(engine: FakeEngine, app: Any) -> None:
    profile = app.profile
    assert not profile.setName("  ")
    assert profile.property("problem") and engine.commands == []
    assert profile.setName(" Anna ")
    assert profile.property("problem") == ""
    assert engine.commands == [commands.SetDisplayName("Anna")]


KEY = "0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90"
GOOD = ("https://calls.example.org", "anna", KEY, "secret", "")


@pytest.mark.parametrize(
    ("position", "value", "word"),
    [
        (0, "", "https://"),
        (0, "ftp://x", "https://"),
        (0, "https://", "host"),
        (0, "http://[bad", "https://"),
        (1, "", "user id"),
        (2, "", "application key"),
        (2, "demo", "application key"),
        (2, "0B9C4E1A-7F52-4D3B-9A68-2F1E5C7D8A90", "lower case"),
        (3, "", "secret"),
        (4, "https://b.example/token", "either"),
    ],
)
def test_nonsense_in_the_service_form(position: int, value: str, word: str) -> None:
    fields = list(GOOD)
    fields[position] = value
    assert word.lower() in form_problem(*fields).lower()


def test_a_token_address_must_be_https() -> None:
    assert "token address" in form_problem("wss://x", "anna", KEY, "", "http://b/token")
    assert form_problem("wss://x", "anna", KEY, "", "https://b/token") == ""


def test_using_an_own_service(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    service = ServiceViewModel(bridge)
    assert not service.useOwn("nonsense", "", "", "", "")
    assert service.property("problem") and engine.commands == []
    assert service.useOwn(*GOOD)
    service.useEmbedded()
    service.retry()
    assert engine.commands == [commands.UseService(*GOOD), commands.UseService(), commands.RetryService()]


def test_a_failed_service_says_why(qtbot: QtBot, bridge: Bridge) -> None:
    service = ServiceViewModel(bridge)
    service.show_service(ServiceSnapshot(ServiceState.FAILED, message="No.", signs_tokens_here=True))
    assert service.property("stateWords") == "Offline" and service.property("message") == "No."
    assert service.property("signsTokensHere")


def test_a_notice_is_shown_once_and_an_older_one_never(qtbot: QtBot) -> None:
    notices = NoticesViewModel()
    notices.show_notice(NoticeSnapshot(2, "Busy", is_error=True))
    assert notices.property("text") == "Busy" and notices.property("isError")
    notices.dismiss()
    notices.show_notice(NoticeSnapshot(2, "Busy", is_error=True))
    notices.show_notice(NoticeSnapshot(1, "Old"))
    notices.show_notice(None)
    assert notices.property("text") == ""


def test_the_appearance_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    path = str(tmp_path / "window.ini")
    first = AppearanceViewModel(QSettings(path, QSettings.Format.IniFormat))
    with qtbot.waitSignal(first.darkChanged):
        first.choose("dark")
    first.choose("pink")
    second = AppearanceViewModel(QSettings(path, QSettings.Format.IniFormat))
    assert second.property("mode") == "dark" and second.property("dark")


def test_a_broken_settings_file_means_the_system_appearance(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_bytes(b"\xff\xfe[General\nappearance=\x00\x01")
    model = AppearanceViewModel(QSettings(str(path), QSettings.Format.IniFormat))
    assert model.property("mode") == "system"
