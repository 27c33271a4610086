"""Where a request goes: decided from the request, its sender and what is known, with no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.identity.names import is_user_id
from core.service.nearby.announcement import clean_text
from core.service.nearby.identity import PEER_SUFFIX, device_of_domain
from core.service.routing.endpoints import GATEWAY, ROOMS, Account, Device, Endpoint, Instance, RouteTokens
from core.service.routing.paths import mark
from core.service.routing.room_addresses import is_room_user, room_of
from core.sip.callers import ASSERTED_HEADER, PREFERRED_HEADER
from core.sip.messages import NameAddr, Parameters, Request, Uri
from core.sip.private_names import ACCOUNT_HEADER, UNVERIFIED_HEADER

APPLICATION_HEADER = "P-Ahoy-Application"
"""With which the gateway names the application of the user that it calls, where that is not the usual one."""
CALLER_HEADER = "P-Ahoy-Caller"
"""Tells the gateway who pays for a call to a number: application and user. Nobody else ever sees it."""
ROUTED_METHODS = frozenset({"INVITE", "MESSAGE", "OPTIONS"})
ROOM_METHODS = frozenset({"INVITE", "SUBSCRIBE"})
PRESENCE_METHODS = frozenset({"PUBLISH", "SUBSCRIBE"})
ALLOW = (
    "INVITE, ACK, CANCEL, BYE, OPTIONS, MESSAGE, INFO, UPDATE, PRACK, REFER, NOTIFY, REGISTER, "
    "PUBLISH, SUBSCRIBE"
)
_NEVER_RELAYED = (
    ASSERTED_HEADER,
    PREFERRED_HEADER,
    UNVERIFIED_HEADER,
    APPLICATION_HEADER,
    CALLER_HEADER,
    "Authorization",
    "Proxy-Authorization",
)


@dataclass(frozen=True, slots=True)
class InDialog:
    """To the other end of a dialog."""

    endpoint: Endpoint


@dataclass(frozen=True, slots=True)
class ToUser:
    """To all instances of a user of this service."""

    account: Account


@dataclass(frozen=True, slots=True)
class ToDevice:
    """To a user of another service."""

    device: Device


@dataclass(frozen=True, slots=True)
class ToGateway:
    """To an address of classic SIP, by the gateway."""


@dataclass(frozen=True, slots=True)
class ToNumber:
    """To a number of the telephone network, by the gateway."""


@dataclass(frozen=True, slots=True)
class ToRoom:
    """To a conference room of an application."""

    application: str
    room: str


@dataclass(frozen=True, slots=True)
class ToService:
    """For the service itself: OPTIONS without a user."""


@dataclass(frozen=True, slots=True)
class ToPresence:
    """For the service's presence of a user; None: of whom a subscription inside a dialog is."""

    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Refuse:
    """Not at all."""

    status: int
    reason: str = ""


Decision = InDialog | ToUser | ToDevice | ToGateway | ToNumber | ToRoom | ToService | ToPresence | Refuse


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a request: the endpoint of the flow it came on, and whether that is another service.

    ``may_leave``: an application's backend has decided that a call from outside goes outside again; by itself
    none does.
    """

    endpoint: Endpoint | None
    is_guest: bool
    may_call: bool
    may_leave: bool = False


class Rules:
    """What this service knows when it decides. ``domains`` in lower case; ``own_domain`` is in our routes.

    ``named_domains`` are those of them that are no mere addresses of this machine. With a gateway to classic
    SIP, ``gateway_application`` is the one whose users are called from outside. ``has_lines``: there is a way
    into the telephone network, from which ``numbers`` (E.164) reach users of that application.
    ``has_rooms``: there are conference rooms.
    """

    def __init__(
        self,
        domains: frozenset[str],
        own_domain: str,
        tokens: RouteTokens,
        *,
        is_known: Callable[[Account], bool],
        visible: Callable[[str], Account | None],
        named_domains: frozenset[str] = frozenset(),
        gateway_application: str | None = None,
        has_lines: bool = False,
        has_rooms: bool = False,
        numbers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._domains = domains | {own_domain}
        self._named = named_domains | {own_domain}
        self._gateway_application = gateway_application
        self._has_lines = has_lines
        self._has_rooms = has_rooms
        self._numbers = numbers
        self._own_domain = own_domain
        self._tokens = tokens
        self._is_known = is_known
        self._visible = visible

    def is_here(self, uri: Uri) -> bool:
        """Whether ``uri`` is in a domain of this service."""
        return uri.is_sip and uri.host.lower() in self._domains

    def record_routes(self, caller: Endpoint, callee: Endpoint) -> tuple[str, str]:
        """Return our two Record-Route values, topmost first: each end finds itself first, the other last."""
        return tuple(  # type: ignore[return-value]
            f"<sip:{self._tokens.make(end)}@{self._own_domain};transport=ws;lr>" for end in (callee, caller)
        )

    def take_routes(self, request: Request) -> list[Endpoint]:
        """Remove our Route values from the top of ``request``; return the endpoints they name."""
        routes = list(request.routes)
        found: list[Endpoint] = []
        while routes and self.is_here(routes[0].uri):
            endpoint = self._tokens.read(routes.pop(0).uri.user or "")
            if endpoint is not None:
                found.append(endpoint)
        request.headers.remove("route")
        for route in routes:
            request.headers.add("Route", route)
        return found

    def decide(self, request: Request, sender: Sender) -> Decision:
        """Return where ``request`` goes; takes our Route values off it. Raises ParseError."""
        named = self.take_routes(request)
        if request.to.tag is not None:
            return self._in_dialog(request, named, sender)
        if request.headers.get("route") is not None:
            return Refuse(403, "No relaying")
        is_of_presence = request.method in PRESENCE_METHODS and not sender.is_guest
        if request.method not in ROUTED_METHODS and not is_of_presence:
            return Refuse(405)
        if sender.is_guest:
            return self._from_guest(request)
        if not sender.may_call:
            return Refuse(403, "Register first")
        return self._from_user(request, sender)

    def _in_dialog(self, request: Request, named: list[Endpoint], sender: Sender) -> Decision:
        if not named and request.method == "SUBSCRIBE" and request.uri.host.lower() == self._own_domain:
            return ToPresence() if sender.may_call else Refuse(403, "Register first")
        if not named or sender.endpoint is None:
            return Refuse(481)
        if named[0] != sender.endpoint:
            return Refuse(403, "Not your dialog")
        return InDialog(named[-1])

    def _from_guest(self, request: Request) -> Decision:
        account = self._visible(request.uri.unescaped_user or "")
        if account is None or not self.is_here(request.uri) or not self._is_known(account):
            return Refuse(404)
        return ToUser(account)

    def _from_user(self, request: Request, sender: Sender) -> Decision:
        sent_by, end = request.from_.uri, sender.endpoint
        if end == GATEWAY:
            if is_on_behalf(request):
                return self._on_behalf(request)
            return self._led_on(request) if sender.may_leave else self._from_outside(request)
        if end == ROOMS:
            return Refuse(404) if self._is_room(request.uri) else self._on_behalf(request)
        if not isinstance(end, Instance) or not self.is_here(sent_by) or sent_by.unescaped_user != end.user:
            return Refuse(403, "From must be your own address")
        if self._is_room(request.uri):
            return self._to_room(request, end.application)
        if request.method in PRESENCE_METHODS:
            return self._to_presence(request, end)
        if self._leads_outside(request):
            return ToGateway()
        if request.method == "INVITE" and self._is_number(request.uri):
            return ToNumber() if self._has_lines else Refuse(404, "No telephone line here")
        if self.is_here(request.uri):
            return self._to_user_here(request, end.application)
        device_id = device_of_domain(request.uri.host) if request.uri.is_sip else None
        if device_id is not None and request.uri.user:
            return ToDevice(Device(device_id))
        return Refuse(404, "No such domain here")

    def _leads_outside(self, request: Request) -> bool:
        """Whether the gateway makes this call. With a port, an address of this machine is somebody else's."""
        uri = request.uri
        if self._gateway_application is None or request.method != "INVITE" or not uri.is_sip or not uri.user:
            return False
        if device_of_domain(uri.host) is not None or uri.host.lower() in self._named:
            return False
        return not self.is_here(uri) or uri.port is not None

    def _is_number(self, uri: Uri) -> bool:
        """Whether ``uri`` is one of the telephone network, and not a user's: no user id begins with +."""
        if uri.scheme == "tel":
            return True
        is_one = (uri.unescaped_user or "").startswith("+") or uri.params.get("user") == "phone"
        return is_one and self.is_here(uri)

    def _led_on(self, request: Request) -> Decision:
        """Return where a call from outside goes that a backend has decided about: outside again, too."""
        if self._leads_outside(request):
            return ToGateway()
        if self._is_room(request.uri):
            return self._to_room(request, application_called(request, self._gateway_application or ""))
        inside = self._from_outside(request)
        is_number = isinstance(inside, Refuse) and request.method == "INVITE" and self._is_number(request.uri)
        return ToNumber() if is_number and self._has_lines else inside

    def payer(self, request: Request, caller: Instance) -> Account:
        """Return who pays for a call to a number; for one that came from outside, whose number was called."""
        if caller == ROOMS or (caller == GATEWAY and is_on_behalf(request)):
            application, _, user = (request.headers.get(CALLER_HEADER.lower()) or "").partition(" ")
            return Account(application, user)
        if caller != GATEWAY:
            return caller.account
        called = request.to.uri.unescaped_user or ""
        application = application_called(request, self._gateway_application or "")
        # By an account of theirs a user is called by name, and no number of ours stands there.
        own = Account(application, called)
        is_by_account = ACCOUNT_HEADER in request.headers and self._is_known(own)
        return Account(application, self._numbers.get(called, called if is_by_account else GATEWAY.user))

    def _from_outside(self, request: Request) -> Decision:
        """Whom the gateway calls for somebody outside: a user of the application that it names or serves."""
        user = request.uri.unescaped_user
        is_number_of_ours = (user or "") in self._numbers
        user = self._numbers.get(user or "", user)
        application = application_called(request, self._gateway_application or "")
        if is_number_of_ours and self._is_room(uri := Uri.for_user(user or "", self._own_domain)):
            return self._to_room(request, application, uri)
        if request.method != "INVITE" or not application or not user:
            return Refuse(404)
        account = Account(application, user)
        is_part = user in (GATEWAY.user, ROOMS.user)
        is_user = self.is_here(request.uri) and not is_part and self._is_known(account)
        return ToUser(account) if is_user else Refuse(404)

    def _is_room(self, uri: Uri) -> bool:
        return self._has_rooms and is_room_user(uri.unescaped_user or "") and self.is_here(uri)

    def _to_room(self, request: Request, application: str, uri: Uri | None = None) -> Decision:
        """Whoever knows a room's ID may join it; nobody outside does so unasked (see ``_from_outside``)."""
        room = room_of(uri or request.uri)
        if room is None or not application:
            return Refuse(404, "No such room")
        return ToRoom(application, room) if request.method in ROOM_METHODS else Refuse(405)

    def _on_behalf(self, request: Request) -> Decision:
        """Whom a part of the service calls because a user asked for it: as that user might."""
        application = request.headers.get(APPLICATION_HEADER.lower()) or ""
        if request.method != "INVITE" or not application:
            return Refuse(404)
        if self._is_room(request.uri):
            return self._to_room(request, application)
        if self._leads_outside(request):
            return ToGateway()
        if self._is_number(request.uri):
            return ToNumber() if self._has_lines else Refuse(404, "No telephone line here")
        return self._to_user_here(request, application) if self.is_here(request.uri) else Refuse(404)

    def _to_presence(self, request: Request, end: Instance) -> Decision:
        """A user publishes for themselves and watches users of the same application."""
        user = request.uri.unescaped_user or ""
        if not self.is_here(request.uri) or not is_user_id(user):
            return Refuse(404, "No such user here")
        if request.method == "PUBLISH" and user != end.user:
            return Refuse(403, "Only for oneself")
        return ToPresence(Account(end.application, user))

    def _to_user_here(self, request: Request, application: str) -> Decision:
        """Users reach those of their own application, and nobody else."""
        user = request.uri.unescaped_user
        if not user:
            return ToService() if request.method == "OPTIONS" else Refuse(404)
        if user in (GATEWAY.user, ROOMS.user):
            return Refuse(404)
        account = Account(application, user)
        return ToUser(account) if self._is_known(account) else Refuse(404)


def application_called(request: Request, usual: str) -> str:
    """Return the application whose user the gateway calls: the one that it names, or else the usual one."""
    return request.headers.get(APPLICATION_HEADER.lower()) or usual


def is_on_behalf(request: Request) -> bool:
    """Whether a part of the service calls for a user who asked for it, and pays."""
    return request.headers.get(CALLER_HEADER.lower()) is not None


def cleaned(request: Request, sender: Sender, domain: str) -> Request:
    """Return a copy to be relayed to our own users: nothing asserted by outsiders, our own word added."""
    copy = request.copy()
    for name in _NEVER_RELAYED:
        copy.headers.remove(name)
    mark(copy, sender.endpoint)
    if copy.to.tag is not None:
        return copy
    if sender.endpoint == GATEWAY:
        copy.headers.add(UNVERIFIED_HEADER, "1")
        name = clean_text(request.from_.display_name)
        copy.headers.add(ASSERTED_HEADER, NameAddr(request.from_.uri.having(params=Parameters()), name))
    elif isinstance(sender.endpoint, Device):
        copy.headers.add(UNVERIFIED_HEADER, "1")
        copy.headers.add(ASSERTED_HEADER, _asserted(request.from_, sender.endpoint.device_id + PEER_SUFFIX))
    else:
        copy.headers.add(ASSERTED_HEADER, _asserted(request.from_, domain))
    return copy


def for_numbers(cleaned_copy: Request, request: Request, payer: Account) -> Request:
    """Return a cleaned copy with what the gateway must know of a call to a number: who pays, and the CLI."""
    cleaned_copy.headers.set(CALLER_HEADER, f"{payer.application} {payer.user}")
    for value in request.headers.getall(PREFERRED_HEADER):
        cleaned_copy.headers.add(PREFERRED_HEADER, value)
    return cleaned_copy


def _asserted(sent_by: NameAddr, domain: str) -> NameAddr:
    user = sent_by.uri.unescaped_user or ""
    return NameAddr(
        Uri("sip", user if is_user_id(user) else "unknown", domain), clean_text(sent_by.display_name)
    )
