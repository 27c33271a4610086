"""What a bench yields, and how it is printed and kept."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measurement:
    """One figure. ``reference`` is the same thing measured on something else in the same run, if anything.

    ``met`` is None where no budget is set. ``is_rate``: larger is better.
    """

    name: str
    value: float | None
    unit: str
    budget: float | None = None
    reference: float | None = None
    is_rate: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the budget holds; a figure that could not be measured misses it."""
        if self.budget is None:
            return None
        if self.value is None:
            return False
        return self.value >= self.budget if self.is_rate else self.value <= self.budget

    def as_json(self) -> dict[str, object]:
        """Return the entry of ``summary.json``."""
        entry = asdict(self)
        del entry["is_rate"]
        return entry | {"met": self.met}


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` (0 to 1) of ``values`` lie, by the nearest rank."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def rounded(value: float | None) -> float | None:
    """Return three significant digits or so."""
    return None if value is None else round(value, 3 if abs(value) < 10 else 1)


def table(measurements: Iterable[Measurement]) -> str:
    """Return the figures as text in columns."""
    rows = [("what", "measured", "budget", "reference", "unit", "")]
    for one in measurements:
        cells = map(_cell, (one.value, one.budget, one.reference))
        rows.append((one.name, *cells, one.unit, {None: "", True: "met", False: "MISSED"}[one.met]))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(map(str.ljust, row, widths)) for row in rows)
    return "\n".join(lines)


def verdict(one: Measurement) -> str:
    """Return by how much a budget is met or missed, in words."""
    if one.budget is None:
        return ""
    word = "met" if one.met else "MISSED"
    if one.value is None:
        return f"{word}: not measured"
    if not one.budget:
        return word if one.met else f"{word} by {rounded(one.value):g}"
    spare = (one.value / one.budget - 1) * (1 if one.is_rate else -1)
    return f"{word} by {abs(spare):.0%}"


def overview(measurements: Iterable[Measurement]) -> str:
    """Return one line for each budget: measured, allowed, and by how much it is met or missed."""
    budgets = [one for one in measurements if one.budget is not None]
    lines = [
        (one.name, f"{_cell(one.value)} {one.unit}", f"{'>=' if one.is_rate else '<='} {_cell(one.budget)}")
        for one in budgets
    ]
    widths = [max((len(line[column]) for line in lines), default=0) for column in range(3)]
    missed = sum(not one.met for one in budgets)
    head = f"{len(budgets)} budgets: {len(budgets) - missed} met, {missed} missed"
    rows = (
        "  ".join((*map(str.ljust, line, widths), verdict(one)))
        for line, one in zip(lines, budgets, strict=True)
    )
    return "\n".join((head, *rows))


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{rounded(value):g}"


def write_summary(path: Path, measurements: Iterable[Measurement]) -> None:
    """Write ``summary.json``: a list of name, value, unit, budget, reference, met."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([one.as_json() for one in measurements], indent=1) + "\n", encoding="utf-8")


def machine() -> str:
    """Return a line about the machine, since every figure is about one."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {python}{load}"
