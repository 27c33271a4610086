"""By what an offer shows that it is a conference room's."""

from __future__ import annotations

from core.media.sdp.description import SdpError, parse_description
from core.media.sdp.roles import KIND_OF, MEMBER


def shows_members(offer: str) -> bool:
    """Return whether an offer has pictures as only conference rooms do: one way, with a label (RFC 4574).

    Programs that label the pictures of a call of two say what they are for, too (RFC 4796).
    """
    try:
        sections = parse_description(offer).sections
    except SdpError:
        return False
    pictures = (one for one in sections if one.kind == KIND_OF[MEMBER] and one.port)
    return any(
        one.direction == "sendonly" and one.value("label") and not one.has("content") for one in pictures
    )
