"""Phone numbers with carriers that are not ours: baresip answers and calls, SIPp is busy, silent and moody.

What is said at one end is compared with what comes out at the other, with the gateway's real media.
"""

from __future__ import annotations

import asyncio
import json
import os
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.calling import Call, CallEndCause, Feature, SinchClient
from core.media.devices.files import FileDevices
from core.ports import SAMPLE_RATE
from core.service.numbers.config import PhoneConfig, Trunk
from core.service.process.launcher import own_command
from core.sip.bodies.room_events import MemberKind
from core.sip.messages import Uri
from tests.calling.fakes import Heard
from tests.peers.baresip import Baresip
from tests.peers.chromium_call import eventually
from tests.peers.exchange import Exchange, exchange, hears
from tests.peers.players import level
from tests.peers.sipp import GIVEN_UP, answer, receive
from tests.service.gateway.media.announcements.sounds import save, wav

__all__ = ["exchange"]
pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]

ALICE, MELLOW, ROOM = "+4930100001", "+4930555001", "+4930100009"
TONE, HUM = 700, 400


class Carrier(Baresip):
    """A phone whose number is reached by a trunk."""

    def __init__(self, *values: Any, **options: Any) -> None:
        super().__init__(*values, **options)
        self.user = MELLOW


def trunk(name: str, port: int, **changes: Any) -> Trunk:
    return Trunk(name, Uri.parse(f"sip:127.0.0.1:{port};transport=udp"), country="DE", **changes)


async def serve(exchange: Exchange, *trunks: Trunk) -> None:
    await exchange.open(phone=PhoneConfig(trunks=trunks, numbers={ALICE: "alice"}, country="DE"))


async def caller(exchange: Exchange, devices: Any = None) -> tuple[SinchClient, Heard]:
    alice, heard = await exchange.client("alice", devices)
    assert Feature.PHONE in alice.features and Feature.EMERGENCY not in alice.features
    alice.callerIdentifier = ALICE
    return alice, heard


async def dial(alice: SinchClient, heard: Heard) -> Call:
    call = await alice.callClient.callPhoneNumber(MELLOW)
    call.addListener(heard)
    return call


def loudest(path: Path, tone: int) -> np.ndarray:
    """Return that second of a recording in which ``tone`` is heard best: a busy machine leaves gaps."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        assert file.getframerate() == SAMPLE_RATE
    starts = range(0, max(1, len(samples) - SAMPLE_RATE), SAMPLE_RATE // 4)
    return max((samples[at : at + SAMPLE_RATE] for at in starts), key=lambda second: level(second, tone))


async def test_what_is_said_to_a_number_comes_back_from_it_and_keys_arrive(exchange: Exchange) -> None:
    phone = await exchange.phone(";audio_codecs=PCMA/8000/1", kind=Carrier)
    await serve(exchange, trunk("main", phone.port, codecs=("pcma",)))
    said = save(exchange.folder, "said.wav", wav(TONE, 2.0, SAMPLE_RATE))
    heard_file = exchange.folder / "heard.wav"
    devices = FileDevices(audio_in=said, audio_out=heard_file)
    alice, heard = await caller(exchange, devices)
    call = await dial(alice, heard)
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    await hears(call)
    call.sendDtmf("5")
    assert (await phone.event("CALL_DTMF_START"))["param"] == "5"
    await asyncio.sleep(1.5)  # what is recorded is the sound of that time
    call.hangup()
    await phone.event("CALL_CLOSED")
    assert call.details.endCause is CallEndCause.HUNG_UP and call.remoteUserId == MELLOW
    await exchange.stack.aclose()
    last = loudest(heard_file, TONE)
    assert level(last, TONE) > 2000 > 8 * level(last, HUM), (
        "the phone says back what it heard, and nothing else"
    )
    assert f"From: <sip:{ALICE}@127.0.0.1" in phone.log and "P-Asserted-Identity" in phone.log


async def test_a_number_calls_a_user_and_both_are_heard(exchange: Exchange) -> None:
    phone = await exchange.phone(";audio_codecs=PCMU/8000/1", kind=Carrier, hums=True)
    await serve(exchange, trunk("main", phone.port))
    heard_file = exchange.folder / "heard.wav"
    _, heard = await exchange.client("alice", FileDevices(audio_out=heard_file))
    phone.tell("dial", f"sip:030100001@127.0.0.1:{exchange.port('udp')}")
    await heard.hears("incoming")
    call = heard.calls[0]
    call.addListener(heard)
    assert call.remoteUserId == MELLOW and call.isUnverified
    await call.answer()
    await heard.hears("established")
    await hears(call)
    await asyncio.sleep(1.5)  # what is recorded is the sound of that time
    phone.tell("hangup")
    await heard.hears("ended")
    await exchange.stack.aclose()
    last = loudest(heard_file, HUM)
    assert level(last, HUM) > 2000 > 8 * level(last, TONE)


async def test_a_number_is_handed_on_to_another_person(exchange: Exchange) -> None:
    """Blind, and back again: what the second person says comes back from the number."""
    phone = await exchange.phone(";audio_codecs=PCMA/8000/1", kind=Carrier)
    await serve(exchange, trunk("main", phone.port, codecs=("pcma",)))
    alice, at_alice = await caller(exchange)
    _, at_bob = await exchange.client("bob")
    call = await dial(alice, at_alice)
    await at_alice.hears("established")
    call.transfer("bob")
    await at_bob.hears("incoming")
    successor = at_bob.calls[0]
    assert successor.remoteUserId == MELLOW
    successor.addListener(at_bob)
    await successor.answer()
    await at_bob.hears("established")
    await at_alice.hears("ended")
    assert call.details.endCause is CallEndCause.HUNG_UP
    await hears(successor)
    phone.tell("hangup")
    await at_bob.hears("ended")


async def test_a_phone_dials_into_a_room_and_is_heard_there(exchange: Exchange) -> None:
    phone = await exchange.phone(";audio_codecs=PCMU/8000/1", kind=Carrier, hums=True)
    numbers = {ALICE: "alice", ROOM: "room-team"}
    phone_book = PhoneConfig(trunks=(trunk("main", phone.port),), numbers=numbers, country="DE")
    await exchange.open(phone=phone_book)
    heard_file = exchange.folder / "heard.wav"
    alice, heard = await exchange.client("alice", FileDevices(audio_out=heard_file))
    call = await alice.callClient.callConference("team")
    call.addListener(heard)
    await heard.hears("established")
    phone.tell("dial", f"sip:030100009@127.0.0.1:{exchange.port('udp')}")
    await phone.event("CALL_ESTABLISHED")
    await hears(call)

    async def is_told() -> bool:
        members = call.room.members if call.room is not None else ()
        return any(one.facts is not None and one.facts.kind is MemberKind.PHONE for one in members)

    await eventually(is_told, "a phone among the members")
    await asyncio.sleep(1.5)  # what is recorded is the sound of that time
    phone.tell("hangup")
    await phone.event("CALL_CLOSED")
    call.hangup()
    await exchange.stack.aclose()
    last = loudest(heard_file, HUM)
    assert level(last, HUM) > 1000 > 4 * level(last, TONE)


async def test_a_carrier_that_is_busy_and_one_where_nobody_answers(exchange: Exchange) -> None:
    busy = await exchange.sipp("busy", receive("INVITE"), answer(486, "Busy Here"), receive("ACK"))
    await serve(exchange, trunk("main", busy.port))
    alice, heard = await caller(exchange)
    call = await dial(alice, heard)
    await heard.hears("ended")
    assert call.details.wasBusy
    await busy.ends_well()


async def test_nobody_answers(exchange: Exchange) -> None:
    silent = await exchange.sipp(
        "silent",
        receive("INVITE"),
        answer(180, "Ringing"),
        GIVEN_UP,
    )
    await serve(exchange, trunk("main", silent.port))
    alice, heard = await caller(exchange)
    call = await dial(alice, heard)
    await heard.hears("ringing")
    call.hangup()
    await heard.hears("ended")
    assert call.details.endCause is CallEndCause.CANCELED
    await silent.ends_well()


async def test_the_second_carrier_is_called_when_the_first_fails(exchange: Exchange) -> None:
    phone = await exchange.phone(";audio_codecs=PCMA/8000/1", kind=Carrier)
    broken = await exchange.sipp(
        "broken", receive("INVITE"), answer(503, "Service Unavailable"), receive("ACK")
    )
    await serve(exchange, trunk("one", broken.port, order=1), trunk("two", phone.port, order=2))
    alice, heard = await caller(exchange)
    call = await dial(alice, heard)
    await heard.hears("established")
    await broken.ends_well()
    await hears(call)
    call.hangup()
    await phone.event("CALL_CLOSED")


async def test_a_carrier_that_sends_the_call_on_to_another_number(exchange: Exchange) -> None:
    phone = await exchange.phone(";audio_codecs=PCMA/8000/1", kind=Carrier)
    moved = await exchange.sipp(
        "moved",
        receive("INVITE"),
        answer(302, "Moved Temporarily", extra=f"Contact: <sip:{MELLOW}@elsewhere.example>"),
        receive("ACK"),
    )
    await serve(
        exchange,
        trunk("forwards", moved.port, prefixes=("+4940",)),
        trunk("main", phone.port, prefixes=("+",)),
    )
    alice, heard = await caller(exchange)
    call = await alice.callClient.callPhoneNumber("+49401234567")
    call.addListener(heard)
    await heard.hears("established")
    await moved.ends_well()
    await hears(call)
    call.hangup()


async def test_what_the_service_says_of_a_number_reaches_the_person(exchange: Exchange) -> None:
    await serve(exchange, trunk("main", 9))
    alice, heard = await caller(exchange)
    call = await alice.callClient.callPhoneNumber("+499001123456")
    call.addListener(heard)
    await heard.hears("ended")
    assert call.details.error is not None and "Premium-rate" in call.details.error.message


async def test_a_number_is_called_from_the_command_line_as_people_write_it(exchange: Exchange) -> None:
    phone = await exchange.phone(";audio_codecs=PCMA/8000/1", kind=Carrier)
    await serve(exchange, trunk("main", phone.port))
    key, report = exchange.endpoint.application, exchange.folder / "report.json"
    options = [f"--service=ws://127.0.0.1:{exchange.endpoint.port}", f"--app-key={key.key}", "--user=alice"]
    options += [f"--app-secret={key.secret}", f"--report={report}", "--seconds=0.5", "--fake-devices"]
    process = await asyncio.create_subprocess_exec(
        *(*own_command(), "call", "030 555-001", "--caller-id", "030/100001", *options),
        env=os.environ | {"LC_ALL": "de_DE.UTF-8"},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 0, said.decode()
    written = json.loads(report.read_text())
    assert written["endCause"] == "HungUp"
    assert f"INVITE sip:{MELLOW}@127.0.0.1" in phone.log and f"From: <sip:{ALICE}@127.0.0.1" in phone.log
