"""Rosters: what is known of a room after each of its events."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.calling.room.roster import Roster, after
from core.sip.bodies.room_events import (
    MAX_CHANNELS,
    Channel,
    ChannelFacts,
    EndReason,
    RoomFacts,
    RosterEvent,
    RosterKind,
)

OURS = RoomFacts(you="b")


def member(member_id: str, **fields: object) -> Channel:
    return replace(Channel(member_id, member_id.upper(), facts=ChannelFacts()), **fields)  # type: ignore[arg-type]


def event(kind: RosterKind, *channels: Channel, facts: RoomFacts | None = OURS) -> RosterEvent:
    return RosterEvent(kind, "room", channels, facts)


def told(*events: RosterEvent, roster: Roster | None = None) -> Roster:
    roster = roster or Roster()
    for one in events:
        roster = after(roster, one)
    return roster


def ids(roster: Roster) -> str:
    return "".join(one.id for one in roster.members)


class TestOurRooms:
    def test_nothing_is_known_before_the_first_state(self) -> None:
        assert not Roster().is_known and not Roster().is_host and Roster().own is None

    def test_a_state_replaces_everything(self) -> None:
        roster = told(
            event(RosterKind.STATE, member("a"), member("b")),
            event(RosterKind.STATE, member("b"), member("c")),
        )
        assert ids(roster) == "bc" and roster.is_known and roster.own == member("b")

    def test_who_speaks_goes_on_speaking_through_a_state(self) -> None:
        roster = told(
            event(RosterKind.STATE, member("a"), member("b")),
            event(RosterKind.TALKING, member("a", talking=True)),
            event(RosterKind.STATE, member("a"), member("c")),
        )
        assert [one.talking for one in roster.members] == [True, None]
        quiet = after(roster, event(RosterKind.TALKING, member("a", talking=False)))
        assert quiet.members[0].talking is False

    def test_muting(self) -> None:
        roster = told(
            event(RosterKind.STATE, member("a"), member("b")),
            event(RosterKind.MUTE, member("a", talking=True)),
        )
        assert roster.members[0].muted and not roster.members[0].talking, "only the muting is told"
        assert not after(roster, event(RosterKind.UNMUTE, member("a"))).members[0].muted

    def test_who_is_muted_is_silenced_only_if_it_is_said(self) -> None:
        silenced = member("b", facts=ChannelFacts(silenced=True))
        roster = told(event(RosterKind.STATE, member("a"), member("b")))
        assert not after(roster, event(RosterKind.MUTE, member("b"))).is_silenced
        muted = after(roster, event(RosterKind.MUTE, silenced))
        assert muted.is_silenced and muted.members[1].muted
        assert not after(muted, event(RosterKind.UNMUTE, member("b"))).is_silenced
        assert not after(roster, event(RosterKind.MUTE, replace(silenced, id="a"))).is_silenced
        assert after(roster, event(RosterKind.STATE, silenced)).is_silenced

    def test_the_office_and_the_lock(self) -> None:
        host = member("b", facts=ChannelFacts(host=True))
        roster = told(
            event(RosterKind.STATE, host, facts=RoomFacts(you="b", locked=True, host_pass="let me in")),
        )
        assert roster.is_host and roster.is_locked and roster.host_pass == "let me in"
        handed_on = after(roster, event(RosterKind.STATE, member("b"), facts=RoomFacts(you="b")))
        assert not handed_on.is_host and not handed_on.is_locked and handed_on.host_pass == "let me in"

    def test_an_end_has_a_reason_and_nothing_else_has(self) -> None:
        roster = told(event(RosterKind.NOTICE, facts=RoomFacts(you="b", reason=EndReason.REMOVED)))
        assert roster.end_reason is None
        ended = after(roster, event(RosterKind.ENDED, facts=RoomFacts(you="b", reason=EndReason.REMOVED)))
        assert ended.end_reason is EndReason.REMOVED


class TestAsterisk:
    def test_a_welcome_says_nothing_about_who_is_muted(self) -> None:
        muted = Channel("a", "A", muted=True, admin=True)
        roster = told(event(RosterKind.WELCOME, muted, Channel("b", "B"), facts=None))
        assert not roster.members[0].muted and not roster.members[0].admin
        assert not roster.is_ours and roster.is_known and roster.you == ""

    def test_joining_and_leaving(self) -> None:
        roster = told(
            event(RosterKind.WELCOME, Channel("a"), facts=None),
            event(RosterKind.JOIN, Channel("b"), facts=None),
            event(RosterKind.JOIN, Channel("a", "again"), facts=None),
            event(RosterKind.LEAVE, Channel("b"), facts=None),
            event(RosterKind.LEAVE, Channel("nobody"), facts=None),
        )
        assert [one.name for one in roster.members] == ["again"]

    def test_two_channels_with_one_id_are_one(self) -> None:
        roster = told(event(RosterKind.WELCOME, Channel("a", "1"), Channel("a", "2"), facts=None))
        assert [one.name for one in roster.members] == ["2"]

    def test_our_call_tells_who_we_are(self) -> None:
        welcome = event(RosterKind.WELCOME, Channel("a", call_id="x"), Channel("b", call_id="y"), facts=None)
        roster = after(Roster(), welcome, "y")
        assert roster.you == "b" and not roster.is_host
        joined = after(roster, event(RosterKind.JOIN, Channel("c", call_id="z"), facts=None), "y")
        assert joined.you == "b" and after(Roster(), welcome, "other").you == ""


_channels = st.builds(
    Channel,
    id=st.sampled_from([f"{number:02}" for number in range(90)]),
    muted=st.booleans(),
    talking=st.sampled_from([True, False, None]),
    facts=st.sampled_from([None, ChannelFacts(), ChannelFacts(host=True)]),
)
_events = st.builds(
    RosterEvent,
    kind=st.sampled_from(list(RosterKind)),
    room=st.just("room"),
    channels=st.lists(_channels, max_size=MAX_CHANNELS).map(tuple),
    facts=st.sampled_from([None, RoomFacts(), RoomFacts(you="05", locked=True)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_events, max_size=6))
def test_whatever_a_room_says_its_roster_stays_sound(events: list[RosterEvent]) -> None:
    roster = told(*events)
    names = [one.id for one in roster.members]
    assert len(names) == len(set(names)) <= MAX_CHANNELS
    assert roster.own is None or roster.own.id == roster.you
