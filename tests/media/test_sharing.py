"""A screen beside the camera: by either end, by both, declined, held, stopped, taken away."""

from __future__ import annotations

import re

import numpy as np
import pytest

from core.media.devices.system_sound import FAKE_NOTES
from core.media.media_events import (
    MediaFailed,
    RemoteSharing,
    SharedSoundChanged,
    SharingDeclined,
    SharingEnded,
)
from core.media.sdp import SdpError
from core.media.session import MediaSession
from core.media.video.test_picture import read_frame_number
from tests.media.call_pair import End, ToneDevices, call_pair, eventually
from tests.media.test_hold import directions, reoffer, set_held
from tests.media.test_session import read_numbers

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")

SCREEN, WINDOW = "fake:screen", "fake:window"


async def share(end: End, other: End, source: str = SCREEN) -> tuple[str, str]:
    end.session.share_screen(source)
    return await reoffer(end, other)


async def stop(end: End, other: End) -> tuple[str, str]:
    end.session.stop_sharing()
    return await reoffer(end, other)


def read_screens(end: End) -> list[tuple[int, int, int | None]]:
    """Collect width, height and number of the screen pictures that arrive at ``end`` from now on."""
    found: list[tuple[int, int, int | None]] = []

    def take() -> None:
        frame = end.session.incoming_screen.take()
        if frame is not None:
            found.append((frame.width, frame.height, read_frame_number(frame)))

    end.session.incoming_screen.on_picture = take
    return found


def heard(end: End, tone: float) -> float:
    """Return how loud ``tone`` (Hz) was in the last half second at ``end``, as an amplitude."""
    if len(end.devices.played) < 50:
        return 0.0
    samples = end.devices.heard(50)
    window = np.hanning(len(samples))
    spectrum = np.abs(np.fft.rfft(samples * window)) * 2 / window.sum()
    place = round(tone * len(samples) / 48_000)
    return float(spectrum[place - 1 : place + 2].max())


def sends_music(end: End) -> bool:
    sender = end.session._audio_sender
    assert sender is not None and sender._opus is not None
    return sender._opus.settings.is_music


def told(end: End) -> list[bool]:
    return [event.is_sharing for event in end.events if isinstance(event, RemoteSharing)]


def sections(sdp: str) -> list[str]:
    return re.split(r"(?m)^(?=m=)", sdp)[1:]


@pytest.mark.parametrize("is_caller", [True, False], ids=["caller", "callee"])
async def test_camera_and_screen_are_seen_at_once(is_caller: bool) -> None:
    async with call_pair() as ends:
        sharer, viewer = ends if is_caller else ends[::-1]
        camera, screens = read_numbers(viewer), read_screens(viewer)
        offer, answer = await share(sharer, viewer)
        assert "a=content:slides" in sections(offer)[2] and "a=content:slides" in sections(answer)[2]
        assert directions(offer) == ["sendrecv", "sendrecv", "sendrecv"]
        assert directions(answer) == ["sendrecv", "sendrecv", "recvonly"]
        assert told(viewer) == [True] and viewer.session.is_remote_sharing and sharer.session.is_sharing
        await eventually(lambda: len(screens) > 5 and len(camera) > 5, what="camera and screen")
        assert all(
            numbers == sorted(numbers) for numbers in (camera, [number or 0 for _, _, number in screens])
        )
        assert (screens[-1][0] > 320, sharer.screens.open_ids) == (True, [SCREEN])
        assert not told(sharer) and not sharer.session.is_remote_sharing
        offer, _ = await stop(sharer, viewer)
        assert directions(offer)[2] == "recvonly"
        assert told(viewer) == [True, False] and not sharer.session.is_sharing
        assert sharer.screens.open_ids == []
        seen = len(camera)
        await eventually(lambda: len(camera) > seen + 3, what="the camera goes on")
        assert not sharer.has(MediaFailed) and not viewer.has(MediaFailed)


async def test_both_share_in_a_call_of_sound_alone() -> None:
    async with call_pair(video=False) as (ada, ben):
        at_ada, at_ben = read_screens(ada), read_screens(ben)
        await share(ada, ben)
        await share(ben, ada, WINDOW)
        await eventually(lambda: bool(at_ada and at_ben), what="both screens")
        assert told(ada) == told(ben) == [True]
        assert not ada.session.has_incoming_video and ada.devices.open_kinds == ben.devices.open_kinds
        assert [track.kind for track in ben.session.incoming_screen_stream.getTracks()] == ["video"]
        assert ben.session.incoming_stream.getVideoTracks() == []
        await stop(ada, ben)
        assert told(ben) == [True, False] and told(ada) == [True]
        seen = len(at_ada)
        await eventually(lambda: len(at_ada) > seen, what="the other screen goes on")


async def test_a_section_is_used_again_and_again() -> None:
    async with call_pair() as (ada, ben):
        screens = read_screens(ben)
        for _ in range(3):
            offer, _ = await share(ada, ben)
            assert len(sections(offer)) == 3
            seen = len(screens)
            await eventually(lambda: len(screens) > seen, what="the screen")  # noqa: B023
            await stop(ada, ben)
        offer, _ = await share(ben, ada)
        assert len(sections(offer)) == 3
        at_ada = read_screens(ada)
        await eventually(lambda: bool(at_ada), what="the other end's screen in the same section")


async def test_another_source_needs_no_new_offer() -> None:
    async with call_pair() as (ada, ben):
        screens = read_screens(ben)
        await share(ada, ben, WINDOW)
        await eventually(lambda: bool(screens), what="the window")
        small = screens[-1][:2]
        ada.session.share_screen(SCREEN)
        assert ada.screens.open_ids == [SCREEN]
        await eventually(lambda: screens[-1][:2] > small, what="the screen")


async def test_an_end_without_screens_declines_and_the_call_goes_on() -> None:
    async with call_pair() as (ada, ben):
        ada.session.share_screen(SCREEN)
        offer = await ada.session.create_offer()
        without = "".join(sections(offer)[:2])
        head = offer[: offer.index("m=")]
        answer = await ben.session.accept_offer(re.sub(r"(BUNDLE \S+ \S+) \S+", r"\1", head) + without)
        mid = re.search(r"(?m)^a=mid:(\S+)", sections(offer)[2])
        assert mid
        await ada.session.accept_answer(answer + f"m=video 0 UDP/TLS/RTP/SAVPF 120\r\na=mid:{mid[1]}\r\n")
        assert ada.has(SharingDeclined) and not ada.session.is_sharing and ada.screens.open_ids == []
        camera = read_numbers(ben)
        await eventually(lambda: len(camera) > 5, what="the camera goes on")
        again, _ = await set_held_with_three_sections(ada, ben)
        assert sections(again)[2].startswith("m=video 0 ")


async def set_held_with_three_sections(ada: End, ben: End) -> tuple[str, str]:
    """The other end never saw the third section: it is offered with port 0, which anybody can answer."""
    ada.session.set_held(True)
    return await reoffer(ada, ben)


async def test_hold_lets_the_screen_go_and_resume_brings_it_back() -> None:
    async with call_pair() as (ada, ben):
        screens = read_screens(ben)
        await share(ada, ben)
        await eventually(lambda: bool(screens), what="the screen")
        for holder, other in ((ada, ben), (ben, ada)):
            await set_held(holder, other, True)
            assert ada.screens.open_ids == []
            assert ada.session.is_sharing and ben.session.is_remote_sharing
            seen = len(screens)
            await set_held(holder, other, False)
            await eventually(lambda: len(screens) > seen, what="the screen after resume")  # noqa: B023
        assert told(ben) == [True]


async def test_an_offer_taken_back_leaves_nothing_behind() -> None:
    async with call_pair(video=False) as (ada, ben):
        ada.session.share_screen(SCREEN)
        await ada.session.create_offer()
        await ada.session.roll_back_offer()
        ada.session.stop_sharing()
        ben.session.want_video(True)
        ada.session.want_video(True)
        camera, screens = read_numbers(ada), read_screens(ada)
        await reoffer(ben, ada)
        await eventually(lambda: len(camera) > 3, what="pictures in the section that followed")
        await share(ben, ada)
        await eventually(lambda: bool(screens), what="and a screen beside them")


async def test_a_source_that_goes_away_is_told() -> None:
    async with call_pair() as (ada, ben):
        await share(ada, ben, WINDOW)
        ada.screens.close_source(WINDOW)
        await ada.wait_for(SharingEnded)
        assert not ada.session.is_sharing
        await reoffer(ada, ben)
        assert told(ben) == [True, False]


async def test_a_source_that_never_was_there_is_told() -> None:
    async with call_pair() as (ada, ben):
        await share(ada, ben, "nonsense")
        await ada.wait_for(SharingEnded)
        assert not ada.session.is_sharing and ada.screens.open_ids == []


async def test_pictures_and_screen_can_be_added_by_one_offer() -> None:
    async with call_pair(video=False, callee_devices=ToneDevices(600)) as (ada, ben):
        for end in (ada, ben):
            end.session.want_video(True)
        camera, screens = read_numbers(ben), read_screens(ben)
        offer, _ = await share(ada, ben)
        assert len(sections(offer)) == 3
        numbers = [set(re.findall(r"(?m)^a=rtpmap:(\d+) ", text)) for text in sections(offer)]
        assert not numbers[0] & numbers[1] and not numbers[1] & numbers[2] and not numbers[0] & numbers[2]
        await eventually(lambda: bool(screens) and len(camera) > 3, what="both")


async def test_nonsense_about_screens_is_refused_and_loses_nothing() -> None:
    async with call_pair() as (ada, ben):
        screens = read_screens(ben)
        ada.session.share_screen(SCREEN)
        offer = await ada.session.create_offer()
        answer = await ben.session.accept_offer(offer)
        for nonsense in (
            "".join(sections(answer)[:2]),
            answer.replace("m=video", "m=audio"),
            answer + sections(answer)[2],
            answer.replace("a=setup:active", "a=setup:actpass"),
        ):
            with pytest.raises(SdpError):
                await ada.session.accept_answer(nonsense)
        await ada.session.accept_answer(answer)
        await eventually(lambda: bool(screens), what="the screen")


async def test_sharing_after_the_end_changes_nothing() -> None:
    async with call_pair() as (ada, ben):
        await share(ada, ben)
        session: MediaSession = ada.session
        await session.close()
        assert ada.screens.open_ids == []
        session.share_screen(WINDOW)
        session.stop_sharing()
        assert ada.screens.open_ids == []


async def test_the_system_s_sound_goes_with_the_screen() -> None:
    async with call_pair(video=False, callee_devices=ToneDevices(2000.0)) as (ada, ben):
        voice, music = 1000.0, FAKE_NOTES[1]
        await eventually(lambda: heard(ben, voice) > 2_000, what="the voice")
        assert heard(ben, music) < 100
        ada.session.share_screen(SCREEN, with_sound=True)
        assert ada.session.shares_sound and ada.system_sound.open_count == 0, "nobody has agreed yet"
        await reoffer(ada, ben)
        await eventually(lambda: min(heard(ben, music), heard(ben, voice)) > 800, what="both")
        assert sends_music(ada)
        ada.session.set_muted(True)
        await eventually(lambda: heard(ben, voice) < 100, what="a muted microphone")
        assert heard(ben, music) > 800
        ada.session.set_muted(False)
        ada.session.share_screen(SCREEN)
        assert ada.system_sound.open_count == 0 and ada.screens.open_ids == [SCREEN]
        await eventually(
            lambda: heard(ben, music) < 100 and heard(ben, voice) > 2_000, what="the voice alone"
        )
        assert not sends_music(ada)
        ada.session.share_screen(WINDOW, with_sound=True)
        assert ada.system_sound.open_count == 1
        await stop(ada, ben)
        assert ada.system_sound.open_count == 0 and not ada.session.shares_sound


async def test_the_system_s_sound_stops_on_hold_and_with_the_source_and_the_call() -> None:
    async with call_pair(video=False) as (ada, ben):
        ada.session.share_screen(WINDOW, with_sound=True)
        await reoffer(ada, ben)
        await eventually(lambda: ada.system_sound.open_count == 1, what="sound")
        await set_held(ada, ben, True)
        assert ada.system_sound.open_count == 0
        await set_held(ada, ben, False)
        assert ada.system_sound.open_count == 1
        ada.screens.close_source(WINDOW)
        await ada.wait_for(SharingEnded)
        assert ada.system_sound.open_count == 0 and not ada.session.shares_sound
        await share(ada, ben)
        assert ada.system_sound.open_count == 0, "not asked for again"
        ada.session.share_screen(SCREEN, with_sound=True)
    assert ada.system_sound.open_count == 0


async def test_a_sound_server_that_goes_away_is_told_and_the_screen_stays() -> None:
    async with call_pair(video=False) as (ada, ben):
        ada.session.share_screen(SCREEN, with_sound=True)
        await reoffer(ada, ben)
        ada.system_sound.say("It is gone.")
        await ada.wait_for(SharedSoundChanged)
        assert ada.session.shared_sound_problem == "It is gone." and ada.session.is_sharing
        ada.system_sound.say("")
        await eventually(lambda: ada.session.shared_sound_problem == "", what="its return")
