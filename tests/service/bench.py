"""A router with a registrar and fake flows, driven by hand-written messages: no socket, no clock."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

from core.identity.tokens import sign_token
from core.service.admission.admission import Admission
from core.service.admission.token_guard import TokenGuard
from core.service.applications import Applications
from core.service.bearer import BearerTokens
from core.service.config import Limits
from core.service.data.application_keys import ApplicationKey
from core.service.data.database import Database
from core.service.presence.people import KnownPeople
from core.service.presence.presence_service import PresenceService
from core.service.registrar import Registrar
from core.service.routing.calls import CallTable
from core.service.routing.decisions import Rules
from core.service.routing.endpoints import Account, Device, Endpoint, Instance, RouteTokens
from core.service.routing.exchange import WallClockDirectory
from core.service.routing.flows import Flow, FlowKind, FlowTable
from core.service.routing.router import Router
from core.sip.ids import SeededIds
from core.sip.messages import Message, Request, Response, parse_message
from core.sip.transactions.layer import TransactionLayer
from core.sip.transports.framing import PONG
from tests.identity.vectors import KEY, SECRET

WALL = 1_768_521_570.0
DOMAIN = "ahoy.invalid"
OWN = f"{'b' * 52}.ahoy.invalid"

_numbers = itertools.count(1)


def token(user: str, *, now: float = WALL, secret: str = SECRET, lifetime: int = 600, **more: int) -> str:
    return sign_token(KEY, secret, user, now=now, nonce=f"nonce-{next(_numbers)}", lifetime=lifetime, **more)


class Client:
    """One end of one flow: keeps what it was sent, writes what it is told."""

    def __init__(self, bench: Bench, name: str, kind: FlowKind = FlowKind.CLIENT, **flow: object) -> None:
        self.bench = bench
        self.name = name
        self.inbox: list[Request | Response] = []
        self.closed: tuple[int, str] | None = None
        self.instance = f"urn:uuid:00000000-0000-4000-8000-{next(_numbers):012d}"
        self.flow = Flow(kind, "192.0.2.1", self._take, self._close, 0.0, **flow)  # type: ignore[arg-type]
        bench.flows.add(self.flow)

    def _take(self, data: bytes) -> None:
        if data != PONG:  # junk may be a keep-alive (RFC 5626 4.4.1)
            self.inbox.append(parse_message(data))

    def _close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)

    def send(self, message: Message | bytes) -> None:
        self.bench.router.receive(bytes(message), self.flow, self.bench.now)
        self.bench.pump()

    def take(self) -> Request | Response:
        return self.inbox.pop(0)

    def requests(self) -> list[str]:
        return [m.method for m in self.inbox if isinstance(m, Request)]

    def statuses(self) -> list[int]:
        return [m.status for m in self.inbox if isinstance(m, Response)]

    def request(
        self, method: str, uri: str, *, to: str = "", headers: tuple[tuple[str, str], ...] = ()
    ) -> Request:
        number = next(_numbers)
        made = (
            f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/WSS {self.name}.invalid;branch=z9hG4bKt{number}\r\n"
            f"From: <sip:{self.name}@{DOMAIN}>;tag=t{number}\r\nTo: <{to or uri}>\r\n"
            f"Call-ID: c{number}\r\nCSeq: {number} {method}\r\nMax-Forwards: 70\r\n"
            f"Contact: <sip:{self.name}@{self.name}.invalid;transport=ws>\r\nContent-Length: 0\r\n\r\n"
        )
        message = parse_message(made.encode())
        assert isinstance(message, Request)
        for name, value in headers:
            message.headers.set(name, value)
        return message

    def register(self, jwt: str | None = None, *, expires: int = 600, reg_id: int = 1) -> Response:
        message = self.request("REGISTER", f"sip:{DOMAIN}", to=f"sip:{self.name}@{DOMAIN}")
        contact = f"<sip:{self.name}@{self.name}.invalid;transport=ws>"
        params = f';reg-id={reg_id};+sip.instance="<{self.instance}>";expires={expires}'
        message.headers.set("Contact", contact + params)
        if jwt is not None:
            message.headers.set("Authorization", f"Bearer {jwt}")
        self.send(message)
        answer = next(m for m in self.inbox if isinstance(m, Response) and m.cseq.method == "REGISTER")
        self.inbox.remove(answer)
        return answer

    def answer(self, request: Request, status: int, *, reason: str = "") -> None:
        lines = [f"SIP/2.0 {status} Whatever"]
        for name in ("Via", "From", "To", "Call-ID", "CSeq", "Record-Route"):
            for value in request.headers.getall(name):
                tagged = (
                    f"{value};tag={self.name}{id(self)}" if name == "To" and "tag=" not in value else value
                )
                lines.append(f"{name}: {tagged}")
        if status < 300:
            lines.append(f"Contact: <sip:{self.name}@{self.name}.invalid;transport=ws>")
        if reason:
            lines.append(f"Reason: {reason}")
        self.send("\r\n".join([*lines, "Content-Length: 0", "", ""]).encode())

    def in_dialog(
        self, method: str, made_by: Message, *, is_caller: bool, headers: tuple[tuple[str, str], ...] = ()
    ) -> Request:
        """Make a request inside the dialog of an INVITE (as callee) or of its 200 (as caller)."""
        message = self.request(method, str(made_by.contact.uri) if made_by.contact else "sip:x@y.invalid")
        sent_by, to = made_by.headers.get("From"), made_by.headers.get("To")
        routes = [str(route) for route in made_by.record_routes]
        if is_caller:
            routes.reverse()
        else:
            sent_by, to = f"{to};tag={self.name}{id(self)}", sent_by
        message.headers.set("From", sent_by)
        message.headers.set("To", to)
        message.headers.set("Call-ID", made_by.call_id)
        for route in routes:
            message.headers.add("Route", route)
        for name, value in headers:
            message.headers.set(name, value)
        return message


class Bench:
    """Everything between the flows and the disk."""

    def __init__(self, data_dir: Path, *, limits: Limits | None = None, now: float = 100.0) -> None:
        self.now = now
        self.wall = WALL
        self.limits = limits or Limits()
        self.visible: set[str] = set()
        self.wanted: list[Device] = []
        self._reachable: list[object] = []
        self._changed: list[Account] = []
        self.database = Database(data_dir, KEY)
        self.flows = FlowTable(self.limits)
        domains = frozenset({DOMAIN, "localhost"})
        self.applications = Applications(
            self.database, random_bytes=random.Random(1).randbytes, configured=[ApplicationKey(KEY, SECRET)]
        )
        bearer = BearerTokens(self.applications, self.database, TokenGuard(self.limits), self.wall)
        dora = Account(KEY, "dora")
        self.registrar = Registrar(
            self.limits, self.database, bearer, self.flows, domains=domains, users=(dora,), now=self.wall
        )
        self.applications.on_closed.append(self.registrar.drop_application)
        self.rules = Rules(
            domains,
            OWN,
            RouteTokens(b"k" * 32),
            is_known=self.registrar.is_known,
            visible=lambda user: Account(KEY, user) if user in self.visible else None,
        )
        ids = SeededIds(1)
        self.layer = TransactionLayer(ids=ids, sent_by=OWN)
        calls = CallTable(self.limits.calls_known)
        self.presence = PresenceService(
            KnownPeople(self.registrar, calls, lambda: self.wall),
            self.database,
            ids=ids,
            domain=DOMAIN,
            own_domain=OWN,
            wall=lambda: self.wall,
            now=now,
        )
        calls.on_busy_changed = self._presence_changed
        directory = WallClockDirectory(self.registrar, lambda: self.wall)
        self.router = Router(
            self.layer,
            self.flows,
            self.rules,
            directory,
            Admission(self.limits),
            calls,
            self.presence,
            ids=ids,
            limits=self.limits,
            domain=DOMAIN,
        )
        self.registrar.on_changed = self._registration_changed
        self.router.on_wanted = self.wanted.append
        self.flows.on_reachable = lambda endpoint: self._reachable.append(endpoint)

    def _registration_changed(self, end: Instance, is_here: bool) -> None:
        if not is_here:
            self.router.calls.gone(end)
        self._presence_changed(end)

    def _presence_changed(self, end: Endpoint) -> None:
        if isinstance(end, Instance):
            self._changed.append(end.account)

    def client(self, name: str, *, registered: bool = True) -> Client:
        client = Client(self, name)
        if registered:
            assert client.register(token(name)).status == 200
        return client

    def guest(self, name: str, device_id: str = "c" * 52) -> Client:
        return Client(self, name, FlowKind.DEVICE, endpoint=Device(device_id))

    def lose(self, client: Client) -> None:
        self.flows.remove(client.flow)
        self.router.flow_lost(client.flow, self.now)
        self.pump()

    def reconnect(self, client: Client) -> Client:
        fresh = Client(self, client.name)
        fresh.instance = client.instance
        assert fresh.register(token(client.name)).status == 200
        return fresh

    def pump(self) -> None:
        self._deliver()
        waiting, self._reachable = self._reachable, []
        for endpoint in waiting:
            self.router.reachable(endpoint, self.now)  # type: ignore[arg-type]
        changed, self._changed = self._changed, []
        for account in changed:
            self.router.presence_changed(account, self.now)
        self._deliver()

    def _deliver(self) -> None:
        for flow_id, data in self.router.data_to_send():
            flow = self.flows.get(flow_id)
            if flow is not None:
                flow.send(data)

    def pass_time(self, seconds: float) -> None:
        until = self.now + seconds
        while (due := self.router.next_timer()) is not None and due <= until:
            self.now = max(self.now, due)
            self.router.handle_timer(self.now)
            self.pump()
        self.now = until

    def close(self) -> None:
        self.database.close()


def with_limits(**changes: float) -> Limits:
    return replace(Limits(), **changes)  # type: ignore[arg-type]


def call(caller: Client, uri: str = f"sip:bob@{DOMAIN}", **more: tuple[tuple[str, str], ...]) -> Request:
    """Send an INVITE and return it."""
    invite = caller.request("INVITE", uri, **more)
    caller.send(invite)
    return invite


def cancel_of(invite: Request) -> Request:
    """Return the CANCEL of an INVITE."""
    cancel = invite.copy()
    cancel.method = "CANCEL"
    cancel.headers.set("CSeq", f"{invite.cseq.number} CANCEL")
    return cancel


def taken(client: Client, method: str) -> Request:
    """Return the oldest request of this method, passing over what came before."""
    while True:
        message = client.take()
        if isinstance(message, Request) and message.method == method:
            return message


def got(client: Client, status: int) -> Response:
    """Return the oldest response with this status, passing over what came before."""
    while True:
        message = client.take()
        if isinstance(message, Response) and message.status == status:
            return message
