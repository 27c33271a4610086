"""Being registered: REGISTER with credentials, its refresh and its end (RFC 3261 10, 5626, 5627, 8898)."""

from __future__ import annotations

import logging
from enum import StrEnum

from core.sip.agent.core import AgentCore
from core.sip.agent.events import CredentialsRequired, Registered, RegistrationFailed, Unregistered
from core.sip.agent.exchange import Exchange, LocalFailure
from core.sip.agent.renewal import believable, lifetime_of, longer_interval, refresh_after
from core.sip.auth import bearer_challenge_in
from core.sip.messages import NameAddr, ParseError, Request, Response, Uri
from core.sip.routing import MAX_FORWARDS

logger = logging.getLogger(__name__)

SUPPORTED = "outbound, path, gruu"


class RegistrationState(StrEnum):
    """Where a registration is in its life."""

    UNREGISTERED = "unregistered"
    """The registrar does not have us, or we do not know."""
    REGISTERING = "registering"
    """The first REGISTER, or one with new credentials, is out."""
    REGISTERED = "registered"
    """The registrar has us; a refresh may be out."""
    UNREGISTERING = "unregistering"
    """We asked to be forgotten."""


S = RegistrationState

ALLOWED = {
    S.UNREGISTERED: {S.REGISTERING, S.UNREGISTERING},
    S.REGISTERING: {S.REGISTERED, S.UNREGISTERED, S.UNREGISTERING},
    S.REGISTERED: {S.REGISTERING, S.UNREGISTERED, S.UNREGISTERING},
    S.UNREGISTERING: {S.UNREGISTERED, S.REGISTERING},
}


class Registration:
    """The one registration of a user agent."""

    def __init__(
        self, agent: AgentCore, address: NameAddr, registrar: Uri, instance_id: str, contact: NameAddr
    ) -> None:
        self._agent = agent
        self._address = address
        self._registrar = registrar
        self._instance_id = instance_id
        self._contact_uri = contact.uri
        self._call_id = agent.ids.call_id()
        self._tag = agent.ids.tag()
        self._cseq = 0
        self._expires = 600
        self.parameters: tuple[tuple[str, str], ...] = ()
        """Of the Contact URI in a REGISTER, and nowhere else (RFC 8599)."""
        self.was_asked = False
        """Whether the owner wants to be registered, or wanted it once."""
        self._state = S.UNREGISTERED
        self._current = 0
        self._exchange: Exchange | None = None
        self._refresh_at: float | None = None
        self._may_lengthen = True
        self.public_gruu: Uri | None = None
        self.temporary_gruu: Uri | None = None

    @property
    def state(self) -> RegistrationState:
        """Where the registration is in its life."""
        return self._state

    def next_timer(self) -> float | None:
        """Return when the refresh is due, or None."""
        return self._refresh_at

    def handle_timer(self, now: float) -> None:
        """Refresh if it is time."""
        if self._refresh_at is not None and self._refresh_at <= now:
            self._refresh_at = None
            self._send(self._expires, now)

    def register(self, expires: int, now: float) -> None:
        """Register, or register anew with other credentials."""
        self.was_asked = True
        self._expires, self._may_lengthen = expires, True
        self._refresh_at = None
        self._move(S.REGISTERING)
        self._send(expires, now)

    def unregister(self, now: float) -> None:
        """Ask to be forgotten; ``Unregistered`` follows whatever the registrar says."""
        self._refresh_at = None
        self._move(S.UNREGISTERING)
        self._send(0, now)

    def flow_lost(self) -> None:
        """Forget the registration: it hung on its flow (RFC 5626)."""
        self._refresh_at = None
        if self._state is S.REGISTERED:
            self._move(S.UNREGISTERED)

    def _send(self, expires: int, now: float) -> None:
        self._cseq += 1
        request = Request("REGISTER", self._registrar)
        request.headers.add("Max-Forwards", MAX_FORWARDS)
        request.headers.add("From", self._address.having_tag(self._tag))
        request.headers.add("To", self._address)
        request.headers.add("Call-ID", self._call_id)
        request.headers.add("CSeq", f"{self._cseq} REGISTER")
        request.headers.add("Contact", self._contact())
        request.headers.add("Expires", expires)
        request.headers.add("Supported", SUPPORTED)
        for name, value in self._agent.capabilities():
            if name != "Supported":
                request.headers.add(name, value)
        number = self._cseq

        def on_response(response: Response, when: float) -> None:
            if number == self._current:
                self._on_response(response, when)

        self._current = number
        self._exchange = self._agent.send(request, now, on_response)

    def _contact(self) -> NameAddr:
        uri = self._contact_uri
        for name, value in self.parameters:
            uri = uri.having_param(name, value)
        plain = NameAddr(uri)
        return plain.having_param("reg-id", "1").having_param("+sip.instance", f"<{self._instance_id}>")

    def _on_response(self, response: Response, now: float) -> None:
        if response.is_provisional:
            return
        self._cseq = max(self._cseq, self._sent_number())
        if self._state is S.UNREGISTERING:
            self._move(S.UNREGISTERED)
            self._agent.emit(Unregistered())
        elif response.is_success:
            self._on_registered(response, now)
        else:
            self._on_refused(response, now)

    def _sent_number(self) -> int:
        return 0 if self._exchange is None else self._exchange.request.cseq.number

    def _on_registered(self, response: Response, now: float) -> None:
        contact = self._own_contact(response)
        expires = self._lifetime(contact, response)
        if contact is not None:
            self.public_gruu = _gruu(contact, "pub-gruu")
            self.temporary_gruu = _gruu(contact, "temp-gruu")
        self._refresh_at = now + refresh_after(expires, self._agent.ids)
        self._move(S.REGISTERED)
        self._agent.emit(Registered(expires, response.headers.get("feature-caps") or ""))

    def _own_contact(self, response: Response) -> NameAddr | None:
        ours = self._contact_uri.address()
        for contact in response.contacts.addresses:
            if contact.params.get("+sip.instance") == f"<{self._instance_id}>":
                return contact
            if contact.uri.address() == ours:
                return contact
        return None

    def _lifetime(self, contact: NameAddr | None, response: Response) -> int:
        text = None if contact is None else contact.params.get("expires")
        if text is not None and text.isascii() and text.isdigit() and len(text) <= 10:
            return believable(int(text))
        return lifetime_of(response, self._expires)

    def _on_refused(self, response: Response, now: float) -> None:
        if response.status == 423 and self._may_lengthen and self._lengthen(response):
            self._may_lengthen = False
            self._send(self._expires, now)
            return
        self._move(S.UNREGISTERED)
        if response.status in {401, 407} and not isinstance(response, LocalFailure):
            self._agent.emit(credentials_required(response))
            return
        after = response.retry_after
        seconds = None if after is None else after.seconds
        self._agent.emit(RegistrationFailed(response.status, response.reason, seconds))

    def _lengthen(self, response: Response) -> bool:
        longer = longer_interval(response, self._expires)
        self._expires = longer or self._expires
        return longer is not None

    def _move(self, state: RegistrationState) -> None:
        if state is self._state:
            return
        if state not in ALLOWED[self._state]:
            self._agent.count(f"registration {self._state} -> {state}")
            return
        logger.info("registration: %s -> %s", self._state, state)
        self._state = state


def _gruu(contact: NameAddr, name: str) -> Uri | None:
    """A GRUU of the registrar's (RFC 5627 5.3), or None if there is none that can be called."""
    try:
        uri = Uri.parse(contact.params.get(name) or "")
    except ParseError:
        return None
    return uri if uri.is_sip else None


def credentials_required(response: Response) -> CredentialsRequired:
    """Return what a 401 or 407 asks for: the bearer challenge if there is one, else the first."""
    try:
        challenges = response.challenges
    except ParseError:
        challenges = ()
    challenge = bearer_challenge_in(challenges) or next(iter(challenges), None)
    if challenge is None:
        return CredentialsRequired("", "", "no challenge")
    realm = challenge.get("authz_server") or challenge.get("realm") or ""
    description = challenge.get("error_description") or ""
    code = challenge.get("error_code") or ""
    return CredentialsRequired(challenge.scheme, realm, challenge.get("error") or "", description, code)
