"""``service.json``: where the service of a data folder is, for other processes of the same profile."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from core.service.data.data_folder import write_private_file

FILE_NAME = "service.json"
_CONNECT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class RunningService:
    """What ``service.json`` holds."""

    url: str
    pid: int
    domain: str


def write_running(data_dir: Path, running: RunningService) -> None:
    """Say that the service runs. Raises ``ServiceError``."""
    write_private_file(data_dir / FILE_NAME, json.dumps(asdict(running)).encode())


def remove_running(data_dir: Path) -> None:
    """Say that it does not any more. Idempotent."""
    with contextlib.suppress(OSError):
        (data_dir / FILE_NAME).unlink()


def read_running(data_dir: Path) -> RunningService | None:
    """Return the service that runs; None if there is none, or it died without a word."""
    try:
        fields = json.loads((data_dir / FILE_NAME).read_text(encoding="utf-8"))
        running = RunningService(str(fields["url"]), int(fields["pid"]), str(fields["domain"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return running if _is_alive(running.pid) and _answers(running.url) else None


def _is_alive(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return True  # there os.kill would end it; the connection tells
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _answers(url: str) -> bool:
    try:
        address = urlsplit(url)
        with socket.create_connection((address.hostname or "", address.port or 0), _CONNECT_SECONDS):
            return True
    except (OSError, ValueError):
        return False
