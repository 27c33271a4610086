"""What sections are for: by their kind, by what they say, and by what is known of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.sdp.description import Section, parse_description
from core.media.sdp.ledger import SectionLedger
from core.media.sdp.roles import ROLES, roles_of, with_role
from tests.media.test_sdp import audio, describe, video

SLIDES = "a=rtpmap:120 VP8/90000\r\na=content:slides\r\n"


def sections(*texts: str) -> tuple[Section, ...]:
    return parse_description(describe(*texts)).sections


@pytest.mark.parametrize(
    ("texts", "roles"),
    [
        ([audio(), video()], ["audio", "video"]),
        ([audio(), video(), video("2")], ["audio", "video", "screen"]),
        ([audio(), video(body=SLIDES)], ["audio", "screen"]),
        ([video(body=SLIDES), video("2"), audio("3")], ["screen", "video", "audio"]),
        (
            [audio(), video(), video("2", body=SLIDES.replace("slides", "main,slides"))],
            ["audio", "video", "screen"],
        ),
        ([audio(), video(), video("2", body=SLIDES.replace("slides", "sl"))], ["audio", "video", "screen"]),
        ([audio(), "m=video 0 RTP/AVP 0\r\n", video("2")], ["audio", "video", "video"]),
        (["m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"], ["application"]),
    ],
)
def test_roles_of_a_first_description(texts: list[str], roles: list[str]) -> None:
    assert roles_of(sections(*texts), {}) == roles


def test_what_is_known_stays_when_the_other_end_does_not_repeat_it() -> None:
    told = sections(audio(), video(), video("2"))
    assert roles_of(told, {0: "audio", 1: "screen"}) == ["audio", "screen", "video"]


def test_a_place_may_be_used_for_something_else() -> None:
    assert roles_of(sections(audio(), video("7", body=SLIDES)), {0: "audio", 1: "video"}) == [
        "audio",
        "screen",
    ]


def test_more_known_than_told_is_no_matter() -> None:
    assert roles_of(sections(audio()), {0: "audio", 5: "screen"}) == ["audio"]


def test_only_a_screen_says_what_it_is() -> None:
    assert with_role("m=video\r\n", "video") == "m=video\r\n"
    told = with_role("m=video\r\n", "screen")
    assert "a=content:slides\r\n" in told and "a=label:screen\r\n" in told
    assert with_role(told, "screen") == told


@given(st.lists(st.sampled_from([audio("m"), video("m"), video("m", body=SLIDES)]), min_size=1, max_size=8))
def test_no_two_used_sections_have_one_role(texts: list[str]) -> None:
    numbered = [text.replace("a=mid:m\r\n", f"a=mid:{n}\r\n") for n, text in enumerate(texts)]
    ledger = SectionLedger()
    ledger.take_offer(describe(*numbered, bundle=" ".join(map(str, range(len(numbered))))))
    used = [ledger.presented[place].role for place in ledger.live.values()]
    assert len(set(used)) == len(used) and set(used) <= set(ROLES)
