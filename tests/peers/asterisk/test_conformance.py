"""The scenarios of rooms in tests/conformance, in rooms of an Asterisk."""

from __future__ import annotations

import pytest

from tests.conformance.catalogue import Scenario
from tests.conformance.playing import parameters, play
from tests.peers.asterisk.process import Asterisk
from tests.peers.asterisk.service import AsteriskService

pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]


@pytest.mark.parametrize("scenario", parameters("asterisk", "rooms"))
async def test_at_asterisk(scenario: Scenario, asterisk: Asterisk, seed: int) -> None:
    await play(scenario, AsteriskService(asterisk), seed)
