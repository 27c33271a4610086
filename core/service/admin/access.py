"""``admin.json``: where a running service is administered, and the secret that allows it (mode 0600)."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from core.service.data.data_folder import write_private_file

FILE_NAME = "admin.json"


@dataclass(frozen=True, slots=True)
class AdminAccess:
    """The address (loopback only) and the bearer token of one run of the service."""

    url: str
    token: str = field(repr=False)


def write_access(data_dir: Path, access: AdminAccess) -> None:
    """Say how the service is administered. Raises ``ServiceError``."""
    write_private_file(data_dir / FILE_NAME, json.dumps(asdict(access)).encode())


def remove_access(data_dir: Path) -> None:
    """Say that it is not any more. Idempotent."""
    with contextlib.suppress(OSError):
        (data_dir / FILE_NAME).unlink()


def read_access(data_dir: Path) -> AdminAccess | None:
    """Return how the service of ``data_dir`` is administered, None if no file says so."""
    try:
        fields = json.loads((data_dir / FILE_NAME).read_text(encoding="utf-8"))
        return AdminAccess(str(fields["url"]), str(fields["token"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
