"""Whom a person means who calls by an account at another provider: what they type is of that provider."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from core.engine.account_calls import EXTENSION, is_address
from core.engine.dial_target import DialError, DialTarget, TargetKind, parse_target
from core.sentences import sentence

_NAME = re.compile(r"[A-Za-z0-9._~!+=-]+")
_WRITTEN = re.compile(r"[^0-9*#+]")


def target_by_account(text: str, address: str, region: str = "") -> DialTarget:
    """Return the target of a call by the account at ``address`` (``user@host[:port]``).

    A number, a code like ``*97`` or a name is one of the provider's; a SIP address is called as it is.
    Emergency numbers, those of ``region`` (ISO 3166) among them, are refused. Raises ``DialError``.
    """
    text = text.strip()
    domain = address.rpartition("@")[2]
    written = text.removeprefix("tel:").strip()
    if EXTENSION.fullmatch(written):
        check_for_help(written, region)
        return DialTarget(TargetKind.SIP, f"{quote(_WRITTEN.sub('', written), safe='+*')}@{domain}")
    if is_address(text):
        target = parse_target(text)
        if target.kind is TargetKind.SIP:
            check_for_help(target.address, region)
            return target
        raise DialError(sentence("People nearby are not called by an account at another provider."))
    if _NAME.fullmatch(text):
        return DialTarget(TargetKind.SIP, f"{text}@{domain}")
    raise DialError(
        sentence("“{text}” cannot be called by this account: use a number, or name@server.", text=text[:60])
    )


def check_for_help(called: str, region: str) -> None:
    """Refuse emergency numbers, also as the user of an address. Raises ``DialError``.

    Nobody knows where a provider sends them, and from where.
    """
    from core.phone_numbers.reading import EMERGENCY_REFUSED, emergency_digits

    user = unquote(called.removeprefix("sips:").partition("@")[0].partition(";")[0])
    if emergency_digits(user, region):
        raise DialError(EMERGENCY_REFUSED)
