"""The window's view of a call tells everything that the window asks for."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from core.engine.calls import call_view
from core.snapshots import CallSnapshot
from tests.calling.fakes import World
from tests.engine.calls.desk_phone import DeskPhone

FILLED_ELSEWHERE = {"hints"}
"""By the desk that listens to the microphone."""


async def test_no_field_of_a_call_is_forgotten(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(seed)
    ada = await DeskPhone(world, tmp_path / "ahoy.sqlite").open()
    bob = await ada.friend("bob")
    told: set[str] = set()

    def record(**values: Any) -> CallSnapshot:
        told.update(values)
        return CallSnapshot(**values)

    def record_more(shown: CallSnapshot, **values: Any) -> CallSnapshot:
        told.update(values)
        return replace(shown, **values)

    monkeypatch.setattr(call_view, "CallSnapshot", record)
    monkeypatch.setattr(call_view, "replace", record_more)
    await ada.talks_to(bob)
    await ada.close()
    await world.close()
    assert {field.name for field in fields(CallSnapshot)} - told == FILLED_ELSEWHERE
