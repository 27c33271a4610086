"""What counts as hold and resume, and how a section that joins later is numbered."""

from __future__ import annotations

import pytest
from aiortc.codecs import CODECS, HEADER_EXTENSIONS
from hypothesis import given
from hypothesis import strategies as st

from core.media.sdp.added_section import numbered_codecs, numbered_extensions
from core.media.sdp.comparison import changes_only_direction
from core.media.sdp.description import Section, parse_description
from core.media.sdp.directions import agreed, direction_of, receives, sends
from core.media.sdp.local_text import Origin, with_direction
from tests.media.test_sdp import OPUS, audio, describe, video

MORE = "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=ssrc:7 cname:x\r\n"


def section(text: str) -> Section:
    return parse_description(describe(text)).sections[0]


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("a=sendrecv", "a=inactive", True),
        ("a=setup:actpass", "a=setup:active", True),
        ("a=mid:0\r\n", "", True),
        ("a=ssrc:7 cname:x\r\n", "", True),
        ("RTP/SAVPF 111", "RTP/SAVPF 111 63", True),
        ("a=ssrc:7", "a=ssrc:8", False),
        ("a=mid:0", "a=mid:7", False),
        ("111 opus", "111 PCMU", False),
        ("SAVPF 111", "SAVPF 112", False),
        ("extmap:4", "extmap:5", False),
        ("ice-ufrag:abcd", "ice-ufrag:efgh", True),
        ("ice-pwd:abcd", "ice-pwd:efgh", True),
        (":AB:AB", ":CD:AB", False),
    ],
)
def test_only_the_direction_and_the_path_may_differ(old: str, new: str, is_same: bool) -> None:
    text = audio(body=OPUS + MORE)
    assert old in text
    known = section(text)
    assert changes_only_direction(known, section(text.replace(old, new)), known) is is_same


def test_what_is_not_spoken_may_change() -> None:
    text = audio(body=OPUS + MORE)
    ours = section(audio())
    assert changes_only_direction(section(text), section(text.replace("extmap:4", "extmap:5")), ours)


DIRECTION = st.builds(direction_of, st.booleans(), st.booleans())


@given(DIRECTION, DIRECTION)
def test_both_ends_agree_on_what_is_agreed(ours: str, theirs: str) -> None:
    here, there = agreed(ours, theirs), agreed(theirs, ours)
    assert sends(here) == receives(there) and receives(here) == sends(there)
    assert not sends(here) or (sends(ours) and receives(theirs))


def test_numbers_of_a_section_that_joins_collide_with_none() -> None:
    spoken = [
        section(
            audio(body="a=rtpmap:97 opus/48000/2\r\na=rtpmap:98 G722/8000\r\n").replace(" 111", " 97 98 99 0")
        )
    ]
    codecs = numbered_codecs(CODECS["video"], spoken)
    numbers = [codec.payloadType for codec in codecs]
    assert len(set(numbers)) == len(numbers) and not set(numbers) & {97, 98, 99, 0}
    for codec in codecs:
        if "apt" in codec.parameters:
            assert codec.parameters["apt"] == numbers[codecs.index(codec) - 1]
    assert {codec.payloadType for codec in numbered_codecs(CODECS["video"], [])} == {
        codec.payloadType for codec in CODECS["video"]
    }


def test_extensions_of_a_section_that_joins_have_one_id_each() -> None:
    spoken = [section(audio(body=OPUS + MORE + "a=extmap:2 urn:x\r\n"))]
    found = {one.uri: one.id for one in numbered_extensions(HEADER_EXTENSIONS["video"], spoken)}
    assert found["urn:ietf:params:rtp-hdrext:sdes:mid"] == 4
    assert len(set(found.values())) == len(found) and 2 not in found.values()


def test_version_rises_when_something_changes_and_only_then() -> None:
    origin, text = Origin(), describe(audio(), video())
    first, again, other = (origin.stamp(one) for one in (text, text, with_direction(text, "inactive")))
    assert first == again != other
    assert [line.split()[2] for line in (first.split("\r\n")[1], other.split("\r\n")[1])] == ["1", "2"]
