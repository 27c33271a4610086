"""Which stream a packet of a member belongs to: by source, by section, by payload type (RFC 9143)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.service.conference.media.pictures.source import PictureSource
from core.service.conference.media.sdp.agreement import Agreed
from core.service.conference.media.sound.source import SoundSource
from core.service.media.rtp.packet import extension_value

LEAST_BYTES, MOST_BYTES = 13, 1480
MOST_SOURCES = 16
"""Sources of one member that are known at a time: sound, two pictures, and their copies, thrice."""

Take = Callable[[bytes, float], None]


class Intake:
    """Core thread."""

    def __init__(self, sound: SoundSource, pictures: Mapping[str, PictureSource]) -> None:
        self.malformed = 0
        """Packets that are none, or of no stream that was agreed upon."""
        self._sound, self._pictures = sound, pictures
        self._agreed = Agreed()
        self._by_source: dict[int, Take] = {}
        self._sound_types: frozenset[int] = frozenset()
        self._declared: dict[int, str] = {}

    def configure(self, agreed: Agreed) -> None:
        """Take what was agreed upon from now on."""
        self._agreed = agreed
        self._by_source.clear()
        has_sound = agreed.sound is not None and agreed.sound.comes
        self._sound_types = frozenset(agreed.sound.takes) if agreed.sound and has_sound else frozenset()
        self._declared = {ssrc: what for what, own in agreed.own.items() for ssrc in own.ssrcs}

    def take(self, data: bytes, now: float) -> None:
        """Bring a packet where it belongs. Never raises, whatever it is."""
        if not LEAST_BYTES <= len(data) <= MOST_BYTES or data[0] & 0xC0 != 0x80:
            self.malformed += 1
            return
        number, ssrc = data[1] & 0x7F, int.from_bytes(data[8:12], "big")
        if number in self._sound_types:
            self._sound.take(data, now)
            return
        take = self._by_source.get(ssrc)
        if take is None:
            take = self._find(data, number, ssrc)
            if take is None:
                self.malformed += 1
                return
        take(data, now)

    def _find(self, data: bytes, number: int, ssrc: int) -> Take | None:
        """Return where the packets of a new source go; the least recently found one is forgotten for it."""
        what = self._named(data, number, ssrc)
        source = self._pictures.get(what)
        if source is None:
            return None
        if len(self._by_source) >= MOST_SOURCES:
            del self._by_source[next(iter(self._by_source))]
        self._by_source[ssrc] = source.take
        return source.take

    def _named(self, data: bytes, number: int, ssrc: int) -> str:
        fitting = [
            what
            for what, own in self._agreed.own.items()
            if own.comes and (number in own.takes or number in own.copies)
        ]
        for what in fitting:
            own = self._agreed.own[what]
            if own.extensions.mid and extension_value(data, own.extensions.mid) == own.mid.encode():
                return what
        declared = self._declared.get(ssrc, "")
        if declared in fitting:
            return declared
        return fitting[0] if len(fitting) == 1 else ""
