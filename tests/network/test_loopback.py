"""Which hosts are this machine by name."""

from __future__ import annotations

import pytest

from core.network.loopback import is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost", "LocalHost"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "192.0.2.1", "localhost.example", "[::1]"])
def test_others(host: str) -> None:
    assert not is_loopback(host)
