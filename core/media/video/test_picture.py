"""The test picture: colour bars, something that moves, a clock, and a frame number that code can read back.

The number sits in the top rows as 32 blocks, black for 0 and white for 1: 24 bits of the number, most
significant first, and 8 bits of check. Blocks that large survive any encoder.
"""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray

from core.media.video.frames import Plane, read_plane, write_plane

BLOCKS = 32
NUMBER_BITS = 24
CHECK_BITS = 8
BLACK, WHITE = 24, 232
THRESHOLD = 128

# Y, Cb, Cr of the bars (BT.601, 75 %).
BARS = (
    (180, 128, 128),
    (162, 44, 142),
    (131, 156, 44),
    (112, 72, 58),
    (84, 184, 198),
    (65, 100, 212),
    (35, 212, 114),
    (16, 128, 128),
)

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


def check_bits(number: int) -> int:
    """Return the check byte of a frame number."""
    mixed = (number * 0x9E3779B1) & 0xFFFFFFFF
    return (mixed >> 24) ^ 0x5A


def read_frame_number(frame: av.VideoFrame) -> int | None:
    """Return the number in a test picture, or None if there is none to be read."""
    luma = read_plane(frame, 0)
    size = luma.shape[1] // BLOCKS
    if size < 4 or luma.shape[0] < size:
        return None
    quarter = size // 4
    values = luma[quarter : size - quarter, : size * BLOCKS].reshape(-1, BLOCKS, size)
    means = values[:, :, quarter : size - quarter].mean(axis=(0, 2))
    word = int("".join("1" if mean > THRESHOLD else "0" for mean in means), 2)
    number, check = word >> CHECK_BITS, word & ((1 << CHECK_BITS) - 1)
    return number if check == check_bits(number) else None


def _bars(width: int, height: int) -> tuple[Plane, Plane, Plane]:
    columns = np.minimum(np.arange(width) * len(BARS) // width, len(BARS) - 1)
    half = columns[::2][: width // 2]
    table = np.array(BARS, np.uint8)
    luma = np.broadcast_to(table[columns, 0], (height, width)).copy()
    blue = np.broadcast_to(table[half, 1], (height // 2, width // 2)).copy()
    red = np.broadcast_to(table[half, 2], (height // 2, width // 2)).copy()
    return luma, blue, red


def _digit(value: int, size: int) -> Plane:
    """Return digit ``value`` as luma, ``size`` wide and twice as high."""
    picture = np.full((2 * size, size), BLACK, np.uint8)
    bar = max(1, size // 6)
    places = (
        (slice(0, bar), slice(0, size)),
        (slice(0, size), slice(0, bar)),
        (slice(0, size), slice(size - bar, size)),
        (slice(size - bar // 2, size - bar // 2 + bar), slice(0, size)),
        (slice(size, 2 * size), slice(0, bar)),
        (slice(size, 2 * size), slice(size - bar, size)),
        (slice(2 * size - bar, 2 * size), slice(0, size)),
    )
    for lit, place in zip(SEGMENTS[value], places, strict=True):
        if lit == "1":
            picture[place] = WHITE
    return picture


class TestPicture:
    """Draws test pictures of one size; ``width`` and ``height`` are even, at least 128 and 96 pixels."""

    __test__ = False

    def __init__(self, width: int = 1280, height: int = 720, rate: int = 30) -> None:
        self.width = max(128, width & ~1)
        self.height = max(96, height & ~1)
        self.rate = rate
        self._block = self.width // BLOCKS
        self._luma, self._blue, self._red = _bars(self.width, self.height)
        ramp = np.abs((np.arange(2 * self.width) % 256) * 2 - 255).astype(np.uint8) // 2 + 60
        self._band = np.broadcast_to(ramp, (self.height // 8, 2 * self.width))
        self._digits = [_digit(value, max(6, self.width // 32)) for value in range(10)]

    def draw(self, number: int) -> av.VideoFrame:
        """Return picture ``number`` as a new yuv420p frame; its clock shows ``number`` at the given rate."""
        luma = self._luma.copy()
        self._draw_number(luma, number)
        self._draw_band(luma, number)
        self._draw_ball(luma, number)
        self._draw_clock(luma, number)
        frame = av.VideoFrame(self.width, self.height, "yuv420p")
        write_plane(frame, 0, luma)
        write_plane(frame, 1, self._blue)
        write_plane(frame, 2, self._red)
        return frame

    def _draw_number(self, luma: Plane, number: int) -> None:
        number &= (1 << NUMBER_BITS) - 1
        word = number << CHECK_BITS | check_bits(number)
        bits = np.array([word >> (BLOCKS - 1 - place) & 1 for place in range(BLOCKS)], np.uint8)
        row = np.repeat(np.where(bits, WHITE, BLACK).astype(np.uint8), self._block)
        luma[: self._block, : len(row)] = row

    def _draw_band(self, luma: Plane, number: int) -> None:
        start = number * 4 % self.width
        bottom = self.height - self.height // 16
        luma[bottom - self.height // 8 : bottom] = self._band[:, start : start + self.width]

    def _draw_ball(self, luma: Plane, number: int) -> None:
        size = self.height // 8
        span_x, span_y = self.width - size, self.height // 3
        x = _bounce(number * 7, span_x)
        y = self.height // 3 + _bounce(number * 3, span_y - size if span_y > size else 1)
        luma[y : y + size, x : x + size] = WHITE

    def _draw_clock(self, luma: Plane, number: int) -> None:
        tenths = number * 10 // self.rate
        minutes, seconds = tenths // 600 % 100, tenths // 10 % 60
        digits: NDArray[np.int64] = np.array(
            [minutes // 10, minutes % 10, seconds // 10, seconds % 10, tenths % 10]
        )
        size = self._digits[0].shape[1]
        top = self._block * 2
        left = self.width // 2 - 4 * size
        for place, value in enumerate(digits):
            x = left + place * (size + size // 2) + (place // 2) * (size // 2)
            luma[top : top + 2 * size, x : x + size] = self._digits[int(value)]


def _bounce(position: int, span: int) -> int:
    folded = position % (2 * span)
    return folded if folded < span else 2 * span - folded - 1
