"""A small internet of network namespaces: a laptop with two ways out, a desktop, a router between them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).resolve().parents[2]
MAIN = (str(ROOT / "main.py"),)
SERVICE = "203.0.113.1"
"""The service's address, reached by every way; it is the router's own."""


def ip(*words: str) -> None:
    """Run the ip command; raises CalledProcessError."""
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)


@dataclass(frozen=True, slots=True)
class Machine:
    """One namespace."""

    name: str

    def ip(self, *words: str) -> None:
        """Run the ip command in it."""
        ip("-n", self.name, *words)

    def start(
        self, *words: str, environment: Mapping[str, str], program: tuple[str, ...] = MAIN
    ) -> subprocess.Popen[str]:
        """Start a command of ours, or another ``program`` of Python's; all that it says comes together."""
        return subprocess.Popen(
            ["ip", "netns", "exec", self.name, sys.executable, *program, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment},
        )


@dataclass(frozen=True, slots=True)
class SmallInternet:
    """The laptop prefers ``cable`` to ``wifi``, as systems do; the desktop has one way."""

    laptop: Machine
    desktop: Machine
    router: Machine


def join(laptop: Machine, router: Machine, end: str, network: str, metric: str = "") -> None:
    """Lay a cable between a machine and the router, named ``end`` at both sides."""
    ip(
        "link",
        "add",
        end,
        "netns",
        laptop.name,
        "type",
        "veth",
        "peer",
        "name",
        f"r-{end}",
        "netns",
        router.name,
    )
    for machine, name, last in ((laptop, end, 2), (router, f"r-{end}", 1)):
        machine.ip("addr", "add", f"{network}.{last}/24", "dev", name)
        machine.ip("link", "set", name, "up")
    laptop.ip("route", "add", "default", "via", f"{network}.1", *(("metric", metric) if metric else ()))


@contextmanager
def small_internet() -> Iterator[SmallInternet]:
    """Make the three machines and their cables, and take them down again."""
    laptop, desktop, router = (
        Machine(f"ahoy-{role}-{os.getpid()}") for role in ("laptop", "desktop", "router")
    )
    machines = (laptop, desktop, router)
    try:
        for machine in machines:
            ip("netns", "add", machine.name)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"this system lets nobody make namespaces: {error.stderr.decode().strip()}")
    try:
        for machine in machines:
            machine.ip("link", "set", "lo", "up")
        router.ip("addr", "add", f"{SERVICE}/32", "dev", "lo")
        join(laptop, router, "eth0", "198.51.100", metric="100")
        join(laptop, router, "wlan0", "192.0.2", metric="600")
        join(desktop, router, "eth1", "198.18.0")
        subprocess.run(
            ["ip", "netns", "exec", router.name, "sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"],
            check=True,
            timeout=20,
        )
        yield SmallInternet(laptop, desktop, router)
    finally:
        for machine in machines:
            subprocess.run(["ip", "netns", "del", machine.name], capture_output=True, timeout=20)


def make_certificate(folder: Path, address: str = SERVICE) -> tuple[Path, Path]:
    """Write a certificate for ``address`` that vouches for itself, and its key; return the two files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Small internet")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "service.pem", folder / "service.key"
    files[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files
