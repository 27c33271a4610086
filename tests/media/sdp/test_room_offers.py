"""Offers of conference rooms, told from those of calls of two."""

from __future__ import annotations

import pytest

from core.media.sdp.room_offers import shows_members
from tests.media.test_sdp import describe, video


def offer(*lines: str, port: int = 9) -> str:
    picture = video("v", port).replace("a=sendrecv\r\n", "")
    return describe(video("own"), picture + "".join(f"a={line}\r\n" for line in lines))


def test_a_label_one_way_is_a_room() -> None:
    assert shows_members(offer("sendonly", "label:1795902633.3"))


@pytest.mark.parametrize(
    "text",
    [
        offer("sendonly"),
        offer("sendrecv", "label:1"),
        offer("sendonly", "label:screen", "content:slides"),
        offer("sendonly", "label:11", "content:main"),
        offer("sendonly", "label:1", port=0),
        "",
        "v=0\r\nm=\r\n",
    ],
)
def test_anything_else_is_a_call_of_two_or_nonsense(text: str) -> None:
    assert not shows_members(text)
