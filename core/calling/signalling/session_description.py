"""The little that signalling must know of an SDP: does it ask for pictures?"""

from __future__ import annotations

import re

_VIDEO = re.compile(r"^m=video ([0-9]{1,5})[ /]", re.MULTILINE)


def offers_video(sdp: str) -> bool:
    """Return whether ``sdp`` holds a video section that is not rejected (port 0; RFC 3264 section 6)."""
    return any(int(port) != 0 for port in _VIDEO.findall(sdp))
