"""A headless PulseAudio daemon with null sinks."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from tests.peers.server_program import ServerProgram

LOOP = """
load-module module-null-sink sink_name=spk rate=48000 channels=1
load-module module-remap-source source_name=mic master=spk.monitor
set-default-sink spk
set-default-source mic
"""
"""``spk`` is a null sink, ``mic`` the sound that goes into it."""


class PulseAudio(ServerProgram):
    """One daemon, with the devices of ``script``."""

    name = "PulseAudio"

    def __init__(self, program: str, pactl: str, folder: Path, devices: str = LOOP) -> None:
        super().__init__(folder)
        self._devices = devices
        self._program = program
        self._pactl = pactl
        self._socket = folder / "pulse.socket"
        self.address = f"unix:{self._socket}"

    def command(self) -> list[str]:
        script = self._folder / "pulse.pa"
        script.write_text(
            f"load-module module-native-protocol-unix auth-anonymous=1 socket={self._socket}\n"
            + self._devices
        )
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        return [self._program, *options, f"--file={script}"]

    def environment(self) -> dict[str, str]:
        return {"HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder)}

    def is_ready(self) -> bool:
        command = [self._pactl, "info"]
        return not subprocess.run(command, env=self._environment(), capture_output=True).returncode

    def hang(self) -> None:
        """Let the daemon do nothing any more, its connections stand."""
        self._running().send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let the daemon work again."""
        self._running().send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End the daemon, as a crash would."""
        self.crash()
        self._socket.unlink(missing_ok=True)

    def control(self, *arguments: str) -> str:
        """Run pactl and return what it printed."""
        command = [self._pactl, *arguments]
        result = subprocess.run(command, env=self._environment(), capture_output=True, text=True, timeout=10)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def _environment(self) -> dict[str, str]:
        return os.environ | {"PULSE_SERVER": self.address, "LC_ALL": "C"}
