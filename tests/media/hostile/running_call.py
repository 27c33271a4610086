"""A call that runs while a property test throws things at it, example after example."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from typing import Any

from aioice import stun

from core.media.media_events import MediaFailed
from core.media.rtp.sending.audio_sender import AudioSender
from core.media.rtp.sending.video_sender import VideoSender
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.ice.agent import CallIceConnection
from tests.bench.long_call.queues import keep_longest, lengths
from tests.media.call_pair import End, call_pair, eventually

MOST_KEPT = 2100
"""Elements of one container at most: the longest that is allowed to fill up is the queue of datagrams."""

PATIENCE = 20.0
"""Seconds in which a call that goes on shows it, also on a busy machine."""

PAUSE = 0.002
"""Seconds of the call between two volleys."""


class _Opened:
    """Takes the place of an SRTP session for packets whose seal has been broken already."""

    def unprotect(self, packet: bytes) -> bytes:
        """Return ``packet``."""
        return packet


class RunningCall:
    """Two ends in a loop that runs while ``run`` is under way. ``victim`` is thrown at."""

    def __init__(self, runner: asyncio.Runner, peer: End, victim: End) -> None:
        self.peer, self.victim = peer, victim
        self.raised: list[str] = []
        """What was raised through the loop."""
        self.longest: dict[str, int] = {}
        self._runner = runner
        runner.get_loop().set_exception_handler(lambda _loop, told: self.raised.append(str(told)))

    @property
    def transport(self) -> HardenedDtlsTransport:
        """The victim's transport."""
        return transport_of(self.victim)

    @property
    def ice(self) -> CallIceConnection:
        """The victim's way to the other end."""
        connection = self.transport.transport._connection
        assert isinstance(connection, CallIceConnection)
        return connection

    @property
    def password(self) -> bytes:
        """The key of checks that the victim takes."""
        return self.ice.local_password.encode()

    @property
    def sources(self) -> tuple[int, int]:
        """The sources of the peer's sound and pictures."""
        senders = self.peer.session._connection.getSenders()
        sound = next(one for one in senders if isinstance(one, AudioSender))
        pictures = next(one for one in senders if isinstance(one, VideoSender))
        return sound._ssrc, pictures._ssrc

    def run(self, what: Coroutine[Any, Any, None]) -> None:
        """Let the call run until ``what`` is done."""
        self._runner.run(what)

    def from_anywhere(self, datagrams: Sequence[bytes], port: int) -> None:
        """Have ``datagrams`` come to each of the victim's sockets from ``port`` of this machine."""
        self.run(self._arrive(datagrams, ("127.0.0.1", port)))

    def as_if_by_the_peer(self, datagrams: Sequence[bytes]) -> None:
        """Have ``datagrams`` come from the peer's own address: who forges it is told apart by keys alone."""
        pair = self.ice.selected_pair
        assert pair is not None
        self.run(self._arrive(datagrams, pair.remote_addr))

    def rtp_by_the_peer(self, packets: Sequence[bytes]) -> None:
        """Have RTP come that was sealed with the peer's keys.

        The real peer's own SRTP session would refuse to send its sequence numbers in any order.
        """

        async def arrive() -> None:
            transport: Any = self.transport
            sealed, transport._rx_srtp = transport._rx_srtp, _Opened()
            for packet in packets:
                self.ice.data_received(packet, 1)
            transport._rx_srtp = sealed
            await asyncio.sleep(PAUSE)

        self.run(arrive())
        self.measure()

    def rtcp_by_the_peer(self, packets: Sequence[bytes]) -> None:
        """Have the authenticated peer send RTCP ``packets``."""

        async def send() -> None:
            for packet in packets:
                transport_of(self.peer).send_packet(packet)
            await asyncio.sleep(PAUSE)

        self.run(send())
        self.measure()

    def measure(self) -> None:
        """Note how long every container of the victim's end is."""
        keep_longest(self.longest, lengths({"session": self.victim.session, "dtls": self.transport}))

    def check(self) -> None:
        """Fail unless the call goes on with sound and pictures, nothing was raised and nothing has grown."""
        self.run(self._goes_on())
        self.measure()
        assert not self.raised, self.raised[:3]
        assert not self.victim.has(MediaFailed) and self.transport.state == "connected"
        grown = {path: length for path, length in self.longest.items() if length > MOST_KEPT}
        assert not grown

    async def _arrive(self, datagrams: Sequence[bytes], source: tuple[str, int]) -> None:
        loop = asyncio.get_running_loop()
        for protocol in tuple(self.ice._protocols):
            for datagram in datagrams:
                # As the loop calls it: what is raised goes to its exception handler.
                loop.call_soon(protocol.datagram_received, datagram, source)
        await asyncio.sleep(PAUSE)
        self.measure()

    async def _goes_on(self) -> None:
        picture, devices = self.victim.session.incoming_picture, self.victim.devices
        frames = picture.frames
        await eventually(lambda: picture.frames > frames + 15, PATIENCE, "pictures going on")
        await eventually(
            lambda: bool(devices.played[-20:]) and bool(devices.heard(20).any()), PATIENCE, "sound"
        )


def transport_of(end: End) -> HardenedDtlsTransport:
    """Return the transport of ``end``."""
    dtls = end.session._connection.dtls
    assert dtls is not None
    return dtls


@contextmanager
def running_call() -> Iterator[RunningCall]:
    """Yield a call with sound and pictures whose callee is the victim."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        caller, callee = runner.run(stack.enter_async_context(call_pair()))
        call = RunningCall(runner, caller, callee)
        try:
            call.check()
            yield call
        finally:
            runner.run(stack.aclose())


def check_request(call: RunningCall, attributes: dict[str, Any], *, key: bytes | None = None) -> bytes:
    """Return a connectivity check with ``attributes``, signed as the peer signs unless ``key`` is another."""
    request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST, attributes=dict(attributes))
    name = f"{call.ice.local_username}:{call.ice.remote_username}"
    request.attributes.setdefault("USERNAME", name)
    request.add_message_integrity(call.password if key is None else key)
    return bytes(request)
