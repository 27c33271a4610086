"""How a REGISTER says by which push service its device is woken (RFC 8599), with Web Push (RFC 8030).

``pn-prid`` is the endpoint, percent-encoded; ``pn-param`` the subscriber's public key and secret (RFC 8291)
with a dot between them, both base64url, without which a message could say nothing.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from core.push.errors import PushError
from core.push.subscription import PushSubscription
from core.sip.messages import Uri

PROVIDER = "webpush"
NOT_SUPPORTED = 555
NOT_SUPPORTED_REASON = "Push Notification Service Not Supported"
NAMES = ("pn-provider", "pn-prid", "pn-param")
FEATURE_CAPS = "Feature-Caps"


class UnknownProvider(Exception):
    """The device asks for a push service that nobody here can use (RFC 8599 section 5.6)."""


def parameters_of(told: PushSubscription) -> tuple[tuple[str, str], ...]:
    """Return what a Contact URI must say for its device to be woken."""
    return (
        ("pn-provider", PROVIDER),
        ("pn-prid", quote(told.endpoint, safe="")),
        ("pn-param", f"{told.p256dh}.{told.auth}"),
    )


def with_subscription(contact: Uri, told: PushSubscription) -> Uri:
    """Return ``contact`` saying where its device is woken."""
    for name, value in parameters_of(told):
        contact = contact.having_param(name, value)
    return contact


def without_parameters(contact: Uri) -> Uri:
    """Return ``contact`` without them: other devices have no business with a subscription."""
    for name in NAMES:
        contact = contact.having(params=contact.params.lacking(name))
    return contact


def asks_for_push(contact: Uri) -> bool:
    """Whether a contact says anything about push."""
    return "pn-provider" in contact.params


def subscription_of(contact: Uri) -> PushSubscription | None:
    """Return where a contact's device is woken; None if it only asks what is known here.

    Raises ``UnknownProvider``, and ``PushError`` for parameters that cannot be used.
    """
    provider = contact.params.get("pn-provider")
    if not provider:
        return None  # section 4.1.1: it only asks
    if provider.lower() != PROVIDER:
        raise UnknownProvider
    endpoint, keys = contact.params.get("pn-prid"), contact.params.get("pn-param")
    if not endpoint:
        return None
    p256dh, dot, auth = unquote(keys or "").partition(".")
    if not dot:
        raise PushError("pn-param must hold the subscription's key and secret, with a dot between")
    return PushSubscription(unquote(endpoint), p256dh, auth)


def wakes(value: str | None) -> bool:
    """Whether the Feature-Caps in the answer to a REGISTER say that its device will be woken."""
    return value is not None and f'+sip.pns="{PROVIDER}"' in value.replace(" ", "")


def feature_caps(vapid_key: str) -> str:
    """Return the Feature-Caps of a service that wakes the device, with the key that it signs with."""
    return f'*;+sip.pns="{PROVIDER}";+sip.vapid="{vapid_key}"'
