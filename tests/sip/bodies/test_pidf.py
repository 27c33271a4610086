"""Presence documents: what is written is read again, what others write too; hostile XML is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sip.bodies.pidf import MAX_TEXT, MAX_TUPLES, Presence, PresenceState, PresenceTuple, compose
from core.sip.bodies.xml_reader import MAX_DEPTH, MAX_PARTS, MAX_XML_BYTES
from core.sip.messages import IllegalValue, ParseError

ENTITY = "pres:someone@example.com"
S = PresenceState

EXAMPLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<impp:presence xmlns:impp="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
    xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" entity="pres:someone@example.com">
  <impp:tuple id="bs35r9">
    <impp:status><impp:basic> OPEN </impp:basic></impp:status>
    <impp:contact priority="0.8">im:someone@mobilecarrier.net</impp:contact>
    <impp:note xml:lang="en">Don't Disturb Please!</impp:note>
    <impp:timestamp>2001-10-27T16:49:29Z</impp:timestamp>
  </impp:tuple>
  <impp:tuple id="eg92n8"><impp:status><impp:basic>closed</impp:basic></impp:status></impp:tuple>
  <dm:person id="p1">
    <r:activities from="2005-05-30T12:00:00+05:00"><r:note>Far away</r:note><r:on-the-phone/></r:activities>
  </dm:person>
</impp:presence>"""


@pytest.mark.parametrize("state", list(PresenceState))
def test_every_state_is_read_again(state: PresenceState):
    document = Presence.of_state(ENTITY, state)
    assert document.state is state and Presence.parse(bytes(document)) == document


def test_a_document_as_the_rfcs_show_them():
    document = Presence.parse(EXAMPLE)
    assert document.entity == ENTITY and document.note == "Don't Disturb Please!"
    assert document.tuples == (
        PresenceTuple("bs35r9", True, "im:someone@mobilecarrier.net"),
        PresenceTuple("eg92n8", False),
    )
    assert "on-the-phone" in document.activities and document.state is S.IN_CALL


@pytest.mark.parametrize(
    ("activity", "state"),
    [
        ("meeting", S.DO_NOT_DISTURB),
        ("busy", S.DO_NOT_DISTURB),
        ("steering", S.ONLINE),
        ("unknown", S.ONLINE),
    ],
)
def test_activities(activity: str, state: PresenceState):
    body = bytes(Presence(ENTITY, (PresenceTuple("a", True),), frozenset({"busy"})))
    assert Presence.parse(body.replace(b"rpid:busy", f"rpid:{activity}".encode())).state is state


def test_several_devices_become_one_document():
    home = Presence.of_state(ENTITY, S.IN_CALL)
    away = Presence.of_state(ENTITY, S.OFFLINE)
    quiet_but_gone = Presence(ENTITY, (PresenceTuple("x", False),), frozenset({"busy"}))
    both = compose(ENTITY, [home, away, quiet_but_gone])
    assert both.state is S.IN_CALL and len({one.id for one in both.tuples}) == 3
    assert compose(ENTITY, []).state is S.OFFLINE
    assert compose(ENTITY, [Presence.of_state(ENTITY, S.DO_NOT_DISTURB), home]).state is S.DO_NOT_DISTURB


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="&b;"/>'
)
FILE = (
    b'<!DOCTYPE p [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b'<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="pres:a"><note>&f;</note></presence>'
)
ROOT = b'<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="pres:a">'
HOSTILE = {
    "entities inside entities": LAUGHS,
    "an entity from a file": FILE,
    "a document type alone": b"<!DOCTYPE presence>" + ROOT + b"</presence>",
    "an entity nobody defined": ROOT + b"&unknown;</presence>",
    "too deep": ROOT + b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH + b"</presence>",
    "too many elements": ROOT + b"<a/>" * MAX_PARTS + b"</presence>",
    "too many attributes": ROOT + b"<a b='1' c='2' d='3'/>" * (MAX_PARTS // 4) + b"</presence>",
    "too large": ROOT + b" " * MAX_XML_BYTES + b"</presence>",
    "not closed": ROOT,
    "empty": b"",
    "not XML": b"v=0\r\n",
    "an encoding nobody knows": b'<?xml version="1.0" encoding="klingon"?>' + ROOT + b"</presence>",
    "NUL": b"\0" + ROOT,
    "something else": b'<presence entity="pres:a"/>',
    "of nobody": b'<presence xmlns="urn:ietf:params:xml:ns:pidf"/>',
    "two roots": ROOT + b"</presence>" + ROOT + b"</presence>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused(name: str):
    with pytest.raises(ParseError):
        Presence.parse(HOSTILE[name])


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda noise: ROOT + noise + b"</presence>"))
def test_noise_raises_nothing_but_parse_errors(body: bytes):
    try:
        Presence.parse(body)
    except ParseError as error:
        assert 400 <= error.status < 500


def test_a_long_list_is_cut():
    many = b"".join(b'<tuple id="%d"><status><basic>open</basic></status></tuple>' % n for n in range(100))
    assert len(Presence.parse(ROOT + many + b"</presence>").tuples) == MAX_TUPLES


@pytest.mark.parametrize(
    "character", ["&amp;", "&lt;", "&#x85;", "&#xD;", "&#x10FFFD;", "&#x1F600;", "\u202e"]
)
def test_whatever_was_read_can_be_written_and_fits_into_a_message(character: str):
    """Sixteen devices of one who means harm, each as large as it can be made."""
    text = character * 300
    tuples = f'<tuple id="{text}"><status><basic>open</basic></status><contact>{text}</contact></tuple>' * 3
    document = Presence.parse(ROOT + f"{tuples}<note>{text}</note></presence>".encode())
    assert all(len(one.id) <= MAX_TEXT for one in document.tuples) and len(document.note) <= MAX_TEXT
    written = bytes(compose(ENTITY, [document] * 16))
    assert len(written) < 40_000 and Presence.parse(written).is_open


def test_what_xml_cannot_say_is_not_written():
    for document in (
        Presence("pres:\0"),
        Presence(ENTITY, note="\x1b"),
        Presence(ENTITY, (), frozenset({"a b"})),
        Presence(ENTITY, (), frozenset({""})),
    ):
        with pytest.raises(IllegalValue):
            bytes(document)
    markup = Presence("pres:<&\"'>", (PresenceTuple("<", True, "a&b"),), note="</note>")
    assert Presence.parse(bytes(markup)) == markup
