"""What becomes of each payload type of one side: a table, made when something was agreed upon. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.service.gateway.media.sdp.agreement import Spoken
from core.service.media.sdp.codecs import EVENT, NOISE, Codec, media_of
from core.service.media.sound.g711_tables import A_TO_MU, MU_TO_A


class Fate(Enum):
    """What is done with a packet."""

    PASS = "pass"
    EVENT = "event"
    """A pressed key: its time is that of the sound it takes the place of."""
    RECODE = "recode"
    """Decoded, and encoded anew."""
    NOISE = "noise"
    """Comfort noise for a decoder."""


@dataclass(frozen=True, slots=True)
class Route:
    """``number`` is the payload type that the packet leaves with; ``clock_rate`` that of what comes."""

    fate: Fate
    number: int
    clock_rate: int
    codec: Codec
    table: bytes | None = None
    """What each byte of the payload is turned into; None: the payload stays as it is."""
    leaving_clock: int = 0


Routes = tuple[Route | None, ...]
NO_ROUTES: Routes = (None,) * 128
_TABLES = {("pcma", "pcmu"): A_TO_MU, ("pcmu", "pcma"): MU_TO_A}


def routes(source: Spoken, sink: Spoken) -> Routes:
    """Return for each payload type that ``source`` may send what becomes of it on the way to ``sink``."""
    table: list[Route | None] = [None] * 128
    for codec in reversed(source.sends):
        table[codec.number] = _route(codec, sink.takes)
    return tuple(table)


def _route(codec: Codec, takes: Sequence[Codec]) -> Route | None:
    same = next((one for one in takes if one.key == codec.key), None)
    if codec.name == EVENT:
        return _event_route(codec, takes)
    if same is not None:
        return Route(Fate.PASS, same.number, codec.clock_rate, codec, leaving_clock=same.clock_rate)
    target = next(iter(media_of(takes)), None)
    if target is None or codec.clock_rate == 90_000:
        return None
    if codec.name == NOISE:
        fate = Fate.NOISE if _is_recoded(takes) else None
        return Route(fate, target.number, codec.clock_rate, codec) if fate is not None else None
    for one in media_of(takes):
        if (swap := _TABLES.get((codec.name, one.name))) is not None:
            return Route(Fate.PASS, one.number, codec.clock_rate, codec, swap, one.clock_rate)
    return Route(Fate.RECODE, target.number, codec.clock_rate, codec, leaving_clock=target.clock_rate)


def _is_recoded(takes: Sequence[Codec]) -> bool:
    """Whether noise that cannot be passed on may go to a decoder: only Opus has another way to be silent."""
    return media_of(takes)[0].name == "opus"


def _event_route(codec: Codec, takes: Sequence[Codec]) -> Route | None:
    """Return how keys leave: with the clock of the sound if they can, else with whichever there is."""
    events = [one for one in takes if one.name == EVENT]
    sounds = media_of(takes)
    if not events or not sounds:
        return None
    fitting = [one for one in events if one.clock_rate == sounds[0].clock_rate]
    chosen = (fitting or events)[0]
    return Route(Fate.EVENT, chosen.number, codec.clock_rate, codec, leaving_clock=chosen.clock_rate)


def recoded_to(table: Routes, takes: Sequence[Codec]) -> Codec | None:
    """Return the codec that sound is encoded with anew, None if nothing has to be."""
    numbers = {route.number for route in table if route is not None and route.fate is Fate.RECODE}
    return next((codec for codec in media_of(takes) if codec.number in numbers), None)
