"""What is raised when media cannot be had as it was asked for."""

from __future__ import annotations

NOT_ACCEPTABLE, BAD_DESCRIPTION, UNAVAILABLE = 488, 400, 503


class MediaRefused(Exception):
    """Media cannot be had this way: answer with ``status`` and ``reason``, which is a sentence."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason
