"""When what has a lifetime is renewed, and when what failed is tried again."""

from __future__ import annotations

from core.sip.ids import Ids
from core.sip.messages import Message, Response
from core.sip.messages.scanner import parse_number

REFRESH_AT = (0.83, 0.87)
"""The part of a lifetime after which it is renewed, spread so that not all come at once."""

SHORTEST_LIFETIME = 10
LONGEST_LIFETIME = 86_400
"""Seconds between which a server's word on a lifetime is believed."""

FIRST_RETRY = 4.0
LONGEST_RETRY = 900.0
"""Seconds before another try, doubled with each failure."""

PASSING = frozenset({408, 480, 486, 491, 600})
"""Refusals below 500 (and 600) that another moment may not see."""


def refresh_after(lifetime: int, ids: Ids) -> float:
    """Return the seconds after which a ``lifetime`` is renewed."""
    return lifetime * ids.uniform(*REFRESH_AT)


def lifetime_of(message: Message, wanted: int) -> int:
    """Return the seconds a 2xx grants; ``wanted`` if it does not say."""
    granted = message.expires
    return believable(wanted if granted is None else granted)


def believable(seconds: int) -> int:
    """Return a lifetime within bounds."""
    return min(max(seconds, SHORTEST_LIFETIME), LONGEST_LIFETIME)


def longer_interval(response: Response, wanted: int) -> int | None:
    """Return the lifetime a 423 asks for, or None if that makes no sense (RFC 3261 10.2.8)."""
    text = response.headers.get("min-expires") or ""
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        return None
    least = parse_number(text, LONGEST_LIFETIME) if int(text) <= LONGEST_LIFETIME else 0
    return least if least > wanted else None


def is_passing(status: int) -> bool:
    """Whether the same request may be answered better later."""
    return status in PASSING or 500 <= status < 600


def retry_after(response: Response, failures: int, ids: Ids) -> float:
    """Return the seconds to wait: what the other side says, or longer with every failure."""
    said = response.retry_after
    if said is not None:
        return float(min(said.seconds, LONGEST_LIFETIME)) + ids.uniform(0.0, 1.0)
    return back_off(failures, ids)


def back_off(failures: int, ids: Ids) -> float:
    """Return the seconds to wait after so many failures in a row."""
    longest = min(FIRST_RETRY * 2 ** min(failures, 10), LONGEST_RETRY)
    return ids.uniform(longest / 2, longest)
