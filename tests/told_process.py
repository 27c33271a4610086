"""A child process that takes commands, a line each, and tells what happens as JSON, an object a line."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


class ToldProcess:
    """One such process; everything that it told is in ``told``."""

    def __init__(self, module: str, environment: Mapping[str, str]) -> None:
        self.told: list[dict[str, Any]] = []
        self.errors = ""
        self._lines: queue.Queue[str] = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._threads = [threading.Thread(target=self._read), threading.Thread(target=self._read_errors)]
        for thread in self._threads:
            thread.start()

    def do(self, *words: object) -> None:
        """Give a command, its words parted by ``|``."""
        assert self._process.stdin is not None
        self._process.stdin.write("|".join(map(str, words)) + "\n")
        self._process.stdin.flush()

    def wait_for(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = 20) -> dict[str, Any]:
        """Return the next event that is ``wanted``; all events until then are kept in ``told``."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"nothing of the kind came: {self.told[-3:]}, errors: {self.errors[-2000:]}")
            self.told.append(json.loads(line))
            if wanted(self.told[-1]):
                return self.told[-1]

    def wait_for_frames(self, count: int) -> list[dict[str, Any]]:
        """Return the next ``count`` events with a ``frame``."""
        return [self.wait_for(lambda told: "frame" in told) for _ in range(count)]

    def end(self) -> None:
        """Tell it to quit, and end it if it does not."""
        try:
            self.do("quit")
            self._process.wait(10)
        except (subprocess.TimeoutExpired, OSError):
            self._process.kill()
            self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe is not None
            with suppress(BrokenPipeError):  # what was said last did not reach one that had ended
                pipe.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.errors += line
