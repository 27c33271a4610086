"""How long from starting the program to a window that can be used.

Run as ``python -m tests.bench.window_start PROFILE`` it is the program, and prints when its first picture was
on the screen and its contacts were read; ``measure`` starts it several times.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.measurement import Measurement, percentile

if TYPE_CHECKING:
    from core.snapshots import AppSnapshot
    from ui.app import Window

LIMIT = 20
ROOT = Path(__file__).resolve().parents[2]


def show(profile: str) -> None:
    """Be the program; print the moment when the window can be used (monotonic seconds)."""
    from dataclasses import replace

    from PySide6.QtCore import Qt, QTimer

    import main as program
    from core.cli.arguments import build_parser
    from ui.app import make_application, run_window

    reached: dict[str, float] = {}
    make_application()
    look = QTimer()

    def tell() -> None:
        if len(reached) == 2:
            look.stop()
            print(max(reached.values()), flush=True)

    def begin(window: Window) -> None:
        def follow(snapshot: AppSnapshot) -> None:
            if snapshot.is_ready:
                reached.setdefault("contacts", time.monotonic())

        def drawn() -> None:  # on the thread that draws
            reached.setdefault("picture", time.monotonic())

        window.bridge.snapshot.connect(follow)
        window.view.frameSwapped.connect(drawn, Qt.ConnectionType.DirectConnection)
        window.view.update()
        look.timeout.connect(tell)
        look.start(10)

    sys.setswitchinterval(0.001)
    arguments = build_parser().parse_args(["--fake-devices", "--profile", profile])
    engine, options = program._engine_and_options(arguments)
    run_window(engine, replace(options, on_ready=begin, single_instance=False))


async def one_start(profile: Path, environment: dict[str, str]) -> float:
    """Return the seconds of one start."""
    started = time.monotonic()
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.window_start", str(profile)),
        cwd=ROOT,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout is not None
    try:
        ready = await asyncio.wait_for(child.stdout.readline(), LIMIT)
    finally:
        await _end(child)
    return float(ready) - started


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        child.terminate()
        try:
            await asyncio.wait_for(child.wait(), 5)
        except TimeoutError:
            child.kill()
            await child.wait()


@asynccontextmanager
async def screen() -> AsyncIterator[dict[str, str]]:
    """Yield an environment with a screen: the one there is, or a virtual one."""
    environment = dict(os.environ)
    if sys.platform != "linux" or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        yield environment
        return
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "+extension", "GLX")
    server = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        assert server.stdout is not None
        number = await asyncio.wait_for(server.stdout.readline(), 10)
        yield environment | {"DISPLAY": f":{number.decode().strip()}"}
    finally:
        server.terminate()
        await server.wait()


async def measure(*, starts: int = 5) -> list[Measurement]:
    """Start the program once to warm the disk, then ``starts`` times on the same profile."""
    with TemporaryDirectory(prefix="ahoy-bench-") as folder:
        async with screen() as environment:
            times = [await one_start(Path(folder), environment) for _ in range(starts + 1)][1:]
    note = f"{starts} starts on a warm disk: first picture drawn and contacts read"
    return [
        Measurement("start to usable window, p50", percentile(times, 0.5), "s", 1.5, note=note),
        Measurement("start to usable window, slowest", max(times), "s", note=note),
    ]


if __name__ == "__main__":
    show(sys.argv[1])
