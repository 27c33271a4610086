"""What a service says of itself by DNS-SD (``_ahoy._tcp``), and what is believed of what others say."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.identity.names import is_user_id
from core.service.nearby.identity import PEER_SUFFIX, is_device_id

SERVICE_TYPE = "_ahoy._tcp.local."
VERSION = b"1"
PATH = "/sip"
NAME_CHARACTERS = 64
ADDRESSES = 6
_VALUE_BYTES = 250
_DROPPED_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody announced on the network: nothing of it is proven but that somebody said so."""

    name: str
    user: str
    device_id: str
    host: str
    addresses: tuple[str, ...]
    port: int

    @property
    def address(self) -> str:
        """What to dial."""
        return f"sip:{self.user}@{self.device_id}{PEER_SUFFIX}"


def clean_text(text: str, limit: int = NAME_CHARACTERS) -> str:
    """Return ``text`` as one line without control or bidirectional characters, cut to ``limit``."""
    shown = "".join(" " if c.isspace() else c for c in text)
    shown = "".join(c for c in shown if unicodedata.category(c) not in _DROPPED_CATEGORIES)
    return " ".join(unicodedata.normalize("NFC", shown).split())[:limit].rstrip()


def instance_name(user: str, device_id: str, service_type: str = SERVICE_TYPE) -> str:
    """Return the DNS-SD name of an announcement: unique, its first label at most 63 bytes, no dots in it."""
    return f"{user[:40]}-{device_id[:16]}.{service_type}"


def properties(name: str, user: str, device_id: str) -> dict[str, bytes]:
    """Return the TXT record: ``v n u p id``, each within 255 bytes; an overlong user is not announced."""
    shown = clean_text(name) or user
    if not is_user_id(user) or len(user) > _VALUE_BYTES:
        raise ValueError("this user id cannot be announced")
    return {
        "v": VERSION,
        "n": shown.encode()[:_VALUE_BYTES].decode(errors="ignore").encode(),
        "u": user.encode(),
        "p": PATH.encode(),
        "id": device_id.encode(),
    }


def read_sighting(
    txt: Mapping[bytes, bytes | None], host: str, addresses: Sequence[str], port: int | None
) -> Sighting | None:
    """Return what an announcement says, cleaned and bounded; None if it makes no sense."""
    user = (txt.get(b"u") or b"").decode("ascii", errors="replace")
    device_id = (txt.get(b"id") or b"").decode("ascii", errors="replace").lower()
    if txt.get(b"v") != VERSION or not is_user_id(user) or not is_device_id(device_id):
        return None
    if not port or not 0 < port < 65536 or not addresses:
        return None
    name = clean_text((txt.get(b"n") or b"").decode(errors="replace")) or clean_text(user)
    shown_host = clean_text(host.removesuffix(".").removesuffix(".local").removesuffix(f"-{device_id[:8]}"))
    return Sighting(name, user, device_id, shown_host, tuple(addresses[:ADDRESSES]), port)
