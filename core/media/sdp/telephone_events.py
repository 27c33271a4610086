"""Telephone events in session descriptions (RFC 4733 section 2.4, RFC 7587 section 7), beside sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from core.media.sdp.comparison import codec_names
from core.media.sdp.description import Section

ENCODING = "telephone-event"
EVENTS = "0-15"
"""The keys of a telephone."""

PREFERRED_TYPES = {48_000: 110, 8_000: 126}
"""Payload type by clock rate; 101, which many telephones use, is a picture codec's here."""


def event_types(section: Section) -> dict[int, int]:
    """Return the payload type of telephone events by clock rate, as ``section`` names them."""
    found: dict[int, int] = {}
    for number, name in codec_names(section).items():
        encoding, _, clock = name.partition("/")
        if encoding == ENCODING and clock.isdecimal() and 96 <= int(number) < 128:
            found.setdefault(int(clock), int(number))
    return found


def types_to_offer(section: Section, taken: Iterable[int]) -> dict[int, int]:
    """Return a free payload type for each clock rate of the sound in ``section``."""
    used = set(taken)
    chosen: dict[int, int] = {}
    for clock in sorted(_clocks(section), reverse=True):
        preferred = PREFERRED_TYPES.get(clock, 110)
        free = [number for number in (preferred, *range(110, 128), *range(96, 110)) if number not in used]
        if free:
            chosen[clock] = free[0]
            used.add(free[0])
    return chosen


def types_to_answer(answer: Section, offer: Section) -> dict[int, int]:
    """Return those of the offered payload types whose clock is that of sound in the ``answer``."""
    return {clock: number for clock, number in event_types(offer).items() if clock in _clocks(answer)}


def with_events(section: str, types: Mapping[int, int]) -> str:
    """Return a section of ours that also names telephone events; those it names already are left alone."""
    lines = ""
    for clock, number in types.items():
        if f"a=rtpmap:{number} " not in section:
            section = re.sub(r"(?m)\A(m=[^\r\n]*)", rf"\1 {number}", section, count=1)
            lines += f"a=rtpmap:{number} {ENCODING}/{clock}\r\na=fmtp:{number} {EVENTS}\r\n"
    return section + lines


def _clocks(section: Section) -> set[int]:
    names = codec_names(section).values()
    return {int(name.split("/")[1]) for name in names if not name.startswith(ENCODING)}
