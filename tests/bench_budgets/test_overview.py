"""The overview at the end of a bench: each budget once, and by how much it is met or missed."""

from __future__ import annotations

import pytest

from tests.bench.measurement import Measurement, overview, verdict


@pytest.mark.parametrize(
    ("value", "budget", "is_rate", "words"),
    [
        (9.0, 12.0, False, "met by 25%"),
        (15.0, 12.0, False, "MISSED by 25%"),
        (30.0, 20.0, True, "met by 50%"),
        (10.0, 20.0, True, "MISSED by 50%"),
        (0.0, 0.0, False, "met"),
        (3.0, 0.0, False, "MISSED by 3"),
        (None, 5.0, False, "MISSED: not measured"),
        (5.0, None, False, ""),
    ],
)
def test_a_verdict_says_by_how_much(
    value: float | None, budget: float | None, is_rate: bool, words: str
) -> None:
    assert verdict(Measurement("it", value, "ms", budget, is_rate=is_rate)) == words


def test_the_overview_has_each_budget_and_nothing_else() -> None:
    page = overview(
        [
            Measurement("quick", 9.0, "ms", 12.0),
            Measurement("merely told", 1.0, "ms"),
            Measurement("many", 10.0, "a second", 20.0, is_rate=True),
        ]
    )
    head, *rows = page.splitlines()
    assert head == "2 budgets: 1 met, 1 missed"
    assert [row.split() for row in rows] == [
        ["quick", "9", "ms", "<=", "12", "met", "by", "25%"],
        ["many", "10", "a", "second", ">=", "20", "MISSED", "by", "50%"],
    ]


def test_nothing_measured_makes_an_overview_too() -> None:
    assert overview([]) == "0 budgets: 0 met, 0 missed"
