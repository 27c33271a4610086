"""Bytes as base64url text without padding, as Web Push writes them (RFC 7515 appendix C)."""

from __future__ import annotations

import base64
import binascii

from core.push.errors import PushError


def to_text(data: bytes) -> str:
    """Return ``data`` as text."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_text(text: str, *, limit: int = 8192) -> bytes:
    """Return the bytes that ``text`` stands for; raise ``PushError``."""
    if len(text) > limit or not text.isascii() or "+" in text or "/" in text:
        raise PushError("this is no base64url text of a usable length")
    padded = text.rstrip("=")
    try:
        return base64.b64decode(padded + "=" * (-len(padded) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise PushError("this is no base64url text") from error
