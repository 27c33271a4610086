"""What keeps an operator's wish from being carried out."""

from __future__ import annotations


class AdminError(Exception):
    """``status`` is HTTP's, ``code`` for programs, the message for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
