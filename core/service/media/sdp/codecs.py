"""Codecs as descriptions name them, and which of two sides' are the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.media.sdp.comparison import codec_names
from core.media.sdp.description import SdpError, Section

EVENT, NOISE, RTX = "telephone-event", "cn", "rtx"
SOUND = ("opus", "g722", "pcma", "pcmu")
"""What the service decodes and encodes itself."""

PICTURES = ("h264", "vp8")
KNOWN = {"audio": (*SOUND, EVENT, NOISE), "video": PICTURES}
CLOCKS = {"opus": 48_000, "g722": 8000, "pcma": 8000, "pcmu": 8000, NOISE: 8000}
OPUS_WISHES = "minptime=10;useinbandfec=1"
KEYS = "0-15"
MOST_CODECS = 32


@dataclass(frozen=True, slots=True)
class Codec:
    """One payload type of a description. ``name`` is in lower case."""

    number: int
    name: str
    clock_rate: int
    channels: int = 1
    parameters: str = ""

    @property
    def key(self) -> tuple[str, int, str]:
        """What makes it the same codec on both sides, whatever its number."""
        return self.name, self.clock_rate, _variant(self)

    @property
    def is_media(self) -> bool:
        """Whether it carries sound or pictures, and not what comes beside them."""
        return self.name not in (EVENT, NOISE)

    @property
    def rtpmap(self) -> str:
        """The value of its ``a=rtpmap``."""
        spelling = _SPELLING.get(self.name, self.name)
        return f"{self.number} {spelling}/{self.clock_rate}" + (
            f"/{self.channels}" if self.channels > 1 else ""
        )


_SPELLING = {"g722": "G722", "pcma": "PCMA", "pcmu": "PCMU", "h264": "H264", "vp8": "VP8", "cn": "CN"}


def _variant(codec: Codec) -> str:
    """Return what tells two codecs of one name apart.

    Of packets that are sent again, it is what they hold; of H.264 the profile, its constraints left out:
    Baseline is sent as Constrained Baseline. Nor does the packetisation mode count: what mode 0 sends, mode 1
    takes (RFC 6184 section 6.3), and the phones that know mode 0 alone take fragments all the same.
    """
    if codec.name == RTX:
        return codec.parameters
    if codec.name != "h264":
        return ""
    told = dict(part.strip().lower().partition("=")[::2] for part in codec.parameters.split(";"))
    return told.get("profile-level-id", "42")[:2]


def codecs_of(section: Section) -> tuple[Codec, ...]:
    """Return the codecs in ``section`` that this service knows, best first, each once."""
    known = KNOWN.get(section.kind, ())
    told = dict(value.split(" ", 1) for value in section.values("fmtp"))
    found: dict[tuple[str, int, str], Codec] = {}
    names = codec_names(section) | ({"13": "cn/8000"} if "13" in section.formats else {})
    for number in section.formats:
        name, clock, channels = _parts(names.get(number, ""))
        if name in known and clock == CLOCKS.get(name, clock) and clock and int(number) < 128:
            codec = Codec(int(number), name, clock, channels, told.get(number, ""))
            found.setdefault(codec.key, codec)
    return tuple(found.values())[:MOST_CODECS]


def _parts(name: str) -> tuple[str, int, int]:
    encoding, _, rest = name.partition("/")
    clock, _, channels = rest.partition("/")
    return encoding, int(clock or 0), int(channels or 1)


def shared(first: Sequence[Codec], second: Iterable[Codec]) -> tuple[Codec, ...]:
    """Return those of ``first``, in its order, that ``second`` has too."""
    keys = {codec.key for codec in second}
    return tuple(codec for codec in first if codec.key in keys)


def media_of(codecs: Iterable[Codec]) -> tuple[Codec, ...]:
    """Return those that carry sound or pictures."""
    return tuple(codec for codec in codecs if codec.is_media)


def sound(name: str) -> Codec:
    """Return a codec of sound as this service names it when nobody else has; its number is still to come."""
    channels = 2 if name == "opus" else 1
    return Codec(-1, name, CLOCKS[name], channels, OPUS_WISHES if name == "opus" else "")


def events(clock_rate: int) -> Codec:
    """Return telephone events beside sound of that clock; the number is still to come."""
    return Codec(-1, EVENT, clock_rate, 1, KEYS)


class Numbers:
    """The payload types of one side, each codec's the same for as long as the call lasts."""

    def __init__(self, preferred: dict[tuple[str, int], int]) -> None:
        self._preferred = preferred
        self._given: dict[tuple[str, tuple[str, int, str]], int] = {}

    def learn(self, kind: str, codecs: Iterable[Codec]) -> None:
        """Take over the other end's numbers, for codecs that have none here yet."""
        for codec in codecs:
            if codec.number not in self._given.values():
                self._given.setdefault((kind, codec.key), codec.number)

    def number(self, kind: str, codecs: Iterable[Codec]) -> tuple[Codec, ...]:
        """Return ``codecs`` under the numbers of this side. Raises SdpError when there are none left."""
        return tuple(replace(codec, number=self._of(kind, codec)) for codec in codecs)

    def _of(self, kind: str, codec: Codec) -> int:
        place = (kind, codec.key)
        if place not in self._given:
            taken = set(self._given.values())
            wanted = self._preferred.get((codec.name, codec.clock_rate), 96)
            free = [n for n in (wanted, *range(96, 128), *range(35, 64)) if n not in taken]
            if not free:
                raise SdpError("more codecs were named than there are payload types")
            self._given[place] = free[0]
        return self._given[place]


STATIC = {("pcmu", 8000): 0, ("pcma", 8000): 8, ("g722", 8000): 9, (NOISE, 8000): 13}
SIP_NUMBERS = STATIC | {
    ("opus", 48_000): 107,
    (EVENT, 8000): 101,
    (EVENT, 48_000): 100,
    ("vp8", 90_000): 98,
    ("h264", 90_000): 99,
}
"""101 is what phones that do not read descriptions take for keys."""

CLIENT_NUMBERS = STATIC | {
    ("opus", 48_000): 111,
    (EVENT, 48_000): 110,
    (EVENT, 8000): 126,
    ("vp8", 90_000): 96,
    ("h264", 90_000): 102,
}
