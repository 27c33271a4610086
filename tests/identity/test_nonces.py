from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.identity import NonceCache


def test_once() -> None:
    nonces = NonceCache()
    assert nonces.use("n", expires_at=100, now=0)
    assert not nonces.use("n", expires_at=100, now=99)


def test_forgotten_after_expiry() -> None:
    nonces = NonceCache()
    nonces.use("n", expires_at=100, now=0)
    assert nonces.use("n", expires_at=200, now=100)
    assert len(nonces) == 1


def test_nobody_is_not_a_holder() -> None:
    nonces = NonceCache()
    nonces.use("n", expires_at=100, now=0, holder="")
    assert not nonces.use("n", expires_at=100, now=1, holder="")


def test_full_cache_forgets_the_soonest(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    nonces = NonceCache(limit=2)
    nonces.use("late", expires_at=300, now=0)
    nonces.use("soon", expires_at=100, now=0)
    nonces.use("new", expires_at=200, now=0)
    assert len(nonces) == 2
    assert "full" in caplog.text
    assert not nonces.use("late", expires_at=300, now=1)
    assert not nonces.use("new", expires_at=300, now=1)


def test_limit_must_make_sense() -> None:
    with pytest.raises(ValueError):
        NonceCache(limit=0)


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 50), st.integers(0, 10)), max_size=60))
@settings(max_examples=100)
def test_stays_bounded_and_counts_once(uses: list[tuple[str, int, int]]) -> None:
    nonces, now, alive = NonceCache(limit=100), 0, dict[str, int]()
    for nonce, lifetime, step in uses:
        now += step
        alive = {name: expiry for name, expiry in alive.items() if expiry > now}
        assert nonces.use(nonce, expires_at=now + lifetime, now=now) == (nonce not in alive)
        alive.setdefault(nonce, now + lifetime)
        assert len(nonces) == len(alive)
