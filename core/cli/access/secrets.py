"""Secrets that come in on the command line or in a file."""

from __future__ import annotations

from pathlib import Path

_LIMIT = 4096


class SecretError(ValueError):
    """A secret was given wrongly; the message never holds the secret."""


def read_secret(text: str | None, file: Path | None) -> str:
    """Return the secret given as ``text`` or in ``file``, or an empty string. Raises ``SecretError``."""
    if text and file:
        raise SecretError("Give the secret once: --app-secret or --password-file.")
    if file is None:
        return (text or "").strip()
    try:
        with file.open(encoding="utf-8") as opened:
            secret = opened.read(_LIMIT).strip()
    except OSError as error:
        raise SecretError(f"The secret in {file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SecretError(f"{file} is not a text file.") from error
    if not secret:
        raise SecretError(f"{file} is empty.")
    return secret
