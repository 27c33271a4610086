"""A picture in a pane: how large it is drawn, and which part of it is seen. Pure; all lengths in pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

LARGEST = 8.0
STEP = 1.25
PAN_STEP = 0.1
"""Part of the pane by which an arrow key moves the picture."""
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Zoom:
    """``scale`` is how many times larger than whole the picture is, (``x``, ``y``) where its middle is.

    The middle is told in pixels from the middle of the pane, so that 0, 0 is where it rests.
    """

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def is_zoomed(self) -> bool:
        """Whether less than all of the picture is meant to be seen."""
        return self.scale > 1.0


def drawn_size(pane: Size, ratio: float, *, fills: bool) -> Size:
    """Return the size of a picture of ``ratio`` at scale 1: whole in the pane, or just filling it."""
    width, height = pane
    if width <= 0 or height <= 0 or ratio <= 0:
        return (max(0.0, width), max(0.0, height))
    is_wider = ratio > width / height
    return (width, width / ratio) if is_wider is not fills else (height * ratio, height)


def magnified(zoom: Zoom, factor: float, at: Size, pane: Size, drawn: Size) -> Zoom:
    """Return ``zoom`` times ``factor`` with the point ``at`` (from the pane's middle) left where it is."""
    scale = min(LARGEST, max(1.0, zoom.scale * factor)) if factor > 0 else zoom.scale
    grown = scale / zoom.scale
    x = at[0] - (at[0] - zoom.x) * grown
    y = at[1] - (at[1] - zoom.y) * grown
    return kept(Zoom(scale, x, y), pane, drawn)


def panned(zoom: Zoom, across: float, down: float, pane: Size, drawn: Size) -> Zoom:
    """Return ``zoom`` with the picture moved by so many pixels."""
    return kept(replace(zoom, x=zoom.x + across, y=zoom.y + down), pane, drawn)


def kept(zoom: Zoom, pane: Size, drawn: Size) -> Zoom:
    """Return ``zoom`` with no edge of the picture inside the pane where it is larger, else in the middle."""
    return replace(
        zoom,
        x=_within(zoom.x, drawn[0] * zoom.scale - pane[0]),
        y=_within(zoom.y, drawn[1] * zoom.scale - pane[1]),
    )


def _within(offset: float, surplus: float) -> float:
    limit = max(0.0, surplus / 2)
    return min(limit, max(-limit, offset))
