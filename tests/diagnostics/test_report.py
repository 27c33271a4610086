"""The report to copy: what runs where, and no secret in it."""

from __future__ import annotations

from dataclasses import replace

from core.diagnostics.report import report
from core.snapshots import ServiceSnapshot, ServiceState
from tests.ui import scenes


def test_what_it_says() -> None:
    service = ServiceSnapshot(ServiceState.FAILED, message="The service refused token=abcdefgh.")
    snapshot = replace(scenes.home(), service=service, calls=(scenes.established(),))
    text = report("0.1.0", snapshot, ["line one", "Authorization: Bearer abcdefgh"], {"Desktop": "GNOME"})
    assert text.startswith("Ahoy 0.1.0, Python 3.")
    for words in (
        "aiortc 1.",
        "Desktop: GNOME",
        "Service: failed embedded",
        "Cameras: ",
        "Call: ",
        "line one",
    ):
        assert words in text
    assert "abcdefgh" not in text


def test_of_a_program_that_knows_nothing_yet() -> None:
    from core.snapshots import AppSnapshot

    assert "Microphones: none" in report("0.1.0", AppSnapshot(), [], {})
