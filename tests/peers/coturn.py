"""A coturn on loopback: STUN and TURN over UDP, TCP and TLS."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

from tests.free_port import free_port
from tests.peers.networks import make_certificate

USER, PASSWORD = "alice", "correct horse"


class Coturn:
    """One daemon; ``port`` speaks UDP and TCP, ``tls_port`` TLS with the certificate in ``certificate``."""

    def __init__(self, program: str, folder: Path) -> None:
        self.port, self.tls_port = free_port(), free_port()
        self.certificate, self._key = make_certificate(folder, "127.0.0.1")
        self._program = program
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the daemon and wait until it takes connections."""
        options = {
            "listening-ip": "127.0.0.1",
            "relay-ip": "127.0.0.1",
            "listening-port": self.port,
            "tls-listening-port": self.tls_port,
            "user": f"{USER}:{PASSWORD}",
            "realm": "ahoy.invalid",
            "cert": self.certificate,
            "pkey": self._key,
            "userdb": self._folder / "turn.db",
            "pidfile": self._folder / "turn.pid",
            "log-file": "stdout",
        }
        switches = ["-n", "--lt-cred-mech", "--allow-loopback-peers", "--cli-password=unused", "--no-cli"]
        words = [f"--{name}={value}" for name, value in options.items()]
        with (self._folder / "turn.log").open("wb") as log:
            self._process = subprocess.Popen(
                [self._program, *switches, *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 10
        while not self._takes_connections():
            assert self._process.poll() is None, (self._folder / "turn.log").read_text()
            assert time.monotonic() < deadline, "coturn does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        """End the daemon."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)

    def _takes_connections(self) -> bool:
        try:
            for port in (self.port, self.tls_port):
                socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            return False
        return True
