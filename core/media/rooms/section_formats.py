"""What of an offered section of pictures can be received, and how our answer to it is written."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from aiortc.codecs import CODECS, HEADER_EXTENSIONS, is_rtx
from aiortc.rtcicetransport import RTCIceParameters
from aiortc.rtcpeerconnection import find_common_codecs, find_common_header_extensions
from aiortc.rtcrtpparameters import (
    RTCRtpCodecParameters,
    RTCRtpDecodingParameters,
    RTCRtpHeaderExtensionParameters,
    RTCRtpReceiveParameters,
    RTCRtpRtxParameters,
)
from aiortc.sdp import MediaDescription

from core.media.sdp.description import Section
from core.media.sdp.sections import read_media

KIND = "video"


@dataclass(frozen=True, slots=True)
class SectionFormats:
    """Codecs and header extensions that both ends know, and the lines that say so."""

    codecs: tuple[RTCRtpCodecParameters, ...]
    extensions: tuple[RTCRtpHeaderExtensionParameters, ...]
    lines: str


def formats_of(section: Section) -> SectionFormats | None:
    """Return what can be received of ``section``; None if that is nothing."""
    media = read_media(section)
    if media is None:
        return None
    codecs = find_common_codecs(CODECS[KIND], media.rtp.codecs)
    if all(is_rtx(codec) for codec in codecs):
        return None
    extensions = find_common_header_extensions(HEADER_EXTENSIONS[KIND], media.rtp.headerExtensions)
    return SectionFormats(tuple(codecs), tuple(extensions), _lines(codecs, extensions))


def parameters_of(formats: SectionFormats, section: Section, mid: str) -> RTCRtpReceiveParameters:
    """Return how packets of ``section`` are told from others and read."""
    sources = list(OrderedDict.fromkeys(int(value.split(" ")[0]) for value in section.values("ssrc")))
    pair = next((value.split(" ")[1:] for value in section.values("ssrc-group")), [])
    main = int(pair[0]) if pair else sources[0] if sources else None
    copies = int(pair[1]) if len(pair) > 1 else None
    encodings = []
    for codec in formats.codecs:
        if main is None or is_rtx(codec) or codec.payloadType is None:
            continue
        rtx = RTCRtpRtxParameters(ssrc=copies) if copies is not None else None
        encodings.append(RTCRtpDecodingParameters(ssrc=main, payloadType=codec.payloadType, rtx=rtx))
    return RTCRtpReceiveParameters(
        codecs=list(formats.codecs),
        headerExtensions=list(formats.extensions),
        muxId=mid,
        encodings=encodings,
    )


def answered_section(formats: SectionFormats, mid: str, direction: str, transport: str) -> str:
    """Return a section of ours that answers one with these formats."""
    first, rest = formats.lines.split("\r\n", 1)
    lines = f"{first}\r\nc=IN IP4 0.0.0.0\r\na={direction}\r\na=mid:{mid}\r\na=rtcp-mux\r\n"
    return lines + rest + transport


def _lines(codecs: list[RTCRtpCodecParameters], extensions: list[RTCRtpHeaderExtensionParameters]) -> str:
    """Return the media line and what describes the formats, as aiortc writes them."""
    numbers = [codec.payloadType for codec in codecs if codec.payloadType is not None]
    media = MediaDescription(kind=KIND, port=9, profile="UDP/TLS/RTP/SAVPF", fmt=numbers)
    media.ice = RTCIceParameters()
    media.rtp.codecs, media.rtp.headerExtensions = codecs, extensions
    kept = ("m=", "a=rtpmap:", "a=fmtp:", "a=rtcp-fb:", "a=extmap:")
    return "".join(f"{line}\r\n" for line in str(media).split("\r\n") if line.startswith(kept))
