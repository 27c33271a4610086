"""A coturn on loopback: STUN and TURN over UDP, TCP and TLS."""

from __future__ import annotations

from pathlib import Path

from tests.free_port import free_port
from tests.peers.networks import make_certificate
from tests.peers.server_program import ServerProgram, takes_connections

USER, PASSWORD = "alice", "correct horse"


class Coturn(ServerProgram):
    """One daemon; ``port`` speaks UDP and TCP, ``tls_port`` TLS with the certificate in ``certificate``."""

    name = "coturn"

    def __init__(self, program: str, folder: Path) -> None:
        super().__init__(folder)
        self.port, self.tls_port = free_port(), free_port()
        self.certificate, self._key = make_certificate(folder, "127.0.0.1")
        self._program = program

    def command(self) -> list[str]:
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
        return [self._program, *switches, *(f"--{name}={value}" for name, value in options.items())]

    def is_ready(self) -> bool:
        return takes_connections(self.port, self.tls_port)
