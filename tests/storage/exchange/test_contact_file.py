"""Files on the disk: character sets, sizes, nonsense, and that writing never leaves half of one."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from core.storage import Contact
from core.storage.exchange import ContactFileError, contact_file, read_contacts, write_contacts
from core.storage.exchange.vcard_writer import VcardVersion

ADA = Contact("Zoë Łukasz 🎉", ("zoe", "+46812345678"), note="å")
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jörg\r\nTEL:+49 30 123456\r\nEND:VCARD\r\n"


@pytest.mark.parametrize("name", ["all.vcf", "all.csv", "ALL.CSV", "all", "all.VCF"])
def test_written_and_read_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_contacts(path, [ADA])
    assert read_contacts(path).contacts == [ADA]
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_older_version_on_request(tmp_path: Path) -> None:
    write_contacts(tmp_path / "x.vcf", [ADA], VcardVersion.V3)
    assert "VERSION:3.0" in (tmp_path / "x.vcf").read_text(encoding="utf-8")
    assert read_contacts(tmp_path / "x.vcf").contacts == [ADA]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_character_sets(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "x.vcf").write_bytes(CARD.encode(encoding))
    assert read_contacts(tmp_path / "x.vcf").contacts == [Contact("Jörg", ("+4930123456",))]


def test_several_character_sets_in_one_file(tmp_path: Path) -> None:
    (tmp_path / "x.vcf").write_bytes(CARD.encode("cp1252") + CARD.replace("30", "40").encode())
    assert [contact.name for contact in read_contacts(tmp_path / "x.vcf").contacts] == ["Jörg", "Jörg"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither a vCard nor a CSV"),
        (random.Random(7).randbytes(64) + b"\0", "neither a vCard nor a CSV"),
        (b"hello world", "holds no contacts that Ahoy can read"),
        (b"\xff\xfe\x00", "holds no contacts"),
        (b"\xff" * 1000, "holds no contacts"),
    ],
)
def test_what_is_no_contact_file(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(content)
    with pytest.raises(ContactFileError, match=sentence):
        read_contacts(path)


@pytest.mark.parametrize(
    ("name", "sentence"), [("none.vcf", "could not be read"), ("", "is no file"), ("a\0b", "no name")]
)
def test_paths_that_lead_nowhere(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(ContactFileError, match=sentence):
        read_contacts(tmp_path / name)


def test_what_never_ends_is_not_read() -> None:
    with pytest.raises(ContactFileError, match="is no file"):
        read_contacts(Path("/dev/zero"))


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contact_file, "SIZE_LIMIT", 1000)
    (tmp_path / "x.vcf").write_text(CARD * 100)
    with pytest.raises(ContactFileError, match="too large"):
        read_contacts(tmp_path / "x.vcf")


def test_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.storage.exchange.contact_draft.CONTACTS_LIMIT", 3)
    (tmp_path / "x.vcf").write_text(CARD * 5)
    found = read_contacts(tmp_path / "x.vcf")
    assert (len(found.contacts), found.too_many) == (3, 2)


@pytest.mark.parametrize("name", ["no/such/folder.vcf", "a\0b.vcf", "."])
def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContactFileError):
        write_contacts(tmp_path / name, [ADA])
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.vcf"
    write_contacts(path, [ADA])
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ContactFileError, match="no space left"):
        write_contacts(path, [])
    assert path.read_bytes() == before and len(list(tmp_path.iterdir())) == 1
