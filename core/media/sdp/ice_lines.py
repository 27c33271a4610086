"""What a description says about ICE (RFC 8839): credentials and candidates, read and written."""

from __future__ import annotations

import re

from aioice import Candidate

from core.media.sdp.description import Section
from core.media.transport.ice.description import IceDescription

_LINES = re.compile(r"(?m)^a=(?:ice-ufrag:|ice-pwd:|candidate:|end-of-candidates|ice-options:)[^\r\n]*\r\n")


def with_ice(section: str, described: IceDescription) -> str:
    """Return a section of ours with these credentials and candidates in place of its own."""
    lines = [f"a=candidate:{candidate.to_sdp()}\r\n" for candidate in described.candidates]
    if not described.is_complete:
        lines.append("a=ice-options:trickle\r\n")
    elif lines:
        lines.append("a=end-of-candidates\r\n")
    lines += [f"a=ice-ufrag:{described.username}\r\n", f"a=ice-pwd:{described.password}\r\n"]
    return _LINES.sub("", section) + "".join(lines)


def ice_of(section: Section) -> IceDescription:
    """Return what a section of the other end says; candidates that cannot be used are left out."""
    candidates = []
    for value in section.values("candidate"):
        try:
            candidates.append(Candidate.from_sdp(value))
        except (ValueError, IndexError):
            continue
    return IceDescription(
        section.value("ice-ufrag"),
        section.value("ice-pwd"),
        tuple(candidates),
        # Without a word of trickling (RFC 8838 section 5) the list is whole, whether it says so or not.
        is_complete="trickle" not in section.value("ice-options").split(),
    )


def as_unfinished(section: str) -> str:
    """Return a section of ours that says that candidates may follow (RFC 8840 section 4.1)."""
    return re.sub(r"(?m)^a=end-of-candidates\r\n", "", section) + "a=ice-options:trickle\r\n"
