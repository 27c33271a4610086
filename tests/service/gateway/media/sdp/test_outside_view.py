"""Descriptions as a NAT shows what they name."""

from __future__ import annotations

from core.network.stun import Mapped
from core.service.gateway.media.sdp.outside_view import seen_from_outside
from core.service.gateway.media.sdp.sip_description import parse_sip

OURS = (
    "v=0\r\ns=-\r\nc=IN IP4 192.168.1.2\r\nt=0 0\r\n"
    "m=audio 20000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=sendrecv\r\n"
    "m=video 20002 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\na=sendrecv\r\n"
)


def test_without_a_server_it_stays() -> None:
    assert seen_from_outside(OURS, {}) == OURS


def test_a_nat_that_keeps_ports_changes_the_address_alone() -> None:
    mapped = {port: Mapped("203.0.113.7", port) for port in (20000, 20001, 20002, 20003)}
    seen = seen_from_outside(OURS, mapped)
    audio, video = parse_sip(seen)
    assert (audio.address, audio.section.port, audio.rtcp) == ("203.0.113.7", 20000, ("203.0.113.7", 20001))
    assert (video.address, video.section.port) == ("203.0.113.7", 20002)
    assert "a=rtcp:" not in seen and seen.endswith("\r\n") and not seen.endswith("\r\n\r\n")


def test_a_nat_that_changes_ports_has_reports_elsewhere() -> None:
    mapped = {
        20000: Mapped("203.0.113.7", 4444),
        20001: Mapped("203.0.113.7", 5555),
        20002: Mapped("203.0.113.8", 6000),
        20003: Mapped("203.0.113.8", 6001),
    }
    seen = seen_from_outside(OURS, mapped)
    audio, video = parse_sip(seen)
    assert (audio.address, audio.section.port, audio.rtcp) == ("203.0.113.7", 4444, ("203.0.113.7", 5555))
    assert (video.address, video.section.port, video.rtcp) == ("203.0.113.8", 6000, ("203.0.113.8", 6001))
    last = seen_from_outside(OURS, {20002: mapped[20002], 20003: mapped[20001]})
    assert last.endswith("a=sendrecv\r\na=rtcp:5555 IN IP4 203.0.113.7\r\n")


def test_a_section_that_was_not_asked_for_keeps_its_place() -> None:
    seen = seen_from_outside(OURS, {20002: Mapped("2001:db8::7", 9000)})
    audio, video = parse_sip(seen)
    assert (audio.address, audio.section.port) == ("192.168.1.2", 20000)
    assert (video.address, video.section.port) == ("2001:db8::7", 9000)
    assert seen_from_outside(OURS.replace("audio 20000", "audio 0"), {}).count("m=audio 0 ") == 1
