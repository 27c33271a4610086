"""Numbers for a media section that joins others on one transport (RFC 9143 sections 7.1.1 and 10)."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from itertools import chain

from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpHeaderExtensionParameters

from core.media.sdp.comparison import extension_ids
from core.media.sdp.description import Section

PAYLOAD_TYPES = range(96, 128)
EXTENSION_IDS = range(1, 15)
"""RFC 8285 section 4.2: the ids of one-byte headers."""


def numbered_codecs(
    codecs: Iterable[RTCRtpCodecParameters], spoken: Sequence[Section]
) -> list[RTCRtpCodecParameters]:
    """Return ``codecs`` with payload types that no section in ``spoken`` uses; RTX follows its codec."""
    taken = {int(number) for section in spoken for number in section.formats if number.isdecimal()}
    numbers: dict[object, int] = {}
    out = []
    for codec in map(copy.deepcopy, codecs):
        was = codec.payloadType
        assert was is not None
        if was in taken:
            codec.payloadType = next(n for n in PAYLOAD_TYPES if n not in taken)
        assert codec.payloadType is not None
        numbers[was] = codec.payloadType
        taken.add(codec.payloadType)
        if "apt" in codec.parameters:
            codec.parameters["apt"] = numbers[codec.parameters["apt"]]
        out.append(codec)
    return out


def numbered_extensions(
    extensions: Iterable[RTCRtpHeaderExtensionParameters], spoken: Sequence[Section]
) -> list[RTCRtpHeaderExtensionParameters]:
    """Return ``extensions`` with the ids that ``spoken`` gives them, and unused ids for the others."""
    known = dict(chain.from_iterable(extension_ids(section).items() for section in spoken))
    taken = {int(number) for number in known.values()}
    out = []
    for extension in extensions:
        number = int(known[extension.uri]) if extension.uri in known else extension.id
        if extension.uri not in known and number in taken:
            number = next(n for n in EXTENSION_IDS if n not in taken)
        taken.add(number)
        out.append(RTCRtpHeaderExtensionParameters(id=number, uri=extension.uri))
    return out
