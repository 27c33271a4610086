"""Messages encrypted and read: by RFC 8291's own example, and against another implementation."""

from __future__ import annotations

import os

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from core.push.encryption import LARGEST_BODY, LARGEST_MESSAGE, decrypt, encrypt
from core.push.errors import PushError
from core.push.keys import ReceiverKeys, new_private_key, point_of, private_key_from, public_key_at
from core.push.texts import from_text, to_text

# RFC 8291 appendix A.
MESSAGE = b"When I grow up, I want to be a watermelon"
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
KEYS = ReceiverKeys(private_key_from(from_text(RECEIVER)), from_text(AUTH))


def theirs() -> ReceiverKeys:
    return ReceiverKeys(new_private_key(), os.urandom(16))


def sealed_for(keys: ReceiverKeys, message: bytes) -> bytes:
    return encrypt(
        message,
        point_of(keys.private.public_key()),
        keys.auth,
        salt=os.urandom(16),
        ephemeral=new_private_key(),
    )


def test_the_example_of_the_standard() -> None:
    assert decrypt(from_text(BODY), KEYS) == MESSAGE
    made = encrypt(
        MESSAGE,
        point_of(KEYS.private.public_key()),
        KEYS.auth,
        salt=from_text(SALT),
        ephemeral=private_key_from(from_text(SENDER)),
    )
    assert to_text(made) == BODY


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=LARGEST_MESSAGE))
def test_another_implementation_reads_ours(message: bytes) -> None:
    body = sealed_for(KEYS, message)
    assert len(body) <= LARGEST_BODY
    assert http_ece.decrypt(body, private_key=KEYS.private, auth_secret=KEYS.auth) == message


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=LARGEST_MESSAGE))  # of nothing theirs makes no record at all
def test_we_read_another_implementation(message: bytes) -> None:
    body = http_ece.encrypt(
        message,
        private_key=new_private_key(),
        dh=point_of(KEYS.private.public_key()),
        auth_secret=KEYS.auth,
        version="aes128gcm",
    )
    assert decrypt(body, KEYS) == message


def test_padding_is_taken_off() -> None:
    # A sender may pad (RFC 8188 section 2.1); ours does not.
    body = http_ece.encrypt(
        b"call" + b"\2" + b"\0" * 50,
        private_key=new_private_key(),
        dh=point_of(KEYS.private.public_key()),
        auth_secret=KEYS.auth,
        version="aes128gcm",
    )
    assert decrypt(body, KEYS) == b"call\2" + b"\0" * 50, "its own delimiter is the last one"


def test_nobody_else_reads_it() -> None:
    body = sealed_for(KEYS, b"call")
    with pytest.raises(PushError):
        decrypt(body, theirs())
    with pytest.raises(PushError):
        decrypt(body, ReceiverKeys(KEYS.private, os.urandom(16)))


@settings(max_examples=50, deadline=None)
@given(st.integers(min_value=0), st.integers(1, 255))
def test_a_changed_byte_is_noticed(place: int, change: int) -> None:
    body = bytearray(from_text(BODY))
    place %= len(body)
    body[place] ^= change
    if 16 <= place < 20:
        return  # the size of a record says nothing about a single, short one
    with pytest.raises(PushError):
        decrypt(bytes(body), KEYS)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=5000))
def test_nonsense_is_refused(body: bytes) -> None:
    with pytest.raises(PushError):
        decrypt(body, KEYS)


def test_too_much_is_refused() -> None:
    with pytest.raises(PushError):
        sealed_for(KEYS, b"x" * (LARGEST_MESSAGE + 1))
    with pytest.raises(PushError):
        decrypt(bytes(LARGEST_BODY + 1), KEYS)


@pytest.mark.parametrize(
    "point",
    [b"", bytes(65), b"\4" + bytes(64), b"\2" + bytes(32), b"\4" + b"\xff" * 64],
    ids=["empty", "zeros", "zero point", "compressed", "beyond the field"],
)
def test_a_point_that_is_none(point: bytes) -> None:
    with pytest.raises(PushError):
        public_key_at(point)


def test_keys_are_kept_as_text() -> None:
    kept = ReceiverKeys.from_text(KEYS.to_text())
    assert (kept.p256dh, kept.auth_text) == (KEYS.p256dh, AUTH)
    assert RECEIVER not in repr(kept) and AUTH not in repr(kept)


@pytest.mark.parametrize(
    "text", ["", ".", "abc", f"{RECEIVER}.", f".{AUTH}", f"{RECEIVER}.{AUTH}AAAA", "ä.ö"]
)
def test_keys_that_cannot_be_read(text: str) -> None:
    with pytest.raises(PushError):
        ReceiverKeys.from_text(text)


def test_no_private_key() -> None:
    for scalar in (bytes(32), b"\xff" * 32):
        with pytest.raises(PushError):
            private_key_from(scalar)
    assert isinstance(private_key_from(from_text(SENDER)), ec.EllipticCurvePrivateKey)
