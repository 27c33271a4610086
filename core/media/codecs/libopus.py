"""The libopus that PyAV brings, called directly: FFmpeg's wrapper offers no loss concealment and no FEC."""

from __future__ import annotations

import ctypes
import logging
import sys
from functools import cache
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE

log = logging.getLogger(__name__)

MAX_FRAME_SAMPLES = 5760
"""120 ms at 48 kHz, the longest Opus packet (RFC 6716 section 2.1.4)."""

_PATTERNS = ("../av.libs/libopus*", ".dylibs/libopus*", "../libopus*", "../av.libs/opus*")


class OpusError(ValueError):
    """A packet is no Opus: the other end's fault."""


@cache
def _library() -> ctypes.CDLL | None:
    """Load the library once; None when this PyAV was built another way."""
    folder = Path(av.__file__).parent
    bundle = Path(getattr(sys, "_MEIPASS", folder))
    found = [path for pattern in _PATTERNS for path in sorted(folder.glob(pattern))]
    for path in [*found, *sorted(bundle.glob("libopus*"))]:
        try:
            library = ctypes.CDLL(str(path))
            _declare(library)
        except (OSError, AttributeError) as error:
            log.info("no Opus in %s: %s", path.name, error)
        else:
            return library
    return None


def _declare(library: ctypes.CDLL) -> None:
    library.opus_decoder_create.restype = ctypes.c_void_p
    library.opus_decoder_create.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.POINTER(ctypes.c_int)]
    library.opus_decoder_destroy.restype = None
    library.opus_decoder_destroy.argtypes = [ctypes.c_void_p]
    library.opus_decode.restype = ctypes.c_int
    library.opus_decode.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int32,
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_int,
    ]


def is_available() -> bool:
    """Whether libopus can be called directly."""
    return _library() is not None


class LibopusDecoder:
    """A mono decoder at 48 kHz with concealment and forward error correction. Not thread-safe."""

    def __init__(self) -> None:
        library = _library()
        if library is None:
            raise RuntimeError("libopus was not found beside PyAV")
        error = ctypes.c_int()
        self._library = library
        self._out = np.zeros(MAX_FRAME_SAMPLES, np.int16)
        self._address = self._out.ctypes.data
        self._decoder = library.opus_decoder_create(SAMPLE_RATE, 1, ctypes.byref(error))
        if not self._decoder:
            raise RuntimeError(f"libopus refused a decoder: {error.value}")

    def __del__(self) -> None:
        decoder = getattr(self, "_decoder", None)
        if decoder:
            self._library.opus_decoder_destroy(decoder)

    def decode(self, payload: bytes) -> NDArray[np.int16]:
        """Return the samples of one packet. Raises OpusError on garbage."""
        return self._decode(payload, MAX_FRAME_SAMPLES, 0)

    def recover(self, next_payload: bytes, samples: int) -> NDArray[np.int16]:
        """Return the lost ``samples`` before ``next_payload``, from the copy it may carry."""
        return self._decode(next_payload, samples, 1)

    def conceal(self, samples: int) -> NDArray[np.int16]:
        """Return ``samples`` that hide a loss."""
        return self._decode(None, samples, 0)

    def _decode(self, payload: bytes | None, samples: int, fec: int) -> NDArray[np.int16]:
        count = self._library.opus_decode(
            self._decoder, payload, len(payload or b""), self._address, samples, fec
        )
        if count < 0:
            raise OpusError(f"not an Opus packet (libopus {count})")
        return self._out[:count].copy()
