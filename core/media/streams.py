"""Streams: the tracks that go one way in one call, as the W3C's MediaStream names them."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from aiortc import MediaStreamTrack

TrackListener = Callable[[MediaStreamTrack], None]


class MediaStream:
    """A set of tracks that belong together; it exists from the start of a call and tracks arrive later.

    Core thread only.
    """

    def __init__(self) -> None:
        self.id = str(uuid.uuid4())
        self.on_track_added: list[TrackListener] = []
        self._tracks: list[MediaStreamTrack] = []

    def addTrack(self, track: MediaStreamTrack) -> None:
        """Add ``track`` and tell the listeners; a track that is there already is left alone."""
        if track in self._tracks:
            return
        self._tracks.append(track)
        for listener in list(self.on_track_added):
            listener(track)

    def getTracks(self) -> list[MediaStreamTrack]:
        """Return all tracks, in the order of their arrival."""
        return list(self._tracks)

    def getAudioTracks(self) -> list[MediaStreamTrack]:
        """Return the tracks that carry sound."""
        return [track for track in self._tracks if track.kind == "audio"]

    def getVideoTracks(self) -> list[MediaStreamTrack]:
        """Return the tracks that carry pictures."""
        return [track for track in self._tracks if track.kind == "video"]
