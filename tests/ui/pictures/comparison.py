"""Whether two pictures of a screen look the same: by structure and by colour, tile by tile, never by bytes.

Both are made small first, so that what is compared is what a person sees from arm's length, and a pixel that
a typeface's renderer moves does not count. A tile differs when its mean colour does, or when its lines are
others.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

WIDTH = 320
TILE = 8
"""Pixels of the small picture on a side; a button with an icon covers four tiles."""
COLOUR_LIMIT = 9.0
"""Mean difference of a tile's colour, of 255, that is no accident."""
STRUCTURE_LIMIT = 0.55
"""Structural similarity (SSIM) of a tile below which its lines are others."""
_QUIET = 6.0
"""Standard deviation of a tile below which it has no lines."""
_C2 = (0.03 * 255) ** 2
_LEVELS = 32
_COLOURS = 256

Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two pictures differ: tiles as (column, row) of the small picture, the worst first."""

    tiles: tuple[tuple[int, int], ...] = ()
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.tiles or self.note)

    def __str__(self) -> str:
        places = ", ".join(f"({x * TILE}, {y * TILE})" for x, y in self.tiles[:6])
        return self.note or f"{len(self.tiles)} tiles differ, at {places} of {WIDTH} pixels across"


def small(image: QImage) -> QImage:
    """Return ``image`` made ``WIDTH`` wide by averaging, in at most 256 colours."""
    mode = Qt.TransformationMode.SmoothTransformation
    return paletted(image.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(WIDTH, mode))


def paletted(image: QImage) -> QImage:
    """Return ``image`` in its own 256 commonest colours, each part rounded to one of 32 levels."""
    step = 256 // _LEVELS
    rounded = (pixels(image) // step).astype(np.int32)
    codes = (rounded[..., 0] * _LEVELS + rounded[..., 1]) * _LEVELS + rounded[..., 2]
    found, where, counts = np.unique(codes, return_inverse=True, return_counts=True)
    parts = np.stack([found // _LEVELS**2, found // _LEVELS % _LEVELS, found % _LEVELS], axis=1)
    kept = np.sort(np.argsort(-counts, kind="stable")[:_COLOURS])
    distance = ((parts[:, None, :] - parts[None, kept, :]) ** 2).sum(axis=2)
    table = distance.argmin(axis=1).astype(np.uint8)
    indices = np.ascontiguousarray(table[where.reshape(codes.shape)])
    made = QImage(
        indices.tobytes(), image.width(), image.height(), image.width(), QImage.Format.Format_Indexed8
    )
    made.setColorTable([0xFF000000 | _packed(part * step + step // 2) for part in parts[kept]])
    return made.copy()


def _packed(part: NDArray[np.int64]) -> int:
    red, green, blue = (int(value) for value in part)
    return red << 16 | green << 8 | blue


def pixels(image: QImage) -> Pixels:
    """Return height x width x 3 values, 0 to 255."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).astype(np.float32)


def compare(drawn: QImage, reference: QImage) -> Difference:
    """Compare two small pictures."""
    if drawn.size() != reference.size():
        was, now = reference.size(), drawn.size()
        return Difference(
            note=f"{now.width()} x {now.height()} pixels instead of {was.width()} x {was.height()}"
        )
    one, other = tiles(pixels(drawn)), tiles(pixels(reference))
    colour = np.abs(one.mean(axis=2) - other.mean(axis=2)).max(axis=2)
    likeness = structure(one, other)
    badness = np.maximum(colour / COLOUR_LIMIT, (1 - likeness) / (1 - STRUCTURE_LIMIT))
    rows, columns = np.nonzero(badness > 1)
    order = np.argsort(-badness[rows, columns])
    return Difference(tuple((int(columns[i]), int(rows[i])) for i in order))


def tiles(values: Pixels) -> Pixels:
    """Return the picture as rows x columns x (pixels of a tile) x 3; edges that fill no tile are repeated."""
    height, width = (-size % TILE for size in values.shape[:2])
    full = np.pad(values, ((0, height), (0, width), (0, 0)), mode="edge")
    rows, columns = full.shape[0] // TILE, full.shape[1] // TILE
    cut = full.reshape(rows, TILE, columns, TILE, 3).swapaxes(1, 2)
    return cut.reshape(rows, columns, TILE * TILE, 3)


def structure(one: Pixels, other: Pixels) -> Pixels:
    """Return the likeness of each tile's lines, 1 where neither has any."""
    weights = np.array([0.299, 0.587, 0.114], np.float32)
    x, y = one @ weights, other @ weights
    mean_x, mean_y = x.mean(axis=2), y.mean(axis=2)
    var_x, var_y = x.var(axis=2), y.var(axis=2)
    shared = ((x - mean_x[..., None]) * (y - mean_y[..., None])).mean(axis=2)
    likeness = (2 * shared + _C2) / (var_x + var_y + _C2)
    is_quiet = np.maximum(var_x, var_y) < _QUIET**2
    return np.where(is_quiet, 1.0, likeness).astype(np.float32)


def load(path: Path) -> QImage:
    """Return a reference picture; raises ``FileNotFoundError`` when there is none."""
    image = QImage(str(path))
    if image.isNull():
        raise FileNotFoundError(f"no reference picture {path.name}")
    return image
