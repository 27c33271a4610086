"""Guessing at tokens: slowed down for who guesses, not for whose name is guessed at."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from core.service.admission.token_guard import TokenGuard, TooManyWrongTokens
from core.service.config import Limits
from tests.service.bench import WALL, Bench, Client, token, with_limits

LIMITS = with_limits(wrong_tokens_per_minute_per_address=8, wrong_tokens_per_minute_per_user=8)
FORGED = "AAAAAAAAAAAAAAAAAAAAAA=="


def guesses(guard: TokenGuard, user: str, address: str, now: float) -> int:
    """Guess until it is refused; return how often that went."""
    for number in range(1000):
        try:
            guard.check(user, address, now)
        except TooManyWrongTokens as error:
            assert 0 < error.wait <= 60
            return number
        guard.wrong(user, address, now)
    return 1000


def test_an_address_gets_a_few_guesses_and_then_a_trickle() -> None:
    guard = TokenGuard(LIMITS)
    assert guesses(guard, "alice", "a", 0.0) == 2
    assert guesses(guard, "bob", "a", 0.0) == 0
    assert guesses(guard, "alice", "a", 60.0) == 2
    assert guard.refused == 3


def test_many_addresses_do_not_get_many_guesses_at_one_user() -> None:
    guard = TokenGuard(LIMITS)
    made = sum(guesses(guard, "alice", f"a{n}", 0.0) for n in range(50))
    assert made < 50 * 2 and guesses(guard, "alice", "a0", 0.0) == 0
    guard.check("alice", "at home", 0.0)  # a first token from there is looked at


def test_nothing_grows(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    guard = TokenGuard(LIMITS)
    for number in range(12_000):
        guard.wrong(f"u{number}", f"a{number}", 0.0)
    assert len(guard._by_address) == len(guard._by_user) == 10_000
    for _ in range(100):
        guesses(guard, "alice", "a", 1.0)
    assert sum("token.guessing" in record.getMessage() for record in caplog.records) == 1


def register(client: Client, secret: str) -> int:
    return client.register(token("alice", secret=secret)).status


def test_the_registrar_says_when_to_come_again_and_lets_others_in(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limits=LIMITS)
    thief, alice = bench.client("alice", registered=False), bench.client("alice", registered=False)
    alice.flow.address = "198.51.100.7"
    assert [register(thief, FORGED) for _ in range(3)] == [401, 401, 503]
    refused = thief.register(token("alice"))
    assert refused.status == 503 and int(refused.headers.get("Retry-After") or 0) > 0
    assert alice.register(token("alice")).status == 200
    bench.wall = WALL + 61
    assert thief.register(token("alice", now=bench.wall)).status == 200
    bench.close()


def test_without_a_limit_nobody_is_slowed_down() -> None:
    guard = TokenGuard(Limits(wrong_tokens_per_minute_per_address=0, wrong_tokens_per_minute_per_user=0))
    assert guesses(guard, "alice", "a", 0.0) == 1000
