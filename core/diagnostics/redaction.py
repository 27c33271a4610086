"""Takes out of a text what nobody else must read: tokens, passwords, keys, most of a phone number."""

from __future__ import annotations

import re

HIDDEN = "[hidden]"

# No rule may look through the rest of a long line from each place where it could begin: what matches is taken
# whole, and what may fail in the end is bounded. A peer's words are in the log.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.MULTILINE), replacement)
    for pattern, replacement in (
        # JSON web tokens, wherever they stand, and their parts.
        (r"\b(?-i:eyJ)[\w-]{8,}(?:\.[\w-]*){0,4}", HIDDEN),
        # Headers of HTTP and SIP, to the end of the line.
        (
            r"\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(['\"]?\s*[:=]\s*)[^\r\n]+",
            rf"\1\2{HIDDEN}",
        ),
        (r"\b(bearer|basic)\s+[\w+/=.~-]{8,}", rf"\1 {HIDDEN}"),
        # SDES keys (RFC 4568) and the passwords of ICE (RFC 8839).
        (r"(a=crypto:\s*\S{1,9}\s+\S{1,64}\s+)[^\r\n]+", rf"\1{HIDDEN}"),
        (r"\binline:[\w+/=|:]+", f"inline:{HIDDEN}"),
        (r"(a=ice-pwd:)\S+", rf"\1{HIDDEN}"),
        # Anything that calls itself secret, as JSON, as Python's repr, as a parameter or an option. What is
        # hidden already is taken as it is: its bracket would end the last of these values.
        (
            r"((?:password|passwd|secret|token|credential|api_?key|private_?key)['\"]?\s*[:=]\s*)"
            r"(\[hidden\]|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,;&}\)\]]+)",
            rf"\1{HIDDEN}",
        ),
        (r"(--(?:app-secret|password|token)[ =])\S+", rf"\1{HIDDEN}"),
        (r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", HIDDEN),
        # A password in an address: sip:user:password@host, https://user:password@host. Of the scheme its
        # last letter does, which is found faster than its beginning.
        (r"(\bsips?:|[a-z0-9+.-]://)([^\s:@/]{1,512}):[^\s@/]{1,512}@", rf"\1\2:{HIDDEN}@"),
        # Phone numbers keep their country and their last two digits.
        (r"(?<![\w+])\+(\d{2})\d{3,11}(\d{2})(?!\d)", r"+\1…\2"),
    )
)


def redacted(text: str) -> str:
    """Return ``text`` without secrets. Doing it again changes nothing."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
