"""Where a URI leads, with a resolver that says what the test wants, nonsense too."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from core.sip.ids import SeededIds
from core.sip.locating.locate import MAX_HOPS, NotLocated, direct_hop, in_order, locate, numeric_host
from core.sip.locating.records import LookupFailed, Naptr, Srv
from core.sip.messages import Uri
from core.sip.transports.hops import Hop, Transport

UDP, TCP, TLS = Transport.UDP, Transport.TCP, Transport.TLS


class Said:
    """A resolver: what it was told to say; None is no answer at all."""

    def __init__(self, **records: object) -> None:
        self.records = records
        self.asked: list[str] = []

    async def naptr(self, domain: str) -> list[Naptr]:
        return self._answer(f"naptr {domain}")

    async def srv(self, name: str) -> list[Srv]:
        return self._answer(f"srv {name}")

    async def addresses(self, host: str) -> list[str]:
        return self._answer(f"a {host}")

    def _answer(self, question: str) -> list:
        self.asked.append(question)
        found = self.records.get(question, [])
        if found is None:
            raise LookupFailed(f"The name {question.split()[1]} could not be looked up: timed out.")
        return list(found)  # type: ignore[call-overload]


async def hops(text: str, **records: object) -> list[str]:
    found = await locate(Uri.parse(text), Said(**records), SeededIds(1).uniform)
    return [f"{hop} {hop.name}" for hop in found]


@pytest.mark.parametrize(
    ("uri", "hop"),
    [
        ("sip:a@192.0.2.1", "udp:192.0.2.1:5060 192.0.2.1"),
        ("sip:a@192.0.2.1:5070", "udp:192.0.2.1:5070 192.0.2.1"),
        ("sip:a@192.0.2.1;transport=tcp", "tcp:192.0.2.1:5060 192.0.2.1"),
        ("sip:a@192.0.2.1:7;transport=TLS", "tls:192.0.2.1:7 192.0.2.1"),
        ("sip:a@192.0.2.1;transport=tls", "tls:192.0.2.1:5061 192.0.2.1"),
        ("sips:a@192.0.2.1", "tls:192.0.2.1:5061 192.0.2.1"),
        ("sips:a@192.0.2.1;transport=tcp", "tls:192.0.2.1:5061 192.0.2.1"),
        ("sip:a@[2001:db8::1]", "udp:[2001:db8::1]:5060 2001:db8::1"),
        ("sip:a@[2001:DB8:0::1]:9", "udp:[2001:db8::1]:9 2001:DB8:0::1"),
        ("sip:a@[::ffff:192.0.2.1]", "udp:192.0.2.1:5060 ::ffff:192.0.2.1"),
        ("sip:a@x.test;maddr=192.0.2.9", "udp:192.0.2.9:5060 x.test"),
    ],
)
async def test_addresses_need_no_look_up(uri: str, hop: str):
    assert await hops(uri) == [hop]


async def test_a_port_or_a_name_without_a_dot_needs_only_its_address():
    said = Said(**{"a x.test": ["192.0.2.1", "2001:db8::1"], "a pbx": ["192.0.2.2"]})
    for uri, expected in (
        ("sip:a@x.test:5070", ["udp:192.0.2.1:5070", "udp:[2001:db8::1]:5070"]),
        ("sips:a@x.test:5070", ["tls:192.0.2.1:5070", "tls:[2001:db8::1]:5070"]),
        ("sip:a@PBX;transport=tcp", ["tcp:192.0.2.2:5060"]),
    ):
        found = await locate(Uri.parse(uri), said, SeededIds(1).uniform)
        assert [str(hop) for hop in found] == expected
    assert all(question.startswith("a ") for question in said.asked)


async def test_the_example_of_the_rfc():
    records = {
        "naptr example.com": [
            Naptr(90, 50, "s", "SIP+D2T", "_sip._tcp.example.com."),
            Naptr(50, 50, "S", "sips+d2t", "_sips._tcp.example.com."),
            Naptr(100, 50, "s", "SIP+D2U", "_sip._udp.example.com."),
        ],
        "srv _sips._tcp.example.com": [
            Srv(0, 1, 5061, "server1.example.com."),
            Srv(5, 1, 5061, "server2.example.com."),
        ],
        "srv _sip._tcp.example.com": [Srv(0, 1, 5060, "server1.example.com.")],
        "srv _sip._udp.example.com": [Srv(0, 1, 5060, "server2.example.com.")],
        "a server1.example.com": ["192.0.2.1"],
        "a server2.example.com": ["192.0.2.2"],
    }
    plain = await hops("sip:user@example.com", **records)
    assert plain == [
        "tls:192.0.2.1:5061 example.com",
        "tls:192.0.2.2:5061 example.com",
        "tcp:192.0.2.1:5060 example.com",
        "udp:192.0.2.2:5060 example.com",
    ]
    assert await hops("sips:user@example.com", **records) == plain[:2], "never without TLS"
    assert await hops("sip:user@example.com;transport=tcp", **records) == [plain[2]], "NAPTR is not asked"


async def test_without_naptr_every_transport_is_asked_for():
    records = {"srv _sip._udp.x.test": [Srv(1, 0, 5099, "s.x.test")], "a s.x.test": ["192.0.2.1"]}
    assert await hops("sip:a@x.test", **records) == ["udp:192.0.2.1:5099 x.test"]
    records["srv _sips._tcp.x.test"] = [Srv(1, 0, 5061, "s.x.test")]
    assert (await hops("sip:a@x.test", **records))[0] == "tls:192.0.2.1:5061 x.test"


@pytest.mark.parametrize("silent", [{}, {"naptr x.test": None, "srv _sip._udp.x.test": None}])
async def test_without_records_or_answers_the_address_is_left(silent: dict):
    assert await hops("sip:a@x.test", **silent, **{"a x.test": ["192.0.2.1"]}) == [
        "udp:192.0.2.1:5060 x.test"
    ]
    assert await hops("sips:a@x.test", **silent, **{"a x.test": ["192.0.2.1"]}) == [
        "tls:192.0.2.1:5061 x.test"
    ]


async def test_one_of_two_servers_without_an_address_costs_nothing():
    records = {
        "srv _sip._udp.x.test": [Srv(1, 0, 5060, "gone.test"), Srv(2, 0, 5060, "here.test")],
        "a gone.test": None,
        "a here.test": ["192.0.2.7"],
    }
    assert await hops("sip:a@x.test;transport=udp", **records) == ["udp:192.0.2.7:5060 x.test"]


NONSENSE = {
    "a service of another protocol": {"naptr x.test": [Naptr(1, 1, "s", "E2U+sip", "_sip._udp.x.test")]},
    "a regular expression": {"naptr x.test": [Naptr(1, 1, "u", "SIP+D2U", ".")]},
    "a replacement that is no name": {"naptr x.test": [Naptr(1, 1, "s", "SIP+D2U", "a b<>")]},
    "itself": {"naptr x.test": [Naptr(1, 1, "s", "SIP+D2U", "x.test")]},
    "port 0": {"srv _sip._udp.x.test": [Srv(1, 0, 0, "s.test")]},
    "a port too large": {"srv _sip._udp.x.test": [Srv(1, 0, 70_000, "s.test")]},
    "a negative weight": {"srv _sip._udp.x.test": [Srv(1, -5, 5060, "s.test")]},
    "a target that is no host": {"srv _sip._udp.x.test": [Srv(1, 0, 5060, "\x00\n")]},
    "no address of the target": {"srv _sip._udp.x.test": [Srv(1, 0, 5060, "nobody.test")]},
    "an address that is none": {
        "srv _sip._udp.x.test": [Srv(1, 0, 1, "s.test")],
        "a s.test": ["", "x", "1.2.3"],
    },
}


@pytest.mark.parametrize("records", NONSENSE.values(), ids=NONSENSE)
async def test_nonsense_is_passed_over(records: dict):
    assert await hops("sip:a@x.test", **records, **{"a x.test": ["192.0.2.1"]}) == [
        "udp:192.0.2.1:5060 x.test"
    ]


async def test_answers_without_end_are_bounded():
    servers = [Srv(1, 1, 5060, f"s{n}.test") for n in range(100)]
    addresses = {f"a s{n}.test": [f"192.0.{n}.{m}" for m in range(1, 99)] for n in range(100)}
    naptrs = [Naptr(n, 1, "s", "SIP+D2U", "_sip._udp.x.test") for n in range(1000)]
    said = Said(**{"naptr x.test": naptrs, "srv _sip._udp.x.test": servers, **addresses})
    assert len(await locate(Uri.parse("sip:a@x.test"), said, SeededIds(1).uniform)) == MAX_HOPS
    assert len(said.asked) < 200


@pytest.mark.parametrize(
    ("uri", "records", "status", "words"),
    [
        ("sip:a@x.test", {}, 404, "x.test was not found"),
        ("sip:a@x.test", {"a x.test": None}, 503, "could not be looked up"),
        ("sip:a@x.test;transport=udp", {"srv _sip._udp.x.test": [Srv(0, 0, 0, ".")]}, 503, "takes no SIP"),
        ("sip:a@x.test;transport=sctp", {}, 416, "over sctp"),
        ("sip:a@x.test;transport=ws", {}, 416, "over ws"),
        ("sips:a@x.test;transport=udp", {}, 416, "sips: address"),
    ],
)
async def test_what_leads_nowhere_says_why(uri: str, records: dict, status: int, words: str):
    with pytest.raises(NotLocated, match=words) as caught:
        await hops(uri, **records)
    assert caught.value.status == status


def test_weights_decide_among_equals_only(seed: int):
    ids = SeededIds(seed)
    records = [Srv(2, 1, 1, "last"), Srv(1, 0, 1, "never"), Srv(1, 30, 1, "often"), Srv(1, 10, 1, "seldom")]
    first = Counter(in_order(records, ids.uniform)[0].target for _ in range(2000))
    assert 1300 < first["often"] < 1700 and first["seldom"] > 300 and first["last"] == 0
    for _ in range(50):
        ordered = in_order(records, ids.uniform)
        assert ordered[-1].target == "last" and sorted(map(id, ordered)) == sorted(map(id, records))


def test_hops_without_a_look_up():
    assert direct_hop(Uri.parse("sip:a@192.0.2.1"), TCP) == Hop(TCP, "192.0.2.1", 5060, "192.0.2.1")
    assert direct_hop(Uri.parse("sip:a@192.0.2.1;transport=udp"), TCP) == Hop(
        UDP, "192.0.2.1", 5060, "192.0.2.1"
    )
    assert direct_hop(Uri.parse("sips:a@192.0.2.1"), UDP) == Hop(TLS, "192.0.2.1", 5061, "192.0.2.1")
    assert direct_hop(Uri.parse("sip:a@192.0.2.1;transport=ws"), TLS) == Hop(
        TLS, "192.0.2.1", 5061, "192.0.2.1"
    )
    assert direct_hop(Uri.parse("sip:a@x.test"), UDP) is None
    assert numeric_host("300.1.1.1") is None and numeric_host("[::1]") == "::1"


async def test_the_machines_own_resolver_knows_localhost():
    from core.sip.transports.names import DnsResolver

    resolver = DnsResolver()
    assert "127.0.0.1" in await resolver.addresses("localhost")
    for host in ("a" * 64 + ".test", "\udcff.test"):
        with pytest.raises(LookupFailed):
            await resolver.addresses(host)
        with pytest.raises(LookupFailed):
            async with asyncio.timeout(8):
                await resolver.srv(host)
