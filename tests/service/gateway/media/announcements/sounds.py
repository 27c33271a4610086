"""Sound files made by a test."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import av
import numpy as np

from core.ports import SAMPLE_RATE


def wav(frequency: float = 700.0, seconds: float = 0.5, rate: int = 8000) -> bytes:
    """Return a tone as a WAV file."""
    samples = (9000 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)).astype("<i2")
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return made.getvalue()


def encoded(kind: str, codec: str, frequency: float = 700.0, seconds: float = 0.5) -> bytes:
    """Return a tone in another format."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    samples = (9000 * np.sin(2 * np.pi * frequency * time)).astype(np.int16)
    made = io.BytesIO()
    with av.open(made, "w", format=kind) as container:
        stream = container.add_stream(codec, rate=SAMPLE_RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        resampler = av.AudioResampler(
            format=stream.codec_context.format,
            layout="mono",
            rate=SAMPLE_RATE,
            frame_size=stream.codec_context.frame_size or 960,
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return made.getvalue()


def save(folder: Path, name: str, data: bytes) -> Path:
    """Write a file of a folder that is made if need be."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path
