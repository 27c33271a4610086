"""Which codecs one side is told of, given what the other one has. Pure.

What both share comes before anything that would have to be decoded and encoded anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.service.media.sdp.codecs import (
    EVENT,
    NOISE,
    SOUND,
    Codec,
    events,
    media_of,
    shared,
    sound,
)


def offer_for_sip(client: Sequence[Codec], allowed: Sequence[str], first: Codec | None) -> tuple[Codec, ...]:
    """Return what a SIP peer is offered of sound that a client speaks as ``client``.

    ``allowed`` are the names that this peer may use, best first; ``first`` is what it speaks already.
    """
    has = {codec.name: codec for codec in reversed(media_of(client))}
    names = [name for name in allowed if name in has] + [name for name in allowed if name not in has]
    if first is not None and first.name in names:
        names = [first.name, *(name for name in names if name != first.name)]
    chosen = [has.get(name) or sound(name) for name in names if name in has or name in SOUND]
    return (*chosen, *_beside(client, chosen))


def offer_for_client(sip: Sequence[Codec]) -> tuple[Codec, ...]:
    """Return what a client is offered of sound that a SIP peer speaks as ``sip``; Opus is known to all."""
    chosen = list(media_of(sip))
    if all(codec.name != "opus" for codec in chosen):
        chosen.append(sound("opus"))
    return (*chosen, *_beside(sip, chosen))


def anything(allowed: Iterable[str]) -> tuple[Codec, ...]:
    """Return what a client is offered of sound before the SIP peer has said anything."""
    chosen = [sound(name) for name in allowed if name in SOUND]
    return (*chosen, *(events(clock) for clock in _clocks(chosen)))


def answer_for_client(client: Sequence[Codec], sip: Sequence[Codec]) -> tuple[Codec, ...]:
    """Return the answer to a client's offer ``client`` of sound, where the peer has accepted ``sip``."""
    both = shared(media_of(sip), client)
    chosen = both or (_best(client),)
    return (*chosen, *_told_beside(client, sip, chosen))


def answer_for_sip(sip: Sequence[Codec], client: Sequence[Codec]) -> tuple[Codec, ...]:
    """Return the answer to a peer's offer ``sip`` of sound, where the client has accepted ``client``.

    One codec: many phones understand an answer of several as a question.
    """
    both = shared(media_of(client), sip)
    chosen = both[:1] or (_best(sip),)
    return (*chosen, *_told_beside(sip, client, chosen))


def pictures(theirs: Sequence[Codec], others: Sequence[Codec] | None = None) -> tuple[Codec, ...]:
    """Return the codecs of pictures to pass on: of ``theirs`` those that ``others`` have, if they spoke."""
    chosen = media_of(theirs) if others is None else shared(media_of(theirs), others)
    return tuple(replace(codec, parameters=_with_fragments(codec)) for codec in chosen)


def fitting_mode(chosen: Iterable[Codec], offered: Iterable[Codec]) -> tuple[Codec, ...]:
    """Return codecs of pictures with the packetisation mode of the offer, which an answer must keep."""
    told = {codec.key: codec for codec in offered}
    return tuple(
        codec
        if codec.name != "h264" or "packetization-mode=1" in told[codec.key].parameters
        else replace(
            codec, parameters=codec.parameters.replace("packetization-mode=1", "packetization-mode=0")
        )
        for codec in chosen
    )


def _with_fragments(codec: Codec) -> str:
    """Return the parameters of H.264 with packetisation mode 1, the only one that WebRTC has."""
    if codec.name != "h264" or "packetization-mode=1" in codec.parameters:
        return codec.parameters
    kept = [part for part in codec.parameters.split(";") if part and "packetization-mode" not in part]
    return ";".join([*kept, "packetization-mode=1"])


def _best(codecs: Sequence[Codec]) -> Codec:
    """Return what to transcode to: Opus where it is there, else what is named first."""
    sounds = [codec for codec in media_of(codecs) if codec.name in SOUND]
    return next((codec for codec in sounds if codec.name == "opus"), sounds[0])


def _clocks(codecs: Iterable[Codec]) -> list[int]:
    """Return the clocks that events are offered with; 8000 always: some phones know no other."""
    return sorted({codec.clock_rate for codec in codecs} | {8000}, reverse=True)


def _beside(theirs: Sequence[Codec], chosen: Iterable[Codec]) -> list[Codec]:
    """Return the events and noise to offer beside ``chosen`` to one side, if the other has them."""
    found = []
    if any(codec.name == EVENT for codec in theirs):
        found += [events(clock) for clock in _clocks(chosen)]
    return found + [codec for codec in theirs if codec.name == NOISE]


def _told_beside(offered: Sequence[Codec], others: Sequence[Codec], chosen: Sequence[Codec]) -> list[Codec]:
    """Return the events and noise to answer with: of those offered what fits, if the others have any."""
    found: list[Codec] = []
    if any(codec.name == EVENT for codec in others):
        told = [codec for codec in offered if codec.name == EVENT]
        clocks = {codec.clock_rate for codec in chosen}
        found += [codec for codec in told if codec.clock_rate in clocks] or told[:1]
    noise = [codec for codec in offered if codec.name == NOISE]
    return found + (noise if any(codec.name == NOISE for codec in others) else [])
