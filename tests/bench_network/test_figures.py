"""From scores to budgets, tables and curves."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.bench.network.bench import keep, table
from tests.bench.network.curves import Chart, round_step
from tests.bench.network.figures import curves, measurements, queue_drained_after, recovered_after
from tests.bench.network.scenes import SCENES, SHORT

SVG = "{http://www.w3.org/2000/svg}"


def over_time(queue_ms: Any, rate: Any, seconds: int = 60) -> dict[str, Any]:
    times = [tenth / 10 for tenth in range(10 * seconds)]
    return {"queue": [(at, queue_ms(at), rate(at)) for at in times]}


def test_the_queue_is_drained_when_it_stays_short() -> None:
    late_peak = over_time(lambda at: 900 if at < 16 or 17 <= at < 18 else 50, lambda at: 0)
    assert queue_drained_after(late_peak, 15, 35) == pytest.approx(2.9)
    assert queue_drained_after(over_time(lambda at: 10, lambda at: 0), 15, 35) == 0.0
    assert queue_drained_after({}, 15, 35) is None


def test_a_rate_is_reached_when_it_is_kept_and_not_by_a_flush() -> None:
    flush = over_time(lambda at: 0, lambda at: 1900 if at < 36 or at >= 42 else 500)
    assert recovered_after(flush, 35, 60, 1600) == pytest.approx(6.0, abs=0.5)
    assert recovered_after(over_time(lambda at: 0, lambda at: 500), 35, 60, 1600) == 25
    assert recovered_after({}, 35, 60, 1600) is None


def test_every_budget_has_a_row_and_a_call_that_failed_misses_it() -> None:
    good = {"longest_freeze": 100.0, "lost_speech": 0.002, "added_delay": 90.0}
    good |= over_time(lambda at: 10, lambda at: 1900)
    results = {name: {"ours": good, "stock": {}} for name in ("two-percent", "jittery-sound", "drop")}
    rows = measurements(results, 1.0)
    assert len(rows) == 6 and all(row.met for row in rows)
    assert rows[1].value == pytest.approx(0.2) and rows[1].reference is None
    assert not any("Chromium" in row.note for row in rows)
    failed = {name: {"ours": {}, "stock": good} for name in results}
    assert not any(row.met for row in measurements(failed, 1.0))


def test_chromium_is_named_where_it_was_compared_and_nowhere_else() -> None:
    good = {"longest_freeze": 100.0} | over_time(lambda at: 10, lambda at: 1900)
    browser = {"longest_freeze": 321.0} | over_time(lambda at: 10, lambda at: 1900)
    compared = {"ours": good, "stock": good, "chromium": browser}
    results = {"two-percent": compared, "drop": compared | {"chromium": {}}, "loss-10": compared}
    notes = [row.note for row in measurements(results, 1.0)]
    assert notes[0].endswith("Chromium: 321 ms") and not any("Chromium" in note for note in notes[1:])
    assert "Chromium" in curves(results)["loss-frozen.svg"]
    alone = {name: {"ours": good, "stock": good} for name in ("loss-10", "drop")}
    assert not any("Chromium" in picture for picture in curves(alone).values())
    assert "Chromium" in table(results) and "Chromium" not in table(alone)


def test_a_chart_is_well_formed_and_interrupted_where_nothing_was_measured() -> None:
    chart = Chart('A "title" & more', "x", "y", {"one": [(0, 1.0), (1, 2.0), (2, None), (3, 3.0), (4, 1.0)]})
    root = ElementTree.fromstring(chart.svg())
    assert root.attrib["aria-label"] == 'A "title" & more'
    assert len(root.findall(f"{SVG}polyline")) == 2
    points = [
        float(n)
        for line in root.findall(f"{SVG}polyline")
        for n in line.attrib["points"].replace(",", " ").split()
    ]
    assert all(0 <= number <= 640 for number in points)


@pytest.mark.parametrize("points", [[], [(1, None)], [(1, 5.0)], [(0, 0.0), (1, 0.0)], [(0, -5.0), (1, 1e9)]])
def test_a_chart_can_be_drawn_of_almost_nothing(points: list[tuple[float, float | None]]) -> None:
    ElementTree.fromstring(Chart("t", "x", "y", {"one": points}).svg())


@pytest.mark.parametrize(("span", "step"), [(10, 2), (7, 2), (100, 20), (0.3, 0.1), (50, 10), (1200, 500)])
def test_grid_lines_are_at_round_numbers(span: float, step: float) -> None:
    assert round_step(span) == pytest.approx(step)


def test_everything_is_kept_even_when_calls_failed(tmp_path: Path) -> None:
    results = {name: {"ours": {"psnr": 40.0, "queue": [(0.0, 1.0, 2.0)]}, "stock": {}} for name in SCENES}
    keep(results, tmp_path)
    assert (tmp_path / "network.json").stat().st_size > 100
    assert set(curves(results)) == {path.name.removeprefix("network-") for path in tmp_path.glob("*.svg")}
    assert "loss-50" in table(results)


def test_scenes_can_be_shortened_and_the_short_list_is_known() -> None:
    short = SCENES["drop"].shortened(0.5)
    assert short.seconds == 30 and [start for start, _ in short.line.phases] == [0, 7.5, 17.5]
    assert set(SHORT) <= set(SCENES)
    assert sum(scene.seconds for scene in SCENES.values()) < 540, "the whole bench is to fit into 12 minutes"
