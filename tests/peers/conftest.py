"""Programs that are not ours, started by the tests that need them, on loopback, in a folder of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.peers.chromium import Chromium
from tests.peers.kamailio import Kamailio
from tests.peers.pulseaudio import PulseAudio


def need(program: str) -> str:
    """Return the path of a program, or skip the test visibly."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed (make test-peers installs it, as root on an apt system)")
    return path


@pytest.fixture(scope="session")
def pulseaudio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PulseAudio]:
    """Run a PulseAudio server without hardware: speaker ``spk``, and microphone ``mic`` that hears it.

    One for the session, since Qt connects once per process and stays with that address.
    """
    server = PulseAudio(need("pulseaudio"), need("pactl"), tmp_path_factory.mktemp("pulse"))
    os.environ["PULSE_SERVER"] = server.address
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def kamailio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kamailio]:
    """Run Kamailio as a SIP registrar and proxy on a WebSocket of loopback."""
    if not any(Path("/usr/lib").glob("*/kamailio/modules/websocket.so")):
        need("kamailio's websocket module")
    server = Kamailio(need("kamailio"), tmp_path_factory.mktemp("kamailio"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Chromium]:
    """Run a Chromium with the page for calls."""
    chromium = Chromium(need("chromium"), tmp_path)
    try:
        await chromium.start()
        yield chromium
    finally:
        await chromium.stop()
