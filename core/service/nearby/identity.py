"""The service's device key: a self-signed certificate, the id that stands for it, and proofs of it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from core.service.data.data_folder import write_private_file
from core.service.errors import ServiceError, ServiceProblem

FILE_NAME = "device.pem"
PEER_SUFFIX = ".ahoy.invalid"
"""``sip:user@<device id>.ahoy.invalid`` is a user of the service with that key; never looked up in DNS."""
CERTIFICATE_HEADER = "Ahoy-Device"
PROOF_HEADER = "Ahoy-Proof"

_DEVICE_ID = re.compile(r"[a-z2-7]{52}")
_LIFETIME = timedelta(days=36_500)
_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """A device key with its certificate. ``device_id``: the certificate's SHA-256 in base32, lower case."""

    path: Path
    certificate: bytes
    device_id: str
    key: ec.EllipticCurvePrivateKey = field(repr=False)

    @property
    def domain(self) -> str:
        """The domain by which users of this service are called from other services."""
        return self.device_id + PEER_SUFFIX

    def server_context(self) -> ssl.SSLContext:
        """Return a TLS context that presents the certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(self.path)
        return context

    def proof_headers(self, server_id: str, nonce: bytes) -> dict[str, str]:
        """Return headers that prove to the service ``server_id`` (and to no other) that we hold the key."""
        signature = self.key.sign(_proof_text(server_id, nonce), ec.ECDSA(hashes.SHA256()))
        return {
            CERTIFICATE_HEADER: base64.b64encode(self.certificate).decode(),
            PROOF_HEADER: f"{base64.b64encode(nonce).decode()}.{base64.b64encode(signature).decode()}",
        }


def fingerprint(device_id: str) -> bytes:
    """Return the SHA-256 that ``device_id`` stands for; raise ``ValueError`` if it is none."""
    if not is_device_id(device_id):
        raise ValueError("not a device id")
    return base64.b32decode(device_id.upper() + "====")


def is_device_id(text: str) -> bool:
    """Return whether ``text`` has the shape of a device id."""
    return _DEVICE_ID.fullmatch(text) is not None


def device_of_domain(host: str) -> str | None:
    """Return the device id of a domain of another service, None for any other host."""
    name = host.lower()
    device_id = name.removesuffix(PEER_SUFFIX)
    return device_id if device_id != name and is_device_id(device_id) else None


def proven_device(headers: Mapping[str, str], server_id: str) -> str | None:
    """Return the device id that the headers of a guest prove to us (``server_id``), or None."""
    encoded, proof = headers.get(CERTIFICATE_HEADER, ""), headers.get(PROOF_HEADER, "")
    if not encoded or len(encoded) > _LIMIT or len(proof) > _LIMIT:
        return None
    try:
        certificate = base64.b64decode(encoded, validate=True)
        nonce, signature = (base64.b64decode(part, validate=True) for part in proof.split("."))
        key = x509.load_der_x509_certificate(certificate).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey) or not 8 <= len(nonce) <= 64:
            return None
        key.verify(signature, _proof_text(server_id, nonce), ec.ECDSA(hashes.SHA256()))
    except (binascii.Error, ValueError, TypeError, InvalidSignature, x509.InvalidVersion):
        return None
    return _device_id(certificate)


def load_identity(data_dir: Path, now: datetime) -> DeviceIdentity:
    """Return the device identity in ``data_dir``, made on first start (mode 0600).

    Raises ``ServiceError`` for a broken file, which is never replaced: others have pinned the key.
    """
    path = data_dir / FILE_NAME
    try:
        pem = path.read_bytes()
    except FileNotFoundError:
        pem = _make(now)
        write_private_file(path, pem)
    except OSError as error:
        raise _broken(path) from error
    try:
        key = serialization.load_pem_private_key(pem, None)
        certificate = x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)
    except (ValueError, TypeError) as error:
        raise _broken(path) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise _broken(path)
    return DeviceIdentity(path, certificate, _device_id(certificate), key)


def _device_id(certificate: bytes) -> str:
    return base64.b32encode(hashlib.sha256(certificate).digest()).decode().lower().rstrip("=")


def _proof_text(server_id: str, nonce: bytes) -> bytes:
    return b"Ahoy guest\0" + server_id.encode() + b"\0" + nonce


def _make(now: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ahoy")])
    start = now.astimezone(UTC).replace(microsecond=0) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + _LIFETIME)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _broken(path: Path) -> ServiceError:
    sentence = (
        f"The device key in {path} is unusable. Restore it from a backup, or move it away: "
        "people who know this device will then be warned that its key has changed."
    )
    return ServiceError(ServiceProblem.DATA_BROKEN, sentence, path=str(path))
