"""Bare systems for the tests, and the packages that `make package-test` has made before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from shipping.places import DIST, version

from tests.packaging.installed.roots import SUITES, Root

DEBIAN = {"x86_64": "amd64", "aarch64": "arm64"}[os.uname().machine]


def made(name: str) -> Path:
    """Return a package; ``make package-test`` makes it."""
    path = DIST / name.format(version=version(), debian=DEBIAN, machine=os.uname().machine)
    assert path.exists(), f"{path} is missing: run make package-test"
    return path


@pytest.fixture(scope="session", autouse=True)
def root_is_needed() -> None:
    assert os.geteuid() == 0, "bare systems are made and entered as root: sudo make package-test"


@pytest.fixture(scope="module", params=SUITES, ids=lambda version: f"debian{version}")
def bare(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Root]:
    """Yield a bare system; the tests of a file find it as those before left it."""
    folder = tmp_path_factory.mktemp(f"debian{request.param}-")
    yield Root(request.param, folder)
    # Nothing is mounted there any more: the namespaces in which something was are gone.
    shutil.rmtree(folder)
