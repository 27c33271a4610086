"""What is known to go otherwise at a service, by scenario, with the reason that PROFILE.md explains.

The scenario must then fail: one that passes after all is an error, so that this list cannot grow stale.
"""

from __future__ import annotations

KAMAILIO = {
    "device_that_was_away_rings": (
        "Kamailio's tsilo adds no second branch with the same contact, so that a device whose connection "
        "broke while it rang stays silent for this call"
    ),
    "presence_in_a_call_by_itself": (
        "a proxy's presence server tells what is published and does not look at calls: a client that wants "
        "to be seen in a call has to publish it"
    ),
}

DIFFERENCES: dict[str, dict[str, str]] = {
    "asterisk": {},
    "embedded": {},
    "given": {},
    "kamailio": KAMAILIO,
    "stranger": {},
}
