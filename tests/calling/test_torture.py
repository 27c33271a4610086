"""A running client and the torture messages of RFC 4475 and RFC 5118, in a call that goes on."""

from __future__ import annotations

import pytest

from tests.sip.torture.encounters import against_client
from tests.sip.torture.rfc4475 import RFC4475, needs_files, read
from tests.sip.torture.rfc5118 import MESSAGES, RFC5118


@pytest.fixture(autouse=True)
def nothing_left(no_task_left: None) -> None: ...


@needs_files
async def test_rfc4475() -> None:
    found = await against_client({name: read(name) for name in RFC4475})
    assert found == {name: owed.client for name, owed in RFC4475.items()}


async def test_rfc5118() -> None:
    found = await against_client(MESSAGES)
    assert found == {name: owed.client for name, owed in RFC5118.items()}
