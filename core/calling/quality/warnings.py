"""What the application is told when a call's quality becomes poor, and when it recovers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WarningType(StrEnum):
    """Whether it begins or is over."""

    TRIGGER = "Trigger"
    RECOVER = "Recover"


class MediaStreamType(StrEnum):
    """Which stream it is about."""

    AUDIO = "Audio"
    VIDEO = "Video"


class WarningName(StrEnum):
    """What is wrong, by the calling API's names."""

    HIGH_RTT = "HighRemoteInboundRtt"
    """Packets take more than 300 ms there and back."""
    HIGH_JITTER = "HighInboundJitter"
    """More than 30 ms in 3 of the last 4 samples."""
    HIGH_LOSS = "HighInboundPacketLoss"
    """More than 1 % in 3 of the last 4 samples."""
    HIGH_OUTBOUND_LOSS = "HighRemoteInboundPacketLoss"
    """The other side says so of what we send (this project's addition)."""
    MISSING_STREAM = "MissingMediaStream"
    """ICE is not connected although the call is established."""
    CONSTANT_OUTBOUND_LEVEL = "ConstantOutboundAudioLevel"
    """What we send has varied by less than 0.5 % of full scale for 20 s."""
    CONSTANT_INBOUND_LEVEL = "ConstantInboundAudioLevel"
    """What comes, likewise."""
    ZERO_OUTBOUND_LEVEL = "ZeroOutboundAudioLevel"
    """What we send has been digital silence for 20 s."""
    ZERO_INBOUND_LEVEL = "ZeroInboundAudioLevel"
    """What comes, likewise."""


@dataclass(frozen=True, slots=True)
class CallQualityWarningEvent:
    """One change of one warning."""

    name: WarningName
    type: WarningType
    mediaStreamType: MediaStreamType | None = None
    """None for ``MissingMediaStream``, which is about no stream of its own."""
