"""Making and reading yuv420p frames through their planes, whatever their strides."""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]


def write_plane(frame: av.VideoFrame, index: int, plane: Plane) -> None:
    """Copy ``plane`` (rows, columns) into the frame's plane ``index``."""
    target = frame.planes[index]
    rows, columns = plane.shape
    whole = np.frombuffer(memoryview(target), np.uint8)[: target.line_size * rows]
    whole.reshape(rows, target.line_size)[:, :columns] = plane


def read_plane(frame: av.VideoFrame, index: int) -> Plane:
    """Return the frame's plane ``index`` as rows and columns, without a copy."""
    source = frame.planes[index]
    whole: Plane = np.frombuffer(memoryview(source), np.uint8)[: source.line_size * source.height]
    return whole.reshape(source.height, source.line_size)[:, : source.width]
