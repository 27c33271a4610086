"""Sound and picture of a running call: shown together, at once where nothing has to wait, never backwards."""

from __future__ import annotations

import asyncio
import time

import pytest

from core.media.rtp.receiving.audio_receiver import AudioReceiver
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.session import MediaSession
from core.media.sync import lip_sync
from tests.bench.lip_sync import Skews
from tests.media.call_pair import End, call_pair, eventually

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")

SKEW = 0.040


def receivers(session: MediaSession) -> tuple[AudioReceiver, VideoReceiver]:
    audio = next(one for one in session._receivers if isinstance(one, AudioReceiver))
    video = next(one for one in session._receivers if isinstance(one, VideoReceiver))
    return audio, video


def shown_at(end: End) -> list[tuple[float, int]]:
    """Return when each picture was shown and its timestamp, as they come."""
    shown: list[tuple[float, int]] = []
    slot = end.session.incoming_picture

    def note() -> None:
        frame = slot.take()
        if frame is not None and frame.pts is not None:
            shown.append((time.monotonic(), frame.pts))

    slot.on_picture = note
    return shown


async def test_pictures_are_shown_with_their_sound() -> None:
    """How soon and how closely is the bench's to say; here they must come together on a busy machine, too."""
    async with call_pair() as (_caller, callee):
        skews = Skews(callee.session)

        def are_together() -> bool:
            last = sorted(abs(skew) for skew in skews.values[-15:])
            return len(last) == 15 and last[7] < SKEW

        await eventually(lambda: skews.are_known, 6, "both clocks")
        await eventually(are_together, 15, "sound and picture together")


async def test_every_picture_is_shown_in_order() -> None:
    async with call_pair() as (_caller, callee):
        shown = shown_at(callee)
        await eventually(lambda: len(shown) > 60, what="pictures")
        timestamps = [timestamp for _, timestamp in shown]
        assert timestamps == sorted(set(timestamps))
        _, video = receivers(callee.session)
        report = await callee.session.stats()
        assert video.playout.dropped <= int(report.track("video", "inbound-rtp")["framesDropped"])


async def test_a_call_of_pictures_waits_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    async with call_pair() as (caller, callee):
        shown = shown_at(callee)
        _, video = receivers(callee.session)
        await eventually(lambda: len(shown) > 10, what="pictures")
        for _ in range(20):
            callee.session._sync.heard(0.0, time.monotonic() + 60)
        before = len(shown)
        await asyncio.sleep(lip_sync.MAX_HOLD + 0.5)
        assert len(shown) > before, "a lying sender clock must not stop the pictures"
        assert len(video.playout._schedule) <= 16
        assert caller.session.has_outgoing_video
