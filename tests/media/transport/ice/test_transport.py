"""Restarting ICE under a running call, and finding another path when the one in use is gone."""

from __future__ import annotations

import asyncio
import time

import pytest
from aioice import Candidate

from core.media.transport.ice import transport as transport_module
from core.media.transport.ice.agent import MAX_REMOTE_CANDIDATES, CallIceConnection
from core.media.transport.ice.description import IceDescription
from tests.media.call_pair import eventually
from tests.media.transport.ice.ends import End, cut, joined, restart

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


async def stream(sender: End, count: int, pause: float = 0.002) -> None:
    """Send ``count`` numbered packets."""
    for number in range(count):
        sender.send_rtp(number)
        await asyncio.sleep(pause)


async def test_a_restart_loses_no_packet_in_either_direction(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        streams = asyncio.gather(stream(first, 200), stream(second, 200))
        await asyncio.sleep(0)
        await restart(first, second)
        await streams
        await eventually(lambda: len(first.numbers) == len(second.numbers) == 200)
        assert first.numbers == second.numbers == list(range(200))
        assert first.transport.restarts == second.transport.restarts == 1


async def test_after_a_restart_everything_else_is_received_too(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        await first.transport._send(b"\x16before")
        await eventually(lambda: second.others == [b"\x16before"])
        await restart(first, second)
        await first.transport._send(b"\x16after")
        await eventually(lambda: second.others == [b"\x16before", b"\x16after"])


async def test_the_old_session_is_closed_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "OLD_PATH_SECONDS", 0.05)
    async with joined(monkeypatch) as (first, second):
        old = first.connection
        await restart(first, second)
        assert first.connection is not old
        await eventually(lambda: old._closed)
        first.send_rtp(7)
        await eventually(lambda: second.numbers == [7])
        assert first.transport.state == "completed"


async def test_what_comes_late_on_the_old_path_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        old = first.connection
        await restart(first, second)
        old.send_now(b"\x80\x60\x00\x2a" + bytes(20))
        old.send_now(b"\x16late")
        await eventually(lambda: second.numbers == [42] and second.others == [b"\x16late"])


async def test_a_restart_that_nobody_answers_leaves_the_call_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transport_module, "CONNECT_SECONDS", 0.1)
    async with joined(monkeypatch) as (first, second):
        await first.transport.gather_again()
        nowhere = Candidate.from_sdp("1 1 udp 1 127.0.0.9 9 typ host")
        with pytest.raises(ConnectionError, match="no new path"):
            await first.transport.connect_again(IceDescription("abcd", "x" * 22, (nowhere,)))
        first.send_rtp(1)
        await eventually(lambda: second.numbers == [1])
        assert first.transport.restarts == 0


async def test_a_second_restart_takes_the_place_of_one_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        forgotten = await first.transport.gather_again()
        await restart(first, second)
        assert first.transport.restarts == 1
        assert first.connection.local_username != forgotten.username


async def test_stopping_in_the_middle_of_a_restart_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, _second):
        described = await first.transport.gather_again()
        connecting = asyncio.create_task(first.transport.connect_again(described))
        await asyncio.sleep(0.05)
        await first.transport.stop()
        with pytest.raises(ConnectionError):
            await connecting
        with pytest.raises(ConnectionError):
            await first.transport.gather_again()


async def test_a_dead_path_is_left_for_one_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        dead = first.local_address
        cut(first, dead)
        cut(second, second.local_address)
        started = time.monotonic()
        first.transport.repair()
        second.transport.repair()
        await eventually(lambda: first.connection.path_changes > 0 and second.connection.path_changes > 0)
        print(f"another path after {time.monotonic() - started:.2f} s")
        first.send_rtp(1)
        second.send_rtp(2)
        await eventually(lambda: second.numbers == [1] and first.numbers == [2])
        assert first.local_address != dead


async def test_the_controlled_end_alone_makes_the_other_move(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        cut(first, first.local_address)
        cut(second, second.local_address)
        second.transport.repair()
        await eventually(lambda: second.connection.path_changes > 0)
        second.send_rtp(2)
        await eventually(lambda: first.numbers == [2])


async def test_a_path_that_works_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        pair = first.connection.selected_pair
        assert await first.connection.find_other_path()
        assert await second.connection.find_other_path()
        assert first.connection.selected_pair is pair
        assert first.connection.path_changes == 0


async def test_nothing_is_found_where_nothing_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        for address in ("127.0.0.1", "127.0.0.2", "127.0.0.3"):
            cut(second, address)
        assert not await first.connection.find_other_path()
        assert first.transport.state == "completed"


async def test_a_refused_send_starts_the_search_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        cut(first, first.local_address)
        cut(second, second.local_address)
        pair = first.connection.selected_pair
        assert pair is not None
        pair.protocol.error_received(OSError(101, "Network is unreachable"))
        await eventually(lambda: first.connection.path_changes > 0)


async def test_strangers_cannot_fill_the_list_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, second):
        message = second.connection.build_request(second.connection.selected_pair, nominate=False)  # type: ignore[arg-type]
        message.add_message_integrity(first.connection.local_password.encode())
        protocol = first.connection._protocols[0]
        for port in range(20_000, 20_200):
            first.connection.request_received(message, ("127.0.0.8", port), protocol)
        assert len(first.connection._remote_candidates) <= MAX_REMOTE_CANDIDATES
        assert len(first.connection._check_list) <= MAX_REMOTE_CANDIDATES * 4
        assert first.connection.foreign_datagrams > 0


async def test_a_closed_session_looks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch) as (first, _second):
        connection: CallIceConnection = first.connection
        await first.transport.stop()
        assert not await connection.find_other_path()
        first.transport.repair()
