"""Checks of what the application passes in; each raises ``ArgumentError`` that names the argument."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from core.calling.errors import ArgumentError
from core.calling.targets import Target, TargetKind
from core.identity import is_application_key, is_user_id
from core.rooms import CONFERENCE_SCHEME
from core.sip.call_headers import HEADERS_LIMIT, bytes_of

CONFERENCE_ID_LIMIT = 64
SIP_IDENTITY_LIMIT = 64

_E164 = re.compile(r"\+[1-9][0-9]{1,14}")
_SIP_IDENTITY = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}")
_DTMF = re.compile(r"[0-9*#A-D,]+")
_DTMF_LIMIT = 64
_NAME_LIMIT = 100
PRESENCE_STATES = ("offline", "online", "in-call", "do-not-disturb")


def application_key(text: object) -> str:
    """Return ``text`` if it is a UUID in lower case."""
    key = _text("applicationKey", text)
    if not is_application_key(key):
        raise ArgumentError("applicationKey", "must be a UUID in lower case")
    return key


def user_id(text: object, argument: str = "userId") -> str:
    """Return ``text`` if it is a user id."""
    user = _text(argument, text)
    if not is_user_id(user):
        raise ArgumentError(argument, "must be 1 to 255 of the characters A-Z a-z 0-9 - _ =")
    return user


def phone_number(text: object, argument: str) -> str:
    """Return ``text`` if it is an E.164 number with its leading plus sign."""
    number = _text(argument, text)
    if not _E164.fullmatch(number):
        raise ArgumentError(argument, "must be a number in E.164: a plus sign and 2 to 15 digits")
    return number


def sip_identity(text: object) -> str:
    """Return ``text`` without a ``sip:`` before it, if it is ``user@server``; a ``sips:`` stays."""
    identity = _text("identity", text)
    is_secure = identity.lower().startswith("sips:")
    identity = re.sub(r"\Asips?:", "", identity, flags=re.IGNORECASE)
    if len(identity) > SIP_IDENTITY_LIMIT or not _SIP_IDENTITY.fullmatch(identity):
        raise ArgumentError("identity", f"must be user@server, {SIP_IDENTITY_LIMIT} characters at most")
    return f"sips:{identity}" if is_secure else identity


def nearby_address(text: object) -> str:
    """Return ``text`` if it is a user id at a host name."""
    user, _, host = _text("address", text).partition("@")
    if not is_user_id(user) or not _HOST.fullmatch(host):
        raise ArgumentError("address", "must be user@host")
    return f"{user}@{host}"


def conference_id(text: object) -> str:
    """Return ``text`` if it can name a conference."""
    conference = _text("conferenceId", text)
    if len(conference) > CONFERENCE_ID_LIMIT or not conference.isprintable():
        raise ArgumentError("conferenceId", f"must be 1 to {CONFERENCE_ID_LIMIT} printable characters")
    return conference


def call_headers(headers: object) -> dict[str, str]:
    """Return a copy of ``headers`` if they are strings and 1024 bytes at most; None gives an empty one."""
    if headers is None:
        return {}
    if not isinstance(headers, Mapping):
        raise ArgumentError("headers", "must be a mapping of strings to strings")
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in headers.items()):
        raise ArgumentError("headers", "must be a mapping of strings to strings")
    try:
        size = bytes_of(headers.items())
    except UnicodeEncodeError:
        raise ArgumentError("headers", "must be text that UTF-8 can encode") from None
    if size > HEADERS_LIMIT:
        raise ArgumentError("headers", f"must be {HEADERS_LIMIT} bytes at most, not {size}")
    return dict(headers)


def dtmf_keys(keys: object) -> str:
    """Return ``keys`` if they are one or more of ``0-9 * # A-D`` and ``,`` for a pause, not only pauses."""
    text = _text("keys", keys)
    if len(text) > _DTMF_LIMIT or not _DTMF.fullmatch(text) or not text.strip(","):
        raise ArgumentError("keys", f"must be 1 to {_DTMF_LIMIT} of the keys 0-9 * # A-D, with , for a pause")
    return text


def transfer_target(text: object) -> Target:
    """Return whom ``text`` means: user id, ``user@domain``, ``+E164``, ``sip:user@server``, ``conf:ROOM``."""
    target = _text("target", text)
    if re.match(r"sips?:", target, re.IGNORECASE):
        return Target(TargetKind.SIP, _named("target", sip_identity, target))
    if target.startswith(CONFERENCE_SCHEME):
        room = target.removeprefix(CONFERENCE_SCHEME)
        return Target(TargetKind.CONFERENCE, _named("target", conference_id, room))
    if _E164.fullmatch(target):
        return Target(TargetKind.PHONE, target)
    if is_user_id(target):
        return Target(TargetKind.USER, target)
    user, _, host = target.partition("@")
    if is_user_id(user) and _HOST.fullmatch(host):
        return Target(TargetKind.USER, target)
    if _SIP_IDENTITY.fullmatch(target) and ":" not in user and len(target) <= SIP_IDENTITY_LIMIT:
        return Target(TargetKind.SIP, target)
    requirement = "must be a user id, user@domain, a number in E.164, a sip: address or conf: and a room"
    raise ArgumentError("target", requirement)


def presence(state: object) -> str:
    """Return ``state`` if it is one of the four that people can be in."""
    text = _text("state", state)
    if text not in PRESENCE_STATES:
        raise ArgumentError("state", f"must be one of {', '.join(PRESENCE_STATES)}")
    return text


def listener(value: object) -> object:
    """Return ``value`` if it is an object that can hear: not None, a string or a number."""
    if value is None or isinstance(value, str | bytes | int | float):
        raise ArgumentError("listener", "must be an object with the callbacks of a listener")
    return value


def display_name(value: object) -> str:
    """Return ``value`` without control characters, 100 characters at most; it may be empty."""
    if not isinstance(value, str):
        raise ArgumentError("name", f"must be a string, not {type(value).__name__}")
    return "".join(c for c in value if c.isprintable())[:_NAME_LIMIT].strip()


def _named(argument: str, check: Callable[[object], str], value: object) -> str:
    """Return what ``check`` returns; an error names ``argument``."""
    try:
        return check(value)
    except ArgumentError as error:
        raise ArgumentError(argument, error.requirement) from None


def _text(argument: str, value: object) -> str:
    if not isinstance(value, str):
        raise ArgumentError(argument, f"must be a string, not {type(value).__name__}")
    if not value:
        raise ArgumentError(argument, "must not be empty")
    return value


def account_id(value: object) -> str:
    """Return the id of an account at another provider, or an empty string. Raises ``ArgumentError``."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{0,32}", value):
        raise ArgumentError("account", "must be the id of an account: up to 32 letters, digits, - and _")
    return value
