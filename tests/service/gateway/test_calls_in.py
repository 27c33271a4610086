"""Calls from classic SIP to the users of a service, and who is not let in."""

from __future__ import annotations

import pytest

from core.sip.agent.calls.session_states import SessionState
from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    SessionEnded,
)
from core.sip.messages import NameAddr, Reason, Request, Uri, response_to
from core.sip.transports.hops import Hop, Transport
from tests.service.gateway.conftest import Town, until
from tests.service.gateway.far_phone import Wire

UDP, TCP = Transport.UDP, Transport.TCP


async def called(town: Town, transport: Transport = UDP, body: bytes = b"v=0 far\r\n"):
    await town.serve(listens=("udp", "tcp"))
    alice, far = await town.phone(), await town.far(transport)
    target = f"sip:alice@127.0.0.1:{town.port(transport)};transport={transport.value}"
    outgoing = await far.call(target, body, (("X-Queue", "sales"),))
    incoming = (await alice.event(InviteReceived)).session
    return alice, far, outgoing, incoming


@pytest.mark.parametrize("transport", [UDP, TCP])
async def test_a_call_from_outside(town: Town, transport: Transport):
    alice, far, _, incoming = await called(town, transport)
    invite = incoming.request
    assert invite.body == b"offer <- v=0 far\r\n" and invite.headers.get("x-queue") == "sales"
    assert invite.headers.get("p-ahoy-unverified") == "1", "nobody vouches for who calls"
    assert "bob@127.0.0.1" in (invite.headers.get("p-asserted-identity") or "")
    assert incoming.remote.display_name == "Bob Far" and invite.max_forwards == 68
    alice.do(incoming.ring)
    assert (await far.event(InviteProgress)).status == 180
    alice.do(incoming.accept, b"alice has")
    assert (await far.event(InviteAccepted)).body == b"answer <- alice has"
    await alice.event(AckReceived)
    alice.do(incoming.bye)
    assert (await far.event(SessionEnded)).how == "remote_bye"
    assert town.media.last.is_closed and town.gateway.calls == 0


async def test_the_caller_outside_hangs_up(town: Town):
    alice, far, outgoing, incoming = await called(town)
    alice.do(incoming.accept, b"alice has")
    await far.event(InviteAccepted)
    await alice.event(AckReceived)
    outgoing.bye(far.line.now(), Reason("SIP", 200, "somebody else"))
    far.line.pump()
    ended = await alice.event(SessionEnded)
    assert ended.how == "remote_bye" and ended.reason_header is None, "a stranger's reason is no word of ours"


async def test_an_invite_without_an_offer(town: Town):
    alice, far, outgoing, incoming = await called(town, body=b"")
    assert incoming.request.body == b"offer <- nothing"
    alice.do(incoming.accept, b"alice has")
    assert (await far.event(InviteAccepted)).body == b"answer <- alice has"
    far.do(outgoing.answer_late_offer, b"far takes")
    await alice.event(AckReceived)
    await until(lambda: "take_late_answer(far takes)" in town.media.last.asked)


async def test_the_caller_gives_up_and_says_why(town: Town):
    alice, far, outgoing, _ = await called(town)
    await until(lambda: outgoing.state is SessionState.PROCEEDING)  # before which no CANCEL goes out
    outgoing.cancel(far.line.now(), Reason("SIP", 200, "Call completed elsewhere"))
    far.line.pump()
    ended = await alice.event(SessionEnded)
    assert ended.how == "remote_cancel" and ended.reason_header.cause == 200


@pytest.mark.parametrize(("status", "told"), [(486, 486), (603, 603), (488, 488)])
async def test_the_user_refuses(town: Town, status: int, told: int):
    alice, far, _, incoming = await called(town)
    alice.do(incoming.reject, status)
    assert (await far.event(InviteRejected)).status == told
    assert town.media.last.is_closed


async def test_every_device_rings_and_one_answers(town: Town):
    await town.serve(listens=("udp",))
    desk, laptop, far = await town.phone(), await town.phone(), await town.far()
    await far.call(f"sip:alice@127.0.0.1:{town.port(UDP)}")
    first = (await desk.event(InviteReceived)).session
    second = (await laptop.event(InviteReceived)).session
    laptop.do(second.accept, b"laptop")
    assert (await far.event(InviteAccepted)).body == b"answer <- laptop"
    assert (await desk.event(SessionEnded)).reason_header.cause == 200
    assert first.is_ended


async def test_addresses_nobody_has(town: Town):
    await town.serve(listens=("udp",))
    await town.phone()
    far, port = await town.far(), town.port(UDP)
    for user in ("nobody", "sip-gateway"):
        await far.call(f"sip:{user}@127.0.0.1:{port}")
        assert (await far.event(InviteRejected)).status == 404, user
    request = far.agent.request_to(NameAddr(Uri.parse("sip:alice@elsewhere.example")), "INVITE")
    request.headers.add("Contact", far.agent.contact)
    statuses: list[int] = []
    hop = Hop(UDP, "127.0.0.1", port)
    far._sources.add(hop)
    far.agent._route = lambda request: hop
    far.agent.send(request, far.line.now(), lambda response, now: statuses.append(response.status))
    far.line.pump()
    await until(lambda: [one for one in statuses if one >= 200])
    assert statuses[-1] == 404, "it relays for nobody"


def invite(target: str, call_id: str = "by-hand", **changes: str) -> Request:
    headers = {
        "Via": "SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKhand;rport",
        "Max-Forwards": "70",
        "From": '"Eve" <sip:eve@far.example>;tag=eve',
        "To": f"<{target}>",
        "Call-ID": call_id,
        "CSeq": "1 INVITE",
        "Contact": "<sip:eve@127.0.0.1>",
        "Content-Type": "application/sdp",
    }
    headers.update(changes)
    return Request("INVITE", Uri.parse(target), list(headers.items()), b"v=0\r\n")


async def hand(town: Town, **options: object) -> tuple[Wire, Hop, str]:
    await town.serve(listens=("udp",), **options)
    wire, port = await town.wire(), town.port(UDP)
    return wire, Hop(UDP, "127.0.0.1", port), f"sip:alice@127.0.0.1:{port}"


async def test_an_invite_that_comes_again_rings_once(town: Town):
    wire, gateway, target = await hand(town)
    alice = await town.phone()
    data = bytes(invite(target, Via="SIP/2.0/UDP 192.0.2.9:9;branch=z9hG4bKhand;rport"))
    for _ in range(3):
        wire.sockets.send(gateway, data)
    incoming = (await alice.event(InviteReceived)).session
    alice.do(incoming.ring)
    ringing, _ = await wire.next(180)
    assert ringing.via.received == "127.0.0.1"
    assert ringing.via.rport == str(wire.port)
    merged = bytes(invite(target, Via="SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKother;rport"))
    wire.sockets.send(gateway, merged)
    await wire.next(482)
    assert alice.events.empty() and town.gateway.calls == 1


async def test_a_2xx_without_an_ack_is_repeated_and_given_up(town: Town):
    wire, gateway, target = await hand(town)
    alice = await town.phone()
    wire.sockets.send(gateway, bytes(invite(target)))
    incoming = (await alice.event(InviteReceived)).session
    alice.do(incoming.accept, b"alice has")
    first, _ = await wire.next(200)
    again, _ = await wire.next(200)
    assert bytes(again) == bytes(first)
    (leg,) = town.gateway._calls.legs.values()
    leg.agent.handle_timer(leg.line.now() + 33)
    leg.line.pump()
    assert (await alice.event(SessionEnded)).how == "remote_bye"


async def test_no_call_comes_in_without_a_listener(town: Town):
    await town.serve()
    alice, far, wire = await town.phone(), await town.far(), await town.wire()
    alice.call(far.uri)
    asked = (await far.event(InviteReceived)).session.request
    gateway = Hop(UDP, "127.0.0.1", asked.via.port or 0)
    wire.sockets.send(gateway, bytes(invite(f"sip:alice@127.0.0.1:{gateway.port}")))
    await wire.next(403)
    assert alice.events.empty()


async def test_strangers_from_other_networks_get_no_answer(town: Town):
    wire, gateway, target = await hand(town, allowed_networks=("192.0.2.0/24",))
    wire.sockets.send(gateway, bytes(invite(target)))
    await until(lambda: town.gateway.reception.counters["address not allowed"])
    assert wire.messages.empty() and town.gateway.calls == 0


async def test_loops_are_seen(town: Town):
    wire, gateway, target = await hand(town)
    await town.phone()
    wire.sockets.send(gateway, bytes(invite(target, **{"Max-Forwards": "0"})))
    await wire.next(483)
    been_here = invite(target, "loop")
    been_here.headers.add("Via", f"SIP/2.0/UDP 127.0.0.1:{gateway.port};branch=z9hG4bKours")
    wire.sockets.send(gateway, bytes(been_here))
    await wire.next(482)
    alice = await town.phone("carol")
    alice.call(f"sip:alice@127.0.0.1:{gateway.port}")
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 482 and "leads back" in rejected.reason


async def test_what_scanners_send_is_answered_so_often_and_no_more(town: Town):
    wire, gateway, _ = await hand(town)
    sent = 200
    for number in range(sent):
        scan = invite("sip:100@1.1.1.1", f"scan-{number}", CSeq="1 OPTIONS")
        scan.method, scan.body = "OPTIONS", b""
        scan.headers.set("Via", f"SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{number};rport")
        wire.sockets.send(gateway, bytes(scan))
    wire.sockets.send(gateway, b"no SIP at all\r\n\r\n")
    reception = town.gateway.reception
    await until(lambda: sum(reception.counters.values()) > sent)
    answered = reception.counters["answered 200"]
    assert 0 < answered <= 31 and reception.counters["too many requests"] >= sent - 31
    assert town.gateway.legs == 0 and town.gateway.calls == 0


@pytest.mark.parametrize(
    ("method", "status"), [("REGISTER", 403), ("MESSAGE", 403), ("PUBLISH", 405), ("BYE", 481), ("FOO", 405)]
)
async def test_requests_that_belong_to_no_call(town: Town, method: str, status: int):
    wire, gateway, target = await hand(town)
    request = invite(target, CSeq=f"1 {method}")
    request.method, request.body = method, b""
    if method == "BYE":
        request.headers.set("To", f"<{target}>;tag=gone")
    wire.sockets.send(gateway, bytes(request))
    answer, _ = await wire.next(status)
    assert answer.cseq.method == method and answer.to.tag


async def test_names_that_would_break_out_are_made_harmless(town: Town):
    wire, gateway, target = await hand(town)
    alice = await town.phone()
    data = bytes(invite(target, "evil")).replace(
        b'"Eve" <sip:eve@far.example>', '"E\u202ev\te" <sip:eve@far.example;x=y>'.encode()
    )
    wire.sockets.send(gateway, data)
    shown = (await alice.event(InviteReceived)).session
    assert shown.remote.display_name == "Ev e" and str(shown.remote.uri) == "sip:eve@far.example"


async def test_an_answer_to_nothing_is_dropped(town: Town):
    wire, gateway, target = await hand(town)
    wire.sockets.send(gateway, bytes(response_to(invite(target), 200, to_tag="x")))
    await until(lambda: town.gateway.reception.counters["response to nothing"])
    assert wire.messages.empty()


async def test_a_storm_of_reinvites_troubles_nobody_else(town: Town):
    alice, far, outgoing, incoming = await called(town, TCP)
    alice.do(incoming.accept, b"alice has")
    await far.event(InviteAccepted)
    await alice.event(AckReceived)
    for _ in range(30):
        outgoing.reinvite(b"v=0 far\r\n", far.line.now())
        far.line.pump()
        await until(lambda: outgoing.reinvites.is_idle)
    assert alice.events.empty() and outgoing.is_established
