"""Descriptions of the world: rejected, re-used and unknown sections, and plain nonsense."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.sdp import NothingAcceptable, SdpError, SectionLedger
from core.media.sdp.description import MAX_BYTES, parse_description
from core.media.sdp.local_text import finish
from core.media.sdp.sections import refusal
from tests.media.call_pair import close_end, make_end

FINGERPRINT = "sha-256 " + ":".join(["AB"] * 32)
TRANSPORT = (
    "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuv\r\n"
    f"a=fingerprint:{FINGERPRINT}\r\na=setup:actpass\r\na=rtcp-mux\r\n"
    "a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host\r\na=end-of-candidates\r\n"
)
OPUS = "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n"
VP8 = "a=rtpmap:120 VP8/90000\r\na=rtcp-fb:120 nack pli\r\n"


def audio(mid: str = "0", port: int = 9, body: str = OPUS, transport: str = TRANSPORT) -> str:
    named = f"a=mid:{mid}\r\n" if mid else ""
    return (
        f"m=audio {port} UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\n{named}a=sendrecv\r\n{body}{transport}"
    )


def video(mid: str = "1", port: int = 9, body: str = VP8, transport: str = TRANSPORT) -> str:
    named = f"a=mid:{mid}\r\n" if mid else ""
    return (
        f"m=video {port} UDP/TLS/RTP/SAVPF 120\r\nc=IN IP4 0.0.0.0\r\n{named}a=sendrecv\r\n{body}{transport}"
    )


def describe(*sections: str, bundle: str = "0 1 2 3") -> str:
    group = f"a=group:BUNDLE {bundle}\r\n" if bundle else ""
    return f"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n{group}" + "".join(sections)


def media_lines(sdp: str) -> list[str]:
    return re.findall(r"(?m)^m=.*?(?=\r?$)", sdp)


def ports(sdp: str) -> list[bool]:
    """Return for each section whether it is used."""
    return [line.split()[1] != "0" for line in media_lines(sdp)]


async def answer_to(*offers: str) -> list[str]:
    """Return the answers of one session to ``offers``, one after the other."""
    end = make_end(False)
    try:
        return [await end.session.accept_offer(offer) for offer in offers]
    finally:
        await close_end(end)


async def test_usual_offer_is_answered_in_full() -> None:
    [answer] = await answer_to(describe(audio(), video()))
    assert ports(answer) == [True, True]
    assert "a=rtpmap:111 opus/48000/2" in answer and "a=rtpmap:120 VP8/90000" in answer
    assert "a=fmtp:111 minptime=10;useinbandfec=1" in answer
    assert "a=setup:active" in answer and "a=group:BUNDLE 0 1" in answer


async def test_rejected_section_in_the_first_offer() -> None:
    [answer] = await answer_to(describe(audio(), "m=video 0 UDP/TLS/RTP/SAVPF 120\r\na=mid:1\r\n"))
    assert ports(answer) == [True, False]
    assert "a=group:BUNDLE 0\r\n" in answer


async def test_section_rejected_later_and_used_again() -> None:
    gone = "m=video 0 UDP/TLS/RTP/SAVPF 120\r\na=mid:1\r\na=inactive\r\n"
    both = describe(audio(), video())
    answers = await answer_to(
        both,
        describe(audio(), gone),
        both,
        describe(audio(), gone),
        describe(audio(), video("7"), bundle="0 7"),
    )
    assert [ports(answer) for answer in answers] == [
        [True, True],
        [True, False],
        [True, True],
        [True, False],
        [True, True],
    ]
    assert "a=mid:7" in answers[-1]


async def test_no_common_codec_rejects_the_section_not_the_call() -> None:
    h263 = video(body="a=rtpmap:120 H263-1998/90000\r\n")
    mode_0 = video(
        body="a=rtpmap:120 H264/90000\r\na=fmtp:120 profile-level-id=42e01f;packetization-mode=0\r\n"
    )
    for section in (h263, mode_0):
        [answer] = await answer_to(describe(audio(), section))
        assert ports(answer) == [True, False]


async def test_unknown_kinds_and_unencrypted_profiles_are_rejected() -> None:
    data = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n" + TRANSPORT
    text = "m=text 9 UDP/TLS/RTP/SAVPF 98\r\na=mid:3\r\na=rtpmap:98 t140/1000\r\n" + TRANSPORT
    plain = "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 127.0.0.1\r\n"
    [answer] = await answer_to(describe(data, audio(), text, plain, video()))
    assert ports(answer) == [False, True, False, False, True]
    assert media_lines(answer)[0].startswith("m=application 0 UDP/DTLS/SCTP")


async def test_sound_pictures_and_a_screen_are_used_and_no_more() -> None:
    [answer] = await answer_to(describe(audio(), video(), video("2"), audio("3"), video("4")))
    assert ports(answer) == [True, True, True, False, False]


async def test_offer_without_mids_is_answered_without_mids() -> None:
    [answer] = await answer_to(describe(audio(""), bundle=""))
    assert ports(answer) == [True]
    assert "a=mid" not in answer and "BUNDLE" not in answer


async def test_section_outside_the_bundle_is_rejected() -> None:
    other = TRANSPORT.replace("abcd\r", "efgh\r")
    [answer] = await answer_to(describe(audio(), video(transport=other), bundle="0"))
    assert ports(answer) == [True, False]


async def test_transport_at_session_level_counts() -> None:
    offer = describe(audio(transport="a=rtcp-mux\r\n"))
    offer = offer.replace("t=0 0\r\n", "t=0 0\r\n" + TRANSPORT.replace("a=rtcp-mux\r\n", ""))
    [answer] = await answer_to(offer)
    assert ports(answer) == [True]


@pytest.mark.parametrize("missing", ["a=rtcp-mux", "a=ice-ufrag", "a=ice-pwd", "a=fingerprint"])
async def test_section_that_lacks_what_it_needs_is_refused(missing: str) -> None:
    transport = "".join(
        line + "\r\n" for line in TRANSPORT.split("\r\n") if line and not line.startswith(missing)
    )
    with pytest.raises(NothingAcceptable):
        await answer_to(describe(audio(transport=transport)))


async def test_hostile_attributes_never_reach_the_library() -> None:
    nasty = (
        "a=candidate:1 1 udp x y z\r\na=candidate:1 1 tcp 1 127.0.0.1 9 typ host\r\na=ssrc:x\r\n"
        "a=extmap:0 urn:x\r\na=extmap\r\na=rtpmap:96\r\na=fmtp:5\r\na=fmtp:99 a=b\r\na=rtcp-fb:\r\n"
        "a=candidate:1 1 udp 1 evil.local 9 typ host\r\na=ssrc-group:FID x\r\na=msid:\r\na=mid:\r\n"
        "a=ice-pwd:short\r\na=setup:sideways\r\na=sctp-port:x\r\na=rtcp:x\r\na=max-message-size:x\r\n"
    )
    [answer] = await answer_to(describe(audio(body=OPUS + nasty), video(body=nasty + VP8)))
    assert ports(answer) == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "v=0",
        "v=1\r\nm=audio 9 X 0\r\n",
        "v=0\r\nm=\r\n",
        "v=0\r\nm=audio 99999 UDP/TLS/RTP/SAVPF 0\r\n",
        "v=0\r\nm=audio -1 UDP/TLS/RTP/SAVPF 0\r\n",
        "v=0\r\n" + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n" * 65,
        "v=0\r\n" + "a=x\r\n" * 2001,
        "v=0\r\n" + "a" * MAX_BYTES,
        "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF\r\n",
    ],
)
async def test_nonsense_is_an_sdp_error(text: str) -> None:
    with pytest.raises(SdpError):
        await answer_to(text)


def test_answers_that_do_not_fit_are_refused() -> None:
    offer = describe(audio(), video())
    fitting = offer.replace("actpass", "active")
    SectionLedger().take_answer(fitting, offer)
    for wrong in (
        describe(audio()),
        describe(video("0"), audio("1")),
        fitting.replace("a=mid:1", "a=mid:9"),
        fitting.replace("active", "actpass"),
        describe("m=audio 0 UDP/TLS/RTP/SAVPF 111\r\n", "m=video 0 UDP/TLS/RTP/SAVPF 120\r\n"),
    ):
        with pytest.raises(SdpError):
            SectionLedger().take_answer(wrong, offer)


def test_a_mid_that_moves_to_another_section_is_refused_and_changes_nothing() -> None:
    ledger = SectionLedger()
    sound = describe(audio("0"), video("1"))
    ledger.take_offer(sound, roles=("audio", "video"))
    for moved in (describe(audio("1"), video("0")), describe(audio("0", port=0), audio("s"), video("1"))):
        with pytest.raises(SdpError, match="moved"):
            ledger.take_offer(moved, roles=("audio", "video"))
    assert ledger.live == {0: 0, 1: 1}
    assert ledger.take_offer(sound, roles=("audio", "video")).count("a=mid:") == 2


def test_answer_without_mids_gets_those_of_the_offer() -> None:
    offer = describe(audio())
    taken = SectionLedger().take_answer(describe(audio(""), bundle="").replace("actpass", "passive"), offer)
    assert "a=mid:0" in taken and "a=setup:passive" in taken


def test_rejected_section_of_an_answer_is_shown_inactive_on_the_live_transport() -> None:
    offer = describe(audio(), video())
    answer = describe(audio(), "m=video 0 UDP/TLS/RTP/SAVPF 120\r\na=mid:1\r\n").replace("actpass", "active")
    ledger = SectionLedger()
    taken = ledger.take_answer(answer, offer)
    assert ledger.direction("video") == "inactive" and ledger.accepted_roles() == {"audio"}
    section = taken.split("m=video")[1]
    assert "a=inactive" in section and "a=ice-ufrag:abcd" in section and "a=candidate" in section


def test_opus_parameters_are_added_once() -> None:
    text = "v=0\r\nm=audio 9 X 96\r\na=rtpmap:96 opus/48000/2\r\n"
    assert finish(text).count("useinbandfec=1") == 1
    assert finish(finish(text)) == finish(text)


LINES = st.sampled_from(describe(audio(), video()).split("\r\n"))
WORDS = st.sampled_from(
    [
        "a=",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=mid:",
        "a=group:BUNDLE",
        "m=video 0 X 1",
        ":",
        " ",
        "sendrecv",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.one_of(LINES, WORDS, st.text(max_size=20)), max_size=40))
def test_any_mixture_of_lines_is_taken_or_refused(lines: list[str]) -> None:
    text = "v=0\r\n" + "\r\n".join(lines)
    try:
        description = parse_description(text)
        for section in description.sections:
            refusal(section)
        SectionLedger().take_offer(text)
    except SdpError:
        pass


@settings(max_examples=25, deadline=None)
@given(data=st.data())
async def test_a_mutated_offer_is_answered_or_refused(data: st.DataObject) -> None:
    lines = describe(audio(), video()).split("\r\n")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        kind = data.draw(st.sampled_from(["drop", "double", "cut", "swap", "junk"]))
        line = lines[place]
        if kind == "drop" and len(lines) > 1:
            del lines[place]
        elif kind == "double":
            lines.insert(place, line)
        elif kind == "cut":
            lines[place] = line[: len(line) // 2]
        elif kind == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], lines[place]
        else:
            lines[place] = line + data.draw(st.text(max_size=8))
    try:
        [answer] = await answer_to("\r\n".join(lines))
    except SdpError:
        return
    assert any(ports(answer))
