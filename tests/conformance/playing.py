"""Plays one scenario on one service; the tests here, those of other services and the table all use it."""

from __future__ import annotations

import pytest

from tests.conformance.catalogue import Scenario
from tests.conformance.differences import DIFFERENCES
from tests.conformance.scenarios import SCENARIOS
from tests.conformance.services import Service
from tests.conformance.stage import Stage


def parameters(service_name: str, group: str = "") -> list[object]:
    """Return every scenario, or those of a group, as pytest parameters.

    Those that are known to differ must fail, with the reason.
    """
    known = DIFFERENCES.get(service_name, {})
    assert not known.keys() - SCENARIOS.keys(), (
        f"differences of no scenario: {known.keys() - SCENARIOS.keys()}"
    )
    return [
        pytest.param(
            one,
            id=one.name,
            marks=[pytest.mark.xfail(reason=known[one.name], strict=True)] if one.name in known else [],
        )
        for one in SCENARIOS.values()
        if group in ("", one.group)
    ]


def why_not(scenario: Scenario, service: Service) -> str:
    """Return why ``scenario`` cannot be played on ``service``; empty if it can."""
    return ", ".join(sorted(f"does not offer {need}" for need in scenario.needs - service.offers))


async def play(scenario: Scenario, service: Service, seed: int) -> None:
    """Start the service, play, and leave nothing behind. Skips what the service cannot do for a test."""
    if reason := why_not(scenario, service):
        pytest.skip(f"{service.name} {reason}")
    stage = Stage(service, seed)
    await service.start()
    try:
        await scenario.play(stage)
    except BaseException:
        print(stage.story())
        raise
    finally:
        await stage.close()
        await service.leave()
