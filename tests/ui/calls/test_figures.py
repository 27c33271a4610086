"""The figures of a call, from reports of the core."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.trust.summary import TrustSummary
from tests.ui.fake_engine import FakeEngine
from tests.ui.scenes import established
from ui.bridge import Bridge
from ui.viewmodels.calls.details import DetailsViewModel
from ui.viewmodels.calls.figures import FigureRow, as_text, figures


def report(second: int = 0, *, relay: bool = False) -> dict:
    """Return a report of a call with pictures, ``second`` seconds after the first."""
    at = {"timestamp": 1_000_000.0 + second * 1000}
    audio, video = {"kind": "audio", **at}, {"kind": "video", **at}
    tracks = [
        {**audio, "type": "codec", "id": "codec-outbound-111", "mimeType": "audio/opus"},
        {**audio, "type": "codec", "id": "codec-inbound-111", "mimeType": "audio/opus"},
        {**video, "type": "codec", "id": "codec-outbound-97", "mimeType": "video/VP8"},
        {**audio, "type": "outbound-rtp", "codecId": "codec-outbound-111", "bytesSent": 4000 * second},
        {
            **audio,
            "type": "inbound-rtp",
            "codecId": "codec-inbound-111",
            "bytesReceived": 5000 * second,
            "packetsReceived": 100 + 49 * second,
            "packetsLost": second,
            "jitter": 0.004,
            "jitterBufferDelay": 10.0 + 2.4 * second,
            "jitterBufferEmittedCount": 100 + 48 * second,
        },
        {**audio, "type": "remote-inbound-rtp", "roundTripTime": 0.0231, "fractionLost": 0.004},
        {
            **video,
            "type": "outbound-rtp",
            "codecId": "codec-outbound-97",
            "bytesSent": 150_000 * second,
            "frameWidth": 1280,
            "frameHeight": 720,
            "framesPerSecond": 29.8,
            "qualityLimitationReason": "bandwidth",
        },
        {**video, "type": "inbound-rtp", "freezeCount": 2, "packetsReceived": 10, "packetsLost": -1},
    ]
    candidates = [
        {"type": "local-candidate", "candidateType": "relay" if relay else "host", "protocol": "udp"},
        {"type": "remote-candidate", "candidateType": "prflx", "protocol": "udp", "address": "192.0.2.9"},
    ]
    media = {
        "tracks": tracks,
        "candidates": candidates,
        "candidatePair": {"currentRoundTripTime": 0.05, "availableOutgoingBitrate": 2_400_000},
        "transport": {"selectedCandidatePairChanges": 1},
        "dtlsVersion": "DTLSv1.2",
        "srtpCipher": "SRTP_AEAD_AES_128_GCM",
    }
    return {"media": media, "network": "wifi"}


def shown(rows: list[FigureRow]) -> dict[str, str]:
    return {row.key: row.value for row in rows}


def test_two_reports_tell_everything():
    found = shown(figures(report(2), report(1)))
    assert found == {
        "Sound/You send": "opus, 32 kbit/s",
        "Sound/You get": "opus, 40 kbit/s",
        "Sound/Lost on the way to you": "2.0% (2 of 200 packets)",
        "Sound/Lost on the way from you": "0.4%",
        "Sound/Jitter": "4 ms",
        "Sound/Waits before it is played": "50 ms",
        "Pictures/You send": "VP8, 1280x720 at 30 a second, 1200 kbit/s",
        "Pictures/Lost on the way to you": "0% (0 of 9 packets)",
        "Pictures/Stood still": "2 times",
        "Pictures/Limited by": "the connection",
        "Connection/Way": "direct, over Wi-Fi, UDP",
        "Connection/There and back": "23 ms",
        "Connection/Room for sending": "2400 kbit/s",
        "Connection/New paths taken": "once",
        "Connection/Encryption": "DTLSv1.2, SRTP_AEAD_AES_128_GCM",
    }


def test_the_first_report_tells_no_rates():
    found = shown(figures(report(3), None))
    assert found["Sound/You send"] == "opus" and found["Sound/Waits before it is played"] == "70 ms"
    assert "1.2%" in found["Sound/Lost on the way to you"]


def test_a_relay_is_told():
    assert shown(figures(report(relay=True), None))["Connection/Way"] == "through a relay, over Wi-Fi, UDP"


@pytest.mark.parametrize("nothing", [{}, {"media": None}, {"media": {"tracks": None, "candidates": 3}}])
def test_what_was_not_measured_is_not_told(nothing):
    assert figures(nothing, None) == [] and figures(nothing, report()) == []


values = st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers()
tracks = st.dictionaries(
    st.sampled_from(["kind", "type", "bytesSent", "packetsLost", "timestamp", "jitter"]), values
)


@settings(max_examples=50, deadline=None)
@given(st.lists(tracks, max_size=3))
def test_odd_values_never_raise(found):
    odd = {"media": {"tracks": [{"kind": "audio", "type": "inbound-rtp", **one} for one in found]}}
    assert isinstance(figures(odd, odd), list)


def test_figures_are_lines_to_paste():
    rows = [FigureRow("a", "Sound", "You send", "opus"), FigureRow("b", "Connection", "Way", "direct")]
    assert (
        as_text("Call with Anna", rows)
        == "Call with Anna\n\nSound\nYou send: opus\n\nConnection\nWay: direct\n"
    )


def test_details_are_measured_while_somebody_looks(qtbot: QtBot):
    engine = FakeEngine()
    try:
        engine.report = report(1)
        details = DetailsViewModel(Bridge(engine))
        trust = TrustSummary(
            "half", "Encrypted to the echo test", "You and the echo test.", ("From here",), ("half",)
        )
        call = replace(established(), trust=trust, quality=("The connection is slow.",))
        details.watch()
        assert engine.reports_asked == [], "there is no call"
        details.show_call(call)
        with qtbot.waitSignal(details.countChanged):
            details.watch()
        assert engine.reports_asked == [call.call_id] and details.measured
        details.copy()
        text = QGuiApplication.clipboard().text()
        assert text.startswith("Call with Anna Lindqvist\n\nSound\nYou send: opus\n")
        for part in (
            "Can decrypt: You and the echo test.",
            "Hop 1: From here",
            "Now: The connection is slow.",
        ):
            assert part in text
        assert "192.0.2.9" not in text, "addresses of machines are nobody's business"
        details.show_call(None)
        assert not details.measured and details.text == ""
        details.unwatch()
    finally:
        engine.stop()
