"""What an account may be made of, and how its password lies on the disk."""

from __future__ import annotations

import os
from typing import Any

import pytest

from core.service.accounts.account import AccountProblem, ForeignAccount, read_account
from core.service.accounts.sealing import KEY_BYTES, Seal
from core.service.routing.endpoints import Account

ALICE, BOB = Account("app", "alice"), Account("app", "bob")


def read(known: ForeignAccount | None = None, account_id: str = "home", **fields: Any) -> ForeignAccount:
    return read_account(ALICE, account_id, {"address": "alice@pbx.example", **fields}, known)


def test_the_least_that_an_account_needs():
    settings = read(password="pw").settings()
    assert str(settings.address) == "<sip:alice@pbx.example>" and str(settings.registrar) == "sip:pbx.example"
    assert str(settings.server) == "sip:pbx.example" and not settings.is_proxy and settings.lifetime == 600
    assert settings.credentials is not None and settings.credentials.username == "alice"
    assert read().settings().credentials is None


def test_all_that_it_may_have():
    made = read(
        address="sip:+49 30@[2001:db8::1]:5070",
        authUser="49x",
        password=" pw ",
        displayName="Al‮ice A",
        transport="TLS",
        proxy="edge.example:5061",
        expires=3600,
    )
    settings = made.settings()
    assert str(settings.address) == '"Alice A" <sip:+49%2030@[2001:db8::1]>'
    assert str(settings.registrar) == "sip:[2001:db8::1]:5070"
    assert str(settings.server) == "sip:edge.example:5061;transport=tls" and settings.is_proxy
    assert settings.credentials is not None
    assert (settings.credentials.username, settings.credentials.password) == ("49x", " pw ")
    assert " pw " not in repr(made) + repr(settings)


def test_whoever_wants_encryption_is_told_how_to_ask_for_it():
    with pytest.raises(AccountProblem, match="Choose TLS"):
        read(address="sips:alice@pbx.example")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"address": ""}, "address"),
        ({"address": "alice"}, "address"),
        ({"address": "@pbx.example"}, "address"),
        ({"address": "a" * 65 + "@pbx.example"}, "address"),
        ({"address": "alice@pbx example"}, "address"),
        ({"address": "alice@pbx.example:0"}, "address"),
        ({"address": "alice@pbx.example:99999"}, "address"),
        ({"address": "alice@pbx.example\r\nEvil: 1"}, "address"),
        ({"address": "alice@pbx.example;transport=tcp"}, "address"),
        ({"address": "SIPS:alice@pbx.example"}, "address"),
        ({"address": 7}, "address"),
        ({"address": "x" * 400}, "address"),
        ({"address": "alice@" + "x" * 64 + ".example"}, "address"),
        ({"proxy": "a..example"}, "proxy"),
        ({"authUser": "a\x00b"}, "authUser"),
        ({"authUser": "\ud800"}, "authUser"),
        ({"password": "p" * 129}, "password"),
        ({"password": "a\nb"}, "password"),
        ({"password": ["x"]}, "password"),
        ({"transport": "ws"}, "transport"),
        ({"proxy": "http://x"}, "proxy"),
        ({"proxy": "a b"}, "proxy"),
        ({"expires": 59}, "expires"),
        ({"stun": "a b"}, "stun"),
        ({"stun": "turn:turn.example.org"}, "stun"),
        ({"stun": "stun.example.org:0"}, "stun"),
        ({"stun": 7}, "stun"),
        ({"stun": "s" * 300}, "stun"),
        ({"expires": 86_401}, "expires"),
        ({"expires": True}, "expires"),
        ({"expires": "600"}, "expires"),
        ({"expires": 1e400}, "expires"),
        ({"account_id": ""}, "id"),
        ({"account_id": "../x"}, "id"),
        ({"account_id": "x" * 33}, "id"),
    ],
)
def test_nonsense_is_named(fields: dict[str, Any], code: str):
    with pytest.raises(AccountProblem) as caught:
        read(**fields)
    assert (caught.value.status, caught.value.code) == (400, code)


@pytest.mark.parametrize("body", [None, [], "x", 7, True])
def test_a_body_that_is_no_object(body: Any):
    with pytest.raises(AccountProblem, match="JSON object"):
        read_account(ALICE, "home", body, None)


def test_a_password_that_is_known_is_not_shown_to_another_server():
    known = read(password="pw")
    assert read(known, displayName="Al", expires=900, transport="tcp").password == "pw"
    assert read(known, password="new", proxy="other.example").password == "new"
    for change in ({"address": "alice@evil.example"}, {"proxy": "evil.example"}, {"authUser": "bob"}):
        with pytest.raises(AccountProblem, match="Enter the password again"):
            read(known, **change)


def test_a_sealed_password_opens_only_where_it_belongs():
    key = os.urandom(KEY_BYTES)
    seal = Seal(key)
    sealed = seal.close("pässword", ALICE, "home")
    assert b"ssword" not in sealed and sealed != seal.close("pässword", ALICE, "home")
    assert Seal(key).open(sealed, ALICE, "home") == "pässword"
    assert seal.open(sealed, BOB, "home") is None and seal.open(sealed, ALICE, "work") is None
    assert Seal(os.urandom(32)).open(sealed, ALICE, "home") is None
    for nonsense in (b"", b"x", sealed[:-1], sealed + b"x"):
        assert seal.open(nonsense, ALICE, "home") is None


def test_what_was_sealed_with_an_older_key_still_opens():
    old, new = os.urandom(KEY_BYTES), os.urandom(KEY_BYTES)
    both = Seal(new, older=[old])
    assert both.open(Seal(old).close("pw", ALICE, "home"), ALICE, "home") == "pw"
    assert Seal(new).open(both.close("pw", ALICE, "home"), ALICE, "home") == "pw"
