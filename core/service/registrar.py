"""Who is reached where: REGISTER with a bearer token, one flow per instance (RFC 3261 10.3, 5626, 8898).

A token is needed for the first REGISTER on a flow. Refreshes on the same flow need no new one until the
token's own expiry; after that the client is asked for a fresh token (401, ``error_code="expired"``). A
registration lasts for its Expires, whatever becomes of the flow: the binding is kept, without a flow, until
the instance comes back or the time is over. An instance expiry in the token ends everything for good.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from core.identity.names import is_user_id
from core.identity.token_errors import TokenError, TokenErrorCode
from core.identity.tokens import TokenClaims
from core.push.sip_parameters import without_parameters
from core.service.admission.token_guard import TooManyWrongTokens
from core.service.bearer import BearerTokens, bearer_of, challenge, digest
from core.service.config import Limits
from core.service.data.database import Binding, Database
from core.service.observed.journal import note
from core.service.routing.endpoints import Account, Instance
from core.service.routing.flows import Flow, FlowTable
from core.sip.messages import NameAddr, ParseError, Request, Uri

log = logging.getLogger(__name__)

_CONTACT_LIMIT = 512
_INSTANCE_LIMIT = 128
_REG_ID_LIMIT = 16
_SPARE_EXPIRIES = 1000
"""How many times of expiry that were overtaken by a refresh may lie about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response to be made: status, reason phrase (empty: the usual one), headers and body."""

    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    content_type: str = ""


class Refusal(Exception):
    """A REGISTER that is refused with ``answer``."""

    def __init__(self, status: int, reason: str = "", *headers: tuple[str, str]) -> None:
        super().__init__(f"{status} {reason}")
        self.answer = Answer(status, reason, headers)


class Wakeable(Protocol):
    """Devices that can be woken when they hold no connection."""

    def registered(
        self, end: Instance, contact: Uri, ends_at: float | None, now: float
    ) -> tuple[tuple[str, str], ...]:
        """Take what a REGISTER says of waking; return the headers that answer it. Raises ``Refusal``."""

    def endpoints(self, account: Account, now: float) -> list[tuple[Instance, str]]:
        """Return a user's devices that can be woken, and their contact URIs."""

    def forget(self, end: Instance) -> None:
        """Wake a device no more."""

    def forget_account(self, account: Account, instance: str = "") -> None:
        """Wake no device of a user any more, or not the one."""


class NobodyWoken:
    """No device can be woken."""

    def registered(
        self, end: Instance, contact: Uri, ends_at: float | None, now: float
    ) -> tuple[tuple[str, str], ...]:
        """Nothing to say."""
        return ()

    def endpoints(self, account: Account, now: float) -> list[tuple[Instance, str]]:
        """None."""
        return []

    def forget(self, end: Instance) -> None:
        """Nothing to forget."""

    def forget_account(self, account: Account, instance: str = "") -> None:
        """Nothing to forget."""


class Registrar:
    """The location service. All times are Unix seconds, passed in."""

    def __init__(
        self,
        limits: Limits,
        database: Database,
        bearer: BearerTokens,
        flows: FlowTable,
        *,
        domains: frozenset[str],
        users: Iterable[Account],
        now: float,
    ) -> None:
        self._limits = limits
        self._database = database
        self._bearer = bearer
        self._flows = flows
        self._domains = domains
        self._users = database.users() | set(users)
        self._internal: dict[str, Instance] = {}
        self._bindings: dict[Account, dict[Instance, Binding]] = {}
        self._expiries: list[tuple[float, int, Instance]] = []
        self._order = itertools.count()
        self._count = 0
        self.wakeable: Wakeable = NobodyWoken()
        self.on_changed: Callable[[Instance, bool], None] = lambda endpoint, is_here: None
        """Called when an instance has registered for the first time, and when it is registered no more."""
        for binding in database.bindings(now):
            self._keep(binding)

    def add_internal(self, endpoint: Instance) -> None:
        """Let ``endpoint`` be reached for ever, by all applications; nobody may register as its user."""
        self._internal[endpoint.user] = endpoint

    def is_known(self, account: Account) -> bool:
        """Whether there is such a user, connected or not."""
        return account.user in self._internal or account in self._users or account in self._bindings

    def users(self) -> list[Account]:
        """Return everybody who ever registered."""
        return sorted(self._users, key=lambda each: (each.application, each.user))

    def bindings(self, account: Account, now: float) -> list[Binding]:
        """Return the registrations of a user."""
        return [each for each in self._bindings.get(account, {}).values() if each.expires_at > now]

    @property
    def user_count(self) -> int:
        """How many users are known."""
        return len(self._users)

    @property
    def registrations(self) -> int:
        """How many instances are registered."""
        return self._count

    def endpoints(self, account: Account, now: float) -> list[tuple[Instance, str]]:
        """Return the instances of a user and their contact URIs (empty for an internal one)."""
        if account.user in self._internal:
            return [(self._internal[account.user], "")]
        return [(each.endpoint, each.contact) for each in self.bindings(account, now)]

    def reachable(self, account: Account, now: float) -> list[tuple[Instance, str]]:
        """Return a user's instances and contact URIs, with those that must be woken first."""
        found = self.endpoints(account, now)
        known = {end for end, _ in found}
        return found + [each for each in self.wakeable.endpoints(account, now) if each[0] not in known]

    def is_registered(self, flow: Flow, now: float) -> bool:
        """Whether calls may be placed from this flow."""
        endpoint = flow.endpoint
        if not isinstance(endpoint, Instance):
            return False
        if endpoint.user in self._internal:
            return True
        binding = self._bindings.get(endpoint.account, {}).get(endpoint)
        return binding is not None and binding.expires_at > now

    def expire(self, now: float) -> float | None:
        """Forget what has expired; return when to be called again."""
        while self._expiries:
            expires_at, _, endpoint = self._expiries[0]
            if self._counts(self._expiries[0]):
                if expires_at > now:
                    return expires_at
                note(log, "registration.expired", user=endpoint.user, application=endpoint.application)
                self._remove(endpoint)
            heapq.heappop(self._expiries)
        return None

    def drop(self, account: Account, reason: str, instance: str = "") -> int:
        """End the registrations of a user (or of one instance) and close their flows; return how many."""
        self.wakeable.forget_account(account, instance)
        found = [each for each in self._bindings.get(account, {}) if instance in ("", each.instance)]
        for endpoint in found:
            flow = self._flows.of(endpoint)
            self._remove(endpoint)
            if flow is not None:
                flow.close(1008, reason)
        return len(found)

    def drop_application(self, key: str, reason: str) -> None:
        """End all registrations of an application, and know only the users that the database still knows."""
        for account in [each for each in self._bindings if each.application == key]:
            self.drop(account, reason)
        known = self._database.users()
        self._users = {each for each in self._users if each.application != key or each in known}

    def register(self, request: Request, flow: Flow, now: float) -> Answer:
        """Answer a REGISTER from ``flow``. Raises ParseError for headers that cannot be read."""
        try:
            return self._register(request, flow, now)
        except Refusal as refusal:
            return refusal.answer

    def _register(self, request: Request, flow: Flow, now: float) -> Answer:
        user = self._user_of(request)
        contacts = request.contacts
        if len(contacts.addresses) > 1:
            raise Refusal(400, "One contact per registration")
        contact = contacts.addresses[0] if contacts.addresses else None
        device = _device_of(contact) if contact is not None else None
        account, ends_at = self._authorise(request, flow, user, device, now)
        woken: tuple[tuple[str, str], ...] = ()
        if contacts.is_star:
            if request.expires != 0:
                raise Refusal(400, "Expires must be 0")
            self.wakeable.forget_account(account)
            for bound in list(self._bindings.get(account, {})):
                self._remove(bound)
        elif contact is not None and device is not None:
            endpoint = Instance(user, *device, account.application)
            woken = self._bind(request, flow, contact, endpoint, ends_at, now)
        return Answer(200, "", self._contact_headers(account, now) + woken)

    def _user_of(self, request: Request) -> str:
        uri = request.to.uri
        user = uri.unescaped_user or ""
        if not uri.is_sip or uri.host.lower() not in self._domains:
            raise Refusal(404, "No such domain here")
        if not is_user_id(user):
            raise Refusal(404, "Not a user id")
        if user in self._internal:
            raise Refusal(403, "Reserved user")
        if request.from_.uri.unescaped_user != user:
            raise Refusal(403, "Only for oneself")
        return user

    def _authorise(
        self, request: Request, flow: Flow, user: str, device: tuple[str, int] | None, now: float
    ) -> tuple[Account, float | None]:
        """Return whose request it is and when the instance ends for good; raise Refusal."""
        account = flow.account
        if account is not None and account.user != user:
            raise Refusal(403, "This connection is another user's")
        token = bearer_of(request.headers.get("authorization"))
        is_refresh = account is not None and flow.authorised_until > now
        if account is None or not is_refresh or (token is not None and digest(token) != flow.token_digest):
            claims = self._verified(token, flow, user, device, now)
            return Account(sys.intern(claims.application_key), user), claims.instance_expiry
        ends_at = self._end_of(account, device)
        if ends_at is not None and ends_at <= now:
            raise _unauthorised(challenge(TokenError(TokenErrorCode.INSTANCE_EXPIRED)))
        return account, ends_at

    def _verified(
        self, token: str | None, flow: Flow, user: str, device: tuple[str, int] | None, now: float
    ) -> TokenClaims:
        if token is None:
            expired = TokenError(TokenErrorCode.EXPIRED) if flow.authorised_until else None
            raise _unauthorised(challenge(expired))
        try:
            holder = device[0] if device is not None else ""
            claims = self._bearer.register(token, now, user=user, holder=holder, address=flow.address)
        except TooManyWrongTokens as error:
            raise Refusal(503, "Too many wrong tokens", ("Retry-After", str(error.wait))) from None
        except TokenError as error:
            note(log, "token.refused", user=user, code=error.code.value, address=flow.address)
            raise _unauthorised(challenge(error)) from None
        if claims.user_id != user:
            raise _unauthorised(challenge(code="wrong-user"))
        account = Account(claims.application_key, user)
        if flow.account not in (None, account):
            raise Refusal(403, "This connection is another user's")
        if claims.instance_expiry is None and self._end_of(account, device) is not None:
            raise _unauthorised(challenge(TokenError(TokenErrorCode.INSTANCE_EXPIRY)))
        flow.authorised_until, flow.token_digest = claims.expires_at, digest(token)
        return claims

    def _end_of(self, account: Account, device: tuple[str, int] | None) -> float | None:
        """Return when an instance ends for good: a limit outlives the registration that brought it."""
        if device is None:
            return None
        return self._database.instance_end(Instance(account.user, *device, account.application))

    def _bind(
        self,
        request: Request,
        flow: Flow,
        contact: NameAddr,
        endpoint: Instance,
        ends_at: float | None,
        now: float,
    ) -> tuple[tuple[str, str], ...]:
        lifetime = self._lifetime(request, contact)
        if lifetime == 0:
            self.wakeable.forget(endpoint)
            self._remove(endpoint)
            return ()
        self._check_room(endpoint)
        woken = self.wakeable.registered(endpoint, contact.uri, ends_at, now)
        expires_at = now + lifetime if ends_at is None else min(now + lifetime, ends_at)
        name = request.from_.display_name
        binding = Binding(endpoint, str(without_parameters(contact.uri)), name, expires_at, ends_at)
        if ends_at is not None:
            self._database.save_instance_end(endpoint, ends_at)
        self._users.add(endpoint.account)
        is_new = self._keep(binding)
        self._database.save_binding(binding)
        previous = self._flows.bind(flow, endpoint)
        if previous is not None:
            previous.close(1000, "replaced by a newer connection")
        if is_new:
            note(log, "registered", user=endpoint.user, application=endpoint.application)
            self.on_changed(endpoint, True)
        return woken

    def _keep(self, binding: Binding) -> bool:
        """Put a binding into the tables; return whether its instance was not there before."""
        bound = self._bindings.setdefault(binding.endpoint.account, {})
        is_new = binding.endpoint not in bound
        self._count += is_new
        bound[binding.endpoint] = binding
        heapq.heappush(self._expiries, (binding.expires_at, next(self._order), binding.endpoint))
        if len(self._expiries) > 2 * self.registrations + _SPARE_EXPIRIES:
            self._expiries = [entry for entry in self._expiries if self._counts(entry)]
            heapq.heapify(self._expiries)
        return is_new

    def _counts(self, entry: tuple[float, int, Instance]) -> bool:
        expires_at, _, endpoint = entry
        binding = self._bindings.get(endpoint.account, {}).get(endpoint)
        return binding is not None and binding.expires_at == expires_at

    def _lifetime(self, request: Request, contact: NameAddr) -> int:
        text = contact.params.get("expires")
        asked = request.expires if text is None else int(text) if _is_number(text) else None
        seconds = self._limits.default_expires if asked is None else asked
        if 0 < seconds < self._limits.min_expires:
            raise Refusal(423, "", ("Min-Expires", str(self._limits.min_expires)))
        return min(seconds, self._limits.max_expires)

    def _check_room(self, endpoint: Instance) -> None:
        bound = self._bindings.get(endpoint.account, {})
        if endpoint not in bound and len(bound) >= self._limits.instances_per_user:
            raise Refusal(403, "Too many devices of this user")
        if endpoint.account not in self._users and len(self._users) >= self._limits.users:
            raise Refusal(503, "Too many users", ("Retry-After", "3600"))

    def _remove(self, endpoint: Instance) -> None:
        bound = self._bindings.get(endpoint.account, {})
        was_there = bound.pop(endpoint, None) is not None
        if not bound:
            self._bindings.pop(endpoint.account, None)
        self._database.delete_binding(endpoint)
        flow = self._flows.of(endpoint)
        if flow is not None:
            self._flows.release(flow)
        if was_there:
            self._count -= 1
            self.on_changed(endpoint, False)

    def _contact_headers(self, account: Account, now: float) -> tuple[tuple[str, str], ...]:
        lines = [("Supported", "outbound, path")]
        for binding in self._bindings.get(account, {}).values():
            seconds = max(0, round(binding.expires_at - now))
            end = binding.endpoint
            params = f'reg-id={end.reg_id};+sip.instance="<{end.instance}>"'
            lines.append(("Contact", f"<{binding.contact}>;expires={seconds};{params}"))
        return tuple(lines)


def _unauthorised(value: str) -> Refusal:
    return Refusal(401, "", ("WWW-Authenticate", value))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 10


def _device_of(contact: NameAddr) -> tuple[str, int]:
    """Return instance and reg-id of a Contact; without ``+sip.instance`` the URI itself stands for one."""
    uri = str(without_parameters(contact.uri))
    if not contact.uri.is_sip or len(uri) > _CONTACT_LIMIT:
        raise ParseError("Contact is no usable SIP URI")
    instance = (contact.params.get("+sip.instance") or uri).strip("<>")
    if len(instance) > _INSTANCE_LIMIT or not instance.isprintable() or '"' in instance or "\\" in instance:
        raise ParseError("bad +sip.instance")
    reg_id = contact.params.get("reg-id") or "1"
    if not _is_number(reg_id) or not 1 <= int(reg_id) <= _REG_ID_LIMIT:
        raise ParseError("bad reg-id")
    return instance, int(reg_id)
