"""Tells a description that only holds, resumes or restarts ICE from one that changes more."""

from __future__ import annotations

from core.media.sdp.description import Section
from core.media.sdp.sections import STATIC_CODECS


def codec_names(section: Section) -> dict[str, str]:
    """Return encoding name and clock of each payload type that ``section`` lists."""
    maps = dict(value.lower().split(" ", 1) for value in section.values("rtpmap"))
    known = {number: name.lower() for number, name in STATIC_CODECS.items()} | maps
    return {number: known[number] for number in section.formats if number in known}


def extension_ids(section: Section) -> dict[str, str]:
    """Return the id of each header extension by its URI."""
    pairs = [value.split(" ")[:2] for value in section.values("extmap")]
    return {uri: number.split("/")[0] for number, uri in pairs}


def changes_only_direction(known: Section, new: Section, ours: Section) -> bool:
    """Whether ``new`` is ``known`` with another direction, as far as ``ours`` makes use of it.

    ICE credentials do not count: a restart changes the path, and nothing of what travels on it.
    ``ours`` is what this end said last: of payload types and extensions only those in it matter.
    """
    return (
        new.kind == known.kind
        and new.value("mid") in ("", known.value("mid"))
        and set(new.values("fingerprint")) == set(known.values("fingerprint"))
        and _keeps(codec_names(ours), codec_names(known), codec_names(new))
        and _keeps(extension_ids(ours), extension_ids(known), extension_ids(new))
        and _sources(new) <= _sources(known)
    )


def _keeps(ours: dict[str, str], known: dict[str, str], new: dict[str, str]) -> bool:
    """Whether what both had is there still, and nothing of ours means something else."""
    has_all = ours.items() & known.items() <= new.items()
    return has_all and all(new[name] == value for name, value in ours.items() if name in new)


def _sources(section: Section) -> set[str]:
    return {value.split(" ")[0] for value in section.values("ssrc")}
