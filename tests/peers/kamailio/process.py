"""One Kamailio on loopback: its configuration is a file beside this one with some words replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.free_port import free_port
from tests.peers.server_program import ServerProgram, takes_connections

REALM = "ahoy.test"
HERE = Path(__file__).parent


def fill(text: str, values: dict[str, str]) -> str:
    """Replace every ``@WORD@`` of ``values`` in ``text``."""
    for word, value in values.items():
        text = text.replace(f"@{word}@", value)
    return text


class Kamailio(ServerProgram):
    """One Kamailio with ``stranger.cfg``.

    ``shared_megabytes`` is all the memory that its connections and registrations may take.
    """

    name = "Kamailio"
    config = "stranger.cfg"

    def __init__(
        self, program: str, folder: Path, *, min_expires: int = 1, shared_megabytes: int = 64
    ) -> None:
        super().__init__(folder)
        self.program = program
        self._shared_megabytes = shared_megabytes
        self.port = free_port()
        self.url = f"ws://127.0.0.1:{self.port}/sip"
        self._values = {
            "PORT": str(self.port),
            "DOMAIN": REALM,
            "MODULES": str(next(Path("/usr/lib").glob("*/kamailio/modules"))),
            "FOLDER": str(folder),
            "MIN_EXPIRES": str(min_expires),
        }

    def set_values(self, **values: str) -> None:
        """Set more words to be replaced."""
        self._values |= values

    def command(self) -> list[str]:
        self.write_config()
        config = self._folder / "kamailio.cfg"
        options = ["-f", str(config), "-DD", "-E", "-m", str(self._shared_megabytes), "-M", "8"]
        return [self.program, *options, "-Y", str(self._folder)]

    def is_ready(self) -> bool:
        return takes_connections(self.port)

    def write_config(self) -> None:
        """Write what it reads at the start."""
        text = (HERE / self.config).read_text()
        (self._folder / "kamailio.cfg").write_text(fill(text, self._values))


def find_kamailio(*modules: str) -> str | None:
    """Return the program if it is installed with these modules."""
    program = shutil.which("kamailio")
    folder = next(Path("/usr/lib").glob("*/kamailio/modules"), None)
    if program is None or folder is None or any(not (folder / f"{m}.so").exists() for m in modules):
        return None
    return program
