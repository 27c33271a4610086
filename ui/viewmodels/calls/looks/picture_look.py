"""How the other end's picture is looked at: whole or filling, magnified, and which part of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.language.properties import Property
from ui.viewmodels.calls.looks import zoom
from ui.viewmodels.calls.looks.zoom import Zoom
from ui.viewmodels.mirror import Mirror

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

NOTCH = 120.0
"""What a wheel turns by in one step, in eighths of a degree."""


@dataclass(frozen=True, slots=True)
class LookState:
    """What QML draws: the place and size of the picture in its pane, in pixels."""

    filled: bool = False
    zoomed: bool = False
    percent: int = 100
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


@QmlElement
@QmlUncreatable("a look belongs to the calls")
class PictureLookViewModel(Mirror):  # type: ignore[operator]
    """Another call begins whole and at 100 %; whether pictures fill the window stays as it was chosen."""

    filledChanged = Signal()
    zoomedChanged = Signal()
    percentChanged = Signal()
    xChanged = Signal()
    yChanged = Signal()
    widthChanged = Signal()
    heightChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(LookState(), parent)
        self._zoom = Zoom()
        self._fills = False
        self._pane = (0.0, 0.0)
        self._ratio = 16 / 9
        self._call_id = ""

    def show_call(self, call_id: str) -> None:
        """Look at the picture of another call from now on."""
        if call_id != self._call_id:
            self._call_id = call_id
            self.reset()

    @Slot(float, float, float)
    def setPane(self, width: float, height: float, ratio: float) -> None:
        """Take the size of the pane, and the ratio of the picture's sides."""
        self._pane, self._ratio = (width, height), ratio
        self._use(zoom.kept(self._zoom, self._pane, self._drawn))

    @Slot()
    def toggleFilled(self) -> None:
        """Fill the pane and cut what does not fit, or show all of the picture."""
        self._fills = not self._fills
        self._use(Zoom())

    @Slot(float, float, float)
    def turn(self, angle: float, x: float, y: float) -> None:
        """Zoom as a wheel turns (eighths of a degree) while the pointer is at this place of the pane."""
        self._magnify(zoom.STEP ** (angle / NOTCH), x, y)

    @Slot(float, float, float)
    def pinch(self, factor: float, x: float, y: float) -> None:
        """Zoom by ``factor`` around this place of the pane."""
        self._magnify(factor, x, y)

    @Slot()
    def zoomIn(self) -> None:
        """Zoom one step into the middle."""
        self._magnify(zoom.STEP, self._pane[0] / 2, self._pane[1] / 2)

    @Slot()
    def zoomOut(self) -> None:
        """Zoom one step out of the middle."""
        self._magnify(1 / zoom.STEP, self._pane[0] / 2, self._pane[1] / 2)

    @Slot()
    def reset(self) -> None:
        """Show the picture as it rests, at 100 %."""
        self._use(Zoom())

    @Slot(float, float)
    def drag(self, across: float, down: float) -> None:
        """Move the picture by so many pixels."""
        self._use(zoom.panned(self._zoom, across, down, self._pane, self._drawn))

    @Slot(int, int)
    def step(self, across: int, down: int) -> None:
        """Look one step further to the side (-1, 0 or 1), as an arrow key asks for."""
        width, height = self._pane
        self.drag(-across * width * zoom.PAN_STEP, -down * height * zoom.PAN_STEP)

    @property
    def _drawn(self) -> zoom.Size:
        return zoom.drawn_size(self._pane, self._ratio, fills=self._fills)

    def _magnify(self, factor: float, x: float, y: float) -> None:
        at = (x - self._pane[0] / 2, y - self._pane[1] / 2)
        self._use(zoom.magnified(self._zoom, factor, at, self._pane, self._drawn))

    def _use(self, wanted: Zoom) -> None:
        self._zoom = wanted
        width, height = (side * wanted.scale for side in self._drawn)
        self._show(
            LookState(
                self._fills,
                wanted.is_zoomed,
                round(wanted.scale * 100),
                (self._pane[0] - width) / 2 + wanted.x,
                (self._pane[1] - height) / 2 + wanted.y,
                width,
                height,
            )
        )

    @Property(bool, notify=filledChanged)
    def filled(self) -> bool:
        """Whether the picture fills its pane, and is cut where it does not fit."""
        return self._state.filled  # type: ignore[no-any-return]

    @Property(bool, notify=zoomedChanged)
    def zoomed(self) -> bool:
        """Whether it is magnified."""
        return self._state.zoomed  # type: ignore[no-any-return]

    @Property(int, notify=percentChanged)
    def percent(self) -> int:
        """How large it is drawn, 100 at rest."""
        return self._state.percent  # type: ignore[no-any-return]

    @Property(float, notify=xChanged)
    def x(self) -> float:
        """Where its left edge is in the pane."""
        return self._state.x  # type: ignore[no-any-return]

    @Property(float, notify=yChanged)
    def y(self) -> float:
        """Where its upper edge is in the pane."""
        return self._state.y  # type: ignore[no-any-return]

    @Property(float, notify=widthChanged)
    def width(self) -> float:
        """How wide it is drawn."""
        return self._state.width  # type: ignore[no-any-return]

    @Property(float, notify=heightChanged)
    def height(self) -> float:
        """How high it is drawn."""
        return self._state.height  # type: ignore[no-any-return]
