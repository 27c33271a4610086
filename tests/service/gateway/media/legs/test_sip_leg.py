"""The SIP side's end alone: ports, addresses, keys, and the handshake of DTLS."""

from __future__ import annotations

import asyncio
import datetime
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiortc.rtcdtlstransport import RTCCertificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from core.service.gateway.media.legs.ports import PortPool
from core.service.gateway.media.legs.sip_dtls import SipCertificate
from core.service.gateway.media.legs.sip_leg import SipLeg
from core.service.gateway.media.legs.srtp import receiving_session, sending_session
from core.service.gateway.media.sdp.agreement import SipTarget
from core.service.gateway.media.sdp.crypto import SUITES, Crypto
from core.service.media.refusal import MediaRefused
from tests.media.call_pair import eventually
from tests.service.gateway.media.streams.packets import rtp

pytestmark = pytest.mark.usefixtures("no_task_left")
PORTS = range(41_600, 41_900)


@dataclass
class Kept:
    """A leg, and what it handed on."""

    leg: SipLeg
    packets: list[bytes] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@asynccontextmanager
async def legs(
    count: int, address: str = "127.0.0.1", last: RTCCertificate | None = None
) -> AsyncIterator[list[Kept]]:
    """Yield so many legs; the ``last`` one may have a certificate of its own."""
    pool, made = PortPool(PORTS), list[Kept]()
    certificates = [SipCertificate.generateCertificate() for _ in range(count)]
    certificates[-1] = last or certificates[-1]
    for certificate in certificates:
        kept: Kept

        def packet(data: bytes, now: float, place: int = len(made)) -> None:
            made[place].packets.append(data)

        def told(data: bytes, now: float, place: int = len(made)) -> None:
            made[place].reports.append(data)

        def failed(sentence: str, place: int = len(made)) -> None:
            made[place].failures.append(sentence)

        made.append(kept := Kept(SipLeg(pool.open(address), certificate, packet, told, failed)))
        await kept.leg.open()
    for kept, certificate in zip(made, certificates, strict=True):
        kept.leg.test_fingerprint = _fingerprint(certificate)  # type: ignore[attr-defined]
    try:
        yield made
    finally:
        for kept in made:
            await kept.leg.close()
            pool.close(kept.leg.pair)
        assert pool.in_use == 0


def _fingerprint(certificate: RTCCertificate) -> str:
    first = certificate.getFingerprints()[0]
    return f"{first.algorithm} {first.value}"


def target(kept: Kept, **more: object) -> SipTarget:
    port = kept.leg.pair.port
    host = kept.leg.pair.rtp.getsockname()[0]
    return SipTarget(host, port, (host, port + 1), **{"is_muxed": False, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
async def test_packets_and_reports_pass_over_both_ports(address: str) -> None:
    async with legs(2, address) as (one, other):
        one.leg.set_target(target(other), frozenset({8}))
        other.leg.set_target(target(one), frozenset({8}))
        one.leg.send_rtp(rtp(1))
        one.leg.send_rtcp(b"\x80\xc9\x00\x01abcd")
        await eventually(lambda: bool(other.packets and other.reports))
        assert other.packets == [rtp(1)] and other.leg.heard_at > 0


async def test_reports_share_the_port_where_that_was_agreed() -> None:
    async with legs(2) as (one, other):
        way = SipTarget("127.0.0.1", other.leg.pair.port, ("127.0.0.1", 9), is_muxed=True)
        one.leg.set_target(way, frozenset({8}))
        other.leg.set_target(target(one, is_muxed=True), frozenset({8}))
        one.leg.send_rtcp(b"\x80\xc9\x00\x01abcd")
        await eventually(lambda: bool(other.reports))
        assert other.reports == [b"\x80\xc9\x00\x01abcd"]


@pytest.mark.parametrize("suite", SUITES)
async def test_every_suite_protects(suite: str) -> None:
    first, second = (Crypto(1, suite, random.Random(n).randbytes(SUITES[suite])) for n in (1, 2))
    async with legs(2) as (one, other):
        one.leg.set_target(target(other, our_key=first, their_key=second), frozenset({8}))
        other.leg.set_target(target(one, our_key=second, their_key=first), frozenset({8}))
        one.leg.send_rtp(rtp(1))
        one.leg.send_rtcp(b"\x80\xc9\x00\x01abcd")
        await eventually(lambda: bool(other.packets and other.reports))
        assert other.packets == [rtp(1)] and other.reports == [b"\x80\xc9\x00\x01abcd"]
        wire = sending_session(first).protect(rtp(1))
        assert rtp(1) not in wire and receiving_session(first).unprotect(wire) == rtp(1)


async def test_other_keys_take_effect_in_a_call() -> None:
    keys = [Crypto(1, "AES_CM_128_HMAC_SHA1_80", bytes([n]) * 30) for n in range(3)]
    async with legs(2) as (one, other):
        one.leg.set_target(target(other, our_key=keys[0], their_key=keys[1]), frozenset({8}))
        other.leg.set_target(target(one, our_key=keys[1], their_key=keys[0]), frozenset({8}))
        one.leg.send_rtp(rtp(1))
        await eventually(lambda: len(other.packets) == 1)
        one.leg.set_target(target(other, our_key=keys[2], their_key=keys[1]), frozenset({8}))
        one.leg.send_rtp(rtp(2))
        await eventually(lambda: other.leg.unauthentic == 1)
        other.leg.set_target(target(one, our_key=keys[1], their_key=keys[2]), frozenset({8}))
        one.leg.send_rtp(rtp(3))
        await eventually(lambda: other.packets == [rtp(1), rtp(3)])


def rsa_certificate() -> SipCertificate:
    """Return one as phones make them that do not follow RFC 8827."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "phone")])
    begin = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, begin, begin + datetime.timedelta(9))
    return SipCertificate(key, builder.sign(key, hashes.SHA256()))  # type: ignore[arg-type]


@pytest.mark.parametrize("is_rsa", [False, True])
@pytest.mark.parametrize("is_muxed", [True, False])
async def test_keys_are_agreed_upon_in_the_media_path(is_muxed: bool, is_rsa: bool) -> None:
    async with legs(2, last=rsa_certificate() if is_rsa else None) as (one, other):
        marks = [kept.leg.test_fingerprint for kept in (one, other)]  # type: ignore[attr-defined]
        words = {"is_muxed": is_muxed}
        one.leg.set_target(target(other, fingerprints=(marks[1],), setup="active", **words), frozenset({8}))
        other.leg.set_target(target(one, fingerprints=(marks[0],), setup="passive", **words), frozenset({8}))
        for kept in (one, other):
            assert len(kept.leg._associations) == 2 - is_muxed
            await eventually(lambda kept=kept: all(one.is_connected for one in kept.leg._associations))  # type: ignore[misc]
        for number in range(3):
            one.leg.send_rtp(rtp(number))
        one.leg.send_rtcp(b"\x80\xc9\x00\x01abcd")
        await eventually(lambda: len(other.packets) == 3 and bool(other.reports))
        assert not one.failures and not other.failures


async def test_a_certificate_other_than_the_promised_one_is_refused() -> None:
    async with legs(2) as (one, other):
        marks = [kept.leg.test_fingerprint for kept in (one, other)]  # type: ignore[attr-defined]
        words = {"is_muxed": True}
        one.leg.set_target(target(other, fingerprints=(marks[0],), setup="active", **words), frozenset({8}))
        other.leg.set_target(target(one, fingerprints=(marks[0],), setup="passive", **words), frozenset({8}))
        await eventually(lambda: bool(one.failures))
        assert one.failures == ["The encrypted connection to the SIP side failed."]


async def test_strangers_are_counted_whatever_they_send(seed: int) -> None:
    rng = random.Random(seed)
    stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    async with legs(2) as (one, other):
        one.leg.set_target(target(other), frozenset({8}))
        other.leg.set_target(target(one), frozenset({8}))
        one.leg.send_rtp(rtp(1))
        await eventually(lambda: len(other.packets) == 1)
        for _ in range(100):
            await asyncio.sleep(0)
            stranger.sendto(rng.randbytes(rng.randrange(0, 1800)), ("127.0.0.1", other.leg.pair.port))
            stranger.sendto(rng.randbytes(rng.randrange(0, 200)), ("127.0.0.1", other.leg.pair.port + 1))
        for number in range(50):
            stranger.sendto(rtp(number), ("127.0.0.1", other.leg.pair.port))
        await eventually(lambda: other.leg.foreign >= 50)
        one.leg.send_rtp(rtp(2))
        await eventually(lambda: other.packets[-1] == rtp(2))
        assert len(other.packets) == 2
    stranger.close()


async def test_where_nothing_is_to_be_sent_nothing_goes() -> None:
    async with legs(1) as (one,):
        one.leg.send_rtp(rtp(1))
        one.leg.set_target(SipTarget("", 4000, ("", 4001), False), frozenset({8}))
        one.leg.send_rtp(rtp(1))
        one.leg.send_rtcp(b"\x80\xc9\x00\x01abcd")
        assert one.leg.source is None and one.leg.unsent == 0


def test_pairs_are_even_and_the_last_one_is_refused() -> None:
    pool = PortPool(range(31_901, 31_906), random.Random(1))
    pairs = [pool.open("127.0.0.1"), pool.open("127.0.0.1")]
    assert sorted(pair.port for pair in pairs) == [31_902, 31_904]
    with pytest.raises(MediaRefused) as refused:
        pool.open("127.0.0.1")
    assert refused.value.status == 503
    pool.close(pairs[0])
    again = pool.open("127.0.0.1")
    assert again.port == pairs[0].port
    pool.close(again)
    pool.close(pairs[1])


def test_ports_that_others_sit_on_are_passed_over() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 31_911))
        pool = PortPool(range(31_910, 31_914), random.Random(1))
        pair = pool.open("127.0.0.1")
        assert pair.port == 31_912
        pool.close(pair)


async def test_closing_twice_is_closing_once() -> None:
    async with legs(1) as (one,):
        await one.leg.close()
        await asyncio.sleep(0)
