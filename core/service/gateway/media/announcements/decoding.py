"""A sound file as samples: four formats, known by their first bytes, and no more than some minutes."""

from __future__ import annotations

import io

import av
import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE
from core.service.gateway.media.announcements.naming import PromptError

Samples = NDArray[np.int16]

LONGEST_SECONDS = 300
_LONGEST = LONGEST_SECONDS * SAMPLE_RATE
_RATES = range(4000, 192_001)


def decode(data: bytes, name: str) -> Samples:
    """Return the sound of a WAV, MP3, Ogg or FLAC file, 48 kHz mono; raise ``PromptError``.

    The format is never guessed by the library: some of those that it knows open other files.
    """
    kind = _kind(data)
    if kind is None:
        raise PromptError(f"{name} is no WAV, MP3, Ogg or FLAC file", is_asked_wrongly=True)
    try:
        samples = _decoded(data, kind, name)
    except (av.FFmpegError, OSError, ValueError, EOFError, IndexError) as error:
        raise PromptError(f"{name} cannot be decoded", is_asked_wrongly=True) from error
    if not len(samples):
        raise PromptError(f"{name} has no sound in it", is_asked_wrongly=True)
    return samples


def _kind(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:4] in (b"OggS", b"fLaC"):
        return "ogg" if data[:4] == b"OggS" else "flac"
    is_frame = len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2
    return "mp3" if data[:3] == b"ID3" or is_frame else None


def _decoded(data: bytes, kind: str, name: str) -> Samples:
    pieces: list[Samples] = []
    length = 0
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    with av.open(io.BytesIO(data), "r", format=kind) as container:
        if not container.streams.audio:
            return np.zeros(0, np.int16)
        for frame in container.decode(container.streams.audio[0]):
            if frame.sample_rate not in _RATES:
                raise ValueError("no rate of sound")
            frame.pts = None
            for piece in resampler.resample(frame):
                pieces.append(_samples(piece))
                length += len(pieces[-1])
            if length > _LONGEST:
                raise PromptError(f"{name} is longer than {LONGEST_SECONDS} seconds", is_asked_wrongly=True)
    pieces += [_samples(piece) for piece in resampler.resample(None)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)


def _samples(piece: av.AudioFrame) -> Samples:
    return piece.to_ndarray().reshape(-1).astype(np.int16)
