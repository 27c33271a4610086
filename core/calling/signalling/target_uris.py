"""Whom a call is placed to, as a SIP URI, and the other way round."""

from __future__ import annotations

from core.calling.targets import Target, TargetKind
from core.identity import is_user_id
from core.rooms import CONFERENCE_SCHEME
from core.sip.messages import Uri
from core.sip.private_names import ROOM_USER


def target_uri(target: Target, domain: str) -> Uri:
    """Return the URI of ``target`` at a service for ``domain``. Raises ``SipError``."""
    user, _, host = target.address.partition("@")
    match target.kind:
        case TargetKind.SIP:
            is_secure = target.address.startswith("sips:")
            return Uri.parse(target.address if is_secure else f"sip:{target.address}")
        case TargetKind.PHONE:
            return Uri.parse(f"{Uri.for_user(target.address, domain)};user=phone")
        case TargetKind.CONFERENCE:
            return Uri.for_user(f"{ROOM_USER}{target.address}", domain)
        case _:
            return Uri.for_user(user, host or domain)


def conference_of(address: str, *, is_address: bool) -> str:
    """Return the id of the room that is called ``address``, or has it as its address; empty for another's."""
    if not is_address:
        return address
    return address.removeprefix(ROOM_USER) if address.startswith(ROOM_USER) and "@" not in address else ""


def address_of(uri: Uri, domain: str) -> str:
    """Return ``uri`` as the calling API writes it: a user id, a number, ``user@domain``, or ``sip:...``.

    A room of the service at ``domain`` is ``conf:`` and its id.
    """
    user, host = uri.unescaped_user or "", uri.host.lower()
    if (
        user.startswith(ROOM_USER)
        and len(user) > len(ROOM_USER)
        and host == domain.lower()
        and uri.port is None
    ):
        return f"{CONFERENCE_SCHEME}{user.removeprefix(ROOM_USER)}"
    if user.startswith("+") and user[1:].isdigit():
        return user
    if not is_user_id(user) or uri.port is not None:
        return (
            f"sip:{user}@{host}" + (f":{uri.port}" if uri.port is not None else "") if user else f"sip:{host}"
        )
    return user if host == domain.lower() else f"{user}@{host}"
