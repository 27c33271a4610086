"""Contacts, block list, history and reachability, as the window asks for them, with a real file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core import commands
from core.commands import Command
from core.engine.people.clerk import Clerk
from core.engine.people.phonebook import PhoneBook
from core.snapshots import BusyPolicy, ContactSnapshot, HistorySnapshot
from core.storage import Store

CARDS = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nTEL:+46 8 123 456 78\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Mail only\nEMAIL:x@x.org\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ha"
)


def call(number: int, **changes: Any) -> HistorySnapshot:
    values: dict[str, Any] = {
        "call_id": f"c{number}",
        "name": "",
        "address": "+46812345678",
        "direction": "inbound",
        "video": False,
        "started_at": 1000.0 + number,
        "duration_ms": 0,
        "end_cause": "NoAnswer",
        "end_text": "You did not answer.",
        "is_missed": True,
        "is_new": True,
    }
    return HistorySnapshot(**(values | changes))


class Office:
    """A phone book on a file, its clerk, and the sentences that the person got."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said: list[tuple[str, bool]] = []

    async def open(self) -> Office:
        store = Store()
        await store.open(self.path)
        self.book = PhoneBook(store, lambda text: self.notify(text, is_error=True))
        await self.book.load()
        self.clerk = Clerk(self.book, self.notify)
        return self

    async def again(self) -> Office:
        """Close, and open anew what is on the disk."""
        await self.close()
        return await self.open()

    async def close(self) -> None:
        await self.book.store.close()

    async def do(self, *asked: Command) -> None:
        for command in asked:
            await self.clerk.do(command)

    def notify(self, text: str, *, is_error: bool = False) -> None:
        self.said.append((text, is_error))

    @property
    def contacts(self) -> list[ContactSnapshot]:
        """The contacts without the echo test."""
        return list(self.book.remembered.contacts[1:])


async def test_a_stranger_does_not_get_a_name_by_the_number_before_their_host(tmp_path: Path) -> None:
    office = await Office(tmp_path / "people.sqlite3").open()
    names = office.book.names
    names.home_domain = "sip.example.org"
    names.save("Mother", "+46 8 123 456 78")
    claimed = "sip:+46812345678@evil.example;user=phone"
    assert office.book.name_of("+46812345678") == "Mother"
    assert office.book.name_of(claimed) == "" and office.book.name_of(claimed, is_vouched=True) == "Mother"
    assert office.book.name_of("+46812345678@sip.example.org") == "Mother"
    names.save("The office", "sip:+46899999999@pbx.example")
    assert office.book.name_of("+46899999999@PBX.example:5060") == "The office"
    assert office.book.name_of("+46899999999@evil.example") == ""
    await office.close()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = await Office(tmp_path / "ahoy.sqlite").open()
    yield office
    await office.close()


async def test_memory_and_disk_say_the_same(office: Office) -> None:
    await office.do(
        commands.SaveContact(" Bakery ", "+46 8 123 456 78"),
        commands.SaveContact("", "zoe"),
        commands.SaveContact("Zoë", " zoe "),
        commands.SaveContact("Baker", "tel:+46812345678"),
        commands.SetFavourite("sip:+46812345678@gateway.example", True),
        commands.SaveContact("Old", "old"),
        commands.RemoveContact("old"),
        commands.SetFavourite("nobody", True),
        commands.RemoveContact("nobody"),
        commands.RemoveContact("echo"),
        commands.SaveContact("Mine now", "echo"),
    )
    expected = [
        ContactSnapshot("Baker", "+46 8 123 456 78", is_favourite=True),
        ContactSnapshot("Zoë", "zoe"),
    ]
    assert office.contacts == expected and office.said == []
    assert (await office.again()).contacts == expected


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (commands.SaveContact("Bob", "  "), "needs an address"),
        (commands.SaveContact("Bob", "x" * 256), "255 characters"),
        (commands.SaveContact("Bob", "a\nb"), "in one line"),
        (commands.SetBlocked("", True), "nothing to block"),
        (commands.SetBlocked("x" * 300, True), "nothing to block"),
        (commands.SetBusyPolicy("shout"), "“shout”"),
        (commands.ImportContacts("/no/such/file.vcf"), "could not be read"),
        (commands.ImportContacts(""), "is no file"),
        (commands.ImportContacts("a\0b"), "no name"),
        (commands.ExportContacts("/no/such/folder/x.vcf"), "could not be written"),
        (commands.ExportContacts(""), "could not be written"),
        (commands.ExportContacts("/tmp/x.vcf", "2.1"), "no vCard 2.1"),
    ],
)
async def test_nonsense_gets_a_sentence_and_changes_nothing(
    office: Office, command: Command, sentence: str
) -> None:
    before = office.book.remembered
    await office.do(command)
    assert len(office.said) == 1 and sentence in office.said[0][0] and office.said[0][1]
    assert office.book.remembered == before


async def test_a_part_of_a_file_is_told_in_numbers(office: Office, tmp_path: Path) -> None:
    (tmp_path / "x.vcf").write_text(CARDS)
    await office.do(commands.ImportContacts(f" {tmp_path}/x.vcf "))
    await office.do(commands.ImportContacts(f"{tmp_path}/x.vcf"))
    rest = "Left out: 1 with nothing to call, 1 that could not be read."
    rest += " The file ends in the middle of a contact."
    assert office.said == [
        (f"1 contact added. {rest}", False),
        (f"No contact was added. 1 contact had been there already. {rest}", False),
    ]
    assert office.contacts == [ContactSnapshot("Anna", "+46812345678")]


@pytest.mark.parametrize("name", ["x.vcf", "x.csv"])
async def test_exported_and_imported_by_somebody_else(office: Office, tmp_path: Path, name: str) -> None:
    await office.do(
        commands.SaveContact("Anna", "anna"),
        commands.SetFavourite("anna", True),
        commands.SaveContact("Choir", "conf:choir"),
        commands.ExportContacts(str(tmp_path / name)),
    )
    assert office.said == [(f"2 contacts written to {tmp_path / name}.", False)]
    other = await Office(tmp_path / "other.sqlite").open()
    await other.do(commands.ImportContacts(str(tmp_path / name)))
    assert other.said == [("2 contacts added.", False)]
    assert other.contacts == office.contacts
    await other.close()


async def test_calls_show_the_names_that_contacts_have_now(office: Office) -> None:
    await office.book.add_call(call(1, name="+46812345678"))
    await office.book.add_call(call(2, name="Stranger", address="sip:eve@example.org"))
    await office.do(commands.SaveContact("Bakery", "+46 8 123 456 78"))
    assert [entry.name for entry in office.book.calls.state.history] == ["Stranger", "Bakery"]
    await office.again()
    assert [entry.name for entry in office.book.calls.state.history] == ["Stranger", "Bakery"]
    await office.do(commands.RemoveContact("+46812345678"))
    assert [entry.name for entry in office.book.calls.state.history] == ["Stranger", "+46812345678"]


async def test_new_calls_until_seen(office: Office) -> None:
    for number in range(3):
        await office.book.add_call(call(number))
    await office.book.add_call(call(3, is_missed=False, is_new=False))
    assert office.book.calls.state.new_calls == 3
    await office.do(commands.RemoveCall("c1"), commands.RemoveCall("c3"), commands.RemoveCall("never"))
    assert office.book.calls.state.new_calls == 2
    await office.again()
    assert office.book.calls.state.new_calls == 2
    await office.do(commands.MarkCallsSeen())
    for _ in range(2):
        assert office.book.calls.state.new_calls == 0
        assert [entry.is_new for entry in office.book.calls.state.history] == [False, False]
        await office.again()
    await office.book.add_call(call(4))
    await office.do(commands.ClearHistory())
    assert office.book.calls.state.new_calls == 0 and office.book.calls.state.history == ()


async def test_blocked_by_any_spelling(office: Office) -> None:
    await office.do(
        commands.SetBlocked("+46 8 123 456 78", True),
        commands.SetBlocked("tel:+46812345678", True),
        commands.SetBlocked("eve", True),
    )
    for _ in range(2):
        assert office.book.remembered.blocked == ("+46 8 123 456 78", "eve")
        assert office.book.is_blocked("sip:+46812345678@any.example") and office.book.is_blocked("eve")
        assert not office.book.is_blocked("anna") and not office.book.is_blocked("")
        await office.again()
    await office.do(commands.SetBlocked("+46812345678", False), commands.SetBlocked("nobody", False))
    assert office.book.remembered.blocked == ("eve",)


async def test_a_user_of_this_service_by_either_address(office: Office) -> None:
    office.book.names.home_domain = "sip.example.org"
    await office.do(commands.SetBlocked("eve", True), commands.SaveContact("Bob", "sip:bob@sip.example.org"))
    assert office.book.is_blocked("sip:eve@SIP.example.org") and not office.book.is_blocked("eve@other.org")
    assert office.book.name_of("bob") == "Bob" and office.book.name_of("bob@other.org") == ""


async def test_reachability_survives(office: Office) -> None:
    await office.do(commands.SetBusyPolicy("reject"), commands.SetDoNotDisturb(True))
    profile = (await office.again()).book.remembered.profile
    assert profile.busy_policy is BusyPolicy.REJECT and profile.do_not_disturb


@pytest.mark.parametrize(
    "stored",
    [
        {"busy_policy": "shout", "do_not_disturb": "yes", "display_name": 5},
        {"unknown": 1},
        [],
        "text",
    ],
)
async def test_an_unreadable_profile_counts_as_not_set(office: Office, stored: object) -> None:
    await office.book.store.set_setting("profile", stored)
    profile = (await office.again()).book.remembered.profile
    assert profile.busy_policy is BusyPolicy.ASK and not profile.do_not_disturb
    assert profile.display_name == ""


async def test_the_own_number_and_the_country_are_kept(office: Office) -> None:
    await office.do(commands.SetPhone("030 123456", "DE"), commands.SetPhone(" +46 8 123 456 78 ", "DE"))
    assert office.said == [] and office.book.region == "DE"
    await office.again()
    profile = office.book.remembered.profile
    assert (profile.own_number, profile.country) == ("+46812345678", "DE")
    await office.do(commands.SetPhone("", ""))
    assert office.book.remembered.profile.own_number == ""


@pytest.mark.parametrize(
    ("number", "country"),
    [("+49", "DE"), ("alice", "DE"), ("0171\n1234567", "DE"), ("", "Germany"), ("", "de"), ("1" * 300, "")],
)
async def test_a_number_or_country_that_is_none_changes_nothing(
    office: Office, number: str, country: str
) -> None:
    await office.do(commands.SetPhone("+46812345678", "SE"), commands.SetPhone(number, country))
    profile = office.book.remembered.profile
    assert (profile.own_number, profile.country) == ("+46812345678", "SE")
    assert [is_error for _, is_error in office.said] == [True]


async def test_quiet_hours_are_kept_and_obeyed(office: Office) -> None:
    await office.do(commands.SetQuietHours(True, "22:00-07:00 1234567"))
    office = await office.again()
    for hour, until in ((23, "07:00"), (6, "07:00"), (12, None)):
        office.book.local_time = lambda hour=hour: datetime(2026, 11, 28, hour)  # type: ignore[misc]
        assert office.book.quiet_until == until
        assert office.book.wants_no_calls is (until is not None)
    await office.do(commands.SetQuietHours(False, "21:00-06:00 1"))
    assert not office.book.wants_no_calls and office.said == []
    assert office.book.remembered.profile.quiet_hours == "21:00-06:00 1"
    await office.close()


async def test_quiet_hours_that_are_none_are_refused_in_words(office: Office) -> None:
    await office.do(commands.SetQuietHours(True, "22:00-99:00 1"))
    assert office.said == [("A time of the day is between 00:00 and 23:59.", True)]
    assert not office.book.remembered.profile.quiet


async def test_quiet_hours_that_make_no_sense_on_the_disk_are_none(office: Office) -> None:
    await office.book.set_quiet_hours(True, "nonsense")
    assert office.book.quiet_until is None
