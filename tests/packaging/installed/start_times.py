"""How long the installed programs take to start, cold and warm, in a bare system: a table for people.

``PYTHONPATH=packaging python -m tests.packaging.installed.start_times``, as root after ``make package-test``.
"Cold" drops what the machine remembers of files, as after it was switched on. The window counts when its page
stands on the screen, looked at from outside, in its memory; the service when it says that it listens.
"""

from __future__ import annotations

import shutil
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from tests.packaging.installed.conftest import made
from tests.packaging.installed.roots import Root

PATIENCE = 60
COLD, WARM = 3, 7
"""Starts of each kind."""
PROFILE = "/root/profile"
COLOURS = 24
"""A page with text has more of them among the pixels that are looked at; an empty window has one or two."""
STEP = 97


class Screen:
    """A virtual screen whose memory is a file."""

    def __init__(self, folder: Path) -> None:
        options = [
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x800x24",
            "-fbdir",
            str(folder),
            "+extension",
            "GLX",
        ]
        self._server = subprocess.Popen(["Xvfb", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._server.stdout is not None
        self.display = f":{self._server.stdout.readline().decode().strip()}"
        self._memory = folder / "Xvfb_screen0"

    def colours(self) -> int:
        """Return how many colours a sample of the pixels has."""
        picture = self._memory.read_bytes()
        (head,) = struct.unpack_from(">I", picture)
        return len({picture[at : at + 3] for at in range(head + 4096, len(picture) - 4, 4 * STEP)})

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()


@contextmanager
def screen() -> Iterator[Screen]:
    folder = Path(mkdtemp(prefix="ahoy-screen-"))
    shown = Screen(folder)
    try:
        yield shown
    finally:
        shown.close()
        shutil.rmtree(folder)


def window_start(root: Root, profile: str) -> float:
    """Return the seconds until the window's page is drawn."""
    with screen() as shown:
        command = f"DISPLAY={shown.display} exec ahoy --fake-devices --profile {profile}"
        started = time.monotonic()
        with root.begin(command, network=True) as child:
            while shown.colours() < COLOURS:
                assert child.poll() is None and time.monotonic() - started < PATIENCE
                time.sleep(0.01)
            return time.monotonic() - started


def service_start(root: Root) -> float:
    """Return the seconds until the service says that it listens."""
    started = time.monotonic()
    with root.begin("exec ahoy-service --data /root/service") as child:
        assert child.stdout is not None
        while "listens on" not in child.stdout.readline():
            assert child.poll() is None
        return time.monotonic() - started


def forget_files() -> None:
    """Drop what the machine remembers of files."""
    subprocess.run(["sync"], check=True)
    Path("/proc/sys/vm/drop_caches").write_text("3")


def tell(name: str, start: Callable[[], float]) -> None:
    cold = []
    for _ in range(COLD):
        forget_files()
        cold.append(start())
    warm = [start() for _ in range(WARM)]
    print(f"{name}: cold {statistics.median(cold):.2f} s, warm {statistics.median(warm):.2f} s")
    print("  " + " ".join(f"{each:.2f}" for each in [*cold, *warm]), flush=True)


def main() -> int:
    """Print the table."""
    folder = Path(mkdtemp(prefix="ahoy-starts-"))
    root = Root("13", folder)
    root.install(root.take(made("ahoy_{version}_{debian}.deb")))
    root.install(root.take(made("ahoy-service_{version}_{debian}.deb")))
    window_start(root, PROFILE)  # makes the profile, and compiles the window's QML
    tell("window", lambda: window_start(root, PROFILE))
    tell("service", lambda: service_start(root))
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
