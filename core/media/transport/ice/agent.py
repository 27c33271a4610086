"""One ICE session: its sockets, its candidates, the path in use, and the search for another one.

What aioice does not do is here: loopback, several servers side by side, preferences between interfaces, a
bounded queue, media from known addresses only, and moving to another pair of addresses when the one in use
stops working (RFC 8445 section 12 leaves that to the agent).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any, cast

from aioice import Candidate, Connection
from aioice.candidate import candidate_priority
from aioice.ice import CandidatePair, StunProtocol, TransportPolicy
from aioice.stun import TransactionError

from core.media.transport.ice.checked_protocol import COMPONENT, CheckedStunProtocol, CheckStatistics
from core.media.transport.ice.consent import REPEATS, keep_consent
from core.media.transport.ice.datagrams import is_rtcp, is_rtp, is_stun
from core.media.transport.ice.servers import Gathered, Servers, ask_servers
from core.network.interfaces import LOOPBACK, interface_names, local_preference

log = logging.getLogger(__name__)

FAST_GATHER_SECONDS = 0.4
"""How long a description waits for servers; what they say later is trickled (RFC 8838)."""

GATHER_SECONDS = 5.0
"""How long a STUN or TURN server may take at all."""

MAX_WAITING_DATAGRAMS = 2000
"""Datagrams that wait for the core thread at most; newer ones are dropped, as a full socket would."""

MAX_REMOTE_CANDIDATES = 64
"""Remote candidates, learnt ones included, that are paired at most."""

PATIENCE = 0.2
"""Seconds that the path in use gets to answer after another one has."""


class CallIceConnection(Connection):
    """One ICE component. Core thread.

    ``on_candidate`` is given the candidates that come after gathering has returned (None: no more come);
    ``on_path_error`` is called when the system refuses to send on the path in use.
    """

    def __init__(
        self,
        servers: Servers,
        *,
        ice_controlling: bool = False,
        local_username: str | None = None,
        local_password: str | None = None,
        transport_policy: TransportPolicy = TransportPolicy.ALL,
    ) -> None:
        super().__init__(
            ice_controlling=ice_controlling,
            local_username=local_username,
            local_password=local_password,
            transport_policy=transport_policy,
        )
        self.on_rtp: Callable[[bytes], None] | None = None
        self.on_rtcp: Callable[[bytes], None] | None = None
        self.on_candidate: Callable[[Candidate | None], None] | None = None
        self.on_path_error: Callable[[], None] | None = None
        self.successor: CallIceConnection | None = None
        self.waited = 0.0
        """Seconds that the datagram in hand had lain in its socket; 0 where the system does not tell."""
        self.checks = 0
        """Connectivity and consent checks, and answers to ours, that have come from the other end."""
        self.dropped_datagrams = 0
        self.foreign_datagrams = 0
        self.malformed_datagrams = 0
        """What looked like STUN and was none, or a check that lacked what it needs."""
        self.path_changes = 0
        self.on_path_changed: Callable[[], None] = lambda: None
        self.check_stats = CheckStatistics()
        self._servers = servers
        self._names: dict[str, str] = {}
        self._asking: asyncio.Task[None] | None = None
        self._is_gathered = False
        self._last_source: tuple[str, int] | None = None

    # --- consent --------------------------------------------------------------------------------------

    async def query_consent(self) -> None:
        """Ask again and again whether the other end still wants what is sent; close when it does not."""
        await keep_consent(self._ask_for_consent)
        log.info("consent to send has expired")
        self._query_consent_task = None
        await self.close()

    async def _ask_for_consent(self) -> None:
        for pair in tuple(self._nominated.values()):
            request = self.build_request(pair, nominate=False)
            key = (self.remote_password or "").encode()
            await pair.protocol.request(request, pair.remote_addr, key, retransmissions=REPEATS)

    # --- gathering ------------------------------------------------------------------------------------

    async def get_component_candidates(
        self,
        component: int,
        addresses: list[str],
        timeout: int = 5,  # noqa: ASYNC109
    ) -> list[Candidate]:
        """Gather candidates, loopback included unless only relays are wanted; slow servers go on alone."""
        if self._transport_policy == TransportPolicy.ALL and LOOPBACK not in addresses:
            addresses = [*addresses, LOOPBACK]
        self._names = interface_names()
        candidates = await super().get_component_candidates(component, addresses, timeout)
        for protocol in self._protocols:
            protocol.__class__ = CheckedStunProtocol
            cast(CheckedStunProtocol, protocol).use(protocol.transport)
            host = protocol.local_candidate
            host.priority = candidate_priority(component, "host", self._preference(protocol))
        if self._servers.stun or self._servers.turn:
            candidates += await self._ask_servers()
        return candidates

    async def _ask_servers(self) -> list[Candidate]:
        early: list[Candidate] = []

        def found(candidate: Candidate, protocol: StunProtocol | None) -> None:
            if self._closing:
                return
            if protocol is not None:
                self._protocols.append(protocol)
            if self._is_gathered:
                self._add_late(candidate)
            else:
                early.append(candidate)

        self._asking = asyncio.create_task(self._ask(Gathered(found)), name="ice-servers")
        await asyncio.wait([self._asking], timeout=FAST_GATHER_SECONDS)
        self._is_gathered = True
        return early

    async def _ask(self, gathered: Gathered) -> None:
        try:
            async with asyncio.timeout(GATHER_SECONDS):
                await ask_servers(
                    self._servers,
                    tuple(self._protocols),
                    lambda: CheckedStunProtocol(self),
                    gathered,
                    hides_address=self._transport_policy == TransportPolicy.RELAY,
                    preference_of=self._preference,
                )
        except TimeoutError:
            log.info("some ICE servers do not answer")
        if self._is_gathered and self.on_candidate is not None and not self._closing:
            self.on_candidate(None)

    def _add_late(self, candidate: Candidate) -> None:
        self._local_candidates.append(candidate)
        if self._early_checks_done:
            for remote in tuple(self._remote_candidates):
                self._pair_remote_candidate(remote)
            self.sort_check_list()
        if self.on_candidate is not None:
            self.on_candidate(candidate)

    @property
    def is_gathering(self) -> bool:
        """Whether servers are still being asked."""
        return self._asking is not None and not self._asking.done()

    def _preference(self, protocol: StunProtocol) -> int:
        host = protocol.local_candidate.host
        return local_preference(self._names.get(host, ""), host)

    # --- data -----------------------------------------------------------------------------------------

    def is_known_source(self, address: tuple[str, int]) -> bool:
        """Whether ``address`` is that of a remote candidate, told or learnt."""
        if address == self._last_source:
            return True
        checked = any(pair.remote_addr == address for pair in self._check_list)
        if checked or any((one.host, one.port) == address for one in self._remote_candidates):
            self._last_source = address
            return True
        return False

    def data_received(self, data: bytes, component: int) -> None:
        """Handle RTP and RTCP at once, and queue anything else or drop it when the reader is far behind."""
        if self.successor is not None:
            self.successor.waited = self.waited
            self.successor.data_received(data, component)
            return
        # While something waits, media waits behind it: the order is kept.
        if self._queue.empty():
            if self.on_rtp is not None and is_rtp(data):
                self.on_rtp(data)
                return
            if self.on_rtcp is not None and is_rtcp(data):
                self.on_rtcp(data)
                return
        if is_stun(data):
            self.malformed_datagrams += 1  # aioice hands on what it cannot parse, whoever sent it
            return
        if self._queue.qsize() >= MAX_WAITING_DATAGRAMS:
            self.dropped_datagrams += 1
            return
        super().data_received(data, component)

    def send_now(self, data: bytes) -> None:
        """Send one datagram on the path in use. Raises ConnectionError when there is none."""
        pair = self._nominated.get(COMPONENT)
        if pair is None:
            raise ConnectionError("no path")
        pair.protocol.transport.sendto(data, pair.remote_addr)

    def send_failed(self, protocol: StunProtocol) -> None:
        """Hear that the system refused to send on ``protocol``."""
        pair = self._nominated.get(COMPONENT)
        if pair is not None and pair.protocol is protocol and self.on_path_error is not None:
            self.on_path_error()

    def wake_reader(self) -> None:
        """End the ``recv`` that waits, with ConnectionError; the connection itself goes on."""
        self._queue.put_nowait(None)

    async def close(self) -> None:
        """Close sockets, allocations and tasks. Idempotent."""
        self._closing = True
        asking, self._asking = self._asking, None
        if asking is not None:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        await super().close()

    # --- the path in use ------------------------------------------------------------------------------

    @property
    def selected_pair(self) -> CandidatePair | None:
        """The pair of addresses in use."""
        return self._nominated.get(COMPONENT)

    async def add_remote_candidate(self, remote_candidate: Candidate | None) -> None:
        """Take a candidate of the other end, None after the last; one too many is left out."""
        if remote_candidate is not None and len(self._remote_candidates) >= MAX_REMOTE_CANDIDATES:
            log.debug("a candidate too many is left out: %s", remote_candidate)
            return
        await super().add_remote_candidate(remote_candidate)

    def request_received(self, message: Any, addr: tuple[str, int], protocol: StunProtocol) -> None:
        """Take a binding request; one that would learn an address too many is not answered.

        Nor is one without a priority heeded, which RFC 8445 section 7.1.1 demands and aioice relies on.
        """
        if "PRIORITY" not in message.attributes:
            self.malformed_datagrams += 1
            self.respond_error(message, addr, protocol, (400, "Bad Request"))
            return
        if len(self._remote_candidates) >= MAX_REMOTE_CANDIDATES and not self.is_known_source(addr):
            self.foreign_datagrams += 1
            return
        super().request_received(message, addr, protocol)
        self.check_stats.received += self.is_known_source(addr)

    def check_incoming(self, message: Any, addr: tuple[str, int], protocol: StunProtocol) -> None:
        """Act on a check of the other end.

        Once there is a path, a check on another pair means that the other end looks for one. aioice would
        take that pair at once; here the controlling end first finds out whether the path in use still works.
        """
        pair = self.selected_pair
        if not self.ice_controlling or pair is None:
            super().check_incoming(message, addr, protocol)
            return
        if pair.protocol is protocol and pair.remote_addr == addr:
            return
        if not any((one._network_host, one.port) == addr for one in self._remote_candidates):
            self._learn(addr, message.attributes["PRIORITY"])
        if self.on_path_error is not None:
            self.on_path_error()

    def _learn(self, addr: tuple[str, int], priority: int) -> None:
        """Keep a peer-reflexive candidate (RFC 8445 section 7.3.1.3)."""
        foundation = f"prflx{len(self._remote_candidates)}"
        learnt = Candidate(foundation, COMPONENT, "udp", priority, addr[0], addr[1], "prflx")
        self._remote_candidates.append(learnt)

    def check_complete(self, pair: CandidatePair) -> None:
        """Note the outcome of a check, and a change of path."""
        before = self._nominated.get(COMPONENT)
        super().check_complete(pair)
        after = self._nominated.get(COMPONENT)
        if before is not None and after is not before:
            self.path_changes += 1
            self.on_path_changed()
            log.info("the path changes: %s -> %s", before, after)

    async def find_other_path(self) -> bool:
        """Check the path in use and every other pair side by side; return whether one of them works.

        The path in use is kept if it answers. Otherwise the best other one that answers is taken: named to
        the other end by the controlling side, while the controlled side's checks make it do so.
        """
        current = self.selected_pair
        if current is None or self.remote_password is None or self._closing:
            return False
        pairs = [current, *self._other_pairs(current)]
        checks = {asyncio.create_task(self._answers(pair)): pair for pair in pairs}
        try:
            chosen = await self._first_answer(checks, current)
            if chosen is None or chosen is current or self._closing:
                return chosen is not None and not self._closing
            return await self._move_to(chosen)
        finally:
            for check in checks:
                check.cancel()
            await asyncio.gather(*checks, return_exceptions=True)

    def _other_pairs(self, current: CandidatePair) -> list[CandidatePair]:
        """Return every pair but ``current``; pairs that aioice has dropped after its choice are made anew."""
        found = []
        for protocol in self._protocols:
            for remote in self._remote_candidates:
                if not protocol.local_candidate.can_pair_with(remote):
                    continue
                pair = self._find_pair(protocol, remote)
                if pair is None:
                    pair = CandidatePair(protocol, remote)
                    self._check_list.append(pair)
                if pair is not current:
                    found.append(pair)
        self.sort_check_list()
        return sorted(found, key=self._check_list.index)

    async def _first_answer(
        self, checks: dict[asyncio.Task[bool], CandidatePair], current: CandidatePair
    ) -> CandidatePair | None:
        waiting = set(checks)
        answered: list[CandidatePair] = []
        deadline: float | None = None
        loop = asyncio.get_running_loop()
        while waiting and current not in answered:
            left = None if deadline is None else max(0.0, deadline - loop.time())
            done, waiting = await asyncio.wait(waiting, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if not done:
                break
            answered += [checks[check] for check in done if check.result()]
            if answered and deadline is None:
                deadline = loop.time() + PATIENCE
        if current in answered:
            return current
        return min(answered, key=self._check_list.index, default=None)

    async def _answers(self, pair: CandidatePair) -> bool:
        """Whether the other end answers a check on ``pair`` within half a second."""
        return await self._request(pair, nominate=False)

    async def _move_to(self, pair: CandidatePair) -> bool:
        if self.ice_controlling and not await self._request(pair, nominate=True):
            return False
        pair.nominated = True
        self.check_state(pair, CandidatePair.State.SUCCEEDED)
        self.check_complete(pair)
        return self.selected_pair is pair

    async def _request(self, pair: CandidatePair, *, nominate: bool) -> bool:
        assert self.remote_password is not None
        try:
            _response, address = await pair.protocol.request(
                self.build_request(pair, nominate=nominate),
                pair.remote_addr,
                integrity_key=self.remote_password.encode(),
                retransmissions=0,
            )
        except (TransactionError, OSError):
            return False
        return bool(address == pair.remote_addr)


def describe_pair(pair: CandidatePair) -> dict[str, str | int | float | bool]:
    """Return a pair as the ``candidatePair`` of a report has it."""
    local, remote = pair.local_candidate, pair.remote_candidate
    return {
        "state": "succeeded",
        "nominated": True,
        "protocol": local.transport,
        "localCandidateType": local.type,
        "localAddress": local.host,
        "localPort": local.port,
        "remoteCandidateType": remote.type,
        "remoteAddress": remote.host,
        "remotePort": remote.port,
    }


def describe_candidate(candidate: Candidate, end: str, fragment: str) -> dict[str, str | int | float | bool]:
    """Return a candidate as webrtc-stats describes it; ``end`` is local or remote."""
    found: dict[str, str | int | float | bool] = {
        "type": f"{end}-candidate",
        "candidateType": candidate.type,
        "address": candidate.host,
        "port": candidate.port,
        "protocol": candidate.transport.lower(),
        "priority": candidate.priority,
        "foundation": candidate.foundation,
        "usernameFragment": fragment,
    }
    if candidate.related_address:
        found |= {"relatedAddress": candidate.related_address, "relatedPort": candidate.related_port or 0}
    return found


def sort_by_priority(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return ``candidates``, best first."""
    return sorted(candidates, key=lambda one: -one.priority)
