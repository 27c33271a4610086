"""Sections that come and go in any order: names, receivers and answers stay in step, whatever is offered."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.rooms.member_pictures import MemberPictures
from core.media.rooms.member_sections import MemberSections, name_of
from core.media.rooms.section_formats import formats_of, parameters_of
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.sdp.description import Section, parse_description
from tests.media.test_sdp import VP8, describe, video

OURS = "a=setup:active\r\n"


class Wire:
    """Stands in for a DTLS transport: knows who is registered."""

    state = "connected"
    own_ssrc = 7

    def __init__(self) -> None:
        self.registered: set[Any] = set()

    def _register_rtp_receiver(self, receiver: Any, parameters: Any) -> None:
        self.registered.add(receiver)

    def _unregister_rtp_receiver(self, receiver: Any) -> None:
        self.registered.discard(receiver)


def offered(
    label: str, mid: str, *, content: str = "", direction: str = "sendonly", port: int = 9
) -> Section:
    text = video(mid, port).replace("a=sendrecv", f"a={direction}")
    text += f"a=label:{label}\r\n" if label else ""
    text += f"a=content:{content}\r\n" if content else ""
    return parse_description(describe(text)).sections[0]


class Desk:
    """Sections with nothing at the other end."""

    def __init__(self, *, by_offers: bool = False) -> None:
        self.receivers: list[VideoReceiver] = []
        self.pictures = MemberPictures()
        self.pictures.is_open, self.pictures.is_told_by_offers = True, by_offers
        self.sections = MemberSections(self.pictures, self.receivers.append, self.receivers.remove)
        self.wire: Any = Wire()

    def take(self, *sections: Section, is_held: bool = False) -> list[str]:
        """Return the answers to an offer of these sections, which begin at index 2."""
        found = dict(enumerate(sections, 2))
        self.sections.prepare(found, self.wire)
        answers = [self.sections.answer(i, one, OURS, is_held=is_held) for i, one in found.items()]
        self.sections.apply()
        return answers


def direction_in(answer: str) -> str:
    return next(
        word for word in ("sendrecv", "sendonly", "recvonly", "inactive") if f"a={word}\r\n" in answer
    )


class TestNames:
    def test_labels_and_screens(self) -> None:
        assert name_of(offered("ab12", "m1")) == "ab12"
        assert name_of(offered("ab12", "m1", content="slides")) == "ab12/slides"
        assert name_of(offered("ab12", "m1", content="main,slides")) == "ab12/slides"
        assert name_of(offered("", "m1", content="slides")) == ""

    def test_what_is_no_label(self) -> None:
        for nonsense in ("a b", "ä", "x" * 65, "../../etc"):
            assert name_of(offered(nonsense, "m1")) in ("", "../../etc"), "a slash is no part of a token"
        assert name_of(offered("../../etc", "m1")) == ""


class TestAnswers:
    async def test_one_member(self) -> None:
        desk = Desk()
        [answer] = desk.take(offered("ab", "m1"))
        assert answer.startswith(
            "m=video 9 UDP/TLS/RTP/SAVPF 120\r\nc=IN IP4 0.0.0.0\r\na=recvonly\r\na=mid:m1\r\n"
        )
        assert "a=rtcp-mux\r\n" in answer and "a=rtpmap:120 VP8/90000\r\n" in answer and answer.endswith(OURS)
        assert desk.pictures.names == {"ab"} and len(desk.receivers) == 1
        await desk.sections.close()
        assert desk.receivers == [] and not desk.wire.registered and desk.pictures.names == frozenset()

    async def test_nobody_else_gets_a_name_that_is_taken(self) -> None:
        desk = Desk()
        first, second = desk.take(offered("ab", "m1"), offered("ab", "m2"))
        assert direction_in(first) == "recvonly" and second.startswith("m=video 0 ")
        await desk.sections.close()

    async def test_what_cannot_be_received_is_rejected(self) -> None:
        desk = Desk()
        strange = parse_description(
            describe(video(body="a=rtpmap:120 AV1/90000\r\n") + "a=label:ab\r\n")
        ).sections[0]
        no_mid = parse_description(
            describe(video(body=VP8).replace("a=mid:1\r\n", "") + "a=label:c\r\n")
        ).sections[0]
        for answer in desk.take(strange, no_mid, offered("", "m3"), offered("d", "m4", port=0)):
            assert answer.startswith("m=video 0 ")
        assert desk.receivers == [] and formats_of(strange) is None

    async def test_another_member_in_the_same_section(self) -> None:
        desk = Desk()
        desk.take(offered("ab", "m1"))
        old, slot = desk.receivers[0], desk.pictures.slot("ab")
        desk.take(offered("cd", "m1"))
        assert desk.pictures.names == {"cd"} and desk.receivers[0] is not old
        assert desk.pictures.slot("ab") is not slot
        desk.take(offered("ab", "m1", port=0), offered("cd", "m2"))
        assert desk.pictures.names == {"cd"} and len(desk.receivers) == 1
        await desk.sections.close()

    async def test_the_same_again_changes_nothing(self) -> None:
        desk = Desk()
        before = desk.take(offered("ab", "m1"), offered("cd", "m2"))
        receivers = list(desk.receivers)
        assert desk.take(offered("ab", "m1"), offered("cd", "m2")) == before and desk.receivers == receivers
        await desk.sections.close()

    async def test_a_section_that_sends_nothing_now(self) -> None:
        desk = Desk()
        desk.pictures.show({"ab"})
        [answer] = desk.take(offered("ab", "m1", direction="inactive"))
        assert direction_in(answer) == "inactive" and not desk.receivers[0]._enabled
        [answer] = desk.take(offered("ab", "m1"))
        assert direction_in(answer) == "recvonly" and desk.receivers[0]._enabled
        [answer] = desk.take(offered("ab", "m1"), is_held=True)
        assert direction_in(answer) == "inactive" and not desk.receivers[0]._enabled
        await desk.sections.close()

    def test_sources_of_copies(self) -> None:
        section = parse_description(
            describe(video(body=f"{VP8}a=ssrc-group:FID 5 6\r\na=ssrc:5 cname:x\r\na=ssrc:6 cname:x\r\n"))
        ).sections[0]
        formats = formats_of(section)
        assert formats is not None
        [encoding] = parameters_of(formats, section, "m1").encodings
        assert encoding.ssrc == 5 and encoding.rtx is not None and encoding.rtx.ssrc == 6


_sections = st.builds(
    offered,
    st.sampled_from(["", "a1", "b2", "c3", "d4"]),
    st.sampled_from(["m1", "m2", "m3"]),
    content=st.sampled_from(["", "slides", "main"]),
    direction=st.sampled_from(["sendonly", "sendrecv", "inactive", "recvonly"]),
    port=st.sampled_from([9, 9, 9, 0]),
)
_steps = st.tuples(
    st.lists(_sections, max_size=5), st.sets(st.sampled_from(["a1", "b2", "c3/slides"])), st.booleans()
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_steps, min_size=1, max_size=6), st.booleans())
def test_any_sections_in_any_order(
    steps: list[tuple[list[Section], set[str], bool]], by_offers: bool
) -> None:
    async def play() -> None:
        desk = Desk(by_offers=by_offers)
        for sections, shown, is_held in steps:
            desk.pictures.show(shown)
            answers = desk.take(*sections, is_held=is_held)
            open_names = [name_of(one) for one, a in zip(sections, answers, strict=True) if " 0 UDP" not in a]
            assert set(open_names) == desk.pictures.names and len(open_names) == len(set(open_names))
            assert len(desk.receivers) == len(open_names)
            for section, answer in zip(sections, answers, strict=True):
                if " 0 UDP" not in answer and direction_in(answer) == "recvonly":
                    assert section.direction in ("sendonly", "sendrecv") and not is_held
                    assert not by_offers or name_of(section) in shown
            seen = sum(receiver._enabled for receiver in desk.receivers)
            assert seen <= len(shown & desk.pictures.names)
        await desk.sections.close()
        assert desk.receivers == [] and not desk.wire.registered

    asyncio.run(play())


def test_names_are_gone_with_the_receivers_of_a_description_that_shrinks() -> None:
    async def play() -> None:
        desk = Desk()
        desk.take(offered("ab", "m1"), offered("cd", "m2"))
        desk.take(offered("ab", "m1"))
        assert desk.pictures.names == {"ab"}
        desk.sections.take_answer([SimpleNamespace(port=9)] * 2)  # type: ignore[list-item]
        assert desk.pictures.names == frozenset()
        await desk.sections.close()

    asyncio.run(play())
