"""The ICE transport under one DTLS association: it can be started anew without the association noticing.

An ICE restart (RFC 8445 section 9) makes a second session beside the first: new credentials, new sockets, new
candidates. Media goes on by the old path until the new one is found, then moves; what still comes on the old
one for a while is taken too.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable, Sequence
from typing import Any

from aioice import Candidate
from aioice.ice import CandidatePair, ConnectionClosed, TransportPolicy
from aiortc import RTCIceGatherer, RTCIceServer
from aiortc.rtcicetransport import RTCIceTransport

from core.media.transport.ice.agent import CallIceConnection, sort_by_priority
from core.media.transport.ice.description import IceDescription
from core.media.transport.ice.servers import Servers, read_servers

log = logging.getLogger(__name__)

OLD_PATH_SECONDS = 2.0
"""How long the old path is listened to after a restart."""

CONNECT_SECONDS = 10.0
"""How long the checks of a restart may take."""


OnCandidate = Callable[[CallIceConnection, Candidate | None], None]
"""Takes a candidate that was found after gathering had returned; None: there are no more."""


class CallIceGatherer(RTCIceGatherer):
    """Gathers with a ``CallIceConnection``. Without servers it asks nobody: never a default third party."""

    def __init__(
        self,
        servers: Sequence[RTCIceServer],
        *,
        local_username: str | None = None,
        local_password: str | None = None,
        relay_only: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(iceServers=[], local_username=local_username, local_password=local_password)
        self.servers: Servers = read_servers(servers, tls)
        self.policy = TransportPolicy.RELAY if relay_only else TransportPolicy.ALL
        self._connection = CallIceConnection(
            self.servers,
            local_username=self._connection.local_username,
            local_password=self._connection.local_password,
            transport_policy=self.policy,
        )


class CallIceTransport(RTCIceTransport):
    """See the module. Core thread; ``on_candidate`` is given what servers say late, and whose it is."""

    def __init__(self, gatherer: CallIceGatherer) -> None:
        super().__init__(gatherer)
        self.on_candidate: OnCandidate = lambda connection, candidate: None
        self.on_path_changed: Callable[[], None] = lambda: None
        """Called when media moves to another pair of addresses."""
        self.restarts = 0
        self._earlier_changes = 0
        self._call_gatherer = gatherer
        self._recv = self._receive
        self._send = self._send_on_path
        self._pending: CallIceConnection | None = None
        self._retired: set[asyncio.Task[None]] = set()
        self._repair: asyncio.Task[bool] | None = None
        self._follow(self._current)

    @property
    def _current(self) -> CallIceConnection:
        connection = self._connection
        assert isinstance(connection, CallIceConnection)
        return connection

    # --- restarting -----------------------------------------------------------------------------------

    async def gather_again(self) -> IceDescription:
        """Begin a restart: return new credentials and candidates for the other end.

        Another restart that has not connected yet is given up. Raises ConnectionError when closed.
        """
        if self.state == "closed":
            raise ConnectionError("the transport is closed")
        await self._drop_pending()
        pending = self._pending = CallIceConnection(
            self._call_gatherer.servers,
            ice_controlling=self._current.ice_controlling,
            transport_policy=self._call_gatherer.policy,
        )
        self._follow(pending)
        await pending.gather_candidates()
        if self._pending is not pending:
            raise ConnectionError("another restart has begun, or the transport was closed")
        return IceDescription(
            pending.local_username,
            pending.local_password,
            tuple(sort_by_priority(pending.local_candidates)),
            is_complete=not pending.is_gathering,
        )

    async def give_up_restart(self) -> None:
        """Forget a restart that the other end does not take part in. Harmless when there is none."""
        await self._drop_pending()

    async def connect_again(self, remote: IceDescription) -> None:
        """Find the new path to ``remote`` and move to it. Raises ConnectionError, with the old path kept."""
        pending = self._pending
        if pending is None:
            raise ConnectionError("no restart has begun")
        pending.remote_username, pending.remote_password = remote.username, remote.password
        pending.remote_is_lite = self._current.remote_is_lite
        # The other end may move first.
        pending.on_rtp, pending.on_rtcp = self._current.on_rtp, self._current.on_rtcp
        try:
            for candidate in (*remote.candidates, *([None] if remote.is_complete else [])):
                await pending.add_remote_candidate(candidate)
            async with asyncio.timeout(CONNECT_SECONDS):
                await pending.connect()
        except (TimeoutError, ConnectionError) as error:
            if self._pending is pending:
                await self._drop_pending()
            raise ConnectionError(f"no new path was found: {error}") from error
        if self._pending is not pending:
            raise ConnectionError("another restart has begun, or the transport was closed")
        self._move_to(pending)

    async def add_late_candidates(
        self, username: str, candidates: Sequence[Candidate], *, is_last: bool
    ) -> bool:
        """Take what the other end found later; False if that is for another ICE session than those here."""
        for connection in (self._pending, self._current):
            if connection is None or connection.remote_username != username:
                continue
            if not connection._remote_candidates_end:
                for candidate in (*candidates, *([None] if is_last else [])):
                    await connection.add_remote_candidate(candidate)
            return True
        return False

    @property
    def path_changes(self) -> int:
        """How often media has moved to another pair of addresses."""
        return self._earlier_changes + self._current.path_changes

    @property
    def selected_pair(self) -> CandidatePair | None:
        """The pair of addresses in use."""
        return self._current.selected_pair

    @property
    def is_gathering(self) -> bool:
        """Whether this end may still find candidates of the session in use."""
        return self._current.is_gathering

    def _move_to(self, pending: CallIceConnection) -> None:
        old, self._pending = self._current, None
        pending.on_rtp, pending.on_rtcp = old.on_rtp, old.on_rtcp
        self._connection = pending
        self._call_gatherer._connection = pending
        old.successor = pending
        old.wake_reader()
        self.restarts += 1
        self._earlier_changes += old.path_changes + 1
        self.on_path_changed()
        log.info("ICE has restarted: %s", pending.selected_pair)
        task = asyncio.create_task(self._retire(old), name="ice-retire")
        self._retired.add(task)
        task.add_done_callback(self._retired.discard)

    async def _retire(self, old: CallIceConnection) -> None:
        try:
            await asyncio.sleep(OLD_PATH_SECONDS)
        finally:
            await old.close()

    async def _drop_pending(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            await pending.close()

    # --- repairing ------------------------------------------------------------------------------------

    def repair(self) -> None:
        """Look for a path that works among the addresses known to both ends; one search at a time."""
        if self.state == "completed" and (self._repair is None or self._repair.done()):
            self._repair = asyncio.create_task(self._current.find_other_path(), name="ice-repair")
            self._repair.add_done_callback(_hear)

    # --- what DTLS uses -------------------------------------------------------------------------------

    async def _receive(self) -> bytes:
        while True:
            connection = self._current
            try:
                data: bytes = await connection.recv()
            except ConnectionError:
                if connection is self._current:
                    raise
            else:
                return data

    async def _send_on_path(self, data: bytes) -> None:
        await self._current.send(data)

    async def _monitor(self) -> None:
        while True:
            connection = self._current
            event = await connection.get_event()
            if connection is not self._current:
                continue
            if event is None or isinstance(event, ConnectionClosed):
                if self.state == "completed":
                    private: Any = self
                    private._RTCIceTransport__setState("failed")
                return

    async def stop(self) -> None:
        """End it for good."""
        if self._repair is not None:
            self._repair.cancel()
            await asyncio.gather(self._repair, return_exceptions=True)
        await self._drop_pending()
        for task in tuple(self._retired):
            task.cancel()
        await asyncio.gather(*self._retired, return_exceptions=True)
        await super().stop()

    def _follow(self, connection: CallIceConnection) -> None:
        connection.on_candidate = lambda candidate: self._late(connection, candidate)
        connection.on_path_error = self.repair
        connection.on_path_changed = lambda: self._moved(connection)

    def _moved(self, connection: CallIceConnection) -> None:
        if connection is self._connection:
            self.on_path_changed()

    def _late(self, connection: CallIceConnection, candidate: Candidate | None) -> None:
        if connection in (self._connection, self._pending):
            self.on_candidate(connection, candidate)


def _hear(task: asyncio.Task[bool]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("the search for another path failed", exc_info=error)
