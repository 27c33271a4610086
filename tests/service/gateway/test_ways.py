"""Which way calls go: names that are looked up, servers that are away, and what a call is told on its way."""

from __future__ import annotations

import ssl

import pytest

from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    ReferAnswered,
    ReferReceived,
    SessionEnded,
)
from core.sip.locating.records import LookupFailed, Naptr, Srv
from core.sip.messages import NameAddr, Uri
from core.sip.transports.hops import Transport
from tests.service.gateway.conftest import Town, until
from tests.service.web.certificates import server_context, write_certificate

UDP, TCP, TLS = Transport.UDP, Transport.TCP, Transport.TLS


class Names:
    """DNS as the test has it: ports by host name, all of them on this machine."""

    def __init__(self) -> None:
        self.srv_records: dict[str, list[Srv]] = {}
        self.hosts: dict[str, list[str]] = {}

    async def naptr(self, domain: str) -> list[Naptr]:
        return []

    async def srv(self, name: str) -> list[Srv]:
        return self.srv_records.get(name, [])

    async def addresses(self, host: str) -> list[str]:
        if host not in self.hosts:
            raise LookupFailed(f"The name {host} could not be looked up: nobody answers.")
        return self.hosts[host]


async def test_of_two_servers_of_a_domain_the_one_that_answers_is_called(town: Town):
    names = Names()
    await town.serve(resolver=names)
    alice, far, gone = await town.phone(), await town.far(TCP), await town.wire(TCP)
    names.hosts = {"one.far.example": ["127.0.0.1"], "two.far.example": ["127.0.0.1"]}
    names.srv_records["_sip._tcp.far.example"] = [
        Srv(1, 1, gone.port, "one.far.example."),
        Srv(2, 1, far.port, "two.far.example."),
    ]
    await gone.close()
    alice.call("sip:bob@far.example")
    incoming = (await far.event(InviteReceived)).session
    assert str(incoming.request.uri) == "sip:bob@far.example"
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    assert len(town.media.made) == 2 and town.media.made[0].is_closed


async def test_a_server_that_says_503_is_passed_over(town: Town):
    names = Names()
    await town.serve(resolver=names)
    alice, busy, far = await town.phone(), await town.far(), await town.far()
    names.hosts = {"s.far.example": ["127.0.0.1"]}
    names.srv_records["_sip._udp.far.example"] = [
        Srv(1, 1, busy.port, "s.far.example"),
        Srv(2, 1, far.port, "s.far.example"),
    ]
    alice.call("sip:bob@far.example")
    first = (await busy.event(InviteReceived)).session
    busy.do(first.reject, 503)
    second = (await far.event(InviteReceived)).session
    far.do(second.reject, 486)
    assert (await alice.event(InviteRejected)).status == 486


async def test_a_domain_that_nobody_knows(town: Town):
    names = Names()
    await town.serve(resolver=names)
    alice = await town.phone()
    alice.call("sip:bob@nowhere.example")
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 502 and "could not be looked up" in rejected.reason
    names.hosts["empty.example"] = []
    alice.call("sip:bob@empty.example")
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 404 and "not found" in rejected.reason


async def test_a_contact_that_is_a_name_is_looked_up_before_it_is_used(town: Town):
    names = Names()
    await town.serve(resolver=names)
    alice, wire, elsewhere = await town.phone(), await town.wire(), await town.wire()
    names.hosts["phone.far.example"] = ["127.0.0.1"]
    call = alice.call(f"sip:bob@127.0.0.1:{wire.port}")
    invite, hop = await wire.next("INVITE")
    contact = f"<sip:bob@phone.far.example:{elsewhere.port}>"
    wire.accept(invite, hop, contact)
    ack, _ = await elsewhere.next("ACK")
    assert str(ack.uri) == f"sip:bob@phone.far.example:{elsewhere.port}"
    await alice.event(InviteAccepted)
    alice.do(call.bye)
    await elsewhere.next("BYE")


async def test_a_contact_that_nobody_can_look_up_costs_no_call(town: Town):
    await town.serve(resolver=Names())
    alice, wire = await town.phone(), await town.wire()
    call = alice.call(f"sip:bob@127.0.0.1:{wire.port}")
    invite, hop = await wire.next("INVITE")
    wire.accept(invite, hop, "<sip:bob@lost.example>")
    await wire.next("ACK")
    await alice.event(InviteAccepted)
    alice.do(call.bye)
    await wire.next("BYE")


async def test_a_proxy_on_the_way_stays_on_it(town: Town):
    await town.serve()
    alice, wire, proxy = await town.phone(), await town.wire(), await town.wire()
    call = alice.call(f"sip:bob@127.0.0.1:{wire.port}")
    invite, hop = await wire.next("INVITE")
    routes = [f"<sip:127.0.0.1:{each.port};lr>" for each in (wire, proxy)]
    wire.accept(invite, hop, "<sip:bob@192.0.2.77>", routes)
    ack, _ = await proxy.next("ACK")
    assert str(ack.uri) == "sip:bob@192.0.2.77"
    assert [route.uri.port for route in ack.routes] == [proxy.port, wire.port]
    await alice.event(InviteAccepted)
    alice.do(call.bye)
    await proxy.next("BYE")


async def test_a_connection_that_breaks_in_mid_call_is_made_again(town: Town):
    await town.serve()
    alice, far = await town.phone(), await town.far(TCP)
    call = alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    await far.event(AckReceived)
    for stream in list(far.sockets._streams.values()):
        stream.abort()
    await until(lambda: not town.gateway.sockets.connections)
    assert call.is_established
    alice.do(call.bye)
    assert (await far.event(SessionEnded)).how == "remote_bye"


async def test_calls_come_in_by_tls(town: Town):
    certificate, key = write_certificate(town.folder, "gateway")
    await town.serve(listens=("tls",), certificate=(certificate, key))
    trusting = ssl.create_default_context(cafile=str(certificate))
    server = server_context(certificate, key)
    alice, far = await town.phone(), await town.far(TLS, tls=server, client_tls=trusting)
    await far.call(f"sip:alice@127.0.0.1:{town.port(TLS)};transport=tls")
    incoming = (await alice.event(InviteReceived)).session
    alice.do(incoming.accept, b"alice has")
    await far.event(InviteAccepted)
    await alice.event(AckReceived)
    alice.do(incoming.bye)
    await far.event(SessionEnded)


async def test_who_is_sent_elsewhere_from_outside_decides_alone(town: Town):
    """The client is asked, as its person is; the gateway calls nobody by itself, and passes on no number."""
    await town.serve()
    alice, far = await town.phone(), await town.far()
    call = alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    await far.event(AckReceived)
    far.do(incoming.refer, NameAddr(Uri.parse("tel:+4790012345")))
    assert (await far.event(ReferAnswered)).status == 403
    far.do(incoming.refer, NameAddr(Uri.parse("sip:900123@premium.example")))
    asked = await alice.event(ReferReceived)
    assert str(asked.refer_to.uri) == "sip:900123@premium.example" and town.gateway.calls == 1
    alice.do(call.reject_refer, 603)
    assert (await far.event(ReferAnswered)).status == 603 and call.is_established


async def test_both_sides_are_refreshed_by_themselves(town: Town):
    await town.serve()
    alice, far = await town.phone(), await town.far()
    call = alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    assert incoming.request.supports("timer") and incoming.request.headers.get("session-expires")
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    await far.event(AckReceived)
    (leg,) = town.gateway._calls.legs.values()
    due = leg.agent.next_timer()
    assert due is not None and leg.agent.sessions[0].timer.is_on
    heard = len(far.heard)
    leg.agent.handle_timer(leg.line.now() + 1000)
    leg.line.pump()
    await until(lambda: any(getattr(one, "method", "") == "UPDATE" for one in far.heard[heard:]))
    assert call.is_established and incoming.is_established and alice.events.empty()


async def test_the_way_to_a_phone_is_kept_open_while_there_is_a_call(town: Town):
    await town.serve()
    alice, far, tcp = await town.phone(), await town.far(), await town.far(TCP)
    sessions = []
    for phone in (far, tcp):
        call = alice.call(phone.uri)
        incoming = (await phone.event(InviteReceived)).session
        phone.do(incoming.accept, b"answer")
        await alice.event(InviteAccepted)
        await phone.event(AckReceived)
        sessions.append(call)
    (datagrams,) = far.sockets._datagrams
    town.gateway.ping()
    await until(lambda: datagrams.pings == 1)
    for call, phone in zip(sessions, (far, tcp), strict=True):
        alice.do(call.bye)
        await phone.event(SessionEnded)
    town.gateway.ping()
    alice.call(far.uri)
    await far.event(InviteReceived)
    assert datagrams.pings == 1, "nobody is pinged when the call is over"


@pytest.mark.parametrize("has_tcp", [True, False])
async def test_a_large_invite_goes_by_tcp_where_there_is_tcp(town: Town, has_tcp: bool):
    await town.serve()
    alice, by_tcp, by_udp = await town.phone(), await town.far(TCP), await town.far(UDP)
    phone = by_tcp if has_tcp else by_udp
    target = f"sip:bob@127.0.0.1:{phone.port}"
    alice.agent.invite(Uri.parse(target), b"v=0\r\n", alice.now, headers=[("X-Long", "y" * 1000)])
    alice.driver.pump()
    incoming = (await phone.event(InviteReceived)).session
    assert incoming.request.via.transport == ("TCP" if has_tcp else "UDP")
    phone.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)
    assert all(bridge.is_closed for bridge in town.media.made[:-1]) and not town.media.last.is_closed


async def test_who_has_spoken_already_is_not_passed_over(town: Town):
    """The client knows the media of the first by then: another's could not be heard."""
    await town.serve()
    alice, far, other = await town.phone(), await town.far(), await town.far()
    alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    incoming.progress(183, far.line.now(), b"announcement")
    far.line.pump()
    assert (await alice.event(InviteProgress)).body == b"answer <- announcement"
    incoming.reject(302, far.line.now(), headers=[("Contact", f"<{other.uri}>")])
    far.line.pump()
    assert (await alice.event(InviteRejected)).status == 302
    assert other.events.empty() and len(town.media.made) == 1
