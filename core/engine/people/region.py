"""Which country this machine is set up for: numbers without a country are taken for numbers from there."""

from __future__ import annotations

import os
import re
import sys

_LOCALE = re.compile(r"[A-Za-z]{2,3}[_-](?:[A-Za-z]{4}[_-])?([A-Z]{2})\b")
_VARIABLES = ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LANG")


def system_region() -> str:
    """Return the country (ISO 3166, such as ``SE``) of the person's system, empty when it does not say."""
    names = [_windows_locale()] if sys.platform == "win32" else [os.environ.get(v, "") for v in _VARIABLES]
    return next((region for name in names if (region := region_of(name))), "")


def region_of(locale_name: str) -> str:
    """Return the country in a locale's name: ``sv_SE.UTF-8``, ``zh-Hans-CN``; empty if it names none."""
    match = _LOCALE.match(locale_name)
    return match[1] if match else ""


def _windows_locale() -> str:
    import ctypes

    text = ctypes.create_unicode_buffer(85)  # LOCALE_NAME_MAX_LENGTH
    ctypes.windll.kernel32.GetUserDefaultLocaleName(text, len(text))  # type: ignore[attr-defined,unused-ignore]
    return text.value
