"""Conference information: whole, partial, from others, and nonsense."""

from __future__ import annotations

from dataclasses import replace

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


def partial(content: str, version: int) -> ConferenceInfo:
    head = f'xmlns="{NAMESPACE}" entity="{ROOM}" state="partial" version="{version}"'
    info = ConferenceInfo.parse(f"<conference-info {head}>{content}</conference-info>".encode())
    assert ConferenceInfo.parse(bytes(info)) == info
    return info


def after(known: ConferenceInfo, content: str) -> ConferenceInfo:
    found = known.with_news(partial(content, known.version + 1))
    assert found is not None and found.state is InfoState.FULL
    return found


@pytest.mark.parametrize(
    ("content", "is_locked"),
    [("", True), ("<conference-state><user-count>2</user-count></conference-state>", True),
     ("<conference-state><locked>false</locked></conference-state>", False)],
)  # fmt: skip
def test_a_room_stays_locked_until_somebody_says_otherwise(content: str, is_locked: bool):
    known = after(BOTH, content)
    assert (known.locked, known.users, known.subject) == (is_locked, BOTH.users, "stand-up")


@pytest.mark.parametrize(
    ("users", "who"),
    [('<users state="full">{}</users>', ["Ben B."]), ('<users state="full"/>', []),
     ('<users state="partial">{}</users>', ["Anna", "Ben B."]), ("<users>{}</users>", ["Anna", "Ben B."]),
     ('<users state="full"><user entity="sip:x@y" state="partial"/>{}</users>', ["Anna", "Ben B.", ""])],
)  # fmt: skip
def test_who_is_not_in_a_list_that_says_that_it_is_whole_is_gone(users: str, who: list[str]):
    ben = f'<user entity="{BEN.entity}" state="full"><display-text>Ben B.</display-text></user>'
    assert [user.name.replace(ANNA.name, "Anna") for user in after(BOTH, users.format(ben)).users] == who


def test_of_a_person_of_whom_a_part_is_told_the_rest_stays():
    news = f"""<users><user entity="{ANNA.entity}" state="partial">
        <endpoint entity="urn:member:aa" state="partial"><status>on-hold</status></endpoint>
        <endpoint entity="urn:member:cc"/></user></users>"""
    known = after(BOTH, news)
    held = ConferenceEndpoint("urn:member:aa", EndpointStatus.ON_HOLD, ANNA.endpoints[0].labels)
    both = (held, ConferenceEndpoint("urn:member:cc"))
    assert known.users == (replace(ANNA, endpoints=both), BEN)
    news = f"""<users><user entity="{ANNA.entity}" state="partial"><display-text>Anna</display-text>
        <endpoint entity="urn:member:aa" state="partial">
          <media id="2"><type>video</type><label>a2</label></media></endpoint>
        <endpoint entity="urn:member:cc" state="deleted"/></user></users>"""
    labels = (("audio", "aa"), ("video", "a2"))
    expected = replace(ANNA, name="Anna", endpoints=(replace(held, labels=labels),))
    assert after(known, news).users == (expected, BEN)


def test_who_has_left_with_the_last_device_is_gone():
    gone = '<endpoint entity="urn:member:bb" state="deleted"/>'
    news = f'<users><user entity="{BEN.entity}" state="partial">{gone}</user></users>'
    assert after(BOTH, news).users == (ANNA,)


def test_who_is_not_known_is_known_by_a_part():
    news = (
        '<users><user entity="sip:x@y" state="partial"><endpoint entity="e" state="partial"/></user></users>'
    )
    expected = ConferenceUser("sip:x@y", endpoints=(ConferenceEndpoint("e"),))
    assert after(BOTH, news).users == (ANNA, BEN, expected)


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
