"""What the system's manager of services is told."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from core.service.process.manager_line import READY, tell_manager

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such managers")


@pytest.mark.parametrize("is_abstract", [False, True])
def test_it_is_told_where_it_listens(tmp_path: Path, is_abstract: bool) -> None:
    if is_abstract and sys.platform != "linux":
        pytest.skip("names without a file are of Linux")
    place = f"@{tmp_path.name}-{id(tmp_path)}" if is_abstract else str(tmp_path / "line")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(place.replace("@", "\0"))
        manager.settimeout(5)
        tell_manager(READY, {"NOTIFY_SOCKET": place})
        assert manager.recv(100) == b"READY=1"


@pytest.mark.parametrize(
    "place", ["", "vsock:2:1234", "relative", "/nobody/is/here", "@nobody", "/" + "x" * 500]
)
def test_nobody_is_told_where_nobody_listens(place: str) -> None:
    tell_manager(READY, {"NOTIFY_SOCKET": place})
    tell_manager(READY, {})


def test_a_manager_that_does_not_read_stops_nothing(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "line"))
        for _ in range(1000):
            tell_manager(READY, {"NOTIFY_SOCKET": str(tmp_path / "line")})
