"""The service's heart on a running loop: flows in, flows out, and the router's clock."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from core.service.admission.admission import Admission
from core.service.config import Limits
from core.service.registrar import Answer, Registrar
from core.service.routing.endpoints import Account, Endpoint, Instance
from core.service.routing.flows import Flow, FlowKind, FlowTable
from core.service.routing.router import Router
from core.sip.messages import Request

log = logging.getLogger(__name__)


class WallClockDirectory:
    """The registrar as the router asks it: with the wall clock filled in."""

    def __init__(self, registrar: Registrar, wall: Callable[[], float]) -> None:
        self._registrar = registrar
        self._wall = wall
        self.on_registered: Callable[[], None] = lambda: None
        """Called after every REGISTER, since it may change what expires next."""

    def register(self, request: Request, flow: Flow) -> Answer:
        """Answer a REGISTER."""
        answer = self._registrar.register(request, flow, self._wall())
        self.on_registered()
        return answer

    def endpoints(self, account: Account) -> list[tuple[Instance, str]]:
        """Return a user's instances and contact URIs, with those that must be woken first."""
        return self._registrar.reachable(account, self._wall())

    def is_registered(self, flow: Flow) -> bool:
        """Whether calls may come from this flow."""
        return self._registrar.is_registered(flow, self._wall())


class Exchange:
    """Runs one router on the running loop; every method must be called on that loop."""

    def __init__(
        self,
        router: Router,
        flows: FlowTable,
        registrar: Registrar,
        directory: WallClockDirectory,
        limits: Limits,
        admission: Admission,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._router = router
        self._flows = flows
        self._registrar = registrar
        self._limits = limits
        self.admission = admission
        self._wall = wall
        self._timer: asyncio.TimerHandle | None = None
        self._expiry: asyncio.TimerHandle | None = None
        self._is_running = True
        self._changed: set[Account] = set()
        flows.on_reachable = self._became_reachable
        flows.on_released = self._close_unless_registered
        directory.on_registered = self._expire_soon
        self._expire()

    @property
    def flows(self) -> FlowTable:
        """The open flows."""
        return self._flows

    def opened(self, flow: Flow) -> None:
        """Take a new flow; one that nobody registers on is closed after a while."""
        self._flows.add(flow)
        self._close_unless_registered(flow)

    def received(self, flow: Flow, data: bytes) -> None:
        """Take one message from ``flow``. Whatever it holds, other flows are not harmed."""
        if not self._is_running or flow.is_closed:
            return
        try:
            self._router.receive(data, flow, self._loop.time())
        except Exception:
            log.exception("a message could not be handled; its flow is closed")
            flow.close(1011, "internal error")
        self.pump()

    def caller_of(self, invite: Request) -> Account | None:
        """Return the user whose call an INVITE on its way is, None for nobody of this service."""
        endpoint = self.endpoint_of(invite)
        return endpoint.account if isinstance(endpoint, Instance) else None

    def callee_of(self, invite: Request) -> Endpoint | None:
        """Return who has answered an INVITE, None if nobody has or that is not known."""
        call = self._router.calls.begun_by(invite)
        return call.callee.endpoint if call is not None and call.callee is not None else None

    def endpoint_of(self, invite: Request) -> Endpoint | None:
        """Return from where an INVITE on its way came, None if that is not known."""
        call = self._router.calls.begun_by(invite)
        return call.caller.endpoint if call is not None else None

    def closed(self, flow: Flow) -> None:
        """Forget a flow whose connection has ended. Idempotent."""
        if flow.is_closed:
            return
        self._flows.remove(flow)
        self._router.flow_lost(flow, self._loop.time())
        self.pump()

    def unreachable(self, endpoint: Endpoint) -> None:
        """Fail what waits for an endpoint that cannot be connected."""
        self._router.unreachable(endpoint, self._loop.time())
        self.pump()

    def unreachable_soon(self, endpoint: Endpoint) -> None:
        """Fail what waits for an endpoint, not before the caller of this has returned."""
        self._loop.call_soon(self.unreachable, endpoint)

    def presence_changed(self, account: Account) -> None:
        """Tell who watches ``account``, not before what is being done just now is done."""
        if account not in self._changed:
            self._changed.add(account)
            self._loop.call_soon(self._tell_presence, account)

    def _tell_presence(self, account: Account) -> None:
        self._changed.discard(account)
        if self._is_running:
            self._router.presence_changed(account, self._loop.time())
            self.pump()

    def pump(self) -> None:
        """Send what is to be sent and set the clock."""
        for flow_id, data in self._router.data_to_send():
            flow = self._flows.get(flow_id)
            if flow is not None:
                flow.send(data)
        self._set_timer()

    def stop(self) -> None:
        """Close every flow with 1001 and stop the clocks."""
        self._is_running = False
        for timer in (self._timer, self._expiry):
            if timer is not None:
                timer.cancel()
        for flow in self._flows.all():
            flow.close(1001, "the service is stopping")

    def _became_reachable(self, endpoint: Endpoint) -> None:
        # Not at once: the 200 to the REGISTER that brought the flow must go first.
        self._loop.call_soon(self._send_waiting, endpoint)

    def _send_waiting(self, endpoint: Endpoint) -> None:
        if self._is_running:
            self._router.reachable(endpoint, self._loop.time())
            self.pump()

    def _close_unless_registered(self, flow: Flow) -> None:
        if flow.kind is FlowKind.CLIENT and not flow.is_closed:
            self._loop.call_later(self._limits.unregistered_flow, self._close_unregistered, flow)

    def _close_unregistered(self, flow: Flow) -> None:
        if not flow.is_closed and flow.endpoint is None:
            flow.close(1008, "not registered")

    def _set_timer(self) -> None:
        due = self._router.next_timer()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if due is not None and self._is_running:
            self._timer = self._loop.call_at(due, self._timer_due)

    def _timer_due(self) -> None:
        self._router.handle_timer(self._loop.time())
        self.pump()

    def _expire_soon(self) -> None:
        self._loop.call_soon(self._expire)

    def _expire(self) -> None:
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None
        if not self._is_running:
            return
        next_at = self._registrar.expire(self._wall())
        if next_at is not None:
            seconds = min(max(next_at - self._wall(), 0.1), 3600.0)
            self._expiry = self._loop.call_later(seconds, self._expire)
