"""The finished calls beyond the newest: listed, searched, forgotten and put back; and who is a stranger."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core import commands
from core.call_list import CallFilter, CallQuery, DropForgottenCalls, ListCalls, RestoreCalls
from core.engine.people.call_log import HISTORY_SHOWN
from tests.engine.people.test_clerk import Office, call

OUT = {"direction": "outbound", "is_missed": False, "is_new": False}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = await Office(tmp_path / "ahoy.sqlite").open()
    yield office
    await office.close()


def ids(office: Office) -> list[str]:
    listed = office.book.calls.state.listed
    assert listed is not None
    return [each.call_id for each in listed.calls]


def shown(office: Office) -> list[str]:
    return [each.call_id for each in office.book.calls.state.history]


async def listing(office: Office, limit: int = 100, **query: object) -> list[str]:
    await office.do(ListCalls(CallQuery(**query), limit))  # type: ignore[arg-type]
    return ids(office)


async def test_further_back_than_what_is_in_memory(office: Office) -> None:
    await office.book.store.add_calls([call(n) for n in range(HISTORY_SHOWN + 50)])
    await office.again()
    assert len(shown(office)) == HISTORY_SHOWN
    assert len(await listing(office, 240)) == 240 and office.book.calls.state.listed.has_more  # type: ignore[union-attr]
    assert len(await listing(office, 480)) == HISTORY_SHOWN + 50
    assert not office.book.calls.state.listed.has_more  # type: ignore[union-attr]
    await office.book.add_call(call(999))
    assert ids(office)[0] == "c999", "a call that ends meanwhile is on top"
    await office.do(ListCalls(CallQuery(), 0))
    assert office.book.calls.state.listed is None


async def test_what_is_asked_for_last_is_shown(office: Office) -> None:
    await office.book.store.add_calls([call(n) for n in range(30)])
    calls = office.book.calls
    first, second = calls.list(CallQuery(text="c"), 5), calls.list(CallQuery(), 10)
    await asyncio.gather(first, second)
    assert (
        calls.state.listed is not None and calls.state.listed.query == CallQuery() and len(ids(office)) == 10
    )
    await asyncio.gather(calls.list(CallQuery(), 20), calls.list(CallQuery(), 0))
    assert calls.state.listed is None, "nobody looks any more"


def damage(path: Path) -> None:
    """Fill all but the first page of a store that is open with nonsense, as a dying disk does."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


async def test_a_question_is_answered_when_the_file_cannot_be_read(office: Office) -> None:
    await office.book.store.add_calls([call(n) for n in range(HISTORY_SHOWN + 50)])
    await office.again()
    await listing(office, 10)
    await office.book.store._file.read("PRAGMA wal_checkpoint(TRUNCATE)")
    damage(office.path)
    await office.book.store._file.read("PRAGMA shrink_memory")
    for query, known in ((CallQuery(), 10), (CallQuery(text="c"), 0)):
        await office.do(ListCalls(query, 240))
        listed = office.book.calls.state.listed
        assert listed is not None and listed.query == query and len(listed.calls) == known
        assert listed.problem == "Older calls cannot be read: ahoy.sqlite: the file is damaged."
    assert len(shown(office)) == HISTORY_SHOWN, "what is in memory is shown"
    assert office.said == [], "the list says it"


async def test_kinds_people_and_words(office: Office) -> None:
    await office.book.add_call(call(1, address="bob", name="Bob Mårtensson"))
    await office.book.add_call(call(2, address="sip:bob@sip.example.org", **OUT))
    await office.book.add_call(call(3, is_missed=False, is_new=False, duration_ms=5000))
    office.book.names.home_domain = "sip.example.org"
    await office.do(commands.SaveContact("Bakery", "+46 8 123 456 78"))
    assert await listing(office, kind=CallFilter.MISSED) == ["c1"]
    assert await listing(office, kind=CallFilter.OUTGOING) == ["c2"]
    assert await listing(office, kind=CallFilter.INCOMING) == ["c3", "c1"]
    assert await listing(office, address="bob") == ["c2", "c1"]
    assert await listing(office, address="tel:+46812345678") == ["c3"]
    assert await listing(office, address="nobody") == []
    assert await listing(office, text="martens") == ["c1"]
    assert await listing(office, text="bak") == ["c3"], "by the name that the contact has now"
    assert await listing(office, text="08 123 45") == ["c3"]
    assert await listing(office, text="bob", kind=CallFilter.OUTGOING) == ["c2"]
    assert await listing(office, text="' OR 1=1 --") == []
    assert office.book.calls.state.history[0].name == "Bakery"


async def test_forgotten_and_put_back(office: Office) -> None:
    for number in range(3):
        await office.book.add_call(call(number))
    await office.do(ListCalls(CallQuery(), 50), commands.RemoveCall("c1"))
    assert shown(office) == ids(office) == ["c2", "c0"] and office.book.calls.state.new_calls == 2
    assert office.book.calls.state.forgotten == 1
    await office.do(RestoreCalls())
    assert shown(office) == ids(office) == ["c2", "c1", "c0"] and office.book.calls.state.new_calls == 3
    await office.do(commands.ClearHistory())
    assert shown(office) == [] and office.book.calls.state.forgotten == 3
    await office.do(RestoreCalls(), RestoreCalls())
    assert shown(office) == ["c2", "c1", "c0"] and office.book.calls.state.forgotten == 0
    await office.do(commands.RemoveCall("c2"), DropForgottenCalls(), RestoreCalls())
    assert shown(office) == ["c1", "c0"]
    await office.again()
    assert shown(office) == ["c1", "c0"]
    await office.do(commands.RemoveCall(""), commands.RemoveCall("never"))
    assert shown(office) == ["c1", "c0"] and office.book.calls.state.forgotten == 0


async def test_who_is_a_stranger(office: Office) -> None:
    book = office.book
    await book.add_call(call(1, address="eve"))
    await book.add_call(call(2, address="+46 8 123 456 78", **OUT))
    await book.add_call(call(3, address="sip:+4930123456@pbx.example", **OUT))
    for _ in range(2):
        assert not book.is_first_contact("eve") and book.is_unknown("eve"), "nobody ever talked to her"
        assert not book.is_unknown("tel:+46812345678") and book.is_first_contact("mallory")
        claimed = "sip:+46812345678@evil.example"
        assert book.is_unknown(claimed) and book.is_first_contact(claimed)
        assert not book.is_unknown(claimed, is_vouched=True)
        assert not book.is_unknown("sip:+4930123456@pbx.example") and book.is_unknown("+4930123456")
        assert not book.is_unknown("echo")
        await office.again()
        book = office.book
        await book.calls.load_acquaintances()
    await office.do(commands.SaveContact("Mallory", "mallory"), commands.ClearHistory())
    assert not book.is_unknown("mallory") and book.is_first_contact("eve")


async def test_a_contact_gets_other_addresses(office: Office) -> None:
    await office.do(
        commands.SaveContact("Anna", "anna"),
        commands.SetFavourite("anna", True),
        commands.SaveContact("Bob", "bob"),
        commands.EditContact("anna", " Anna L. ", (" +46 8 123 456 78 ", "anna", "anna")),
    )
    for _ in range(2):
        anna = office.contacts[0]
        assert (anna.name, anna.address, anna.other_addresses) == ("Anna L.", "+46 8 123 456 78", ("anna",))
        assert (
            anna.is_favourite and office.book.name_of("tel:+46812345678") == "Anna L." and office.said == []
        )
        await office.again()
    before = office.contacts
    await office.do(
        commands.EditContact("anna", "Anna", ("bob",)),
        commands.EditContact("anna", "Anna", (" ",)),
        commands.EditContact("anna", "Anna", ("x" * 256,)),
        commands.EditContact("nobody", "Nobody", ("nobody",)),
    )
    assert [text for text, _ in office.said] == [
        "Bob has the address bob already.",
        "A contact needs an address: a name, a number or name@server.",
        "A contact needs an address: a name, a number or name@server.",
        "This contact does not exist any more.",
    ]
    assert office.contacts == before
