"""The app's own call service: a child process, found again by other processes of the same profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EmbeddedService:
    """A running embedded service: where it is and what tokens for it are signed with."""

    url: str
    domain: str
    pid: int
    application_key: str
    application_secret: str = field(repr=False)


class ServiceProcess:
    """Starts ``main.py serve --embedded`` as a child, keeps it running, ends it.

    ``command`` is what comes before ``serve`` (default: this interpreter and ``main.py``, or the frozen
    executable). ``on_state`` hears "starting", "running", "restarting" and "failed" on the running loop.
    """

    def __init__(
        self, *, command: Sequence[str] | None = None, on_state: Callable[[str], None] | None = None
    ) -> None: ...

    async def start(
        self, data_dir: Path, *, lan: bool = True, user: str = "", display_name: str = ""
    ) -> EmbeddedService:
        """Return the service of ``data_dir``: the one that runs already, or a new child.

        Raises ``ServiceError`` with the child's own sentence when it cannot start.
        """
        raise RuntimeError

    async def stop(self) -> None:
        """End the child (not a service another process started). Idempotent."""


def find_running(data_dir: Path) -> EmbeddedService | None:
    """Return the embedded service of ``data_dir`` if one runs (its process lives and holds the folder)."""
    return None
