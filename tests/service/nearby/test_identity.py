"""Device keys: kept, proven to one service only, never replaced."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.service.errors import ServiceError, ServiceProblem
from core.service.nearby.identity import (
    CERTIFICATE_HEADER,
    PROOF_HEADER,
    device_of_domain,
    fingerprint,
    is_device_id,
    load_identity,
    proven_device,
)

NOW = datetime(2026, 1, 15, tzinfo=UTC)


def test_identity_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = load_identity(tmp_path, NOW)
    again = load_identity(tmp_path, NOW)
    assert first.device_id == again.device_id and is_device_id(first.device_id)
    assert stat.S_IMODE(first.path.stat().st_mode) == 0o600
    assert len(fingerprint(first.device_id)) == 32
    assert first.device_id not in repr(first.key)
    first.server_context()


def test_broken_identity_is_a_clear_error_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "device.pem"
    path.write_bytes(b"\xff not a key")
    with pytest.raises(ServiceError, match="device key") as caught:
        load_identity(tmp_path, NOW)
    assert caught.value.problem is ServiceProblem.DATA_BROKEN
    assert path.read_bytes() == b"\xff not a key"


def test_proof_is_for_one_server_only(tmp_path: Path) -> None:
    guest = load_identity(tmp_path, NOW)
    headers = guest.proof_headers("server-one", b"n" * 16)
    assert proven_device(headers, "server-one") == guest.device_id
    assert proven_device(headers, "server-two") is None


def test_proof_with_somebody_elses_certificate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    mine, theirs = load_identity(tmp_path / "a", NOW), load_identity(tmp_path / "b", NOW)
    headers = mine.proof_headers("server", b"n" * 16)
    headers[CERTIFICATE_HEADER] = theirs.proof_headers("server", b"n" * 16)[CERTIFICATE_HEADER]
    assert proven_device(headers, "server") is None


@pytest.mark.parametrize("proof", ["", ".", "a.b.c", "AAAA", "é.é", "A" * 5000, "AAAA.AAAA"])
def test_nonsense_proves_nothing(tmp_path: Path, proof: str) -> None:
    headers = load_identity(tmp_path, NOW).proof_headers("server", b"n" * 16)
    assert proven_device({**headers, PROOF_HEADER: proof}, "server") is None
    assert proven_device({PROOF_HEADER: proof, CERTIFICATE_HEADER: proof}, "server") is None


def test_domains_of_devices(tmp_path: Path) -> None:
    identity = load_identity(tmp_path, NOW)
    assert device_of_domain(identity.domain.upper()) == identity.device_id
    for host in ("ahoy.invalid", "x.ahoy.invalid", identity.device_id, f"{identity.domain}.com", ""):
        assert device_of_domain(host) is None
    with pytest.raises(ValueError, match="device id"):
        fingerprint("short")
