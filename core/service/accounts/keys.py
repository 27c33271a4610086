"""Where the key lies that passwords of accounts are sealed with.

The app's own service has it in the system's key store; a key that an earlier version left in a file moves
there. On a server it is a credential of systemd's (``LoadCredential=accounts.key:...``), or a file (mode
0600) beside the database. As long as the key store that should have it cannot be opened, another key in a
file of its own stands in for it. What is in several places is used from all: nothing sealed is given up.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import logging
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.ports import Vault
from core.service.accounts.sealing import KEY_BYTES, Seal
from core.service.data.data_folder import kept_key
from core.service.errors import ServiceError, ServiceProblem

log = logging.getLogger(__name__)

FILE_NAME = "accounts.key"
STAND_IN_NAME = "accounts-locked.key"
"""The key for what is entered while the key store is locked; where it is, the key store had one before."""
KEY_STORE_SECONDS = 4.0
"""How long a key store may take that asks its person to be unlocked; then it counts as locked."""
_CREDENTIALS = "CREDENTIALS_DIRECTORY"

NO_KEY_STORE = (
    "This computer has no key store that can be used: the key to these passwords lies in a file that only "
    "you can read."
)
LOCKED = "The key store of this computer cannot be opened: unlock it, and start Ahoy again."
LOST = "The password of this account cannot be read any more: enter it again."
LOCKED_OUT = f"The password of this account cannot be read. {LOCKED} Or enter the password again."


@dataclass(frozen=True, slots=True)
class Key:
    """The seal, and what the person is told of where its key lies, empty for nothing worth telling.

    ``lost`` is said of an account whose password the seal does not open.
    """

    seal: Seal
    note: str = ""
    lost: str = LOST


class AccountKeys:
    """Finds the key when it is first needed. ``vault`` is the system's key store; None: it is not asked."""

    def __init__(
        self, data_dir: Path, vault: Vault | None = None, environment: Mapping[str, str] = os.environ
    ) -> None:
        self._data_dir = data_dir
        self._vault = vault
        self._environment = environment
        self._key: Key | None = None
        self._opening = asyncio.Lock()

    @property
    def key(self) -> Key:
        """The key, once it was opened."""
        assert self._key is not None
        return self._key

    @property
    def note(self) -> str:
        """What there is to tell of it."""
        return self._key.note if self._key is not None else ""

    async def open(self, *, is_in_use: bool) -> None:
        """Find the key; ``is_in_use``: there are passwords sealed with it. Idempotent.

        Raises ``ServiceError`` for a file that cannot be understood: it is never replaced.
        """
        async with self._opening:
            if self._key is None:
                self._key = await self._find(is_in_use=is_in_use)

    async def _find(self, *, is_in_use: bool) -> Key:
        given = self._credential()
        if given is not None:
            return Key(Seal(given, older=self._in_files()))
        if self._vault is None:
            return Key(Seal(_kept(self._path)))
        vault = self._vault
        try:
            stored = await _in_time(lambda: self._move_in(vault, is_in_use=is_in_use))
        except ServiceError:
            raise
        except Exception as error:  # the libraries behind it have many of their own
            problem = (
                "does not answer" if isinstance(error, TimeoutError) else f"fails: {type(error).__name__}"
            )
            log.warning("the system's key store %s", problem)
            stored = None
        if stored is not None:
            return Key(Seal(stored, older=[one for one in self._in_files() if one != stored]))
        if self._stand_in.exists() or (is_in_use and not self._path.exists()):
            key = _kept(self._stand_in)
            return Key(Seal(key, older=[one for one in self._in_files() if one != key]), LOCKED, LOCKED_OUT)
        return Key(Seal(_kept(self._path)), NO_KEY_STORE)

    # --- the key store; may block ---------------------------------------------------------------------

    def _move_in(self, vault: Vault, *, is_in_use: bool) -> bytes | None:
        """Return the key of the key store, put there if need be; None: it cannot be had there."""
        if not vault.is_persistent:
            return None
        stored = _decoded(vault.read(self._name))
        if stored is not None:
            self._remove_files(stored)
            return stored
        in_files = self._in_files()
        if is_in_use and not in_files:
            return None  # it should be there: a key store that is locked says no less
        key = in_files[0] if in_files else os.urandom(KEY_BYTES)
        vault.write(self._name, base64.b64encode(key).decode())
        if not vault.is_persistent or _decoded(vault.read(self._name)) != key:
            return None
        log.info("the key of accounts' passwords is in the system's key store")
        self._remove_files(key)
        return key

    @property
    def _name(self) -> str:
        return vault_name(self._data_dir)

    def _remove_files(self, key: bytes) -> None:
        """Remove each file that holds nothing else than what is in the key store."""
        for path in (self._path, self._stand_in):
            with suppress(OSError):
                if path.read_bytes() == key:
                    path.unlink()

    # --- files ----------------------------------------------------------------------------------------

    @property
    def _path(self) -> Path:
        return self._data_dir / FILE_NAME

    @property
    def _stand_in(self) -> Path:
        return self._data_dir / STAND_IN_NAME

    def _in_files(self) -> list[bytes]:
        return [_kept(path) for path in (self._path, self._stand_in) if path.exists()]

    def _credential(self) -> bytes | None:
        folder = self._environment.get(_CREDENTIALS)
        path = Path(folder) / FILE_NAME if folder else None
        if path is None or not path.exists():
            return None
        try:
            key = path.read_bytes()
        except OSError as error:
            raise _unusable(path, f"cannot be read: {error.strerror or error}") from error
        if len(key) != KEY_BYTES:
            raise _unusable(path, f"must have {KEY_BYTES} bytes, and has {len(key)}")
        return key


def _kept(path: Path) -> bytes:
    """Return the key in a file, which is made if there is none. Raises ``ServiceError``."""
    damaged = (
        f"The key in {path} is damaged. Restore it from a backup, or move it away: the passwords of accounts "
        "at other providers must then be entered again."
    )
    return kept_key(path, KEY_BYTES, damaged=damaged)


def vault_name(data_dir: Path) -> str:
    """Return what the key of the service in ``data_dir`` is called in the key store; profiles share none."""
    return f"accounts-key-{hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]}"


def _unusable(path: Path, problem: str) -> ServiceError:
    return ServiceError(ServiceProblem.DATA_BROKEN, f"The credential {path} {problem}.", path=str(path))


def _decoded(text: str | None) -> bytes | None:
    try:
        key = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


async def _in_time(work: Callable[[], bytes | None]) -> bytes | None:
    """Do what may block, on a thread that nobody waits for in the end. Raises TimeoutError."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bytes | None] = loop.create_future()

    def settle(result: bytes | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is None:
            done.set_result(result)
        else:
            done.set_exception(error)

    def run() -> None:
        result: bytes | None = None
        problem: BaseException | None = None
        try:
            result = work()
        except BaseException as error:
            problem = error
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, result, problem)

    threading.Thread(target=run, name="key-store", daemon=True).start()
    async with asyncio.timeout(KEY_STORE_SECONDS):
        return await done
