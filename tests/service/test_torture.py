"""A running service and the torture messages of RFC 4475 and RFC 5118, beside a call that goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sip.torture.encounters import against_service
from tests.sip.torture.rfc4475 import FOLDER, RFC4475, Owed, needs_files, read
from tests.sip.torture.rfc5118 import MESSAGES, RFC5118


@pytest.fixture(autouse=True)
def nothing_left(no_task_left: None) -> None: ...


def test_every_answer_is_one_the_rfcs_allow():
    for owed in (*RFC4475.values(), *RFC5118.values()):
        assert {owed.stranger, owed.registered, owed.client} <= owed.allowed, owed


def expected(owed: dict[str, Owed], *, is_registered: bool) -> dict[str, str]:
    return {name: one.registered if is_registered else one.stranger for name, one in owed.items()}


@needs_files
@pytest.mark.parametrize("is_registered", [False, True])
async def test_rfc4475(tmp_path: Path, is_registered: bool) -> None:
    assert {path.stem for path in FOLDER.glob("*.dat")} == set(RFC4475)
    messages = {name: read(name) for name in RFC4475}
    found = await against_service(tmp_path, messages, is_registered=is_registered)
    assert found == expected(RFC4475, is_registered=is_registered)


@pytest.mark.parametrize("is_registered", [False, True])
async def test_rfc5118(tmp_path: Path, is_registered: bool) -> None:
    found = await against_service(tmp_path, MESSAGES, is_registered=is_registered)
    assert found == expected(RFC5118, is_registered=is_registered)
