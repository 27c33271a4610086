"""User ids: what is one, and how a person's display name becomes one."""

from __future__ import annotations

import base64
import re
import unicodedata

USER_ID_LIMIT = 255
"""The longest user id, in bytes."""

_USER_ID = re.compile(r"[A-Za-z0-9_=-]{1,255}")
_SLUG_LIMIT = 64
_ENCODED_NAME_LIMIT = 180
"""UTF-8 bytes of a name that still fit a user id once encoded as base64 (four characters for three bytes)."""

_NOT_DECOMPOSED = str.maketrans(
    {
        "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "ħ": "h", "\u0131": "i", "ŧ": "t", "ŋ": "ng", "ĸ": "k",
    }
)  # fmt: skip


def is_user_id(text: str) -> bool:
    """Return whether ``text`` is 1 to 255 characters of ``A-Z a-z 0-9 - _ =``."""
    return _USER_ID.fullmatch(text) is not None


def user_id_from_name(display_name: str) -> str:
    """Derive a user id from ``display_name``; the same name always gives the same id.

    A name written in Latin letters becomes a readable slug ("Åsa Öberg" is "asa-oberg"). A name with letters
    of other scripts only becomes the url-safe base64 of its UTF-8 bytes, since every transliteration offends
    somebody. Raises ``ValueError`` when the name is empty.
    """
    name = " ".join(unicodedata.normalize("NFC", display_name).split())
    if not name:
        raise ValueError("a display name must not be empty")
    slug = _slug(name)
    if any(c.isalpha() for c in slug) or (slug and not any(c.isalpha() for c in name)):
        return slug
    return _encoded(name)


def _slug(name: str) -> str:
    folded = name.casefold().translate(_NOT_DECOMPOSED)
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower())
    return slug[: _SLUG_LIMIT + 1].strip("-")[:_SLUG_LIMIT].strip("-")


def _encoded(name: str) -> str:
    data = name.encode("utf-8", errors="replace")[:_ENCODED_NAME_LIMIT]
    # Cut at a character, not inside one.
    data = data.decode("utf-8", errors="ignore").encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
