"""Event and Subscription-State."""

from __future__ import annotations

import pytest

from core.sip.events.event_values import Event, SubscriptionState
from core.sip.messages import ParseError, Request, Uri


@pytest.mark.parametrize(
    ("text", "event"),
    [("presence", Event("presence")), ("Refer ; ID=93809824 ; x", Event("refer", "93809824")),
     ("presence.winfo", Event("presence.winfo"))],
)  # fmt: skip
def test_events(text: str, event: Event):
    assert Event.parse(text) == event and Event.parse(str(event)) == event


@pytest.mark.parametrize("text", ["", ";id=1", "a b", "a,b", "a;id=1;id=2"])
def test_bad_events(text: str):
    with pytest.raises(ParseError):
        Event.parse(text)


def test_a_message_without_one_event_is_a_bad_event():
    request = Request("SUBSCRIBE", Uri.parse("sip:a@b"))
    with pytest.raises(ParseError, match="489"):
        Event.of(request)
    request.headers.add("o", "presence")
    assert Event.of(request) == Event("presence")
    request.headers.add("Event", "refer")
    with pytest.raises(ParseError, match="489"):
        Event.of(request)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("active;expires=60", SubscriptionState("active", 60)),
        (
            "TERMINATED ; reason=Probation ; retry-after=5",
            SubscriptionState("terminated", None, "probation", 5),
        ),
        ("pending", SubscriptionState("pending")),
        ("waiting;foo=bar", SubscriptionState("waiting")),
    ],
)
def test_states(text: str, state: SubscriptionState):
    assert SubscriptionState.parse(text) == state and SubscriptionState.parse(str(state)) == state
    assert state.is_terminated is (state.state == "terminated")


@pytest.mark.parametrize(
    "text", ["", "active;expires=-1", "active;expires=x", "active;expires=9999999999", "a b"]
)
def test_bad_states(text: str):
    with pytest.raises(ParseError):
        SubscriptionState.parse(text)
