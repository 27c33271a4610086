"""Pictures from the core's slots into Qt's video sinks: planes are copied once, never through RGB.

A slot hands each picture out once, so one ``Feed`` per slot takes it and shares the ``QVideoFrame`` with
every sink that shows it. Slots report from any thread; everything else here is the GUI thread's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Property, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink
from PySide6.QtQml import QmlElement, QmlUncreatable
from shiboken6 import isValid

from ui.bridge import Bridge, WindowSlot, assert_gui_thread

if TYPE_CHECKING:
    import av
    from av.video.reformatter import VideoReformatter

QML_IMPORT_NAME = "Ahoy"
QML_IMPORT_MAJOR_VERSION = 1

MAX_SIDE = 8192
"""Pictures wider or higher than this are not drawn, whoever sends them."""

PATIENCE_MS = 4000
"""Milliseconds without a new picture after which the last one counts as stalled."""

_FORMATS = {
    "yuv420p": QVideoFrameFormat.PixelFormat.Format_YUV420P,
    "yuvj420p": QVideoFrameFormat.PixelFormat.Format_YUV420P,
    "nv12": QVideoFrameFormat.PixelFormat.Format_NV12,
}
SHRINKS = (4, 2)
"""By how much a picture may be made smaller before it is drawn in a small pane, the most first."""

_AV_BT709 = 1
_AV_FULL_RANGE = 2


def video_frame(picture: av.VideoFrame) -> QVideoFrame | None:
    """Copy a yuv420p or nv12 picture into a new ``QVideoFrame``; None for one that cannot be drawn."""
    pixel_format = _FORMATS.get(picture.format.name)
    if pixel_format is None or not (0 < picture.width <= MAX_SIDE and 0 < picture.height <= MAX_SIDE):
        return None
    layout = QVideoFrameFormat(QSize(picture.width, picture.height), pixel_format)
    is_709 = int(picture.colorspace) == _AV_BT709
    spaces = QVideoFrameFormat.ColorSpace
    layout.setColorSpace(spaces.ColorSpace_BT709 if is_709 else spaces.ColorSpace_BT601)
    is_full = picture.format.name == "yuvj420p" or int(picture.color_range) == _AV_FULL_RANGE
    ranges = QVideoFrameFormat.ColorRange
    layout.setColorRange(ranges.ColorRange_Full if is_full else ranges.ColorRange_Video)
    frame = QVideoFrame(layout)
    if not frame.map(QVideoFrame.MapMode.WriteOnly):
        return None
    for index, plane in enumerate(picture.planes):
        _copy_plane(plane, frame, index)
    frame.unmap()
    return frame


class Shrinker:
    """Makes pictures smaller for small panes, on one thread."""

    def __init__(self) -> None:
        self._reformatter: VideoReformatter | None = None

    def shrink(self, picture: av.VideoFrame, pane: QSize) -> av.VideoFrame:
        """Return half or a quarter of ``picture`` if no smaller than ``pane`` (in pixels), else itself.

        The GPU reads four pixels for each that it draws: what it shrinks by more than two has jagged edges.
        """
        for by in SHRINKS:
            width, height = picture.width // by & ~1, picture.height // by & ~1
            if width >= pane.width() > 0 and height >= pane.height() > 0:
                return self._reformat(picture, width, height)
        return picture

    def _reformat(self, picture: av.VideoFrame, width: int, height: int) -> av.VideoFrame:
        if self._reformatter is None:
            from av.video.reformatter import VideoReformatter  # loaded by then by whoever sent the picture

            # Not the picture's own: an encoder on another thread may use that, and both would hang.
            self._reformatter = VideoReformatter()
        small = self._reformatter.reformat(picture, width, height, interpolation="AREA", threads=1)
        small.colorspace, small.color_range = picture.colorspace, picture.color_range
        return small


def _copy_plane(plane: Any, frame: QVideoFrame, index: int) -> None:
    """Copy row by row where the strides differ; padding is not copied."""
    import numpy as np  # who sent the picture has loaded it; before the first frame it would cost too much

    stride = frame.bytesPerLine(index)
    source = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    target = np.frombuffer(cast(memoryview, frame.bits(index)), np.uint8)
    rows = min(plane.height, source.shape[0], target.size // stride)
    width = min(stride, plane.line_size)
    target[: rows * stride].reshape(rows, stride)[:, :width] = source[:rows, :width]


class Feed(QObject):
    """Takes the pictures of one slot and shows them in its sinks."""

    _arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slot: WindowSlot | None = None
        self._sources: list[PictureSource] = []
        self._shrinker = Shrinker()
        self._arrived.connect(self._draw, Qt.ConnectionType.QueuedConnection)

    def bind(self, slot: WindowSlot) -> None:
        """Take pictures from ``slot`` from now on."""
        if slot is self._slot:
            return
        self.release()
        self._slot = slot
        slot.on_picture = self._arrived.emit
        self._arrived.emit()

    def release(self) -> None:
        """Take no more pictures."""
        if self._slot is not None:
            self._slot.on_picture = None
            self._slot = None

    def add(self, source: PictureSource) -> None:
        """Show pictures in ``source`` too."""
        self._sources.append(source)

    def remove(self, source: PictureSource) -> bool:
        """Show no more pictures in ``source``; returns whether none is left."""
        self._sources = [other for other in self._sources if other is not source]
        return not self._sources

    @Slot()
    def _draw(self) -> None:
        assert_gui_thread()
        picture = self._slot.take() if self._slot is not None else None
        if picture is None:
            return
        # QML may have destroyed a pane, or its VideoOutput alone, without saying so to Python.
        self._sources = [source for source in self._sources if isValid(source)]
        pane = self._largest_pane()
        frame = video_frame(picture if pane is None else self._shrinker.shrink(picture, pane))
        if frame is not None:
            for source in list(self._sources):
                source.draw(frame, QSize(picture.width, picture.height))

    def _largest_pane(self) -> QSize | None:
        """Return what every pane fits in; None if one of them does not say how large it is."""
        largest = QSize(0, 0)
        for source in self._sources:
            if source.pane_size.isEmpty():
                return None
            largest = largest.expandedTo(source.pane_size)
        return largest


@QmlElement
@QmlUncreatable("one per window")
class Pictures(QObject):  # type: ignore[operator]
    """The feeds of a window, by the name of their slot."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._feeds: dict[str, Feed] = {}

    def attach(self, name: str, source: PictureSource) -> None:
        """Show the pictures called ``name`` in ``source``."""
        feed = self._feeds.get(name)
        if feed is None:
            feed = self._feeds[name] = Feed(self)
        feed.add(source)
        feed.bind(self._bridge.picture(name))

    def detach(self, name: str, source: PictureSource) -> None:
        """Stop showing; a feed that nobody watches lets its slot go."""
        feed = self._feeds.get(name)
        if feed is not None and feed.remove(source):
            feed.release()
            del self._feeds[name]
            feed.deleteLater()

    def rebind(self) -> None:
        """Follow slots that the core has replaced."""
        for name, feed in self._feeds.items():
            feed.bind(self._bridge.picture(name))


@QmlElement
class PictureSource(QObject):
    """Connects one picture pane to the slot called ``name`` while ``active``."""

    picturesChanged = Signal()
    nameChanged = Signal()
    sinkChanged = Signal()
    activeChanged = Signal()
    hasPictureChanged = Signal()
    stalledChanged = Signal()
    ratioChanged = Signal()
    sizeChanged = Signal()
    paneSizeChanged = Signal()

    def __init__(self, parent: QObject | None = None, *, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        self._pictures: Pictures | None = None
        self._name = ""
        self._sink: QVideoSink | None = None
        self._active = True
        self._attached: tuple[Pictures, str] | None = None
        self._has_picture = False
        self._is_stalled = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._stall)
        self._ratio = 16 / 9
        self._size = QSize()
        self.pane_size = QSize()
        """The pane in pixels of the screen; empty as long as nobody has said."""
        self._last: QVideoFrame | None = None
        self.destroyed.connect(self._forget)

    def draw(self, frame: QVideoFrame, size: QSize) -> None:
        """Show ``frame``, made of a picture of ``size`` pixels."""
        self._last = frame
        if self._sink is not None and isValid(self._sink):
            self._sink.setVideoFrame(frame)
        self._measure(size)
        self._set_has_picture(True)
        self._set_stalled(False)
        self._patience.start()

    def _measure(self, size: QSize) -> None:
        if size != self._size:
            self._size = size
            self.sizeChanged.emit()
        ratio = size.width() / max(1, size.height())
        if abs(ratio - self._ratio) > 0.001:
            self._ratio = ratio
            self.ratioChanged.emit()

    def _connect(self) -> None:
        wanted = (self._pictures, self._name) if self._pictures and self._name and self._active else None
        if wanted == self._attached:
            return
        self._disconnect()
        self._attached = wanted
        if wanted is not None:
            wanted[0].attach(wanted[1], self)

    def _disconnect(self) -> None:
        if self._attached is not None:
            pictures, name = self._attached
            self._attached = None
            pictures.detach(name, self)
        self._last = None
        self._patience.stop()
        self._set_stalled(False)
        if self._sink is not None and isValid(self._sink):
            self._sink.setVideoFrame(QVideoFrame())
        self._set_has_picture(False)

    def _set_has_picture(self, has_picture: bool) -> None:
        if has_picture != self._has_picture:
            self._has_picture = has_picture
            self.hasPictureChanged.emit()

    @Slot()
    def _stall(self) -> None:
        self._set_stalled(True)

    def _set_stalled(self, is_stalled: bool) -> None:
        if is_stalled != self._is_stalled:
            self._is_stalled = is_stalled
            self.stalledChanged.emit()

    def _forget(self) -> None:
        if self._attached is not None:
            pictures, name = self._attached
            self._attached = None
            pictures.detach(name, self)

    def _get_pictures(self) -> QObject | None:
        return self._pictures

    def _set_pictures(self, pictures: Pictures | None) -> None:
        if pictures is not self._pictures:
            self._pictures = pictures
            self.picturesChanged.emit()
            self._connect()

    def _get_name(self) -> str:
        return self._name

    def _set_name(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self.nameChanged.emit()
            self._connect()

    def _get_sink(self) -> QObject | None:
        return self._sink

    def _set_sink(self, sink: QVideoSink | None) -> None:
        if sink is not self._sink:
            self._sink = sink
            if sink is not None and self._last is not None:
                sink.setVideoFrame(self._last)
            self.sinkChanged.emit()

    def _get_active(self) -> bool:
        return self._active

    def _set_active(self, active: bool) -> None:
        if active != self._active:
            self._active = active
            self.activeChanged.emit()
            self._connect()

    def _get_has_picture(self) -> bool:
        return self._has_picture

    def _get_stalled(self) -> bool:
        return self._is_stalled

    def _get_ratio(self) -> float:
        return self._ratio

    def _get_size(self) -> QSize:
        return self._size

    def _get_pane_size(self) -> QSize:
        return self.pane_size

    def _set_pane_size(self, size: QSize) -> None:
        if size != self.pane_size:
            self.pane_size = QSize(size)
            self.paneSizeChanged.emit()

    pictures = Property(QObject, _get_pictures, _set_pictures, notify=picturesChanged)
    name = Property(str, _get_name, _set_name, notify=nameChanged)
    sink = Property(QObject, _get_sink, _set_sink, notify=sinkChanged)
    active = Property(bool, _get_active, _set_active, notify=activeChanged)
    hasPicture = Property(bool, _get_has_picture, notify=hasPictureChanged)
    stalled = Property(bool, _get_stalled, notify=stalledChanged)
    ratio = Property(float, _get_ratio, notify=ratioChanged)
    size = Property(QSize, _get_size, notify=sizeChanged)
    paneSize = Property(QSize, _get_pane_size, _set_pane_size, notify=paneSizeChanged)
