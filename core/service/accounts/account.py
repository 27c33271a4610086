"""One account of a user at another provider: what it is made of, and what it may be made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from core.service.gateway.registrations.settings import RegistrationSettings
from core.service.gateway.servers import split_server
from core.service.gateway.stun_servers import read_stun_server
from core.service.nearby.announcement import clean_text
from core.service.routing.endpoints import Account
from core.sip.auth import DigestCredentials
from core.sip.messages import IllegalValue, NameAddr, Uri
from core.sip.messages.uri import split_host_port

TRANSPORTS = ("", "udp", "tcp", "tls")
LIFETIME = 600
SHORTEST, LONGEST = 60, 86_400
"""Seconds of registration that may be asked for."""
_TEXT_LIMIT = 128
_HOST_LIMIT = 255
_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


class AccountProblem(Exception):
    """Why something cannot be done to an account: HTTP's status, a code for programs, a sentence."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class ForeignAccount:
    """An account as its user set it up. ``owner`` is that user, ``account_id`` the user's own name for it.

    ``address`` is ``user@host`` or ``user@host:port``; ``auth_user`` is empty where it is the user part.
    ``transport`` is empty where the domain decides (RFC 3263), ``proxy`` is ``host[:port]`` or empty, and so
    is ``stun``, the server that tells how the provider sees us.
    """

    owner: Account
    account_id: str
    address: str
    auth_user: str = ""
    password: str = field(default="", repr=False)
    display_name: str = ""
    transport: str = ""
    proxy: str = ""
    lifetime: int = LIFETIME
    contact_user: str = field(default="", repr=False)
    stun: str = ""

    @property
    def key(self) -> tuple[Account, str]:
        """What tells it from all others."""
        return self.owner, self.account_id

    @property
    def domain(self) -> Uri:
        """The domain it is at, as a Request-URI."""
        host, port = split_host_port(self.address.rpartition("@")[2])
        return Uri("sip", host=host, port=port)

    @property
    def uri(self) -> Uri:
        """Its address."""
        return Uri.for_user(self.address.rpartition("@")[0], self.domain.host)

    def settings(self) -> RegistrationSettings:
        """Return how it is registered."""
        user = self.address.rpartition("@")[0]
        server = self.domain
        if self.proxy:
            host, port = split_host_port(self.proxy)
            server = Uri("sip", host=host, port=port)
        if self.transport:
            server = server.having_param("transport", self.transport)
        return RegistrationSettings(
            NameAddr(self.uri, self.display_name),
            self.domain,
            server,
            self.contact_user,
            DigestCredentials(self.auth_user or user, self.password) if self.password else None,
            bool(self.proxy),
            self.lifetime,
            stun=self.stun,
        )

    def sends_password_to(self, other: ForeignAccount) -> bool:
        """Whether ``other`` shows the same password to the same server, so that it need not be given anew."""
        return (self.address, self.auth_user, self.proxy) == (other.address, other.auth_user, other.proxy)


def read_account(
    owner: Account, account_id: str, fields: Any, known: ForeignAccount | None
) -> ForeignAccount:
    """Return the account that a client describes, without a contact. Raises ``AccountProblem``.

    Without a password the one of ``known`` stays, if it is for the same server: nobody who may only change
    the account has it shown somewhere else.
    """
    if not _ID.fullmatch(account_id):
        raise _bad("id", "An account's id has up to 32 letters, digits, - and _.")
    if not isinstance(fields, dict):
        raise _bad("body", "Send the account as a JSON object.")
    made = ForeignAccount(
        owner,
        account_id,
        _address(_text(fields, "address")),
        _text(fields, "authUser"),
        _text(fields, "password", strips=False),
        clean_text(_text(fields, "displayName")),
        _transport(_text(fields, "transport")),
        _proxy(_text(fields, "proxy")),
        _lifetime(fields.get("expires", LIFETIME)),
        stun=_stun(_text(fields, "stun")),
    )
    if made.password or known is None:
        return made
    if known.password and not known.sends_password_to(made):
        raise _bad("password", "Enter the password again: it is for another server or user name now.")
    return replace(made, password=known.password)


def _text(fields: dict[str, Any], name: str, *, strips: bool = True) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str) or len(value) > _TEXT_LIMIT + _HOST_LIMIT:
        raise _bad(name, f"The field {name} must be text, and not that long.")
    value = value.strip() if strips else value
    if name not in ("address", "proxy", "stun") and len(value) > _TEXT_LIMIT:
        raise _bad(name, f"The field {name} must have {_TEXT_LIMIT} characters at most.")
    if any(ord(c) < 0x20 or ord(c) == 0x7F or 0xD800 <= ord(c) < 0xE000 for c in value):
        raise _bad(name, f"The field {name} must not hold control characters.")
    return value


def _address(text: str) -> str:
    if text.lower().startswith("sips:"):
        # Left out, it would go over whatever the domain offers, and be encrypted or not.
        raise _bad("address", "Choose TLS as the transport instead of writing sips: before the address.")
    text = re.sub(r"^sip:", "", text, flags=re.IGNORECASE)
    user, at, host = text.rpartition("@")
    if not user or len(user) > 64 or not at or not _is_server(host):
        raise _bad("address", "An account's address looks like alice@example.org.")
    try:
        Uri.for_user(user, "example.org")
    except IllegalValue:
        raise _bad("address", "The name before the @ cannot stand in a SIP address.") from None
    return f"{user}@{host}"


def _proxy(text: str) -> str:
    if text and not _is_server(text):
        raise _bad("proxy", "An outbound proxy looks like proxy.example.org or proxy.example.org:5060.")
    return text


def _stun(text: str) -> str:
    try:
        return read_stun_server(text)
    except ValueError as error:
        raise _bad("stun", str(error)) from None


def _is_server(text: str) -> bool:
    try:
        split_server(text)
    except ValueError:
        return False
    return True


def _transport(text: str) -> str:
    if text.lower() not in TRANSPORTS:
        raise _bad("transport", "The transport must be udp, tcp or tls, or empty: then the domain decides.")
    return text.lower()


def _lifetime(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not SHORTEST <= value <= LONGEST:
        raise _bad("expires", f"A registration must last {SHORTEST} to {LONGEST} seconds.")
    return value


def _bad(code: str, sentence: str) -> AccountProblem:
    return AccountProblem(400, code, sentence)
