"""Decoders of sound for the codecs of a description."""

from __future__ import annotations

from collections.abc import Iterable

from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from core.media.codecs.audio_decoders import AudioDecoder, create_audio_decoder
from core.service.media.sdp.codecs import Codec


def create_decoders(codecs: Iterable[Codec]) -> dict[int, AudioDecoder]:
    """Return a decoder for each of ``codecs``, by payload type."""
    return {codec.number: create_audio_decoder(_as_aiortc(codec)) for codec in codecs}


def _as_aiortc(codec: Codec) -> RTCRtpCodecParameters:
    return RTCRtpCodecParameters(
        mimeType=f"audio/{codec.name}",
        clockRate=codec.clock_rate,
        channels=codec.channels,
        payloadType=codec.number,
    )
