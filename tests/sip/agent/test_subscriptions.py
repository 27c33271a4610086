"""SUBSCRIBE and NOTIFY: subscribed, renewed, moved, ended, refused, over flows (RFC 6665 4.1)."""

from __future__ import annotations

import pytest

from core.sip.agent.events import SubscriptionEnded, SubscriptionNotified
from core.sip.agent.subscriptions.subscription import ALLOWED, Subscription, WatchState
from core.sip.messages import IllegalValue, ParseError, Response, Uri
from tests.sip.far_end import BOB, Far

PIDF = "application/pidf+xml"
S = WatchState


class Watch(Far):
    """Alice watches Bob."""

    def __init__(self) -> None:
        super().__init__()
        self.subscription = self.watch()

    def watch(self) -> Subscription:
        made = self.agent.subscribe(Uri.parse("sip:bob@example.org"), "presence", (PIDF,), 600, self.now)
        self.pump()
        return made

    def granted(self, expires: int = 100, tag: str = "bob") -> None:
        self.answer(200, to_tag=tag, headers=(BOB, ("Expires", str(expires))))

    def notify(
        self, state: str | None = "active;expires=100", body: bytes = b"<p/>", **changes: str | None
    ) -> Response:
        given: dict[str, str | None] = {
            "Call_ID": self.subscription.call_id,
            "Event": "presence",
            "Subscription_State": state,
            "Content_Type": PIDF if body else None,
        }
        answer = self.ask("NOTIFY", self.subscription.local_tag, body, **{**given, **changes})
        assert isinstance(answer, Response)
        return answer

    def told(self) -> list[tuple]:
        found: list[tuple] = []
        for event in self.events():
            if isinstance(event, SubscriptionNotified):
                found.append(("state", event.body))
            elif isinstance(event, SubscriptionEnded):
                found.append(("ended", event.reason, event.status))
        return found

    @property
    def asked(self) -> list:
        return [one for one in self.requests if one.method == "SUBSCRIBE"]


@pytest.fixture
def far() -> Watch:
    return Watch()


def test_every_state_can_end_and_nothing_leaves_the_end():
    assert all((S.ENDED in allowed) is (state is not S.ENDED) for state, allowed in ALLOWED.items())
    assert not ALLOWED[S.ENDED]


def test_subscribed_notified_and_renewed(far: Watch):
    (request,) = far.asked
    assert (request.headers.get("event"), request.headers.get("accept")) == ("presence", PIDF)
    assert (
        request.expires == 600 and request.contact is not None and str(request.uri) == "sip:bob@example.org"
    )
    far.granted()
    assert far.subscription.state is S.ACTIVE
    assert far.notify().status == 200 and far.told() == [("state", b"<p/>")]
    assert far.notify(body=b"").status == 200 and far.told() == []
    far.wait(88)
    renewal = far.asked[-1]
    assert renewal.to.tag == "bob" and renewal.cseq.number == 2 and renewal.uri.host == "b.invalid"
    far.granted(50)
    far.wait(44)
    assert len(far.asked) == 3


def test_a_notify_may_come_first(far: Watch):
    assert far.notify(Record_Route="<sip:proxy;lr>").status == 200
    assert far.subscription.state is S.ACTIVE and far.told() == [("state", b"<p/>")]
    assert far.notify(From="<sip:bob@example.org>;tag=fork").status == 481, "one state agent is enough"
    far.granted()
    far.wait(88)
    renewal = far.asked[-1]
    assert renewal.to.tag == "bob" and renewal.routes[0].uri.host == "proxy" and renewal.cseq.number == 2


def test_a_notify_shortens_the_lifetime(far: Watch):
    far.granted(3600)
    far.notify("active;expires=60")
    far.wait(53)
    assert len(far.asked) == 2
    far.granted(3600)
    far.notify("pending;expires=1")
    far.wait(8)
    assert len(far.asked) == 2, "not more often than every ten seconds"
    far.wait(2)
    assert len(far.asked) == 3


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"state": None}, 400),
        ({"state": ";"}, 400),
        ({"state": "active;expires=x"}, 400),
        ({"Event": "conference"}, 489),
        ({"Event": None}, 489),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": None}, 415),
        ({"Content_Type": "???"}, 400),
        ({"Call_ID": "other"}, 481),
        ({"From": "<sip:eve@x>;tag=eve"}, 481),
        ({"CSeq": "1 NOTIFY"}, 500),
    ],
)
def test_bad_notifies_are_refused_and_change_nothing(far: Watch, changes: dict, status: int):
    far.granted()
    far.notify()
    far.told()
    assert far.notify(**changes).status == status
    assert far.told() == [] and far.subscription.state is S.ACTIVE
    assert far.notify(body=b"next").status == 200 and far.told() == [("state", b"next")]


def test_given_up(far: Watch):
    far.granted()
    far.notify()
    far.told()
    assert far.subscription.end(far.now) and not far.subscription.end(far.now) and far.subscription.is_ended
    far.pump()
    last = far.asked[-1]
    assert last.expires == 0 and last.to.tag == "bob" and far.told() == [("ended", "", 0)]
    far.answer(200, last)
    assert far.notify("terminated;reason=timeout").status == 200 and far.told() == []
    far.wait(100)
    assert far.agent.subscriptions == () and far.agent.next_timer() is None
    assert far.notify().status == 481


def test_given_up_before_it_was_granted(far: Watch):
    far.subscription.end(far.now)
    far.granted()
    assert far.asked[-1].expires == 0 and far.asked[-1].to.tag == "bob"
    far.answer(200)
    far.wait(100)
    assert far.agent.subscriptions == () and far.told() == [("ended", "", 0)]


@pytest.mark.parametrize("reason", ["rejected", "noresource", "invariant"])
def test_ended_for_good(far: Watch, reason: str):
    far.granted()
    far.notify()
    far.told()
    assert far.notify(f"terminated;reason={reason}", body=b"last").status == 200
    assert far.told() == [("state", b"last"), ("ended", reason, 0)]
    far.wait(4000)
    assert len(far.asked) == 1 and far.agent.subscriptions == ()


@pytest.mark.parametrize(
    ("state", "soonest", "latest"),
    [
        ("terminated;reason=deactivated", 0, 0.1),
        ("terminated;reason=timeout", 0, 0.1),
        ("terminated;reason=probation;retry-after=100", 99, 101),
        ("terminated;reason=giveup;retry-after=30", 29, 31),
        ("terminated;reason=giveup", 1.9, 4.1),
        ("terminated", 1.9, 4.1),
        ("terminated;reason=because", 1.9, 4.1),
    ],
)
def test_ended_to_begin_again(far: Watch, state: str, soonest: float, latest: float):
    far.granted()
    far.notify()
    far.told()
    far.notify(state, body=b"")
    call_id = far.subscription.call_id
    far.wait(soonest - 0.01) if soonest else None
    assert len(far.asked) == 1 and far.subscription.state is S.WAITING
    far.wait(latest - soonest + 0.1)
    fresh = far.asked[-1]
    assert len(far.asked) == 2 and fresh.to.tag is None and fresh.call_id != call_id and fresh.expires == 600
    assert far.told() == []
    far.granted(tag="bob")
    assert far.notify().status == 200 and far.told() == [("state", b"<p/>")]


def test_a_server_that_always_ends_is_asked_less_and_less(far: Watch):
    for _ in range(100):
        if far.subscription.state is S.SUBSCRIBING:
            far.granted()
            far.notify("terminated;reason=deactivated", body=b"")
        far.wait(36)
    assert 5 < len(far.asked) < 20


@pytest.mark.parametrize("status", [400, 403, 405, 415, 489, 603])
def test_refused_for_good(far: Watch, status: int):
    far.answer(status)
    assert [one[0::2] for one in far.told()] == [("ended", status)]
    far.wait(4000)
    assert len(far.asked) == 1 and far.agent.subscriptions == ()


def test_trouble_passes(far: Watch):
    far.answer(503, headers=(("Retry-After", "40"),))
    far.wait(39)
    assert len(far.asked) == 1
    far.wait(3)
    far.answer(480)
    far.wait(10)
    assert len(far.asked) == 3
    far.wait(45)  # nobody answers: 408 after 32 s, and again
    assert len(far.asked) == 4 and far.told() == []


def test_a_longer_lifetime_is_taken(far: Watch):
    far.answer(423, headers=(("Min-Expires", "900"),))
    assert far.asked[-1].expires == 900
    far.answer(423, headers=(("Min-Expires", "1800"),))
    assert [one[2] for one in far.told()] == [423]


@pytest.mark.parametrize("status", [404, 408, 481, 501])
def test_a_renewal_that_finds_nothing_begins_anew(far: Watch, status: int):
    far.granted()
    far.notify()
    far.wait(88)
    far.answer(status)
    far.wait(0)
    far.agent.handle_timer(far.now)
    far.pump()
    assert far.asked[-1].to.tag is None and len(far.asked) == 3
    far.answer(404)
    assert far.told()[-1] == ("ended", "Not Found", 404)


def test_over_flows(far: Watch):
    far.granted()
    far.notify()
    far.agent.flow_lost(far.now)
    assert far.subscription.state is S.WAITING
    far.wait(300)
    assert len(far.asked) == 1
    far.agent.flow_opened(far.now)
    far.pump()
    assert far.asked[-1].to.tag == "bob", "the dialog lives on"
    far.granted()
    assert far.subscription.state is S.ACTIVE
    far.agent.flow_lost(far.now)
    far.subscription.end(far.now)
    far.agent.flow_opened(far.now)
    assert far.pump() == [] and far.told()[-1] == ("ended", "", 0)


def test_subscribed_without_a_flow(far: Watch):
    far.agent.flow_lost(far.now)
    one = far.watch()
    assert one.state is S.WAITING
    far.agent.flow_opened(far.now)
    far.pump()
    assert {request.call_id for request in far.asked[-2:]} >= {one.call_id}


def test_bad_arguments(far: Watch):
    for event, accept, error in (("a b", (PIDF,), IllegalValue), ("presence", ("x",), ParseError)):
        with pytest.raises(error):
            far.agent.subscribe(Uri.parse("sip:b@x"), event, accept, 600, far.now)
    assert len(far.agent.subscriptions) == 1
