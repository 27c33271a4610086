"""What a proxy does to messages."""

from __future__ import annotations

from core.sip.messages import NameAddr, Request, Uri, response_to
from core.sip.routing import (
    check_for_proxy,
    forwarded,
    is_loose_router,
    pop_route,
    via_with_received,
    without_top_via,
)

US = Uri.parse("sip:us.example.org;lr")


def request(*lines: tuple[str, str]) -> Request:
    headers = [
        ("Via", "SIP/2.0/WSS a.invalid;branch=z9hG4bK1;rport, SIP/2.0/TCP b;branch=z9hG4bK2"),
        ("From", "<sip:a@x>;tag=1"),
        ("To", "<sip:b@x>"),
        ("Call-ID", "c"),
        ("CSeq", "1 INVITE"),
        *lines,
    ]
    return Request("INVITE", Uri.parse("sip:b@x"), headers)


def test_forwarding():
    routes = ("Route", "<sip:US.example.org;lr>, <sip:next;lr>")
    original = request(("Max-Forwards", "70"), routes, ("X-Odd", 'a;"b'))
    target = Uri.parse("sip:b@flow.invalid?Evil=1")
    path = NameAddr.parse("<sip:edge;lr;ob>")
    made = forwarded(original, target=target, own=[US], record_route=US, routes=[path])
    assert str(made.uri) == "sip:b@flow.invalid" and made.max_forwards == 69
    assert [route.uri.host for route in made.routes] == ["edge", "next"]
    assert [route.uri.host for route in made.record_routes] == ["us.example.org"]
    assert made.headers.get("x-odd") == 'a;"b' and original.max_forwards == 70
    assert [route.uri.host for route in original.routes] == ["US.example.org", "next"]
    assert forwarded(request()).max_forwards == 70


def test_own_routes_are_popped_only_from_the_top():
    def hosts(*names: str) -> list[str]:
        value = ", ".join(f"<sip:{name};lr>" for name in names)
        return [route.uri.host for route in pop_route(request(("Route", value)), [US]).routes]

    assert hosts("us.example.org", "us.example.org") == []
    assert hosts("other", "us.example.org") == ["other", "us.example.org"]
    assert pop_route(request(), [US]).routes == ()


def test_hops_run_out():
    error = check_for_proxy(request(("Max-Forwards", "0")))
    assert error is not None and error.status == 483
    assert check_for_proxy(request(("Max-Forwards", "1"))) is None
    error = check_for_proxy(request(("Proxy-Require", "foo")))
    assert error is not None and error.status == 420
    assert check_for_proxy(request(("Proxy-Require", "foo")), frozenset({"foo"})) is None


def test_vias():
    made = via_with_received(request(), "192.0.2.1", 4711)
    assert [(via.received, via.rport) for via in made.vias] == [("192.0.2.1", "4711"), (None, None)]
    assert via_with_received(request(), "A.invalid").via.received is None
    response = response_to(request(), 200)
    assert [via.host for via in without_top_via(response).vias] == ["b"]
    assert without_top_via(without_top_via(response)).vias == ()
    assert len(response.vias) == 2
    assert is_loose_router(NameAddr(US)) and not is_loose_router(NameAddr.parse("<sip:x>;lr"))
