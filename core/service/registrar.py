"""Who is reached where: REGISTER with a bearer token, one flow per instance (RFC 3261 10.3, 5626, 8898).

A token is needed for the first REGISTER on a flow. Refreshes on the same flow need no new one until the
token's own expiry; after that the client is asked for a fresh token (401, ``error_code="expired"``). A
registration lasts for its Expires, whatever becomes of the flow: the binding is kept, without a flow, until
the instance comes back or the time is over. An instance expiry in the token ends everything for good.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from core.identity.names import is_user_id
from core.identity.token_errors import TokenError, TokenErrorCode
from core.service.bearer import BearerTokens, bearer_of, challenge, digest
from core.service.config import Limits
from core.service.data.database import Binding, Database
from core.service.routing.endpoints import Instance
from core.service.routing.flows import Flow, FlowTable
from core.sip.messages import NameAddr, ParseError, Request

log = logging.getLogger(__name__)

_CONTACT_LIMIT = 512
_INSTANCE_LIMIT = 128
_REG_ID_LIMIT = 16


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
        users: Iterable[str],
        now: float,
    ) -> None:
        self._limits = limits
        self._database = database
        self._bearer = bearer
        self._flows = flows
        self._domains = domains
        self._users = database.users() | set(users)
        self._internal: dict[str, Instance] = {}
        self._bindings: dict[str, dict[Instance, Binding]] = {}
        for binding in database.bindings(now):
            self._bindings.setdefault(binding.endpoint.user, {})[binding.endpoint] = binding

    def add_internal(self, endpoint: Instance) -> None:
        """Let ``endpoint`` be reached for ever; nobody may register as its user."""
        self._internal[endpoint.user] = endpoint

    def is_known(self, user: str) -> bool:
        """Whether there is such a user, connected or not."""
        return user in self._internal or user in self._users or user in self._bindings

    def endpoints(self, user: str, now: float) -> list[tuple[Instance, str]]:
        """Return the instances of ``user`` and their contact URIs (empty for an internal one)."""
        if user in self._internal:
            return [(self._internal[user], "")]
        found = self._bindings.get(user, {}).values()
        return [(binding.endpoint, binding.contact) for binding in found if binding.expires_at > now]

    def is_registered(self, flow: Flow, now: float) -> bool:
        """Whether calls may be placed from this flow."""
        if not isinstance(flow.endpoint, Instance):
            return False
        if flow.user in self._internal:
            return True
        binding = self._bindings.get(flow.user, {}).get(flow.endpoint)
        return binding is not None and binding.expires_at > now

    def expire(self, now: float) -> float | None:
        """Forget what has expired; return when to be called again."""
        remaining = []
        for binding in [each for found in self._bindings.values() for each in found.values()]:
            if binding.expires_at <= now:
                log.info("registration of %s expired", binding.endpoint.user)
                self._remove(binding.endpoint)
            else:
                remaining.append(binding.expires_at)
        return min(remaining, default=None)

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
        endpoint = _endpoint_of(user, contact) if contact is not None else None
        ends_at = self._authorise(request, flow, user, endpoint, now)
        if contacts.is_star:
            if request.expires != 0:
                raise Refusal(400, "Expires must be 0")
            for bound in list(self._bindings.get(user, {})):
                self._remove(bound)
        elif contact is not None and endpoint is not None:
            self._bind(request, flow, contact, endpoint, ends_at, now)
        return Answer(200, "", self._contact_headers(user, now))

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
        self, request: Request, flow: Flow, user: str, endpoint: Instance | None, now: float
    ) -> float | None:
        """Return when the instance ends for good; raise Refusal if the request may not be done."""
        if flow.endpoint is not None and flow.user != user:
            raise Refusal(403, "This connection is another user's")
        token = bearer_of(request.headers.get("authorization"))
        is_refresh = flow.user == user and flow.authorised_until > now
        if is_refresh and (token is None or digest(token) == flow.token_digest):
            return self._end_of(endpoint)
        if token is None:
            expired = TokenError(TokenErrorCode.EXPIRED) if flow.authorised_until else None
            raise _unauthorised(challenge(expired))
        holder = endpoint.instance if endpoint is not None else ""
        try:
            claims = self._bearer.register(token, now, holder)
        except TokenError as error:
            log.info("a registration of %s is refused: %s", user, error.code)
            raise _unauthorised(challenge(error)) from None
        if claims.user_id != user:
            raise _unauthorised(challenge(code="wrong-user"))
        if claims.instance_expiry is None and self._end_of(endpoint) is not None:
            raise _unauthorised(challenge(TokenError(TokenErrorCode.INSTANCE_EXPIRY)))
        flow.authorised_until, flow.token_digest = claims.expires_at, digest(token)
        return claims.instance_expiry

    def _end_of(self, endpoint: Instance | None) -> float | None:
        binding = self._bindings.get(endpoint.user, {}).get(endpoint) if endpoint is not None else None
        return binding.ends_at if binding is not None else None

    def _bind(
        self,
        request: Request,
        flow: Flow,
        contact: NameAddr,
        endpoint: Instance,
        ends_at: float | None,
        now: float,
    ) -> None:
        lifetime = self._lifetime(request, contact)
        if lifetime == 0:
            self._remove(endpoint)
            return
        self._check_room(endpoint)
        expires_at = now + lifetime if ends_at is None else min(now + lifetime, ends_at)
        name = request.from_.display_name
        binding = Binding(endpoint, str(contact.uri), name, expires_at, ends_at)
        self._users.add(endpoint.user)
        self._bindings.setdefault(endpoint.user, {})[endpoint] = binding
        self._database.save_binding(binding)
        previous = self._flows.bind(flow, endpoint)
        if previous is not None:
            previous.close(1000, "replaced by a newer connection")

    def _lifetime(self, request: Request, contact: NameAddr) -> int:
        text = contact.params.get("expires")
        asked = request.expires if text is None else int(text) if _is_number(text) else None
        seconds = self._limits.default_expires if asked is None else asked
        if 0 < seconds < self._limits.min_expires:
            raise Refusal(423, "", ("Min-Expires", str(self._limits.min_expires)))
        return min(seconds, self._limits.max_expires)

    def _check_room(self, endpoint: Instance) -> None:
        bound = self._bindings.get(endpoint.user, {})
        if endpoint not in bound and len(bound) >= self._limits.instances_per_user:
            raise Refusal(403, "Too many devices of this user")
        if endpoint.user not in self._users and len(self._users) >= self._limits.users:
            raise Refusal(503, "Too many users", ("Retry-After", "3600"))

    def _remove(self, endpoint: Instance) -> None:
        bound = self._bindings.get(endpoint.user, {})
        bound.pop(endpoint, None)
        if not bound:
            self._bindings.pop(endpoint.user, None)
        self._database.delete_binding(endpoint)
        flow = self._flows.of(endpoint)
        if flow is not None:
            self._flows.release(flow)

    def _contact_headers(self, user: str, now: float) -> tuple[tuple[str, str], ...]:
        lines = [("Supported", "outbound, path")]
        for binding in self._bindings.get(user, {}).values():
            seconds = max(0, round(binding.expires_at - now))
            end = binding.endpoint
            params = f'reg-id={end.reg_id};+sip.instance="<{end.instance}>"'
            lines.append(("Contact", f"<{binding.contact}>;expires={seconds};{params}"))
        return tuple(lines)


def _unauthorised(value: str) -> Refusal:
    return Refusal(401, "", ("WWW-Authenticate", value))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 10


def _endpoint_of(user: str, contact: NameAddr) -> Instance:
    """Return which instance a Contact is; without ``+sip.instance`` the URI itself stands for one."""
    uri = str(contact.uri)
    if not contact.uri.is_sip or len(uri) > _CONTACT_LIMIT:
        raise ParseError("Contact is no usable SIP URI")
    instance = (contact.params.get("+sip.instance") or uri).strip("<>")
    if len(instance) > _INSTANCE_LIMIT or not instance.isprintable() or '"' in instance or "\\" in instance:
        raise ParseError("bad +sip.instance")
    reg_id = contact.params.get("reg-id") or "1"
    if not _is_number(reg_id) or not 1 <= int(reg_id) <= _REG_ID_LIMIT:
        raise ParseError("bad reg-id")
    return Instance(user, instance, int(reg_id))
