from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sip.bodies.media_state import MediaState, VideoState
from core.sip.messages import ParseError

members = st.dictionaries(
    st.sampled_from(["muted", "video", "hand"]),
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.booleans(), max_size=2),
)


@given(st.booleans(), st.sampled_from(VideoState))
def test_what_is_written_is_read_again(muted: bool, video: VideoState) -> None:
    state = MediaState(muted, video)
    assert MediaState.parse(bytes(state)) == state


@given(st.binary(max_size=200) | members.map(lambda value: json.dumps(value).encode()))
def test_nonsense_is_a_parse_error_at_most(body: bytes) -> None:
    try:
        MediaState.parse(body)
    except ParseError:
        return


@pytest.mark.parametrize(
    "body",
    [b"[]", b"", b'{"muted": 1}', b'{"video": "loud"}', b"[" * 1000, b'{"video": "%s"}' % (b"x" * 1024)],
)
def test_what_is_no_state_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError):
        MediaState.parse(body)


def test_unknown_members_are_skipped() -> None:
    assert MediaState.parse(b'{"muted": true, "hand": "raised"}') == MediaState(True)
