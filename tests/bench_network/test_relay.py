"""The relay: what it writes into descriptions, what it lets through, and a real call over it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.bench.network.call import PROGRAMS
from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.line.relay import Relay, candidate_address, with_candidate
from tests.bench.network.line.relay_process import RelayProcess
from tests.bench.network.scenes import Scene
from tests.bench.network.scoring.scores import score

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")

CLEAN = Schedule((0.0, Conditions()))


def description(*candidates: tuple[str, int]) -> str:
    lines = ["v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 96", "c=IN IP4 192.0.2.2", "a=mid:0"]
    lines += [
        f"a=candidate:{number} 1 udp 2130706431 {host} {port} typ host"
        for number, (host, port) in enumerate(candidates)
    ]
    return "\r\n".join([*lines, "a=end-of-candidates", "a=setup:actpass"]) + "\r\n"


def test_the_loopback_candidate_is_preferred_and_ipv6_is_none() -> None:
    assert candidate_address(description(("192.0.2.2", 5000), ("127.0.0.1", 6000))) == ("127.0.0.1", 6000)
    assert candidate_address(description(("fd00::2", 4000), ("192.0.2.2", 5000))) == ("192.0.2.2", 5000)
    for nothing in (description(), description(("fd00::2", 4000)), ""):
        with pytest.raises(ValueError, match="candidate"):
            candidate_address(nothing)
    tcp = "a=candidate:1 1 tcp 1518280447 127.0.0.1 9 typ host tcptype active\r\n"
    assert candidate_address(tcp + description(("192.0.2.2", 5000))) == ("192.0.2.2", 5000)


def test_the_relay_is_the_only_candidate_that_is_told() -> None:
    told = with_candidate(description(("192.0.2.2", 5000), ("127.0.0.1", 6000)), ("127.0.0.1", 7000))
    assert [line for line in told.splitlines() if "candidate:" in line] == [
        "a=candidate:1 1 udp 2130706431 127.0.0.1 7000 typ host"
    ]
    assert "m=audio 7000 UDP/TLS/RTP/SAVPF 96" in told and "c=IN IP4 127.0.0.1" in told
    assert "5000" not in told and "6000" not in told and "192.0.2.2" not in told
    assert "a=end-of-candidates" in told and "a=setup:actpass" in told


@contextmanager
def joined(relay: Relay | RelayProcess) -> Iterator[tuple[socket.socket, socket.socket]]:
    """Yield two connected sockets with the relay between them."""
    with (
        relay,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two,
    ):
        for end in (one, two):
            end.bind(("127.0.0.1", 0))
            end.settimeout(5)
        offer = relay.offer(description(one.getsockname()))
        answer = relay.answer(description(two.getsockname()))
        two.connect(candidate_address(offer))
        one.connect(candidate_address(answer))
        yield one, two


@pytest.mark.parametrize("kind", [Relay, RelayProcess])
def test_before_it_begins_the_line_is_clean_and_afterwards_it_is_not(
    kind: type[Relay] | type[RelayProcess],
) -> None:
    dead = Schedule((0.0, Conditions(loss=1.0)))
    with joined(relay := kind(dead, CLEAN, 1)) as (one, two):
        one.send(b"hello")
        assert two.recv(100) == b"hello"
        relay.begin()
        one.send(b"lost")
        two.send(b"back")
        assert one.recv(100) == b"back"
        one.send(b"lost too")
        two.send(b"again")
        assert one.recv(100) == b"again"
        assert relay.counters[0].lost >= 1 and relay.counters[0].delivered == 0
        two.settimeout(0.05)
        with pytest.raises(TimeoutError):
            two.recv(100)


def test_a_relay_elsewhere_says_what_it_cannot_use() -> None:
    with RelayProcess(CLEAN, CLEAN, 1) as relay, pytest.raises(ValueError, match="no IPv4 host candidate"):
        relay.offer(description())


def test_datagrams_of_strangers_are_not_relayed() -> None:
    with joined(Relay(CLEAN, CLEAN, 1)) as (one, two):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            stranger.sendto(b"me too", one.getpeername())
        one.send(b"known")
        assert two.recv(100) == b"known"


def test_the_queue_is_noted_and_what_waits_arrives_in_the_end() -> None:
    narrow = Schedule((0.0, Conditions(rate=200_000, queue=5.0)))
    with joined(relay := Relay(narrow, CLEAN, 1)) as (one, two):
        relay.begin()
        for number in range(15):
            one.send(bytes([number]) * 500)
        assert [two.recv(1000)[0] for _ in range(15)] == list(range(15))
        assert max(sample.forth for sample in relay.samples) > 0.1
        assert max(sample.back for sample in relay.samples) == 0.0


@pytest.mark.parametrize("program", ["ours", "stock"])
def test_a_call_over_the_relay_is_scored(program: str) -> None:
    lossy = Schedule((0.0, Conditions(delay=0.02, loss=0.02)))
    scene = Scene("test", "test", 2.5, lossy, (128, 96))
    with RelayProcess(lossy, lossy, 1) as relay:
        scores = score(asyncio.run(PROGRAMS[program](scene, relay)), 0.02)
        assert relay.counters[0].put > 50
    assert scores.frames_per_second is not None and scores.frames_per_second > 1
    assert scores.frame_delay_p50 is not None and scores.frame_delay_p50 >= 20
    assert scores.mouth_to_ear_p50 is not None and scores.mouth_to_ear_p50 >= 20
    assert scores.lost_speech is not None and scores.lost_speech < 0.9
    assert scores.freezes is not None and scores.kilobits_per_second > 10
