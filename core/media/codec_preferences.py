"""Which codecs are offered and answered, best first."""

from __future__ import annotations

from aiortc import RTCRtpTransceiver
from aiortc.codecs import get_capabilities
from aiortc.rtcrtpparameters import RTCRtpCodecCapability

# H264 first: its encoder follows a changing rate without a keyframe. Constrained Baseline before Baseline,
# since that is what every other program decodes.
_ORDER = ("audio/opus", "video/h264 42e01f", "video/h264 42001f", "video/vp8", "audio/g722", "audio/pcm")


def _rank(codec: RTCRtpCodecCapability) -> int:
    name = f"{codec.mimeType.lower()} {codec.parameters.get('profile-level-id', '')}".strip()
    return next((rank for rank, prefix in enumerate(_ORDER) if name.startswith(prefix)), len(_ORDER))


def prefer_codecs(transceiver: RTCRtpTransceiver) -> None:
    """Put the codecs of ``transceiver`` into our order; retransmission stays allowed."""
    capabilities = get_capabilities(transceiver.kind).codecs
    transceiver.setCodecPreferences(sorted(capabilities, key=_rank))
