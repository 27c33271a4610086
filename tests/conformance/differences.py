"""What is known to go otherwise at a service, by scenario, with the reason that PROFILE.md explains.

The scenario must then fail: one that passes after all is an error, so that this list cannot grow stale.
"""

from __future__ import annotations

DIFFERENCES: dict[str, dict[str, str]] = {"embedded": {}, "given": {}, "kamailio": {}}
