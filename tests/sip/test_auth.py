"""Digest answers against the examples of the RFCs."""

from __future__ import annotations

import hashlib

import pytest

from core.sip.auth import DigestCredentials, DigestSession, digest_challenge_in
from core.sip.ids import SeededIds
from core.sip.messages import Challenge, parse_challenges


class FixedIds(SeededIds):
    """The client nonce of the RFC's example."""

    def __init__(self, cnonce: str) -> None:
        super().__init__(0)
        self._cnonce = cnonce

    def cnonce(self) -> str:
        return self._cnonce


MUFASA = DigestCredentials("Mufasa", "Circle of Life")
EXAMPLES = [  # RFC 7616 3.9.1
    ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
    ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
]


def test_sha_512_256_as_corrected_by_errata_4897():
    """RFC 7616 3.9.2; its own value was made with a draft of the algorithm."""
    (challenge,) = Challenge.parse_list(
        'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, '
        'nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK"'
    )
    who = DigestCredentials("Jäsøn Doe", "Secret, or not?")
    session = DigestSession(who, FixedIds("NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v"))
    expected = "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"
    assert session.answer(challenge, "GET", "/doe.json").get("response") == expected


@pytest.mark.parametrize(("qop", "has_cnonce"), [(', qop="auth"', True), ("", True)])
def test_session_algorithms_bind_the_secret_to_the_nonces(qop: str, has_cnonce: bool):
    """RFC 7616 3.4.2: A1 = H(user:realm:password):nonce:cnonce."""
    (challenge,) = Challenge.parse_list(f'Digest realm="r", nonce="n", algorithm=md5-Sess{qop}')
    answer = DigestSession(DigestCredentials("u", "p"), FixedIds("c")).answer(challenge, "BYE", "sip:x")

    def md5(*parts: str) -> str:
        return hashlib.md5(":".join(parts).encode()).hexdigest()

    middle = ("n", "00000001", "c", "auth") if qop else ("n",)
    secret = md5(md5("u", "r", "p"), "n", "c")
    assert answer.get("response") == md5(secret, *middle, md5("BYE", "sip:x"))
    assert answer.get("algorithm") == "md5-Sess" and (answer.get("cnonce") == "c") is has_cnonce


@pytest.mark.parametrize(("algorithm", "expected"), EXAMPLES)
def test_rfc7616_examples(algorithm: str, expected: str):
    (challenge,) = Challenge.parse_list(
        'Digest realm="http-auth@example.org", qop="auth, auth-int", '
        f'algorithm={algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe"'
    )
    session = DigestSession(MUFASA, FixedIds("f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"))
    answer = session.answer(challenge, "GET", "/dir/index.html")
    assert answer.get("response") == expected
    assert (answer.get("opaque"), answer.get("algorithm"), answer.get("qop")) == ("FQhe", algorithm, "auth")


def test_rfc2069_without_qop():
    (challenge,) = Challenge.parse_list('Digest realm="r", nonce="n"')
    answer = DigestSession(DigestCredentials("u", "p"), SeededIds(0)).answer(challenge, "REGISTER", "sip:r")
    assert answer.get("qop") is None and answer.get("nc") is None and len(answer.get("response") or "") == 32


def test_nonce_count_grows_with_one_nonce_and_restarts_with_another():
    session = DigestSession(MUFASA, SeededIds(0))
    one, two = parse_challenges(['Digest realm="r", nonce="1", qop="auth", Digest nonce="2", qop=auth'])
    counts = [session.answer(challenge, "REGISTER", "sip:r").get("nc") for challenge in (one, one, two, one)]
    assert counts == ["00000001", "00000002", "00000001", "00000001"]


def test_the_strongest_usable_challenge_is_taken():
    lines = [
        'Digest realm="a", nonce="1", algorithm=MD5',
        'Digest realm="b", nonce="2", algorithm=SHA-256, qop="auth"',
        'Digest realm="c", nonce="3", algorithm=SHA-512',
        'Bearer scope="sip"',
    ]
    chosen = digest_challenge_in(parse_challenges(lines))
    assert chosen is not None and chosen.get("realm") == "b"
    for useless in ('Digest realm="x"', 'Digest nonce="1", qop="auth-int"', "Negotiate"):
        assert digest_challenge_in(parse_challenges([useless])) is None
