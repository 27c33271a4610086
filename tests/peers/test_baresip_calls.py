"""Calls between the calling API and baresip, a phone of classic SIP, by the gateway with its real media."""

from __future__ import annotations

import random

import pytest

from core.calling import CallEndCause, CallState, ErrorType, Feature
from tests.peers.exchange import Exchange, exchange, hears
from tests.peers.sipp import GIVEN_UP, SDP, answer, receive

__all__ = ["exchange"]
pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]


@pytest.mark.parametrize(
    ("transport", "account"),
    [("udp", ";audio_codecs=PCMU/8000/1"), ("tcp", ";audio_codecs=opus/48000/2"), ("tls", ";mediaenc=srtp")],
)
async def test_a_client_calls_a_phone_and_hears_itself(
    exchange: Exchange, transport: str, account: str
) -> None:
    phone = await exchange.phone(account)
    await exchange.open(authorities=phone.folder / "service.pem")
    alice, heard = await exchange.client("alice")
    assert Feature.SIP in alice.features
    call = await alice.callClient.callSip(phone.uri(transport), {"x-order": "4711"})
    call.addListener(heard)
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    await hears(call)
    call.hangup()
    await phone.event("CALL_CLOSED")
    assert call.details.endCause is CallEndCause.HUNG_UP


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
async def test_a_phone_calls_a_client_and_hangs_up(exchange: Exchange, transport: str) -> None:
    await exchange.open()
    phone = await exchange.phone()
    call, heard = await exchange.answered(phone, transport)
    assert call.remoteUserId == "bob@127.0.0.1"
    await hears(call)
    phone.tell("hangup")
    await heard.hears("ended")
    assert call.details.endCause is CallEndCause.HUNG_UP


async def test_hold_from_either_side(exchange: Exchange) -> None:
    await exchange.open()
    phone = await exchange.phone(";audio_codecs=PCMU/8000/1", hums=True)
    alice, heard = await exchange.client("alice")
    call = await alice.callClient.callSip(phone.uri("udp"))
    call.addListener(heard)
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    call.hold()
    await heard.hears("held")
    call.resume()
    await heard.hears("resumed")
    await hears(call)
    phone.tell("hold")
    await heard.hears("remote held")
    phone.tell("resume")
    await heard.hears("remote back from hold")
    await hears(call)
    call.hangup()
    await phone.event("CALL_CLOSED")


async def test_what_is_said_before_the_answer_is_heard(exchange: Exchange) -> None:
    """SIPp speaks after a 183 and is given up on: baresip keeps silent until it has answered."""
    await exchange.open()
    noise = exchange.folder / "noise.ulaw"
    noise.write_bytes(random.Random(1).randbytes(8000))
    phone = await exchange.sipp(
        "sipp",
        receive("INVITE"),
        answer(183, "Session Progress", sdp=SDP.replace("6000", "[media_port]")),
        f'<nop><action><exec rtp_stream="{noise},-1,0"/></action></nop>',
        GIVEN_UP,
    )
    alice, heard = await exchange.client("alice")
    call = await alice.callClient.callSip(phone.uri.removeprefix("sip:"))
    call.addListener(heard)
    await heard.hears("early media")
    await hears(call)
    assert call.hasEarlyMedia and call.state is CallState.PROGRESSING
    call.hangup()
    await phone.ends_well()
    assert call.details.endCause is CallEndCause.CANCELED


async def test_keys_arrive(exchange: Exchange) -> None:
    await exchange.open()
    phone = await exchange.phone()
    alice, heard = await exchange.client("alice")
    call = await alice.callClient.callSip(phone.uri("udp"))
    call.addListener(heard)
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    call.sendDtmf("5")
    assert (await phone.event("CALL_DTMF_START"))["param"] == "5"
    call.hangup()


async def test_a_phone_that_is_busy_and_one_that_is_not_there(exchange: Exchange) -> None:
    await exchange.open()
    phone = await exchange.phone(answers="manual")
    alice, heard = await exchange.client("alice")
    call = await alice.callClient.callSip(phone.uri("tcp"))
    call.addListener(heard)
    await heard.hears("ringing")
    phone.tell("hangup")
    await heard.hears("ended")
    assert call.details.endCause is CallEndCause.DENIED
    await phone.stop()
    lost = await alice.callClient.callSip(phone.uri("tcp"))
    lost.addListener(heard)
    await heard.hears("ended", 2)
    assert lost.details.error is not None
    assert (lost.details.error.domain, lost.details.error.code) == (ErrorType.SIP, 502)
    assert "could not be reached" in lost.details.error.message
