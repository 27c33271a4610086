"""Names of hosts that can exist at all: nobody else should be asked about others."""

from __future__ import annotations

import ipaddress

MOST_LETTERS = 253
TOO_LONG = "a host's name has 63 letters at most between two dots, and 253 in all"


def is_possible_host(name: str) -> bool:
    """Whether ``name`` is a numeric address (IPv6 without brackets), or can be a name in DNS.

    RFC 1035 2.3.4 has the lengths. Letters of other alphabets count as they are written there (RFC 3490).
    """
    try:
        ipaddress.ip_address(name.partition("%")[0])
        return True
    except ValueError:
        pass
    try:
        encoded = name.removesuffix(".").encode("idna")
    except UnicodeError:  # a part that is empty or too long, or letters that no name has
        return False
    return 0 < len(encoded) <= MOST_LETTERS
