"""Digest with a foreign server, end to end: who asks, what is answered, when it stops (RFC 8760)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from core.sip.agent.events import CredentialsRequired, Registered, SessionEnded
from core.sip.auth import DigestCredentials
from core.sip.messages import Credentials, NameAddr, Request, Uri
from tests.sip.far_end import BOB, Far
from tests.sip.pairs import ANSWER, OFFER

ALICE = DigestCredentials("alice", "secret")
HASHES = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}


class Server(Far):
    """A server that knows Alice's password and checks every proof by the book."""

    def __init__(self, credentials: DigestCredentials = ALICE) -> None:
        super().__init__()
        self.nonces = 0
        self.agent.register(self.now, credentials=credentials)
        self.pump()

    def challenge(
        self,
        status: int = 401,
        realm: str = "example.org",
        algorithms: tuple[str, ...] = ("SHA-256", "MD5"),
        extra: str = ', qop="auth,auth-int"',
        request: Request | None = None,
    ) -> Request:
        """Challenge the last request; return what comes then."""
        self.nonces += 1
        name = "WWW-Authenticate" if status == 401 else "Proxy-Authenticate"
        lines = [
            (name, f'Digest realm="{realm}", nonce="n{self.nonces}", algorithm={one}{extra}')
            for one in algorithms
        ]
        self.answer(status, request, headers=lines)
        return self.requests[-1]

    def registered(self, *, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.challenge()
        self.answer(
            200, headers=(("Contact", f"{self.requests[-1].headers.get('contact')};expires=100"), *headers)
        )
        assert self.events() == [Registered(100)]


def proofs(request: Request, header: str = "authorization") -> list[Credentials]:
    return [Credentials.parse(value) for value in request.headers.getall(header)]


def is_right(request: Request, proof: Credentials, password: str = "secret") -> bool:
    """Whether ``proof`` is what RFC 7616 3.4.1 says, computed here once more."""

    def hashed(*parts: str | None) -> str:
        text = ":".join(part or "" for part in parts)
        return hashlib.new(HASHES[proof.get("algorithm") or "MD5"], text.encode()).hexdigest()

    secret = hashed(proof.get("username"), proof.get("realm"), password)
    middle = [proof.get("nonce")]
    if proof.get("qop"):
        middle += [proof.get("nc"), proof.get("cnonce"), proof.get("qop")]
    return proof.get("uri") == str(request.uri) and proof.get("response") == hashed(
        secret, *middle, hashed(request.method, proof.get("uri"))
    )


def say_invite(server: Server) -> None:
    server.agent.invite(Uri.parse("sip:bob@example.org"), OFFER, server.now)


def say_message(server: Server) -> None:
    server.agent.message(Uri.parse("sip:bob@example.org"), "text/plain", b"hi", server.now)


def say_reinvite(server: Server) -> None:
    server.talking().reinvite(OFFER, server.now)


def say_bye(server: Server) -> None:
    server.talking().bye(server.now)


def say_info(server: Server) -> None:
    server.talking().info("application/dtmf", b"1", server.now)


def say_refer(server: Server) -> None:
    server.talking().refer(NameAddr.parse("<sip:carol@example.org>"), server.now)


def say_subscribe(server: Server) -> None:
    server.agent.subscribe(Uri.parse("sip:bob@example.org"), "presence", ("a/b",), 600, server.now)


def say_publish(server: Server) -> None:
    server.agent.publish("presence", "a/b", b"x", 600, server.now)


METHODS: dict[str, Callable[[Server], None]] = {
    "INVITE": say_invite,
    "re-INVITE": say_reinvite,
    "BYE": say_bye,
    "MESSAGE": say_message,
    "INFO": say_info,
    "REFER": say_refer,
    "SUBSCRIBE": say_subscribe,
    "PUBLISH": say_publish,
}


@pytest.mark.parametrize("status", [401, 407])
@pytest.mark.parametrize("algorithm", HASHES)
@pytest.mark.parametrize("extra", ["", ', qop="auth"', ', qop="auth-int,auth"', ", qop=auth, opaque=x"])
def test_every_request_can_be_challenged(status: int, algorithm: str, extra: str):
    for name, act in METHODS.items():
        server = Server()
        server.registered()
        act(server)
        server.pump()
        first = server.requests[-1]
        again = server.challenge(status, "other.example", (algorithm,), extra)
        header = "authorization" if status == 401 else "proxy-authorization"
        (proof,) = [one for one in proofs(again, header) if one.get("realm") == "other.example"]
        assert again.method == first.method == name.removeprefix("re-") and is_right(again, proof)
        assert again.cseq.number == first.cseq.number + 1 and again.call_id == first.call_id
        assert again.via.branch != first.via.branch and again.body == first.body
        assert proof.get("qop") == ("auth" if "qop" in extra else None)
        assert CredentialsRequired not in map(type, server.events())


def test_the_strongest_is_answered_and_md5_when_there_is_nothing_else():
    server = Server()
    assert proofs(server.challenge())[0].get("algorithm") == "SHA-256"
    server = Server()
    assert (
        proofs(server.challenge(algorithms=("MD5", "SHA-512-256", "SHA-256")))[0].get("algorithm")
        == "SHA-512-256"
    )
    server = Server()
    assert proofs(server.challenge(algorithms=("UNKNOWN", "MD5")))[0].get("algorithm") == "MD5"
    for extra in (', qop="auth-int"', ', qop="unknown"'):
        server = Server()
        assert proofs(server.challenge(extra=extra)) == [] and len(server.requests) == 1
        assert [type(event) for event in server.events()] == [CredentialsRequired]


def test_a_proxy_and_a_registrar_both_want_a_proof():
    server = Server()
    server.challenge(407, "proxy")
    request = server.challenge(401, "registrar")
    assert [one.get("realm") for one in proofs(request)] == ["registrar"]
    assert [one.get("realm") for one in proofs(request, "proxy-authorization")] == ["proxy"]
    assert all(is_right(request, one) for one in [*proofs(request), *proofs(request, "proxy-authorization")])


def test_two_proxies_in_one_answer():
    """A proxy that forked collects the challenges (RFC 3261 16.7 item 7)."""
    server = Server()
    lines = [("Proxy-Authenticate", f'Digest realm="{realm}", nonce="n", qop="auth"') for realm in "ab"]
    server.answer(407, headers=(*lines, ("WWW-Authenticate", 'Digest realm="c", nonce="n"')))
    request = server.requests[-1]
    assert [one.get("realm") for one in proofs(request, "proxy-authorization")] == ["a", "b"]
    assert [one.get("realm") for one in proofs(request)] == ["c"]


def test_a_known_nonce_is_used_without_being_asked():
    server = Server()
    server.registered()
    server.wait(90)
    refresh = server.requests[-1]
    (proof,) = proofs(refresh)
    assert (proof.get("nonce"), proof.get("nc")) == ("n1", "00000002") and is_right(refresh, proof)
    again = server.challenge(extra=', qop="auth", stale=TRUE')
    (proof,) = proofs(again)
    assert (proof.get("nonce"), proof.get("nc")) == ("n2", "00000001") and is_right(again, proof)


def test_a_server_that_changes_its_nonce_without_saying_stale():
    server = Server()
    server.registered()
    for _ in range(3):
        server.wait(90)
        again = server.challenge()
        (proof,) = proofs(again)
        assert proof.get("nonce") == f"n{server.nonces}" and is_right(again, proof)
        server.answer(200, headers=(("Contact", f"{again.headers.get('contact')};expires=100"),))
        assert server.events() == [Registered(100)]


@pytest.mark.parametrize("info", ['nextnonce="next"', 'qop=auth, rspauth="0", nextnonce="next", nc=00000001'])
def test_the_next_nonce_is_taken(info: str):
    server = Server()
    server.registered(headers=(("Authentication-Info", info),))
    server.wait(90)
    (proof,) = proofs(server.requests[-1])
    assert (proof.get("nonce"), proof.get("nc")) == ("next", "00000001")


@pytest.mark.parametrize("info", ["", "nextnonce", "=", 'nextnonce=""', 'nextnonce="' + "x" * 30, "a b c"])
def test_a_bad_next_nonce_is_passed_over(info: str):
    server = Server()
    server.registered(headers=(("Authentication-Info", info), ("Proxy-Authentication-Info", info)))
    server.wait(90)
    assert proofs(server.requests[-1])[0].get("nonce") == "n1"


def test_a_wrong_password_is_told_once_and_tried_once():
    server = Server(DigestCredentials("alice", "wrong"))
    server.challenge()
    server.challenge()
    assert server.events() == [CredentialsRequired("Digest", "example.org", "")]
    server.wait(4000)
    assert len([one for one in server.requests if one.method == "REGISTER"]) == 2, "no loop"
    for _ in range(3):
        session = server.agent.invite(Uri.parse("sip:bob@example.org"), OFFER, server.now)
        server.challenge()
        assert session.is_ended and server.requests[-2].method == "INVITE"
    kinds = {type(event) for event in server.events()}
    assert CredentialsRequired not in kinds and SessionEnded in kinds, "the owner knows it"
    invites = [one for one in server.requests if one.method == "INVITE"]
    assert len(invites) == 3 and all(proofs(one) == [] for one in invites), "a guess more locks the account"
    server.agent.register(server.now, credentials=ALICE)
    again = server.challenge()
    assert is_right(again, proofs(again)[0])


def test_a_password_is_tried_again_when_the_owner_asks_for_it():
    server = Server()
    server.challenge()
    server.challenge()
    server.agent.register(server.now)
    server.challenge()
    assert [type(event) for event in server.events()] == [CredentialsRequired]
    server.answer(200)
    assert [type(event) for event in server.events()] == [Registered]


def test_endless_challenges_end():
    server = Server()
    for number in range(40):
        server.challenge(407, f"realm{number}")
    assert len(server.requests) == 6
    server = Server()
    for _ in range(40):
        server.challenge(extra=', qop="auth", stale=true')
    assert len(server.requests) == 3


def test_realms_without_number_take_no_room():
    server = Server()
    server.registered()
    for number in range(40):
        server.agent.message(Uri.parse("sip:bob@example.org"), "text/plain", b"x", server.now)
        server.pump()
        server.challenge(407, f"realm{number}")
        server.answer(200)
    server.agent.message(Uri.parse("sip:bob@example.org"), "text/plain", b"x", server.now)
    server.pump()
    last = proofs(server.requests[-1], "proxy-authorization")
    assert [one.get("realm") for one in last] == [f"realm{number}" for number in range(24, 40)]


def test_the_registrars_nonce_is_not_shown_to_everybody():
    server = Server()
    server.registered()
    server.agent.message(Uri.parse("sip:bob@elsewhere.example"), "text/plain", b"x", server.now)
    server.pump()
    assert proofs(server.requests[-1]) == []
    server.agent.message(Uri.parse("sip:bob@example.org"), "text/plain", b"x", server.now)
    server.pump()
    assert len(proofs(server.requests[-1])) == 1


def test_a_call_through_a_proxy_that_asks_each_time():
    server = Server()
    server.registered()
    session, invite = server.calling()
    again = server.challenge(407, "proxy")
    assert again.call_id == invite.call_id and again.from_ == invite.from_
    server.answer(180, again, to_tag="bob", headers=(BOB,))
    server.answer(200, again, to_tag="bob", headers=(BOB,), body=ANSWER)
    session.bye(server.now)
    server.pump()
    bye = server.requests[-1]
    (proof,) = proofs(bye, "proxy-authorization")
    assert (proof.get("nonce"), proof.get("nc")) == ("n2", "00000002") and is_right(bye, proof)
    again = server.challenge(407, "proxy", extra=', qop="auth", stale=true')
    assert again.method == "BYE" and is_right(again, proofs(again, "proxy-authorization")[0])
    server.answer(200, again)
    server.wait(40)
    assert server.agent.sessions == ()
