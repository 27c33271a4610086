"""How speech should be encoded, by the rate left for it, the loss told and the other end's wishes. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.media.codecs.opus_encoder import FRAMES_OF_MS, OpusSettings

LEAST_RATE, MOST_RATE = 8_000, 64_000

RATES = (8_000, 12_000, 18_000, 24_000, 32_000, 40_000, 64_000)
"""Bits per second; a rate in between is rounded down, so that small changes change nothing."""

LOSS_STEPS: tuple[tuple[int, float], ...] = ((10, 0.0), (20, 0.13), (30, 0.25))
"""Percent of loss that is prepared for, from which share of packets lost on. libopus gives more bits to the
copies the more loss it expects; some are always made, since the first loss is not announced."""

LOSS_MARGIN = 0.04
"""How far below a step loss must fall before less is prepared for."""

RISE, FALL = 0.6, 0.15
"""Share of the newest report in the loss that is believed: fast up, slowly down."""


@dataclass(frozen=True, slots=True)
class OpusWishes:
    """What the other end's description says of the Opus it wants to receive (RFC 7587 section 6.1)."""

    most_rate: int = MOST_RATE
    most_packet_ms: int = 60
    wants_copies: bool = True
    wants_dtx: bool = False


def _number(parameters: Mapping[str, str], name: str, default: int) -> int:
    value = parameters.get(name, "")
    return int(value) if re.fullmatch(r"\d{1,9}", value) else default


def read_wishes(fmtp: str, maxptime: str = "") -> OpusWishes:
    """Return what an fmtp value and a maxptime attribute ask for; nonsense in them asks for nothing."""
    pairs = (part.strip().partition("=") for part in fmtp.split(";")[:32])
    parameters = {name.strip().lower(): value.strip() for name, _, value in pairs}
    longest = _number({"maxptime": maxptime}, "maxptime", 60)
    return OpusWishes(
        most_rate=max(LEAST_RATE, min(MOST_RATE, _number(parameters, "maxaveragebitrate", MOST_RATE))),
        most_packet_ms=max((ms for ms in FRAMES_OF_MS if ms <= longest), default=20),
        wants_copies=_number(parameters, "useinbandfec", 0) == 1,
        wants_dtx=_number(parameters, "usedtx", 0) == 1,
    )


class OpusAdaptation:
    """Decides the settings; ``settings`` after each call of another method is what holds then.

    It is the same object as long as nothing changes: it is asked for with each frame.
    """

    def __init__(self) -> None:
        self._wishes = OpusWishes()
        self._share: tuple[int, int] = (OpusSettings().bit_rate, 20)
        self._loss = 0.0
        self._step = 0
        self.settings = OpusSettings()
        """How to encode now."""
        self._decide()

    def take_wishes(self, wishes: OpusWishes) -> None:
        """Take what the other end asks for."""
        self._wishes = wishes
        self._decide()

    def take_share(self, bit_rate: int, packet_ms: int) -> None:
        """Take what the way leaves for sound: the codec's own bits per second, and the length of packets."""
        if (bit_rate, packet_ms) != self._share:
            self._share = bit_rate, packet_ms
            self._decide()

    def take_loss(self, share: float) -> None:
        """Take the share of packets (0 to 1) that a report says were lost since the last one."""
        share = min(1.0, max(0.0, share))
        self._loss += (RISE if share > self._loss else FALL) * (share - self._loss)
        while self._step + 1 < len(LOSS_STEPS) and self._loss >= LOSS_STEPS[self._step + 1][1]:
            self._step += 1
        while self._step and self._loss < LOSS_STEPS[self._step][1] - LOSS_MARGIN:
            self._step -= 1
        self._decide()

    def _decide(self) -> None:
        rate, packet_ms = self._share
        rate = min(rate, self._wishes.most_rate)
        fitting = [ms for ms in FRAMES_OF_MS if ms <= min(packet_ms, self._wishes.most_packet_ms)]
        self.settings = OpusSettings(
            max((step for step in RATES if step <= rate), default=LEAST_RATE),
            max(fitting, default=20),
            LOSS_STEPS[self._step][0] if self._wishes.wants_copies else 0,
            self._wishes.wants_dtx,
        )
