"""Making and reading yuv420p frames through their planes, whatever their strides."""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]


def plane_view(frame: av.VideoFrame, index: int) -> Plane:
    """Return the frame's plane ``index`` as rows and columns to write to and read from, without a copy."""
    plane = frame.planes[index]
    whole: Plane = np.frombuffer(memoryview(plane), np.uint8)[: plane.line_size * plane.height]
    return whole.reshape(plane.height, plane.line_size)[:, : plane.width]


def write_plane(frame: av.VideoFrame, index: int, plane: Plane) -> None:
    """Copy ``plane`` (rows, columns) into the frame's plane ``index``."""
    rows, columns = plane.shape
    plane_view(frame, index)[:rows, :columns] = plane


def read_plane(frame: av.VideoFrame, index: int) -> Plane:
    """Return the frame's plane ``index`` as rows and columns, without a copy and not to be written to."""
    return plane_view(frame, index)
