"""The application key and secret a service makes for itself on first start."""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core.service.data.data_folder import make_private_folder, write_private_file
from core.service.errors import ServiceError, ServiceProblem

FILE_NAME = "application.json"


@dataclass(frozen=True, slots=True)
class ApplicationKey:
    """An application key (UUID) and its secret (base64 of 16 bytes); the secret never shows in ``repr``."""

    key: str
    secret: str = field(repr=False)


class ApplicationState(StrEnum):
    """Whether the users of an application may register. A removed one stays known, by its key alone."""

    ACTIVE = "active"
    DISABLED = "disabled"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Application:
    """An application whose users this service serves.

    ``old_secret`` is accepted beside ``secret`` until ``old_until`` (Unix seconds), after a rotation.
    """

    key: str
    secret: str = field(repr=False)
    name: str = ""
    state: ApplicationState = ApplicationState.ACTIVE
    created_at: float = 0.0
    old_secret: str = field(default="", repr=False)
    old_until: float = 0.0


def load_application_key(data_dir: Path, random_bytes: Callable[[int], bytes]) -> ApplicationKey:
    """Return the key in ``data_dir``, making it (mode 0600, atomically) if there is none.

    Raises ``ServiceError``: a file that cannot be understood is never replaced, since tokens and clients
    depend on it.
    """
    path = data_dir / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        made = make_application_key(random_bytes)
        save_application_key(data_dir, made)
        return made
    except UnicodeDecodeError:
        raise _broken(path, "it is not text") from None
    except OSError as error:
        raise _broken(path, error.strerror or "it cannot be read") from None
    return _parse(path, text)


def read_application_key(data_dir: Path) -> ApplicationKey | None:
    """Return the key in ``data_dir`` or None if there is no file; raise ``ServiceError`` for a broken one."""
    path = data_dir / FILE_NAME
    try:
        return _parse(path, path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise _broken(path, "it is not text") from None
    except OSError as error:
        raise _broken(path, error.strerror or "it cannot be read") from None


def save_application_key(data_dir: Path, made: ApplicationKey) -> None:
    """Write the key (mode 0600, all or nothing). Raises ``ServiceError``."""
    make_private_folder(data_dir)
    content = json.dumps({"key": made.key, "secret": made.secret}, indent=1).encode()
    write_private_file(data_dir / FILE_NAME, content)


def check_secret(secret: str) -> bytes:
    """Return the bytes of a base64 secret; raise ``ServiceError`` if it is none."""
    try:
        decoded = base64.b64decode(secret, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if not decoded:
        raise ServiceError(ServiceProblem.CONFIGURATION, "The application secret is not base64 text.")
    return decoded


def make_application_key(random_bytes: Callable[[int], bytes]) -> ApplicationKey:
    """Return a new key with a new secret of 16 bytes."""
    key = str(uuid.UUID(bytes=random_bytes(16), version=4))
    return ApplicationKey(key, base64.b64encode(random_bytes(16)).decode())


def _parse(path: Path, text: str) -> ApplicationKey:
    try:
        fields = json.loads(text)
        key, secret = fields["key"], fields["secret"]
        uuid.UUID(key)
        check_secret(secret)
    except (ValueError, KeyError, TypeError, AttributeError, ServiceError, RecursionError):
        raise _broken(path, "it does not hold a key and a secret") from None
    return ApplicationKey(key, secret)


def _broken(path: Path, why: str) -> ServiceError:
    sentence = (
        f"The application key in {path} is unusable: {why}. "
        "Restore it from a backup, or move it away to start with a new key."
    )
    return ServiceError(ServiceProblem.DATA_BROKEN, sentence, path=str(path))
