"""What is taken out of a text, what stays, and that nothing comes back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagnostics.redaction import redacted

SECRET = "hunter2-Zx81"
JWT = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImhrZGZ2MSJ9.eyJpc3MiOiIvL3J0YyJ9.c2lnbmF0dXJl_-"


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Digest username=bob, response={SECRET}",
        f"Proxy-Authorization: Basic {SECRET}",
        f"headers={{'authorization': 'Bearer {SECRET}'}}",
        f"bearer {SECRET}abc",
        f'{{"password": "{SECRET}"}}',
        f"{{'application_secret': '{SECRET}', 'a': 1}}",
        f"SaveAccount(account_id='x', password='{SECRET}')",
        f"https://example.org/x?token={SECRET}&b=1",
        f"turn_credential={SECRET}",
        f"sip:bob:{SECRET}@example.org",
        f"https://bob:{SECRET}@example.org/",
        f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{SECRET}|2^20|1:4",
        f"a=crypto:1 UNKNOWN_SUITE {SECRET}",
        f"a=ice-pwd:{SECRET}",
        f"main.py token --app-secret {SECRET}",
        f"main.py call --token={SECRET}",
        f"-----BEGIN EC PRIVATE KEY-----\n{SECRET}\n-----END EC PRIVATE KEY-----",
        f"-----BEGIN PRIVATE KEY-----\n{SECRET}",
        f"Set-Cookie: session={SECRET}; Path=/",
        f'privateKey: "{SECRET}"',
    ],
)
def test_secrets_are_taken_out(text: str) -> None:
    once = redacted(text)
    assert SECRET not in once
    assert redacted(once) == once


def test_tokens_are_taken_out_wherever_they_stand() -> None:
    for text in (JWT, f"x{chr(10)}{JWT} y", f"wss://h/sip?access={JWT}", f"('{JWT}',)"):
        assert "c2lnbmF0" not in redacted(text) and "eyJpc3Mi" not in redacted(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("call to +46812345678 failed", "call to +46…78 failed"),
        ("sip:+46812345678@example.org", "sip:+46…78@example.org"),
        ("2026-11-28 20:15:00,123 I core.sip: 200 OK", "2026-11-28 20:15:00,123 I core.sip: 200 OK"),
        ("a=candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host", None),
        ("SIP/2.0 407 Proxy Authentication Required", None),
        ("the token has expired", None),
        ("a call from Eyjafjalla-jokull", None),
        ("no password is known", None),
    ],
)
def test_what_helps_stays(text: str, left: str | None) -> None:
    assert redacted(text) == (left or text)


@given(st.text(max_size=200))
def test_twice_is_once(text: str) -> None:
    once = redacted(text)
    assert redacted(once) == once


@pytest.mark.parametrize(
    "word",
    ["a", "password", "x-token-", "eyJabcdefgh-", "a=crypto:", "sip:a:", "a://b:", "token='x\\'", "+46"],
)
def test_the_time_grows_with_the_length_and_not_with_its_square(word: str) -> None:
    def seconds(times: int) -> float:
        text = word * times
        taken = []
        for _ in range(3):
            start = time.thread_time()
            redacted(text)
            taken.append(time.thread_time() - start)
        return min(taken)

    # Ten times the length: ten times the time, or a hundred times.
    assert seconds(50_000 // len(word)) < 35 * seconds(5_000 // len(word))


def test_a_long_line_is_done_in_time() -> None:
    redacted("password" * 20_000 + "=" + "a:" * 50_000)
