"""What the sections of a call are for: its sound, its pictures, and a screen that is shown beside them.

A screen is a section of pictures that says ``a=content:slides`` (RFC 4796), or the second one of those that
say nothing: programs that do not know the attribute add their screen so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.media.sdp.description import Section

AUDIO, VIDEO, SCREEN = "audio", "video", "screen"
MEMBER = "member"
"""The picture of somebody else in a conference room: any number of sections."""
ROLES = (AUDIO, VIDEO, SCREEN)
KIND_OF = {AUDIO: "audio", VIDEO: "video", SCREEN: "video", MEMBER: "video"}
SLIDES = "slides"

_WORDS = f"a=content:{SLIDES}\r\na=label:{SCREEN}\r\n"


def roles_of(sections: Sequence[Section], known: Mapping[int, str]) -> list[str]:
    """Return the role of each section; what is ``known`` by index stays unless it says otherwise."""
    kept = {i: role for i, role in known.items() if i < len(sections) and _fits(sections[i], role)}
    taken = {role for i, role in kept.items() if _is_open(sections[i])}
    roles = []
    for index, section in enumerate(sections):
        role = kept.get(index) or _fresh_role(section, taken)
        if _is_open(section):
            taken.add(role)
        roles.append(role)
    return roles


def _fits(section: Section, role: str) -> bool:
    return KIND_OF[role] == section.kind and (role != VIDEO or not _shows_slides(section))


def _fresh_role(section: Section, taken: set[str]) -> str:
    if section.kind != KIND_OF[VIDEO]:
        return section.kind
    return SCREEN if _shows_slides(section) or VIDEO in taken else VIDEO


def _shows_slides(section: Section) -> bool:
    return SLIDES in section.value("content").split(",")


def _is_open(section: Section) -> bool:
    return section.port != 0 or section.has("bundle-only")


def with_role(section: str, role: str) -> str:
    """Return a section of ours that says what it is for (RFC 4796, RFC 4574); only a screen needs words."""
    return section + _WORDS if role == SCREEN and _WORDS not in section else section
