"""Sound as a device has it, bytes of any number, and as the core has it: blocks of 10 ms."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.ports import BLOCK_SAMPLES, Block

BYTES_PER_FRAME = 2
BLOCK_BYTES = BLOCK_SAMPLES * BYTES_PER_FRAME


class BlockCutter:
    """Cuts what arrives into blocks; what is left waits for more."""

    def __init__(self) -> None:
        self._rest = b""

    def cut(self, data: bytes) -> Iterator[Block]:
        """Yield the blocks that are whole with ``data``."""
        data = self._rest + data
        whole = len(data) - len(data) % BLOCK_BYTES
        self._rest = data[whole:]
        samples = np.frombuffer(data, np.int16, whole // BYTES_PER_FRAME)
        for start in range(0, len(samples), BLOCK_SAMPLES):
            yield samples[start : start + BLOCK_SAMPLES]


def as_bytes(block: Block) -> bytes:
    """Return a block as a device takes it."""
    return block.astype(np.int16, copy=False).tobytes()
