"""REGISTER: credentials, refresh, refusal."""

from __future__ import annotations

import pytest

from core.sip.agent.events import (
    CredentialsRequired,
    FlowLost,
    InviteRejected,
    Registered,
    RegistrationFailed,
    RequestAnswered,
    SessionEnded,
    Unregistered,
)
from core.sip.agent.registration import RegistrationState
from core.sip.auth import BearerToken, DigestCredentials, bearer_challenge, bearer_token_of
from core.sip.messages import IllegalValue, Uri
from tests.sip.pairs import OFFER, ScriptedServer, agent

BEARER = ("WWW-Authenticate", 'Bearer authz_server="https://x/token", scope="sip", error="invalid_token"')
DIGEST = ("WWW-Authenticate", 'Digest realm="r", nonce="n1", qop="auth,auth-int", algorithm=SHA-256')


def server(**options: object) -> ScriptedServer:
    return ScriptedServer(agent("alice", **options))


def registered(**options: object) -> ScriptedServer:
    far = server(**options)
    far.agent.register(far.now, credentials=BearerToken("abc/def=="))
    far.pump()
    far.answer(200, headers=(("Contact", "<sip:other@x>;expires=5"), *own_contact(far, 100)))
    assert far.agent.events() == [Registered(100)]
    return far


def own_contact(far: ScriptedServer, expires: int, extra: str = "") -> tuple[tuple[str, str], ...]:
    return (("Contact", f"{far.requests[-1].headers.get('contact')};expires={expires}{extra}"),)


def test_register_carries_what_outbound_needs():
    far = registered()
    (request,) = far.requests
    assert (request.method, str(request.uri), request.cseq.number) == ("REGISTER", "sip:example.org", 1)
    assert bearer_token_of(request) == "abc/def==" and request.expires == 600
    contact = request.contact
    assert contact.params.get("reg-id") == "1"
    assert contact.params.get("+sip.instance") == f"<{far.agent.instance_id}>"
    assert contact.uri.host.endswith(".invalid") and "ob" in contact.uri.params
    assert {"outbound", "path", "gruu"} <= set(request.tokens("supported"))
    assert request.to.tag is None and request.from_.tag
    assert request.headers.get("user-agent") == "Ahoy"


def test_refreshes_at_about_85_percent():
    far = registered()
    far.wait(82)
    assert len(far.requests) == 1
    far.wait(6)
    first, second = far.requests
    assert second.call_id == first.call_id and second.cseq.number == 2
    assert second.from_.tag == first.from_.tag
    far.answer(200, headers=(("Expires", "60"),))
    assert far.agent.events() == [Registered(60)]
    assert far.agent.registration_state is RegistrationState.REGISTERED
    far.wait(53)
    assert len(far.requests) == 3


@pytest.mark.parametrize("expires", ["0", "x", "99999999999999", "-1"])
def test_absurd_lifetimes_are_not_believed(expires: str):
    far = server()
    far.agent.register(far.now)
    far.pump()
    far.answer(200, headers=(("Contact", f"{far.requests[-1].headers.get('contact')};expires={expires}"),))
    (event,) = far.agent.events()
    assert isinstance(event, Registered) and event.expires_in >= 10
    far.wait(5)
    assert len(far.requests) == 1


def test_a_refused_token_is_told_once_and_never_tried_again():
    far = server()
    far.agent.register(far.now, credentials=BearerToken("old"))
    far.answer(401, headers=(BEARER,))
    assert far.agent.events() == [CredentialsRequired("Bearer", "https://x/token", "invalid_token")]
    far.wait(1000)
    assert len(far.requests) == 1 and far.agent.registration_state is RegistrationState.UNREGISTERED
    far.agent.register(far.now, credentials=BearerToken("new"))
    far.answer(200)
    assert bearer_token_of(far.requests[-1]) == "new" and far.requests[-1].cseq.number == 2
    assert far.agent.events() == [Registered(600)]


def test_a_token_that_expires_at_the_refresh():
    far = registered()
    far.wait(90)
    far.answer(401, headers=(BEARER,))
    assert isinstance(far.agent.events()[0], CredentialsRequired)
    assert far.agent.next_timer() is None


def test_no_credentials_at_all():
    far = server()
    far.agent.register(far.now)
    far.answer(401, headers=(DIGEST, BEARER))
    assert far.agent.events() == [CredentialsRequired("Bearer", "https://x/token", "invalid_token")]
    far.agent.register(far.now)
    far.answer(407)
    assert far.agent.events() == [CredentialsRequired("", "", "no challenge")]


def test_digest_is_answered_once_and_again_when_stale():
    far = server()
    far.agent.register(far.now, credentials=DigestCredentials("alice", "secret"))
    far.answer(401, headers=(DIGEST,))
    first = far.requests[-1].credentials[0]
    assert (first.get("nonce"), first.get("qop"), first.get("nc")) == ("n1", "auth", "00000001")
    assert far.requests[-1].cseq.number == 2 and len(far.requests) == 2
    far.answer(401, headers=(("WWW-Authenticate", DIGEST[1].replace("n1", "n2") + ", stale=TRUE"),))
    assert far.requests[-1].credentials[0].get("nonce") == "n2"
    far.answer(401, headers=(("WWW-Authenticate", DIGEST[1].replace("n1", "n3") + ", stale=true"),))
    assert len(far.requests) == 3, "stale for ever is no reason to go on for ever"
    assert far.agent.events() == [CredentialsRequired("Digest", "r", "")]


def test_a_wrong_password_is_told():
    far = server()
    far.agent.register(far.now, credentials=DigestCredentials("alice", "wrong"))
    far.answer(401, headers=(DIGEST,))
    far.answer(401, headers=(DIGEST,))
    assert far.agent.events() == [CredentialsRequired("Digest", "r", "")]
    assert len(far.requests) == 2


def test_the_number_grows_after_a_digest_round():
    far = server()
    far.agent.register(far.now, credentials=DigestCredentials("alice", "secret"))
    far.answer(401, headers=(DIGEST,))
    far.answer(200, headers=(("Expires", "60"),))
    far.wait(55)
    assert [request.cseq.number for request in far.requests] == [1, 2, 3]


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_refusals(status: int):
    far = server()
    far.agent.register(far.now)
    far.answer(status, headers=(("Retry-After", "17 (later)"),))
    (event,) = far.agent.events()
    assert isinstance(event, RegistrationFailed)
    assert (event.status, event.retry_after) == (status, 17)


def test_interval_too_brief_is_tried_once_more():
    far = server()
    far.agent.register(far.now, expires=60)
    far.answer(423, headers=(("Min-Expires", "1800"),))
    assert far.requests[-1].expires == 1800
    far.answer(423, headers=(("Min-Expires", "3600"),))
    assert len(far.requests) == 2
    assert [type(event) for event in far.agent.events()] == [RegistrationFailed]


def test_no_answer_and_no_flow():
    far = server()
    far.agent.register(far.now)
    far.wait(33)
    assert far.agent.events() == [RegistrationFailed(408, "Request Timeout")]
    far.agent.register(far.now)
    far.agent.flow_lost(far.now)
    assert far.agent.events() == [FlowLost(), RegistrationFailed(503, "flow lost")]
    far.agent.register(far.now)
    assert far.agent.events() == [RegistrationFailed(503, "flow lost")]


def test_a_lost_flow_ends_the_registration_until_asked_again():
    far = registered()
    far.agent.flow_lost(far.now)
    assert far.agent.events() == [FlowLost()]
    assert far.agent.registration_state is RegistrationState.UNREGISTERED
    far.agent.flow_opened(far.now)
    assert far.agent.next_timer() is None
    far.agent.register(far.now)
    far.answer(200)
    assert far.agent.events() == [Registered(600)]
    assert far.requests[-1].contact.params.get("+sip.instance") == f"<{far.agent.instance_id}>"


def test_unregister():
    far = registered()
    far.agent.unregister(far.now)
    far.answer(200)
    assert far.requests[-1].expires == 0
    assert far.agent.events() == [Unregistered()] and far.agent.next_timer() is None


def test_unregister_is_done_whatever_comes_back():
    far = registered()
    far.agent.unregister(far.now)
    far.answer(500)
    assert far.agent.events() == [Unregistered()]


def test_an_answer_to_an_overtaken_register_is_ignored():
    far = server()
    far.agent.register(far.now, credentials=BearerToken("one"))
    far.pump()
    far.agent.register(far.now, credentials=BearerToken("two"))
    far.pump()
    far.answer(401, far.requests[0], headers=(BEARER,))
    assert far.agent.events() == []
    far.answer(200, far.requests[1])
    assert far.agent.events() == [Registered(600)]


def test_gruu_becomes_the_contact_of_calls_but_not_of_registrations():
    far = server()
    far.agent.register(far.now)
    far.pump()
    gruu = ';pub-gruu="sip:alice@example.org;gr=urn:uuid:1";temp-gruu="sip:t@example.org;gr"'
    far.answer(200, headers=own_contact(far, 60, gruu))
    assert str(far.agent.contact.uri) == "sip:alice@example.org;gr=urn:uuid:1"
    far.wait(55)
    assert far.requests[-1].contact.uri.host.endswith(".invalid")
    far.answer(200, headers=own_contact(far, 60, ';pub-gruu="nonsense <>"'))
    assert far.agent.contact.uri.host.endswith(".invalid")


@pytest.mark.parametrize("token", ["a b", "a\r\nEvil: 1", "ö"])
def test_a_token_that_cannot_be_sent_is_refused_here(token: str):
    far = server()
    with pytest.raises(IllegalValue):
        far.agent.register(far.now, credentials=BearerToken(token))
    assert far.pump() == []


@pytest.mark.parametrize(("status", "header"), [(401, "authorization"), (407, "proxy-authorization")])
def test_a_challenged_invite_is_sent_again_with_the_token_once(status: int, header: str):
    far = registered()
    session = far.agent.invite(Uri.parse("sip:bob@example.org"), OFFER, far.now)
    challenge = ("WWW-Authenticate" if status == 401 else "Proxy-Authenticate", BEARER[1])
    far.answer(status, far_invite(far), headers=(challenge,))
    again = far_invite(far)
    assert again.cseq.number == 2 and again.headers.get(header) == "Bearer abc/def=="
    assert again.from_.tag == session.local_tag and again.body == OFFER
    far.answer(status, again, headers=(challenge,))
    kinds = [type(event) for event in far.agent.events()]
    assert kinds == [CredentialsRequired, InviteRejected, SessionEnded]
    assert len([one for one in far.requests if one.method == "INVITE"]) == 2


def far_invite(far: ScriptedServer):
    far.pump()
    return [request for request in far.requests if request.method == "INVITE"][-1]


def test_a_challenged_bye_is_sent_again():
    far = registered()
    session = far.agent.invite(Uri.parse("sip:bob@example.org"), OFFER, far.now)
    far.answer(200, far_invite(far), headers=(("Contact", "<sip:bob@b.invalid>"),))
    session.bye(far.now)
    far.answer(407, headers=(("Proxy-Authenticate", BEARER[1]),))
    first, second = [request for request in far.requests if request.method == "BYE"]
    assert second.cseq.number == first.cseq.number + 1 and second.headers.get("proxy-authorization")
    far.answer(200)
    assert far.agent.sessions != () and far.agent.events()[-1].how == "local_bye"


def test_messages_are_challenged_too():
    far = registered()
    far.agent.message(Uri.parse("sip:bob@example.org"), "text/plain", b"hi", far.now)
    far.answer(407, headers=(("Proxy-Authenticate", BEARER[1]),))
    far.answer(202)
    (event,) = far.agent.events()
    assert isinstance(event, RequestAnswered) and event.status == 202


def test_secrets_stay_out_of_sight(caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    far = registered()
    assert "abc/def" not in caplog.text and "abc" not in repr(BearerToken("abc"))
    assert "secret" not in repr(DigestCredentials("a", "secret"))
    challenge = bearer_challenge("https://x", error="invalid_token")
    assert str(challenge) == 'Bearer authz_server="https://x", scope="sip", error="invalid_token"'
    assert far.agent.counters["garbage"] == 0
