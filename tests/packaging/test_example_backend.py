"""The example backend: whom it believes, to whom it gives tokens, and what it answers."""

from __future__ import annotations

import asyncio
import base64
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calling import fetch_token
from core.identity.nonces import NonceCache
from core.identity.tokens import verify_token
from core.service.callbacks.signing import signed_headers
from core.service.callbacks.svaml.reading import Stage, read_svaml
from tests.packaging.example_backend import SCRIPT, RunningExample, load
from tests.service.callbacks.test_signing import ICE, KEY, NOW, SECRET

OLD = "ZmZmZmZmZmZmZmZmZmZmZg=="
SETTINGS: dict[str, Any] = {
    "applications": {KEY: [SECRET, OLD]},
    "people": {"alice": "wonderland", "bob": "", "carol": ""},
    "lines": {"+14155550100": "alice", "support": "carol"},
    "blocked": [["bob", "alice"]],
    "cli": "+14155550100",
}


@pytest.fixture
async def example() -> AsyncIterator[RunningExample]:
    async with RunningExample(SETTINGS, wall=lambda: NOW) as made:
        yield made


async def post(url: str, body: bytes, headers: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as response,
    ):
        return response.status, await response.json()


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def signed(
    body: bytes = ICE, *, path: str = "/callbacks", secret: str = SECRET, now: float = NOW
) -> dict[str, str]:
    return signed_headers(
        "POST", path, body, key=KEY, secret=secret, content_type="application/json", now=now
    )


async def test_a_signed_callback_is_answered(example: RunningExample) -> None:
    status, answer = await post(example.url + "/callbacks", ICE, signed())
    assert status == 200 and answer["action"]["destination"] == {"type": "username", "endpoint": "alice"}
    again = signed(now=NOW + 1, secret=OLD)
    assert (await post(example.url + "/callbacks", ICE, again))[0] == 200


async def test_forged_callbacks_are_refused(
    example: RunningExample, caplog: pytest.LogCaptureFixture
) -> None:
    url = example.url + "/callbacks"
    for body, headers, problem in (
        (ICE, {"Content-Type": "application/json"}, "missing"),
        (ICE, signed(secret="YmFkYmFkYmFkYmFkYmFkYg=="), "signature"),
        (ICE.replace(b"0101", b"0102"), signed(), "signature"),
        (ICE, signed() | {"x-timestamp": "2026-01-15T23:59:31Z"}, "signature"),
        (ICE, signed(path="/token"), "signature"),
        (ICE, signed() | {"Authorization": "Bearer abc"}, "malformed"),
        (ICE, signed(now=NOW - 301), "stale"),
        (ICE, signed(now=NOW + 301), "stale"),
    ):
        status, answer = await post(url, body, headers)
        assert (status, answer["error"]) == (401, problem)
    assert (await post(url + "?x=1", ICE, signed()))[0] == 401
    assert len([line for line in caplog.messages if "is refused" in line]) == 9


async def test_replayed_callbacks_are_refused(
    example: RunningExample, caplog: pytest.LogCaptureFixture
) -> None:
    dice = json.dumps({"event": "dice", "callid": "c", "result": "ANSWERED"}).encode()
    headers = signed(dice)
    assert (await post(example.url + "/callbacks", dice, headers))[0] == 200
    for _ in range(2):
        status, answer = await post(example.url + "/callbacks", dice, headers)
        assert (status, answer["error"]) == (401, "replayed")
    assert len(example.backend.ended) == 1


async def test_tokens_for_whoever_shows_the_password(example: RunningExample) -> None:
    url, wish = example.url + "/token", b'{"userId": "alice"}'
    status, answer = await post(url, wish, basic("alice", "wonderland"))
    assert status == 200
    claims = verify_token(answer["token"], {KEY: SECRET}, now=NOW, nonces=NonceCache())
    assert (claims.user_id, claims.expires_at - claims.issued_at) == ("alice", 600)
    for headers in ({}, basic("alice", "looking-glass"), basic("bob", "wonderland"), {"Authorization": "x"}):
        status, answer = await post(url, wish, headers)
        assert (status, answer["error"]) == (401, "password") and "token" not in answer


async def test_tokens_without_a_password_stay_on_this_machine(example: RunningExample) -> None:
    url, wish = example.url + "/token", b'{"userId": "bob"}'
    assert (await post(url, wish))[0] == 200
    assert (await post(url, wish, {"X-Forwarded-For": "192.0.2.1"}))[0] == 401


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"userId": 7}', b'{"userId": "nobody"}', b'{"userId": "../alice"}', b"[" * 9000],
)
async def test_tokens_for_nobody(example: RunningExample, body: bytes) -> None:
    status, answer = await post(example.url + "/token", body)
    assert (status, answer["error"]) == (404, "person")


async def test_who_guesses_is_slowed_down(example: RunningExample) -> None:
    headers, wish = basic("alice", "guess"), b'{"userId": "alice"}'
    statuses = [(await post(example.url + "/token", wish, headers))[0] for _ in range(20)]
    assert statuses[:15] == [401] * 15 and set(statuses[15:]) == {429}


def chosen(user: str, kind: str, endpoint: str) -> dict[str, Any]:
    module = load()
    event = {"event": "ice", "user": user, "to": {"type": kind, "endpoint": endpoint}}
    answer: dict[str, Any] = module.choose(event, module.Settings.of(SETTINGS))
    read_svaml(json.dumps(answer).encode(), Stage.ICE)
    return dict(answer["action"])


def test_its_rules() -> None:
    alice = {"type": "username", "endpoint": "alice"}
    assert chosen("carol", "username", "alice") == {"name": "connectMxp", "destination": alice}
    assert chosen("bob", "username", "support")["destination"] == {"type": "username", "endpoint": "carol"}
    assert chosen("", "did", "+14155550100") == {"name": "connectMxp", "destination": alice}
    assert chosen("carol", "username", "bob@elsewhere.invalid") == {"name": "connectMxp"}
    assert chosen("bob", "username", "alice") == chosen("bob", "number", "+14155550100") == {"name": "hangup"}
    assert chosen("carol", "conference", "team")["conferenceId"] == "team"
    assert chosen("carol", "sip", "a@b.example")["name"] == "connectSip"
    assert chosen("carol", "number", "+4712345678")["cli"] == "+14155550100"


@settings(max_examples=30)
@given(
    st.recursive(
        st.none() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    )
)
def test_settings_that_are_none(value: Any) -> None:
    module = load()
    with pytest.raises(module.SettingsError):
        module.Settings.of(value)


@pytest.mark.parametrize(
    "changes",
    [
        {"applications": {}},
        {"applications": {"x": [SECRET]}},
        {"applications": {KEY: []}},
        {"applications": {KEY: ["§"]}},
        {"people": {"alice smith": ""}},
        {"people": {"alice": 7}},
        {"lines": {"+0123": "alice"}},
        {"lines": {"front desk": "alice"}},
        {"lines": {"+14155550100": "al ice"}},
        {"blocked": ["alice"]},
        {"cli": "private"},
    ],
)
def test_settings_with_a_mistake(changes: dict[str, Any]) -> None:
    module = load()
    with pytest.raises(module.SettingsError) as caught:
        module.Settings.of(SETTINGS | changes)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(("mode", "text", "words"), [(0o644, "{}", "chmod 600"), (0o600, "{", "is not JSON")])
def test_files_that_cannot_be_used(tmp_path: Path, mode: int, text: str, words: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    path.chmod(mode)
    with pytest.raises(load().SettingsError, match=words):
        load().Settings.read(path)


async def test_the_program_as_it_is_started(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(SETTINGS))
    path.chmod(0o600)
    program = await asyncio.create_subprocess_exec(
        sys.executable, SCRIPT, path, "--listen", "127.0.0.1:0", stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    try:
        said = (await asyncio.wait_for(program.stdout.readline(), 30)).decode()
        url = said.removeprefix("The backend listens on ").strip()
        assert (await fetch_token(f"{url}/token", user_id="bob")).count(".") == 2
    finally:
        program.terminate()
        await program.communicate()
