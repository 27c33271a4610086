"""A call of the real window with its thread blocked: what comes out of the loudspeaker meanwhile.

The loudspeaker is a null sink of a real PulseAudio, recorded at its monitor; the other end is ``main.py
answer`` in a process of its own, which speaks a steady tone.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import time
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from core.cli.places import service_data_dir
from core.service.data.application_keys import read_application_key
from core.service.data.running_file import read_running
from tests.bench.blocked.stretches import (
    BLOCK_SECONDS,
    BLOCKS,
    BUSY,
    LAG,
    RATE,
    SLEEPING,
    TONE,
    UNDISTURBED,
    Samples,
    Stretch,
    judge,
    loudness,
)
from tests.bench.measurement import Measurement
from tests.bench.window_start import ROOT, screen
from tests.peers.pulseaudio import PulseAudio

Child = asyncio.subprocess.Process
PROGRAMS = ("pulseaudio", "pactl", "parec")
START_LIMIT, CALL_LIMIT = 40, 80
CHUNK = 2 * RATE // 100


class Recording:
    """What a sink plays, as samples with the monotonic time of each."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._first_at = float("inf")

    async def follow(self, stream: asyncio.StreamReader) -> None:
        """Keep what comes until it ends."""
        try:
            while True:
                self._chunks.append(await stream.readexactly(CHUNK))
                length = len(self._chunks) * CHUNK / 2 / RATE
                # The chunk that came quickest tells best when the first sample was played.
                self._first_at = min(self._first_at, time.monotonic() - length)
        except asyncio.IncompleteReadError:
            return

    def between(self, begin: float, end: float) -> Samples:
        """Return the samples of a span."""
        samples = np.frombuffer(b"".join(self._chunks), np.int16).astype(np.float64)
        first, last = (max(0, round((at - self._first_at) * RATE)) for at in (begin, end))
        return samples[first:last]


def write_tone(path: Path) -> None:
    """Write a second of the tone, which may be played over and over."""
    samples = 8000 * np.sin(2 * np.pi * TONE * np.arange(RATE) / RATE)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())


@asynccontextmanager
async def _program(
    *command: str, environment: dict[str, str], stderr: int | None = None
) -> AsyncIterator[Child]:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=stderr
    )
    try:
        yield child
    finally:
        if child.returncode is None:
            child.terminate()
        assert child.stdin is not None and child.stdout is not None
        child.stdin.close()
        try:
            await asyncio.wait_for(child.stdout.read(), 15)
        except TimeoutError:
            child.kill()
        await child.wait()


@asynccontextmanager
async def _recording(environment: dict[str, str]) -> AsyncIterator[Recording]:
    command = ("parec", "-d", "spk.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1")
    async with _program(*command, "--latency-msec=10", environment=environment) as recorder:
        assert recorder.stdout is not None
        recording = Recording()
        following = asyncio.create_task(recording.follow(recorder.stdout))
        try:
            yield recording
        finally:
            following.cancel()
            await asyncio.wait([following])


async def _line(child: Child, limit: float) -> dict[str, float | str]:
    assert child.stdout is not None
    line = await asyncio.wait_for(child.stdout.readline(), limit)
    if not line:
        raise RuntimeError("a program of the call with a blocked window ended early")
    found: dict[str, float | str] = json.loads(line)
    return found


def _answering(profile: Path, tone: Path) -> list[str]:
    """Return the command of the end that speaks, at the service of the window's profile."""
    folder = service_data_dir(profile)
    application, running = read_application_key(folder), read_running(folder)
    if application is None or running is None:
        raise RuntimeError("the window's call service does not run")
    access = ["--service", running.url, "--app-key", application.key, "--app-secret", application.secret]
    command = [sys.executable, str(ROOT / "main.py"), "answer", "--user", "speaker", "--wait", "30"]
    return [*command, *access, "--audio-in", str(tone), "--fake-devices", "--profile", str(tone.parent)]


async def _call(folder: Path, environment: dict[str, str]) -> list[Stretch]:
    profile, tone = folder / "window", folder / "tone.wav"
    write_tone(tone)
    command = (sys.executable, "-m", "tests.bench.blocked.window", str(profile))
    async with (
        _recording(environment) as recording,
        _program(*command, environment=environment) as window,
    ):
        assert window.stdin is not None
        await _line(window, START_LIMIT)
        answer, merged = _answering(profile, tone), asyncio.subprocess.STDOUT
        async with _program(*answer, environment=environment, stderr=merged) as answering:
            assert answering.stdout is not None
            await asyncio.wait_for(answering.stdout.readline(), START_LIMIT)  # says that it waits
            window.stdin.write(b"call\n")
            blocks = [await _line(window, CALL_LIMIT) for _ in range(4 * BLOCKS)]
            await asyncio.sleep(BLOCK_SECONDS + 2 * LAG)
    return _judge(recording, blocks)


def _judge(recording: Recording, blocks: list[dict[str, float | str]]) -> list[Stretch]:
    spans: dict[str, list[Samples]] = {UNDISTURBED: [], SLEEPING: [], BUSY: []}
    for block in blocks:
        at = float(block["at"])
        spans[str(block["what"])].append(recording.between(at, at + BLOCK_SECONDS + LAG))
    usual = float(np.median(np.concatenate([loudness(one) for ones in spans.values() for one in ones])))
    if usual < 100:
        raise RuntimeError("nothing was heard of the other end")
    return [judge(name, ones, usual) for name, ones in spans.items()]


async def run() -> list[Stretch]:
    """Make the call and return its stretches."""
    with TemporaryDirectory(prefix="ahoy-bench-") as name:
        folder = Path(name)
        sound = PulseAudio("pulseaudio", "pactl", folder)
        sound.start()
        try:
            async with screen() as environment:
                return await _call(folder, environment | {"PULSE_SERVER": sound.address})
        finally:
            sound.stop()


async def measure() -> list[Measurement]:
    """Return gaps and damage of each kind of block, beside the undisturbed stretches of the same call."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if sys.platform != "linux" or missing:
        print(f"The blocked window is not measured: {', '.join(missing)} missing.", file=sys.stderr)
        return []
    stretches = {one.name: one for one in await run()}
    calm = stretches[UNDISTURBED]
    note = f"while blocked {BLOCKS} times for 500 ms; reference: as long in the same call without"
    found = []
    for name, words in ((SLEEPING, "in a system call"), (BUSY, "in Python code")):
        one = stretches[name]
        told = f"{note}; {one.gap_ms:.0f} ms in all, the longest {one.longest_ms:.0f} ms"
        share = one.seconds / calm.seconds
        gaps, damaged = (f"{what} sound, window blocked {words}" for what in ("gaps of", "damaged"))
        found += [
            Measurement(gaps, float(one.gaps), "", 0.0, calm.gaps * share, note=told),
            Measurement(damaged, one.damaged_ms, "ms", None, calm.damaged_ms * share, note=note),
        ]
    return found


async def _print() -> None:
    for one in await run():
        print(one)


if __name__ == "__main__":
    asyncio.run(_print())
