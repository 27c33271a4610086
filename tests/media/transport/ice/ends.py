"""Two ICE transports joined on loopback addresses, and ways to hurt the path between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aioice import Candidate
from aiortc.rtcicetransport import RTCIceParameters, candidate_from_aioice

from core.media.transport.ice.agent import CallIceConnection
from core.media.transport.ice.description import IceDescription
from core.media.transport.ice.transport import CallIceGatherer, CallIceTransport

PADDING = bytes(20)


@dataclass(slots=True)
class End:
    """One transport, and what it received: RTP by number, and everything else."""

    transport: CallIceTransport
    numbers: list[int] = field(default_factory=list)
    others: list[bytes] = field(default_factory=list)
    reader: asyncio.Task[None] | None = None

    @property
    def connection(self) -> CallIceConnection:
        """The ICE session in use."""
        connection = self.transport._connection
        assert isinstance(connection, CallIceConnection)
        return connection

    @property
    def local_address(self) -> str:
        """The address that this end sends from."""
        pair = self.connection.selected_pair
        assert pair is not None
        return str(pair.local_candidate.host)

    def take_rtp(self, data: bytes) -> None:
        """Note an RTP packet's number."""
        self.numbers.append(int.from_bytes(data[2:4], "big"))

    def send_rtp(self, number: int) -> None:
        """Send an RTP packet of that number."""
        self.connection.send_now(bytes([128, 96]) + number.to_bytes(2, "big") + PADDING)

    def describe(self) -> IceDescription:
        """Return what the other end is told in the first exchange."""
        made = self.connection
        return IceDescription(made.local_username, made.local_password, tuple(made.local_candidates))

    async def read(self) -> None:
        """Read what is no RTP until the end."""
        while True:
            try:
                self.others.append(await self.transport._recv())
            except ConnectionError:
                return


@asynccontextmanager
async def joined(
    monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...] = ("127.0.0.2", "127.0.0.3")
) -> AsyncIterator[tuple[End, End]]:
    """Join two ends, the first of them controlling, whose machines have ``addresses``."""
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: list(addresses))
    ends = [End(CallIceTransport(CallIceGatherer([]))) for _ in range(2)]
    ends[0].connection.ice_controlling = True
    await asyncio.gather(*(end.transport.iceGatherer.gather() for end in ends))
    told = [end.describe() for end in ends]
    await asyncio.gather(start(ends[0], told[1]), start(ends[1], told[0]))
    try:
        yield ends[0], ends[1]
    finally:
        await asyncio.gather(*(end.transport.stop() for end in ends))
        await asyncio.gather(*(end.reader for end in ends if end.reader is not None))


async def start(end: End, other: IceDescription) -> None:
    """Connect ``end`` to what the other end has told."""
    for candidate in (*other.candidates, None):
        shown = None if candidate is None else candidate_from_aioice(candidate)
        await end.transport.addRemoteCandidate(shown)
    await end.transport.start(RTCIceParameters(other.username, other.password))
    assert end.transport.state == "completed"
    end.connection.on_rtp = end.take_rtp
    end.reader = asyncio.create_task(end.read())


async def restart(first: End, second: End) -> None:
    """Do an ICE restart as an offer and an answer would."""
    offer = await first.transport.gather_again()
    answer = await second.transport.gather_again()
    await asyncio.gather(first.transport.connect_again(answer), second.transport.connect_again(copied(offer)))


def copied(description: IceDescription) -> IceDescription:
    """Return the description as it would come over the wire."""
    made = tuple(Candidate.from_sdp(one.to_sdp()) for one in description.candidates)
    return IceDescription(description.username, description.password, made)


def cut(end: End, address: str) -> None:
    """Let nothing through any more that comes to ``address`` of this end, as a dead interface would."""
    for protocol in end.connection._protocols:
        if protocol.local_candidate.host == address:
            protocol.datagram_received = lambda data, addr: None  # type: ignore[method-assign]
