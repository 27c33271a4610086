"""Which names of hosts can exist."""

from __future__ import annotations

import pytest

from core.network.host_names import is_possible_host


@pytest.mark.parametrize(
    "name",
    ["example.org", "localhost", "a" * 63 + ".example", "bücher.example", "example.org.", "127.0.0.1", "::1",
     "fe80::1%eth0", "x_y.example", "1.example"],
)  # fmt: skip
def test_names_that_can_be(name: str) -> None:
    assert is_possible_host(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "a" * 64,
        "a" * 300,
        "ä" * 70 + ".example",
        "a..b.example",
        ".example",
        ".".join(["abc"] * 90),
        "a\udc80b",
    ],
)
def test_names_that_cannot_be(name: str) -> None:
    assert not is_possible_host(name)
