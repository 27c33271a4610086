"""The table: what is expected, what is not, and how it is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.catalogue import Scenario
from tests.conformance.differences import DIFFERENCES
from tests.conformance.scenarios import SCENARIOS
from tests.conformance.services import OwnService, RemoteService, TokenSigner
from tests.conformance.stage import Stage
from tests.conformance.table import Result, markdown, run_one


async def _passes(stage: Stage) -> None:
    assert stage.service.url


async def _fails(stage: Stage) -> None:
    raise AssertionError("not so")


def _scenario(play: object) -> Scenario:
    return Scenario("muting_is_told", "test", "A sentence", play)  # type: ignore[arg-type]


def test_what_passes_and_what_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    service = OwnService(tmp_path)
    assert run_one(_scenario(_passes), service).is_expected
    failed = run_one(_scenario(_fails), service)
    assert not failed.is_expected and "not so" in failed.why
    assert "not so" in capsys.readouterr().err


def test_what_is_known_to_differ_must_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DIFFERENCES, "embedded", {"muting_is_told": "for a reason"})
    assert run_one(_scenario(_fails), OwnService(tmp_path)) == Result("differs", "for a reason")
    assert not run_one(_scenario(_passes), OwnService(tmp_path)).is_expected


def test_what_a_service_of_others_cannot_do_is_not_played() -> None:
    result = run_one(
        SCENARIOS["reachable_after_a_restart"], RemoteService("http://127.0.0.1:1", TokenSigner("k", "s"))
    )
    assert result.word == "not played" and "started again" in result.why


def test_the_table_has_a_row_for_every_scenario_and_notes_below() -> None:
    results = {name: Result("yes") for name in SCENARIOS} | {"register": Result("differs", "so it is")}
    text = markdown({"ours": results})
    assert text.count("\n| ") == len(SCENARIOS)
    assert "differs [1]" in text and "1. ours: so it is." in text
