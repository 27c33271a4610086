"""A call whose network path is started anew, or breaks and is replaced, with everything else going on."""

from __future__ import annotations

import asyncio
import re

import pytest

from core.media import media_watch
from core.media.media_events import MediaFailed, PathRestored, PathSilent
from core.media.transport.ice.agent import CallIceConnection
from core.media.transport.ice.transport import CallIceTransport
from tests.media.call_pair import End, ToneDevices, call_pair, eventually, strongest_frequency
from tests.media.test_session import read_numbers

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


@pytest.fixture(autouse=True)
def _two_interfaces(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = ["127.0.0.2", "127.0.0.3"]
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: addresses)


def transport(end: End) -> CallIceTransport:
    return end.session._connection.ice


def ice(end: End) -> CallIceConnection:
    connection = transport(end)._connection
    assert isinstance(connection, CallIceConnection)
    return connection


def username(sdp: str) -> str:
    found = set(re.findall(r"a=ice-ufrag:(\S+)", sdp))
    assert len(found) == 1
    return found.pop()


async def restart(end: End, other: End) -> tuple[str, str]:
    offer = await end.session.create_offer(restart_ice=True)
    answer = await other.session.accept_offer(offer)
    await end.session.accept_answer(answer)
    return offer, answer


async def moved(*ends: End, times: int = 1) -> None:
    await eventually(lambda: all(transport(end).restarts == times for end in ends), 5, "the move")


def cut(end: End, address: str) -> None:
    """Let nothing come to ``address`` of ``end`` any more."""
    for protocol in ice(end)._protocols:
        if protocol.local_candidate.host == address:
            protocol.datagram_received = lambda data, addr: None  # type: ignore[method-assign]


def own_address(end: End) -> str:
    pair = ice(end).selected_pair
    assert pair is not None
    return str(pair.local_candidate.host)


@pytest.mark.parametrize("is_caller", [True, False], ids=["caller", "callee"])
async def test_a_restart_moves_the_call_and_nobody_notices(is_caller: bool) -> None:
    devices = ToneDevices(800), ToneDevices(800)
    async with call_pair(caller_devices=devices[0], callee_devices=devices[1]) as pair:
        end, other = pair if is_caller else pair[::-1]
        numbers = read_numbers(other)
        await eventually(lambda: len(numbers) > 10, what="pictures")
        before = username(await other.session.create_offer())
        await other.session.roll_back_offer()
        offer, answer = await restart(end, other)
        assert username(answer) != before and username(offer) != username(answer)
        await moved(*pair)
        shown = len(numbers)
        await eventually(lambda: len(numbers) > shown + 30, what="pictures after the move")
        assert numbers == sorted(set(numbers))
        report = await other.session.stats()
        assert int(report.track("audio", "inbound-rtp")["packetsLost"]) == 0
        assert int(report.track("video", "inbound-rtp")["packetsLost"]) == 0
        assert abs(strongest_frequency(other.devices.heard(50)) - 800) < 10
        assert not other.has(MediaFailed) and not end.has(MediaFailed)


async def test_restarts_by_both_ends_in_turn_and_holds_between_them() -> None:
    async with call_pair(video=False) as (caller, callee):
        for number in range(1, 4):
            end, other = (caller, callee) if number % 2 else (callee, caller)
            await restart(end, other)
            await moved(caller, callee, times=number)
            for held in (True, False):
                end.session.set_held(held)
                await end.session.accept_answer(
                    await other.session.accept_offer(await end.session.create_offer())
                )
        heard = callee.devices
        await eventually(lambda: abs(strongest_frequency(heard.heard(50)) - 1000) < 10, what="sound")


async def test_an_end_that_does_not_restart_keeps_the_path() -> None:
    async with call_pair(video=False) as (caller, callee):
        known = await callee.session.accept_offer(await caller.session.create_offer())
        await caller.session.accept_answer(known)
        offer = await caller.session.create_offer(restart_ice=True)
        await caller.session.accept_answer(known)
        again = await caller.session.create_offer()
        assert username(again) != username(offer)
        await caller.session.roll_back_offer()
        assert transport(caller).restarts == 0
        await eventually(lambda: len(callee.devices.played) > 50, what="sound")


async def test_a_restart_that_is_refused_is_forgotten() -> None:
    async with call_pair(video=False) as (caller, callee):
        offer = await caller.session.create_offer(restart_ice=True)
        await caller.session.roll_back_offer()
        assert username(await caller.session.create_offer()) != username(offer)
        await caller.session.roll_back_offer()
        await restart(callee, caller)
        await moved(caller, callee)


async def test_a_held_call_restarts_too() -> None:
    async with call_pair(video=False) as (caller, callee):
        caller.session.set_held(True)
        await restart(caller, callee)
        await moved(caller, callee)
        caller.session.set_held(False)
        await caller.session.accept_answer(
            await callee.session.accept_offer(await caller.session.create_offer())
        )
        await eventually(lambda: abs(strongest_frequency(caller.devices.heard(50)) - 1000) < 10, 5, "sound")


async def test_when_the_path_breaks_another_one_is_used_within_two_seconds() -> None:
    async with call_pair(video=False) as (caller, callee):
        start = asyncio.get_running_loop().time()
        cut(caller, own_address(caller))
        cut(callee, own_address(callee))
        await eventually(lambda: min(ice(caller).path_changes, ice(callee).path_changes) > 0, 4, "a new path")
        print(f"another path after {asyncio.get_running_loop().time() - start:.2f} s")
        await eventually(lambda: abs(strongest_frequency(callee.devices.heard(20)) - 1000) < 20, 3, "sound")
        assert not caller.has(MediaFailed)
        report = await callee.session.stats()
        for name in ("packetsSent", "packetsReceived"):
            on_path, in_all = int(report.candidate_pair[name]), int(report.transport[name])
            assert 0 < on_path < in_all, "what the old path bore is not the new one's"


async def test_a_restart_brings_a_silent_call_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_watch, "SILENT_SECONDS", 0.5)
    async with call_pair(video=False) as (caller, callee):
        for address in ("127.0.0.1", "127.0.0.2", "127.0.0.3"):
            cut(caller, address)
            cut(callee, address)
        await caller.wait_for(PathSilent)
        await restart(caller, callee)
        await moved(caller, callee)
        await caller.wait_for(PathRestored)
        await eventually(lambda: abs(strongest_frequency(callee.devices.heard(20)) - 1000) < 20, 3, "sound")
        assert not caller.has(MediaFailed)


async def test_closing_in_the_middle_of_a_restart_leaves_nothing() -> None:
    async with call_pair(video=False) as (caller, callee):
        offer = await caller.session.create_offer(restart_ice=True)
        await callee.session.accept_offer(offer)
