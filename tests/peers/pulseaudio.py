"""A headless PulseAudio daemon with null sinks."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

LOOP = """
load-module module-null-sink sink_name=spk rate=48000 channels=1
load-module module-remap-source source_name=mic master=spk.monitor
set-default-sink spk
set-default-source mic
"""
"""``spk`` is a null sink, ``mic`` the sound that goes into it."""


class PulseAudio:
    """One daemon, with the devices of ``script``."""

    def __init__(self, program: str, pactl: str, folder: Path, devices: str = LOOP) -> None:
        self._devices = devices
        self._program = program
        self._pactl = pactl
        self._folder = folder
        self._socket = folder / "pulse.socket"
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"unix:{self._socket}"

    def start(self) -> None:
        """Start the daemon and wait until it answers."""
        script = self._folder / "pulse.pa"
        script.write_text(
            f"load-module module-native-protocol-unix auth-anonymous=1 socket={self._socket}\n"
            + self._devices
        )
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        environment = os.environ | {"HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder)}
        with (self._folder / "pulse.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, *options, f"--file={script}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
            )
        deadline = time.monotonic() + 10
        while subprocess.run(
            [self._pactl, "info"], env=self._environment(), capture_output=True, check=False
        ).returncode:
            assert self._process.poll() is None, (self._folder / "pulse.log").read_text()
            assert time.monotonic() < deadline, "PulseAudio does not answer"

    def hang(self) -> None:
        """Let the daemon do nothing any more, its connections stand."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let the daemon work again."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End the daemon, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None
            self._socket.unlink(missing_ok=True)

    def control(self, *arguments: str) -> str:
        """Run pactl and return what it printed."""
        command = [self._pactl, *arguments]
        result = subprocess.run(command, env=self._environment(), capture_output=True, text=True, timeout=10)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def _environment(self) -> dict[str, str]:
        return os.environ | {"PULSE_SERVER": self.address, "LC_ALL": "C"}
