"""The tables of G.711: what each byte stands for, as 16 bit samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def _mu_law() -> NDArray[np.int16]:
    code = ~np.arange(256) & 0xFF
    size = (((code & 0x0F) << 3) + 0x84 << ((code & 0x70) >> 4)) - 0x84
    return np.where(code & 0x80, -size, size).astype(np.int16)


def _a_law() -> NDArray[np.int16]:
    code = np.arange(256) ^ 0x55
    segment, mantissa = (code & 0x70) >> 4, (code & 0x0F) << 4
    size = np.where(segment == 0, mantissa + 8, mantissa + 0x108 << np.maximum(segment, 1) - 1)
    return np.where(code & 0x80, size, -size).astype(np.int16)


MU_LAW = _mu_law()
A_LAW = _a_law()
