from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.sdp.description import SdpError
from core.service.gateway.media.sdp.crypto import SUITES, Crypto, answered, read_crypto
from core.service.gateway.media.sdp.sip_description import parse_sip
from tests.service.gateway.media.sdp.sides import KEY

HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"


def test_a_plain_offer_of_a_desk_phone() -> None:
    (audio,) = parse_sip(
        HEAD
        + "m=audio 49170 RTP/AVP 9 8 0 18 101 13\r\n"
        + "a=rtpmap:18 G729/8000\r\na=fmtp:18 annexb=no\r\n"
        + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\n"
    )
    assert [c.name for c in audio.codecs] == ["g722", "pcma", "pcmu", "telephone-event", "cn"]
    assert (audio.address, audio.section.port, audio.rtcp) == ("192.0.2.1", 49170, ("192.0.2.1", 49171))
    assert (audio.direction, audio.ptime, audio.is_secure, audio.has_dtls) == ("sendrecv", 20, False, False)


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_line_ends_and_doubled_blanks_of_odd_phones(ending: str) -> None:
    text = HEAD + "m=audio  49170  RTP/AVP  0  101 \r\na=rtpmap:101  telephone-event/8000 \r\na=sendonly \r\n"
    (audio,) = parse_sip("\r\n" + text.replace("\r\n", ending))
    assert [c.name for c in audio.codecs] == ["pcmu", "telephone-event"]
    assert audio.direction == "sendonly"


def test_addresses_of_the_section_come_before_those_of_the_session() -> None:
    audio, video = parse_sip(
        HEAD
        + "m=audio 4000 RTP/AVP 0\r\nc=IN IP6 2001:db8::5\r\na=rtcp:5001 IN IP6 2001:db8::5\r\n"
        + "m=video 4002 RTP/AVPF 99\r\na=rtpmap:99 VP8/90000\r\n"
    )
    assert (audio.address, audio.rtcp) == ("2001:db8::5", ("2001:db8::5", 5001))
    assert (video.address, video.rtcp) == ("192.0.2.1", ("192.0.2.1", 4003))


@pytest.mark.parametrize(
    ("said", "meant"), [("sendrecv", "sendonly"), ("recvonly", "inactive"), ("inactive", "inactive")]
)
def test_an_address_of_zeros_holds(said: str, meant: str) -> None:
    (audio,) = parse_sip(HEAD + f"m=audio 4000 RTP/AVP 0\r\nc=IN IP4 0.0.0.0\r\na={said}\r\n")
    assert (audio.direction, audio.address) == (meant, "")


def test_reports_go_to_no_other_machine_than_media() -> None:
    (audio,) = parse_sip(HEAD + "m=audio 4000 RTP/AVP 0\r\na=rtcp:53 IN IP4 198.51.100.9\r\n")
    assert audio.rtcp == ("192.0.2.1", 4001)


@pytest.mark.parametrize(
    "address",
    ["IN IP4 224.0.1.1", "IN IP4 255.255.255.255", "IN IP4 phone.example.org", "IN IP6 ff02::1", "x"],
)
def test_where_nothing_can_be_sent_is_refused(address: str) -> None:
    with pytest.raises(SdpError):
        parse_sip(HEAD.replace("IN IP4 192.0.2.1\r\nt", f"{address}\r\nt") + "m=audio 4000 RTP/AVP 0\r\n")


def test_no_address_at_all_is_refused() -> None:
    with pytest.raises(SdpError, match="address"):
        parse_sip("v=0\r\ns=-\r\nm=audio 4000 RTP/AVP 0\r\n")


def test_what_is_no_sound_and_no_picture_counts_as_rejected() -> None:
    fax, audio = parse_sip(HEAD + "m=image 4000 udptl t38\r\nm=audio 0 RTP/AVP 0\r\n")
    assert fax.is_rejected and audio.is_rejected


def test_keys_that_can_be_used() -> None:
    (audio,) = parse_sip(
        HEAD
        + "m=audio 4000 RTP/SAVP 0\r\n"
        + f"a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:{'A' * 61}=\r\n"
        + f"a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:{KEY}|2^31|1:4\r\n"
        + f"a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:{KEY}|2^31 UNENCRYPTED_SRTP\r\n"
        + f"a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:{KEY}|2^20\r\n"
        + f"a=crypto:5 AES_CM_128_HMAC_SHA1_80 inline:{KEY} WSH=128\r\n"
    )
    assert [(c.tag, c.suite) for c in audio.cryptos] == [
        (4, "AES_CM_128_HMAC_SHA1_32"),
        (5, "AES_CM_128_HMAC_SHA1_80"),
    ]
    assert audio.is_secure and len(audio.cryptos[0].key) == 30


def test_our_keys_can_be_read_and_do_not_show_in_logs() -> None:
    lines = [Crypto(tag, suite, bytes(range(size))) for tag, (suite, size) in enumerate(SUITES.items(), 1)]
    assert all(read_crypto(str(line)) == line for line in lines)
    answer = answered(lines[2], lambda count: b"k" * count)
    assert (answer.tag, answer.suite, answer.key) == (3, "AEAD_AES_256_GCM", b"k" * 44)
    assert "kkk" not in repr(answer)


PIECES = st.sampled_from(
    [
        "v=0", "m=audio 4000 RTP/AVP 0", "m=video 99999 RTP/AVP 96", "c=IN IP4 1.2.3.4", "c=IN IP4", "c=",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + "A" * 40, "a=crypto:x", "a=rtpmap:96 opus/48000/2",
        "a=rtpmap:0 opus/1", "a=rtcp:99999", "a=rtcp:", "a=ptime:0", "a=fmtp:96", "a=", "m=", "\x00",
        "m=audio 1 RTP/AVP 999999999999999999999", "a=rtpmap:999 CN/0", "c=IN IP6 ::1%eth0",
        "a=ptime:2e9", "c=IN IP4 1.2.3.4/127",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=30))
def test_nonsense_is_read_or_refused_and_nothing_else(lines: list[str]) -> None:
    try:
        sections = parse_sip("\r\n".join(["v=0", *lines]))
    except SdpError:
        return
    assert all(len(section.codecs) <= 32 for section in sections)


def test_what_is_endless_is_refused() -> None:
    with pytest.raises(SdpError):
        parse_sip(HEAD + "a=x\r\n" * 100_000)
    with pytest.raises(SdpError):
        parse_sip(HEAD + "m=audio 4000 RTP/AVP" + " 0" * 100_000)
