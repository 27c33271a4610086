"""A virtual screen of a test's own; the server picks its number, so that two runs never meet."""

from __future__ import annotations

import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60


@contextmanager
def virtual_screen(width: int, height: int, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run an X server of that size; yield it and its ``DISPLAY``."""
    size = f"{width}x{height}x24"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            is_up = select.select([server.stdout], [], [], PATIENCE)[0]
            number = server.stdout.readline().strip() if is_up else ""
            assert number, "Xvfb did not start"
            yield server, f":{number}"
        finally:
            server.terminate()
