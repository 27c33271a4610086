"""The server's side of presence: PUBLISH, SUBSCRIBE, NOTIFY, and nonsense in each (RFC 3903, RFC 6665)."""

from __future__ import annotations

import pytest

from core.sip.bodies.pidf import Presence, PresenceState
from core.sip.events import published_states, state_agent
from core.sip.events.packages import PresencePackage
from core.sip.events.published_states import LONGEST_EXPIRES, MAX_PER_ENTITY, SHORTEST_EXPIRES
from core.sip.events.state_agent import PACE, Notify, StateAgent
from core.sip.ids import SeededIds
from core.sip.messages import NameAddr, Request, Response, Uri, parse_message

ALICE, BOB = "sip:alice@example.org", "sip:bob@example.org"
S = PresenceState


class Desk:
    """A state agent and the time; people publish and watch by words."""

    def __init__(self) -> None:
        self.agent = StateAgent(PresencePackage(), SeededIds(3), NameAddr.parse("<sip:presence@example.org>"))
        self.now = 100.0
        self.count = 0

    def request(self, method: str, entity: str = ALICE, body: bytes = b"", **changes: str | None) -> Request:
        self.count += 1
        headers: dict[str, str | None] = {
            "Via": f"SIP/2.0/WSS b.invalid;branch=z9hG4bK{self.count}",
            "From": f"<{BOB}>;tag=bob",
            "To": f"<{entity}>",
            "Call-ID": f"call{self.count}",
            "CSeq": f"{self.count} {method}",
            "Event": "presence",
            "Contact": "<sip:bob@b.invalid;transport=ws>" if method == "SUBSCRIBE" else None,
            "Content-Type": "application/pidf+xml" if body else None,
        }
        headers.update({key.replace("_", "-"): value for key, value in changes.items()})
        items = [(key, value) for key, value in headers.items() if value is not None]
        return Request(method, Uri.parse(entity), items, body)

    def ask(self, request: Request, entity: str = ALICE, sender: str = BOB) -> Response:
        answer = self.agent.receive(request, entity, sender, self.now)
        again = parse_message(bytes(answer))
        assert isinstance(again, Response) and again.to.tag
        return again

    def publish(
        self,
        state: PresenceState | None = S.ONLINE,
        tag: str = "",
        body: bytes | None = None,
        **changes: str | None,
    ) -> Response:
        written = b"" if state is None else bytes(Presence.of_state(ALICE, state))
        given = {"SIP_If_Match": tag or None, **changes}
        request = self.request("PUBLISH", body=written if body is None else body, **given)
        return self.ask(request, sender=ALICE)

    def subscribe(self, sender: str = BOB, **changes: str | None) -> tuple[Request, Response]:
        request = self.request("SUBSCRIBE", **changes)
        return request, self.ask(request, sender=sender)

    def renew(self, pair: tuple[Request, Response], sender: str = BOB, **changes: str | None) -> Response:
        request, answer = pair
        given: dict[str, str | None] = {"To": str(answer.to), "Call_ID": request.call_id, **changes}
        return self.ask(self.request("SUBSCRIBE", **given), "", sender)

    def told(self, status: int = 200) -> list[tuple[PresenceState | None, str]]:
        """Answer every NOTIFY; return the states and the words on the subscription."""
        found = []
        while fresh := self.agent.notifies():
            for notify in fresh:
                found.append(self.read(notify))
                self.agent.notified(notify.key, status, self.now)
        return found

    def read(self, notify: Notify) -> tuple[PresenceState | None, str]:
        request = parse_message(bytes(notify.request))
        assert (request.headers.get("event") or "").startswith("presence") and request.contact is not None
        state = None if not request.body else Presence.parse(request.body).state
        return state, request.headers.get("subscription-state") or ""

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while (due := self.agent.next_timer()) is not None and due <= end:
            self.now = due
            self.agent.handle_timer(self.now)
        self.now = end


@pytest.fixture
def desk() -> Desk:
    return Desk()


def etag(answer: Response) -> str:
    return answer.headers.get("sip-etag") or ""


def test_published_and_watched(desk: Desk):
    _, answer = pair = desk.subscribe()
    assert (answer.status, answer.expires) == (200, 3600) and answer.contact is not None
    assert desk.told() == [(S.OFFLINE, "active;expires=3600")]
    published = desk.publish()
    assert (published.status, published.expires) == (200, 3600) and etag(published)
    desk.wait(PACE)
    assert [one for one, _ in desk.told()] == [S.ONLINE]
    desk.wait(PACE)
    changed = desk.publish(S.DO_NOT_DISTURB, etag(published))
    assert changed.status == 200 and etag(changed) != etag(published)
    assert [one for one, _ in desk.told()] == [S.DO_NOT_DISTURB]
    assert desk.renew(pair, Expires="0").status == 200
    assert desk.told() == [(S.DO_NOT_DISTURB, "terminated;reason=timeout")] and desk.agent.watches == 0


def test_a_refresh_tells_nobody_and_a_removal_everybody(desk: Desk):
    first = desk.publish()
    desk.subscribe()
    desk.told()
    again = desk.publish(None, etag(first), Expires="600")
    assert (again.status, again.expires) == (200, 600) and etag(again) != etag(first)
    desk.wait(PACE)
    assert desk.told() == []
    assert desk.publish(None, etag(first)).status == 412, "the old tag is gone"
    assert desk.publish(None, etag(again), Expires="0").expires == 0
    assert [one for one, _ in desk.told()] == [S.OFFLINE]


def test_what_nobody_renews_ends(desk: Desk):
    desk.publish(Expires="60")
    desk.subscribe(Expires="100")
    desk.told()
    desk.wait(61)
    assert [one for one, _ in desk.told()] == [S.OFFLINE]
    desk.wait(40)
    assert desk.told() == [(S.OFFLINE, "terminated;reason=timeout")]
    assert desk.agent.watches == 0 and desk.agent.next_timer() is None


def test_devices_and_what_the_server_knows_come_to_one_state(desk: Desk):
    phone, laptop = desk.publish(S.ONLINE), desk.publish(S.OFFLINE)
    assert phone.status == laptop.status == 200 and len(desk.agent.documents_of(ALICE)) == 2
    desk.subscribe()
    assert [one for one, _ in desk.told()] == [S.ONLINE]
    for known, expected in ((Presence.of_state(ALICE, S.IN_CALL), S.IN_CALL), (None, S.ONLINE)):
        desk.wait(PACE)
        desk.agent.set_known(ALICE, "calls", known, desk.now)
        assert [one for one, _ in desk.told()] == [expected]
    desk.agent.set_known(ALICE, "calls", None, desk.now)
    assert desk.told() == []


def test_the_first_change_is_told_at_once_and_then_one_a_second(desk: Desk):
    pair = desk.subscribe()
    desk.told()
    tag = etag(desk.publish(S.ONLINE))
    assert [one for one, _ in desk.told()] == [S.ONLINE], "the answer to SUBSCRIBE was no change"
    for state in (S.IN_CALL, S.DO_NOT_DISTURB, S.ONLINE, S.DO_NOT_DISTURB):
        tag = etag(desk.publish(state, tag))
    assert desk.told() == []
    desk.wait(PACE - 0.01)
    assert desk.told() == []
    desk.wait(0.01)
    assert [one for one, _ in desk.told()] == [S.DO_NOT_DISTURB]
    # Asking again does not make it faster, nor slower.
    desk.renew(pair)
    assert [one for one, _ in desk.told()] == [S.DO_NOT_DISTURB]
    desk.publish(S.IN_CALL, tag)
    assert desk.told() == []
    desk.wait(PACE)
    assert [one for one, _ in desk.told()] == [S.IN_CALL]


def test_one_notify_at_a_time(desk: Desk):
    desk.subscribe()
    (first,) = desk.agent.notifies()
    desk.publish(S.ONLINE)
    desk.wait(10)
    assert desk.agent.notifies() == []
    desk.agent.notified(first.key, 200, desk.now)
    (second,) = desk.agent.notifies()
    assert second.request.cseq.number == first.request.cseq.number + 1
    assert desk.read(second)[0] is S.ONLINE
    desk.agent.forget_entity(ALICE, desk.now)
    desk.agent.notified(second.key, 200, desk.now)
    assert desk.told() == [(S.OFFLINE, "terminated;reason=noresource")] and desk.agent.watches == 0


@pytest.mark.parametrize("status", [481, 408, 503, 500, 302])
def test_a_watcher_that_does_not_listen_is_forgotten(desk: Desk, status: int):
    pair = desk.subscribe()
    desk.told(status)
    assert desk.agent.watches == 0 and desk.agent.next_timer() is None
    assert desk.agent.counters["NOTIFY refused"] == 1
    assert desk.renew(pair).status == 481
    desk.agent.notified(("unknown", "a", "b"), 200, desk.now)


def test_one_who_may_not_know_any_longer(desk: Desk):
    desk.publish()
    desk.subscribe()
    desk.subscribe(sender="sip:carol@example.org")
    desk.told()
    desk.agent.end_watch(ALICE, BOB, desk.now)
    assert desk.told() == [(None, "terminated;reason=rejected")] and desk.agent.watches == 1


def test_a_single_question(desk: Desk):
    desk.publish()
    _, answer = desk.subscribe(Expires="0")
    assert (answer.status, answer.expires) == (200, 0)
    assert desk.told() == [(S.ONLINE, "terminated;reason=timeout")] and desk.agent.watches == 0


def test_a_renewal_tells_again(desk: Desk):
    pair = desk.subscribe(Event="presence;id=a")
    desk.told()
    answer = desk.renew(pair, Event="presence;id=a", Contact="<sip:bob@moved.invalid>", Expires="90")
    assert (answer.status, answer.expires, answer.to.tag) == (200, 90, pair[1].to.tag)
    (notify,) = desk.agent.notifies()
    assert (
        notify.request.uri.host == "moved.invalid" and notify.request.headers.get("event") == "presence;id=a"
    )
    assert desk.read(notify)[1] == "active;expires=90"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Event": None}, 489),
        ({"Event": "conference"}, 489),
        ({"Event": ";;"}, 400),
        ({"Expires": "x"}, 400),
        ({"Expires": "5"}, 423),
        ({"SIP_If_Match": "unknown"}, 412),
        ({"Content_Type": None}, 415),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "///"}, 400),
        ({"state": None}, 400),
        ({"body": b"<!DOCTYPE x><presence/>"}, 400),
        ({"body": b"\xff\xfe"}, 400),
        ({"body": b" " * 70_000}, 413),
    ],
)
def test_bad_publications_are_refused_and_change_nothing(desk: Desk, changes: dict, status: int):
    desk.publish(S.IN_CALL)
    answer = desk.publish(**changes)
    assert answer.status == status and [one.state for one in desk.agent.documents_of(ALICE)] == [S.IN_CALL]
    named = {489: "allow-events", 415: "accept", 423: "min-expires"}.get(status)
    assert named is None or answer.headers.get(named)


def test_two_conditions_are_none(desk: Desk):
    request = desk.request("PUBLISH", body=b"x", SIP_If_Match="a")
    request.headers.add("SIP-If-Match", "b")
    assert desk.ask(request).status == 400


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Event": None}, 489),
        ({"Event": "conference"}, 489),
        ({"Accept": "text/plain"}, 406),
        ({"Accept": ";;"}, 400),
        ({"Expires": "-1"}, 400),
        ({"Expires": "1"}, 423),
        ({"Contact": None}, 400),
        ({"Contact": "<tel:+49>"}, 400),
        ({"To": f"<{ALICE}>;tag=unknown"}, 481),
    ],
)
def test_bad_subscriptions_are_refused(desk: Desk, changes: dict, status: int):
    _, answer = desk.subscribe(**changes)
    assert answer.status == status and desk.agent.watches == 0 and desk.told() == []


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"sender": "sip:eve@example.org"}, 481),
        ({"From": f"<{BOB}>;tag=other"}, 481),
        ({"Event": "presence;id=b"}, 481),
        ({"CSeq": "1 SUBSCRIBE"}, 500),
        ({"Accept": "text/plain"}, 406),
    ],
)
def test_bad_renewals_are_refused_and_change_nothing(desk: Desk, changes: dict, status: int):
    pair = desk.subscribe()
    desk.told()
    assert desk.renew(pair, **changes).status == status
    assert desk.told() == [] and desk.agent.watches == 1


def test_acceptable_ranges_and_lifetimes(desk: Desk):
    _, answer = desk.subscribe(Accept="text/plain, application/*", Expires=str(10**9))
    assert (answer.status, answer.expires) == (200, LONGEST_EXPIRES)
    assert desk.publish(Expires=str(SHORTEST_EXPIRES)).expires == SHORTEST_EXPIRES


def test_bounds(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    tags = [etag(desk.publish()) for _ in range(MAX_PER_ENTITY + 5)]
    assert len(desk.agent.documents_of(ALICE)) == MAX_PER_ENTITY
    assert desk.publish(None, tags[0]).status == 412 and desk.publish(None, tags[-1]).status == 200
    monkeypatch.setattr(published_states, "MAX_ENTITIES", 1)
    body = bytes(Presence.of_state(BOB, S.ONLINE))
    answer = desk.ask(desk.request("PUBLISH", BOB, body), BOB)
    assert answer.status == 503 and answer.headers.get("retry-after")
    monkeypatch.setattr(state_agent, "MAX_WATCHES_OF_ONE", 2)
    assert [desk.subscribe()[1].status for _ in range(3)] == [200, 200, 503]
    assert desk.subscribe(sender="sip:carol@example.org")[1].status == 200
    monkeypatch.setattr(state_agent, "MAX_WATCHES", 3)
    assert desk.subscribe(sender="sip:dave@example.org")[1].status == 503
    assert desk.agent.counters["too many subscriptions"] == 2
