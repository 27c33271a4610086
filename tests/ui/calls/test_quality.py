"""Warnings about quality come and go, each told for three seconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui import scenes
from ui.viewmodels.calls.quality import MOST_SHOWN, SHOWN_MS, QualityModel, changes

Later = list[tuple[int, Callable[[], None]]]


@pytest.fixture
def later() -> Later:
    return []


@pytest.fixture
def model(qtbot: QtBot, later: Later) -> QualityModel:
    def keep(ms: int, owner: QObject, done: Callable[[], None]) -> None:
        later.append((ms, done))

    return QualityModel(later=keep)


def shown(model: QualityModel) -> list[tuple[str, bool]]:
    return [(row.text, row.better) for row in model.rows]


def test_what_came_and_what_went() -> None:
    assert changes((), ("a", "b", "a")) == [("a", False), ("b", False)]
    assert changes(("a", "b"), ("b", "c")) == [("c", False), ("a", True)]
    assert changes(("a",), ("a",)) == []


def test_new_figures_are_no_news() -> None:
    before = ("Bob answers late.", "A part is lost (2% so far).", "Uneven by 31 ms: it may stutter.")
    after = ("Bob answers late by 420 ms.", "A part is lost (14% so far).")
    assert changes(before[:2], after) == []
    assert changes(before, after) == [("Uneven: it may stutter.", True)]


def test_a_warning_is_told_once_and_its_end_too(model: QualityModel, later: Later) -> None:
    model.show_call(scenes.established())
    model.show_call(scenes.established(quality=("Slow.",)))
    model.show_call(scenes.established(quality=("Slow.", "Gaps.")))
    model.show_call(scenes.established(quality=("Slow.", "Gaps."), muted=True))
    model.show_call(scenes.established(quality=("Slow.",)))
    assert shown(model) == [("Gaps.", False), ("Solved: Gaps.", True)]
    assert [ms for ms, _ in later] == [SHOWN_MS, SHOWN_MS]
    later[0][1]()
    assert shown(model) == [("Solved: Gaps.", True)]
    later[0][1]()  # already gone
    later[1][1]()
    assert shown(model) == []


def test_what_the_standing_sign_says_is_not_told_beside_it(model: QualityModel) -> None:
    late, later = "Bob answers late by 420 ms.", "Bob answers late by 510 ms."
    model.show_call(scenes.established())
    model.show_call(scenes.established(quality=(late,)))
    assert shown(model) == []
    model.show_call(scenes.established(quality=("Gaps.", late)))
    assert shown(model) == [("Gaps.", False)], "the sign only counts them"
    model.show_call(scenes.established(quality=("Gaps.",)))
    assert shown(model) == [("Solved: Bob answers late.", True)], "the sign says the other one now"
    model.show_call(scenes.established(quality=("Gaps.", later)))
    model.show_call(scenes.established(quality=(late,)))
    assert [text for text, is_better in shown(model) if not is_better] == []


def test_another_call_on_the_screen_tells_nothing(model: QualityModel) -> None:
    model.show_call(scenes.established(quality=("Gaps.",)))
    assert shown(model) == []
    model.show_call(scenes.bakery(quality=("Slow.",)))
    model.show_call(None)
    assert shown(model) == []


def test_no_flood(model: QualityModel) -> None:
    for n in range(50):
        model.show_call(scenes.established(quality=(f"Problem {n}.",)))
    assert len(shown(model)) == MOST_SHOWN


@pytest.mark.parametrize("who", ["is_held", "is_held_by_remote"])
def test_hold_solves_no_problem(model: QualityModel, who: str) -> None:
    model.show_call(scenes.established())
    model.show_call(scenes.established(quality=("Gaps.", "Slow.")))
    model.show_call(scenes.established(**{who: True}))
    assert shown(model) == []
    model.show_call(scenes.established(quality=("Gaps.", "Slow.")))
    assert shown(model) == [("Gaps.", False), ("Slow.", False)]
