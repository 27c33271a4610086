"""A SIP user agent over one flow: registration, sessions, messages; no I/O (RFC 3261, 5626, 7118).

Drivers: the wire (``receive``, ``flow_lost``, ``flow_opened``), the owner (``register``, ``invite``,
``message``, ``options`` and the methods of the sessions) and the clock (``next_timer``, ``handle_timer``).
After each call drain ``events()`` and ``data_to_send()``. Nothing a peer sends raises.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from core.sip.agent.authentication import Authenticator
from core.sip.agent.calls.session_states import Direction
from core.sip.agent.events import (
    AgentEvent,
    FlowLost,
    InfoReceived,
    InviteReceived,
    Refused,
    RequestAnswered,
)
from core.sip.agent.exchange import Exchange, LocalFailure, OnResponse
from core.sip.agent.incoming_requests import IncomingRequests
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.registration import Registration, RegistrationState, credentials_required
from core.sip.agent.subscriptions.event_client import EventClient
from core.sip.agent.subscriptions.subscription import Subscription
from core.sip.auth import AnyCredentials
from core.sip.dialogs.dialog import Dialog
from core.sip.dialogs.replaces import Replaces
from core.sip.ids import Ids
from core.sip.messages import NameAddr, Parameters, Reason, Request, Response, Uri
from core.sip.routing import MAX_FORWARDS
from core.sip.transactions.layer import TransactionLayer
from core.sip.transactions.lines import Lines
from core.sip.transactions.transaction import (
    CancelReceived,
    RequestFailed,
    RequestReceived,
    RequestTimedOut,
    ResponseReceived,
    ServerTransaction,
    TransactionEvent,
)

logger = logging.getLogger(__name__)

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, MESSAGE, NOTIFY, UPDATE, PRACK"
REFERRALS = ", REFER, SUBSCRIBE"
SUPPORTED = "outbound, gruu, 100rel, replaces, norefersub, timer"
WITHOUT_OFFER = SUPPORTED.replace("100rel, ", "")
"""Said by an INVITE without an offer: in a reliable provisional one would come that only a PRACK answers."""


class UserAgent:
    """One user's SIP end point. One instance lives over many flows, one at a time."""

    def __init__(
        self,
        *,
        address_of_record: NameAddr,
        instance_id: str,
        ids: Ids,
        product: str = "Ahoy",
        registrar: Uri | None = None,
        via_transport: str = "WSS",
        accepts: Iterable[str] = ("application/sdp",),
        info_packages: Iterable[str] = (),
        takes_referrals: bool = True,
        is_connected: bool = True,
        lines: Lines | None = None,
        max_forwards: int = MAX_FORWARDS,
        is_focus: bool = False,
        events: Iterable[str] = (),
        judge_info: Callable[[InfoReceived], Refused | None] = lambda info: None,
    ) -> None:
        """``is_focus``: it stands for a conference (RFC 4579 5.1). ``judge_info`` may refuse an INFO.

        ``events`` are those that its owner takes SUBSCRIBE for, before this agent sees it.
        """
        self.address_of_record = address_of_record
        self.instance_id = instance_id
        self.ids = ids
        self.counters: Counter[str] = Counter()
        self._product = product
        self._max_forwards = max_forwards
        packages = ", ".join(info_packages)
        self._recv_info = (("Recv-Info", packages),) if packages else ()
        self._allow_events = (("Allow-Events", ", ".join(events)),) if events else ()
        host = ids.host_label()
        self._contact = _contact_of(address_of_record, host, via_transport)
        self._features = Parameters((("isfocus", None),)) if is_focus else Parameters()
        self.judge_info = judge_info
        self._layer = TransactionLayer(ids=ids, sent_by=host, via_transport=via_transport, lines=lines)
        registrar = registrar or Uri(address_of_record.uri.scheme, host=address_of_record.uri.host)
        self._registration = Registration(self, address_of_record, registrar, instance_id, self._contact)
        self._allow = ALLOW + (REFERRALS if takes_referrals else ", SUBSCRIBE" if events else "")
        self._incoming = IncomingRequests(self, frozenset(accepts), takes_referrals=takes_referrals)
        self._sessions: dict[tuple[str, str], InviteSession] = {}
        self._event_client = EventClient(self)
        self._resumes = False
        self._authenticator = Authenticator(ids)
        self._events: list[AgentEvent] = []
        self._flow = 0
        self._is_connected = is_connected

    # --- drained by the owner -------------------------------------------------------------------------

    def events(self) -> list[AgentEvent]:
        """Return and forget what happened since the last call."""
        drained, self._events = self._events, []
        return drained

    def data_to_send(self) -> list[bytes]:
        """Return and forget what must be sent on the flow, one datagram or WebSocket frame each."""
        return [
            data for flow, data in self._layer.data_to_send() if flow == self._flow and self._is_connected
        ]

    @property
    def sessions(self) -> tuple[InviteSession, ...]:
        """Every session that is not finished, ended ones that still owe something included."""
        return tuple(self._sessions.values())

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """Every subscription that is not finished."""
        return self._event_client.subscriptions

    @property
    def layer(self) -> TransactionLayer:
        """The transactions below."""
        return self._layer

    @property
    def registration_state(self) -> RegistrationState:
        """Where the registration is in its life."""
        return self._registration.state

    @property
    def registration_parameters(self) -> tuple[tuple[str, str], ...]:
        """Names and values that the Contact URI has in a REGISTER only, from the next one on (RFC 8599)."""
        return self._registration.parameters

    @registration_parameters.setter
    def registration_parameters(self, parameters: tuple[tuple[str, str], ...]) -> None:
        self._registration.parameters = parameters

    @property
    def is_connected(self) -> bool:
        """Whether there is a flow to send on."""
        return self._is_connected

    @property
    def contact(self) -> NameAddr:
        """Its name, and where it is reached inside dialogs: its GRUU if the registrar gave one."""
        gruu = self._registration.public_gruu
        uri = self._contact.uri if gruu is None else gruu
        return NameAddr(uri, self.address_of_record.display_name, self._features)

    # --- the wire -------------------------------------------------------------------------------------

    def receive(self, data: bytes, now: float) -> None:
        """Take one datagram or WebSocket frame."""
        self._layer.receive(data, self._flow, now)
        self._work(now)

    def flow_lost(self, now: float) -> None:
        """The flow broke: what is under way fails, established sessions live on."""
        if not self._is_connected:
            return
        self._is_connected = False
        self._events.append(FlowLost())
        self._layer.flow_lost(self._flow, now)
        self._work(now)
        self._registration.flow_lost()
        self._event_client.flow_lost()
        for session in self.sessions:
            session.flow_lost(now)
        self._work(now)

    def flow_opened(self, now: float) -> None:
        """A new flow is there: register again. One that was not reported lost is lost now.

        The flow an agent is born with, if nothing was sent on it, is simply replaced. Publications and
        subscriptions go on once the agent is registered, or at once if it never was.
        """
        if self._is_connected and (self._flow > 0 or self._layer.transactions):
            self.flow_lost(now)
        self._flow += 1
        self._is_connected = True
        self._resumes = True
        if not self._registration.was_asked:
            self._work(now)

    # --- the clock ------------------------------------------------------------------------------------

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` must be called next, or None."""
        times = [self._layer.next_timer(), self._registration.next_timer(), self._event_client.next_timer()]
        times += [session.next_timer() for session in self._sessions.values()]
        return min((at for at in times if at is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Act on every timer that is due."""
        self._layer.handle_timer(now)
        self._work(now)
        self._registration.handle_timer(now)
        self._event_client.handle_timer(now)
        for session in self.sessions:
            session.handle_timer(now)
        self._work(now)

    # --- the owner ------------------------------------------------------------------------------------

    def register(self, now: float, *, credentials: AnyCredentials | None = None, expires: int = 600) -> None:
        """Register and keep registered: refreshed at about 85 % of the lifetime the registrar grants.

        ``Registered``, ``CredentialsRequired`` or ``RegistrationFailed`` follows. Without ``credentials``
        those of the last call stay. Raises IllegalValue for a token that cannot stand in a header.
        """
        if credentials is not None:
            self._authenticator.use(credentials)
        self._authenticator.forgive()
        self._registration.register(expires, now)
        self._work(now)

    def unregister(self, now: float) -> None:
        """Leave; ``Unregistered`` follows."""
        self._registration.unregister(now)
        self._work(now)

    def invite(
        self,
        target: Uri | NameAddr,
        body: bytes,
        now: float,
        *,
        headers: Iterable[tuple[str, str]] = (),
        content_type: str = "application/sdp",
        replaces: Replaces | None = None,
        referred_by: NameAddr | None = None,
    ) -> InviteSession:
        """Call ``target`` with an offer, or with an empty ``body`` to get one in the answer.

        ``replaces`` is a call of the other side that this one takes the place of, ``referred_by`` who asked
        for it. Raises IllegalValue for headers that cannot be sent.
        """
        remote = target if isinstance(target, NameAddr) else NameAddr(target)
        request = self.request_to(remote, "INVITE", content_type if body else None, body)
        tag = request.from_.tag or ""
        request.headers.add("Contact", self.contact)
        for name, value in (*self.capabilities(), *headers):
            request.headers.add(name, value)
        if not body:
            request.headers.set("Supported", WITHOUT_OFFER)
        if replaces is not None:
            request.headers.add("Replaces", replaces)
            request.headers.add("Require", "replaces")
        if referred_by is not None:
            request.headers.add("Referred-By", referred_by)
        session = InviteSession(self, Direction.OUTGOING, request, remote, tag)
        for name, value in session.timer.asking():
            request.headers.add(name, value)
        self._sessions[session.call_id, tag] = session
        session.start(now)
        self._work(now)
        return session

    def message(self, target: Uri | NameAddr, content_type: str, body: bytes, now: float) -> str:
        """Send a MESSAGE outside of any dialog (RFC 3428); returns the Call-ID of its ``RequestAnswered``."""
        return self._send_alone("MESSAGE", target, now, content_type, body)

    def options(self, target: Uri | NameAddr, now: float) -> str:
        """Ask what ``target`` can do; returns the Call-ID of its ``RequestAnswered``."""
        return self._send_alone("OPTIONS", target, now)

    def publish(self, event: str, content_type: str, body: bytes, expires: int, now: float) -> None:
        """Publish our state of ``event`` and keep it published; again with another body to change it.

        ``Published`` or ``PublishFailed`` follows. Raises IllegalValue or ParseError for bad arguments.
        """
        self._event_client.publish(event, content_type, body, expires, now)
        self._work(now)

    def unpublish(self, event: str, now: float) -> None:
        """Take our state of ``event`` back; nothing is told."""
        self._event_client.unpublish(event, now)
        self._work(now)

    def subscribe(
        self, target: Uri | NameAddr, event: str, accept: Iterable[str], expires: int, now: float
    ) -> Subscription:
        """Subscribe to ``event`` of ``target`` and stay subscribed, over flows too, until it is refused.

        ``SubscriptionNotified`` tells each state, in one of the media types ``accept``; ``SubscriptionEnded``
        is the last event. Raises IllegalValue or ParseError for bad arguments.
        """
        remote = target if isinstance(target, NameAddr) else NameAddr(target)
        one = self._event_client.subscribe(remote, event, accept, expires, now)
        self._work(now)
        return one

    # --- what registration and sessions see (AgentCore) -----------------------------------------------

    def send(
        self, request: Request, now: float, on_response: OnResponse, dialog: Dialog | None = None
    ) -> Exchange:
        """Send ``request``; every response goes to ``on_response``, failures as ``LocalFailure``."""
        request.headers.set("User-Agent", self._product)
        exchange = Exchange(request, on_response, dialog)
        self._authenticator.prepare(exchange)
        self._start(exchange, now)
        return exchange

    def send_ack(self, request: Request) -> None:
        """Send the ACK to a 2xx."""
        self._layer.send_ack_2xx(request, self._flow_for(request))

    def cancel(self, exchange: Exchange, now: float, reason: Reason | None) -> bool:
        """Send CANCEL if the INVITE of ``exchange`` has a provisional response; else False."""
        if exchange.transaction is None:
            return False
        return self._layer.cancel(exchange.transaction, now, reason) is not None

    def respond(self, transaction: ServerTransaction, response: Response, now: float) -> bool:
        """Answer a request; False if it takes no answer any more."""
        response.headers.set("Server", self._product)
        return self._layer.respond(transaction, response, now)

    def emit(self, event: AgentEvent) -> None:
        """Tell the owner."""
        self._events.append(event)

    def count(self, what: str) -> None:
        """Count something odd that a peer did."""
        self.counters[what] += 1
        logger.debug("%s", what)

    def capabilities(self) -> tuple[tuple[str, str], ...]:
        """Return the headers that say what this agent can do."""
        return (("Allow", self._allow), ("Supported", SUPPORTED), *self._recv_info, *self._allow_events)

    def session_of(self, call_id: str, local_tag: str) -> InviteSession | None:
        """Return the session a request inside a dialog belongs to, or None."""
        return self._sessions.get((call_id, local_tag))

    def session_for(self, replaces: Replaces) -> InviteSession | None:
        """Return the session that an incoming call wants to take the place of, if it has not ended."""
        session = self.session_named(replaces)
        return None if session is None or session.is_ended else session

    def session_named(self, replaces: Replaces) -> InviteSession | None:
        """Return the session with the dialog ``replaces`` names, ended or not (RFC 3891 3)."""
        session = self._sessions.get((replaces.call_id, replaces.to_tag))
        tag = "" if replaces.from_tag == "0" else replaces.from_tag
        if session is None or session.dialog_of(tag) is None:
            return None
        return None if session.is_confirmed and session.remote_tag != tag else session

    def subscription_of(self, request: Request) -> Subscription | None:
        """Return the subscription a NOTIFY belongs to, or None."""
        return self._event_client.find(request)

    def begin_incoming(self, request: Request, transaction: ServerTransaction, now: float) -> None:
        """Make a session of an INVITE that is in order."""
        tag = self.ids.tag()
        session = InviteSession(self, Direction.INCOMING, request, request.from_, tag)
        session.replaces = Replaces.of(request)
        self._sessions[session.call_id, tag] = session
        session.receive_invite(transaction, now)
        self.emit(InviteReceived(session))

    # --- inside ---------------------------------------------------------------------------------------

    def _flow_for(self, request: Request) -> Hashable:
        """Return the flow that ``request`` goes out on: there is one at a time."""
        return self._flow

    def _work(self, now: float) -> None:
        """Hand the layer's events on until there are none, then forget what is finished."""
        while events := self._layer.events():
            for event in events:
                self._handle(event, now)
        for key in [key for key, session in self._sessions.items() if session.is_finished]:
            del self._sessions[key]
        self._event_client.forget_finished()
        if self._resumes and self._is_connected and self._may_resume():
            self._resumes = False
            self._event_client.resume(now)

    def _may_resume(self) -> bool:
        """Whether a new flow can carry what we publish and subscribe to: servers ask who we are first."""
        registration = self._registration
        return not registration.was_asked or registration.state is RegistrationState.REGISTERED

    def _handle(self, event: TransactionEvent, now: float) -> None:
        match event:
            case RequestReceived(request, transaction, _):
                self._incoming.handle(request, transaction, now)
            case CancelReceived(transaction, request):
                if isinstance(transaction.context, InviteSession):
                    transaction.context.receive_cancel(transaction, request, now)
            case ResponseReceived(response, transaction):
                self._answered(transaction.context, response, now)
            case RequestTimedOut(transaction):
                self._answered(transaction.context, LocalFailure(408, "Request Timeout"), now)
            case RequestFailed(transaction, reason):
                self._answered(transaction.context, LocalFailure(503, reason), now)
            case _:
                self.count("garbage")

    def _start(self, exchange: Exchange, now: float) -> None:
        exchange.attempts += 1
        if not self._is_connected:
            self._answered(exchange, LocalFailure(503, "flow lost"), now)
            return
        transaction = self._layer.send_request(exchange.request, self._flow_for(exchange.request), now)
        transaction.context = exchange
        exchange.transaction = transaction

    def _answered(self, exchange: Exchange | None, response: Response, now: float) -> None:
        if exchange is None:
            return  # the answer to a CANCEL: the INVITE's own answer counts
        if response.status in {401, 407} and self._try_credentials(exchange, response, now):
            return
        if not response.is_provisional:
            exchange.is_done = True
            self._authenticator.learn(response)
        exchange.on_response(response, now)

    def _try_credentials(self, exchange: Exchange, response: Response, now: float) -> bool:
        """Send the request once more with what the challenge wants, if we have it and it was not refused."""
        request = self._authenticator.answer(exchange, response) if self._is_connected else None
        if request is None:
            if exchange.request.method != "REGISTER" and not self._authenticator.is_told(response):
                self.emit(credentials_required(response))
            self._authenticator.refuse(exchange, response)
            return False
        number = exchange.request.cseq.number + 1
        if exchange.dialog is not None:
            number = exchange.dialog.local_cseq = max(number, exchange.dialog.local_cseq + 1)
        request.headers.set("CSeq", f"{number} {request.method}")
        exchange.request = request
        self._start(exchange, now)
        return True

    def _send_alone(
        self,
        method: str,
        target: Uri | NameAddr,
        now: float,
        content_type: str | None = None,
        body: bytes = b"",
    ) -> str:
        remote = target if isinstance(target, NameAddr) else NameAddr(target)
        request = self.request_to(remote, method, content_type, body)
        call_id = request.call_id

        def on_response(response: Response, when: float) -> None:
            if not response.is_provisional:
                self.emit(RequestAnswered(None, call_id, method, response.status, response.reason))

        self.send(request, now, on_response)
        self._work(now)
        return call_id

    def request_to(
        self, remote: NameAddr, method: str, content_type: str | None = None, body: bytes = b""
    ) -> Request:
        """Make a request outside of any dialog."""
        request = Request(method, remote.uri.having(headers=()), body=body)
        request.headers.add("Max-Forwards", self._max_forwards)
        request.headers.add("From", self.address_of_record.having_tag(self.ids.tag()))
        request.headers.add("To", remote.lacking_tag())
        request.headers.add("Call-ID", self.ids.call_id())
        request.headers.add("CSeq", f"1 {method}")
        if content_type is not None:
            request.headers.add("Content-Type", content_type)
        return request


def _contact_of(address: NameAddr, host: str, via_transport: str) -> NameAddr:
    """``sip:user@random.invalid;transport=ws;ob`` (RFC 7118 5, RFC 5626 5.4)."""
    params = Parameters((("transport", via_transport.lower()), ("ob", None)))
    return NameAddr(Uri("sip", address.uri.user, host, params=params))
