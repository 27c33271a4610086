"""One spelling for each address: what is compared when names are looked up and people are blocked."""

from __future__ import annotations

import re
from functools import lru_cache

_SCHEME = re.compile(r"(sips?|tel):", re.IGNORECASE)
_NUMBER = re.compile(r"[+0-9(][0-9 \u00a0().\-/\u2010-\u2015]{2,60}")
_PLAIN = re.compile(r"\+[1-9](?!0|.?0|..0)[0-9]{6,14}")
"""E.164 already: no blank, and no zero where a national prefix may have been left in."""
_HOST_AND_PORT = re.compile(r"(\[[^\]]*\]|[^:;]*)(?::(\d+))?")
_DEFAULT_PORTS = ("5060", "5061")


@lru_cache(maxsize=20_000)
def address_key(address: str, region: str = "") -> str:
    """Return the spelling of ``address`` that all spellings of it share.

    A phone number becomes E.164 (``+49...``), also out of ``tel:`` and ``sip:+49...@host``; one without a
    country is read as one of ``region`` (ISO 3166, such as ``SE``) where that is given. A SIP address
    becomes ``user@host`` in lower case host, without scheme, default port and parameters. User ids and rooms
    (``conf:``) stay as they are, apart from white space around them; so ``tel:`` tells a number whose country
    nobody knows from a user id of digits.
    """
    text = address.strip()
    rest = _SCHEME.sub("", text, count=1) if _SCHEME.match(text) else text
    user, at, host = rest.partition("@")
    if at and not _is_international(user):
        return f"{user}@{_host_key(host)}"
    number = user.partition(";")[0] if rest is not text else user
    if text[:4].lower() == "tel:":
        return e164(number, region) or "tel:" + re.sub(r"[^0-9]", "", number)
    return e164(number, region) or rest


def number_host(address: str) -> str:
    """Return the host of a number at a SIP address (``+49...@host``), as in keys; empty for all else.

    Anybody may put any number before their own host: only who vouches for that host believes the number.
    """
    rest = _SCHEME.sub("", address.strip(), count=1)
    user, at, host = rest.partition("@")
    return _host_key(host) if at and _is_international(user) else ""


def e164(text: str, region: str = "") -> str:
    """Return the phone number ``text`` as ``+`` and digits; empty when it is none that can be dialled."""
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return text
    if not _NUMBER.fullmatch(text) or not (text.startswith("+") or region):
        return ""
    number = _international(text, region)
    # A national prefix after the country is left out one at a time: +46 0 0... needs a second look.
    while number and not _PLAIN.fullmatch(number) and (again := _international(number, "")) != number:
        number = again
    return number


def is_number(text: str) -> bool:
    """Whether ``text`` looks like a phone number, with or without its country."""
    return _NUMBER.fullmatch(text.strip()) is not None


def _is_international(user: str) -> bool:
    return user.startswith("+") and is_number(user.partition(";")[0])


def _host_key(host: str) -> str:
    match = _HOST_AND_PORT.match(host)
    name, port = (match[1], match[2]) if match else (host, None)
    return name.lower() if port is None or port in _DEFAULT_PORTS else f"{name.lower()}:{port}"


def _international(text: str, region: str) -> str:
    # Loaded when the first number comes: most people here have user ids, and it takes 70 ms.
    import phonenumbers

    try:
        number = phonenumbers.parse(text, None if text.startswith("+") else region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
