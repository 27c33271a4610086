"""The fake keeps what the door promises."""

from __future__ import annotations

import pytest

from core.service.conference.media.ports import PICTURES, ConferenceMedia
from core.service.media.refusal import MediaRefused
from tests.service.conference.fake_media import FakeConferenceMedia

A, B = "a" * 12, "b" * 12


def test_it_stands_at_the_door() -> None:
    media: ConferenceMedia = FakeConferenceMedia()
    assert media.room() is not None


async def test_a_member_that_shows_itself_is_offered_to_the_others() -> None:
    room = FakeConferenceMedia().room()
    due: list[str] = []
    room.on_renegotiation = due.append
    first, second = room.join(A), room.join(B)
    assert await first.take_offer("offer a") == "answer to offer a"
    second.sends = frozenset({PICTURES})
    await second.take_offer("offer b")
    assert due == [A] and first.is_offer_due
    assert B in await first.offer()
    await second.close()
    assert due == [A]
    await first.take_answer("answer")
    assert due == [A, A]


async def test_what_is_bad_is_refused_and_an_open_offer_can_be_rolled_back() -> None:
    room = FakeConferenceMedia().room()
    member = room.join(A)
    with pytest.raises(MediaRefused):
        await member.take_offer("bad")
    await member.offer()
    with pytest.raises(MediaRefused, match="open"):
        await member.take_offer("offer")
    member.roll_back()
    assert member.is_offer_due
    await member.take_offer("offer")
    await room.close()
    with pytest.raises(MediaRefused):
        await member.offer()
    with pytest.raises(MediaRefused):
        room.join(B)
