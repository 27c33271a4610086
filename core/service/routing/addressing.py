"""To whom a request goes on, and as what; and what its sender is told if it goes to nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.service.registrar import Answer
from core.service.routing.calls import CallTable
from core.service.routing.decisions import (
    ALLOW,
    APPLICATION_HEADER,
    Decision,
    InDialog,
    Refuse,
    Rules,
    Sender,
    ToDevice,
    ToGateway,
    ToNumber,
    ToRoom,
    ToService,
    ToUser,
    cleaned,
    for_numbers,
)
from core.service.routing.endpoints import GATEWAY, ROOMS, Account, Endpoint, Instance
from core.service.routing.flows import Flow, FlowKind
from core.service.routing.ports import Directory
from core.service.routing.room_addresses import room_uri
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import Request, Uri
from core.sip.private_names import ACCOUNT_HEADER
from core.sip.routing import MAX_FORWARDS


@dataclass(frozen=True, slots=True)
class Addressed:
    """A request that goes on: ``onward`` before it is addressed, and one copy for each endpoint.

    ``rings`` is the user whose instances may join while it is on its way; None for nobody's.
    """

    onward: Request
    copies: list[tuple[Endpoint, Request]]
    rings: Account | None = None


class Addressing:
    """Decides, and makes the copies that carry a decision out."""

    def __init__(self, rules: Rules, directory: Directory, calls: CallTable, domain: str) -> None:
        self._rules = rules
        self._directory = directory
        self._calls = calls
        self._domain = domain

    def is_here(self, uri: Uri) -> bool:
        """Whether ``uri`` is in a domain of this service."""
        return self._rules.is_here(uri)

    def decide(self, request: Request, flow: Flow, *, may_leave: bool = False) -> Decision:
        """Return where ``request`` goes; takes our Route values off it. Raises ParseError.

        ``may_leave``: see ``Sender``.
        """
        return self._rules.decide(request, replace(self._sender(flow), may_leave=may_leave))

    def address(self, request: Request, decision: Decision, flow: Flow) -> Addressed | None:
        """Return what goes on by ``decision``; None if it names nobody who can be reached.

        Raises ParseError and IllegalValue.
        """
        targets = self._targets(decision, request, flow.endpoint)
        if not targets:
            return None
        onward = self._onward(request, decision, self._sender(flow))
        recorded = flow.endpoint if not isinstance(decision, InDialog) else None
        copies = [(end, self.copy_for(onward, recorded, end, contact)) for end, contact in targets]
        if isinstance(decision, ToUser) and request.headers.get("replaces") is None:
            return Addressed(onward, copies, decision.account)
        return Addressed(onward, copies)

    def copy_for(self, onward: Request, caller: Endpoint | None, callee: Endpoint, contact: str) -> Request:
        """Return what ``callee`` gets of ``onward``, with routes back to ``caller`` unless that is None."""
        copy = onward.copy()
        if contact:
            copy.uri = Uri.parse(contact)
        if caller is not None:
            callee_route, caller_route = self._rules.record_routes(caller, callee)
            copy.headers.prepend("Record-Route", caller_route)
            copy.headers.prepend("Record-Route", callee_route)
        return copy

    def _sender(self, flow: Flow) -> Sender:
        is_guest = flow.kind is FlowKind.DEVICE
        return Sender(flow.endpoint, is_guest, not is_guest and self._directory.is_registered(flow))

    def _targets(
        self, decision: Decision, request: Request, caller: Endpoint | None
    ) -> list[tuple[Endpoint, str]]:
        match decision:
            case InDialog(endpoint):
                return [(endpoint, "")]
            case ToDevice(device):
                return [(device, "")]
            case ToGateway() | ToNumber():
                return [(GATEWAY, "")]
            case ToRoom():
                return [(ROOMS, "")]
            case ToUser(account):
                found = [each for each in self._directory.endpoints(account) if each[0] != caller]
                holder = self._holder(request)
                return [each for each in found if each[0] == holder] or list(found)
        return []

    def _holder(self, request: Request) -> Endpoint | None:
        """Return which instance holds the dialog that this INVITE is to replace (RFC 3891)."""
        replaces = Replaces.of(request) if request.method == "INVITE" else None
        if replaces is None:
            return None
        return self._calls.holder(replaces.call_id, replaces.to_tag, replaces.from_tag)

    def _onward(self, request: Request, decision: Decision, sender: Sender) -> Request:
        """Return what goes on from here, before it is addressed to one endpoint."""
        is_abroad = isinstance(decision, ToDevice)
        onward = request.copy() if is_abroad else cleaned(request, sender, self._domain)
        if isinstance(decision, ToNumber) and isinstance(sender.endpoint, Instance):
            onward = for_numbers(onward, request, self._rules.payer(request, sender.endpoint))
        if isinstance(decision, ToRoom):
            onward.headers.set(APPLICATION_HEADER, decision.application)
            onward.uri = room_uri(decision.room, self._domain)
        # It says something where the gateway is at one end. Of a call that goes outside again it would name
        # the account by which it came, as if its caller had chosen that.
        is_from, is_to = sender.endpoint == GATEWAY, isinstance(decision, ToGateway)
        if is_from == is_to or isinstance(decision, ToNumber):
            onward.headers.remove(ACCOUNT_HEADER)
        hops = request.max_forwards
        onward.headers.set("Max-Forwards", MAX_FORWARDS if hops is None else hops - 1)
        if is_abroad:
            for name in ("Authorization", "Proxy-Authorization"):
                onward.headers.remove(name)
        return onward


def answer_of(decision: Decision) -> Answer:
    """Return the answer to a request for which ``decision`` names nobody who can be reached."""
    match decision:
        case Refuse(405, reason):
            return Answer(405, reason, (("Allow", ALLOW),))
        case Refuse(status, reason):
            return Answer(status, reason)
        case ToService():
            return Answer(200, "", (("Allow", ALLOW), ("Accept", "application/sdp")))
        case ToUser():
            return Answer(480)  # known, and nowhere to be reached
    return Answer(500)
