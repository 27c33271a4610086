"""Presence: said, heard of those who are watched, kept over reconnections."""

from __future__ import annotations

from typing import Any

import pytest

from core.calling import ArgumentError
from core.calling.ports import LinkPresence
from tests.calling.fakes import World


async def test_of_those_who_are_watched(world: World) -> None:
    alice, heard = await world.started("alice")
    bob, _ = await world.started("bob")
    carol, _ = await world.started("carol")
    alice.watchPresence(["bob"])
    bob.setPresence("online")
    carol.setPresence("online")
    await heard.hears("bob is online")
    bob.setPresence("do-not-disturb")
    await heard.hears("bob is do-not-disturb")
    assert alice.presenceOf("bob") == "do-not-disturb" and alice.presenceOf("carol") == ""
    alice.watchPresence(["carol"])
    await heard.hears("carol is online")
    assert alice.presenceOf("bob") == ""
    assert not [name for name in heard.names if name.startswith("bob")][2:]


async def test_news_that_are_none_are_not_told(world: World) -> None:
    alice, heard = await world.started("alice")
    alice.watchPresence(["bob"])
    for user in ("bob", "bob", "mallory"):
        alice.link.on_event(LinkPresence(user, "online"))  # type: ignore[attr-defined]
    assert heard.names.count("bob is online") == 1 and "mallory is online" not in heard.names


@pytest.mark.parametrize("state", ["", "away", None, 5, "Online"])
async def test_bad_states(world: World, state: Any) -> None:
    alice, _ = world.client("alice")
    with pytest.raises(ArgumentError) as caught:
        alice.setPresence(state)
    assert caught.value.argument == "state"


@pytest.mark.parametrize("users", ["bob", ["a b"], [5], [""], [f"u{n}" for n in range(1001)]])
async def test_bad_lists(world: World, users: Any) -> None:
    alice, _ = world.client("alice")
    with pytest.raises(ArgumentError) as caught:
        alice.watchPresence(users)
    assert caught.value.argument == "user_ids"
