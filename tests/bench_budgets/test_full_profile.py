"""The profile that the benches of the window start with holds what it promises, the same each time."""

from __future__ import annotations

from pathlib import Path

from core.storage.store import Store
from tests.bench import full_profile


async def test_a_profile_is_filled(tmp_path: Path) -> None:
    await full_profile.fill(tmp_path, contact_count=30, call_count=50)
    store = Store()
    await store.open(tmp_path / full_profile.DATA)
    try:
        contacts, calls = await store.contacts(), await store.history(1000)
    finally:
        await store.close()
    assert len({contact.address for contact in contacts}) == 30
    assert len(calls) == 50
    assert {call.address for call in calls} <= {contact.address for contact in contacts}
    assert calls == sorted(calls, key=lambda call: -call.started_at)


def test_it_is_the_same_each_time() -> None:
    assert list(full_profile.calls(100, 10)) == list(full_profile.calls(100, 10))
    assert any(call.is_missed for call in full_profile.calls(100, 10))
