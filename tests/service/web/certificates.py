"""Certificates made for tests: who they are for, when they count, whose key they carry."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

PEM = serialization.Encoding.PEM


def server_context(certificate: Path, key: Path | None = None) -> ssl.SSLContext:
    """Return what a TLS server needs that shows this certificate; the key may be in the same file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def write_certificate(
    folder: Path,
    name: str,
    *,
    starts: float = -1,
    ends: float = 30,
    password: bytes | None = None,
    hosts: tuple[str, ...] = (),
) -> tuple[Path, Path]:
    """Write ``NAME.pem`` and ``NAME.key``, valid from and until so many days from now.

    They are for 127.0.0.1, or for the ``hosts`` that are named.
    """
    alternatives: list[x509.GeneralName] = [x509.DNSName(host) for host in hosts]
    alternatives = alternatives or [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=starts))
        .not_valid_after(now + timedelta(days=ends))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .sign(key, hashes.SHA256())
    )
    hidden = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    paths = folder / f"{name}.pem", folder / f"{name}.key"
    paths[0].write_bytes(certificate.public_bytes(PEM))
    paths[1].write_bytes(key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, hidden))
    return paths
