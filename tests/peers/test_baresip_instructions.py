"""A baresip hears what a backend has played to it and chooses from a menu; it sends and is sent on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.calling import CallEndCause
from core.service.media.rtp.packet import payload_of
from core.service.media.sound.g711_tables import TO_MU_LAW
from tests.media.call_pair import eventually, strongest_frequency
from tests.peers.conftest import need
from tests.peers.exchange import Exchange, exchange, hears
from tests.service.callbacks.scripted_backend import ScriptedBackend
from tests.service.gateway.media.announcements.sounds import save, wav

__all__ = ["exchange"]
pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]

NUMBER = "+4721000000"
PCMU = ";audio_codecs=PCMU/8000/1"


async def supervised(exchange: Exchange, answers: dict[str, Any]) -> ScriptedBackend:
    """Serve prompts, and let a backend answer so."""
    prompts = exchange.folder / "prompts"
    save(prompts, "welcome.wav", wav(600, 1.6))
    save(prompts, "menu.wav", wav(900, 1.0))
    await exchange.open(prompts=prompts)
    application = exchange.endpoint.application
    backend = await ScriptedBackend(key=application.key, secret=application.secret).start()
    exchange.stack.push_async_callback(backend.stop)
    backend.answer = lambda event: answers.get(event["event"], {})
    exchange.service.parts.applications.set_backend(application.key, backend.url)
    return backend


def echoed(exchange: Exchange) -> list[bytes]:
    """Return a list that fills with what the only phone sends: what it hears, 20 ms each."""
    gateway: Any = exchange.service.gateway
    (call,) = gateway._calls
    heard: list[bytes] = []
    call._media._streams["audio"].to_client.on_packet = lambda data: heard.append(payload_of(data) or b"")
    return heard


def frequency(echo: list[bytes]) -> float:
    """Return the strongest frequency of the last half second, of speech in PCMU."""
    codes = np.frombuffer(b"".join(one for one in echo[-25:] if len(one) == 160), np.uint8)
    table = np.zeros(256, np.int16)
    table[TO_MU_LAW] = np.arange(1 << 16, dtype=np.uint16).view(np.int16)
    return strongest_frequency(np.repeat(table[codes], 6)) if len(codes) >= 2000 else 0.0


async def test_a_phone_is_answered_hears_a_prompt_and_chooses(exchange: Exchange) -> None:
    choice = [{"dtmf": "2", "action": "return(support)"}]
    menu = {"id": "main", "mainPrompt": "menu", "options": choice, "timeoutMills": 8000}
    backend = await supervised(
        exchange,
        {
            "ice": {
                "instructions": [{"name": "answer"}, {"name": "playFiles", "ids": ["welcome"]}],
                "action": {"name": "runMenu", "menus": [menu]},
            },
            "pie": {"action": {"name": "hangup"}},
        },
    )
    phone = await exchange.phone(PCMU)
    phone.tell("dial", f"sip:{NUMBER}@127.0.0.1:{exchange.port('udp')}")
    await phone.event("CALL_ESTABLISHED")
    echo = echoed(exchange)
    await eventually(lambda: abs(frequency(echo) - 600) < 12, 15)
    gateway: Any = exchange.service.gateway
    (call,) = gateway._calls
    await eventually(lambda: call._keys.are_wanted, 15)
    phone.tell("sndcode", "2")
    [pie] = await backend.came("pie")
    assert pie["menuResult"] == {
        "menuId": "main",
        "type": "return",
        "value": "support",
        "inputMethod": "dtmf",
    }
    await phone.event("CALL_CLOSED")
    [dice] = await backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "MANAGERHANGUP") and dice["duration"] >= 1


async def test_a_phone_hears_a_prompt_early_and_then_a_person(exchange: Exchange) -> None:
    backend = await supervised(
        exchange,
        {
            "ice": {
                "instructions": [
                    {"name": "playFiles", "ids": ["welcome"]},
                    {"name": "sendDtmf", "value": "7"},
                ],
                "action": {"name": "connectMxp", "destination": {"type": "username", "endpoint": "alice"}},
            }
        },
    )
    _, heard = await exchange.client("alice")
    phone = await exchange.phone(PCMU)
    phone.tell("dial", f"sip:{NUMBER}@127.0.0.1:{exchange.port('tcp')};transport=tcp")
    await phone.event("CALL_PROGRESS")
    assert (await phone.event("CALL_DTMF_START"))["param"] == "7"
    await heard.hears("incoming")
    call = heard.calls[0]
    call.addListener(heard)
    await call.answer()
    await heard.hears("established")
    await phone.event("CALL_ESTABLISHED")
    await hears(call)
    phone.tell("hangup")
    await heard.hears("ended")
    [dice] = await backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "CALLERHANGUP")


async def test_a_phone_sends_a_person_to_another_one(exchange: Exchange) -> None:
    await exchange.open()
    phone = await exchange.phone(PCMU)
    alice, at_alice = await exchange.client("alice")
    _, at_bob = await exchange.client("bob")
    call = await alice.callClient.callSip(phone.uri("udp"))
    call.addListener(at_alice)
    await at_alice.hears("established")
    requests: list[Any] = []
    at_alice.onTransferRequested = lambda call, request: requests.append(request)  # type: ignore[method-assign]
    phone.tell("transfer", f"sip:bob@127.0.0.1:{exchange.port('udp')}")
    await eventually(lambda: requests, 15)
    assert requests[0].target == "bob" and not requests[0].replaces_call
    requests[0].accept()
    await at_bob.hears("incoming")
    await at_bob.calls[0].answer()
    await phone.event("CALL_CLOSED")
    await eventually(lambda: call.state.name == "ENDED", 15)
    await hears(at_bob.calls[0])


async def test_a_person_sends_a_phone_to_another_one(exchange: Exchange) -> None:
    await exchange.open()
    phone = await exchange.phone(PCMU, hums=True)
    alice, at_alice = await exchange.client("alice")
    _, at_bob = await exchange.client("bob")
    call = await alice.callClient.callSip(phone.uri("udp"))
    call.addListener(at_alice)
    await at_alice.hears("established")
    call.transfer("bob")
    await at_bob.hears("incoming")
    successor = at_bob.calls[0]
    successor.addListener(at_bob)
    await successor.answer()
    await at_bob.hears("established")
    await at_alice.hears("ended")
    assert call.details.endCause is CallEndCause.HUNG_UP
    await hears(successor)


def loudness(echo: list[bytes]) -> float:
    """Return the RMS of the loudest half second of all that was heard."""
    codes = np.frombuffer(b"".join(one for one in echo if len(one) == 160), np.uint8)
    table = np.zeros(256, np.int16)
    table[TO_MU_LAW] = np.arange(1 << 16, dtype=np.uint16).view(np.int16)
    samples = table[codes].astype(np.float64)
    pieces = [samples[at : at + 4000] for at in range(0, len(samples) - 3999, 1000)]
    return max((float(np.sqrt(np.mean(piece**2))) for piece in pieces), default=0.0)


async def test_a_phone_hears_a_text_that_is_said(exchange: Exchange) -> None:
    """With the real program; of a language that it does not speak the backend is told."""
    need("espeak-ng")
    said = {
        "name": "say",
        "text": "Welcome. Please wait.",
        "locale": "en-GB",
    }
    strange = {"name": "say", "text": "Nothing.", "locale": "xx-XX"}
    instructions = [{"name": "answer"}, said, strange]
    backend = await supervised(
        exchange, {"ice": {"instructions": instructions, "action": {"name": "hangup"}}}
    )
    phone = await exchange.phone(PCMU)
    phone.tell("dial", f"sip:{NUMBER}@127.0.0.1:{exchange.port('udp')}")
    await phone.event("CALL_ESTABLISHED")
    echo = echoed(exchange)
    [complaint] = await backend.came("notify")
    await phone.event("CALL_CLOSED")
    assert complaint["errorCode"] == 40001 and "nobody speaks 'xx-XX'" in complaint["errorMsg"]
    assert loudness(echo) > 1000
