"""Whose presence a client follows."""

from __future__ import annotations

import pytest

from core.calling.client.watched_presence import WATCH_LIMIT, WatchedPresence
from core.calling.errors import ArgumentError


def test_only_news_of_who_is_watched() -> None:
    presence = WatchedPresence()
    assert not presence.take("alice", "online")
    assert presence.watch(["alice", "bob"]) == {"alice", "bob"}
    assert presence.take("alice", "online") and not presence.take("alice", "online")
    assert presence.take("alice", "in-call") and presence.of("alice") == "in-call"
    assert presence.of("bob") == presence.of("carol") == ""


def test_who_is_no_longer_watched_is_forgotten() -> None:
    presence = WatchedPresence()
    presence.watch(["alice", "bob"])
    presence.take("alice", "online")
    presence.watch(["bob"])
    assert presence.of("alice") == "" and not presence.take("alice", "offline")


@pytest.mark.parametrize(
    "nonsense", ["alice", ["a b"], [""], [None], [f"user{number}" for number in range(WATCH_LIMIT + 1)]]
)
def test_nonsense_changes_nothing(nonsense: object) -> None:
    presence = WatchedPresence()
    presence.watch(["alice"])
    presence.take("alice", "online")
    with pytest.raises(ArgumentError):
        presence.watch(nonsense)  # type: ignore[arg-type]
    assert presence.of("alice") == "online" and presence.take("alice", "offline")
