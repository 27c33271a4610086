"""Quality and transfers as sentences for a person."""

from __future__ import annotations

import pytest

from core.calling import MediaStreamType, TransferState, WarningName
from core.engine.calls.quality_words import Figures, quality_words
from core.engine.calls.transfer_words import asked_words, transfer_words
from core.media.statistics import MediaReport
from core.network.interfaces import NetworkKind

REPORT = MediaReport(
    tracks=(
        {"type": "inbound-rtp", "kind": "audio", "jitter": 0.045, "packetsReceived": 950, "packetsLost": 50},
        {"type": "remote-inbound-rtp", "kind": "audio", "roundTripTime": 0.35},
        {"type": "inbound-rtp", "kind": "video", "packetsReceived": 0, "packetsLost": 0},
    )
)


def test_every_warning_is_a_sentence_with_or_without_figures() -> None:
    seen = set()
    for warning in WarningName:
        for kind in ("", *(str(kind).lower() for kind in MediaStreamType)):
            for figures in (None, Figures(), Figures.of(REPORT, "audio")):
                words = quality_words(str(warning), kind, "Anna", figures)
                assert words[0].isupper() and words.endswith(".") and "None" not in words
                seen.add((warning, words))
    assert len({words for _, words in seen}) >= len(WarningName)
    assert not any("is not good" in words for _, words in seen)
    assert quality_words("SomethingNew", "video", "Anna") == "The quality of the pictures is not good."


@pytest.mark.parametrize(
    ("warning", "words"),
    [
        (WarningName.HIGH_RTT, "The connection is slow: Anna answers late by 350 ms."),
        (WarningName.HIGH_JITTER, "The connection is uneven by 45 ms: sound may stutter."),
        (WarningName.HIGH_LOSS, "A part of the sound from Anna gets lost on the way to you (5%)."),
        (WarningName.HIGH_OUTBOUND_LOSS, "A part of your sound gets lost on the way to Anna."),
    ],
)
def test_figures(warning: WarningName, words: str) -> None:
    assert quality_words(str(warning), "audio", "Anna", Figures.of(REPORT, "audio")) == words


@pytest.mark.parametrize("warning", [WarningName.HIGH_LOSS, WarningName.HIGH_OUTBOUND_LOSS])
@pytest.mark.parametrize(
    ("network", "words"),
    [
        (NetworkKind.WIFI, "Your Wi-Fi seems to lose packets"),
        (NetworkKind.MOBILE, "Your mobile network seems to lose packets"),
        (NetworkKind.VPN, "Your VPN seems to lose packets"),
        (NetworkKind.CABLE, "Your network, or that of Anna, loses packets"),
        (NetworkKind.UNKNOWN, "Your network, or that of Anna, loses packets"),
    ],
)
def test_what_is_lost_both_ways_is_lost_at_an_end(
    warning: WarningName, network: NetworkKind, words: str
) -> None:
    figures = Figures(loss=0.04, remote_loss=0.03, network=network)
    shares = "(4% of what comes, 3% of what you send)"
    assert quality_words(str(warning), "audio", "Anna", figures) == f"{words} {shares}."


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (Figures(loss=0.2, remote_loss=0.001), "A part of your pictures gets lost on the way to Anna."),
        (Figures(remote_loss=0.031), "A part of your pictures gets lost on the way to Anna (3%)."),
    ],
)
def test_what_is_lost_one_way_is_nobodys_fault(figures: Figures, words: str) -> None:
    assert quality_words(str(WarningName.HIGH_OUTBOUND_LOSS), "video", "Anna", figures) == words


def test_what_was_not_measured() -> None:
    assert Figures.of(REPORT, "video") == Figures()
    odd = MediaReport(tracks=({"type": "inbound-rtp", "kind": "audio", "jitter": True, "packetsLost": -3},))
    assert Figures.of(odd, "audio") == Figures() and Figures.of(MediaReport(), "audio") == Figures()


@pytest.mark.parametrize(
    ("state", "message", "words"),
    [
        (TransferState.TRYING, "", "Connecting Anna with Bob"),
        (TransferState.RINGING, "", "Connecting Anna with Bob: it rings there"),
        (TransferState.SUCCEEDED, "", "Anna is connected with Bob"),
        (TransferState.FAILED, "", "Anna could not be connected with Bob."),
        (
            TransferState.FAILED,
            "The line there is busy.",
            "Anna could not be connected with Bob: the line there is busy.",
        ),
    ],
)
def test_transfers(state: TransferState, message: str, words: str) -> None:
    assert transfer_words(str(state), "Anna", "Bob", message) == words


def test_being_sent() -> None:
    assert asked_words("Anna", "Bob") == "Anna connects you with Bob"
