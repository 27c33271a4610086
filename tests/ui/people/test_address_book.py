"""Favourites, presence, the block list, and contacts as files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from core import commands
from core.search_text import Search
from core.snapshots import AppSnapshot, ContactSnapshot, ImportSnapshot, Presence
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels import words
from ui.viewmodels.notices import NoticesViewModel
from ui.viewmodels.people.address_book import AddressBookViewModel
from ui.viewmodels.people.people import (
    ContactRows,
    PeopleModel,
    PersonRow,
    PersonViewModel,
    contact_row,
    dialled,
    find_person,
    people_rows,
)


@pytest.fixture
def notices(qtbot: QtBot) -> NoticesViewModel:
    return NoticesViewModel()


@pytest.fixture
def book(bridge: Bridge, notices: NoticesViewModel) -> AddressBookViewModel:
    return AddressBookViewModel(bridge, notices)


def test_favourites_come_first_with_their_own_heading() -> None:
    rows = people_rows(scenes.sociable(), "")
    assert [(row.section, row.name) for row in rows[:3]] == [
        ("Favourites", "Anna Lindqvist"),
        ("Favourites", "Zoe Quist"),
        ("Contacts", "Echo test"),
    ]
    assert [row.section for row in rows] == sorted(
        (row.section for row in rows), key=["Favourites", "Contacts", "Nearby"].index
    )


def test_the_heading_of_the_first_row_stands_above_the_list(qapp: object) -> None:
    model, told = PeopleModel(), list[str]()
    model.firstSectionChanged.connect(lambda: told.append(model.firstSection))
    model.assign(people_rows(scenes.sociable(), ""))
    model.assign(people_rows(scenes.sociable(), "mira"))
    model.assign(people_rows(scenes.sociable(), "nobody of that name"))
    assert told == ["Favourites", "Nearby", ""]


PEOPLE = [ContactSnapshot(name, address) for address in "abcd" for name in ("Zoe", "anna")]
CHANGES = st.builds(
    replace,
    st.sampled_from(PEOPLE),
    name=st.sampled_from(("Zoe", "Bob")),
    presence=st.sampled_from(Presence),
    is_favourite=st.booleans(),
)


@given(
    steps=st.lists(
        st.lists(st.sampled_from(PEOPLE) | CHANGES, max_size=6, unique=True), min_size=2, max_size=4
    )
)
@example(steps=[PEOPLE[:3], [PEOPLE[0], replace(PEOPLE[1], presence=Presence.ONLINE), PEOPLE[2]]])
@example(steps=[PEOPLE[:3], [PEOPLE[0], replace(PEOPLE[1], name="Zz"), PEOPLE[2]]])
@example(steps=[PEOPLE[:3], [PEOPLE[1], PEOPLE[0], PEOPLE[2]]])
def test_contacts_that_change_are_where_sorting_all_would_put_them(
    steps: list[list[ContactSnapshot]],
) -> None:
    kept = ContactRows()
    for contacts in map(tuple, steps):
        for text in ("", "zoe"):
            search = Search(text)
            assert kept.found(contacts, search) == ContactRows().found(contacts, search)


def test_who_comes_online_among_thousands_has_the_only_new_row() -> None:
    kept, contacts = ContactRows(), tuple(ContactSnapshot(f"P {n}", f"p{n}") for n in range(2_000))
    before = kept.found(contacts, Search(""))
    changed = (*contacts[:7], replace(contacts[7], presence=Presence.ONLINE), *contacts[8:])
    after = kept.found(changed, Search(""))
    new = [now for was, now in zip(before, after, strict=True) if now is not was]
    assert [row.address for row in new] == ["p7"] and new[0].presence == "online"


def test_presence_is_said_in_words() -> None:
    details = {row.name: row.detail for row in people_rows(scenes.sociable(), "")}
    assert details["Anna Lindqvist"] == "Online · anna-lindqvist"
    assert details["Zoe Quist"] == "Do not disturb · zoe"
    assert details["Bakery on the corner"] == "+49 30 12345678"
    assert all(words.presence(state) for state in Presence if state is not Presence.UNKNOWN)


@pytest.mark.parametrize("typed", ["marsh", "+4670000", "BOB"])
def test_search_goes_over_names_and_all_addresses(typed: str) -> None:
    assert [row.name for row in people_rows(scenes.sociable(), typed)] == ["Bob Marsh"]


def test_dialling_an_address_finds_the_name() -> None:
    assert dialled(scenes.sociable(), "bob") == ("bob", "Bob Marsh")
    assert dialled(scenes.sociable(), " Zoe quist ") == ("zoe", "Zoe Quist")
    assert dialled(scenes.sociable(), "") == ("", "")


def test_a_person_is_marked_and_blocked(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    person = PersonViewModel(bridge)
    person.toggleFavourite()
    person.toggleBlocked()
    person.show_person(find_person(scenes.sociable(), "echo"))
    person.toggleBlocked()
    assert engine.commands == []  # nobody, and the echo test cannot be blocked
    person.show_person(find_person(scenes.sociable(), "carol"))
    assert person.property("blocked") and person.property("presenceWords") == "Offline"
    person.toggleBlocked()
    person.show_person(find_person(scenes.sociable(), "zoe"))
    person.toggleFavourite()
    person.toggleBlocked()
    assert engine.commands == [
        commands.SetBlocked("carol", False),
        commands.SetFavourite("zoe", False),
        commands.SetBlocked("zoe", True),
    ]


def test_the_block_list_knows_names(book: Any) -> None:
    book.show_snapshot(scenes.sociable())
    assert [(row.key, row.name) for row in book.blocked.rows] == [
        ("+4930555000", "+4930555000"),
        ("carol", "Carol Idris"),
    ]
    book.show_snapshot(replace(scenes.sociable(), blocked=("bob", "bob")))
    assert [row.key for row in book.blocked.rows] == ["bob"]


@pytest.mark.parametrize(
    ("typed", "is_fine"),
    [(" +49301 ", True), ("", False), ("  ", False), ("a\x00b", False), ("b" * 256, False)],
)
def test_blocking_what_was_typed(
    book: AddressBookViewModel, engine: FakeEngine, typed: str, is_fine: bool
) -> None:
    assert book.block(typed) is is_fine
    assert (book.property("problem") == "") is is_fine
    assert engine.commands == ([commands.SetBlocked(typed.strip(), True)] if is_fine else [])


def test_unblocking(book: AddressBookViewModel, engine: FakeEngine) -> None:
    book.unblock("carol")
    assert engine.commands == [commands.SetBlocked("carol", False)]


def test_files_of_contacts(book: AddressBookViewModel, engine: FakeEngine, tmp_path: Path) -> None:
    path = tmp_path / "my contacts ä.vcf"
    book.importFrom(QUrl.fromLocalFile(str(path)))
    book.exportTo(QUrl.fromLocalFile(str(path)), False)
    book.exportTo(QUrl.fromLocalFile(str(path)), True)
    assert engine.commands == [
        commands.ImportContacts(str(path)),
        commands.ExportContacts(str(path), "4.0"),
        commands.ExportContacts(str(path), "3.0"),
    ]


@pytest.mark.parametrize("place", ["https://example.org/x.vcf", "", "ftp://x/y"])
def test_only_files_of_this_machine(
    book: AddressBookViewModel, engine: FakeEngine, notices: NoticesViewModel, place: str
) -> None:
    book.importFrom(QUrl(place))
    book.exportTo(QUrl(place), False)
    assert engine.commands == [] and "files of this machine" in notices.property("text")


def test_the_row_of_a_contact_is_made_when_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counting(contact: ContactSnapshot) -> PersonRow:
        made.append(contact.name)
        return contact_row(contact)

    monkeypatch.setattr("ui.viewmodels.people.people.contact_row", counting)
    contacts = tuple(ContactSnapshot(address=f"a{n}", name=f"Person {n:04d}") for n in range(1000))
    rows = people_rows(AppSnapshot(contacts=contacts), "")
    assert made == []
    assert [rows[7].name, rows[7].detail, rows[7].key] == ["Person 0007", "a7", "contact a7"]
    assert made == ["Person 0007"]
    assert rows == people_rows(AppSnapshot(contacts=contacts), "")
    assert rows[0] != rows[1]


def test_how_far_a_file_of_contacts_has_come(book: AddressBookViewModel, engine: FakeEngine) -> None:
    assert (book.property("importing"), book.property("imported")) == ("", 0.0)
    book.block("")
    book.show_snapshot(replace(scenes.home(), importing=ImportSnapshot("all.vcf", 42)))
    assert (book.property("importing"), book.property("imported")) == ("all.vcf", 0.42)
    assert book.property("problem") != "", "it is another matter"
    book.stopImport()
    assert engine.commands == [commands.StopImport()]
    book.show_snapshot(scenes.home())
    assert (book.property("importing"), book.property("imported")) == ("", 0.0)
