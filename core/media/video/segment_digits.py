"""Digits of seven segments with round ends, as masks of opacity: a clock without a typeface."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.float64]

COLON = 10
"""Place of the colon among the masks."""

# Seven segments per digit: top, upper left, upper right, middle, lower left, lower right, bottom.
SEGMENTS = (
    "1110111",
    "0010010",
    "1011101",
    "1011011",
    "0111010",
    "1101011",
    "1101111",
    "1010010",
    "1111111",
    "1111011",
)

# The ends of each segment in units of a digit's width; a digit is twice as high as wide.
ENDS = (
    ((0, 0), (1, 0)),
    ((0, 0), (0, 1)),
    ((1, 0), (1, 1)),
    ((0, 1), (1, 1)),
    ((0, 1), (0, 2)),
    ((1, 1), (1, 2)),
    ((0, 2), (1, 2)),
)

STROKE = 0.13
"""Half the width of a stroke, in units of a digit's width."""


def _distance(across: Mask, down: Mask, ends: tuple[tuple[int, int], tuple[int, int]]) -> Mask:
    """Return how far each place is from a straight line between two ends."""
    (x0, y0), (x1, y1) = ends
    along = np.clip((across - x0) * (x1 - x0) + (down - y0) * (y1 - y0), 0, 1)
    return np.hypot(across - x0 - along * (x1 - x0), down - y0 - along * (y1 - y0))


def digit_masks(height: int) -> list[Mask]:
    """Return the opacity, 0 to 1, of the digits 0 to 9 and of a colon, ``height`` pixels high."""
    unit = height / (2 + 2 * STROKE)
    width = round(unit * (1 + 2 * STROKE))
    across: Mask = ((np.arange(width, dtype=np.float64) + 0.5) / unit - STROKE)[None, :]
    down: Mask = ((np.arange(height, dtype=np.float64) + 0.5) / unit - STROKE)[:, None]
    lines = [_distance(across, down, ends) for ends in ENDS]
    masks = []
    for lit in SEGMENTS:
        nearest = np.minimum.reduce([line for line, on in zip(lines, lit, strict=True) if on == "1"])
        masks.append(np.clip((STROKE - nearest) * unit + 0.5, 0, 1))
    narrow = across[:, : max(1, round(unit * 4 * STROKE))]
    dots = [np.hypot(narrow - STROKE, down - place) for place in (0.6, 1.4)]
    masks.append(np.clip((1.3 * STROKE - np.minimum(*dots)) * unit + 0.5, 0, 1))
    return masks
