"""A sender that is told how much of its picture is of use: it sends that, rests, and begins anew at once."""

from __future__ import annotations

import asyncio

from core.media.rtp.sending.video_sender import VideoSender
from tests.media.call_pair import End, call_pair, eventually


def sender_of(end: End) -> VideoSender:
    transceiver = end.session._negotiation.transceiver("video")
    assert transceiver is not None and isinstance(transceiver.sender, VideoSender)
    return transceiver.sender


async def test_a_picture_that_nobody_looks_at_is_not_encoded_and_comes_back_with_a_keyframe() -> None:
    async with call_pair() as (caller, callee):
        picture = callee.session.incoming_picture
        await eventually(lambda: picture.frames > 3)
        encoding = sender_of(caller)._encoding
        assert encoding is not None
        caller.session.limit_picture(0, 0)
        assert not sender_of(caller).is_sending
        await asyncio.sleep(0.2)
        encoded, keyframes = encoding.frames, encoding.keyframes
        await asyncio.sleep(0.5)
        assert encoding.frames == encoded, "the camera goes on, the encoder rests"
        assert "camera" in {kind.value for kind in caller.devices.open_kinds}
        caller.session.limit_picture(120, 200)
        await eventually(lambda: encoding.frames > encoded)
        assert encoding.keyframes > keyframes, "the very first one, whatever was sent before"
        await eventually(lambda: picture.size[1] <= 120, what="a smaller picture")
        assert encoding.target_bitrate <= 200_000
        caller.session.limit_picture(720, 0)
        await eventually(lambda: picture.size == (320, 240), what="the whole picture")


async def test_what_is_said_before_there_is_a_sender_counts_later() -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        caller.session.limit_picture(100, 100)
        offer = await caller.session.create_offer()
        await caller.session.accept_answer(await callee.session.accept_offer(offer))
        picture = callee.session.incoming_picture
        await eventually(lambda: picture.frames > 1)
        assert picture.size[1] <= 100
