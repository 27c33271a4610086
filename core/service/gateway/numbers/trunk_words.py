"""A call to a number in the words that one trunk wants: whom, from whom, by which server. Pure."""

from __future__ import annotations

from core.service.gateway.numbers.lines import Order
from core.service.gateway.sides.provider import Provider
from core.service.numbers.config import CallerField, Trunk
from core.service.numbers.dial_plan import Dialled, shaped
from core.sip.auth import DigestCredentials
from core.sip.callers import ASSERTED_HEADER, NOBODY
from core.sip.messages import NameAddr, Uri


def target_at(trunk: Trunk, dialled: Dialled) -> Uri:
    """Return the Request-URI: the number as the trunk wants it, or an emergency number's digits."""
    digits = shaped(trunk, dialled.number.e164) if dialled.number is not None else dialled.emergency
    server = trunk.server
    uri = Uri.for_user(digits, server.host, port=server.port).having_param("user", "phone")
    transport = server.params.get("transport")
    return uri.having_param("transport", transport) if transport else uri


def who_calls(trunk: Trunk, order: Order) -> tuple[NameAddr, list[tuple[str, str]]]:
    """Return From, and the headers that say who calls (RFC 3325) or that they hide (RFC 3323).

    The trunk is told in any case: it must know whom to bill. No name of a person leaves this service.
    """
    account = NameAddr(Uri("sip", trunk.user or None, trunk.server.host))
    if not order.caller:  # a call for help of somebody without a number
        return (account if trunk.user else NOBODY), []
    number = NameAddr(
        Uri.for_user(shaped(trunk, order.caller), trunk.server.host).having_param("user", "phone")
    )
    headers = [(ASSERTED_HEADER, str(number))]
    if order.is_hidden:
        return NOBODY, [*headers, ("Privacy", "id")]
    is_account = trunk.caller_field is CallerField.ASSERTED and trunk.user
    return (account if is_account else number), headers


def provider_of(trunk: Trunk) -> Provider:
    """Return the server by which calls on this trunk go, with our password for it."""
    return Provider(trunk.server, credentials_of(trunk), contact_user=trunk.user, is_trusted=True)


def credentials_of(trunk: Trunk) -> DigestCredentials | None:
    """Return what answers a trunk's challenge."""
    return DigestCredentials(trunk.user, trunk.password) if trunk.user else None
