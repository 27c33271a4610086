"""Push parameters of a Contact: written, read, and full of nonsense."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.push.errors import PushError
from core.push.keys import ReceiverKeys, new_private_key
from core.push.sip_parameters import (
    NAMES,
    UnknownProvider,
    asks_for_push,
    subscription_of,
    with_subscription,
    without_parameters,
)
from core.push.subscription import PushSubscription
from core.sip.messages import NameAddr, Uri

KEYS = ReceiverKeys(new_private_key(), os.urandom(16))
TOLD = PushSubscription("https://push.example.net:8443/m/a_b-c?x=1&y=%20#z", KEYS.p256dh, KEYS.auth_text)
PLAIN = Uri.parse("sip:bob@abc.invalid;transport=wss;ob")


def test_written_and_read() -> None:
    contact = with_subscription(PLAIN, TOLD)
    # As it crosses the wire.
    again = NameAddr.parse(str(NameAddr(contact))).uri
    assert asks_for_push(again) and subscription_of(again) == TOLD
    assert str(without_parameters(again)) == str(PLAIN)
    assert not asks_for_push(PLAIN) and subscription_of(PLAIN) is None


def test_a_device_that_only_asks() -> None:
    contact = PLAIN.having_param("pn-provider")
    assert asks_for_push(contact) and subscription_of(contact) is None
    assert subscription_of(PLAIN.having_param("pn-provider", "webpush")) is None


@pytest.mark.parametrize("provider", ["apns", "fcm", "x" * 300])
def test_another_provider(provider: str) -> None:
    with pytest.raises(UnknownProvider):
        subscription_of(PLAIN.having_param("pn-provider", provider))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pn-prid", "mailto%3Aa"),
        ("pn-prid", "https%3A%2F%2F%0d%0aEvil%3A"),
        ("pn-prid", "a" * 900),
        ("pn-prid", "%ff%fe"),
        ("pn-param", "x"),
        ("pn-param", f"{KEYS.p256dh}."),
        ("pn-param", f".{KEYS.auth_text}"),
        ("pn-param", f"{'A' * 87}.{KEYS.auth_text}"),
        ("pn-param", None),
    ],
    ids=range(9),  # the keys are others in each process, and names must be the same in all workers
)
def test_parameters_that_cannot_be_used(name: str, value: str | None) -> None:
    with pytest.raises(PushError):
        subscription_of(with_subscription(PLAIN, TOLD).having_param(name, value))


@given(st.text("abcXYZ0123456789-_.~:/", min_size=1, max_size=80), st.sampled_from(NAMES))
def test_anything_is_survived(text: str, name: str) -> None:
    contact = with_subscription(PLAIN, TOLD).having_param(name, text)
    try:
        subscription_of(contact)
    except (PushError, UnknownProvider):
        assert str(without_parameters(contact)) == str(PLAIN)
