"""The window shows a screen to somebody: one call sees it, and everybody is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.engine.pictures import screen
from core.media import media_events
from tests.calling.fakes import World
from tests.engine.calls.desk_phone import DeskPhone

SCREEN, WINDOW = "fake:screen", "fake:window"


@pytest.fixture
async def ada(seed: int, tmp_path: Path) -> AsyncIterator[DeskPhone]:
    world = World(seed)
    ada = await DeskPhone(world, tmp_path / "ahoy.sqlite").open()
    yield ada
    await ada.close()
    await world.close()


async def test_a_screen_is_shown_and_no_more(ada: DeskPhone) -> None:
    bob = await ada.friend("bob")
    call = await ada.talks_to(bob)
    assert call.can_share
    ada.local_media.screens.look()
    await ada.until(lambda: True)
    ada.board.share_screen(call.call_id, SCREEN)
    await ada.shows("bob", "established", is_sharing=True)
    await bob.heard.hears("remote screen")
    ada.board.stop_sharing(call.call_id)
    await ada.shows("bob", "established", is_sharing=False, sharing_name="")
    await bob.heard.hears("remote screen gone")
    assert ada.said == []


async def test_the_other_end_s_screen_has_a_picture_of_its_own(ada: DeskPhone) -> None:
    bob = await ada.friend("bob")
    call = await ada.talks_to(bob)
    bob.heard.calls[-1].shareScreen("theirs")
    await ada.shows("bob", "established", is_remote_sharing=True)
    assert ada.pictures.slot(screen(call.call_id)) is ada.world.media[0].incoming_screen
    bob.heard.calls[-1].stopSharing()
    await ada.shows("bob", "established", is_remote_sharing=False)
    ada.board.hang_up(call.call_id)
    await bob.heard.hears("ended")
    assert ada.pictures.slot(screen(call.call_id)) is not ada.world.media[0].incoming_screen


async def test_one_call_at_most_sees_the_screen(ada: DeskPhone) -> None:
    bob, carol = await ada.friend("bob"), await ada.friend("carol")
    first, second = await ada.talks_to(bob), await ada.talks_to(carol)
    ada.board.share_screen(first.call_id, SCREEN)
    await ada.shows("bob", "established", is_sharing=True)
    ada.board.share_screen(second.call_id, WINDOW)
    await ada.shows("carol", "established", is_sharing=True)
    await ada.shows("bob", "established", is_sharing=False)


async def test_refusals_and_ends_are_said_in_words(ada: DeskPhone) -> None:
    bob = await ada.friend("bob")
    call = await ada.talks_to(bob)
    bob.refuses_to_be_held()
    ada.board.share_screen(call.call_id, SCREEN)
    await ada.until(lambda: ada.said)
    assert "cannot be shown to bob" in ada.said[0] and not ada.call_with("bob").is_sharing
    ada.world.media[0].on_event(media_events.SharingEnded("The window was closed."))
    await ada.until(lambda: len(ada.said) == 2)
    assert ada.said[1] == "bob does not see your screen any more. The window was closed."


async def test_nonsense(ada: DeskPhone) -> None:
    for call_id in ("gone", "", "x" * 10_000):
        ada.board.share_screen(call_id, SCREEN)
        ada.board.stop_sharing(call_id)
    assert ada.said == []
    call = await ada.talks_to(await ada.friend("bob"))
    ada.board.share_screen(call.call_id, "")
    assert ada.said == ["Choose a screen or a window to show."]
    assert not ada.call_with("bob").is_sharing


async def test_too_early(ada: DeskPhone) -> None:
    await ada.friend("bob")
    await ada.board.place("bob", video=False)
    call = await ada.shows("bob", "ringing")
    assert not call.can_share
    ada.board.share_screen(call.call_id, SCREEN)
    assert "not established yet" in ada.said[0] and not ada.call_with("bob").is_sharing


async def test_sound_with_the_screen_and_what_is_wrong_with_it(ada: DeskPhone) -> None:
    bob = await ada.friend("bob")
    call = await ada.talks_to(bob)
    ada.board.share_screen(call.call_id, SCREEN, with_sound=True)
    await ada.shows("bob", "established", is_sharing=True, shares_sound=True, shared_sound_problem="")
    media = ada.world.media[0]
    media.shared_sound_problem = "The sound server does not answer."
    media.on_event(media_events.SharedSoundChanged())
    await ada.shows("bob", "established", shared_sound_problem="The sound server does not answer.")
    assert ada.said == ["bob does not hear this computer's sound now. The sound server does not answer."]
    media.shared_sound_problem = ""
    media.on_event(media_events.SharedSoundChanged())
    await ada.shows("bob", "established", shares_sound=True, shared_sound_problem="")
    ada.board.share_screen(call.call_id, SCREEN)
    await ada.shows("bob", "established", is_sharing=True, shares_sound=False)
    assert len(ada.said) == 1
