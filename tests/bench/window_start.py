"""How long from starting the program to a window that can be used, and to one that can call.

Run as ``python -m tests.bench.window_start PROFILE`` it is the program, and prints a line of JSON when its
page of contacts is on the screen, and another when it is registered at its service; ``measure`` starts it
several times.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.measurement import Measurement, percentile

if TYPE_CHECKING:
    from core.snapshots import AppSnapshot
    from ui.app import Window

LIMIT = 30
ROOT = Path(__file__).resolve().parents[2]
NAME = "Bench"


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the usable window and to the registration; CPU seconds up to the window."""

    usable: float
    online: float
    cpu: float


def show(profile: str) -> None:
    """Be the program; print the moments (monotonic seconds) and the CPU seconds spent until then."""
    from dataclasses import replace

    from PySide6.QtCore import Qt

    import main as program
    from core.cli.arguments import build_parser
    from core.commands import SetDisplayName
    from core.snapshots import ServiceState
    from ui.app import run_window

    reached: set[str] = set()

    def tell(what: str) -> None:
        if what not in reached:
            reached.add(what)
            print(json.dumps({"at": time.monotonic(), "cpu": time.process_time()}), flush=True)

    def begin(window: Window) -> None:
        def follow(snapshot: AppSnapshot) -> None:  # after the view-models: the page is up to date
            if snapshot.is_ready and "contacts" not in reached:
                reached.add("contacts")
                window.view.update()
                if not snapshot.profile.display_name:
                    window.bridge.post(SetDisplayName(NAME))
            if snapshot.service.state is ServiceState.ONLINE and "usable" in reached:
                tell("online")

        def drawn() -> None:  # on the thread that draws
            if "contacts" in reached:
                tell("usable")

        window.bridge.snapshot.connect(follow)
        window.view.frameSwapped.connect(drawn, Qt.ConnectionType.DirectConnection)

    sys.setswitchinterval(0.001)
    os.environ.setdefault("QT_LOGGING_RULES", program.QT_LOG)
    arguments = build_parser().parse_args(["--fake-devices", "--profile", profile])
    engine, options = program._engine_and_options(arguments)
    run_window(engine, replace(options, on_ready=begin, single_instance=False))


async def one_start(profile: Path, environment: dict[str, str], *, root: Path = ROOT) -> Start:
    """Start the program of ``root`` once."""
    started = time.monotonic()
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.window_start", str(profile)),
        cwd=root,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout is not None
    try:
        usable, online = [
            json.loads(await asyncio.wait_for(child.stdout.readline(), LIMIT)) for _ in range(2)
        ]
    finally:
        await end(child)
    return Start(usable["at"] - started, online["at"] - started, usable["cpu"])


async def end(child: asyncio.subprocess.Process) -> None:
    """End a program that was started, if it has not ended."""
    if child.returncode is None:
        child.terminate()
        try:
            await asyncio.wait_for(child.wait(), 5)
        except TimeoutError:
            child.kill()
            await child.wait()


@asynccontextmanager
async def screen() -> AsyncIterator[dict[str, str]]:
    """Yield an environment with a screen: the one there is, or a virtual one.

    Bytecode is kept, whatever the machine's habit, as ``make`` and every installation keep it.
    """
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
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
    """Start the program once to name the profile and warm the disk, then ``starts`` times on that profile."""
    with TemporaryDirectory(prefix="ahoy-bench-") as folder:
        async with screen() as environment:
            runs = [await one_start(Path(folder), environment) for _ in range(starts + 1)][1:]
    times = [run.usable for run in runs]
    note = f"{starts} starts on a warm disk: the page of contacts drawn"
    cpu_note = "user and system time of the process until then"
    return [
        Measurement("start to usable window, p50", percentile(times, 0.5), "s", 1.5, note=note),
        Measurement("start to usable window, slowest", max(times), "s", note=note),
        Measurement(
            "start to usable window, CPU", percentile([r.cpu for r in runs], 0.5), "s", note=cpu_note
        ),
        Measurement("start to registered, p50", percentile([r.online for r in runs], 0.5), "s", note=note),
    ]


if __name__ == "__main__":
    show(sys.argv[1])
