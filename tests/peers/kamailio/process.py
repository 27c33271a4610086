"""One Kamailio on loopback: its configuration is a file beside this one with some words replaced."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from tests.free_port import free_port

REALM = "ahoy.test"
HERE = Path(__file__).parent


def fill(text: str, values: dict[str, str]) -> str:
    """Replace every ``@WORD@`` of ``values`` in ``text``."""
    for word, value in values.items():
        text = text.replace(f"@{word}@", value)
    return text


class Kamailio:
    """One Kamailio with ``stranger.cfg``; it can be stopped and started again on the same port.

    ``shared_megabytes`` is all the memory that its connections and registrations may take.
    """

    config = "stranger.cfg"

    def __init__(
        self, program: str, folder: Path, *, min_expires: int = 1, shared_megabytes: int = 64
    ) -> None:
        self.program = program
        self._folder = folder
        self._shared_megabytes = shared_megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.url = f"ws://127.0.0.1:{self.port}/sip"
        self._values = {
            "PORT": str(self.port),
            "DOMAIN": REALM,
            "MODULES": str(next(Path("/usr/lib").glob("*/kamailio/modules"))),
            "FOLDER": str(folder),
            "MIN_EXPIRES": str(min_expires),
        }

    @property
    def pid(self) -> int:
        """The main process."""
        assert self._process is not None
        return self._process.pid

    def set_values(self, **values: str) -> None:
        """Set more words to be replaced."""
        self._values |= values

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        self.write_config()
        config = self._folder / "kamailio.cfg"
        options = ["-f", str(config), "-DD", "-E", "-m", str(self._shared_megabytes), "-M", "8"]
        with (self._folder / "kamailio.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.program, *options, "-Y", str(self._folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ,
            )
        self._wait()

    def write_config(self) -> None:
        """Write what it reads at the start."""
        text = (HERE / self.config).read_text()
        (self._folder / "kamailio.cfg").write_text(fill(text, self._values))

    def log(self) -> str:
        """Return what it wrote."""
        return (self._folder / "kamailio.log").read_text(errors="replace")

    def stop(self) -> None:
        """End it and its children."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(10)
            self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + 10
        while True:
            assert self._process is not None and self._process.poll() is None, self.log()[-3000:]
            assert time.monotonic() < deadline, "Kamailio does not listen: " + self.log()[-3000:]
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return


def find_kamailio(*modules: str) -> str | None:
    """Return the program if it is installed with these modules."""
    program = shutil.which("kamailio")
    folder = next(Path("/usr/lib").glob("*/kamailio/modules"), None)
    if program is None or folder is None or any(not (folder / f"{m}.so").exists() for m in modules):
        return None
    return program
