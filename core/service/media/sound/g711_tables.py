"""G.711 without arithmetic: each byte of one law in the other, and each sample as a byte."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.media.codecs.g711 import A_LAW, MU_LAW


def _encoder(table: NDArray[np.int16]) -> NDArray[np.uint8]:
    """Return the byte that stands for each 16 bit sample (index: the sample as uint16): the nearest."""
    order = np.argsort(table, kind="stable")
    levels = table[order].astype(np.int32)
    samples = np.arange(-32768, 32768, dtype=np.int32)
    above = np.clip(np.searchsorted(levels, samples), 1, 255)
    is_lower = samples - levels[above - 1] <= levels[above] - samples
    nearest = order[np.where(is_lower, above - 1, above)].astype(np.uint8)
    return np.roll(nearest, 32768)


TO_MU_LAW, TO_A_LAW = _encoder(MU_LAW), _encoder(A_LAW)
A_TO_MU = TO_MU_LAW[A_LAW.view(np.uint16)].tobytes()
MU_TO_A = TO_A_LAW[MU_LAW.view(np.uint16)].tobytes()
