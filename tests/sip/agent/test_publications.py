"""PUBLISH: published, renewed, changed, forgotten by the server, refused, over flows (RFC 3903)."""

from __future__ import annotations

import pytest

from core.sip.agent.events import CredentialsRequired, Published, PublishFailed
from core.sip.auth import BearerToken
from core.sip.messages import IllegalValue, ParseError
from tests.sip.far_end import Far

PIDF = "application/pidf+xml"


@pytest.fixture
def far() -> Far:
    return Far()


def publish(far: Far, body: bytes = b"<open/>", expires: int = 600):
    far.agent.publish("presence", PIDF, body, expires, far.now)
    far.pump()
    return far.requests[-1]


def granted(far: Far, tag: str = "t1", expires: int = 100) -> None:
    far.answer(200, headers=(("SIP-ETag", tag), ("Expires", str(expires))))


def test_published_and_renewed(far: Far):
    request = publish(far)
    assert (request.method, str(request.uri), request.body) == (
        "PUBLISH",
        "sip:alice@example.org",
        b"<open/>",
    )
    assert (request.headers.get("event"), request.expires) == ("presence", 600)
    assert request.content_type.essence == PIDF and "sip-if-match" not in request.headers
    granted(far)
    assert far.events() == [Published("presence", 100)]
    far.wait(88)
    renewal = far.requests[-1]
    assert renewal is not request and renewal.headers.get("sip-if-match") == "t1"
    assert renewal.body == b"" and renewal.content_type is None and renewal.expires == 600
    granted(far, "t2")
    far.wait(88)
    assert far.requests[-1].headers.get("sip-if-match") == "t2"


def test_changed_and_taken_back(far: Far):
    publish(far)
    granted(far)
    request = publish(far, b"<busy/>")
    assert (request.headers.get("sip-if-match"), request.body) == ("t1", b"<busy/>")
    granted(far, "t2")
    far.agent.unpublish("presence", far.now)
    far.pump()
    request = far.requests[-1]
    assert (request.expires, request.headers.get("sip-if-match"), request.body) == (0, "t2", b"")
    far.answer(200)
    far.wait(4000)
    assert far.requests[-1] is request and far.agent.next_timer() is None
    far.agent.unpublish("presence", far.now)
    assert far.pump() == []


def test_one_at_a_time_and_the_newest_wins(far: Far):
    for body in (b"one", b"two", b"three"):
        publish(far, body)
    assert [request.body for request in far.requests] == [b"one"]
    granted(far)
    assert [request.body for request in far.requests] == [b"one", b"three"] and far.events() == []
    far.agent.unpublish("presence", far.now)
    granted(far, "t2")
    assert far.requests[-1].expires == 0 and far.requests[-1].headers.get("sip-if-match") == "t2"


def test_a_server_that_forgot_gets_all_of_it_again(far: Far):
    publish(far)
    granted(far)
    far.wait(88)
    far.answer(412)
    request = far.requests[-1]
    assert "sip-if-match" not in request.headers and request.body == b"<open/>"
    far.answer(412)
    assert [type(event) for event in far.events()] == [Published, PublishFailed], "and no loop of that"


def test_a_longer_lifetime_is_taken_once(far: Far):
    publish(far, expires=60)
    far.answer(423, headers=(("Min-Expires", "120"),))
    request = far.requests[-1]
    assert request.expires == 120 and request.body == b"<open/>"
    far.answer(423, headers=(("Min-Expires", "240"),))
    assert far.requests[-1] is request and [event.status for event in far.events()] == [423]


@pytest.mark.parametrize("value", [None, "", "x", "10", "-5", "9999999999", "99999999"])
def test_an_interval_without_sense_is_a_refusal(far: Far, value: str | None):
    publish(far, expires=60)
    far.answer(423, headers=() if value is None else (("Min-Expires", value),))
    assert len(far.requests) == 1 and [event.status for event in far.events()] == [423]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 415, 489])
def test_refused_for_good(far: Far, status: int):
    publish(far)
    far.answer(status)
    (event,) = far.events()
    assert isinstance(event, PublishFailed) and (event.status, event.retry_after) == (status, None)
    far.wait(4000)
    assert len(far.requests) == 1
    publish(far)
    granted(far)
    assert far.events() == [Published("presence", 100)]


def test_trouble_passes(far: Far):
    publish(far)
    far.answer(503, headers=(("Retry-After", "50"),))
    (event,) = far.events()
    assert event.status == 503 and 50 <= event.retry_after <= 51
    far.wait(49)
    assert len(far.requests) == 1
    for _ in range(3):
        far.wait_for_request(60)
        far.answer(500)
    assert len(far.requests) == 4 and far.events() == [], "told once"
    far.wait_for_request(60)
    granted(far)
    assert far.events() == [Published("presence", 100)]
    far.wait(88)
    far.pump()
    far.wait(33)
    assert [event.status for event in far.events()] == [408]


def test_nobody_answers_challenges_for_us(far: Far):
    publish(far)
    far.answer(401, headers=(("WWW-Authenticate", 'Digest realm="r", nonce="n"'),))
    assert [type(event) for event in far.events()] == [CredentialsRequired, PublishFailed]
    far.wait(4000)
    assert len(far.requests) == 1


def test_over_flows(far: Far):
    publish(far)
    granted(far)
    far.events()
    far.agent.flow_lost(far.now)
    publish(far, b"<busy/>")
    far.wait(200)
    assert len(far.requests) == 1
    far.agent.flow_opened(far.now)
    far.pump()
    request = far.requests[-1]
    assert (request.body, request.headers.get("sip-if-match")) == (b"<busy/>", "t1")
    far.agent.flow_lost(far.now)
    far.agent.flow_opened(far.now)
    far.pump()
    assert far.requests[-1] is not request and far.requests[-1].body == b"<busy/>"


def test_a_registered_agent_registers_first(far: Far):
    far.agent.register(far.now, credentials=BearerToken("token"))
    far.answer(200)
    publish(far)
    granted(far)
    far.agent.flow_lost(far.now)
    far.agent.flow_opened(far.now)
    far.agent.register(far.now)
    far.pump()
    assert far.requests[-1].method == "REGISTER"
    far.answer(200)
    assert far.requests[-1].method == "PUBLISH"


def test_a_tag_of_any_length_and_a_lifetime_of_any_size(far: Far):
    publish(far)
    granted(far, "x" * 5000, 2**32 - 1)
    assert far.events() == [Published("presence", 86_400)]
    far.wait_for_request(86_400)
    assert "sip-if-match" not in far.requests[-1].headers and far.requests[-1].body
    granted(far, "", 0)
    assert far.events() == [Published("presence", 10)]


def test_bad_arguments(far: Far):
    for event in ("", "a b", "a\r\nb", "ü"):
        with pytest.raises(IllegalValue):
            far.agent.publish(event, PIDF, b"", 60, far.now)
    with pytest.raises(ParseError):
        far.agent.publish("presence", "nonsense", b"", 60, far.now)
    assert far.pump() == [] and far.agent.next_timer() is None
