"""Where the running app of a user and a profile is spoken to."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from core.desktop.flatpak import shared_runtime

LONGEST_PATH = 100
"""Bytes of a socket's path: macOS allows 104, Linux 108, with the end mark."""


class PlaceError(Exception):
    """The folder for the socket cannot be trusted or made; the message is for the person."""


@dataclass(frozen=True, slots=True)
class InstancePlace:
    """``server`` is what a local server listens on (a path, or a pipe's name on Windows)."""

    server: str
    lock: Path
    """The file whose lock says that the profile is in use."""

    @property
    def address(self) -> str:
        """What a client opens: the path of the socket, or of the pipe."""
        return self.server if "/" in self.server else rf"\\.\pipe\{self.server}"


def instance_place(profile: str, folder: Path | None = None) -> InstancePlace:
    """Return the place of ``profile``: short, and different for each user. Makes nothing.

    ``folder`` (default: this user's own for sockets) must be one that only the user can enter.
    """
    folder = folder or runtime_folder()
    digest = hashlib.sha256(f"{_user()}\0{profile}".encode(errors="surrogateescape")).hexdigest()[:16]
    server = f"ahoy-{digest}" if sys.platform == "win32" else str(folder / f"{digest}.socket")
    return InstancePlace(server, folder / f"{digest}.lock")


def runtime_folder() -> Path:
    """Return this user's folder for sockets; it need not exist."""
    if sys.platform == "linux":
        session = os.environ.get("XDG_RUNTIME_DIR", "")
        folder = shared_runtime(Path(session)) if session and Path(session).is_dir() else None
    else:
        folder = Path(platformdirs.user_runtime_dir("ahoy", appauthor=False))
    # The name of a socket in it takes 24 bytes.
    if folder is not None and (sys.platform == "win32" or len(os.fsencode(folder)) + 24 <= LONGEST_PATH):
        return folder
    return Path(f"/tmp/ahoy-{_user()}")


def make_private(folder: Path) -> None:
    """Make ``folder``, mode 0700, or see that it is ours alone. Raises ``PlaceError``."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise PlaceError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    if sys.platform == "win32":
        return
    if not _is_ours(found):
        raise PlaceError(f"The folder {folder} is not yours, so Ahoy does not use it.")
    if found.st_mode & 0o077:
        folder.chmod(0o700)


def is_private(folder: Path) -> bool:
    """Whether ``folder`` is this user's, and nobody else can put anything into it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return _is_ours(found) and not found.st_mode & 0o022


def _is_ours(found: os.stat_result) -> bool:
    return stat.S_ISDIR(found.st_mode) and found.st_uid == _user_number()


def _user_number() -> int:
    return -1 if sys.platform == "win32" else os.getuid()


def _user() -> str:
    """Return what tells users apart; on Unix no name, which the environment could change."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "")
    return str(_user_number())
