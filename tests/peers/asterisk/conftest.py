from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.peers.asterisk.process import ROOT_VARIABLE, Asterisk, find_asterisk


@pytest.fixture(scope="module")
def asterisk() -> Iterator[Asterisk]:
    """Run an Asterisk, or skip visibly."""
    found = find_asterisk()
    if found is None:
        pytest.skip(f"no asterisk in PATH, and {ROOT_VARIABLE} names no root that has it (entered as root)")
    server = Asterisk(*found)
    try:
        server.start()
        yield server
    finally:
        server.stop()
