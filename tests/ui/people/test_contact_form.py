"""The form for a contact: several addresses, each checked before anything is kept."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import commands
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.people.contact_form import MOST_ADDRESSES, ContactFormViewModel


@pytest.fixture
def form(qtbot: QtBot, bridge: Bridge) -> Any:
    made = ContactFormViewModel(bridge)
    made.show_snapshot(scenes.sociable())
    return made


def texts(form: Any) -> list[str]:
    return [row.text for row in form.addresses.rows]


def problems(form: Any) -> list[str]:
    return [str(row.problem) for row in form.addresses.rows]


@pytest.mark.parametrize(
    ("name", "address", "kept"),
    [
        ("Emil", "emil", ("Emil", "emil")),
        ("", " emil ", ("emil", "emil")),
        ("Emil", " ", None),
        ("E", "a\x00b", None),
        ("E", "b" * 256, None),
        ("Bob", "sip:bob", None),
    ],
)
def test_a_new_contact(form: Any, engine: FakeEngine, name: str, address: str, kept: Any) -> None:
    form.begin("", "")
    form.setName(name)
    form.setAddress(0, address)
    assert form.save() is (kept is not None)
    assert engine.commands == ([commands.SaveContact(*kept)] if kept else [])
    assert bool(problems(form)[0]) is (kept is None)


def test_several_addresses(form: Any, engine: FakeEngine, qtbot: QtBot) -> None:
    form.edit("+46700000001")
    assert texts(form) == ["bob", "+46700000001"] and form.property("name") == "Bob Marsh"
    assert not form.property("isNew")
    form.add()
    form.setAddress(2, "sip:bob@example.org")
    form.removeAt(0)
    with qtbot.waitSignal(form.saved) as saved:
        assert form.save()
    assert saved.args == ["+46700000001"]
    wanted = ("+46700000001", "sip:bob@example.org")
    assert engine.commands == [commands.EditContact("bob", "Bob Marsh", wanted)]


def test_a_new_contact_with_two_addresses(form: Any, engine: FakeEngine) -> None:
    form.begin("Emil", "emil")
    form.add()
    form.add()
    form.setAddress(1, "+46700000009")
    assert form.save(), "an empty field is none"
    assert engine.commands == [
        commands.SaveContact("Emil", "emil"),
        commands.EditContact("emil", "Emil", ("emil", "+46700000009")),
    ]


def test_an_address_of_somebody_else(form: Any, engine: FakeEngine) -> None:
    form.edit("bob")
    form.setAddress(0, "carol")
    assert not form.save() and engine.commands == []
    assert problems(form) == ["Carol Idris has this address already.", ""]
    form.setAddress(0, "carola")
    assert problems(form) == ["", ""]


def test_one_field_stays_and_there_are_not_too_many(form: Any) -> None:
    form.begin("", "x")
    form.removeAt(0)
    form.removeAt(7)
    form.setAddress(9, "y")
    assert texts(form) == ["x"]
    for _ in range(2 * MOST_ADDRESSES):
        form.add()
    assert len(texts(form)) == MOST_ADDRESSES and not form.property("canAdd")


def test_editing_somebody_unknown_makes_a_contact(form: Any) -> None:
    form.edit("stranger")
    assert form.property("isNew") and texts(form) == ["stranger"]
