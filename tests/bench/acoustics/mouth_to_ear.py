"""From one person's mouth to the other's ear, through two processes and a sound server without hardware.

One null sink with four channels is the air: each end's microphone hears one channel and its speaker plays
into another, so that one recording of the sink shows mouth and ear of both ends on one clock, sample by
sample, and nothing of the measuring program is in the figures.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE
from tests.bench.measurement import Measurement, percentile
from tests.peers.pulseaudio import PulseAudio

Samples = NDArray[np.float64]

CHANNELS = ("front-left", "front-right", "rear-left", "rear-right")
MOUTH_A, EAR_B, MOUTH_B, EAR_A = CHANNELS

PCM = ("--raw", "--format=s16le", "--rate=48000")

CHIRP_SECONDS = 0.04
EVERY = 0.5
SETTLE_SECONDS = 4.0


def chirp() -> Samples:
    """Return a sweep from 400 to 3400 Hz, faded at both ends."""
    times = np.arange(round(CHIRP_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
    phase = 2 * np.pi * (400 * times + 3000 / CHIRP_SECONDS * times**2 / 2)
    return np.sin(phase) * np.hanning(len(times)) * 0.4


def chirps(seconds: float, rng: np.random.Generator) -> Samples:
    """Return a chirp every half second or so, never quite in time with anything."""
    samples = np.zeros(round(seconds * SAMPLE_RATE))
    at = 0.3
    while at + EVERY < seconds:
        start = round((at + rng.uniform(0, 0.1)) * SAMPLE_RATE)
        samples[start : start + round(CHIRP_SECONDS * SAMPLE_RATE)] = chirp()
        at += EVERY
    return samples


@dataclass(frozen=True)
class Heard:
    """What the air carried, and what the ends counted."""

    mouth: Samples
    ear: Samples
    seconds: float
    slips: int
    repaired: int
    details: list[dict[str, object]]

    def delays(self) -> list[float]:
        """Return the seconds from each chirp at the mouth to the same at the ear; those lost are left out."""
        return list(delays(self.mouth, self.ear))


def delays(mouth: Samples, ear: Samples) -> Iterator[float]:
    """Yield the delay in seconds of each chirp in ``mouth`` that is found in ``ear`` within 0.4 s."""
    pattern = chirp()
    said, arrived = (_envelope(_matched(samples, pattern)) for samples in (mouth, ear))
    span = round(0.4 * SAMPLE_RATE)
    for start in _peaks(said):
        window = arrived[start : start + span]
        if len(window) == span and window.max() > 6 * np.median(arrived) and window.max() > 1e-3:
            yield int(np.argmax(window)) / SAMPLE_RATE


def _matched(samples: Samples, pattern: Samples) -> Samples:
    size = 1 << (len(samples) + len(pattern) - 1).bit_length()
    product = np.fft.rfft(samples, size) * np.conj(np.fft.rfft(pattern, size))
    return np.fft.irfft(product, size)[: len(samples)]


def _envelope(samples: Samples) -> Samples:
    return np.convolve(np.abs(samples), np.ones(48) / 48, "same")


def _peaks(said: Samples) -> Iterator[int]:
    threshold = said.max() * 0.5
    step = round(EVERY * SAMPLE_RATE * 0.6)
    place = 0
    while True:
        above = np.flatnonzero(said[place:] > threshold)
        if not len(above):
            return
        start = place + int(above[0])
        yield start + int(np.argmax(said[start : start + 4800]))
        place = start + step


def is_possible() -> bool:
    """Whether PulseAudio and its tools are installed."""
    return all(shutil.which(program) for program in ("pulseaudio", "pactl", "pacat", "parec"))


@contextmanager
def air(folder: Path, echo: float | None = None) -> Iterator[PulseAudio]:
    """Run a sound server whose null sink carries the voices of two ends.

    With ``echo`` B's microphone hears B's speaker too, at that level (dB). The server adds the two, so that
    nothing but the program under test can make the echo come sooner or later.
    """
    server = PulseAudio(shutil.which("pulseaudio") or "", shutil.which("pactl") or "", folder)
    server.start()
    try:
        channels = ",".join(CHANNELS)
        sink = ("sink_name=air", "rate=48000", "channels=4", f"channel_map={channels}")
        server.control("load-module", "module-null-sink", *sink)
        mono = ("channels=1", "channel_map=mono", "remix=no")
        for name, channel in (("say_a", MOUTH_A), ("ear_b", EAR_B), ("say_b", MOUTH_B), ("ear_a", EAR_A)):
            place = (f"sink_name={name}", "master=air", f"master_channel_map={channel}")
            server.control("load-module", "module-remap-sink", *place, *mono)
        for name, channel in (("mic_a", MOUTH_A), ("mic_b", MOUTH_B)):
            place = (f"source_name={name}", "master=air.monitor", f"master_channel_map={channel}")
            if echo is not None and name == "mic_b":
                _reflect(server, echo)
            else:
                server.control("load-module", "module-remap-source", *place, *mono)
        yield server
    finally:
        server.stop()


def _reflect(server: PulseAudio, echo: float) -> None:
    place = ("source_name=mic_b", "master=air.monitor", f"master_channel_map={MOUTH_B},{EAR_B}")
    stereo = ("channels=2", "channel_map=front-left,front-right", "remix=no")
    server.control("load-module", "module-remap-source", *place, *stereo)
    # Who opens it with one channel gets the mean of the two.
    factors = [f"{2 * 10 ** (level / 20):.4f}" for level in (0.0, echo)]
    server.control("set-source-volume", "mic_b", *factors)


class End:
    """The process of one end."""

    def __init__(self, server: PulseAudio, role: str, microphone: str, speaker: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.acoustics.call_end", role, microphone, speaker],
            env=os.environ | {"PULSE_SERVER": server.address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self) -> object:
        """Return the next thing it tells."""
        assert self.process.stdout is not None
        text = self.process.stdout.readline()
        assert text, "an end of the call ended by itself"
        return json.loads(text)

    def write(self, value: object) -> None:
        """Tell it something."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(value) + "\n")
        self.process.stdin.flush()

    def ask(self) -> dict[str, object]:
        """Return its counters."""
        self.write("counters")
        answer = self.read()
        assert isinstance(answer, dict)
        return answer

    def close(self) -> None:
        """End it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def call(server: PulseAudio) -> Iterator[tuple[End, End]]:
    """Let two processes call each other: A speaks, B listens, and the other way round."""
    with ExitStack() as stack:
        a = End(server, "offer", "mic_a", "ear_a")
        stack.callback(a.close)
        b = End(server, "answer", "mic_b", "ear_b")
        stack.callback(b.close)
        b.write(a.read())
        a.write(b.read())
        yield a, b


class Mouth:
    """Says a voice into one channel of the air: silence until it may speak."""

    def __init__(self, server: PulseAudio, device: str, voice: Samples) -> None:
        self._voice = voice
        command = ["pacat", "--playback", *PCM, "--channels=1", f"--device={device}", "--latency-msec=500"]
        environment = os.environ | {"PULSE_SERVER": server.address}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
        self._may_speak = threading.Event()
        self._thread = threading.Thread(target=self._speak)
        self._thread.start()

    def speak(self) -> None:
        """Begin."""
        self._may_speak.set()

    def wait(self) -> None:
        """Return when all has been said."""
        self._process.wait(len(self._voice) / SAMPLE_RATE + 20)

    def close(self) -> None:
        """Be silent."""
        self._may_speak.set()
        if self._process.poll() is None:
            self._process.kill()
        self._thread.join()
        self._process.wait(10)

    def _speak(self) -> None:
        assert self._process.stdin is not None
        silence = bytes(9600)
        with suppress(BrokenPipeError), self._process.stdin as pipe:
            # A stream that comes makes the server arrange its buffers anew: let it be there beforehand.
            while not self._may_speak.is_set():
                pipe.write(silence)
            pipe.write(np.rint(self._voice * 32_767).astype("<i2").tobytes())


class Tape:
    """Says ``voices`` (by sink), and records all four channels of the air from when it is made to the end."""

    def __init__(self, server: PulseAudio, voices: dict[str, Samples]) -> None:
        self._frames: list[bytes] = []
        environment = os.environ | {"PULSE_SERVER": server.address}
        channels = ["--channels=4", f"--channel-map={','.join(CHANNELS)}", "--no-remix"]
        self._ears = subprocess.Popen(
            ["parec", *PCM, *channels, "--device=air.monitor", "--latency-msec=50"],
            stdout=subprocess.PIPE,
            env=environment,
        )
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        self._mouths = [Mouth(server, device, voice) for device, voice in voices.items()]

    def speak(self) -> None:
        """Say all voices at once, and return when it was said."""
        for mouth in self._mouths:
            mouth.speak()
        for mouth in self._mouths:
            mouth.wait()

    def stop(self) -> Samples:
        """Return what was recorded: a row per channel, full scale 1.0."""
        for mouth in self._mouths:
            mouth.close()
        self._ears.terminate()
        self._thread.join()
        self._ears.wait(10)
        samples = np.frombuffer(b"".join(self._frames), "<i2")
        return samples[: len(samples) // 4 * 4].reshape(-1, 4).T / 32_768

    def _listen(self) -> None:
        assert self._ears.stdout is not None
        with self._ears.stdout as pipe:
            self._frames.extend(iter(lambda: pipe.read(9600), b""))


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep ``processes`` others computing meanwhile."""
    loads = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for load in loads:
            load.kill()
            load.wait()


def run(seconds: float, *, load: int = 0, seed: int = 11) -> Heard:
    """Measure ``seconds`` of a call while ``load`` other processes compute."""
    voice = chirps(seconds, np.random.default_rng(seed))
    with tempfile.TemporaryDirectory(prefix="ahoy-air-") as folder, air(Path(folder)) as server:
        tape = Tape(server, {"say_a": voice})
        try:
            with call(server) as (a, b):
                time.sleep(SETTLE_SECONDS)  # the devices, ICE and the canceller begin
                before = [end.ask() for end in (a, b)]
                with busy(load):
                    tape.speak()
                after = [end.ask() for end in (a, b)]
        finally:
            sound = tape.stop()

    def grown(name: str) -> int:
        return sum(int(str(x[name])) - int(str(y[name])) for x, y in zip(after, before, strict=True))

    return Heard(sound[0], sound[1], seconds, grown("slips"), grown("repaired"), after)


SECONDS = 30.0


async def measure() -> list[Measurement]:
    """Return the delay from mouth to ear and the slips, on this machine as it is and with both cores busy."""
    if not is_possible():
        raise RuntimeError("PulseAudio is not installed: make test-peers installs it")
    found = []
    for name, load in (("", 0), (", busy machine", 2)):
        heard = await asyncio.to_thread(run, SECONDS, load=load)
        found += _figures(name, heard, is_judged=not load)
    return found


def _figures(name: str, heard: Heard, *, is_judged: bool) -> list[Measurement]:
    milliseconds = [1000 * delay for delay in heard.delays()]
    middle, late = percentile(milliseconds, 0.5), percentile(milliseconds, 0.95)
    per_minute = 60 / heard.seconds
    said = int(heard.seconds / EVERY) - 1
    return [
        Measurement(f"mouth to ear, p50{name}", middle, "ms", 100.0 if is_judged else None),
        Measurement(f"mouth to ear, p95{name}", late, "ms", 130.0 if is_judged else None),
        Measurement(f"chirps heard{name}", len(milliseconds), f"of {said}"),
        Measurement(f"slips of both speakers a minute{name}", heard.slips * per_minute, "", 2.0),
        Measurement(f"references brought into step a minute{name}", heard.repaired * per_minute, ""),
    ]
