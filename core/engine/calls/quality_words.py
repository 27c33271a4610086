"""What is wrong with a call's quality, as a sentence for a person, with figures where they were measured."""

from __future__ import annotations

from dataclasses import dataclass

from core.media.statistics import MediaReport
from core.network.interfaces import NetworkKind
from core.sentences import hundredths, joined, sentence, template

LOSS_TOLD = 0.005
"""Part of the packets below which a loss is no figure worth telling."""
LOSS_LIMIT = 0.01
"""Part of the packets above which a direction counts as lossy, as warnings do."""
_OWN_NETWORKS = {
    NetworkKind.WIFI: sentence("Your Wi-Fi seems to lose packets"),
    NetworkKind.MOBILE: sentence("Your mobile network seems to lose packets"),
    NetworkKind.VPN: sentence("Your VPN seems to lose packets"),
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
    is_video = kind == "video"
    match warning:
        case "HighRemoteInboundRtt":
            return _slow(name, figures.round_trip)
        case "HighInboundJitter":
            return _uneven(figures.jitter, is_video=is_video)
        case "HighInboundPacketLoss" | "HighRemoteInboundPacketLoss" if figures.loses_both_ways:
            return _both_ways(name, figures)
        case "HighInboundPacketLoss":
            said = _PICTURES_IN if is_video else _SOUND_IN
            return _with_share(sentence(said, name=name), figures.loss)
        case "HighRemoteInboundPacketLoss":
            said = _PICTURES_OUT if is_video else _SOUND_OUT
            return _with_share(sentence(said, name=name), figures.remote_loss)
        case "MissingMediaStream":
            return sentence("The connection to {name} is interrupted. Ahoy tries to get it back.", name=name)
        case "ZeroOutboundAudioLevel":
            return sentence("Your microphone gives no sound at all: {name} hears nothing of you.", name=name)
        case "ConstantOutboundAudioLevel":
            return sentence(
                "Your microphone gives an even noise and no voice: {name} may not hear you.", name=name
            )
        case "ZeroInboundAudioLevel":
            return sentence(
                "No sound comes from {name}: the microphone there may be switched off.", name=name
            )
        case "ConstantInboundAudioLevel":
            return sentence("Only an even noise comes from {name}.", name=name)
    if is_video:
        return sentence("The quality of the pictures is not good.")
    return sentence("The quality of the sound is not good.")


_PICTURES_IN = template("A part of the pictures from {name} gets lost on the way to you")
_SOUND_IN = template("A part of the sound from {name} gets lost on the way to you")
_PICTURES_OUT = template("A part of your pictures gets lost on the way to {name}")
_SOUND_OUT = template("A part of your sound gets lost on the way to {name}")


def _slow(name: str, seconds: float | None) -> str:
    if seconds is None:
        return sentence("The connection is slow: {name} answers late.", name=name)
    late = round(seconds * 1000)
    return sentence("The connection is slow: {name} answers late by {late} ms.", name=name, late=late)


def _uneven(seconds: float | None, *, is_video: bool) -> str:
    said = sentence("The connection is uneven")
    if seconds is not None:
        said = sentence("The connection is uneven by {late} ms", late=round(seconds * 1000))
    stutters = sentence("pictures may stutter") if is_video else sentence("sound may stutter")
    return joined((joined((said, stutters), ": "), "."), "")


def _both_ways(name: str, figures: Figures) -> str:
    """Say whose network it is that loses both what comes and what goes, as far as can be known from here."""
    here, there = hundredths(figures.loss or 0.0), hundredths(figures.remote_loss or 0.0)
    shares = sentence("{here} of what comes, {there} of what you send", here=here, there=there)
    own = _OWN_NETWORKS.get(
        figures.network, sentence("Your network, or that of {name}, loses packets", name=name)
    )
    return joined((own, " (", shares, ")."), "")


def _with_share(said: str, loss: float | None) -> str:
    if loss is None or loss < LOSS_TOLD:
        return joined((said, "."), "")
    return joined((said, " (", hundredths(loss), ")."), "")


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
