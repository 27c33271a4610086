"""What is wrong with a call's quality, as a sentence for a person, with figures where they were measured."""

from __future__ import annotations

from dataclasses import dataclass

from core.media.statistics import MediaReport
from core.network.interfaces import NetworkKind

LOSS_TOLD = 0.005
"""Part of the packets below which a loss is no figure worth telling."""
LOSS_LIMIT = 0.01
"""Part of the packets above which a direction counts as lossy, as warnings do."""
_OWN_NETWORKS = {
    NetworkKind.WIFI: "Your Wi-Fi seems to lose packets",
    NetworkKind.MOBILE: "Your mobile network seems to lose packets",
    NetworkKind.VPN: "Your VPN seems to lose packets",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one stream; None where it was not. Times in seconds, loss in parts of one.

    ``loss`` is that on the way here, ``remote_loss`` the other side's of what we send.
    """

    round_trip: float | None = None
    jitter: float | None = None
    loss: float | None = None
    remote_loss: float | None = None
    network: NetworkKind = NetworkKind.UNKNOWN
    """Over what media leaves this machine."""

    @classmethod
    def of(cls, report: MediaReport, kind: str, network: NetworkKind = NetworkKind.UNKNOWN) -> Figures:
        """Read the figures of ``kind``, ``audio`` or ``video``."""
        incoming, remote = report.track(kind, "inbound-rtp"), report.track(kind, "remote-inbound-rtp")
        received, lost = incoming.get("packetsReceived"), incoming.get("packetsLost")
        loss = None
        if isinstance(received, int) and isinstance(lost, int) and lost > 0:
            loss = lost / (received + lost)
        return cls(
            _number(remote.get("roundTripTime")),
            _number(incoming.get("jitter")),
            loss,
            _number(remote.get("fractionLost")),
            network,
        )

    @property
    def loses_both_ways(self) -> bool:
        """Whether what comes and what goes is lost: then it is at one of the two ends, not on the way."""
        return (self.loss or 0.0) > LOSS_LIMIT and (self.remote_loss or 0.0) > LOSS_LIMIT


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
        case "HighInboundPacketLoss" | "HighRemoteInboundPacketLoss" if figures.loses_both_ways:
            return _both_ways(name, figures)
        case "HighInboundPacketLoss":
            return f"A part of the {what} from {name} gets lost on the way to you{_share(figures.loss)}."
        case "HighRemoteInboundPacketLoss":
            share = _share(figures.remote_loss)
            return f"A part of your {what} gets lost on the way to {name}{share}."
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


def _both_ways(name: str, figures: Figures) -> str:
    """Say whose network it is that loses both what comes and what goes, as far as can be known from here."""
    shares = f"{figures.loss:.0%} of what comes, {figures.remote_loss:.0%} of what you send"
    own = _OWN_NETWORKS.get(figures.network, f"Your network, or that of {name}, loses packets")
    return f"{own} ({shares})."


def _share(loss: float | None) -> str:
    return f" ({loss:.0%})" if loss is not None and loss >= LOSS_TOLD else ""


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _milliseconds(seconds: float | None, before: str) -> str:
    return f"{before}{seconds * 1000:.0f} ms" if seconds is not None else ""
