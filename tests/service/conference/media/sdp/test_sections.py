"""A member's sections: what each end says always fits what the other said, whatever happens when."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.rtp.header_extensions import AUDIO_LEVEL
from core.media.sdp.description import SdpError, parse_description
from core.service.conference.media.ports import PICTURES, SLIDES
from core.service.conference.media.sdp.agreement import Picture
from core.service.conference.media.sdp.places import MOST_PLACES
from core.service.conference.media.sdp.sections import MemberSections
from tests.service.conference.media.sdp.far_end import AUDIO_CODECS, ROOM, VIDEO_CODECS, FarEnd

ANNA, BEN = Picture("a" * 12, PICTURES), Picture("b" * 12, PICTURES)
SCREEN = Picture("a" * 12, SLIDES)


def joined(far: FarEnd, *available: Picture, **wishes: bool) -> MemberSections:
    """Return the side of a member that has offered and was answered."""
    sections = MemberSections(random.Random(1), **wishes)
    offer(far, sections, *available)
    return sections


def offer(far: FarEnd, sections: MemberSections, *available: Picture) -> str:
    """Let the far end offer."""
    sections.hear_offer(far.offer())
    answer = sections.answer(available, ROOM, "passive")
    far.take_answer(answer)
    return answer


def reoffer(far: FarEnd, sections: MemberSections, *available: Picture) -> str:
    """Let the room offer."""
    made = sections.offer(available, ROOM)
    sections.take_answer(far.take_offer(made))
    return made


def section(text: str, index: int) -> str:
    return re.split(r"(?m)^(?=m=)", text)[index + 1]


def test_an_answer_takes_sound_and_the_members_own_picture() -> None:
    far = FarEnd()
    sections = MemberSections(random.Random(1))
    answer = offer(far, sections, ANNA)
    assert far.directions == ["sendrecv", "sendonly"]
    found = sections.agreed
    assert found.sound is not None and found.sound.sends.name == "opus" and found.sound.sends.number == 96
    assert found.sound.extensions.number == 4 and AUDIO_LEVEL not in answer
    own = found.own[PICTURES]
    assert own.comes and own.takes_nack and own.takes_pli and own.copies == {98: 97, 100: 99}
    assert own.extensions.number == 4
    assert found.shown == () and "a=label" not in answer
    assert sections.is_due([ANNA]) and not sections.is_due([])


def test_the_others_pictures_are_offered_with_label_and_stream() -> None:
    far = FarEnd()
    sections = joined(far, ANNA)
    made = reoffer(far, sections, ANNA, SCREEN)
    assert "a=sendonly" in section(made, 2)
    assert f"a=label:{ANNA.member}\r\n" in section(made, 2)
    assert f"a=msid:{ANNA.member} {ANNA.member}-video\r\n" in section(made, 2)
    assert "a=content:slides" not in section(made, 2) and "a=content:slides" in section(made, 3)
    assert f"a=msid:{ANNA.member} {ANNA.member}-slides\r\n" in section(made, 3)
    assert far.directions == ["sendrecv", "sendonly", "recvonly", "recvonly"]
    first, second = sections.agreed.shown
    assert first.picture == ANNA and first.leaves and set(first.types.values()) == {97, 99}
    assert first.copies == {97: 98, 99: 100} and first.extensions.mid == 1
    assert second.picture == SCREEN and second.ssrc != first.ssrc
    assert not sections.is_due([ANNA, SCREEN])


def test_who_has_left_is_port_0_and_the_next_one_takes_the_place() -> None:
    far = FarEnd()
    sections = joined(far, ANNA)
    reoffer(far, sections, ANNA)
    assert sections.is_due([BEN])
    made = reoffer(far, sections, BEN)
    # In one offer a place does not go from one to another: who came has a place of its own.
    assert section(made, 2).startswith("m=video 0 ") and BEN.member in section(made, 3)
    third = Picture("c" * 12, PICTURES)
    made = reoffer(far, sections, BEN, third)
    assert third.member in section(made, 2) and len(parse_description(made).sections) == 4
    assert [one.picture for one in sections.agreed.shown] == [third, BEN]


def test_what_is_not_shown_stays_agreed_upon_and_can_be_shown_later() -> None:
    far = FarEnd()
    sections = joined(far)
    made = sections.offer([ANNA], ROOM)
    far.take_offer(made)
    far.sections[2].wish = "inactive"
    sections.take_answer(far.take_offer(made))
    assert not sections.agreed.shown[0].leaves and not sections.is_due([ANNA])
    far.sections[2].wish = "recvonly"
    offer(far, sections, ANNA)
    assert sections.agreed.shown[0].leaves


def test_what_was_refused_is_not_offered_again_while_it_is_there() -> None:
    far = FarEnd()
    sections = joined(far)
    made = sections.offer([ANNA], ROOM)
    far.take_offer(made)
    far.sections[2].port = 0
    answer = re.sub(r"m=video 9([^\r]*)\r\na=recvonly", r"m=video 0\1\r\na=inactive", far.take_offer(made))
    sections.take_answer(answer)
    assert sections.agreed.shown == () and not sections.is_due([ANNA])
    sections.forget(BEN.member)
    assert not sections.is_due([ANNA])
    sections.forget(ANNA.member)
    assert sections.is_due([ANNA])


def test_hold_stops_both_ways_and_resuming_starts_them() -> None:
    far = FarEnd()
    sections = joined(far)
    reoffer(far, sections, ANNA)
    far.hold(is_held=True)
    offer(far, sections, ANNA)
    sound = sections.agreed.sound
    assert sound is not None and sound.comes and not sound.leaves
    assert not sections.agreed.shown[0].leaves
    far.hold(is_held=False)
    offer(far, sections, ANNA)
    sound = sections.agreed.sound
    assert sound is not None and sound.leaves and sections.agreed.shown[0].leaves


def test_a_screen_that_is_added_and_taken_away() -> None:
    far = FarEnd()
    sections = joined(far)
    reoffer(far, sections, ANNA)
    far.share_screen()
    offer(far, sections, ANNA)
    assert set(sections.agreed.own) == {PICTURES, SLIDES}
    far.sections[3].port = 0
    offer(far, sections, ANNA)
    assert set(sections.agreed.own) == {PICTURES}
    far.share_screen()
    offer(far, sections, ANNA)
    assert set(sections.agreed.own) == {PICTURES, SLIDES}


def test_new_credentials_are_a_restart_and_the_sources_stay() -> None:
    far = FarEnd()
    sections = joined(far)
    reoffer(far, sections, ANNA)
    before = sections.agreed.shown[0].ssrc
    assert sections.way is not None
    ice = sections.way.ice
    far.restarts = 1
    offer(far, sections, ANNA)
    assert sections.way is not None and not sections.way.ice.is_same_session(ice)
    assert sections.agreed.shown[0].ssrc == before


def test_a_phone_is_never_offered_pictures() -> None:
    far = FarEnd(has_video=False, audio=((0, "PCMU/8000", ""), (13, "CN/8000", "")))
    sections = joined(far, ANNA, takes_pictures=False)
    assert not sections.is_due([ANNA])
    assert len(parse_description(reoffer(far, sections, ANNA)).sections) == 1
    sound = sections.agreed.sound
    assert sound is not None and sound.sends.name == "pcmu" and sound.noise is not None


def test_a_client_without_a_picture_of_its_own_can_see_the_others() -> None:
    far = FarEnd(has_video=False, video=((96, "VP8/90000", ""),))
    far.audio = ((111, "opus/48000/2", ""),)
    sections = joined(far, ANNA)
    assert sections.is_due([ANNA])
    reoffer(far, sections, ANNA)
    assert far.directions == ["sendrecv", "recvonly"]
    assert [codec[0] for codec in sections.agreed.shown[0].types] == ["vp8"]


def test_the_room_invites() -> None:
    sections = MemberSections(random.Random(2))
    made = sections.offer([ANNA], ROOM)
    far = FarEnd(sections=[], audio=((111, "opus/48000/2", ""),), video=((96, "VP8/90000", ""),))
    far.sections.clear()
    sections.take_answer(far.take_offer(made))
    assert [one.split(" ")[0] for one in re.findall(r"(?m)^m=(.*)", made)] == ["audio", "video", "video"]
    found = sections.agreed
    assert found.sound is not None and [one.picture for one in found.shown] == [ANNA]


def test_an_offer_that_was_rolled_back_leaves_all_as_it_was() -> None:
    far = FarEnd()
    sections = joined(far)
    before = sections.agreed
    sections.offer([ANNA], ROOM)
    assert sections.is_open
    sections.roll_back()
    assert sections.agreed is before and sections.is_due([ANNA])
    far.share_screen()
    offer(far, sections, ANNA)
    made = reoffer(far, sections, ANNA)
    assert len(parse_description(made).sections) == 4


def test_all_pictures_have_one_codec_where_their_senders_know_it() -> None:
    far = FarEnd()
    sections = MemberSections(random.Random(1))
    sections.preferred = "h264"
    offer(far, sections)
    assert {one.name for one in sections.agreed.own[PICTURES].takes.values()} == {"h264"}
    sections.preferred = "vp8"
    assert sections.is_due([])
    reoffer(far, sections)
    assert {one.name for one in sections.agreed.own[PICTURES].takes.values()} == {"vp8"}
    only_vp8 = FarEnd(video=VIDEO_CODECS[:2])
    other = joined(only_vp8)
    other.preferred = "h264"
    assert not other.is_due([])


def test_a_room_can_only_describe_so_many() -> None:
    far = FarEnd()
    sections = joined(far)
    many = [Picture(f"{number:012x}", PICTURES) for number in range(80)]
    made = reoffer(far, sections, *many)
    assert len(made) < 64 * 1024
    assert len(sections.agreed.shown) == MOST_PLACES - 2
    assert not sections.is_due(many)


def test_a_refused_section_without_a_name_makes_no_room_for_another() -> None:
    sections = MemberSections(random.Random(1))
    refused = [f"m={kind} 0 UDP/TLS/RTP/SAVPF 0\r\n" for kind in ("video", *["audio"] * (MOST_PLACES - 3))]
    sections.hear_offer(FarEnd().offer() + "".join(refused))
    sections.answer([ANNA], ROOM, "passive")
    assert not sections.is_due([ANNA]), "an offer would bring nothing, and be due again"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), "no sound"),
        (lambda text: text.replace("m=audio 9", "m=audio 0"), "no sound"),
        (lambda text: text.replace("opus", "speex").replace("PCMU", "iLBC"), ""),
        (lambda text: re.sub(r"(?ms)^m=video.*", "", text), "leaves out"),
        (lambda text: text.replace("m=audio 9", "m=video 9"), "another kind"),
        (lambda text: "nonsense", "v=0"),
        (lambda text: text + "m=video 9 UDP/TLS/RTP/SAVPF 97\r\n" * 61, "more than"),
    ],
)
def test_an_offer_that_cannot_be_used_changes_nothing(change: object, reason: str) -> None:
    far = FarEnd()
    sections = joined(far)
    before = sections.agreed
    assert callable(change)
    text = change(far.offer())
    if reason:
        with pytest.raises(SdpError, match=reason):
            sections.hear_offer(text)
        assert sections.agreed is before
    offer(far, sections)


def test_an_answer_that_does_not_fit_can_be_rolled_back() -> None:
    far = FarEnd()
    sections = joined(far)
    before = sections.agreed
    made = sections.offer([ANNA], ROOM)
    good = far.take_offer(made)
    for bad in (
        re.sub(r"(?ms)^m=video.*", "", good),
        good.replace("a=setup:active", "a=setup:actpass"),
        good.replace("m=video 9", "m=audio 9"),
        good.replace("a=mid:v", "a=mid:w"),
        good.replace("VP8", "VP9").replace("H264", "H265"),
        good.replace("m=audio 9", "m=audio 0"),
    ):
        with pytest.raises(SdpError):
            sections.take_answer(bad)
        assert sections.is_open and sections.agreed is before
    sections.take_answer(good)
    with pytest.raises(SdpError, match="no offer"):
        sections.take_answer(good)


EVENTS = st.lists(
    st.sampled_from(
        ["join", "leave", "hold", "resume", "screen", "unscreen", "restart", "room", "rolled-back", "look"]
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(EVENTS, st.integers(0, 1 << 16), st.booleans(), st.booleans())
def test_descriptions_of_both_ends_always_fit(
    events: list[str], seed: int, has_video: bool, has_copies: bool
) -> None:
    rng = random.Random(seed)
    codecs = VIDEO_CODECS if has_copies else (VIDEO_CODECS[0], VIDEO_CODECS[2])
    far = FarEnd(has_video=has_video, audio=AUDIO_CODECS[: rng.randint(1, 3)], video=codecs)
    available: list[Picture] = []
    sections = joined(far, *available)
    for event in events:
        happen(event, far, sections, available, rng)
        agree(far, sections)
    while sections.is_due(available):
        sections.take_answer(far.take_offer(sections.offer(available, ROOM)))
        agree(far, sections)
    refused = {one.picture for one in sections.agreed.shown} ^ set(available)
    assert refused <= set(available)


def happen(
    event: str, far: FarEnd, sections: MemberSections, available: list[Picture], rng: random.Random
) -> None:
    match event:
        case "join":
            available.append(Picture(f"{rng.getrandbits(48):012x}", rng.choice([PICTURES, SLIDES])))
        case "leave" if available:
            available.remove(rng.choice(available))
        case "hold" | "resume":
            far.hold(is_held=event == "hold")
            offer(far, sections, *available)
        case "screen" if len(far.sections) < 20:
            far.share_screen()
            offer(far, sections, *available)
        case "unscreen":
            for one in far.sections:
                one.port = 0 if one.is_slides and one.is_ours else one.port
            offer(far, sections, *available)
        case "restart":
            far.restarts += 1
            offer(far, sections, *available)
        case "room":
            sections.take_answer(far.take_offer(sections.offer(available, ROOM), rng))
        case "rolled-back":
            sections.offer(available, ROOM)
            sections.roll_back()
        case "look":
            for one in far.sections:
                if not one.is_ours and one.port:
                    one.wish = rng.choice(["recvonly", "inactive"])
            offer(far, sections, *available)


def agree(far: FarEnd, sections: MemberSections) -> None:
    """Check that both ends have the same in mind."""
    shown = {one.mid: one for one in sections.agreed.shown}
    for one, direction in zip(far.sections, far.directions, strict=True):
        if one.label and one.port:
            assert shown[one.mid].picture.member == one.label
            assert shown[one.mid].leaves == (direction == "recvonly")
        else:
            assert one.mid not in shown
    assert sections.agreed.sound is not None
    assert sections.agreed.sound.leaves == (far.directions[0] in ("sendrecv", "recvonly"))
    own = {what: one.mid for what, one in sections.agreed.own.items()}
    ours = {one.mid for one in far.sections if one.is_ours and one.port and one.kind == "video"}
    assert set(own.values()) == ours


@pytest.mark.parametrize("group", ["", "a=group:BUNDLE a\r\n"])
def test_an_answer_bundles_what_the_offer_has_bundled_and_nothing_else(group: str) -> None:
    sections = MemberSections(random.Random(1))
    sections.hear_offer(FarEnd().offer().replace("a=group:BUNDLE a v\r\n", group))
    answer = sections.answer([], ROOM, "passive")
    assert parse_description(answer).bundled == (("a",) if group else ())
    assert sections.agreed.sound is not None and PICTURES in sections.agreed.own
    assert ("a=group" in answer) is bool(group)
