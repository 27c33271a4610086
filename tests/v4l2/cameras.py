"""Cameras without hardware: builds the stand-in, plugs and unplugs, and reads its lights."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

SOURCE = Path(__file__).with_name("stand_in.c")
SIZES = ((640, 480), (1280, 720), (1920, 1080))
JPEGS = 16


def build(folder: Path) -> Path:
    """Compile the preloaded library into ``folder``; skips the test where that is not possible."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not Path("/usr/include/linux/videodev2.h").exists():
        pytest.skip("no C compiler with the kernel's headers: the V4L2 stand-in cannot be built")
    library = folder / "stand_in.so"
    flags = ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror"]
    subprocess.run([compiler, *flags, "-o", library, SOURCE, "-ldl"], check=True, timeout=60)
    return library


def write_jpegs(folder: Path, size: tuple[int, int] = (1280, 720)) -> None:
    """Write the JPEG pictures of one size, each with its number in squares along the top."""
    width, height = size
    for number in range(JPEGS):
        luma = np.full((height, width), 110, np.uint8)
        side = width // 16
        for place in range(16):
            luma[:side, place * side : (place + 1) * side] = 235 if number >> (15 - place) & 1 else 16
        planes = np.full(width * height * 3 // 2, 128, np.uint8)
        planes[: width * height] = luma.ravel()
        frame = av.VideoFrame.from_ndarray(planes.reshape(-1, width), "yuv420p")
        encoder = av.CodecContext.create("mjpeg", "w")
        encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuvj420p"
        encoder.time_base = Fraction(1, 30)
        packets = [*encoder.encode(frame.reformat(format="yuvj420p")), *encoder.encode(None)]
        (folder / f"jpeg-{width}x{height}-{number}").write_bytes(b"".join(map(bytes, packets)))


def read_number(luma: np.ndarray) -> int:
    """Return the number that a frame of the stand-in carries; ``luma`` is its first plane."""
    side = luma.shape[1] // 16
    squares = [int(luma[side // 2, place * side + side // 2]) > 128 for place in range(16)]
    return int("".join("01"[bit] for bit in squares), 2)


class Cameras:
    """The cameras of one test: a folder that stands for /dev."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder = folder
        self._library = library

    def environment(self) -> dict[str, str]:
        """Return the environment of a process that sees these cameras."""
        return os.environ | {"LD_PRELOAD": str(self._library), "AHOY_CAMERAS": str(self.folder)}

    def plug(
        self, number: int = 0, formats: str = "NV12 YUYV MJPEG", state: str = "ready", name: str = ""
    ) -> None:
        """Plug a camera in."""
        (self.folder / f"formats{number}").write_text(formats)
        (self.folder / f"name{number}").write_text(name or f"Stand-in camera {number}")
        self.put(state, number)
        os.mkfifo(self.folder / f"video{number}")

    def unplug(self, number: int = 0) -> None:
        """Pull a camera out."""
        (self.folder / f"video{number}").unlink()

    def put(self, state: str, number: int = 0) -> None:
        """Make a camera ready, busy, denied, frozen or freezes-once (which ends with the freeze)."""
        fresh = self.folder / f"fresh-state{number}"
        fresh.write_text(state)
        fresh.rename(self.folder / f"state{number}")

    def light(self, number: int = 0) -> str:
        """Return what a camera streams ("NV12 1280 720 30"), empty if its light is off."""
        try:
            return (self.folder / f"light{number}").read_text().strip()
        except FileNotFoundError:
            return ""

    def wait_for_light(self, is_lit: Callable[[str], bool], number: int = 0, seconds: float = 10) -> str:
        """Return the light once it is as wanted; fails the test if that takes too long."""
        end = time.monotonic() + seconds
        while not is_lit(light := self.light(number)):
            assert time.monotonic() < end, f"the light is {light!r}"
            time.sleep(0.02)
        return light
