"""What is wrong with a call's quality, as a sentence for a person, with figures where they were measured."""

from __future__ import annotations

from dataclasses import dataclass

from core.media.statistics import MediaReport


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one stream; None where it was not. Times in seconds, loss in parts of one."""

    round_trip: float | None = None
    jitter: float | None = None
    loss: float | None = None

    @classmethod
    def of(cls, report: MediaReport, kind: str) -> Figures:
        """Read the figures of ``kind``, ``audio`` or ``video``."""
        incoming = report.track(kind, "inbound-rtp")
        received, lost = incoming.get("packetsReceived"), incoming.get("packetsLost")
        loss = None
        if isinstance(received, int) and isinstance(lost, int) and lost > 0:
            loss = lost / (received + lost)
        return cls(
            _number(report.track(kind, "remote-inbound-rtp").get("roundTripTime")),
            _number(incoming.get("jitter")),
            loss,
        )


def quality_words(warning: str, kind: str, name: str, figures: Figures | None = None) -> str:
    """Say what ``warning`` (a name of the calling API) means in the call with ``name``.

    ``kind`` is ``audio``, ``video`` or empty.
    """
    figures = figures or Figures()
    what = "pictures" if kind == "video" else "sound"
    match warning:
        case "HighRemoteInboundRtt":
            return f"The connection is slow: {name} answers late{_milliseconds(figures.round_trip, ' by ')}."
        case "HighInboundJitter":
            by = _milliseconds(figures.jitter, " by ")
            return f"The connection is uneven{by}: {what} may stutter."
        case "HighInboundPacketLoss":
            share = f" ({figures.loss:.0%} so far)" if figures.loss and figures.loss >= 0.005 else ""
            return f"The connection loses a part of the {what}{share}."
        case "MissingMediaStream":
            return f"The connection to {name} is interrupted. Ahoy tries to get it back."
        case "ZeroOutboundAudioLevel":
            return f"Your microphone gives no sound at all: {name} hears nothing of you."
        case "ConstantOutboundAudioLevel":
            return f"Your microphone gives an even noise and no voice: {name} may not hear you."
        case "ZeroInboundAudioLevel":
            return f"No sound comes from {name}: the microphone there may be switched off."
        case "ConstantInboundAudioLevel":
            return f"Only an even noise comes from {name}."
    return f"The quality of the {what} is not good."


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _milliseconds(seconds: float | None, before: str) -> str:
    return f"{before}{seconds * 1000:.0f} ms" if seconds is not None else ""
