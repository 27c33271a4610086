"""Calls of a client to phones of classic SIP: a running service, real sockets, media that is only words."""

from __future__ import annotations

import asyncio

import pytest

from core.service.gateway.calls.call import MAX_EVENTS, GatewayCall
from core.service.gateway.calls.reoffers import Side
from core.service.gateway.media.bridge import Encryption
from core.sip.agent.calls import reinvites
from core.sip.agent.events import (
    AckReceived,
    InfoReceived,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    ReinviteAnswered,
    ReinviteFailed,
    ReinviteReceived,
    SessionEnded,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.messages import Reason, Uri, response_to
from core.sip.transports.hops import Transport
from tests.service.gateway.conftest import Town, connected, ringing, until
from tests.service.gateway.fake_media import BROKEN
from tests.service.gateway.far_phone import FarPhone
from tests.service.phones import Phone
from tests.service.web.certificates import server_context, write_certificate


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
async def test_a_call_from_dialling_to_goodbye(town: Town, transport: Transport):
    alice, far, outgoing, incoming = await ringing(town, transport)
    invite = incoming.request
    assert invite.body == b"offer <- v=0\r\n"
    assert (invite.from_.uri.user, invite.from_.display_name) == ("alice", "Alice")
    assert str(invite.uri) == far.uri and invite.max_forwards == 69
    assert invite.via.transport == transport.value.upper() and len(invite.vias) == 1
    far.do(incoming.accept, b"far answer")
    assert (await alice.event(InviteAccepted)).body == b"answer <- far answer"
    await far.event(AckReceived)
    alice.do(outgoing.bye)
    await far.event(SessionEnded)
    bridge = town.media.last
    assert bridge.asked == ["offer_to_sip(v=0\r\n)", "answer_to_client(far answer)"] and bridge.is_closed
    assert bridge.peer.address == "127.0.0.1" and bridge.peer.encryption is Encryption.NONE


async def test_the_far_side_hangs_up(town: Town):
    alice, far, _, incoming = await connected(town)
    far.do(incoming.bye)
    ended = await alice.event(SessionEnded)
    assert ended.how == "remote_bye" and ended.reason_header is None
    assert town.media.last.is_closed and town.gateway.calls == 0


async def test_early_media_is_heard_and_the_last_word_counts(town: Town):
    await town.serve()
    alice, far = await town.phone(), await town.far()
    alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    incoming.progress(183, far.line.now(), b"early")
    far.line.pump()
    progress = await alice.event(InviteProgress)
    assert (progress.status, progress.body) == (183, b"answer <- early")
    far.do(incoming.accept, b"late")
    assert (await alice.event(InviteAccepted)).body == b"answer <- late"


async def test_the_caller_gives_up(town: Town):
    alice, far, outgoing, _ = await ringing(town)
    outgoing.cancel(alice.now, Reason("SIP", 408, "too long"))
    alice.driver.pump()
    ended = await far.event(SessionEnded)
    assert ended.how == "remote_cancel" and ended.reason_header.cause == 408
    assert town.media.last.is_closed


async def test_the_caller_gives_up_before_a_word_was_said(town: Town):
    await town.serve()
    alice, wire = await town.phone(), await town.wire()
    outgoing = alice.call(f"sip:bob@127.0.0.1:{wire.port}")
    invite, hop = await wire.next("INVITE")
    alice.do(outgoing.cancel)
    await alice.event(SessionEnded)
    wire.sockets.send(hop, bytes(response_to(invite, 180, to_tag="t")))
    cancel, _ = await wire.next("CANCEL")
    assert cancel.via.branch == invite.via.branch, "the CANCEL waits for the first provisional"
    wire.sockets.send(hop, bytes(response_to(cancel, 200)))
    wire.sockets.send(hop, bytes(response_to(invite, 487, to_tag="t")))
    await wire.next("ACK")


async def test_what_is_lost_on_the_way_is_sent_again(town: Town):
    await town.serve()
    alice, wire = await town.phone(), await town.wire()
    alice.call(f"sip:bob@127.0.0.1:{wire.port}")
    first, hop = await wire.next("INVITE")
    again, _ = await wire.next("INVITE")
    assert bytes(first) == bytes(again)
    answer = response_to(
        first, 200, to_tag="t", headers=[("Contact", f"<sip:bob@127.0.0.1:{wire.port}>")], body=b"answer"
    )
    answer.headers.set("Content-Type", "application/sdp")
    for _ in range(2):  # as if the ACK had not come
        wire.sockets.send(hop, bytes(answer))
        await wire.next("ACK")
    await alice.event(InviteAccepted)
    assert town.media.last.asked.count("answer_to_client(answer)") == 1


REFUSALS = [
    (486, "Busy Here", 486, 486),
    (404, "No such number", 404, 404),
    (603, "Decline", 603, 603),
    (480, "Not logged in", 480, 480),
    (401, "Unauthorized", 403, 401),
    (407, "Proxy Authentication Required", 403, 407),
    (500, "Oops", 500, 500),
    (606, "Not Acceptable", 606, 606),
]


@pytest.mark.parametrize(("status", "phrase", "told", "cause"), REFUSALS)
async def test_a_refusal_is_told_with_its_words(town: Town, status: int, phrase: str, told: int, cause: int):
    alice, far, _, incoming = await ringing(town)
    incoming.reject(status, far.line.now(), phrase)
    far.line.pump()
    rejected = await alice.event(InviteRejected)
    assert (rejected.status, rejected.reason) == (told, phrase)
    assert (rejected.reason_header.cause, rejected.reason_header.text) == (cause, phrase)
    assert town.media.last.is_closed


async def test_a_redirect_is_followed_and_not_for_ever(town: Town):
    await town.serve()
    alice, first, second = await town.phone(), await town.far(), await town.far(Transport.TCP)
    alice.call(first.uri)
    incoming = (await first.event(InviteReceived)).session
    incoming.reject(302, first.line.now(), headers=[("Contact", f"<{second.uri}>")])
    first.line.pump()
    moved = (await second.event(InviteReceived)).session
    assert moved.request.body == b"offer <- v=0\r\n"
    moved.reject(302, second.line.now(), headers=[("Contact", f"<{first.uri}>")])
    second.line.pump()
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 302, "where it came from it does not go again"
    assert all(bridge.is_closed for bridge in town.media.made)


async def test_hold_from_either_side_and_keys(town: Town):
    alice, far, outgoing, incoming = await connected(town)
    alice.do(outgoing.reinvite, b"hold")
    assert (await far.event(ReinviteReceived)).body == b"offer <- hold"
    far.do(incoming.answer_reinvite, b"held")
    assert (await alice.event(ReinviteAnswered)).body == b"answer <- held"
    await far.event(AckReceived)
    far.do(incoming.reinvite, b"their hold")
    assert (await alice.event(ReinviteReceived)).body == b"offer <- their hold"
    alice.do(outgoing.answer_reinvite, b"all right")
    assert (await far.event(ReinviteAnswered)).body == b"answer <- all right"
    far.do(incoming.info, "application/dtmf-relay", b"Signal=5")
    assert (await alice.event(InfoReceived)).body == b"Signal=5"
    alice.do(outgoing.info, "application/x-secret", b"not for you")
    assert outgoing.dialog.remote_packages == {"trickle-ice"}
    alice.do(outgoing.info, "application/trickle-ice-sdpfrag", b"a=candidate")
    alice.do(outgoing.info, "application/dtmf-relay", b"Signal=7")
    assert (await far.event(InfoReceived)).body == b"Signal=7"
    assert town.media.last.asked[-1] == "take_candidates(a=candidate)"


async def test_a_change_that_is_refused_leaves_the_call_as_it_was(town: Town):
    alice, far, outgoing, incoming = await connected(town)
    alice.do(outgoing.reinvite, b"video")
    await far.event(ReinviteReceived)
    far.do(incoming.reject_reinvite, 488)
    assert (await alice.event(ReinviteFailed)).status == 488
    assert town.media.last.asked[-1] == "roll_back"
    town.media.refuses["offer_to_client"] = 488
    far.do(incoming.reinvite, b"nonsense")
    assert (await far.event(ReinviteFailed)).status == 488
    assert outgoing.is_established and incoming.is_established


async def test_a_change_before_anybody_is_called_is_refused_and_the_call_goes_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reinvites, "OWNER_BACK_OFF", (0.0, 0.0))  # alice soon has tried often enough
    await town.serve()
    alice, far, heard = await town.phone(), await town.far(), asyncio.Event()

    async def prelude(call: GatewayCall) -> None:
        await call.attend(answers=True)
        await heard.wait()

    town.gateway.performer.prelude = prelude
    outgoing = alice.call(far.uri)
    await alice.event(InviteAccepted)
    alice.do(outgoing.reinvite, b"hold")
    assert (await alice.event(ReinviteFailed)).status == 491
    heard.set()
    incoming = (await far.event(InviteReceived)).session
    far.do(incoming.accept, b"answer")
    await far.event(AckReceived)
    await until(lambda: town.media.last.asked[-1] == "answer_to_client(answer)")
    alice.do(outgoing.reinvite, b"hold")
    assert (await far.event(ReinviteReceived)).body == b"offer <- hold"


async def test_a_reinvite_without_an_offer_gets_one(town: Town):
    alice, far, outgoing, incoming = await connected(town)
    far.do(incoming.reinvite, b"")
    assert (await alice.event(ReinviteReceived)).body == b"offer <- nothing"
    alice.do(outgoing.answer_reinvite, b"alice has")
    assert (await far.event(ReinviteAnswered)).body == b"answer <- alice has"
    far.do(incoming.answer_late_offer, b"far takes")
    far.do(incoming.reinvite, b"again")
    assert (await alice.event(ReinviteReceived)).body == b"offer <- again"
    assert "take_late_answer(far takes)" in town.media.last.asked


async def test_of_two_changes_at_once_each_goes_through(town: Town):
    alice, far, outgoing, incoming = await connected(town)
    became: dict[str, bytes] = {}

    async def agree(name: str, phone: Phone | FarPhone, session: InviteSession) -> None:
        """Say yes to what the other one wants, and note what became of the change that this one wanted."""
        while True:
            event = await phone.event(ReinviteReceived | ReinviteAnswered | ReinviteFailed)
            if isinstance(event, ReinviteReceived):
                phone.do(session.answer_reinvite, b"yes")
            else:
                became[name] = event.body if isinstance(event, ReinviteAnswered) else b"failed"

    alice.do(outgoing.reinvite, b"mine")
    far.do(incoming.reinvite, b"theirs")
    agreeing = [
        asyncio.create_task(agree("alice", alice, outgoing)),
        asyncio.create_task(agree("far", far, incoming)),
    ]
    await until(lambda: len(became) == 2)
    assert became == {"alice": b"answer <- yes", "far": b"answer <- yes"}, (
        "one at once, the other in its turn"
    )
    for one in agreeing:
        one.cancel()
    await asyncio.wait(agreeing)
    assert outgoing.is_established and incoming.is_established


async def test_the_same_description_again_troubles_nobody(town: Town):
    alice, far, outgoing, _ = await connected(town)
    alice.do(outgoing.reinvite, b"v=0\r\n")
    assert (await alice.event(ReinviteAnswered)).body == b"answer <- answer"
    assert far.events.empty()


async def test_x_headers_and_nothing_else_cross(town: Town):
    await town.serve()
    alice, far = await town.phone(), await town.far()
    headers = [
        ("X-Order", "4711"),
        ("X-Ahoy-Headers", "e30"),
        ("X-Long", "y" * 1100),
        ("Subject", "secret"),
        ("P-Asserted-Identity", "<sip:boss@bank.example>"),
        ("P-Preferred-Identity", "<sip:boss@bank.example>"),
        ("X-Bytes", "gr\u00fc\u00dfe"),
    ]
    alice.agent.invite(Uri.parse(far.uri), b"v=0\r\n", alice.now, headers=headers)
    alice.driver.pump()
    invite = (await far.event(InviteReceived)).session.request
    crossed = {name.lower(): value for name, value in invite.headers}
    assert crossed["x-order"] == "4711"
    for name in ("x-ahoy-headers", "x-long", "subject", "p-asserted-identity", "x-bytes", "authorization"):
        assert name not in crossed
    assert "bank.example" not in bytes(invite).decode()


async def test_addresses_that_cannot_be_called(town: Town):
    await town.serve(callable_networks=("192.0.2.0/24",))
    alice = await town.phone()
    for target, status, words in (
        (f"sip:{'b' * 60}@192.0.2.1:5060", 414, "Too"),
        ("sip:bob@127.0.0.1:5060", 403, "does not call"),
        ("sip:bob@0.0.0.0:5060", 403, "does not call"),
        ("sip:bob@192.0.2.1;transport=sctp", 416, "sctp"),
    ):
        alice.call(target)
        rejected = await alice.event(InviteRejected)
        assert rejected.status == status and words in rejected.reason, target
        assert rejected.reason_header is None, "nobody out there said so"


async def test_a_server_that_is_not_there(town: Town):
    await town.serve()
    alice, wire = await town.phone(), await town.wire(Transport.TCP)
    port = wire.port
    await wire.close()
    alice.call(f"sip:bob@127.0.0.1:{port};transport=tcp")
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 502 and "cannot be reached" in rejected.reason


async def test_media_that_cannot_be_had_is_refused_on_both_sides(town: Town):
    alice, far, _, incoming = await ringing(town)
    town.media.refuses["answer_to_client"] = 488
    far.do(incoming.accept, b"odd")
    assert (await alice.event(InviteRejected)).status == 488
    assert (await far.event(SessionEnded)).reason_header.cause == 488
    town.media.refuses = {"offer_to_sip": 488}
    alice.call(far.uri)
    assert (await alice.event(InviteRejected)).status == 488


async def test_media_that_dies_ends_the_call_on_both_sides(town: Town):
    alice, far, _, _ = await connected(town)
    town.media.last.on_ended("Nothing was heard for a minute.")
    assert (await alice.event(SessionEnded)).reason_header.cause == 504
    assert (await far.event(SessionEnded)).how == "remote_bye"


async def test_the_service_stops_in_mid_call(town: Town):
    alice, far, outgoing, _ = await connected(town)
    await town.service.stop()
    assert (await far.event(SessionEnded)).how == "remote_bye"
    assert outgoing.is_ended or (await alice.event(SessionEnded))


async def refuses(far: FarPhone, town: Town, *offered: Encryption) -> None:
    """Have ``far`` find each of these offers not acceptable."""
    for each in offered:
        incoming = (await far.event(InviteReceived)).session
        assert town.media.last.peer.encryption is each
        far.do(incoming.reject, 488)


async def test_tls_with_keys_for_media_and_without_if_they_are_refused(town: Town):
    certificate, key = write_certificate(town.folder, "far")
    server = server_context(certificate, key)
    await town.serve(authorities=certificate)
    alice, far = await town.phone(), await town.far(Transport.TLS, tls=server)
    alice.call(far.uri)
    await refuses(far, town, Encryption.SDES, Encryption.DTLS)
    second = (await far.event(InviteReceived)).session
    assert town.media.last.peer.encryption is Encryption.NONE
    far.do(second.accept, b"answer")
    await alice.event(InviteAccepted)
    far.do(second.bye)
    await alice.event(SessionEnded)
    secure = far.uri.replace("sip:", "sips:").replace(";transport=tls", "")
    alice.call(secure)
    third = (await far.event(InviteReceived)).session
    assert third.request.uri.scheme == "sips" and third.request.contact.uri.scheme == "sips"
    far.do(third.reject, 488)
    await refuses(far, town, Encryption.DTLS)
    assert (await alice.event(InviteRejected)).status == 488, "a secure call is never made without keys"


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
async def test_a_phone_that_insists_on_keys_is_reached_without_tls(town: Town, transport: Transport):
    await town.serve()
    alice, far = await town.phone(), await town.far(transport)
    alice.call(far.uri)
    await refuses(far, town, Encryption.NONE, Encryption.DTLS)
    last = (await far.event(InviteReceived)).session
    assert town.media.last.peer.encryption is Encryption.SDES
    far.do(last.accept, b"answer")
    await alice.event(InviteAccepted)


async def test_a_certificate_that_nobody_vouches_for(town: Town):
    certificate, key = write_certificate(town.folder, "far")
    server = server_context(certificate, key)
    await town.serve()
    alice, far = await town.phone(), await town.far(Transport.TLS, tls=server)
    alice.call(far.uri)
    rejected = await alice.event(InviteRejected)
    assert rejected.status == 502 and "ertificate" in rejected.reason


async def test_ipv6(town: Town):
    await town.serve()
    alice, far = await town.phone(), await town.far(Transport.UDP, "::1")
    alice.call(far.uri)
    incoming = (await far.event(InviteReceived)).session
    assert incoming.request.via.host == "[::1]" and town.media.last.peer.address == "::1"
    far.do(incoming.accept, b"answer")
    await alice.event(InviteAccepted)


async def test_too_many_calls_at_once(town: Town):
    alice, far, _, _ = await connected(town, calls=1)
    alice.call(far.uri)
    assert (await alice.event(InviteRejected)).status == 500
    assert town.gateway.calls == 1


async def test_nothing_is_left_of_calls_that_are_over(town: Town):
    alice, far, outgoing, _ = await connected(town, Transport.TCP)
    alice.do(outgoing.bye)
    await far.event(SessionEnded)
    assert town.gateway.calls == 0
    for leg in list(town.gateway._calls.legs.values()):
        leg.agent.handle_timer(leg.line.now() + 64)
        leg.line.pump()
    assert town.gateway.legs == 0


async def test_a_bridge_that_breaks_ends_its_own_call_only(town: Town, expected_log):
    alice, far, _, incoming = await ringing(town)
    town.media.refuses["answer_to_client"] = BROKEN
    expected_log("core.service.gateway.calls.call", "failed")
    far.do(incoming.accept, b"answer")
    assert (await alice.event(InviteRejected)).status == 500
    await far.event(SessionEnded)
    assert town.media.last.is_closed
    await until(lambda: not town.gateway.calls)
    town.media.refuses.clear()
    alice.call(far.uri)
    await far.event(InviteReceived)


async def test_a_call_that_makes_too_many_events_is_ended(town: Town, expected_log):
    alice, far, _, _ = await connected(town)
    (call,) = town.gateway._calls
    expected_log("core.service.gateway.calls.call", "too many events")
    for _ in range(MAX_EVENTS + 2):
        call.tell(Side.OUTSIDE, InfoReceived(None, "application/dtmf-relay", b"Signal=1"))  # type: ignore[arg-type]
    await alice.event(SessionEnded)
    await far.event(SessionEnded)
    await until(lambda: not town.gateway.calls)
    assert town.media.last.is_closed
