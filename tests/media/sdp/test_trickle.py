"""Candidates told later: fragments as text, nonsense in them, and a call that lives by them alone."""

from __future__ import annotations

import asyncio

import pytest
from aioice import Candidate
from hypothesis import given
from hypothesis import strategies as st

from core.media.media_events import LocalCandidates, MediaFlowing
from core.media.sdp.description import SdpError
from core.media.sdp.trickle import Fragment
from core.media.transport.ice import agent
from core.media.transport.ice.servers import Servers, StunServer
from core.media.transport.ice.transport import CallIceTransport
from tests.media.call_pair import call_pair, eventually

CANDIDATE = Candidate.from_sdp("1 1 udp 2130706431 192.0.2.1 5000 typ host")
PASSWORD = "p" * 22


def test_a_fragment_comes_back_as_it_was_written() -> None:
    fragment = Fragment("user", PASSWORD, "0", (CANDIDATE,), is_last=True)
    read = Fragment.parse(str(fragment))
    assert (read.username, read.password, read.mid, read.is_last) == ("user", PASSWORD, "0", True)
    assert [one.to_sdp() for one in read.candidates] == [CANDIDATE.to_sdp()]
    assert PASSWORD not in repr(read)


def test_candidates_that_cannot_be_used_are_left_out() -> None:
    text = str(Fragment("user", PASSWORD, "0", (CANDIDATE,)))
    nonsense = "a=candidate:x\r\na=candidate:1 1 tcp 1 ::1 9 typ host\r\n"
    assert len(Fragment.parse(text + nonsense).candidates) == 1


@pytest.mark.parametrize(
    "text", ["", "nonsense", "m=audio 9 RTP/AVP 0\r\n", "a=ice-ufrag:abcd\r\n", "x" * 20_000]
)
def test_what_is_no_fragment_is_refused(text: str) -> None:
    with pytest.raises(SdpError):
        Fragment.parse(text)


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode("latin-1")))
def test_nothing_but_an_sdp_error_comes_of_nonsense(text: str) -> None:
    for tried in (text, str(Fragment("user", PASSWORD)) + text):
        try:
            Fragment.parse(tried)
        except SdpError:
            continue


async def test_a_call_is_set_up_by_candidates_that_come_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.2"])
    monkeypatch.setattr(agent, "FAST_GATHER_SECONDS", 0.02)
    silent = Servers((StunServer("127.0.0.1", 9),))
    monkeypatch.setattr("core.media.transport.ice.transport.read_servers", lambda servers, tls: silent)
    monkeypatch.setattr("core.media.transport.ice.servers._is_worth_asking", lambda protocol: True)
    async with call_pair(video=False, is_connected=False) as (caller, callee):
        offer = await caller.session.create_offer()
        assert "a=ice-options:trickle" in offer and "end-of-candidates" not in offer
        told = [line for line in offer.split("\r\n") if line.startswith("a=candidate")]
        bare = "\r\n".join(line for line in offer.split("\r\n") if line not in told)
        answer = await callee.session.accept_offer(bare)
        bare_answer = "\r\n".join(one for one in answer.split("\r\n") if not one.startswith("a=candidate"))
        await caller.session.accept_answer(bare_answer)
        candidates = tuple(Candidate.from_sdp(line.removeprefix("a=candidate:")) for line in told)
        transport = caller.session._connection.ice
        assert isinstance(transport, CallIceTransport)
        connection = transport._connection
        fragment = Fragment(connection.local_username, connection.local_password, "0", candidates)
        await callee.session.take_candidates("nonsense")
        await callee.session.take_candidates(str(Fragment("other", PASSWORD, "0", candidates)))
        await callee.session.take_candidates(str(fragment))
        await asyncio.gather(caller.wait_for(MediaFlowing), callee.wait_for(MediaFlowing))


async def test_what_servers_say_late_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "FAST_GATHER_SECONDS", 0.0)
    monkeypatch.setattr(agent, "GATHER_SECONDS", 0.05)
    silent = Servers((StunServer("127.0.0.1", 9),))
    monkeypatch.setattr("core.media.transport.ice.transport.read_servers", lambda servers, tls: silent)
    monkeypatch.setattr("core.media.transport.ice.servers._is_worth_asking", lambda protocol: True)
    async with call_pair(video=False) as (caller, _callee):
        await eventually(lambda: caller.has(LocalCandidates), what="the end of the candidates")
        event = next(one for one in caller.events if isinstance(one, LocalCandidates))
        assert Fragment.parse(event.fragment).is_last
