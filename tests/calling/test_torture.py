"""A running client, registered and in a call, and the torture messages of RFC 4475 and RFC 5118."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sip.torture.rfc4475 import RFC4475, needs_files, read
from tests.sip.torture.rfc5118 import MESSAGES, RFC5118
from tests.sip.torture.running_client import against_client


@pytest.fixture(autouse=True)
def nothing_left(no_task_left: None) -> None: ...


@needs_files
async def test_rfc4475(tmp_path: Path) -> None:
    found = await against_client(tmp_path, {name: read(name) for name in RFC4475})
    assert found == {name: owed.client for name, owed in RFC4475.items()}


async def test_rfc5118(tmp_path: Path) -> None:
    found = await against_client(tmp_path, MESSAGES)
    assert found == {name: owed.client for name, owed in RFC5118.items()}
