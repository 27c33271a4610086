"""Calls between our user agents and SIPp by the gateway, with scenarios for what phones do oddly.

Media is only words here: what is tried is signalling, against a parser and timers that are not ours.
"""

from __future__ import annotations

import textwrap
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    SessionEnded,
)
from core.sip.dialogs import unacknowledged
from core.sip.transports.hops import Transport
from tests.peers.conftest import need
from tests.peers.sipp import ACCEPTED, GOODBYE, SDP, Sipp, answer, receive, request, send
from tests.service.gateway.conftest import Town, until

pytestmark = pytest.mark.timeout(40)

Make = Callable[..., Sipp]


@pytest.fixture
async def town(tmp_path: Path, no_task_left: None) -> AsyncIterator[Town]:
    made = Town(tmp_path)
    yield made
    await made.close()


@pytest.fixture
async def sipp(tmp_path: Path) -> AsyncIterator[Make]:
    made: list[Sipp] = []

    def make(*steps: str, transport: str = "udp") -> Sipp:
        made.append(Sipp(need("sipp"), tmp_path / f"sipp{len(made)}", *steps, transport=transport))
        return made[-1]

    yield make
    for one in made:
        await one.stop()


async def calls(town: Town, caller: Sipp, transport: str = "udp") -> Sipp:
    port = town.port(Transport(transport))
    return await caller.start("-s", "alice", f"127.0.0.1:{port}")


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_a_call_out_and_goodbye(town: Town, sipp: Make, transport: str) -> None:
    await town.serve()
    phone = sipp(
        receive("INVITE"),
        answer(180, "Ringing"),
        answer(200, "OK", sdp=SDP),
        receive("ACK"),
        GOODBYE,
        transport=transport,
    )
    alice = await town.phone()
    await phone.start()
    call = alice.call(phone.uri)
    assert (await alice.event(InviteProgress)).status == 180
    await alice.event(InviteAccepted)
    alice.do(call.bye)
    await phone.ends_well()


@pytest.mark.parametrize(
    ("status", "phrase", "told", "cause"),
    [
        (486, "Busy Here", 486, 486),
        (407, "Proxy Authentication Required", 403, 407),
        (604, "Nowhere", 604, 604),
    ],
)
async def test_refusals(town: Town, sipp: Make, status: int, phrase: str, told: int, cause: int) -> None:
    await town.serve()
    challenge = 'Proxy-Authenticate: Digest realm="far", nonce="1"' if status == 407 else ""
    phone = await sipp(receive("INVITE"), answer(status, phrase, extra=challenge), receive("ACK")).start()
    alice = await town.phone()
    alice.call(phone.uri)
    rejected = await alice.event(InviteRejected)
    assert (rejected.status, rejected.reason, rejected.reason_header.cause) == (told, phrase, cause)
    await phone.ends_well()


async def test_a_redirect(town: Town, sipp: Make) -> None:
    await town.serve()
    second = await sipp(
        receive("INVITE"), answer(200, "OK", sdp=SDP), receive("ACK"), transport="tcp"
    ).start()
    moved = answer(302, "Moved", extra=f"Contact: <{second.uri}>")
    first = await sipp(receive("INVITE"), moved, receive("ACK")).start()
    alice = await town.phone()
    alice.call(first.uri)
    await alice.event(InviteAccepted)
    await first.ends_well()
    await second.ends_well()


async def test_early_media_of_one_branch_and_the_answer_of_another(town: Town, sipp: Make) -> None:
    """Two phones behind one proxy: both answer, the second is told that it came too late."""
    await town.serve()
    phone = await sipp(
        receive("INVITE"),
        answer(183, "Progress", tag="first", sdp=SDP),
        answer(180, "Ringing", tag="second"),
        answer(200, "OK", tag="second", sdp=SDP),
        receive("ACK"),
        GOODBYE,
    ).start()
    alice = await town.phone()
    call = alice.call(phone.uri)
    early = await alice.event(InviteProgress)
    assert early.status == 183 and early.body.startswith(b"answer <- v=0")
    assert (await alice.event(InviteProgress)).status == 180
    await alice.event(InviteAccepted)
    alice.do(call.bye)
    await phone.ends_well()


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_a_call_in_without_an_offer(town: Town, sipp: Make, transport: str) -> None:
    await town.serve(listens=("udp", "tcp"))
    alice = await town.phone()
    caller = await calls(
        town,
        sipp(
            request("INVITE", to_tag=False),
            ACCEPTED,
            request("ACK", sdp=SDP),
            GOODBYE,
            transport=transport,
        ),
        transport,
    )
    incoming = (await alice.event(InviteReceived)).session
    assert incoming.request.body == b"offer <- nothing"
    alice.do(incoming.ring)
    alice.do(incoming.accept, b"alice has")
    await alice.event(AckReceived)
    await until(lambda: any(one.startswith("take_late_answer(v=0") for one in town.media.last.asked))
    alice.do(incoming.bye)
    await caller.ends_well()


async def test_a_caller_who_gives_up(town: Town, sipp: Make) -> None:
    await town.serve(listens=("udp",))
    alice = await town.phone()
    caller = await calls(
        town,
        sipp(
            request("INVITE", sdp=SDP, to_tag=False),
            receive(100, optional=True),
            receive(180),
            request("CANCEL", to_tag=False, branch="[branch-3]"),
            receive(200),
            receive(487),
            request("ACK", branch="[branch-6]"),
        ),
    )
    incoming = (await alice.event(InviteReceived)).session
    alice.do(incoming.ring)
    assert (await alice.event(SessionEnded)).how == "remote_cancel"
    await caller.ends_well()


async def test_a_storm_of_reinvites(town: Town, sipp: Make) -> None:
    """Fifty in a row, each answered before the next, the same description every time."""
    await town.serve(listens=("udp",))
    alice = await town.phone()
    storm = [
        step
        for number in range(2, 52)
        for step in (
            request("INVITE", number, sdp=SDP),
            receive(100, optional=True),
            receive(200),
            request("ACK", number),
        )
    ]
    caller = await calls(
        town,
        sipp(
            request("INVITE", sdp=SDP, to_tag=False),
            ACCEPTED,
            request("ACK"),
            *storm,
            request("BYE", 60),
            receive(200),
        ),
    )
    incoming = (await alice.event(InviteReceived)).session
    alice.do(incoming.accept, b"alice has")
    assert (await alice.event(SessionEnded)).how == "remote_bye"
    await caller.ends_well()
    assert town.media.last.asked == [
        "offer_to_client(" + town.media.last.asked[0][16:],
        "answer_to_sip(alice has)",
    ]


async def test_a_flood_of_options_leaves_a_call_alone(town: Town, sipp: Make) -> None:
    await town.serve(listens=("udp",))
    alice, far = await town.phone(), await town.far()
    call = alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    flood = sipp(request("OPTIONS", to_tag=False, again=False))
    await flood.start("-s", "100", "-m", "2000", "-r", "2000", f"127.0.0.1:{town.port(Transport.UDP)}")
    await flood.ends_well()
    alice.do(call.bye)
    await far.event(SessionEnded)
    assert 0 < town.gateway.reception.counters["answered 200"] <= 40
    assert town.gateway.calls == 0


async def test_a_caller_who_never_acknowledges(
    town: Town, sipp: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our 200 is repeated, then the call is ended by BYE (RFC 3261 13.3.1.4); 32 s are made three here."""
    monkeypatch.setattr(unacknowledged, "SIXTY_FOUR_T1", 3.0)
    await town.serve(listens=("udp",))
    alice = await town.phone()
    caller = await calls(
        town,
        sipp(
            request("INVITE", sdp=SDP, to_tag=False),
            ACCEPTED,
            GOODBYE,
        ),
    )
    incoming = (await alice.event(InviteReceived)).session
    alice.do(incoming.accept, b"alice has")
    ended = await alice.event(SessionEnded)
    assert ended.how == "remote_bye"
    await caller.ends_well()
    assert caller.said.count("SIP/2.0 200 OK") >= 3, caller.said
    await until(lambda: town.gateway.calls == 0)


async def test_an_invite_that_is_repeated_is_one_call(town: Town, sipp: Make) -> None:
    """The answer to the first was lost: the same INVITE twice more, to the same branch."""
    await town.serve(listens=("udp",))
    alice = await town.phone()
    caller = await calls(
        town,
        sipp(
            request("INVITE", sdp=SDP, to_tag=False, again=False),
            request("INVITE", sdp=SDP, to_tag=False, again=False, branch="[branch-1]"),
            request("INVITE", sdp=SDP, to_tag=False, again=False, branch="[branch-2]"),
            ACCEPTED,
            request("ACK"),
            request("BYE", 2),
            receive(200),
        ),
    )
    incoming = (await alice.event(InviteReceived)).session
    alice.do(incoming.accept, b"alice has")
    assert (await alice.event(SessionEnded)).how == "remote_bye"
    await caller.ends_well()
    assert alice.events.empty() and len(town.media.made) == 1


async def test_a_callee_who_lost_our_ack_gets_it_again(town: Town, sipp: Make) -> None:
    await town.serve()
    remembers = '<action><ereg regexp=".*" search_in="hdr" header="Via:" assign_to="via"/></action>'
    again = """
        SIP/2.0 200 OK
        Via:[$via]
        [last_From:]
        [last_To:]
        [last_Call-ID:]
        CSeq: 1 INVITE
        Contact: <sip:sipp@[local_ip]:[local_port]>
        Content-Type: application/sdp

    """
    phone = sipp(
        receive("INVITE").replace("/>", f">{remembers}</recv>"),
        answer(200, "OK", sdp=SDP),
        receive("ACK"),
        send(again + textwrap.indent(SDP, "        ")),
        receive("ACK"),
        GOODBYE,
    )
    alice = await town.phone()
    await phone.start()
    call = alice.call(phone.uri)
    await alice.event(InviteAccepted)
    await until(lambda: phone.said.count("\nACK sip:") >= 2)
    alice.do(call.bye)
    await phone.ends_well()
