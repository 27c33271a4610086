"""Layers that a browser offers: none is taken, and the name of its streams is."""

from __future__ import annotations

from core.media.sdp.description import Section, parse_description
from core.media.sdp.layers import STREAM_ID, with_stream_ids

ANSWER = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"


def offered(*lines: str) -> Section:
    text = "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n"
    return parse_description(text + "".join(f"{line}\r\n" for line in lines)).sections[0]


EXTENSION = f"a=extmap:10 {STREAM_ID}"


def test_the_extension_is_accepted_with_layers_and_they_are_not() -> None:
    answer = with_stream_ids(ANSWER, offered(EXTENSION, "a=rid:l send", "a=simulcast:send h;~m;l"))
    assert answer == f"{ANSWER}a=extmap:10 {STREAM_ID}\r\n"
    assert with_stream_ids(answer, offered(EXTENSION, "a=simulcast:send h;~m;l")) == answer


def test_nothing_changes_without_layers_or_without_the_extension() -> None:
    for lines in ((), (EXTENSION,), ("a=simulcast:send h;l",)):
        assert with_stream_ids(ANSWER, offered(*lines)) == ANSWER


def test_nonsense_about_layers_is_passed_over() -> None:
    nonsense = ["simulcast", "simulcast:", "simulcast:both a;b", "simulcast:send é"]
    nonsense.append("simulcast:send " + 300 * "a;")
    for value in nonsense:
        assert with_stream_ids(ANSWER, offered(EXTENSION, f"a={value}")) == ANSWER
