"""Payload types and extension ids of one transport: each means one thing in a whole bundle (RFC 9143)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.media.congestion.feedback.wire import URI as NUMBER
from core.media.rtp.header_extensions import ABS_SEND_TIME, AUDIO_LEVEL, MID
from core.media.sdp.comparison import codec_names, extension_ids
from core.media.sdp.description import Section
from core.service.conference.media.sdp.agreement import ExtensionIds
from core.service.media.sdp.client_text import ARRIVALS
from core.service.media.sdp.codecs import CLIENT_NUMBERS, RTX, Codec, Numbers, codecs_of

_APT = re.compile(r"apt=(\d{1,3})")
EXTENSIONS = {"audio": (MID, NUMBER), "video": (MID, ABS_SEND_TIME, NUMBER)}
_KNOWN = {MID: 1, AUDIO_LEVEL: 2, ABS_SEND_TIME: 3, NUMBER: 4}
"""And the ids that we give them. Levels are not taken, but offered to us, so that their id is in use."""

IDS = range(1, 15)


class Numbering:
    """Learns what the member calls things, and finds names for what it has not spoken of."""

    def __init__(self) -> None:
        self._types = Numbers(CLIENT_NUMBERS)
        self._ids: dict[str, int] = {}

    def learn(self, section: Section) -> None:
        """Take over the numbers of a section of the member."""
        self._types.learn(section.kind, codecs_of(section))
        copies = [_copy_of(apt, number) for number, apt in copies_of(section).items()]
        self._types.learn(section.kind, copies)
        for uri, number in extension_ids(section).items():
            if uri in _KNOWN and int(number) not in self._ids.values():
                self._ids.setdefault(uri, int(number))

    def codecs(self, kind: str, codecs: Iterable[Codec]) -> tuple[Codec, ...]:
        """Return ``codecs`` under this transport's numbers. Raises SdpError when there are none left."""
        return self._types.number(kind, codecs)

    def copies(self, codecs: Iterable[Codec]) -> tuple[Codec, ...]:
        """Return what packets of numbered ``codecs`` are sent again as."""
        return self._types.number("video", [_copy_of(codec.number, -1) for codec in codecs])

    def extensions(self, kind: str, offered: Section | None = None) -> tuple[tuple[int, str], ...]:
        """Return id and URI of what a section has: all that are known, or those of them that were offered."""
        told = None if offered is None else extension_ids(offered)
        return tuple(
            (self._id(uri) if told is None else int(told[uri]), uri)
            for uri in EXTENSIONS[kind]
            if told is None or uri in told
        )

    def _id(self, uri: str) -> int:
        if uri not in self._ids:
            taken = set(self._ids.values())
            self._ids[uri] = next(one for one in (_KNOWN[uri], *IDS) if one not in taken)
        return self._ids[uri]


def _copy_of(apt: int, number: int) -> Codec:
    return Codec(number, RTX, 90_000, 1, f"apt={apt}")


def copies_of(section: Section) -> dict[int, int]:
    """Return the payload types of packets that are sent again (RFC 4588), and of what each holds."""
    names = codec_names(section)
    found: dict[int, int] = {}
    for value in section.values("fmtp"):
        number, _, parameters = value.partition(" ")
        apt = _APT.search(parameters)
        if apt is not None and names.get(number, "").startswith(f"{RTX}/90000") and int(number) < 128:
            found[int(number)] = int(apt[1])
    return found


def ids_of(section: Section, said: Sequence[tuple[int, str]]) -> ExtensionIds:
    """Return the ids that both ends have for the extensions that we said; numbers need their feedback."""
    told = extension_ids(section)
    both = {uri: int(told[uri]) for _, uri in said if uri in told}
    is_told = any(ARRIVALS in value.split() for value in section.values("rtcp-fb"))
    return ExtensionIds(
        both.get(MID, 0),
        both.get(ABS_SEND_TIME, 0),
        both.get(NUMBER, 0) if is_told else 0,
    )
