from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.sdp.description import parse_description
from core.service.gateway.media.bridge import Encryption, SipMedia
from core.service.gateway.media.sdp.negotiation import Negotiation
from core.service.media.refusal import MediaRefused
from core.service.media.sdp.codecs import Codec
from tests.service.gateway.media.sdp.sides import (
    FINGERPRINT,
    KEY,
    NUMBERING,
    TRANSPORT,
    client_says,
    lines,
    negotiation,
    phone_says,
    ports_of,
)

VIDEO = "m=video 4002 RTP/AVP 97\r\na=rtpmap:97 H264/90000\r\na=fmtp:97 profile-level-id=42801F\r\n"


def called(phone: str, client: str = "", media: SipMedia | None = None) -> tuple[Negotiation, str, str]:
    """Let a client call a phone; return the negotiation, the offer to the phone and the client's answer."""
    bridge = negotiation(media)
    offer = bridge.offer_sip(client or client_says(), ports_of)
    return bridge, offer, bridge.answer_client(phone, TRANSPORT, "active")


def calling(phone: str, client: str, media: SipMedia | None = None) -> tuple[Negotiation, str, str]:
    """Let a phone call a client; return the negotiation, the client's offer and the phone's answer."""
    bridge = negotiation(media)
    offer = bridge.offer_client(phone, TRANSPORT)
    return bridge, offer, bridge.answer_sip(accepting(client), ports_of)


def accepting(client: str) -> str:
    return client.replace("actpass", "active")


def names(codecs: tuple[Codec, ...]) -> list[str]:
    return [codec.name for codec in codecs]


def test_a_client_calls_a_phone() -> None:
    bridge, offer, answer = called(phone_says("8 101"))
    assert lines(offer, "m=") == ["m=audio 30000 RTP/AVP 107 9 8 0 100 101"]
    assert lines(offer, "c=") == ["c=IN IP4 192.0.2.1"] and lines(offer, "o=")[0].endswith("IN IP4 192.0.2.1")
    for word in ("ice", "candidate", "fingerprint", "setup", "group", "ssrc", "msid", "extmap"):
        assert not lines(offer, f"a={word}")
    assert lines(answer, "m=") == ["m=audio 9 UDP/TLS/RTP/SAVPF 8 126"]
    assert lines(answer, "a=setup") == ["a=setup:active"] and lines(answer, "a=group") == ["a=group:BUNDLE 0"]
    assert lines(answer, "a=ice-ufrag") == ["a=ice-ufrag:gate"]
    stream = bridge.agreed["audio"]
    assert names(stream.sip.takes) == ["pcma", "telephone-event"] and stream.to_sip and stream.to_client
    assert [codec.number for codec in stream.client.takes] == [8, 126]
    assert (stream.target.address, stream.target.port, stream.target.rtcp) == (
        "192.0.2.7",
        4000,
        ("192.0.2.7", 4001),
    )


def test_a_phone_calls_a_client() -> None:
    bridge, offer, answer = calling(phone_says("18 9 0 101", "ptime:20"), client_says("pcmu opus events"))
    assert lines(offer, "m=") == ["m=audio 9 UDP/TLS/RTP/SAVPF 9 0 111 110 126"]
    assert lines(offer, "a=setup") == ["a=setup:actpass"]
    assert lines(answer, "m=") == ["m=audio 30000 RTP/AVP 0 101"] and lines(answer, "a=ptime") == [
        "a=ptime:20"
    ]
    assert names(bridge.agreed["audio"].sip.takes) == ["pcmu", "telephone-event"]
    sent_by_client = {codec.number: codec.name for codec in bridge.agreed["audio"].client.sends}
    assert sent_by_client[111] == "opus" and sent_by_client[0] == "pcmu"


def test_what_both_share_is_preferred_and_nothing_shared_is_transcoded() -> None:
    bridge, offer, answer = called(
        phone_says("8"), client_says("opus"), SipMedia("192.0.2.1", codecs=("pcma", "opus"))
    )
    assert lines(offer, "m=") == ["m=audio 30000 RTP/AVP 107 8"]
    assert lines(answer, "m=") == ["m=audio 9 UDP/TLS/RTP/SAVPF 111"]
    assert names(bridge.agreed["audio"].sip.takes) == ["pcma"]
    assert names(bridge.agreed["audio"].client.takes) == ["opus"]


def test_what_a_peer_may_not_use_is_neither_offered_nor_taken() -> None:
    media = SipMedia("192.0.2.1", codecs=("pcmu",))
    _, offer, _ = called(phone_says("0"), media=media)
    assert lines(offer, "m=") == ["m=audio 30000 RTP/AVP 0 101"]
    bridge = negotiation(media)
    with pytest.raises(MediaRefused) as refused:
        bridge.offer_client(phone_says("8 9"), TRANSPORT)
    assert refused.value.status == 488 and "codec" in refused.value.reason


def test_keys_that_one_side_does_not_know_are_not_promised_to_the_other() -> None:
    _, _, answer = called(phone_says("8"))
    assert lines(answer, "m=") == ["m=audio 9 UDP/TLS/RTP/SAVPF 8"]
    _, offer, _ = called(phone_says("8"), client_says("pcma"))
    assert "telephone-event" not in offer


def test_comfort_noise_is_told_where_both_have_it() -> None:
    _, offer, answer = called(phone_says("8 13"), client_says("opus pcma cn"))
    assert lines(offer, "m=")[0].endswith(" 13") and lines(answer, "m=")[0].endswith(" 8 13")
    _, offer, answer = called(phone_says("8 13"), client_says("opus pcma"))
    assert "CN" not in offer + answer


def test_pictures_pass_with_the_mode_that_each_side_knows() -> None:
    client = client_says(pictures="h264 vp8")
    bridge, offer, answer = called(phone_says(more=VIDEO), client)
    assert lines(offer, "m=video") == ["m=video 30002 RTP/AVP 99 98"]
    assert lines(answer, "m=video") == ["m=video 9 UDP/TLS/RTP/SAVPF 102"]
    assert "packetization-mode=1" in answer
    assert bridge.agreed["video"].client_takes_nack and not bridge.agreed["video"].target.takes_nack
    bridge, offer, answer = calling(phone_says(more=VIDEO), client_says("pcma", "h264"))
    assert "packetization-mode=1" in offer and "packetization-mode=0" in answer
    assert lines(answer, "m=video") == ["m=video 30002 RTP/AVP 97"]


def test_a_client_that_numbers_its_pictures_is_told_when_they_come() -> None:
    bridge, _, answer = called(phone_says(more=VIDEO), client_says(pictures="h264"))
    assert lines(answer, "a=extmap") == [f"a=extmap:5 {NUMBERING}"] and "102 transport-cc" in answer
    assert bridge.agreed["video"].number_id == 5 and bridge.agreed["audio"].number_id == 0
    bridge, _, answer = called(phone_says(more=VIDEO.replace("H264", "VP8")), client_says(pictures="vp8"))
    assert "extmap" not in answer and bridge.agreed["video"].number_id == 0
    bridge, offer, _ = calling(phone_says(more=VIDEO), client_says("pcma", "h264"))
    assert lines(offer, "a=extmap") == [f"a=extmap:3 {NUMBERING}"] and " transport-cc" in offer
    assert bridge.agreed["video"].number_id == 5


def test_a_shared_screen_has_no_place_on_a_telephone() -> None:
    screen = (
        client_says("pcma", "h264").partition("m=video")[2].replace("a=mid:1", "a=mid:2\r\na=content:slides")
    )
    bridge, offer, answer = called(phone_says(), client_says("pcma") + "m=video" + screen)
    assert len(lines(offer, "m=")) == 1 and set(bridge.agreed) == {"audio"}
    assert lines(answer, "m=video")[0].startswith("m=video 0 ")


def test_pictures_that_one_side_declines_are_declined_to_the_other() -> None:
    _, _, answer = called(phone_says(), client_says(pictures="h264"))
    assert lines(answer, "m=video") == ["m=video 0 UDP/TLS/RTP/SAVPF 102"]
    _, _, answer = called(phone_says(more="m=video 0 RTP/AVP 97\r\n"), client_says(pictures="h264"))
    assert lines(answer, "m=video") == ["m=video 0 UDP/TLS/RTP/SAVPF 102"]
    declined = client_says("pcma") + "m=video 0 UDP/TLS/RTP/SAVPF 97\r\na=mid:1\r\n"
    bridge, _, answer = calling(phone_says(more=VIDEO), declined)
    assert lines(answer, "m=") == ["m=audio 30000 RTP/AVP 8", "m=video 0 RTP/AVP 97"]
    assert set(bridge.agreed) == {"audio"}


def test_sections_of_no_use_keep_their_places() -> None:
    fax = "m=image 4100 udptl t38\r\n"
    _, offer, answer = calling(phone_says(more=fax + VIDEO), client_says("pcma", "h264"))
    assert [line.split()[0] for line in lines(offer, "m=")] == ["m=audio", "m=video"]
    assert lines(answer, "m=") == [
        "m=audio 30000 RTP/AVP 8",
        "m=image 0 UDPTL t38",
        "m=video 30002 RTP/AVP 97",
    ]


def test_branches_answer_one_after_the_other_and_the_client_hears_one_answer() -> None:
    bridge = negotiation()
    bridge.offer_sip(client_says(pictures="h264"), ports_of)
    first = bridge.answer_client(phone_says("8 101", more=VIDEO), TRANSPORT, "active", is_early=True)
    assert bridge.agreed["audio"].target.port == 4000 and "video" in bridge.agreed
    again = bridge.answer_client(phone_says("0", port=5000), TRANSPORT, "active", is_early=True)
    last = bridge.answer_client(phone_says("9", port=6000), TRANSPORT, "active")
    assert first == again == last
    assert bridge.agreed["audio"].target.port == 6000 and "video" not in bridge.agreed
    assert names(bridge.agreed["audio"].client.takes)[0] == "pcma"
    assert names(bridge.agreed["audio"].sip.takes)[0] == "g722"
    with pytest.raises(MediaRefused):
        bridge.answer_client(phone_says("9"), TRANSPORT, "active")


@pytest.mark.parametrize(
    ("client", "phone", "told", "to_sip", "to_client"),
    [
        ("sendrecv", "sendrecv", "sendrecv", True, True),
        ("sendonly", "recvonly", "recvonly", True, False),
        ("inactive", "inactive", "inactive", False, False),
        ("sendrecv", "sendonly", "sendonly", False, True),
        ("recvonly", "sendrecv", "sendonly", False, True),
    ],
)
def test_a_client_holds(client: str, phone: str, told: str, to_sip: bool, to_client: bool) -> None:
    bridge, _, _ = called(phone_says())
    offer = bridge.offer_sip(client_says(direction=client), ports_of)
    assert lines(offer, f"a={client}") and lines(offer, "m=")[0].startswith("m=audio 30000 RTP/AVP 8 ")
    assert bridge.agreed["audio"].to_sip and bridge.agreed["audio"].to_client
    answer = bridge.answer_client(phone_says("8 101", phone), TRANSPORT, "active")
    assert lines(answer, f"a={told}")
    assert (bridge.agreed["audio"].to_sip, bridge.agreed["audio"].to_client) == (to_sip, to_client)


@pytest.mark.parametrize("words", [{"address": "0.0.0.0"}, {"extra": "sendonly"}])
def test_a_phone_holds_by_direction_or_by_an_address_of_zeros(words: dict[str, str]) -> None:
    bridge, _, _ = called(phone_says())
    said = phone_says("8 101", *filter(None, [words.pop("extra", "")]), **words)  # type: ignore[arg-type]
    offer = bridge.offer_client(said, TRANSPORT)
    assert lines(offer, "a=sendonly")
    answer = bridge.answer_sip(accepting(client_says("pcma events", direction="recvonly")), ports_of)
    assert lines(answer, "a=recvonly") and lines(answer, "c=") == ["c=IN IP4 192.0.2.1"]
    assert not bridge.agreed["audio"].to_sip
    offer = bridge.offer_client(phone_says(), TRANSPORT)
    assert lines(offer, "a=sendrecv")
    bridge.answer_sip(accepting(client_says("pcma events")), ports_of)
    assert bridge.agreed["audio"].to_sip


def test_an_invite_without_an_offer() -> None:
    bridge = negotiation()
    offer = bridge.offer_client(None, TRANSPORT)
    assert lines(offer, "m=") == ["m=audio 9 UDP/TLS/RTP/SAVPF 111 9 8 0 110 126"]
    ours = bridge.answer_sip(accepting(client_says("opus pcmu events")), ports_of)
    assert lines(ours, "m=") == ["m=audio 30000 RTP/AVP 107 0 9 8 100 101"]
    bridge.take_late_answer(phone_says("8 101"))
    assert names(bridge.agreed["audio"].sip.takes) == ["pcma", "telephone-event"]
    assert names(bridge.agreed["audio"].client.takes)[0] == "opus"


@pytest.mark.parametrize("ways", [called, calling])
def test_what_is_agreed_is_offered_to_the_phone_again(
    ways: Callable[..., tuple[Negotiation, str, str]],
) -> None:
    """It was offered other media meanwhile, and may be elsewhere now; the client hears nothing of it."""
    client = client_says("pcma events", "h264" if ways is called else "")
    bridge, _, _ = ways(phone_says("8 101"), client)
    offer = bridge.offer_sip_again(ports_of)
    assert lines(offer, "m=audio")[0].startswith("m=audio 30000 RTP/AVP 8 ") and lines(offer, "a=sendrecv")
    assert all(line.startswith("m=video 0 ") for line in lines(offer, "m=video"))
    bridge.take_late_answer(phone_says("8 101", port=5000))
    stream = bridge.agreed["audio"]
    assert stream.target.port == 5000 and stream.to_sip and stream.to_client and not bridge.is_open


def test_pictures_are_added_and_taken_away_in_a_call() -> None:
    bridge, _, _ = called(phone_says())
    offer = bridge.offer_sip(client_says(pictures="h264 vp8"), ports_of)
    assert len(lines(offer, "m=")) == 2
    bridge.answer_client(phone_says(more=VIDEO), TRANSPORT, "active")
    assert set(bridge.agreed) == {"audio", "video"}
    offer = bridge.offer_client(phone_says(more="m=video 0 RTP/AVP 97\r\n"), TRANSPORT)
    assert lines(offer, "m=video") == ["m=video 0 UDP/TLS/RTP/SAVPF 102 96"]
    answer = bridge.answer_sip(
        accepting(client_says("pcma")) + "m=video 0 UDP/TLS/RTP/SAVPF 102\r\na=mid:1\r\n", ports_of
    )
    assert lines(answer, "m=video") == ["m=video 0 RTP/AVP 97"] and set(bridge.agreed) == {"audio"}


def test_a_phone_that_leaves_out_its_pictures_is_understood() -> None:
    bridge, _, _ = called(phone_says(more=VIDEO), client_says(pictures="h264"))
    offer = bridge.offer_client(phone_says(), TRANSPORT)
    assert len(lines(offer, "m=")) == 2 and lines(offer, "m=video")[0].startswith("m=video 0 ")
    declined = accepting(client_says("pcma")) + "m=video 0 UDP/TLS/RTP/SAVPF 102\r\na=mid:1\r\n"
    answer = bridge.answer_sip(declined, ports_of)
    assert lines(answer, "m=") == ["m=audio 30000 RTP/AVP 8"] and set(bridge.agreed) == {"audio"}


def test_a_refused_offer_leaves_everything_as_it_was() -> None:
    bridge, offer, _ = called(phone_says())
    bridge.offer_sip(client_says(pictures="h264", direction="inactive"), ports_of)
    bridge.roll_back()
    assert set(bridge.agreed) == {"audio"} and bridge.agreed["audio"].to_sip
    again = bridge.offer_sip(client_says(), ports_of)
    assert len(lines(again, "m=")) == 1
    assert int(lines(again, "o=")[0].split()[2]) > int(lines(offer, "o=")[0].split()[2])
    bridge.answer_client(phone_says(), TRANSPORT, "active")


def test_keys_in_the_description() -> None:
    media = SipMedia("192.0.2.1", encryption=Encryption.SDES)
    bridge = negotiation(media)
    offer = bridge.offer_sip(client_says(), ports_of)
    assert lines(offer, "m=")[0].startswith("m=audio 30000 RTP/SAVP ") and len(lines(offer, "a=crypto")) == 4
    chosen = f"crypto:2 AES_CM_128_HMAC_SHA1_32 inline:{KEY}"
    bridge.answer_client(phone_says("8", chosen, profile="RTP/SAVP"), TRANSPORT, "active")
    target = bridge.agreed["audio"].target
    assert target.our_key is not None and target.their_key is not None
    assert f"a=crypto:{target.our_key}" in offer and target.our_key.tag == 2
    assert bridge.encryption is Encryption.SDES
    again = bridge.offer_sip(client_says(direction="sendonly"), ports_of)
    assert lines(again, "a=crypto") == lines(offer, "a=crypto")


def test_keys_in_an_offer_are_answered_as_they_were_asked_for() -> None:
    said = phone_says("8", f"crypto:7 AES_CM_128_HMAC_SHA1_80 inline:{KEY}", profile="RTP/SAVPF")
    bridge, _, answer = calling(said, client_says("pcma"))
    assert lines(answer, "m=") == ["m=audio 30000 RTP/SAVPF 8"]
    assert lines(answer, "a=crypto")[0].startswith("a=crypto:7 AES_CM_128_HMAC_SHA1_80 inline:")
    offer = bridge.offer_client(said, TRANSPORT)
    again = bridge.answer_sip(accepting(client_says("pcma")), ports_of)
    assert lines(again, "a=crypto") == lines(answer, "a=crypto") and offer


def test_keys_beside_a_plain_profile_are_taken_too() -> None:
    said = phone_says("8", f"crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}")
    bridge, _, answer = calling(said, client_says("pcma"))
    assert lines(answer, "m=") == ["m=audio 30000 RTP/AVP 8"] and lines(answer, "a=crypto")
    assert bridge.encryption is Encryption.SDES


@pytest.mark.parametrize(
    "phone",
    [
        phone_says("8"),
        phone_says("8", profile="RTP/SAVP"),
        phone_says("8", f"crypto:9 AES_CM_128_HMAC_SHA1_80 inline:{KEY}", profile="RTP/SAVP"),
        phone_says("8", f"crypto:1 AES_CM_128_HMAC_SHA1_32 inline:{KEY}", profile="RTP/SAVP"),
    ],
)
def test_an_answer_that_does_not_encrypt_as_asked_is_refused(phone: str) -> None:
    with pytest.raises(MediaRefused):
        called(phone, media=SipMedia("192.0.2.1", encryption=Encryption.SDES))


def test_dtls_towards_the_sip_side() -> None:
    said = phone_says(
        "8", f"fingerprint:{FINGERPRINT}", "setup:actpass", "rtcp-mux", profile="UDP/TLS/RTP/SAVPF"
    )
    bridge, _, answer = calling(said, client_says("pcma"))
    assert lines(answer, "a=setup") == ["a=setup:active"] and lines(answer, "a=fingerprint")
    assert bridge.agreed["audio"].target.setup == "active" and bridge.encryption is Encryption.DTLS
    media = SipMedia("192.0.2.1", encryption=Encryption.DTLS)
    said = said.replace("actpass", "active")
    bridge, offer, _ = called(said, media=media)
    assert lines(offer, "m=")[0].startswith("m=audio 30000 UDP/TLS/RTP/SAVPF")
    assert lines(offer, "a=setup") == ["a=setup:actpass"] and bridge.agreed["audio"].target.setup == "passive"


def test_a_restart_of_the_path_is_seen() -> None:
    bridge, _, _ = called(phone_says())
    bridge.offer_sip(client_says(ufrag="other"), ports_of)
    assert bridge.way is not None and bridge.way.ice.username == "other"


@pytest.mark.parametrize(
    ("offer", "status"),
    [
        ("", 400),
        ("v=0\r\n", 400),
        (phone_says("18"), 488),
        (phone_says("8", profile="RTP/SAVP"), 488),
        (phone_says("8", profile="TCP/XYZ"), 488),
        (phone_says("8", port=0), 488),
        (phone_says("8", address="239.1.1.1"), 400),
        (phone_says("8", address="127.0.0.1"), 488),
        (phone_says("8", address="::1"), 488),
        (phone_says("8", port=53), 488),
    ],
)
def test_offers_that_cannot_be_used_are_refused(offer: str, status: int) -> None:
    with pytest.raises(MediaRefused) as refused:
        negotiation().offer_client(offer, TRANSPORT)
    assert refused.value.status == status and refused.value.reason


@pytest.mark.parametrize(
    ("address", "advertised", "told"),
    [
        ("192.0.2.1", "203.0.113.9", "IN IP4 203.0.113.9"),
        ("192.0.2.1", "sip.example.org", "IN IP4 sip.example.org"),
        ("2001:db8::1", "sip.example.org", "IN IP6 sip.example.org"),
        ("2001:db8::1", "", "IN IP6 2001:db8::1"),
    ],
)
def test_the_address_that_others_are_told(address: str, advertised: str, told: str) -> None:
    offer = negotiation(SipMedia(address, advertised)).offer_sip(client_says(), ports_of)
    assert lines(offer, "c=") == [f"c={told}"] and lines(offer, "o=")[0].endswith(told)


def test_payload_types_do_not_run_out_unseen() -> None:
    bridge = negotiation()
    kinds = [f"{first:x}{second:x}" for first in range(16) for second in range(16)]
    begin = 0
    with pytest.raises(MediaRefused, match="payload types"):
        for begin in range(0, 256, 30):
            lot = list(enumerate(kinds[begin : begin + 30], 96))
            text = "".join(
                f"a=rtpmap:{n} H264/90000\r\na=fmtp:{n} profile-level-id={kind}001f;packetization-mode=1\r\n"
                for n, kind in lot
            )
            client = client_says(pictures="h264").partition("a=rtpmap:102")[0] + text
            client = client.replace("SAVPF 102", "SAVPF " + " ".join(str(n) for n, _ in lot))
            bridge.offer_sip(client, ports_of)
            bridge.answer_client(phone_says(), TRANSPORT, "active")
    assert begin > 0


def test_descriptions_out_of_turn_are_refused() -> None:
    bridge = negotiation()
    with pytest.raises(MediaRefused):
        bridge.answer_client(phone_says(), TRANSPORT, "active")
    with pytest.raises(MediaRefused):
        bridge.answer_sip(accepting(client_says()), ports_of)
    with pytest.raises(MediaRefused):
        bridge.take_late_answer(phone_says())


@given(st.data())
def test_changed_answers_are_taken_or_refused_and_nothing_else(data: st.DataObject) -> None:
    bridge = negotiation()
    bridge.offer_sip(client_says(pictures="h264"), ports_of)
    rows = phone_says(more=VIDEO).split("\r\n")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(rows) - 1))
        rows[place] = data.draw(st.one_of(st.just(""), st.sampled_from(rows), st.text(max_size=30)))
    try:
        answer = bridge.answer_client("\r\n".join(rows), TRANSPORT, "active")
    except MediaRefused:
        return
    assert parse_description(answer).sections
