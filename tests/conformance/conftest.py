from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conformance.services import OwnService, RemoteService, Service, TokenSigner


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of this folder: they count when ``tests/conformance`` is named on the command line."""
    group = parser.getgroup("conformance")
    group.addoption("--service", default="", help="host or URL of the service to test; default: our own")
    group.addoption("--application-key", default="", help="application key at that service")
    group.addoption(
        "--application-secret-file", default="", help="file with its secret (or AHOY_APPLICATION_SECRET)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say at once what the options lack."""
    given_service(config)


def given_service(config: pytest.Config) -> Service | None:
    """Return the service that the options name, or None."""
    url = config.getoption("service", "")
    if not url:
        return None
    file = config.getoption("application_secret_file", "")
    secret = Path(file).read_text().strip() if file else os.environ.get("AHOY_APPLICATION_SECRET", "")
    key = config.getoption("application_key", "")
    if not key or not secret:
        raise pytest.UsageError("--service needs --application-key and the secret, in a file or environment")
    return RemoteService(url, TokenSigner(key, secret))


@pytest.fixture
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Service:
    """Return the service under test, not started."""
    return given_service(request.config) or OwnService(tmp_path / "service")
