"""CSV as Outlook and Google write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.storage import Contact
from core.storage.exchange.csv_reader import NoColumns, read_csv
from core.storage.exchange.csv_writer import write_csv

GOOGLE = (
    "First Name,Middle Name,Last Name,Organization Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
    'Ada,King,Byron,Engines Ltd,"likes\nnumbers",Work ::: * starred ::: * myContacts,*,ada@example.org,'
    "Mobile,+44 1234 567890 ::: +44 1234 567891,Home Fax,\n"
    ",,,,,* myContacts,*,nobody@example.org,,,,\n"
)
OUTLOOK = (
    '"First Name","Last Name","Company","Business Fax","Business Phone","Home Phone","Mobile Phone",'
    '"Assistant\'s Phone","Categories","E-mail Address","E-mail Type","E-mail Display Name","Notes"\r\n'
    '"Bob","Builder","Bob & Sons","+46 8 1","08-123 456 78","","+46 70 123 45 67","+46 8 2",'
    '"Work;Friends","bob@example.org","SMTP","Bob B.","call late"\r\n'
)
GERMAN = (
    "Vorname;Nachname;Firma;Telefon (geschäftlich);Mobiltelefon;E-Mail-Adresse;Telefax\n"
    "Jörg;Müller;;030 123456;;j@x.de;1\n"
)


def test_google() -> None:
    found = read_csv(GOOGLE)
    assert found.contacts == [
        Contact(
            "Ada King Byron",
            ("+441234567890", "+441234567891"),
            is_favourite=True,
            groups=("Work",),
            emails=("ada@example.org",),
            organisation="Engines Ltd",
            note="likes\nnumbers",
        )
    ]
    assert found.without_address == 1


def test_outlook() -> None:
    assert read_csv(OUTLOOK, "SE").contacts == [
        Contact(
            "Bob Builder",
            ("+46812345678", "+46701234567"),
            groups=("Work", "Friends"),
            emails=("bob@example.org",),
            organisation="Bob & Sons",
            note="call late",
        )
    ]


def test_german_outlook_with_semicolons() -> None:
    assert read_csv(GERMAN, "DE").contacts == [Contact("Jörg Müller", ("+4930123456",), emails=("j@x.de",))]


def test_tabs_and_user_ids() -> None:
    found = read_csv("Name\tUser id\tSIP\nAda\tada\tada@sip.example.org\n")
    assert found.contacts == [Contact("Ada", ("ada", "sip:ada@sip.example.org"))]


@pytest.mark.parametrize("text", ["hello", "a,b,c\n1,2,3\n", "{}", "<html>\n", "Name\nAda\n", ",,,\n", '"'])
def test_no_known_column(text: str) -> None:
    with pytest.raises(NoColumns):
        read_csv(text)


def test_rows_that_are_short_long_or_broken() -> None:
    huge = "x" * 200_000
    found = read_csv(
        f"Name,Phone\nAda,+441234567890\nBob\n\n,,,,\n{huge},+441234567891\nEve,+441234567892,x,y\n"
    )
    assert [contact.name for contact in found.contacts] == ["Ada", "Eve"]
    assert (found.unreadable, found.without_address) == (1, 1)


def test_a_quote_that_never_ends() -> None:
    found = read_csv('Name,Phone\nAda,+441234567890\n"Bob,+441234567891\nEve,+441234567892\n')
    assert [contact.name for contact in found.contacts] == ["Ada"]
    assert found.without_address == 1


def test_a_spreadsheet_takes_no_name_for_a_formula() -> None:
    evil = Contact('=HYPERLINK("http://x")', ("=ada",), note="@SUM(1)", groups=("-1",))
    text = write_csv([evil])
    cells = text.splitlines()[1].replace('""', '"').split(",")
    assert not any(cell.strip('"').startswith(("=", "@", "-")) for cell in cells)
    assert read_csv(text).contacts == [evil]


@given(st.text(max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    read_csv("Name,Phone\n" + text)
