"""Whose a section of a room's description is, in the shape that ConfBridge gives it."""

from __future__ import annotations

from core.media.sdp.roles import SLIDES as CONTENT_SLIDES
from core.service.conference.media.ports import SLIDES
from core.service.conference.media.sdp.agreement import Picture


def owner_lines(picture: Picture | None, cname: str, kind: str) -> tuple[str, ...]:
    """Return the lines that say whose ``picture`` a section brings; None: nobody else's."""
    if picture is None:
        return (f"a=msid:{cname} {cname}-{kind}",)
    member, what = picture
    lines = (f"a=label:{member}", f"a=msid:{member} {member}-{what}")
    return (*lines, f"a=content:{CONTENT_SLIDES}") if what == SLIDES else lines
