"""One registration outside: what its machine decides, carried out on the gateway's sockets."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from core.service.gateway.registrations import machine as m
from core.service.gateway.registrations.settings import RegistrationSettings
from core.service.gateway.registrations.words import judged, seen_at
from core.service.gateway.sides.outside import Outside, OutsideLeg, contact_for
from core.sip.agent.events import AgentEvent
from core.sip.locating.locate import NotLocated
from core.sip.messages import NameAddr, Request, Response, Uri
from core.sip.routing import MAX_FORWARDS
from core.sip.transports.classic import connection_words, local_address
from core.sip.transports.hops import Hop

log = logging.getLogger(__name__)

_ANYWHERE = "192.0.2.1"
"""An address of nobody, on the way to most others (RFC 5737)."""
_ALLOW_EVENTS = "message-summary"
SEEN_AGAIN = 60.0
"""Seconds within which a NAT that changes its mind with every request is followed once."""


@dataclass(frozen=True, slots=True)
class RegistrationStatus:
    """How a registration is. ``status`` is the SIP status that says why not, 0 without one.

    ``since`` is the Unix second since which it stands like that.
    """

    standing: m.Standing
    status: int = 0
    sentence: str = ""
    since: float = 0.0


class Registration:
    """Registers, and stays registered, from ``start`` to ``stop``. On the running loop only.

    ``on_leg`` is told the end that messages of a Call-ID belong to. ``on_changed`` hears of every change of
    ``status``. ``on_event`` hears what the end towards the server says of other things than registering.
    """

    def __init__(
        self,
        outside: Outside,
        settings: RegistrationSettings,
        *,
        on_leg: Callable[[OutsideLeg | None, str], None],
        on_changed: Callable[[Registration], None] = lambda one: None,
        on_event: Callable[[OutsideLeg, AgentEvent], None] = lambda leg, event: None,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.settings = settings
        self.on_changed = on_changed
        self._on_event = on_event
        self.leg: OutsideLeg | None = None
        """The end towards the server that has us, or is asked."""
        self._outside = outside
        self._on_leg = on_leg
        self._wall = wall
        self._loop = asyncio.get_running_loop()
        self._machine = m.Machine(wanted=settings.lifetime)
        self._status = RegistrationStatus(m.Standing.OFF, since=wall())
        self._hops: list[Hop] = []
        self.call_id = outside.ids.call_id()
        self._tag = outside.ids.tag()
        self._cseq = 0
        self._sent = 0
        self._contact: Uri | None = None
        self._towards = _ANYWHERE
        """Where the server is, as far as it was ever found."""
        self._here = self._address_here()
        """This machine's own address on the way there, at the last try.

        Without a port, which comes and goes with a stream, and not what others are told, which may be fixed.
        """
        self._seen_since = -SEEN_AGAIN
        self._hint = ""
        """What the person should know although the server has us."""
        self._bound: Uri | None = None
        """What the server has for us, if it has not been taken back."""
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._gone = asyncio.Event()
        self._gone.set()

    @property
    def status(self) -> RegistrationStatus:
        """How it is."""
        return self._status

    @property
    def hop(self) -> Hop | None:
        """The server that has us, or is asked; the way there has to be kept open."""
        return self.leg.hop if self.leg is not None else None

    def start(self) -> None:
        """Register, or try again now."""
        self._gone.clear()
        self._take(m.Start())

    async def stop(self) -> None:
        """Ask to be forgotten, wait for the answer a second and a half at most, and be silent. Idempotent."""
        self._take(m.Stop())
        await self._gone.wait()

    def broke(self, hop: Hop) -> None:
        """Take it that what was sent to ``hop`` may not arrive."""
        leg = self.leg
        if leg is not None and leg.uses(hop):
            leg.broke(hop)
            self._take(m.Broke())

    def check_address(self, *, has_slept: bool) -> None:
        """Register anew if this machine is reached at another address than it was, or has slept meanwhile."""
        here = self._address_here()
        if here != self._here:
            self._outside.stun.forget_failures()
        if (has_slept or here != self._here) and self._take(m.Moved()):
            self._here = here

    def online(self) -> None:
        """Take it that the network of this machine has changed: what failed is tried again soon."""
        self._take(m.Online())

    def _address_here(self) -> str:
        try:
            return local_address(self._towards)
        except OSError:
            return ""

    # --- the machine ----------------------------------------------------------------------------------

    def _take(self, event: m.Event) -> bool:
        """Return whether the event meant anything now."""
        done = m.step(self._machine, event, self._outside.ids.uniform)
        if done is None:
            return False
        self._move(done[0])
        for effect in done[1]:
            self._do(effect)
        self._tell()
        return True

    def _move(self, machine: m.Machine) -> None:
        if machine.state is not self._machine.state:
            who = self.settings.address.uri
            log.info("registration of %s: %s -> %s", who, self._machine.state, machine.state)
        self._machine = machine

    def _tell(self) -> None:
        machine, known = self._machine, self._status
        status, sentence = machine.status, machine.sentence
        if machine.standing is m.Standing.REGISTERED:
            sentence = sentence or self._hint
        if (machine.standing, status, sentence) != (known.standing, known.status, known.sentence):
            since = known.since if machine.standing is known.standing else self._wall()
            self._status = RegistrationStatus(machine.standing, status, sentence, since)
            self.on_changed(self)

    def _do(self, effect: m.Effect) -> None:
        match effect:
            case m.Locate():
                self._begin(self._locate())
            case m.Register(hop, lifetime):
                self._begin(self._register(self._hops[hop], lifetime))
            case m.Unregister():
                self._unregister()
            case m.Wait(seconds):
                self._wait(seconds)
            case m.Release():
                self._release()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._loop.create_task(work, name=f"registration of {self.settings.address.uri}")

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(seconds, self._take, m.Due())

    def _release(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
        self._sent = 0
        if self.leg is not None:
            self.leg.stop()
            self.leg = None
        if self._machine.state is m.State.IDLE:
            self._gone.set()

    # --- what it does ---------------------------------------------------------------------------------

    async def _locate(self) -> None:
        try:
            settings = self.settings
            self._hops = await self._outside.locate(settings.server, is_trusted=settings.is_trusted)
        except NotLocated as error:
            self._take(m.Failed(error.status, str(error)))
        else:
            self._take(m.Located(len(self._hops)))

    async def _register(self, hop: Hop, lifetime: int) -> None:
        sockets = self._outside.sockets
        self._towards = hop.host
        self._here = self._address_here()
        try:
            await sockets.prepare(hop)
        except OSError as error:  # TimeoutError is one
            sentence = f"The server cannot be reached: {connection_words(error)}."
            self._take(m.Failed(503, sentence, is_elsewhere=True))
            return
        if lifetime:
            self._hint = await self._outside.learn(hop, self.settings.stun)
        contact = contact_for(sockets, hop, self.settings.contact_user, is_secure=False)
        leg = self.leg
        if leg is None or leg.hop != hop or contact.uri != self._contact:
            leg = self._new_leg(hop)
        self._contact = contact.uri
        self._send(leg, contact, lifetime)

    def _new_leg(self, hop: Hop) -> OutsideLeg:
        if self.leg is not None:
            self.leg.stop()
        settings = self.settings
        leg = self.leg = OutsideLeg(
            self._outside, hop, settings.address, self._on_event, provider=settings.provider
        )
        self._on_leg(leg, self.call_id)
        return leg

    def _unregister(self) -> None:
        if self.leg is None or self._contact is None:
            self._take(m.Due())
            return
        self._send(self.leg, NameAddr(self._contact), 0)

    def _send(self, leg: OutsideLeg, contact: NameAddr, lifetime: int) -> None:
        request = self._request(contact, lifetime)
        self._sent = number = self._cseq
        if lifetime:
            self._bound = contact.uri

        def answered(response: Response, now: float) -> None:
            if response.is_provisional or number != self._sent:
                return
            self._cseq = max(self._cseq, exchange.request.cseq.number)
            self._answered(response, contact.uri, lifetime)

        exchange = leg.agent.send(request, leg.line.now(), answered)
        leg.line.pump()

    def _answered(self, response: Response, contact: Uri, lifetime: int) -> None:
        self._sent = 0
        event = judged(response, lifetime, contact)
        if isinstance(event, m.Failed | m.Refused):
            log.info("registration of %s: %s", self.settings.address.uri, event.sentence)
        self._take(event)
        if isinstance(event, m.Accepted) and lifetime:
            self._look_from_there(response)

    def _look_from_there(self, response: Response) -> None:
        """Register anew under the address at which the server sees us, if NAT makes that another one.

        A connection has a port of its own, which means something only if the address is another one, too.
        """
        hop, seen, now = self.hop, seen_at(response), self._loop.time()
        if hop is None or seen is None or now - self._seen_since < SEEN_AGAIN:
            return
        sockets = self._outside.sockets
        if hop.transport.is_reliable and sockets.is_here(seen[0]):
            return
        before = sockets.address_for(hop)
        sockets.seen_as(hop, *seen)
        if sockets.address_for(hop) != before:
            self._seen_since = now
            log.info("registration of %s: the server sees us at %s port %d", self.settings.address.uri, *seen)
            self._take(m.Moved())

    def _request(self, contact: NameAddr, lifetime: int) -> Request:
        settings = self.settings
        self._cseq += 1
        request = Request("REGISTER", settings.registrar)
        add = request.headers.add
        for name, value in settings.provider.routes:
            add(name, value)
        add("Max-Forwards", MAX_FORWARDS)
        add("From", settings.address.having_tag(self._tag))
        add("To", settings.address)
        add("Call-ID", self.call_id)
        add("CSeq", f"{self._cseq} REGISTER")
        add("Contact", contact.having_param("expires", str(lifetime)))
        if self._bound is not None and self._bound != contact.uri:
            add("Contact", NameAddr(self._bound).having_param("expires", "0"))
        add("Expires", lifetime)
        add("Allow-Events", _ALLOW_EVENTS)
        return request
