"""From the scores of all scenes to budgets and curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.bench.measurement import Measurement, rounded
from tests.bench.network.curves import Chart, Point
from tests.bench.network.scenes import LOSSES, SCENES, SOUND_RATES, VIDEO_RATES

Figures = Mapping[str, Any]
"""The fields of ``Scores``, as read from a call's output; empty when the call failed."""

Results = Mapping[str, Mapping[str, Figures]]
"""Scene, program (ours, stock, and chromium where it is compared), figures."""

BUDGETS: tuple[tuple[str, str, str, str, float, float], ...] = (
    ("two-percent", "2 % loss, 100 ms RTT: longest freeze", "longest_freeze", "ms", 400.0, 1),
    ("jittery-sound", "sound, 5 % loss, 50 ms jitter: speech not reproduced", "lost_speech", "%", 1.0, 100),
    ("jittery-sound", "sound, 5 % loss, 50 ms jitter: added delay", "added_delay", "ms", 120.0, 1),
    ("drop", "2 Mbit/s to 500 kbit/s: longest freeze", "longest_freeze", "ms", 500.0, 1),
)
"""Scene, what it is called, field, unit, budget, factor from the field to the unit."""

LONG_QUEUE = 200.0
RECOVERED = 0.8
SUSTAINED = 2.0
CHROMIUM = "chromium"
NAMES = {"ours": "Ahoy", "stock": "aiortc 1.16", CHROMIUM: "Chromium"}


def queue_drained_after(figures: Figures, start: float, end: float) -> float | None:
    """Return how many seconds after ``start`` the queue was below 200 ms for good (until ``end``)."""
    during = [(at, ms) for at, ms, _ in figures.get("queue", ()) if start <= at < end]
    if not during:
        return None
    return max((at - start for at, ms in during if ms >= LONG_QUEUE), default=0.0)


def recovered_after(figures: Figures, start: float, end: float, kilobits: float) -> float | None:
    """Return how many seconds after ``start`` that rate is delivered on average for the next two seconds.

    The whole time if never. A single second does not count: an emptied queue fills it.
    """
    during = [(at, rate) for at, _, rate in figures.get("queue", ()) if start <= at < end]
    for at, _ in during:
        ahead = [rate for later, rate in during if at + 1 <= later < at + 1 + SUSTAINED]
        if at + 1 + SUSTAINED < end and ahead and sum(ahead) / len(ahead) >= kilobits:
            return at - start
    return end - start if during else None


def measurements(results: Results, factor: float) -> list[Measurement]:
    """Return the rows with a budget, of the scenes that were run."""
    rows = [
        _row(results[scene], name, unit, budget, lambda one, f=field, t=times: _times(one.get(f), t))
        for scene, name, field, unit, budget, times in BUDGETS
        if scene in results
    ]
    if "drop" in results:
        rows += _drop_rows(results["drop"], factor)
    return rows


def _drop_rows(programs: Mapping[str, Figures], factor: float) -> Iterator[Measurement]:
    (_, wide), (down, _), (up, _) = SCENES["drop"].line.phases
    start, middle, end = down * factor, up * factor, SCENES["drop"].seconds * factor
    assert wide.rate is not None
    wanted = RECOVERED * wide.rate / 1000
    yield _row(
        programs,
        "2 Mbit/s to 500 kbit/s: queue below 200 ms for good after",
        "s",
        2.0,
        lambda one: queue_drained_after(one, start, middle),
    )
    yield _row(
        programs,
        "500 kbit/s to 2 Mbit/s: 80 % of it used after",
        "s",
        10.0,
        lambda one: recovered_after(one, middle, end, wanted),
    )


def _row(
    programs: Mapping[str, Figures],
    name: str,
    unit: str,
    budget: float,
    value: Callable[[Figures], float | None],
) -> Measurement:
    note = "over an impaired line; reference: stock aiortc over the same"
    compared = rounded(value(programs.get(CHROMIUM, {})))
    if compared is not None:
        note += f"; Chromium: {compared:g} {unit}"
    return Measurement(name, value(programs["ours"]), unit, budget, value(programs["stock"]), note=note)


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else factor * value


def curves(results: Results) -> dict[str, str]:
    """Return the pictures to draw of the scenes that were run, by file name."""
    charts: dict[str, Chart] = {}
    by_loss = _by_number(results, "loss", LOSSES)
    if by_loss:
        for field, label, factor in (
            ("frozen", "picture frozen, s of 12", 1.0),
            ("frame_delay_p95", "frame delay p95, ms", 1.0),
            ("lost_speech", "speech lost, %", 100.0),
            ("speech_quality", "speech quality, MOS-LQO", 1.0),
        ):
            charts[f"loss-{field}"] = _chart("Loss", "loss, %", label, by_loss, field, factor)
    by_rate = _by_number(results, "video", VIDEO_RATES)
    if by_rate:
        for field, label in (("psnr", "PSNR, dB"), ("frame_delay_p95", "frame delay p95, ms")):
            charts[f"video-{field}"] = _chart("720p over a narrow line", "kbit/s", label, by_rate, field)
    by_sound = _by_number(results, "sound", SOUND_RATES)
    if by_sound:
        charts["sound-quality"] = _chart(
            "Sound over a narrow line", "kbit/s", "speech quality, MOS-LQO", by_sound, "speech_quality"
        )
    if "drop" in results:
        charts["drop-queue"] = _over_time("Queue in front of the bottleneck", "ms", results["drop"], 1)
        charts["drop-rate"] = _over_time("Rate that arrives", "kbit/s", results["drop"], 2)
    return {f"{name}.svg": chart.svg() for name, chart in charts.items()}


def _by_number(results: Results, prefix: str, numbers: tuple[int, ...]) -> dict[int, Mapping[str, Figures]]:
    return {number: results[name] for number in numbers if (name := f"{prefix}-{number}") in results}


def _chart(
    title: str,
    x_label: str,
    y_label: str,
    by_number: Mapping[int, Mapping[str, Figures]],
    field: str,
    factor: float = 1.0,
) -> Chart:
    series: dict[str, list[Point]] = {
        shown: [(number, _times(by_number[number][name].get(field), factor)) for number in sorted(by_number)]
        for name, shown in NAMES.items()
        if all(name in programs for programs in by_number.values())
    }
    return Chart(title, x_label, y_label, series)


def _over_time(title: str, label: str, programs: Mapping[str, Figures], column: int) -> Chart:
    series: dict[str, list[Point]] = {
        shown: [(row[0], row[column]) for row in programs[name].get("queue", ())]
        for name, shown in NAMES.items()
        if name in programs
    }
    return Chart(f"{title}: 2 Mbit/s, 500 kbit/s, 2 Mbit/s", "seconds", label, series)
