"""Which tiles are on the stage: grid, speaker view, pinned, shared screens, own windows, pages."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.rooms import MemberState
from tests.ui.rooms import rooms
from ui.viewmodels.rooms.layout import Box
from ui.viewmodels.rooms.stage import (
    SelfView,
    View,
    Wishes,
    arrange,
    drawn_heights,
    may_speak,
    raised_in_order,
    screens_in_order,
    tiles_of,
)

SPACE = Box(0, 0, 1264, 690)
ANNA, BOB, CAROL = rooms.ident(1), rooms.ident(2), rooms.ident(3)
ME = rooms.ident(0)
ANNAS_SCREEN = f"{ANNA}/screen"


def test_a_grid_holds_everybody_in_the_order_of_joining() -> None:
    stage = arrange(rooms.of(6), Wishes(), ANNA, SPACE)
    assert list(stage.boxes) == [rooms.ident(n) for n in range(6)]
    assert stage.large == "" and stage.pages == 1 and stage.self_view is SelfView.TILE


def test_alone_the_person_is_a_tile_with_one_other_an_inset() -> None:
    assert list(arrange(rooms.of(1), Wishes(), "", SPACE).boxes) == [ME]
    two = arrange(rooms.of(2), Wishes(), ANNA, SPACE)
    assert list(two.boxes) == [ANNA] and two.self_view is SelfView.CORNER


def test_the_person_decides_where_they_see_themselves() -> None:
    for wish, keys in ((SelfView.TILE, [ME, ANNA]), (SelfView.CORNER, [ANNA]), (SelfView.OFF, [ANNA])):
        stage = arrange(rooms.of(2), Wishes(self_view=wish), ANNA, SPACE)
        assert list(stage.boxes) == keys and stage.self_view is wish
    hidden = arrange(rooms.of(1), Wishes(self_view=SelfView.OFF), "", SPACE)
    assert hidden.boxes == {}
    assert list(arrange(rooms.of(1), Wishes(self_view=SelfView.CORNER), "", SPACE).boxes) == [ME]


def test_the_speaker_view_shows_who_speaks_large() -> None:
    stage = arrange(rooms.of(6), Wishes(View.SPEAKER), BOB, SPACE)
    assert stage.large == BOB and stage.self_view is SelfView.TILE
    assert stage.boxes[BOB].area > 5 * stage.boxes[ANNA].area
    assert set(stage.boxes) == {rooms.ident(n) for n in range(6)}


def test_a_pinned_tile_wins_over_screens_and_speakers() -> None:
    room = rooms.presented()
    wishes = Wishes(View.SPEAKER, pinned=CAROL, screens=(ANNAS_SCREEN,))
    assert arrange(room, wishes, ANNA, SPACE).large == CAROL
    gone = arrange(room, replace(wishes, pinned="nobody"), ANNA, SPACE)
    assert gone.large == ANNAS_SCREEN
    me = arrange(room, replace(wishes, pinned=ME), ANNA, SPACE)
    assert me.large == ME


def test_a_shared_screen_is_large_and_its_owner_beside_it() -> None:
    room = rooms.presented()
    wishes = Wishes(screens=(ANNAS_SCREEN,))
    stage = arrange(room, wishes, BOB, SPACE)
    assert stage.large == ANNAS_SCREEN and ANNA in stage.boxes
    assert stage.boxes[ANNAS_SCREEN].height == SPACE.height
    small = arrange(room, replace(wishes, screen_large=False), BOB, SPACE)
    assert small.large == "" and ANNAS_SCREEN in small.boxes


def test_the_newest_screen_is_the_large_one() -> None:
    room = rooms.room(rooms.other(1, is_sharing=True), rooms.other(2, is_sharing=True))
    order = screens_in_order((f"{BOB}/screen",), tiles_of(room))
    assert order == (f"{BOB}/screen", ANNAS_SCREEN)
    assert arrange(room, Wishes(screens=order), BOB, SPACE).large == ANNAS_SCREEN
    assert screens_in_order(order, tiles_of(rooms.of(3))) == ()


def test_the_own_screen_is_no_tile() -> None:
    room = rooms.room(rooms.own(is_sharing=True), rooms.other(1))
    assert [tile.key for tile in tiles_of(room)] == [ME, ANNA]


def test_what_has_a_window_of_its_own_leaves_the_stage() -> None:
    stage = arrange(rooms.of(4), Wishes(popped=(BOB,)), ANNA, SPACE)
    assert BOB not in stage.boxes and ANNA in stage.boxes
    alone = arrange(rooms.of(2), Wishes(popped=(ANNA,)), ANNA, SPACE)
    assert list(alone.boxes) == [ME]


def test_a_crowd_takes_several_pages() -> None:
    room = rooms.crowd()
    first = arrange(room, Wishes(), "", SPACE)
    assert len(first.boxes) == 16 and first.pages == 3
    last = arrange(room, Wishes(page=99), "", SPACE)
    assert last.page == 2 and len(last.boxes) == 40 - 32
    assert not set(first.boxes) & set(last.boxes)


def test_hands_keep_the_order_in_which_they_went_up() -> None:
    raised = raised_in_order((), rooms.room(rooms.other(2, has_hand_raised=True)).members)
    both = rooms.room(rooms.other(1, has_hand_raised=True), rooms.other(2, has_hand_raised=True))
    raised = raised_in_order(raised, both.members)
    assert raised == (BOB, ANNA)
    assert raised_in_order(raised, rooms.room(rooms.other(1, has_hand_raised=True)).members) == (ANNA,)


def test_only_who_is_there_can_be_the_speaker() -> None:
    room = rooms.room(rooms.other(1), rooms.other(2, state=MemberState.INVITED))
    assert may_speak(room) == [ANNA]
    assert may_speak(rooms.room()) == [ME]


def test_heights_are_pixels_of_the_screen_and_0_where_nothing_is_seen() -> None:
    room = rooms.crowd()
    stage = arrange(room, Wishes(), "", SPACE)
    heights = dict(drawn_heights(room, stage, {}, 1.5, is_seen=True))
    assert ME not in heights and len(heights) == 39
    assert heights[ANNA] == round(stage.boxes[ANNA].height * 1.5)
    assert heights[rooms.ident(30)] == 0
    hidden = dict(drawn_heights(room, stage, {ANNA: 200}, 1.0, is_seen=False))
    assert hidden.pop(ANNA) == 200 and set(hidden.values()) == {0}


@given(
    count=st.integers(1, 40),
    view=st.sampled_from(View),
    pinned=st.integers(0, 45),
    popped=st.sets(st.integers(1, 40), max_size=5),
    page=st.integers(-2, 9),
    own=st.sampled_from([None, *SelfView]),
    size=st.tuples(st.integers(0, 2000), st.integers(0, 1200)),
)
def test_whatever_is_chosen_every_tile_has_one_place(
    count: int,
    view: View,
    pinned: int,
    popped: set[int],
    page: int,
    own: SelfView | None,
    size: tuple[int, int],
) -> None:
    room = rooms.of(count)
    wishes = Wishes(view, rooms.ident(pinned), tuple(map(rooms.ident, sorted(popped))), page, own)
    space = Box(0, 0, *size)
    stage = arrange(room, wishes, rooms.ident(1), space)
    assert not set(stage.boxes) & set(wishes.popped)
    assert 0 <= stage.page < stage.pages
    assert stage.large == "" or stage.large in stage.boxes
    seen = set[str]()
    for number in range(stage.pages):
        seen |= set(arrange(room, replace(wishes, page=number), rooms.ident(1), space).boxes)
    others = {member.member_id for member in room.members if not member.is_self}
    assert others - set(wishes.popped) <= seen
