"""Every scenario at our own service, or at the one that ``--service`` names."""

from __future__ import annotations

import pytest

from tests.conformance.catalogue import Scenario
from tests.conformance.playing import parameters, play
from tests.conformance.services import Service

pytestmark = pytest.mark.usefixtures("no_task_left")


@pytest.mark.parametrize("scenario", parameters("embedded"))
async def test_at_this_service(scenario: Scenario, service: Service, seed: int) -> None:
    await play(scenario, service, seed)
