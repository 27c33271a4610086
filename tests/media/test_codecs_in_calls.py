"""Calls with ends that know fewer codecs than we do: what is left is used."""

from __future__ import annotations

import asyncio
import re

import pytest

from core.media.media_events import MediaFlowing
from tests.media.call_pair import call_pair, eventually, strongest_frequency
from tests.media.test_session import read_numbers

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


def keep_only(sdp: str, kind: str, codec: str) -> str:
    """Return ``sdp`` with only the payload types of ``codec`` in its sections of ``kind``."""
    sections = re.split(r"(?m)^(?=m=)", sdp)
    for place, section in enumerate(sections):
        if section.startswith(f"m={kind}"):
            kept = re.findall(rf"a=rtpmap:(\d+) {codec}/", section)
            line, rest = section.split("\r\n", 1)
            words = line.split(" ")
            drop = [number for number in words[3:] if number not in kept]
            for number in drop:
                rest = re.sub(rf"a=(?:rtpmap|fmtp|rtcp-fb):{number} [^\r\n]*\r\n", "", rest)
            sections[place] = " ".join(words[:3] + kept) + "\r\n" + rest
    return "".join(sections)


@pytest.mark.parametrize(
    ("kind", "codec", "mime_type"),
    [
        ("video", "VP8", "video/VP8"),
        ("audio", "PCMU", "audio/PCMU"),
        ("audio", "G722", "audio/G722"),
    ],
)
async def test_call_with_one_codec(kind: str, codec: str, mime_type: str) -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        offer = keep_only(await caller.session.create_offer(), kind, codec)
        answer = await callee.session.accept_offer(offer)
        await caller.session.accept_answer(answer)
        await asyncio.gather(caller.wait_for(MediaFlowing), callee.wait_for(MediaFlowing))
        numbers = read_numbers(callee)
        await eventually(lambda: len(numbers) > 15, what="pictures")
        await eventually(lambda: len(callee.devices.played) > 80, what="sound")
        assert abs(strongest_frequency(callee.devices.heard(40)) - 1000) < 15
        stats = await callee.session.stats()
        assert stats.track(kind, "inbound-rtp")["mimeType"] == mime_type
