"""The check before a call: asked for, running, finished, broken off, failed, and what comes too late."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core import commands
from core.snapshots import CheckSnapshot
from tests.ui import scenes
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge
from ui.viewmodels.devices.check import FINE, FINE_UNSEEN, NOT_FINE, CheckPhase, CheckViewModel, next_phase

NOTHING = CheckSnapshot()
RUNNING = CheckSnapshot(is_running=True)
HALF = CheckSnapshot(is_running=True, microphone="Heard you.")


@pytest.fixture
def check(qtbot: QtBot, bridge: Bridge) -> Any:
    return CheckViewModel(bridge)


def tell(check: Any, *steps: CheckSnapshot) -> str:
    for step in steps:
        check.show_devices(replace(scenes.DEVICES, check=step))
    return str(check.property("phase"))


def test_all_is_well(check: Any, engine: FakeEngine) -> None:
    assert tell(check, NOTHING) == "ready" and check.property("verdict") == ""
    check.start()
    assert check.property("phase") == "running"
    assert tell(check, RUNNING, HALF) == "running"
    assert check.property("microphone") == "Heard you." and check.property("room") == ""
    assert tell(check, scenes.GOOD_CHECK) == "finished"
    assert check.property("fine") and check.property("verdict") == FINE
    assert check.property("room") == scenes.GOOD_CHECK.room
    assert engine.commands == [commands.StartCheck()]


def test_all_is_not_well_without_a_picture(check: Any) -> None:
    check.start()
    tell(check, RUNNING)
    unseen = replace(scenes.DEVICES, camera_problem="The camera does not work.")
    check.show_devices(replace(unseen, check=scenes.GOOD_CHECK))
    assert check.property("fine") and check.property("verdict") == FINE_UNSEEN
    tell(check, scenes.GOOD_CHECK)
    assert check.property("verdict") == FINE, "it is plugged in again"


def test_something_could_be_better(check: Any) -> None:
    check.start()
    assert tell(check, RUNNING, scenes.POOR_CHECK) == "finished"
    assert not check.property("fine") and check.property("verdict") == NOT_FINE


def test_the_person_stops_it(check: Any, engine: FakeEngine) -> None:
    check.start()
    tell(check, HALF)
    check.stop()
    assert tell(check, HALF, scenes.GOOD_CHECK, NOTHING) == "stopped"  # on their way when it was stopped
    assert check.property("microphone") == ""
    check.stop()
    assert engine.commands == [commands.StartCheck(), commands.StopCheck()]


def test_it_ends_without_a_word(check: Any) -> None:
    check.start()
    assert tell(check, RUNNING, NOTHING) == "failed"
    assert "could not be finished" in check.property("verdict")


def test_it_never_ends(qtbot: QtBot, bridge: Bridge, engine: FakeEngine) -> None:
    check: Any = CheckViewModel(bridge, patience_ms=1)
    check.start()
    qtbot.waitUntil(lambda: check.property("phase") == "failed")
    assert engine.commands == [commands.StartCheck(), commands.StopCheck()]
    assert tell(check, scenes.GOOD_CHECK) == "failed"


def test_again_does_not_take_the_last_result_for_the_new_one(check: Any, engine: FakeEngine) -> None:
    check.start()
    tell(check, RUNNING, scenes.POOR_CHECK)
    check.start()
    check.start()
    assert tell(check, scenes.POOR_CHECK) == "running"
    assert tell(check, RUNNING, scenes.POOR_CHECK) == "finished"
    assert engine.commands == [commands.StartCheck()] * 2


def test_closing_puts_everything_away(check: Any, engine: FakeEngine) -> None:
    check.close()
    assert engine.commands == []
    check.start()
    tell(check, RUNNING, scenes.GOOD_CHECK)
    check.close()
    assert tell(check, scenes.GOOD_CHECK) == "ready"
    assert (check.property("verdict"), check.property("fine")) == ("", False)
    assert engine.commands == [commands.StartCheck(), commands.StopCheck()]


def test_a_check_that_is_put_away_by_the_core_can_be_made_anew(check: Any) -> None:
    check.start()
    assert tell(check, RUNNING, scenes.GOOD_CHECK, NOTHING) == "ready"


@pytest.mark.parametrize(
    ("phase", "snapshot"),
    list(
        product(
            (CheckPhase.READY, CheckPhase.STOPPED, CheckPhase.FAILED), (NOTHING, RUNNING, scenes.GOOD_CHECK)
        )
    ),
)
@pytest.mark.parametrize("was_running", [False, True])
def test_only_asking_leaves_a_phase_at_rest(
    phase: CheckPhase, snapshot: CheckSnapshot, was_running: bool
) -> None:
    assert next_phase(phase, snapshot, was_running=was_running) is phase
