"""The certificate a service shows: read, checked with words for what is wrong, taken up anew when changed.

New connections see the new certificate; open ones are not touched. A change that cannot be used leaves the
certificate that was in use.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from core.service.errors import ServiceError, ServiceProblem
from core.service.observed.journal import note

log = logging.getLogger(__name__)

_LOOK_SECONDS = 5.0
_WARN_SECONDS = 14 * 86_400.0
_FORMAT = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
Stamp = tuple[int, int, int, int]


class ServerCertificate:
    """A certificate (chain) and its key, in PEM files. Raises ``ServiceError`` if they cannot be used."""

    def __init__(self, certificate: Path, key: Path, *, wall: Callable[[], float] = time.time) -> None:
        self._certificate = certificate
        self._key = key
        self._wall = wall
        self._timer: asyncio.TimerHandle | None = None
        self.expires_at = check_certificate(certificate, key, wall())
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._load()
        self._stamp = self._look()
        self._say_when_it_ends()

    def watch(self) -> None:
        """Look at the files now and then and take up what has changed, until ``stop``."""
        self._timer = asyncio.get_running_loop().call_later(_LOOK_SECONDS, self._check)

    def stop(self) -> None:
        """Look no more. Idempotent."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def reload(self) -> bool:
        """Read both files again; return whether they are in use now. What is wrong is logged."""
        self._stamp = self._look()
        try:
            expires_at = check_certificate(self._certificate, self._key, self._wall())
            self._load()
        except ServiceError as error:
            log.error("the old certificate stays in use: %s", error)
            return False
        self.expires_at = expires_at
        note(log, "certificate.loaded", expires=datetime.fromtimestamp(expires_at, UTC).date().isoformat())
        self._say_when_it_ends()
        return True

    def _check(self) -> None:
        if self._look() != self._stamp:
            self.reload()
        self.watch()

    def _load(self) -> None:
        try:
            self.context.load_cert_chain(self._certificate, self._key, password=_no_password)
        except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
            raise _error(f"The certificate in {self._certificate} cannot be used: {error}.") from error

    def _look(self) -> tuple[Stamp | None, Stamp | None]:
        return _stamp(self._certificate), _stamp(self._key)

    def _say_when_it_ends(self) -> None:
        left = self.expires_at - self._wall()
        if left < _WARN_SECONDS:
            log.warning("the certificate in %s expires in %d days", self._certificate, left // 86_400)


def check_certificate(certificate: Path, key: Path, now: float) -> float:
    """Return when the certificate expires (Unix seconds); raise ``ServiceError`` saying what is wrong."""
    chain = _read(certificate, "certificate")
    try:
        leaf = x509.load_pem_x509_certificates(chain)[0]
    except ValueError:
        raise _error(f"{certificate} holds no certificate in PEM form.") from None
    text = _read(key, "key")
    try:
        private = serialization.load_pem_private_key(text, None)
    except TypeError:
        raise _error(f"The key in {key} is protected by a password: give one without.") from None
    except Exception:
        # cryptography raises errors of several families for keys that it cannot read.
        raise _error(f"{key} holds no private key in PEM form.") from None
    if private.public_key().public_bytes(*_FORMAT) != leaf.public_key().public_bytes(*_FORMAT):
        raise _error(f"The key in {key} is not the key of the certificate in {certificate}.")
    starts, ends = leaf.not_valid_before_utc, leaf.not_valid_after_utc
    if ends.timestamp() <= now:
        raise _error(f"The certificate in {certificate} expired on {ends:%d %B %Y}.")
    if starts.timestamp() > now:
        raise _error(f"The certificate in {certificate} is not valid before {starts:%d %B %Y}.")
    return ends.timestamp()


def _read(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _error(f"The {what} in {path} cannot be read: {error.strerror or error}.") from None


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev


def _no_password() -> str:
    # Without this a protected key would be asked for on the terminal.
    return ""


def _error(sentence: str) -> ServiceError:
    return ServiceError(ServiceProblem.CERTIFICATE, sentence)
