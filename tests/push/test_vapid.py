"""Who sends a push: signed and checked, against another implementation."""

from __future__ import annotations

import jwt
import pytest
from py_vapid import Vapid02

from core.push.endpoints import origin_of
from core.push.errors import PushError
from core.push.keys import new_private_key
from core.push.vapid import LIFETIME, Sender, read_authorization

NOW = 1_768_521_600.0
ENDPOINT = "https://push.example.net/m/secret"
ORIGINS = frozenset({"https://push.example.net"})


def test_signed_and_read() -> None:
    sender = Sender(new_private_key(), "mailto:calls@example.net")
    header = sender.authorization(ENDPOINT, NOW)
    assert read_authorization(header, ORIGINS, NOW) == sender.public_key
    assert "secret" not in header


def test_another_implementation_signs_for_us() -> None:
    key = new_private_key()
    theirs = Vapid02(private_key=None)
    theirs.private_key = key
    claims = {"aud": "https://push.example.net", "sub": "mailto:a@example.net", "exp": int(NOW) + 600}
    header = theirs.sign(claims)["Authorization"]
    assert read_authorization(header, ORIGINS, NOW) == Sender(key).public_key


def test_another_implementation_reads_ours() -> None:
    header = Sender(new_private_key()).authorization(ENDPOINT, NOW)
    assert Vapid02.verify(header)


def _signed(**claims: object) -> str:
    key = new_private_key()
    token = jwt.encode(claims, key, algorithm="ES256")
    return f"vapid t={token}, k={Sender(key).public_key}"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer abc",
        "vapid",
        "vapid t=, k=",
        "vapid t=a.b.c, k=BAAA",
        "vapid " + "x" * 5000,
        _signed(aud="https://push.example.net"),
        _signed(aud="https://push.example.net", exp="soon"),
        _signed(aud="https://push.example.net", exp=NOW - 61),
        _signed(aud="https://push.example.net", exp=NOW + 25 * 3600),
        _signed(aud="https://other.example.net", exp=NOW + 60),
        _signed(aud=["https://push.example.net"], exp=NOW + 60),
        _signed(exp=NOW + 60),
    ],
)
def test_what_is_refused(header: str) -> None:
    with pytest.raises(PushError):
        read_authorization(header, ORIGINS, NOW)


def test_anothers_signature() -> None:
    ours, others = Sender(new_private_key()), Sender(new_private_key())
    header = ours.authorization(ENDPOINT, NOW).replace(ours.public_key, others.public_key)
    with pytest.raises(PushError):
        read_authorization(header, ORIGINS, NOW)


def test_it_expires() -> None:
    header = Sender(new_private_key()).authorization(ENDPOINT, NOW)
    assert read_authorization(header, ORIGINS, NOW + LIFETIME)
    with pytest.raises(PushError):
        read_authorization(header, ORIGINS, NOW + LIFETIME + 61)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Push.example.net:443/m/1", "https://push.example.net"),
        ("https://push.example.net:8443/m/1", "https://push.example.net:8443"),
        ("http://[::1]:80/", "http://[::1]"),
    ],
)
def test_origins(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url", ["", "push.example.net", "ftp://a/b", "https://", "https://[::1", "https://a:b/"]
)
def test_no_web_address(url: str) -> None:
    with pytest.raises(PushError):
        origin_of(url)
