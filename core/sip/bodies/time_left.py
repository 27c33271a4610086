"""How long a call may still last, told to who pays for it by INFO (RFC 6086) as a JSON object.

Our own, of one member in seconds from now::

    {"seconds": 59.5}
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from core.sip.bodies.json_reader import read_json_object
from core.sip.messages import IllegalValue, ParseError

CONTENT_TYPE = "application/vnd.ahoy.time-left+json"
INFO_PACKAGE = "ahoy-time-left"
LONGEST = 366 * 86_400.0
MAX_BODY_BYTES = 1_024


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Seconds until the call is ended, from 0 to those of a year."""

    seconds: float

    def __post_init__(self) -> None:
        if not math.isfinite(self.seconds) or not 0 <= self.seconds <= LONGEST:
            raise IllegalValue("no time that can be left")

    @classmethod
    def parse(cls, body: bytes) -> TimeLeft:
        """Return what an INFO tells; ParseError for a body that tells nothing of the kind."""
        seconds = read_json_object(body, MAX_BODY_BYTES).get("seconds")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise ParseError("no number of seconds")
        if not 0 <= seconds <= LONGEST:
            raise ParseError("no time that can be left")
        return cls(float(seconds))

    def __bytes__(self) -> bytes:
        return json.dumps({"seconds": round(self.seconds, 1)}).encode()
