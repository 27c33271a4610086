"""What the other side of a call is called."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from core.engine.calls.line import Line


def line(address: str, *, display: str = "", own: str = "", account: str = "") -> Line:
    call: Any = SimpleNamespace(
        remoteUserId=address,
        remoteUserDisplayName=display,
        accountId=account,
        room=None,
        addListener=lambda listener: None,
    )
    owner: Any = SimpleNamespace()
    return Line(call, own, owner)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("bob@pbx.example:5080;transport=tls", "bob@pbx.example:5080"),
        ("sip:bob@pbx.example:5060", "bob@pbx.example"),
        ("+4930123456", "+49 30 123456"),
        ("bob", "bob"),
        ("conf:weekly", "conf:weekly"),
    ],
)
def test_an_address_is_shown_without_how_it_is_reached(address: str, name: str) -> None:
    assert line(address).name == name
    assert line(address, display="Bob").name == "Bob"
    assert line(address, display="Bob", own="Robert").name == "Robert"


def test_a_number_that_a_stranger_claims_is_shown_with_where_it_comes_from() -> None:
    claimed = "sip:+4930123456@evil.example;user=phone"
    assert line(claimed).name == "+4930123456@evil.example"
    assert line(claimed, account="home").name == "+49 30 123456", "the account's provider is believed"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (600.0, []),
        (60.0, ["ends in 60 seconds"]),
        (14.8, ["ends in 15 seconds"]),
        (0.4, ["ends in a second"]),
    ],
)
def test_the_end_of_the_minutes_is_said_when_it_is_near(seconds: float, said: list[str]) -> None:
    made = line("+4930123456")
    heard: list[str] = []
    made._owner = SimpleNamespace(problem=heard.append, changed=lambda line: heard.append("shown"))  # type: ignore[assignment]
    made.onTimeLeft(made.call, seconds)
    assert heard.pop() == "shown" and len(heard) == len(said)
    assert all(part in words and "+49 30 123456" in words for part, words in zip(said, heard, strict=True))
