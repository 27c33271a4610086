"""Large files of contacts: how far they are is told, they can be stopped, and nonsense loses nothing."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from core import commands
from core.engine.people import importing
from core.engine.people.clerk import Clerk
from core.snapshots import ImportSnapshot
from core.storage import Contact
from core.storage.steps import OnStep, part
from tests.engine.people.test_clerk import Office

MANY = 3_000


def cards(number: int) -> str:
    """Return cards whose numbers take no time to read."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Person {n}\r\nTEL;VALUE=uri:tel:+4930{100000 + n}\r\nEND:VCARD\r\n"
        for n in range(number)
    )


def table(number: int) -> str:
    return "Name,Phone 1 - Value\n" + "".join(f"Person {n},+4930{100000 + n}\n" for n in range(number))


class Watched(Office):
    """An office whose clerk tells what the window would show; ``on_look`` is the person."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.seen: list[ImportSnapshot | None] = []
        self.on_look: Callable[[ImportSnapshot], None] = lambda shown: None

    async def open(self) -> Watched:
        await super().open()
        self.clerk = Clerk(self.book, self.notify, self.look)
        return self

    def look(self) -> None:
        shown = self.clerk.importing
        if shown not in self.seen[-1:]:
            self.seen.append(shown)
        if shown is not None:
            self.on_look(shown)


@pytest.fixture
async def office(tmp_path: Path) -> Watched:
    return await Watched(tmp_path / "ahoy.sqlite").open()


@pytest.mark.parametrize(("name", "text"), [("many.vcf", cards(MANY)), ("many.csv", table(MANY))])
async def test_many_contacts_show_how_far_they_are(
    office: Watched, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text)
    await office.do(commands.ImportContacts(str(tmp_path / name)))
    assert office.said == [(f"{MANY} contacts added.", False)]
    assert len(office.contacts) == MANY and len((await office.again()).contacts) == MANY
    assert office.seen[0] == ImportSnapshot(name) and office.seen[-1] is None
    hundredths = [shown.hundredths for shown in office.seen if shown is not None]
    assert hundredths == sorted(set(hundredths)) and 30 < len(hundredths) <= 101
    assert any(0 < each < 90 for each in hundredths) and any(each > 90 for each in hundredths)
    await office.close()


@pytest.mark.parametrize("when", [0, 20, 60, 93])
async def test_stopped_at_any_time_it_has_added_nothing(
    office: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: int
) -> None:
    (tmp_path / "many.vcf").write_text(cards(2000))
    await office.do(commands.SaveContact("Anna", "anna"))
    is_stopped = threading.Event()

    def part_that_waits(on_step: OnStep, begin: float, end: float) -> OnStep:
        def step(share: float) -> None:
            part(on_step, begin, end)(share)
            if (begin + share * (end - begin)) * 100 > when + 1:
                assert is_stopped.wait(20)

        return step

    def stop(shown: ImportSnapshot) -> None:
        if shown.hundredths >= when and not is_stopped.is_set():
            stopping.append(asyncio.ensure_future(office.do(commands.StopImport())))
            stopping[0].add_done_callback(lambda done: is_stopped.set())

    stopping: list[asyncio.Future[None]] = []
    monkeypatch.setattr(importing, "part", part_that_waits)
    office.on_look = stop
    await office.do(commands.ImportContacts(str(tmp_path / "many.vcf")))
    assert office.said == [("Stopped: no contact was added.", False)] and office.seen[-1] is None
    assert [contact.name for contact in office.contacts] == ["Anna"]
    assert [contact.name for contact in (await office.again()).contacts] == ["Anna"]
    await office.do(commands.StopImport(), commands.ImportContacts(str(tmp_path / "many.vcf")))
    assert office.said[-1] == ("2000 contacts added.", False)
    await office.close()


async def test_one_file_at_a_time(office: Watched, tmp_path: Path) -> None:
    (tmp_path / "many.vcf").write_text(cards(1000))
    (tmp_path / "other.vcf").write_text(cards(1))
    began = asyncio.Event()
    office.on_look = lambda shown: began.set()
    first = asyncio.create_task(office.do(commands.ImportContacts(str(tmp_path / "many.vcf"))))
    await began.wait()
    await office.do(commands.ImportContacts(str(tmp_path / "other.vcf")))
    await first
    assert office.said == [
        ("many.vcf is still being read: wait, or stop that.", True),
        ("1000 contacts added.", False),
    ]
    await office.close()


async def test_an_engine_that_ends_does_not_wait_for_the_file(office: Watched, tmp_path: Path) -> None:
    (tmp_path / "many.vcf").write_text(cards(2000))
    running = asyncio.create_task(office.do(commands.ImportContacts(str(tmp_path / "many.vcf"))))
    office.on_look = lambda shown: shown.hundredths > 5 and running.cancel()  # type: ignore[func-returns-value]
    with pytest.raises(asyncio.CancelledError):
        await running
    assert office.clerk.importing is None and office.contacts == [] and office.said == []
    assert (await office.again()).contacts == []
    await office.close()


def _nonsense() -> list[tuple[str, bytes]]:
    whole = cards(50).encode()
    rng = random.Random(11)
    torn = bytearray(whole)
    for _ in range(200):
        torn[rng.randrange(len(torn))] = rng.randrange(256)
    return [
        ("empty lines", b"\n" * 300_000 + b"x"),
        ("blanks", b" \t" * 300_000 + b"\nx"),
        ("no end", b"BEGIN:VCARD\n" * 20_000),
        ("one long line", b"BEGIN:VCARD\nNOTE:" + b"x" * 3_000_000),
        ("quotes", b'Name,Phone\n"' + b'a""' * 200_000),
        ("semicolons", b"BEGIN:VCARD\nTEL" + b";" * 200_000 + b":1\nEND:VCARD\n"),
        ("noise", rng.randbytes(200_000).replace(b"\0", b"\1")),
        ("torn", bytes(torn)),
    ]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("name", "content"), _nonsense(), ids=[name for name, _ in _nonsense()])
async def test_nonsense_ends_soon_with_a_sentence_and_loses_nothing(
    office: Watched, tmp_path: Path, name: str, content: bytes
) -> None:
    await office.book.store.add_contacts([Contact("Anna", ("anna", "+46812345678"))])
    await office.again()
    (tmp_path / "x.vcf").write_bytes(content)
    await office.do(commands.ImportContacts(str(tmp_path / "x.vcf")))
    assert len(office.said) == 1 and office.said[0][0]
    assert "Anna" in [contact.name for contact in office.contacts] and office.clerk.importing is None
    await office.close()
