"""Blocks out of whatever arrives, and back."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.ports import BLOCK_SAMPLES
from ui.devices.sound.blocks import BLOCK_BYTES, BlockCutter, as_bytes


@given(st.lists(st.integers(0, 3 * BLOCK_BYTES), max_size=30))
def test_nothing_is_lost_or_added_between_pieces_of_any_size(sizes: list[int]) -> None:
    total = sum(sizes)
    data = (np.arange(total // 2 + 1) % 30_000).astype(np.int16).tobytes()[:total]
    cutter, places, blocks = BlockCutter(), np.cumsum([0, *sizes]), []
    for start, end in pairwise(places):
        blocks += list(cutter.cut(data[start:end]))
    assert {len(block) for block in blocks} <= {BLOCK_SAMPLES}
    assert b"".join(map(as_bytes, blocks)) == data[: total // BLOCK_BYTES * BLOCK_BYTES]


def test_numbers_of_another_kind_are_made_samples() -> None:
    assert as_bytes(np.array([1.0, -2.0])) == np.array([1, -2], np.int16).tobytes()
