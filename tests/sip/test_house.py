"""Rules of the house: no I/O and no Qt in the core of SIP, ids to rely on, a link that comes to rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import core.sip
from core.sip.ids import RandomIds, SeededIds
from core.sip.messages import Via
from core.sip.transports.memory import Channel, MemoryLink

CHILD = """
import sys
import core.sip, core.sip.routing, core.sip.transports.memory
banned = {"asyncio", "socket", "ssl", "aiohttp", "PySide6", "qasync"}
print(",".join(sorted(banned & set(sys.modules))))
"""


def test_the_core_of_sip_imports_no_io_and_no_qt():
    root = Path(__file__).parents[2]
    child = subprocess.run(
        [sys.executable, "-c", CHILD], cwd=root, capture_output=True, text=True, check=True
    )
    assert child.stdout.strip() == ""


def test_public_names():
    assert sorted(core.sip.__all__) == core.sip.__all__
    assert all(hasattr(core.sip, name) for name in core.sip.__all__)


@pytest.mark.parametrize("ids", [RandomIds(), SeededIds(3)])
def test_ids(ids):
    for make in (ids.branch, ids.tag, ids.call_id, ids.host_label, ids.cnonce):
        assert len({make() for _ in range(100)}) == 100
    assert Via.parse(f"SIP/2.0/WSS {ids.host_label()};branch={ids.branch()}").has_rfc3261_branch
    assert all(2.1 <= ids.uniform(2.1, 4.0) <= 4.0 for _ in range(100))


def test_seeded_ids_repeat():
    assert SeededIds(5).call_id() == SeededIds(5).call_id() != SeededIds(6).call_id()


class Chatterbox:
    """A peer that never comes to rest."""

    def receive(self, data: bytes, now: float) -> None: ...

    def data_to_send(self) -> list[bytes]:
        return []

    def next_timer(self) -> float | None:
        return 0.0

    def handle_timer(self, now: float) -> None: ...


def test_a_storm_is_an_error():
    with pytest.raises(RuntimeError, match="rest"):
        MemoryLink(Chatterbox(), Chatterbox()).run(1.0)


def test_channels_repeat_for_a_seed():
    def fates(seed: int) -> list[list[float]]:
        rule = Channel(seed, delay=(0.0, 1.0), drop=0.3, duplicate=0.3).rule()
        return [list(rule(0, b"")) for _ in range(50)]

    assert fates(1) == fates(1) != fates(2)
    assert {len(fate) for fate in fates(1)} == {0, 1, 2}
