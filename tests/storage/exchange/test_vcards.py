"""vCards as other programs write them, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.storage import Contact, address_key
from core.storage.exchange.contact_draft import FAVOURITES, NO_GROUPS
from core.storage.exchange.csv_reader import read_csv
from core.storage.exchange.csv_writer import write_csv
from core.storage.exchange.vcard_reader import read_vcards
from core.storage.exchange.vcard_writer import VcardVersion, write_vcards


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(text: str, region: str = "") -> Contact:
    found = read_vcards(text, region)
    assert len(found.contacts) == 1 and not found.unreadable and not found.without_address
    return found.contacts[0]


def test_version_4_as_the_rfc_shows_it() -> None:
    text = card(
        "FN:Simon Perreault",
        "N:Perreault;Simon;;;ing. jr,M.Sc.",
        "BDAY:--0203",
        "LANG;PREF=1:fr",
        "ORG;TYPE=work:Viagenie;Research",
        "ADR;TYPE=work:;Suite D2-630;2875 Laurier;Quebec;QC;G1V 2M2;Canada",
        'TEL;VALUE=uri;TYPE="work,voice";PREF=2:tel:+1-418-656-9254;ext=102',
        'TEL;VALUE=uri;TYPE="work,cell,voice,video,text";PREF=1:tel:+1-418-262-6501',
        "EMAIL;TYPE=work:simon.perreault@viagenie.ca",
        "IMPP;PREF=3:sip:simon@viagenie.ca",
        "IMPP:xmpp:simon@viagenie.ca",
        "KEY;TYPE=work;VALUE=uri:http://www.viagenie.ca/simon.asc",
        "CATEGORIES:Friends,Work\\, old",
        "NOTE:First line\\nsecond\\; line",
        version="4.0",
    )
    assert only(text) == Contact(
        "Simon Perreault",
        ("+14182626501", "+14186569254", "sip:simon@viagenie.ca"),
        groups=("Friends", "Work, old"),
        emails=("simon.perreault@viagenie.ca",),
        organisation="Viagenie, Research",
        note="First line\nsecond; line",
    )


def test_version_3_as_a_mac_writes_it() -> None:
    text = card(
        "N:Lindqvist;Anna;Maria;Dr.;",
        "item1.TEL;type=CELL;type=VOICE;type=pref:+46 70-123 45 67",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        "TEL;type=WORK;type=FAX:+46 8 999 99 99",
        "TEL;type=HOME:08-123 456 78",
        "X-SIP:anna@sip.example.se",
        "UID:4F1D-77",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ",
        "  AAAQABAAD=",
    ) + card(
        "FN:Choir",
        "X-ADDRESSBOOKSERVER-KIND:group",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:4F1D-77",
    )
    assert only(text, "SE") == Contact(
        "Dr. Anna Maria Lindqvist",
        ("+46701234567", "+46812345678", "sip:anna@sip.example.se"),
        groups=("Choir",),
    )


def test_version_2_1_as_an_old_phone_writes_it() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:2.1\n"
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=81ukasz;;;;\n"
        "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6rg =\nM=FCller\n"
        "TEL;CELL;PREF:+49 171 1234567\n"
        "TEL;WORK;FAX:+49 30 999999\n"
        "PHOTO;ENCODING=BASE64;JPEG:\n /9j/4AAQSkZJRgABAQAAAQABAAD/\n\n"
        "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:The agent\nTEL:+49 30 111111\nEND:VCARD\n"
        "X-IRMC-LUID:12\nEND:VCARD\n"
    )
    assert only(text) == Contact("Jörg Müller", ("+491711234567",))


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:", "N:Byron;Ada;;;"], "Ada Byron"),
        (["NICKNAME:Ada"], "Ada"),
        (["ORG:Engines;Analytical"], "Engines, Analytical"),
        (["EMAIL:ada@example.org"], "ada@example.org"),
        ([], "+441234567890"),
        (["FN:\x07 Ada\x00\\nByron "], "Ada Byron"),
    ],
)
def test_everybody_has_a_name(lines: list[str], name: str) -> None:
    assert only(card(*lines, "TEL:+44 1234 567890")).name == name


@pytest.mark.parametrize(
    "line",
    ["X-FAVORITE:true", "X-STARRED:1", "CATEGORIES:Work,Starred in Android", "categories:favourites"],
)
def test_stars_of_other_programs(line: str) -> None:
    contact = only(card("FN:Ada", "TEL:+441234567890", line))
    assert contact.is_favourite and contact.groups in ((), ("Work",))


def test_groups_of_version_4_by_uid() -> None:
    text = card("FN:Ada", "IMPP:ahoy:ada", "UID:urn:uuid:AB-1", version="4.0") + card(
        "KIND:group", "FN:Engineers", "MEMBER:urn:uuid:ab-1", "MEMBER:urn:uuid:unknown", version="4.0"
    )
    assert only(text).groups == ("Engineers",)


def test_a_number_without_country_is_kept_and_counted() -> None:
    found = read_vcards(card("FN:Ada", "TEL:030 123456"))
    assert found.contacts == [Contact("Ada", ("tel:030 123456",))] and found.without_country == 1
    assert address_key("tel:030 123456") != address_key("030123456")  # that would be a user id


def test_what_cannot_be_called_is_counted() -> None:
    text = (
        card("FN:Mail only", "EMAIL:x@example.org")
        + card("FN:Fax only", "TEL;TYPE=fax:+46 8 1")
        + card("FN:Ada", "IMPP:ahoy:ada")
    )
    found = read_vcards(text)
    assert (len(found.contacts), found.without_address, found.unreadable) == (1, 2, 0)


def test_half_a_file_gives_what_is_whole() -> None:
    text = card("FN:Ada", "TEL:+441234567890") + card("FN:Bob", "TEL:+441234567891")
    found = read_vcards(text[:-20])
    assert [contact.name for contact in found.contacts] == ["Ada"]
    assert found.is_cut_off and found.unreadable == 1


def test_a_card_that_never_ends_is_one_that_is_unreadable() -> None:
    text = "BEGIN:VCARD\nFN:Bob\nTEL:+441234567891\n" + card("FN:Ada", "TEL:+441234567890")
    found = read_vcards(text)
    assert [contact.name for contact in found.contacts] == ["Ada"]
    assert found.unreadable == 1 and not found.is_cut_off


@pytest.mark.parametrize(
    "line",
    [
        "no colon at all",
        ";:;",
        "TEL;=:x",
        'TEL;TYPE="unended:+4412',
        "TEL;PREF=99999999999999999:x",
        "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=nonsense:=FF=F",
        "N:" + ";" * 1000,
        "CATEGORIES:" + "," * 1000,
        "IMPP:sip:",
        "IMPP:sip:two words@x",
        "IMPP:ahoy:%00",
        "X-SIP:",
        "TEL:" + "9" * 5000,
        "NOTE:" + "x" * 300_000,
        "\\",
    ],
)
def test_nonsense_within_a_card_costs_nothing_else(line: str) -> None:
    contact = only(card(line, "TEL:+441234567890", "FN:Ada"))
    assert contact.addresses == ("+441234567890",) and len(contact.note) <= 10_000


@given(st.text(alphabet=st.sampled_from('BEGINDVCARD:;=\r\n \\"TEL,+49.^'), max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    read_vcards(text)
    read_vcards("BEGIN:VCARD\n" + text)


def test_lines_are_folded_at_75_octets_and_between_characters() -> None:
    contact = Contact("ä" * 180, ("ada",), note="🎉" * 100)
    text = write_vcards([contact])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert read_vcards(text).contacts == [contact]


def test_version_4_is_written_with_uris() -> None:
    text = write_vcards([Contact("Ada; B", ("+46 8 123 456 78", "ada", "sip:a@x.org"), is_favourite=True)])
    assert text.split("\r\n")[1:] == [
        "VERSION:4.0",
        "FN:Ada\\; B",
        "N:;Ada\\; B;;;",
        "TEL;PREF=1;VALUE=uri:tel:+46812345678",
        "IMPP;PREF=2:ahoy:ada",
        "IMPP;PREF=3:sip:a@x.org",
        "X-AHOY-FAVOURITE:1",
        "END:VCARD",
        "",
    ]


words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp", "Zs", "Co", "Cf"]),
    min_size=1,
    max_size=30,
)
users = st.from_regex(r"[A-Za-z0-9_=-]{1,40}", fullmatch=True)
addresses = st.one_of(
    users,
    st.integers(10_000_000, 99_999_999).map(lambda number: f"+4930{number}"),
    users.map(lambda user: f"sip:{user}@example.org"),
    users.map(lambda room: f"conf:{room}"),
)
contacts = st.builds(
    Contact,
    name=words.filter(lambda name: not name.startswith("'")),
    addresses=st.lists(addresses, min_size=1, max_size=4, unique_by=address_key).map(tuple),
    is_favourite=st.booleans(),
    # Groups by which other programs mark favourites are read as such.
    groups=st.lists(
        words.filter(lambda name: name.casefold() not in FAVOURITES | NO_GROUPS),
        max_size=3,
        unique_by=str.casefold,
    ).map(tuple),
    emails=st.lists(users.map(lambda user: f"{user}@example.org"), max_size=3, unique_by=str.casefold).map(
        tuple
    ),
    organisation=words | st.just(""),
    note=st.lists(words, max_size=3).map("\n".join),
)


@pytest.mark.parametrize("version", VcardVersion)
@given(everybody=st.lists(contacts, max_size=4))
@settings(max_examples=25)
def test_what_is_written_is_read_again(version: VcardVersion, everybody: list[Contact]) -> None:
    found = read_vcards(write_vcards(everybody, version))
    assert found.contacts == everybody
    assert (found.unreadable, found.without_address, found.without_country) == (0, 0, 0)


@given(everybody=st.lists(contacts, max_size=4))
@settings(max_examples=25)
def test_what_is_written_as_csv_is_read_again(everybody: list[Contact]) -> None:
    def by_main_address(contact: Contact) -> tuple[object, ...]:
        main, *others = contact.addresses
        groups = tuple(group for group in contact.groups)
        return (contact.name, main, set(others), contact.is_favourite, groups, contact.emails, contact.note)

    found = read_csv(write_csv(everybody))
    assert [by_main_address(c) for c in found.contacts] == [by_main_address(c) for c in everybody]
    assert [c.organisation for c in found.contacts] == [c.organisation for c in everybody]
    assert (found.unreadable, found.without_address) == (0, 0)
