"""Curves as SVG, drawn without a library: a few lines, a grid, names at their ends."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 640, 340
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 44, 62
COLOURS = ("#2563eb", "#dc2626", "#71717a", "#059669", "#d97706")
TICKS = 5
FONT = 'font-family="system-ui, sans-serif"'

Point = tuple[float, float | None]
"""x and y; None where nothing was measured, which interrupts the line."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: what it shows, and how far it goes."""

    label: str
    low: float
    high: float

    def place(self, value: float) -> float:
        """Return where ``value`` lies, 0 to 1 within the axis."""
        return (value - self.low) / (self.high - self.low)


def round_step(span: float) -> float:
    """Return a round distance of grid lines that divides ``span`` into about five."""
    raw = span / TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)


def _axis(label: str, values: Sequence[float], *, from_zero: bool) -> Axis:
    low, high = min(values, default=0.0), max(values, default=1.0)
    if from_zero:
        low = min(low, 0.0)
    if high <= low:
        high = low + 1.0
    step = round_step(high - low)
    return Axis(label, math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step)


def _text(x: float, y: float, text: str, *, anchor: str = "middle", size: int = 12, extra: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" {FONT} '
        f'fill="#3f3f46"{extra}>{escape(text)}</text>'
    )


class Chart:
    """A line chart; ``series`` maps names to points in order of x."""

    def __init__(self, title: str, x_label: str, y_label: str, series: Mapping[str, Sequence[Point]]) -> None:
        self._title = title
        self._series = series
        points = [(x, y) for line in series.values() for x, y in line if y is not None and math.isfinite(y)]
        self._x = _axis(x_label, [x for x, _ in points], from_zero=False)
        self._y = _axis(y_label, [y for _, y in points], from_zero=True)

    def svg(self) -> str:
        """Return the whole picture."""
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label={quoteattr(self._title)}>',
            f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#ffffff"/>',
            _text(LEFT, 24, self._title, anchor="start", size=15, extra=' font-weight="600"'),
            *self._grid(),
        ]
        for index, (name, points) in enumerate(self._series.items()):
            parts += self._line(COLOURS[index % len(COLOURS)], points)
            parts += self._legend(index, name)
        return "\n".join([*parts, "</svg>"]) + "\n"

    def _at(self, x: float, y: float) -> tuple[float, float]:
        across = LEFT + self._x.place(x) * (WIDTH - LEFT - RIGHT)
        return across, HEIGHT - BOTTOM - self._y.place(y) * (HEIGHT - TOP - BOTTOM)

    def _grid(self) -> list[str]:
        parts = []
        for axis, is_across in ((self._x, True), (self._y, False)):
            step = round_step(axis.high - axis.low)
            for number in range(round((axis.high - axis.low) / step) + 1):
                value = axis.low + number * step
                if is_across:
                    x, y = self._at(value, self._y.low)
                    parts.append(_text(x, y + 16, f"{value:g}"))
                    continue
                x, y = self._at(self._x.low, value)
                parts.append(
                    f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#e4e4e7"/>'
                )
                parts.append(_text(x - 8, y + 4, f"{value:g}", anchor="end"))
        middle = (TOP + HEIGHT - BOTTOM) / 2
        parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 34, self._x.label))
        turned = f' transform="rotate(-90 16 {middle})"'
        return [*parts, _text(16, middle, self._y.label, extra=turned)]

    def _line(self, colour: str, points: Sequence[Point]) -> list[str]:
        runs: list[list[str]] = [[]]
        for x, y in points:
            if y is None or not math.isfinite(y):
                runs.append([])
            else:
                runs[-1].append("{:.1f},{:.1f}".format(*self._at(x, y)))
        parts = [
            f'<polyline points="{" ".join(run)}" fill="none" stroke="{colour}" stroke-width="2" '
            'stroke-linejoin="round"/>'
            for run in runs
            if len(run) > 1
        ]
        if len(points) <= 12:
            places = (place.split(",") for run in runs for place in run)
            parts += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in places]
        return parts

    def _legend(self, index: int, name: str) -> list[str]:
        x, y = LEFT + index * 150, HEIGHT - 12
        colour = COLOURS[index % len(COLOURS)]
        mark = f'<line x1="{x}" y1="{y - 4}" x2="{x + 18}" y2="{y - 4}" stroke="{colour}" stroke-width="3"/>'
        return [mark, _text(x + 24, y, name, anchor="start")]
