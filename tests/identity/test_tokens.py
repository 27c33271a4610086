from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.identity import (
    NonceCache,
    TokenError,
    TokenErrorCode,
    TokenFault,
    decode_secret,
    derive_key,
    is_application_key,
    is_user_id,
    sign_token,
    verify_token,
)
from tests.identity import vectors as v

SECRETS = {v.KEY: v.SECRET, v.V0_KEY: v.V0_SECRET}
user_ids = st.text("ABCZabcz0189-_=", min_size=1, max_size=255)


def forged(
    changes: dict[str, Any] | None = None,
    *,
    header: dict[str, Any] | None = None,
    secret: str = v.SECRET,
    date: str = "20260115",
    without: str = "",
) -> str:
    """A correctly signed token with whatever claims and header a test wants."""
    claims: dict[str, Any] = {
        "exp": v.EXP,
        "iat": v.IAT,
        "iss": f"//rtc.sinch.com/applications/{v.KEY}",
        "nonce": v.NONCE,
        "sub": f"//rtc.sinch.com/applications/{v.KEY}/users/{v.USER}",
    }
    claims |= changes or {}
    claims.pop(without, None)
    head = {"alg": "HS256", "kid": f"hkdfv1-{date}"} | (header or {})
    signed = f"{_part(head)}.{_part(claims)}"
    signature = hmac.new(derive_key(secret, date), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def _part(value: dict[str, Any]) -> str:
    data = json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def refusal(token: str, **options: Any) -> TokenErrorCode:
    options = {"now": v.IAT + 5.0, "nonces": NonceCache(), **options}
    with pytest.raises(TokenError) as caught:
        verify_token(token, SECRETS, **options)
    assert str(caught.value).endswith(".")
    assert v.SECRET not in repr(caught.value.fields)
    return caught.value.code


class TestVectors:
    def test_v0_derived_key(self) -> None:
        assert derive_key(v.V0_SECRET, "20180102") == base64.b64decode(v.V0_DERIVED_KEY)

    def test_v0_signature(self) -> None:
        token = sign_token(v.V0_KEY, v.V0_SECRET, v.V0_USER, now=v.V0_IAT, nonce=v.V0_NONCE)
        assert token.rpartition(".")[2] == v.V0_SIGNATURE

    def test_v0_with_instance_expiry(self) -> None:
        token = sign_token(
            v.V0_KEY,
            v.V0_SECRET,
            v.V0_USER,
            now=v.V0_IAT,
            nonce=v.V0_NONCE,
            instance_expiry=v.V0_INSTANCE_EXPIRY,
        )
        assert token.rpartition(".")[2] == v.V0_INSTANCE_SIGNATURE

    def test_v0_unsorted_is_accepted(self) -> None:
        issuer = f"//rtc.sinch.com/applications/{v.V0_KEY}"
        claims = {
            "iss": issuer,
            "sub": f"{issuer}/users/foo",
            "iat": v.V0_IAT,
            "exp": v.V0_IAT + 600,
            "nonce": v.V0_NONCE,
        }
        head = _part({"alg": "HS256", "kid": "hkdfv1-20180102"})
        token = f"{head}.{_part(claims)}.{v.V0_UNSORTED_SIGNATURE}"
        assert verify_token(token, SECRETS, now=v.V0_IAT, nonces=NonceCache()).user_id == "foo"

    def test_v1_derived_key(self) -> None:
        assert derive_key(v.SECRET, "20260115") == v.DERIVED_KEY

    def test_v1_byte_for_byte(self) -> None:
        assert sign_token(v.KEY, v.SECRET, v.USER, now=v.IAT + 0.9, nonce=v.NONCE) == v.V1

    def test_v1_verifies(self) -> None:
        claims = verify_token(v.V1, SECRETS, now=v.IAT + 40, nonces=NonceCache())
        assert (claims.application_key, claims.user_id, claims.nonce) == (v.KEY, v.USER, v.NONCE)
        assert (claims.issued_at, claims.expires_at, claims.instance_expiry) == (v.IAT, v.EXP, None)

    def test_v2_verifies(self) -> None:
        claims = verify_token(v.V2, SECRETS, now=v.IAT, nonces=NonceCache())
        assert claims.instance_expiry == v.INSTANCE_EXPIRY

    def test_v2_claims_are_ours(self) -> None:
        ours = sign_token(
            v.KEY, v.SECRET, v.USER, now=v.IAT, nonce=v.NONCE, instance_expiry=v.INSTANCE_EXPIRY
        )
        assert ours.split(".")[1] == v.V2.split(".")[1]

    def test_v3_from_plain_pyjwt(self) -> None:
        issuer = f"//rtc.sinch.com/applications/{v.KEY}"
        claims = {
            "iss": issuer,
            "sub": f"{issuer}/users/{v.USER}",
            "iat": v.IAT,
            "exp": v.EXP,
            "nonce": v.NONCE,
        }
        token = jwt.encode(claims, v.DERIVED_KEY, "HS256", headers={"kid": "hkdfv1-20260115"})
        assert token.rpartition(".")[2] == v.V3_SIGNATURE
        assert verify_token(token, SECRETS, now=v.IAT, nonces=NonceCache()).user_id == v.USER


class TestRefused:
    @pytest.mark.parametrize(
        "token",
        ["", "a", "a.b", "a.b.c", "...", "é.é.é", "a.b.c.d", " " + v.V1, v.V1 + "\n", "A" * 5000, "e30.e30."],
    )
    def test_nonsense(self, token: str) -> None:
        assert refusal(token) in (TokenErrorCode.MALFORMED, TokenErrorCode.ALGORITHM)

    @pytest.mark.parametrize("algorithm", ["none", "HS384", "HS512", "RS256", "hs256", "", None, 7])
    def test_other_algorithms(self, algorithm: object) -> None:
        assert refusal(forged(header={"alg": algorithm})) in (
            TokenErrorCode.ALGORITHM,
            TokenErrorCode.MALFORMED,
        )

    def test_unsigned(self) -> None:
        head = _part({"alg": "none", "kid": "hkdfv1-20260115"})
        assert refusal(f"{head}.{v.V1.split('.')[1]}.") is TokenErrorCode.ALGORITHM

    @pytest.mark.parametrize(
        "kid", ["hkdfv1-2026011", "hkdfv2-20260115", "20260115", "", None, 5, "hkdfv1-²0260115"]
    )
    def test_key_id(self, kid: object) -> None:
        assert refusal(forged(header={"kid": kid})) in (TokenErrorCode.KEY_ID, TokenErrorCode.MALFORMED)

    def test_key_id_of_another_day(self) -> None:
        assert refusal(forged(date="20260116")) is TokenErrorCode.KEY_ID

    def test_critical_header(self) -> None:
        assert refusal(forged(header={"crit": ["exp"]})) is TokenErrorCode.MALFORMED

    def test_wrong_secret(self) -> None:
        assert refusal(forged(secret="//////////////////////==")) is TokenErrorCode.SIGNATURE

    def test_changed_signature(self) -> None:
        flipped = v.V1[:-5] + ("A" if v.V1[-5] != "A" else "B") + v.V1[-4:]
        assert refusal(flipped) is TokenErrorCode.SIGNATURE

    def test_unknown_application(self) -> None:
        with pytest.raises(TokenError) as caught:
            verify_token(v.V1, {}, now=v.IAT, nonces=NonceCache())
        assert caught.value.code is TokenErrorCode.APPLICATION

    def test_secrets_from_a_function(self) -> None:
        assert verify_token(v.V1, SECRETS.get, now=v.IAT, nonces=None).user_id == v.USER

    @pytest.mark.parametrize("issuer", [v.KEY, "", None, 5, f"//rtc.sinch.com/applications/{v.KEY}/", "//x"])
    def test_issuer(self, issuer: object) -> None:
        assert refusal(forged({"iss": issuer})) is TokenErrorCode.APPLICATION

    @pytest.mark.parametrize(
        "subject", [v.USER, "", None, 5, f"//rtc.sinch.com/applications/{v.V0_KEY}/users/{v.USER}"]
    )
    def test_subject_of_another_application(self, subject: object) -> None:
        assert refusal(forged({"sub": subject})) is TokenErrorCode.SUBJECT

    @pytest.mark.parametrize("user", ["", "a b", "ä", "a/b", "a@b", "x" * 256, "a\n"])
    def test_user_id(self, user: str) -> None:
        subject = f"//rtc.sinch.com/applications/{v.KEY}/users/{user}"
        assert refusal(forged({"sub": subject})) is TokenErrorCode.USER_ID

    @pytest.mark.parametrize("nonce", ["", None, 5, "n" * 129, ["n"]])
    def test_nonce(self, nonce: object) -> None:
        assert refusal(forged({"nonce": nonce})) is TokenErrorCode.NONCE

    @pytest.mark.parametrize("claim", ["iat", "exp"])
    @pytest.mark.parametrize("value", [None, "1768521570", 1.5, True, -1, 10**15, float("inf"), [1]])
    def test_times_that_are_none(self, claim: str, value: object) -> None:
        assert refusal(forged({claim: value})) is TokenErrorCode.MALFORMED

    @pytest.mark.parametrize("claim", ["iat", "exp", "nonce", "iss", "sub"])
    def test_missing_claims(self, claim: str) -> None:
        refusal(forged(without=claim))

    def test_short_lifetime(self) -> None:
        assert refusal(forged({"exp": v.IAT + 59})) is TokenErrorCode.LIFETIME
        verify_token(forged({"exp": v.IAT + 60}), SECRETS, now=v.IAT, nonces=NonceCache())

    def test_expired(self) -> None:
        verify_token(v.V1, SECRETS, now=v.EXP - 0.1, nonces=NonceCache())
        assert refusal(v.V1, now=float(v.EXP)) is TokenErrorCode.EXPIRED

    def test_future(self) -> None:
        verify_token(v.V1, SECRETS, now=v.IAT - 29, nonces=NonceCache())
        assert refusal(v.V1, now=v.IAT - 31.0) is TokenErrorCode.NOT_YET_VALID

    def test_short_instance(self) -> None:
        claim = "sinch:rtc:instance:exp"
        assert refusal(forged({claim: v.INSTANCE_EXPIRY - 1})) is TokenErrorCode.INSTANCE_EXPIRY
        assert refusal(forged({claim: "soon"})) is TokenErrorCode.MALFORMED

    def test_instance_that_has_ended(self) -> None:
        token = forged({"sinch:rtc:instance:exp": v.INSTANCE_EXPIRY, "exp": v.INSTANCE_EXPIRY + 100})
        assert refusal(token, now=v.INSTANCE_EXPIRY + 1.0) is TokenErrorCode.INSTANCE_EXPIRED

    def test_replay(self) -> None:
        nonces = NonceCache()
        verify_token(v.V1, SECRETS, now=v.IAT, nonces=nonces)
        assert refusal(v.V1, nonces=nonces) is TokenErrorCode.REPLAYED

    def test_same_holder_may_come_again(self) -> None:
        nonces = NonceCache()
        verify_token(v.V1, SECRETS, now=v.IAT, nonces=nonces, holder="urn:uuid:1")
        verify_token(v.V1, SECRETS, now=v.IAT + 1, nonces=nonces, holder="urn:uuid:1")
        assert refusal(v.V1, nonces=nonces, holder="urn:uuid:2") is TokenErrorCode.REPLAYED

    def test_a_refused_token_uses_up_no_nonce(self) -> None:
        nonces = NonceCache()
        assert refusal(forged(secret="AAAAAAAAAAAAAAAAAAAAAA=="), nonces=nonces) is TokenErrorCode.SIGNATURE
        assert refusal(v.V1, nonces=nonces, now=float(v.EXP)) is TokenErrorCode.EXPIRED
        assert len(nonces) == 0

    def test_whose_fault(self) -> None:
        assert TokenError(TokenErrorCode.EXPIRED).fault is TokenFault.HOLDER
        assert TokenError(TokenErrorCode.SIGNATURE).fault is TokenFault.ISSUER


class TestSigning:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"key": "ABC"}, TokenErrorCode.APPLICATION),
            ({"key": v.KEY.replace("5", "A")}, TokenErrorCode.APPLICATION),
            ({"secret": "not base64!"}, TokenErrorCode.SECRET),
            ({"secret": ""}, TokenErrorCode.SECRET),
            ({"secret": "AAAA"}, TokenErrorCode.SECRET),
            ({"user_id": "no spaces"}, TokenErrorCode.USER_ID),
            ({"user_id": ""}, TokenErrorCode.USER_ID),
            ({"nonce": ""}, TokenErrorCode.NONCE),
            ({"lifetime": 59}, TokenErrorCode.LIFETIME),
            ({"instance_expiry": v.IAT + 172_799}, TokenErrorCode.INSTANCE_EXPIRY),
        ],
    )
    def test_nonsense(self, change: dict[str, Any], code: TokenErrorCode) -> None:
        arguments: dict[str, Any] = {
            "key": v.KEY,
            "secret": v.SECRET,
            "user_id": v.USER,
            "now": v.IAT,
            "nonce": "n",
        }
        with pytest.raises(TokenError) as caught:
            sign_token(**(arguments | change))
        assert caught.value.code is code

    @pytest.mark.parametrize("change", [str, lambda s: s.rstrip("="), lambda s: f" {s}\n"])
    def test_secret_spellings(self, change: Callable[[str], str]) -> None:
        standard = base64.b64encode(bytes([0xFB, 0xFF, 0xBF] * 5 + [1])).decode()
        url_safe = standard.replace("+", "-").replace("/", "_")
        assert decode_secret(change(standard)) == decode_secret(change(url_safe)) == decode_secret(standard)

    @given(user=user_ids, now=st.integers(1, 4_000_000_000), lifetime=st.integers(60, 10**6))
    @settings(max_examples=60)
    def test_what_is_signed_is_accepted(self, user: str, now: int, lifetime: int) -> None:
        token = sign_token(v.KEY, v.SECRET, user, now=now, nonce="n", lifetime=lifetime)
        claims = verify_token(token, SECRETS, now=now + lifetime - 1, nonces=NonceCache())
        assert (claims.user_id, claims.issued_at, claims.expires_at) == (user, now, now + lifetime)

    @given(position=st.integers(0, len(v.V1) - 1), letter=st.sampled_from("AQgwZz09-_."))
    @settings(max_examples=150)
    def test_no_changed_letter_passes(self, position: int, letter: str) -> None:
        changed = v.V1[:position] + letter + v.V1[position + 1 :]
        try:
            claims = verify_token(changed, SECRETS, now=v.IAT, nonces=NonceCache())
        except TokenError:
            return
        # Base64 has spare bits in its last letter: the token may look different and be the same.
        assert claims == verify_token(v.V1, SECRETS, now=v.IAT, nonces=NonceCache())

    @given(
        st.text(max_size=200)
        | st.from_regex(r"[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{0,40}")
    )
    @settings(max_examples=150)
    def test_garbage_is_refused(self, text: str) -> None:
        refusal(text)


def test_application_keys() -> None:
    assert is_application_key(v.KEY)
    assert not is_application_key(v.KEY.upper().replace("1", "A"))
    assert not is_application_key(v.KEY + "\n")


@given(user_ids)
@settings(max_examples=50)
def test_user_ids(user: str) -> None:
    assert is_user_id(user)
