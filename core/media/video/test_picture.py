"""The test picture: a calm evening landscape with a clock, and a frame number that code can read back.

Everything moves slowly and the slopes have a texture, so that an encoder has its work with it. The number
sits in a strip of 32 blocks in the middle of the bottom edge, dark for 0 and light for 1: 24 bits of the
number, most significant first, and 8 bits of check.
"""

from __future__ import annotations

from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from core.media.video.frames import Plane, plane_view, read_plane
from core.media.video.segment_digits import COLON, digit_masks

BLOCKS = 32
NUMBER_BITS = 24
CHECK_BITS = 8
DARK, LIGHT = 36, 216
THRESHOLD = 128
MIN_BLOCK = 4

# Where down the sky (0 to 1) which Y, Cb, Cr (BT.601) is reached, and the colours of what stands in it.
SKY = ((0.0, (52, 148, 120)), (0.35, (82, 150, 132)), (0.62, (140, 122, 156)), (0.8, (178, 104, 152)))
HILLS = (((96, 134, 134), 0.68, 0.060), ((66, 138, 124), 0.78, 0.050), ((42, 136, 122), 0.88, 0.035))
SUN = (226, 92, 148)
CLOCK = 235

TEXTURE = 4
"""Steps of luma that the slopes are lighter or darker than their hill."""

SUN_PERIOD = 900
"""Pictures in which the sun goes once around its path."""

Sprite = tuple[NDArray[np.uint16], NDArray[np.uint16]]
"""How opaque each pixel is (0 to 256), and the colour times that."""


def check_bits(number: int) -> int:
    """Return the check byte of a frame number."""
    mixed = (number * 0x9E3779B1) & 0xFFFFFFFF
    return (mixed >> 24) ^ 0x5A


def number_strip(width: int, height: int) -> tuple[int, int, int]:
    """Return left, top and size of the number's blocks in a picture of that size."""
    size = max(MIN_BLOCK, width // (2 * BLOCKS))
    return (width - BLOCKS * size) // 2, height - size, size


def read_frame_number(frame: av.VideoFrame) -> int | None:
    """Return the number in a test picture, also in one made smaller; None if there is none to be read."""
    luma = read_plane(frame, 0)
    number = _read_as_drawn(luma)
    return _read_as_scaled(luma) if number is None else number


def _read_as_scaled(luma: Plane) -> int | None:
    """Read the middle of each block where a scaler has put it, between pixels."""
    rows, columns = luma.shape
    size = columns / (2 * BLOCKS)
    row = min(rows - 1, max(0, round(rows - size / 2 - 0.5)))
    middles = (columns / 4 + size * (np.arange(BLOCKS) + 0.5)).astype(int)
    return _number(luma[row, middles])


def _read_as_drawn(luma: Plane) -> int | None:
    left, top, size = number_strip(luma.shape[1], luma.shape[0])
    if left < 0 or top < 0:
        return None
    quarter = size // 4
    rows = luma[top + quarter : top + size - quarter, left : left + BLOCKS * size]
    means = rows.reshape(-1, BLOCKS, size)[:, :, quarter : size - quarter].mean(axis=(0, 2))
    return _number(means)


def _number(levels: NDArray[Any]) -> int | None:
    word = int("".join("1" if level > THRESHOLD else "0" for level in levels), 2)
    number, check = word >> CHECK_BITS, word & ((1 << CHECK_BITS) - 1)
    return number if check == check_bits(number) else None


def write_frame_number(luma: Plane, number: int) -> None:
    """Write ``number`` (modulo 2**24) into the luma of a picture."""
    number &= (1 << NUMBER_BITS) - 1
    word = number << CHECK_BITS | check_bits(number)
    bits = [LIGHT if word >> (BLOCKS - 1 - place) & 1 else DARK for place in range(BLOCKS)]
    left, top, size = number_strip(luma.shape[1], luma.shape[0])
    luma[top:, left : left + BLOCKS * size] = np.repeat(np.array(bits, np.uint8), size)


def _panorama(width: int, height: int) -> list[Plane]:
    """Return the landscape's three planes, two pictures wide and the same in both halves."""
    down = np.linspace(0, 1, height)
    stops = [stop for stop, _colour in SKY]
    planes = []
    for channel in range(3):
        sky = np.interp(down, stops, [colour[channel] for _stop, colour in SKY])
        planes.append(np.repeat(sky[:, None], width, axis=1))
    around = np.arange(width) * 2 * np.pi / width
    for index, (colour, level, swing) in enumerate(HILLS):
        wave = np.sin((index + 1) * around + index) + 0.4 * np.sin((3 * index + 4) * around + 2 * index)
        below = down[:, None] * height - (level - swing * wave) * height
        for plane, value in zip(planes, colour, strict=True):
            plane += np.clip(below, 0, 1) * (value - plane)
        slopes = np.sin(below / 7 + 30 * around) * np.sin(below / 23 - 12 * around)
        planes[0] += TEXTURE * np.clip(below, 0, 1) * slopes
    halves = [planes[0], planes[1][::2, ::2], planes[2][::2, ::2]]
    return [np.tile(np.round(plane).astype(np.uint8), 2) for plane in halves]


def _sprite(opacity: NDArray[np.float64], colour: int) -> Sprite:
    alpha = np.round(opacity * 256).astype(np.uint16)
    return alpha, (alpha * colour).astype(np.uint16)


def _disc(size: int) -> NDArray[np.float64]:
    """Return the opacity of a disc with a soft glow around it, ``size`` pixels wide and high."""
    place = (np.arange(size) - (size - 1) / 2) / (size / 2)
    distance = np.hypot(place[:, None], place[None, :])
    glow = 0.35 * np.clip(1 - distance, 0, 1) ** 2
    edge = np.clip((0.5 - distance) * size / 4, 0, 1)
    disc: NDArray[np.float64] = np.maximum(glow, edge)
    return disc


def _blend(plane: Plane, sprite: Sprite, x: int, y: int) -> None:
    alpha, colour = sprite
    part = plane[y : y + alpha.shape[0], x : x + alpha.shape[1]]
    part[:] = (part * (256 - alpha) + colour) >> 8


class TestPicture:
    """Draws test pictures of one size; ``width`` and ``height`` are even, at least 128 and 96 pixels."""

    __test__ = False

    def __init__(self, width: int = 1280, height: int = 720, rate: int = 30) -> None:
        self.width = max(128, width & ~1)
        self.height = max(96, height & ~1)
        self.rate = rate
        self._panorama = _panorama(self.width, self.height)
        size = self.height // 3 & ~1
        half = _disc(size)[::2, ::2]
        self._sun = [_sprite(_disc(size), SUN[0]), _sprite(half, SUN[1]), _sprite(half, SUN[2])]
        self._digits = [_sprite(0.9 * mask, CLOCK) for mask in digit_masks(max(12, self.height // 12))]

    def draw(self, number: int) -> av.VideoFrame:
        """Return picture ``number`` as a new yuv420p frame; its clock shows ``number`` at the given rate."""
        frame = av.VideoFrame(self.width, self.height, "yuv420p")
        planes = [plane_view(frame, index) for index in range(3)]
        self._draw_landscape(planes, number)
        self._draw_sun(planes, number)
        self._draw_clock(planes[0], number)
        write_frame_number(planes[0], number)
        return frame

    def _draw_landscape(self, planes: list[Plane], number: int) -> None:
        x = number % self.width & ~1
        for index, (plane, panorama) in enumerate(zip(planes, self._panorama, strict=True)):
            start = x >> bool(index)
            plane[:] = panorama[:, start : start + plane.shape[1]]

    def _draw_sun(self, planes: list[Plane], number: int) -> None:
        turn = 2 * np.pi * number / SUN_PERIOD
        size = self._sun[0][0].shape[0]
        x = int((self.width - size) * (0.5 + 0.45 * np.sin(turn))) & ~1
        y = int((0.62 * self.height - size) * (0.5 + 0.45 * np.cos(turn))) & ~1
        for index, (plane, sprite) in enumerate(zip(planes, self._sun, strict=True)):
            _blend(plane, sprite, x >> bool(index), y >> bool(index))

    def _draw_clock(self, luma: Plane, number: int) -> None:
        tenths = number * 10 // self.rate
        minutes, seconds = tenths // 600 % 100, tenths // 10 % 60
        shown = (minutes // 10, minutes % 10, COLON, seconds // 10, seconds % 10)
        widths = [self._digits[place][0].shape[1] for place in shown]
        gap = self.height // 60
        x = (self.width - sum(widths) - gap * (len(shown) - 1)) // 2
        y = int(self.height * 0.42)
        for place, width in zip(shown, widths, strict=True):
            _blend(luma, self._digits[place], x, y)
            x += width + gap
