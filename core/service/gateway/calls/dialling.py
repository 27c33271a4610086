"""Calling somebody outside: one try for each hop until somebody decides (RFC 3263 4.3, RFC 3261 8.1.3.4)."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from core.service.gateway.calls.refusals import NOT_IN_TIME, NOT_REACHED, Refusal
from core.service.gateway.media.bridge import Encryption, SipMedia
from core.service.gateway.sides.outside import Outside, OutsideLeg
from core.service.gateway.sides.provider import Provider
from core.service.media.refusal import MediaRefused
from core.sip.agent.calls.session_states import SessionState
from core.sip.agent.events import (
    AgentEvent,
    EndedHow,
    InviteAccepted,
    InviteProgress,
    InviteRejected,
    SessionEnded,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.locating.locate import NotLocated
from core.sip.messages import NameAddr, Reason, SipError, Uri
from core.sip.transports.classic import connection_words
from core.sip.transports.hops import Hop, Transport

log = logging.getLogger(__name__)

NEXT_HOP_AFTER = 6.0
"""Seconds without any sign of life after which the next hop is tried, if there is one."""

MAX_REDIRECTS = 5
LARGEST_OVER_UDP = 1300
"""Bytes of a request beyond which TCP is tried before UDP (RFC 3261 18.1.1)."""

_ANOTHER_WAY = Refusal(NOT_REACHED)
"""Stands for: nothing was tried, other ways come first."""
_ELSEWHERE = frozenset({503, NOT_REACHED})
_NOT_LIKE_THAT = frozenset({406, 415, 488})


@dataclass(frozen=True, slots=True)
class Way:
    """One try: to which target, by which hop, with what protection of the media.

    ``is_last_resort``: TCP would have been better for a request of this size, but did not work.
    """

    target: Uri
    hop: Hop
    encryption: Encryption
    is_last_resort: bool = False


@dataclass(slots=True, eq=False)
class Trial:
    """The try under way. ``outcome`` is a refusal, or None when somebody accepted or the caller gave up."""

    leg: OutsideLeg
    outcome: asyncio.Future[Refusal | None]
    session: InviteSession | None = None
    contacts: tuple[NameAddr, ...] = ()
    problem: str = ""
    is_accepted: bool = False
    has_spoken: bool = False
    """Whether media came before the answer: the client has its own by then, and no other bridge gives one."""

    def end(self, refusal: Refusal | None) -> None:
        """Decide, once."""
        if not self.outcome.done():
            self.outcome.set_result(refusal)


class Dialling:
    """One outgoing call until somebody accepts. ``offer`` makes the offer for one way, or refuses.

    ``on_event`` is told what the leg that counts says: progress and acceptance, and all that follows.
    With a ``provider`` every target is called by its server, those of redirections too: no password goes
    anywhere else. ``hurries``: whoever called this knows of something else to try, should nobody answer.
    """

    def __init__(
        self,
        outside: Outside,
        target: Uri,
        caller: NameAddr,
        *,
        headers: list[tuple[str, str]],
        max_forwards: int,
        encryption: Encryption | None,
        offer: Callable[[OutsideLeg, Way], Awaitable[str]],
        on_leg: Callable[[OutsideLeg, str], None],
        on_event: Callable[[OutsideLeg, AgentEvent], None],
        provider: Provider | None = None,
        hurries: bool = False,
    ) -> None:
        self._outside = outside
        self._hurries = hurries
        self._provider = provider
        self._caller = caller
        self._headers = [*provider.routes, *headers] if provider is not None else headers
        self._max_forwards = max_forwards
        self._encryption = encryption
        self._offer = offer
        self._on_leg = on_leg
        self._on_event = on_event
        self._targets = deque([target])
        self._seen = {str(target)}
        self._is_secure = target.scheme == "sips"
        self._ways: deque[Way] = deque()
        self._trial: Trial | None = None
        self._has_given_up = False

    @property
    def session(self) -> InviteSession | None:
        """The session that counts."""
        return self._trial.session if self._trial is not None else None

    @property
    def contacts(self) -> tuple[NameAddr, ...]:
        """Where the last refusal sends us, if it was a 3xx."""
        return self._trial.contacts if self._trial is not None else ()

    def media(self, leg: OutsideLeg, way: Way) -> SipMedia:
        """Return how media is had by this way."""
        return leg.peer(way.encryption)

    async def run(self) -> Refusal | None:
        """Return why nobody is to be had, or None: accepted, or given up."""
        refusal = Refusal(NOT_REACHED)
        while (self._ways or self._targets) and not self._has_given_up:
            if not self._ways:
                problem = await self._locate(self._targets.popleft())
                refusal = problem or refusal
                continue
            way = self._ways.popleft()
            found = await self._try(way)
            if found is None:
                return None
            if found is _ANOTHER_WAY:
                continue
            refusal = found
            if not self._goes_on(way, found):
                return found
        return None if self._has_given_up else refusal

    def give_up(self, reason: Reason | None) -> None:
        """The caller does not want to wait any longer."""
        self._has_given_up = True
        trial = self._trial
        if trial is not None:
            if trial.session is not None:
                trial.session.cancel(trial.leg.line.now(), reason)
                trial.leg.line.pump()
            trial.end(None)

    def over(self) -> None:
        """The call is over; that costs nobody anything."""

    # --- where ----------------------------------------------------------------------------------------

    async def _locate(self, target: Uri) -> Refusal | None:
        try:
            hops = await self._hops_to(target)
        except NotLocated as error:
            return Refusal(error.status if error.status != 503 else NOT_REACHED, str(error))
        for hop in hops:
            self._ways.extend(Way(target, hop, each) for each in self._encryptions(hop))
        return None

    async def _hops_to(self, target: Uri) -> list[Hop]:
        provider = self._provider
        if provider is None:
            return await self._outside.locate(target)
        return await self._outside.locate(provider.server, is_trusted=provider.is_trusted)

    def _encryptions(self, hop: Hop) -> list[Encryption]:
        """Return what to offer, the next when the one before is refused: a secure call is never made without.

        Keys in the clear protect nothing, but a phone that insists on them is reached.
        """
        if self._encryption is not None:
            return [self._encryption]
        if hop.transport is not Transport.TLS:
            return [Encryption.NONE, Encryption.DTLS, Encryption.SDES]
        protected = [Encryption.SDES, Encryption.DTLS]
        return protected if self._is_secure else [*protected, Encryption.NONE]

    def _goes_on(self, way: Way, refusal: Refusal) -> bool:
        """Whether another way may lead further; forgets those that cannot."""
        trial = self._trial
        if trial is not None and trial.has_spoken:
            return False
        if refusal.is_far and 300 <= refusal.status < 400 and trial is not None:
            self._ways.clear()
            is_followed = self._provider is None or not self._provider.is_trusted
            return is_followed and self._follow(trial.contacts)
        if refusal.is_far and refusal.status in _NOT_LIKE_THAT:
            return bool(self._ways) and self._ways[0].hop == way.hop
        if refusal.status in _ELSEWHERE:
            self._ways = deque(each for each in self._ways if each.hop != way.hop)
            return True
        return False

    def _follow(self, contacts: tuple[NameAddr, ...]) -> bool:
        for contact in contacts:
            uri = contact.uri.having(headers=()) if contact.uri.is_sip else None
            if uri is None or str(uri) in self._seen or (self._is_secure and uri.scheme != "sips"):
                continue
            if len(self._seen) > MAX_REDIRECTS:
                break
            self._seen.add(str(uri))
            self._targets.append(uri)
        return bool(self._targets)

    # --- one try --------------------------------------------------------------------------------------

    async def _try(self, way: Way) -> Refusal | None:
        loop = asyncio.get_running_loop()
        try:
            await self._outside.sockets.prepare(way.hop)
        except OSError as error:  # TimeoutError is one
            return Refusal(NOT_REACHED, _unreachable(way.hop, connection_words(error)))
        if not way.hop.transport.is_reliable:  # a stream shows its address itself; no call waits for that
            await self._outside.learn(way.hop, self._provider.stun if self._provider is not None else "")
        leg = OutsideLeg(
            self._outside,
            way.hop,
            self._caller,
            self._heard,
            max_forwards=self._max_forwards,
            is_secure=self._is_secure,
            provider=self._provider,
        )
        trial = self._trial = Trial(leg, loop.create_future())
        try:
            offer = await self._offer(leg, way)
        except MediaRefused as error:
            return Refusal(error.status, error.reason)
        if self._has_given_up:
            return None
        try:
            trial.session = leg.agent.invite(
                way.target, offer.encode(), leg.line.now(), headers=self._headers
            )
        except SipError as error:
            return Refusal(400, f"This call cannot be put into a SIP message: {error}")
        if self._is_too_large(way, trial.session):
            by_tcp = Hop(Transport.TCP, way.hop.host, way.hop.port, way.hop.name)
            self._ways.appendleft(replace(way, is_last_resort=True))
            self._ways.appendleft(replace(way, hop=by_tcp))
            return _ANOTHER_WAY
        self._on_leg(leg, trial.session.call_id)
        impatience = self._impatience(trial)
        leg.line.pump()
        try:
            return await trial.outcome
        finally:
            if impatience is not None:
                impatience.cancel()

    def _impatience(self, trial: Trial) -> asyncio.TimerHandle | None:
        """Begin to wait for a sign of life, if there is something else to try."""
        if not self._ways and not self._hurries:
            return None
        return asyncio.get_running_loop().call_later(NEXT_HOP_AFTER, self._impatient, trial)

    def _is_too_large(self, way: Way, session: InviteSession) -> bool:
        """Whether an INVITE over UDP is large enough to be fragmented, and the target did not ask for UDP."""
        may_change = way.hop.transport is Transport.UDP and not way.is_last_resort
        is_asked_for = way.target.params.get("transport") is not None
        return may_change and not is_asked_for and len(bytes(session.request)) > LARGEST_OVER_UDP

    def _impatient(self, trial: Trial) -> None:
        if trial.session is not None and trial.session.state is SessionState.CALLING:
            # First: that we cancel is told at once, and means otherwise that the caller gave up.
            trial.end(Refusal(NOT_REACHED, f"The server {trial.leg.hop.host} does not answer"))
            trial.session.cancel(trial.leg.line.now())
            trial.leg.line.pump()

    def lost(self, hop: Hop, reason: str) -> None:
        """Take it that ``hop`` cannot be sent to, for this reason."""
        if self._trial is not None and self._trial.leg.hop == hop:
            self._trial.problem = reason

    def _heard(self, leg: OutsideLeg, event: AgentEvent) -> None:
        trial = self._trial
        if trial is None or leg is not trial.leg:
            return
        match event:
            case InviteProgress(body=body) if not trial.outcome.done():
                trial.has_spoken = trial.has_spoken or bool(body)
                self._on_event(leg, event)
            case InviteAccepted() if not trial.outcome.done():
                trial.is_accepted = True
                trial.end(None)
                self._on_event(leg, event)
            case InviteRejected(status=status, reason=reason, contacts=contacts):
                trial.contacts = contacts
                trial.end(Refusal(status, reason, is_far=True))
            case SessionEnded() if not trial.is_accepted:
                trial.end(_never_answered(event, trial))
            case _ if trial.is_accepted:
                self._on_event(leg, event)


def _unreachable(hop: Hop, problem: str) -> str:
    return f"The server {hop.host} cannot be reached: {problem}"


def _never_answered(event: SessionEnded, trial: Trial) -> Refusal | None:
    host = trial.leg.hop.host
    match event.how:
        case EndedHow.LOCAL_CANCEL:
            return None
        case EndedHow.FLOW_LOST:
            return Refusal(NOT_REACHED, _unreachable(trial.leg.hop, trial.problem or "no connection"))
        case EndedHow.TIMEOUT:
            return Refusal(NOT_IN_TIME, f"The server {host} did not answer in time")
    return Refusal(event.status if event.status >= 300 else 500, event.reason, is_far=True)
