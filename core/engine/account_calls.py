"""What an account at another provider that was chosen for calls is for. The window asks at every key."""

from __future__ import annotations

import re

EXTENSION = re.compile(r"[+0-9*#][0-9*# ().\-/\u00a0\u2010-\u2015]*")
"""A number, or a code like ``*97``."""


def goes_by_account(text: str) -> bool:
    """Whether the chosen account is meant: by a number, a code or a SIP address, and no name of a user."""
    text = text.strip()
    if EXTENSION.fullmatch(text.removeprefix("tel:").strip()):
        return True
    return is_address(text) and not text.lower().rpartition("@")[2].endswith(".invalid")


def is_address(text: str) -> bool:
    """Whether ``text`` is written like a SIP address, whatever it leads to."""
    return "@" in text or text.lower().startswith(("sip:", "sips:"))
