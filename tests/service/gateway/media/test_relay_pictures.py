"""Pictures through a bridge: a client of ours sees its own, sent back by a video phone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from core.media.video.test_picture import read_frame_number
from core.service.gateway.media.bridge import SipMedia
from core.service.gateway.media.relay import MediaRelays
from tests.media.call_pair import End, close_end, eventually, make_end
from tests.service.gateway.media.video_phone import VideoPhone

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")
PORTS = range(41_000, 41_400)


@asynccontextmanager
async def seeing(phone: VideoPhone) -> AsyncIterator[tuple[End, list[int]]]:
    """Yield a client whose pictures go to the phone and back, and the numbers of those that it sees."""
    relays, end = MediaRelays(PORTS), make_end(True, video=True)
    bridge, numbers = relays.bridge(SipMedia("127.0.0.1")), list[int]()

    def saw() -> None:
        frame = end.session.incoming_picture.take()
        number = read_frame_number(frame) if frame is not None else None
        if number is not None:
            numbers.append(number)

    end.session.incoming_picture.on_picture = saw
    with phone:
        try:
            phone.take(await bridge.offer_to_sip(await end.session.create_offer()))
            await end.session.accept_answer(await bridge.answer_to_client(phone.describe()))
            yield end, numbers
        finally:
            await bridge.close()
            await close_end(end)
            await relays.close()


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("H264/90000", "profile-level-id=42801F;packetization-mode=0"), ("VP8/90000", "max-fr=30")],
)
async def test_a_client_sees_what_the_phone_sends_back(name: str, parameters: str) -> None:
    phone = VideoPhone(name, parameters)
    async with seeing(phone) as (end, numbers):
        await eventually(lambda: len(set(numbers)) > 10)
        before = phone.keyframes
        phone.ask_for_keyframe()
        await eventually(lambda: phone.keyframes > before)
        await eventually(lambda: phone.clocks > 0)
        sending = end.session._connection.dtls.sending  # type: ignore[union-attr]
        await eventually(lambda: sending.estimate.has_feedback)


async def test_what_was_lost_is_asked_for_under_the_number_that_it_was_sent_with() -> None:
    phone = VideoPhone(leaves_out=3)
    async with seeing(phone) as (_, numbers):
        await eventually(lambda: set(phone.lost) <= set(phone.asked_again) and len(phone.lost) == 3)
        seen = len(numbers)
        await eventually(lambda: len(numbers) > seen + 10)
