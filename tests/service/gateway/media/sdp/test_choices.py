from __future__ import annotations

import pytest

from core.media.sdp.description import SdpError, parse_description
from core.service.gateway.media.sdp import choices
from core.service.media.sdp.codecs import Codec, Numbers, codecs_of, shared
from tests.service.gateway.media.streams.packets import CN, EVENT_8, EVENT_48, G722, OPUS, PCMA, PCMU

ALL = ("opus", "g722", "pcma", "pcmu")
MODE_0 = Codec(97, "h264", 90_000, 1, "profile-level-id=42801F")
MODE_1 = Codec(102, "h264", 90_000, 1, "profile-level-id=42e01f;packetization-mode=1")


def names(codecs: tuple[Codec, ...]) -> list[str]:
    return [f"{one.name}/{one.clock_rate}" if one.name == "telephone-event" else one.name for one in codecs]


@pytest.mark.parametrize(
    ("client", "allowed", "first", "offered"),
    [
        ((OPUS, PCMU), ALL, None, ["opus", "pcmu", "g722", "pcma"]),
        ((OPUS, PCMU), ("pcmu",), None, ["pcmu"]),
        ((OPUS, PCMU), ALL, PCMA, ["pcma", "opus", "pcmu", "g722"]),
        ((PCMU, EVENT_8), ("pcmu",), None, ["pcmu", "telephone-event/8000"]),
        (
            (OPUS, EVENT_48),
            ("opus",),
            None,
            ["opus", "telephone-event/48000", "telephone-event/8000"],
        ),
        ((PCMU, CN), ("pcmu", "g729"), None, ["pcmu", "cn"]),
    ],
)
def test_what_a_phone_is_offered(
    client: tuple[Codec, ...], allowed: tuple[str, ...], first: Codec | None, offered: list[str]
) -> None:
    assert names(choices.offer_for_sip(client, allowed, first)) == offered


def test_what_a_client_is_offered() -> None:
    assert names(choices.offer_for_client((PCMA, EVENT_8))) == [
        "pcma",
        "opus",
        "telephone-event/48000",
        "telephone-event/8000",
    ]
    assert names(choices.offer_for_client((OPUS, G722))) == ["opus", "g722"]
    assert names(choices.anything(("pcma", "g729"))) == ["pcma", "telephone-event/8000"]


@pytest.mark.parametrize(
    ("client", "sip", "answered"),
    [
        ((OPUS, PCMA), (PCMA, OPUS), ["pcma", "opus"]),
        ((OPUS, PCMA), (G722,), ["opus"]),
        ((PCMA, PCMU), (G722,), ["pcma"]),
        ((OPUS, PCMA, EVENT_48, EVENT_8), (PCMA, EVENT_8), ["pcma", "telephone-event/8000"]),
        ((OPUS, EVENT_48), (OPUS, EVENT_8), ["opus", "telephone-event/48000"]),
        ((PCMA, CN), (PCMA, CN), ["pcma", "cn"]),
        ((PCMA, CN), (PCMA,), ["pcma"]),
    ],
)
def test_what_a_client_is_answered(
    client: tuple[Codec, ...], sip: tuple[Codec, ...], answered: list[str]
) -> None:
    assert names(choices.answer_for_client(client, sip)) == answered


@pytest.mark.parametrize(
    ("sip", "client", "answered"),
    [
        ((PCMA, PCMU), (PCMU, PCMA), ["pcmu"]),
        ((PCMA, EVENT_8), (OPUS, EVENT_48), ["pcma", "telephone-event/8000"]),
        ((G722, OPUS), (PCMU,), ["opus"]),
    ],
)
def test_a_phone_is_answered_one_codec(
    sip: tuple[Codec, ...], client: tuple[Codec, ...], answered: list[str]
) -> None:
    assert names(choices.answer_for_sip(sip, client)) == answered


def test_modes_of_h264() -> None:
    (told,) = choices.pictures((MODE_0,))
    assert told.parameters == "profile-level-id=42801F;packetization-mode=1"
    assert choices.pictures((MODE_0,), (MODE_1,))[0].key == MODE_1.key
    (answer,) = choices.fitting_mode((MODE_1,), (MODE_0,))
    assert answer.parameters.endswith("packetization-mode=0")
    assert choices.fitting_mode((MODE_1,), (MODE_1,)) == (MODE_1,)
    high = Codec(99, "h264", 90_000, 1, "profile-level-id=640028")
    assert not choices.pictures((high,), (MODE_1,))


def test_numbers_stay_and_are_never_given_twice() -> None:
    numbers = Numbers({("opus", 48_000): 111})
    numbers.learn("audio", [Codec(111, "g722", 8000)])
    first = numbers.number("audio", [OPUS, G722])
    assert [one.number for one in first] == [96, 111]
    assert numbers.number("audio", [G722, OPUS])[1].number == 96
    numbers.learn("audio", [Codec(120, "opus", 48_000)])
    assert numbers.number("audio", [OPUS])[0].number == 96
    with pytest.raises(SdpError):
        for number in range(200):
            numbers.number("video", [Codec(-1, "h264", 90_000, 1, f"profile-level-id={number:02x}")])


def test_codecs_are_read_with_what_goes_with_them() -> None:
    text = "v=0\r\nm=audio 9 RTP/AVP 111 0 13 200 77 9\r\na=rtpmap:111 OPUS/48000/2\r\n"
    text += "a=fmtp:111 useinbandfec=1\r\n"
    text += "a=rtpmap:77 opus/8000\r\na=rtpmap:200 PCMA/8000\r\n"
    found = codecs_of(parse_description(text).sections[0])
    assert [(one.number, one.name) for one in found] == [(111, "opus"), (0, "pcmu"), (13, "cn"), (9, "g722")]
    assert found[0].parameters == "useinbandfec=1" and found[0].rtpmap == "111 opus/48000/2"
    assert shared(found, [PCMU]) == (found[1],)
