"""Rooms with real media: ICE, DTLS-SRTP, the mixer, codecs and fake devices, as scenarios of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.playing import play
from tests.conformance.scenarios import SCENARIOS
from tests.conformance.services import OwnService

pytestmark = pytest.mark.usefixtures("no_task_left")

PLAYED = (
    "pictures_in_a_room",
    "room_calls_somebody",
    "member_reconnects",
    "service_restarts_under_a_room",
    "host_mutes_one",
)
"""The others say nothing of media that these do not; the table plays all."""


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", PLAYED)
async def test_with_real_media(name: str, tmp_path: Path, seed: int) -> None:
    await play(SCENARIOS[name], OwnService(tmp_path, real_media=True), seed)
