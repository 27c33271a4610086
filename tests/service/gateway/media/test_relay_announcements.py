"""What the service plays into a call: to a phone before any client has answered, and to either side later."""

from __future__ import annotations

import asyncio
import itertools

import numpy as np
import pytest

from core.media.media_events import MediaConnected
from core.service.gateway.media.announcements.playback import Piece, Silence, Sound, keys_of
from core.service.media.refusal import MediaRefused
from tests.media.call_pair import eventually, strongest_frequency
from tests.service.gateway.media.phone import EVENTS, Phone, gaps
from tests.service.gateway.media.test_relay import Call, client_calls, ends, heard_tone, phone_calls, tone

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


def sound(frequency: float, seconds: float) -> Piece:
    return Sound(tone(frequency, seconds))


async def answered_alone(call: Call) -> str:
    """Answer the phone before the client; return what the client is offered."""
    offer = await call.bridge.offer_to_client(call.phone.describe())
    call.phone.take(await call.bridge.answer_to_sip(None))
    return offer


@pytest.mark.parametrize("codec", ["pcmu", "pcma", "g722", "opus"])
async def test_a_phone_hears_an_announcement_and_then_the_client(codec: str) -> None:
    async with ends(Phone(codec)) as call:
        offer = await answered_alone(call)
        await call.bridge.play([sound(600, 0.4)], to_client=False)
        assert len(call.phone.heard) >= 18
        assert abs(strongest_frequency(call.phone.sound()[4800:-4800]) - 600) < 12
        announced = len(call.phone.heard)
        await call.bridge.join_client(await call.client.session.accept_offer(offer))
        await call.phone.hears(announced + 20)
        assert abs(strongest_frequency(call.phone.sound()[-9600:]) - 1000) < 12, "the client's microphone"
        packets = call.phone.packets()
        assert set(gaps(packets)) == {1} and len({one.ssrc for one in packets}) == 1
        assert packets[0].marker and len({one.timestamp for one in packets}) == len(packets)
        distances = [(b.timestamp - a.timestamp) & 0xFFFFFFFF for a, b in itertools.pairwise(packets)]
        assert max(distances) < 0x80000000, "time only goes on"


async def test_the_client_hears_the_phone_that_was_answered_before_it() -> None:
    async with ends(Phone("pcmu")) as call:
        offer = await answered_alone(call)
        await call.phone.speak(tone(500, 0.1))
        await call.bridge.join_client(await call.client.session.accept_offer(offer))
        await call.client.wait_for(MediaConnected)
        heard = asyncio.create_task(eventually(lambda: heard_tone(call.client) == pytest.approx(440, abs=10)))
        await call.phone.speak(tone(440, 0.6))
        await heard


async def test_a_phone_that_makes_no_offer_is_answered_alone() -> None:
    async with ends(Phone("pcma")) as call:
        offer = await call.bridge.offer_to_client(None)
        call.phone.take(await call.bridge.answer_to_sip(None))
        with pytest.raises(MediaRefused):
            await call.bridge.play([sound(600, 0.1)], to_client=False)
        await call.bridge.take_late_answer(call.phone.describe())
        await call.bridge.play([sound(600, 0.3)], to_client=False)
        announced = len(call.phone.heard)
        assert announced >= 13
        await call.bridge.join_client(await call.client.session.accept_offer(offer))
        await call.phone.hears(announced + 10)


async def test_keys_are_sent_and_heard() -> None:
    async with ends(Phone("pcmu")) as call:
        await answered_alone(call)
        pressed: list[str] = []
        call.bridge.listen(pressed.append, to_client=False)
        playing = asyncio.create_task(call.bridge.play(keys_of("12#"), to_client=False))
        await call.phone.press(9)
        await call.phone.press(11)
        await playing
        assert call.phone.keys() == [1, 2, 11] and pressed == ["9", "#"]
        call.bridge.listen(None, to_client=False)
        await call.phone.press(3)
        for junk in (b"", b"\x80", bytes(12), b"\x80" + bytes([EVENTS]) + bytes(10), b"\xff" * 40):
            call.phone.rtp.sendto(junk, call.phone.goal)
        await call.bridge.play([Silence(0.04)], to_client=False)
        assert pressed == ["9", "#"] and not call.ended


async def test_an_announcement_in_a_call_that_stands_takes_the_place_of_the_other_side() -> None:
    async with phone_calls(Phone("pcmu")) as call:
        await call.client.wait_for(MediaConnected)
        await call.phone.hears(20)
        before = len(call.phone.heard)
        await call.bridge.play([sound(600, 0.5)], to_client=False)
        whole = call.phone.sound()
        announced = whole[-round(0.4 * 48_000) :]
        assert abs(strongest_frequency(announced) - 600) < 12
        after = len(call.phone.heard)
        await call.phone.hears(after + 20)
        assert abs(strongest_frequency(call.phone.sound()[-9600:]) - 1000) < 12
        assert set(gaps(call.phone.packets())) == {1} and after - before >= 24


async def test_a_client_hears_an_announcement_instead_of_the_phone() -> None:
    async with client_calls(Phone("pcma")) as call:
        await call.client.wait_for(MediaConnected)
        heard = asyncio.create_task(eventually(lambda: heard_tone(call.client) == pytest.approx(600, abs=10)))
        playing = asyncio.create_task(call.bridge.play([sound(600, 0.8)], to_client=True))
        await call.phone.speak(tone(440, 0.8))
        await asyncio.gather(heard, playing)
        heard = asyncio.create_task(eventually(lambda: heard_tone(call.client) == pytest.approx(440, abs=10)))
        await call.phone.speak(tone(440, 0.6))
        await heard


async def test_a_phone_hears_that_the_minutes_end_and_then_the_client_again() -> None:
    async with phone_calls(Phone("pcma")) as call:
        await call.client.wait_for(MediaConnected)
        await call.phone.hears(20)
        await call.bridge.warn(to_client=False)
        await asyncio.get_running_loop().shutdown_default_executor()  # it has read the tone
        assert abs(strongest_frequency(call.phone.sound()[-7200:-2400]) - 740) < 15
        after = len(call.phone.heard)
        await call.phone.hears(after + 20)
        assert abs(strongest_frequency(call.phone.sound()[-9600:]) - 1000) < 12


async def test_what_ends_an_announcement() -> None:
    """Another one, its owner, and the end of the call."""
    async with ends(Phone("pcmu")) as call:
        await answered_alone(call)
        endless = asyncio.create_task(call.bridge.play([sound(400, 0.1)], to_client=False, repeats=True))
        await call.phone.hears(8)
        await call.bridge.play([sound(900, 0.1)], to_client=False)
        with pytest.raises(MediaRefused, match="broken off"):
            await endless
        endless = asyncio.create_task(call.bridge.play([sound(400, 0.1)], to_client=False, repeats=True))
        await asyncio.sleep(0)
        endless.cancel()
        await asyncio.gather(endless, return_exceptions=True)
        endless = asyncio.create_task(call.bridge.play([sound(400, 0.1)], to_client=False, repeats=True))
        await call.phone.hears(len(call.phone.heard) + 3)
        await call.bridge.close()
        with pytest.raises(MediaRefused, match="broken off"):
            await endless
        with pytest.raises(MediaRefused):
            await call.bridge.play([Sound(np.zeros(10, np.int16))], to_client=False)


async def test_nothing_is_sent_to_a_phone_that_listens_to_nothing() -> None:
    async with ends(Phone("pcmu")) as call:
        await call.bridge.offer_to_client(call.phone.describe("sendonly"))
        call.phone.take(await call.bridge.answer_to_sip(None))
        await call.bridge.play([sound(600, 0.1)], to_client=False)
        assert not call.phone.heard


async def test_no_client_joins_with_nonsense() -> None:
    async with ends(Phone("pcmu")) as call:
        await answered_alone(call)
        for text in ("", "v=0\r\n", "nonsense"):
            with pytest.raises(MediaRefused):
                await call.bridge.join_client(text)
        await call.bridge.play([sound(600, 0.1)], to_client=False)
        assert call.phone.heard, "the phone still hears the service"


@pytest.mark.parametrize("codec", ["pcmu", "opus"])
async def test_a_client_hears_an_announcement_before_any_phone_has_answered(codec: str) -> None:
    async with ends(Phone(codec)) as call:
        call.phone.take(await call.bridge.offer_to_sip(await call.client.session.create_offer()))
        alone = await call.bridge.answer_to_client(None, is_early=True)
        await call.client.session.accept_answer(alone)
        heard = asyncio.create_task(eventually(lambda: heard_tone(call.client) == pytest.approx(600, abs=10)))
        await call.bridge.play([sound(600, 0.8)], to_client=True)
        await heard
        assert not call.phone.heard, "nobody is spoken to who has not answered"
        assert await call.bridge.answer_to_client(call.phone.describe()) == alone
        heard = asyncio.create_task(eventually(lambda: heard_tone(call.client) == pytest.approx(440, abs=10)))
        await call.phone.speak(tone(440, 0.6))
        await heard
        await call.phone.hears(20)
        assert strongest_frequency(call.phone.sound()[-9600:]) == pytest.approx(1000, abs=12)
        assert not call.ended


async def test_a_client_that_never_connects_keeps_no_announcement_waiting() -> None:
    async with ends(Phone("pcmu")) as call:
        await call.bridge.offer_to_sip(await call.client.session.create_offer())
        await call.bridge.answer_to_client(None, is_early=True)
        playing = asyncio.create_task(call.bridge.play([sound(600, 0.1)], to_client=True))
        await asyncio.sleep(0)
        await call.bridge.close()
        with pytest.raises(MediaRefused):
            await playing
