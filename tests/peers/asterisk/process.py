"""One Asterisk on loopback, configured for these tests: SIP by WebSocket, rooms named ``conf...``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.free_port import free_port
from tests.peers.server_program import ServerProgram

ROOT_VARIABLE = "AHOY_ASTERISK_ROOT"
"""Names the root of a system that has Asterisk, where the own one has none; entering it takes root."""
DOMAIN = "127.0.0.1"
USERS = ("ada", "bob", "cleo")
HERE = Path(__file__).parent
_READY = "Asterisk Ready."
_FOLDERS = ("cache", "data", "spool", "run", "log")


def find_asterisk() -> tuple[Path, tuple[str, ...]] | None:
    """Return the root of the system that has it and the command that runs it; None: there is none."""
    root = os.environ.get(ROOT_VARIABLE, "")
    if root and (Path(root) / "usr/sbin/asterisk").exists() and os.geteuid() == 0:
        return Path(root), ("chroot", root, "/usr/sbin/asterisk")
    program = shutil.which("asterisk")
    return (Path("/"), (program,)) if program is not None else None


class Asterisk(ServerProgram):
    """One Asterisk."""

    name = "Asterisk"
    patience = 30.0

    def __init__(self, root: Path, command: Sequence[str]) -> None:
        super().__init__(Path(tempfile.mkdtemp(prefix="ahoy-asterisk-", dir=root / "tmp")))
        self._root, self._program = root, tuple(command)
        self._users = set(USERS)
        self._times_ready = 0
        self.port = free_port()
        self.url = f"ws://{DOMAIN}:{self.port}/ws"

    @property
    def inner(self) -> str:
        """Its folder, as Asterisk sees it."""
        return "/" + str(self._folder.relative_to(self._root))

    def command(self) -> list[str]:
        if not (self._folder / "pjsip.conf").exists():
            self._write()
        self._times_ready = self.log().count(_READY)
        return [*self._program, "-f", "-C", f"{self.inner}/asterisk.conf"]

    def is_ready(self) -> bool:
        return self.log().count(_READY) > self._times_ready

    def tell(self, command: str) -> str:
        """Have it do a command of its console, and return what it says."""
        line = [*self._program, "-C", f"{self.inner}/asterisk.conf", "-rx", command]
        return subprocess.run(line, capture_output=True, text=True, timeout=20, check=True).stdout

    def account(self, user: str) -> str:
        """Return the password of a user, who gets an account if there is none yet."""
        if user not in self._users:
            self._users.add(user)
            with (self._folder / "pjsip.conf").open("a") as config:
                config.write(_account(user, user))
            self.tell("module reload res_pjsip.so")
        return f"pw-{user}"

    def log(self) -> str:
        """Return what it wrote."""
        full = self._folder / "log/full"
        return super().log() + (full.read_text(errors="replace") if full.exists() else "")

    def stop(self) -> None:
        """End it, and take its files away."""
        super().stop()
        shutil.rmtree(self._folder)

    def _write(self) -> None:
        for name in _FOLDERS:
            (self._folder / name).mkdir()
        values = {
            "FOLDER": self.inner,
            "MODULES": "/" + str(self._modules().relative_to(self._root)),
            "PORT": str(self.port),
            "UDP_PORT": str(free_port(socket.SOCK_DGRAM)),
        }
        for source in HERE.glob("*.conf"):
            text = source.read_text()
            for word, value in values.items():
                text = text.replace(f"@{word}@", value)
            (self._folder / source.name).write_text(text)
        with (self._folder / "pjsip.conf").open("a") as config:
            config.write("".join(_account(user, user.title()) for user in USERS))

    def _modules(self) -> Path:
        return next(self._root.glob("usr/lib/*/asterisk/modules"), self._root / "usr/lib/asterisk/modules")


def _account(user: str, name: str) -> str:
    secret = f"auth_type=userpass\nusername={user}\npassword=pw-{user}\n"
    return (
        f"\n[{user}](person)\nauth={user}\naors={user}\ncallerid={name} <{user}>\n"
        f"[{user}]\ntype=auth\n{secret}"
        f"[{user}]\ntype=aor\nmax_contacts=2\nremove_existing=yes\n"
    )
