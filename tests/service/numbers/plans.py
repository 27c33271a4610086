"""Trunks and plans for tests."""

from __future__ import annotations

from typing import Any

from core.service.numbers.config import Allowance, PhoneConfig, Trunk
from core.sip.messages import Uri

ALICE = "+4930100001"
BOB = "+4930100002"
MAIN = "+4930100000"


def trunk(name: str = "main", **changes: Any) -> Trunk:
    given = {"server": Uri.parse("sip:carrier.example:5060"), "country": "DE", **changes}
    return Trunk(name=name, **given)


def config(*trunks: Trunk, **changes: Any) -> PhoneConfig:
    numbers = {ALICE: "alice", BOB: "bob"}
    usual = {"trunks": trunks or (trunk(),), "numbers": numbers, "country": "DE", "application": "app"}
    given = usual | changes
    return PhoneConfig(**given)


def allowance(**changes: Any) -> Allowance:
    return Allowance(**{"calls": 2, "minutes_per_day": 10, **changes})
