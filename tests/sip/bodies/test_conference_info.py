"""Conference information: whole, partial, from others, and nonsense."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sip.bodies.conference_info import (
    MAX_USERS,
    NAMESPACE,
    ConferenceEndpoint,
    ConferenceInfo,
    ConferenceUser,
    EndpointStatus,
    InfoState,
    by_person,
)
from core.sip.messages import IllegalValue, ParseError

ROOM = "sip:room-standup@ahoy.test"
ANNA = ConferenceUser(
    "sip:anna@ahoy.test",
    "Änna <&>",
    ("moderator",),
    (ConferenceEndpoint("urn:member:aa", EndpointStatus.MUTED, (("audio", "aa"), ("video", "aa"))),),
)
BEN = ConferenceUser("sip:ben@ahoy.test", "Ben", (), (ConferenceEndpoint("urn:member:bb"),))
BOTH = ConferenceInfo(ROOM, (ANNA, BEN), "stand-up", True, 7)


def test_a_whole_document_is_read_again():
    assert ConferenceInfo.parse(bytes(BOTH)) == BOTH


def test_only_what_has_changed_is_told_and_put_together_again():
    quiet = ConferenceUser(BEN.entity, "Ben", ("participant",), BEN.endpoints)
    later = ConferenceInfo(ROOM, (quiet,), "stand-up", False)
    news = later.since(BOTH)
    assert (news.version, news.state) == (8, InfoState.PARTIAL)
    assert news.users == (quiet, ConferenceUser(ANNA.entity, state=InfoState.DELETED))
    told = ConferenceInfo.parse(bytes(news))
    assert told == news
    known = BOTH.with_news(told)
    assert known is not None
    assert (known.users, known.locked, known.state) == ((quiet,), False, InfoState.FULL)


def test_news_after_something_that_was_missed_are_of_no_use():
    news = ConferenceInfo(ROOM, (BEN,), version=9, state=InfoState.PARTIAL)
    assert BOTH.with_news(news) is None
    other = ConferenceInfo("sip:room-x@ahoy.test", (), version=8, state=InfoState.PARTIAL)
    assert BOTH.with_news(other) is None
    whole = ConferenceInfo(ROOM, (BEN,), version=3)
    assert BOTH.with_news(whole) == whole


def test_two_devices_of_one_person_are_one_user():
    laptop = ConferenceUser(ANNA.entity, "Anna", ("participant",), (ConferenceEndpoint("urn:member:cc"),))
    (user,) = by_person([ANNA, laptop])
    assert [one.entity for one in user.endpoints] == ["urn:member:aa", "urn:member:cc"]
    assert user.roles == ("moderator", "participant")


def test_what_other_servers_write():
    body = f"""<?xml version="1.0"?>
      <c:conference-info xmlns:c="{NAMESPACE}" entity="sip:3001@pbx" version="12">
        <c:conference-state><c:user-count>1</c:user-count><c:active>true</c:active></c:conference-state>
        <c:users><c:user entity="sip:6001@pbx"><c:display-text>6001</c:display-text>
          <c:endpoint entity="sip:6001@192.0.2.7:5060"><c:status>strange</c:status>
            <c:joining-method>dialed-in</c:joining-method>
            <c:media id="1"><c:type>audio</c:type><c:label>x</c:label><c:status>sendrecv</c:status></c:media>
          </c:endpoint></c:user><c:user/></c:users>
      </c:conference-info>"""
    info = ConferenceInfo.parse(body.encode())
    endpoint = ConferenceEndpoint("sip:6001@192.0.2.7:5060", labels=(("audio", "x"),))
    expected = ConferenceInfo("sip:3001@pbx", (ConferenceUser("sip:6001@pbx", "6001", (), (endpoint,)),))
    assert (info.users, info.version, info.state) == (expected.users, 12, InfoState.FULL)


@pytest.mark.parametrize(
    "body",
    [b"", b"<a/>", b"<conference-info/>", f'<conference-info xmlns="{NAMESPACE}"/>'.encode(),
     f'<conference-info xmlns="{NAMESPACE}" entity="x" version="-1"/>'.encode(),
     f'<conference-info xmlns="{NAMESPACE}" entity="x" version="{"9" * 40}"/>'.encode(),
     b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a>" * 100, b"\xff\xfe\x00", b"<a" + b" " * 70_000],
)  # fmt: skip
def test_what_is_no_such_document_is_refused(body: bytes):
    with pytest.raises(ParseError):
        ConferenceInfo.parse(body)


def test_everything_is_bounded():
    users = "".join(
        f'<user entity="sip:u{n}@x"><display-text>{"n" * 500}</display-text></user>' for n in range(90)
    )
    body = f'<conference-info xmlns="{NAMESPACE}" entity="x"><users>{users}</users></conference-info>'
    info = ConferenceInfo.parse(body.encode())
    assert len(info.users) == MAX_USERS
    assert len(info.users[0].name) < 500


def test_what_xml_cannot_carry_is_not_written():
    with pytest.raises(IllegalValue):
        bytes(ConferenceInfo(ROOM, (ConferenceUser("sip:a@b", "bell\x07"),)))


texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(texts, texts, max_size=5), st.dictionaries(texts, texts, max_size=5))
def test_any_two_states_lead_from_one_to_the_other(one: dict[str, str], other: dict[str, str]):
    before, after = (
        ConferenceInfo(ROOM, tuple(ConferenceUser(f"sip:{key}", name) for key, name in each.items()))
        for each in (one, other)
    )
    known = before.with_news(ConferenceInfo.parse(bytes(after.since(before))))
    assert known is not None
    assert set(known.users) == set(after.users)
