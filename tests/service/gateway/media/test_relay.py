"""A client of ours and a plain RTP phone, with a bridge between them: real sockets, speech compared."""

from __future__ import annotations

import asyncio
import logging
import random
import re
import socket
import struct
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from core.media.devices.fake import BLOCK_SECONDS
from core.media.devices.paced_thread import PacedThread
from core.media.media_events import DtmfReceived, MediaConnected, RemoteHeld
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, DeviceHandle, DeviceKind, OnFailure
from core.service.gateway.media.bridge import Encryption, SipMedia
from core.service.gateway.media.relay import MediaRelays, Relay
from core.service.gateway.media.sdp.crypto import Crypto
from core.service.media.refusal import MediaRefused
from tests.bench.network.ends.speech import computed_speech
from tests.bench.network.scoring import hearing
from tests.media.call_pair import (
    End,
    ToneDevices,
    close_end,
    eventually,
    make_end,
    strongest_frequency,
)
from tests.service.gateway.media.phone import Phone, gaps
from tests.service.gateway.media.streams.packets import rtp

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")

PORTS = range(41_000, 41_400)
LOCAL = SipMedia("127.0.0.1")
Samples = NDArray[np.int16]


class SpeechDevices(ToneDevices):
    """A microphone that hears ``speech`` once, after ``begin``, and a speaker that remembers."""

    def __init__(self, speech: Samples) -> None:
        super().__init__(kinds=(DeviceKind.MICROPHONE, DeviceKind.SPEAKER))
        self._speech = speech
        self._spoken = len(speech)

    def begin(self) -> int:
        """Speak from now on; return how many blocks were played before."""
        self._spoken = 0
        return len(self.played)

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        def speak(number: int) -> None:
            piece = self._speech[self._spoken : self._spoken + BLOCK_SAMPLES]
            self._spoken += BLOCK_SAMPLES
            on_block(piece if len(piece) == BLOCK_SAMPLES else np.zeros(BLOCK_SAMPLES, np.int16))

        return self._open(DeviceKind.MICROPHONE, PacedThread("speech", BLOCK_SECONDS, speak))


@dataclass
class Call:
    """A client, a phone, and the bridge between them."""

    client: End
    phone: Phone
    bridge: Relay
    relays: MediaRelays
    ended: list[str] = field(default_factory=list)


@asynccontextmanager
async def ends(
    phone: Phone, media: SipMedia = LOCAL, devices: ToneDevices | None = None, ports: range = PORTS
) -> AsyncIterator[Call]:
    relays = MediaRelays(ports)
    end = make_end(True, video=False, devices=devices or ToneDevices())
    bridge = relays.bridge(media)
    call = Call(end, phone, bridge, relays)
    bridge.on_ended = call.ended.append
    async with phone:
        try:
            yield call
        finally:
            await bridge.close()
            await close_end(end)
            await relays.close()
            assert relays.ports.in_use == 0 and relays.calls == 0


@asynccontextmanager
async def client_calls(
    phone: Phone, media: SipMedia = LOCAL, devices: ToneDevices | None = None, codecs: str = ""
) -> AsyncIterator[Call]:
    async with ends(phone, media, devices) as call:
        offer = with_codecs(await call.client.session.create_offer(), codecs)
        phone.take(await call.bridge.offer_to_sip(offer))
        await call.client.session.accept_answer(await call.bridge.answer_to_client(phone.describe()))
        yield call


@asynccontextmanager
async def phone_calls(phone: Phone, media: SipMedia = LOCAL) -> AsyncIterator[Call]:
    async with ends(phone, media) as call:
        offer = await call.bridge.offer_to_client(phone.describe())
        phone.take(await call.bridge.answer_to_sip(await call.client.session.accept_offer(offer)))
        yield call


def with_codecs(offer: str, names: str) -> str:
    """Return an offer that names these codecs of sound alone, keys beside them; all if ``names`` is empty."""
    if not names:
        return offer
    known = dict(re.findall(r"a=rtpmap:(\d+) ([A-Za-z0-9-]+)/", offer))
    kept = [n for n, name in known.items() if name.lower() in (*names.split(), "telephone-event")]
    offer = re.sub(r"(m=audio \d+ \S+) [^\r\n]*", rf"\1 {' '.join(kept)}", offer)
    pattern = r"a=(?:rtpmap|fmtp|rtcp-fb):(\d+) [^\r\n]*\r\n"
    return re.sub(pattern, lambda line: line[0] if line[1] in kept else "", offer)


@pytest.mark.parametrize(
    ("codec", "client_codecs", "is_transcoding"),
    [("opus", "", False), ("g722", "opus", True), ("opus", "pcma", True)],
)
async def test_speech_is_heard_at_both_ends(codec: str, client_codecs: str, is_transcoding: bool) -> None:
    """How well is judged in simulated time; here a loaded machine may cost some of it."""
    said, answered = computed_speech(1.5, seed=1), computed_speech(1.5, seed=2)
    devices = SpeechDevices(said)
    async with client_calls(Phone(codec), LOCAL, devices, client_codecs) as call:
        await call.client.wait_for(MediaConnected)
        begun = devices.begin()
        await call.phone.speak(answered)
        await heard_on(call)  # what is on its way is to be heard to its end
        counted = call.bridge.counters()["audio"]
        assert counted.is_transcoding == is_transcoding
        assert hearing.delays(answered, np.concatenate(devices.played[begun:]))
        assert hearing.delays(said, call.phone.sound())
        assert set(gaps(call.phone.packets())) == {1}
        assert not call.ended and not counted.foreign and not counted.malformed


async def heard_on(call: Call, seconds: float = 0.3) -> None:
    """Wait until the phone has heard, and the client has played, so many seconds more."""
    played = len(call.client.devices.played)
    await call.phone.hears(len(call.phone.heard) + round(seconds / 0.02))
    await eventually(lambda: len(call.client.devices.played) >= played + round(seconds / BLOCK_SECONDS))


async def test_a_phone_calls_and_both_hear_each_other() -> None:
    async with phone_calls(Phone("pcmu")) as call:
        await call.client.wait_for(MediaConnected)
        heard = asyncio.create_task(eventually(lambda: heard_tone(call.client) == pytest.approx(440, abs=10)))
        await call.phone.speak(tone(440, 0.6))
        await heard
        await call.phone.hears(20)
        assert strongest_frequency(call.phone.sound()[-9600:]) == pytest.approx(1000, abs=10)


async def test_an_invite_without_an_offer_and_early_media() -> None:
    async with ends(Phone("pcma")) as call:
        offer = await call.bridge.offer_to_client(None)
        ours = await call.bridge.answer_to_sip(await call.client.session.accept_offer(offer))
        call.phone.take(ours)
        await call.bridge.take_late_answer(call.phone.describe())
        await call.phone.hears(20)
    async with ends(Phone("pcma")) as call:
        offer = await call.bridge.offer_to_sip(await call.client.session.create_offer())
        call.phone.take(offer)
        first = await call.bridge.answer_to_client(call.phone.describe(), is_early=True)
        await call.client.session.accept_answer(first)
        await call.phone.hears(5)
        async with Phone("pcmu") as other:
            other.take(offer)
            assert await call.bridge.answer_to_client(other.describe()) == first
            await other.hears(20)
            assert {one.payload_type for one in other.packets()} == {0}
            assert not call.bridge.counters()["audio"].is_transcoding


def tone(frequency: float, seconds: float = 1.0) -> Samples:
    time_ = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (8000 * np.sin(2 * np.pi * frequency * time_)).astype(np.int16)


def heard_tone(end: End) -> float:
    return strongest_frequency(end.devices.heard(20)) if len(end.devices.played) >= 20 else 0.0


async def falls_silent(phone: Phone, seconds: float = 0.3) -> int:
    """Return how many packets the phone has heard once none has come for so many seconds."""
    async with asyncio.timeout(8):
        count = -1
        while count != len(phone.heard):
            count = len(phone.heard)
            await asyncio.sleep(seconds)
    return count


async def test_a_client_holds_and_takes_up_again() -> None:
    async with client_calls(Phone()) as call:
        await call.phone.hears(10)
        call.client.session.set_held(True)
        offer = await call.bridge.offer_to_sip(await call.client.session.create_offer())
        assert "a=inactive" in offer or "a=sendonly" in offer
        answer = call.phone.describe("inactive" if "a=inactive" in offer else "recvonly")
        await call.client.session.accept_answer(await call.bridge.answer_to_client(answer))
        held = await falls_silent(call.phone)
        call.client.session.set_held(False)
        call.phone.take(await call.bridge.offer_to_sip(await call.client.session.create_offer()))
        await call.client.session.accept_answer(await call.bridge.answer_to_client(call.phone.describe()))
        await call.phone.hears(held + 10)
        assert set(gaps(call.phone.packets())) == {1} and not call.ended


async def test_a_phone_holds_and_the_client_is_told() -> None:
    async with client_calls(Phone()) as call:
        await call.phone.hears(10)
        offer = await call.bridge.offer_to_client(call.phone.describe(address="0.0.0.0"))
        answer = await call.bridge.answer_to_sip(await call.client.session.accept_offer(offer))
        assert "a=recvonly" in answer
        await call.client.wait_for(RemoteHeld)
        held = await falls_silent(call.phone)
        offer = await call.bridge.offer_to_client(call.phone.describe())
        call.phone.take(await call.bridge.answer_to_sip(await call.client.session.accept_offer(offer)))
        await call.phone.hears(held + 10)
        assert call.client.session.remote_hold is False


async def test_a_client_finds_a_new_path_and_the_phone_hears_on() -> None:
    async with client_calls(Phone()) as call:
        await call.client.wait_for(MediaConnected)
        offer = await call.client.session.create_offer(restart_ice=True)
        call.phone.take(await call.bridge.offer_to_sip(offer))
        answer = await call.bridge.answer_to_client(call.phone.describe())
        await call.client.session.accept_answer(answer)
        ice = call.client.session._connection.ice
        await eventually(lambda: ice.restarts == 1)
        heard = len(call.phone.heard)
        await call.phone.hears(heard + 20)
        await eventually(lambda: bool(call.bridge._client and call.bridge._client._ice.restarts == 1))
        tone_heard = asyncio.create_task(
            eventually(lambda: heard_tone(call.client) == pytest.approx(440, abs=10))
        )
        await call.phone.speak(tone(440, 0.5))
        await tone_heard
        assert set(gaps(call.phone.packets())) == {1}


async def test_keys_are_heard_both_ways() -> None:
    async with client_calls(Phone()) as call:
        await call.client.wait_for(MediaConnected)
        await call.phone.speak(tone(300, 0.1))
        for key in "5#":
            await call.client.session.send_dtmf(key)
        await call.phone.press(7)
        await call.client.wait_for(DtmfReceived)
        await eventually(lambda: call.phone.keys() == [5, 11])
        pressed = [one for one in call.client.events if isinstance(one, DtmfReceived)]
        assert [one.key for one in pressed] == ["7"]
        assert set(gaps(call.phone.packets())) == {1}


async def test_keys_pass_between_clocks_while_sound_is_encoded_anew() -> None:
    async with client_calls(Phone("g722"), codecs="opus") as call:
        await call.phone.hears(5)
        await call.phone.speak(tone(300, 0.1))
        await call.client.session.send_dtmf("9")
        await call.phone.press(3)
        await call.client.wait_for(DtmfReceived)
        await eventually(lambda: call.phone.keys() == [9])
        assert set(gaps(call.phone.packets())) == {1}


async def test_keys_in_the_description_encrypt() -> None:
    key = Crypto(1, "AES_CM_128_HMAC_SHA1_80", bytes(range(30)))
    async with client_calls(Phone(key=key), SipMedia("127.0.0.1", encryption=Encryption.SDES)) as call:
        assert call.bridge.encryption is Encryption.SDES
        await call.phone.speak(tone(440, 0.3))
        await call.phone.hears(10)
        await eventually(lambda: bool(call.phone.reports), 8)
        assert not call.phone.unreadable and not call.bridge.counters()["audio"].unauthentic
        assert call.bridge.counters()["audio"].to_client > 10


async def test_packets_under_a_wrong_key_are_counted_and_change_nothing() -> None:
    key = Crypto(1, "AEAD_AES_256_GCM", bytes(44))
    async with ends(Phone(key=key), SipMedia("127.0.0.1", encryption=Encryption.SDES)) as call:
        offer = await call.bridge.offer_to_sip(await call.client.session.create_offer())
        call.phone.take(offer)
        told = Crypto(3, "AEAD_AES_256_GCM", b"x" * 44)
        said = call.phone.describe().replace(str(key), str(told))
        await call.client.session.accept_answer(await call.bridge.answer_to_client(said))
        await call.phone.speak(tone(440, 0.3))
        await eventually(lambda: call.bridge.counters()["audio"].unauthentic >= 14)
        assert call.bridge.counters()["audio"].to_client == 0 and not call.ended


async def test_strangers_neither_talk_nor_listen(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "core.service.gateway")
    stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    stranger.bind(("127.0.0.1", 0))
    stranger.setblocking(False)
    async with client_calls(Phone()) as call:
        await call.client.wait_for(MediaConnected)
        await call.phone.speak(tone(440, 0.2))
        await eventually(lambda: call.bridge.counters()["audio"].to_client == 10)
        for number in range(100):
            stranger.sendto(rtp(number, 160 * number, ssrc=9), call.phone.goal)
        heard = len(call.phone.heard)
        await call.phone.hears(heard + 10)
        await eventually(lambda: call.bridge.counters()["audio"].foreign == 100)
        assert call.bridge.counters()["audio"].to_client == 10
        with pytest.raises(BlockingIOError):
            stranger.recv(100)
    stranger.close()
    told = [one for one in caplog.messages if "of strangers" in one]
    assert len(told) == 1 and "dropped 100 packets of strangers, 0 malformed" in told[0]


async def test_a_phone_behind_nat_is_found_by_its_packets() -> None:
    async with ends(Phone()) as call, Phone() as private:
        call.phone.take(await call.bridge.offer_to_sip(await call.client.session.create_offer()))
        said = call.phone.describe(port=private.port)
        await call.client.session.accept_answer(await call.bridge.answer_to_client(said))
        await call.phone.speak(tone(440, 0.2))
        await call.phone.hears(10)


async def test_hostile_packets_are_counted_and_the_call_goes_on(seed: int) -> None:
    rng = random.Random(seed)
    async with client_calls(Phone()) as call:
        await call.client.wait_for(MediaConnected)
        await call.phone.speak(tone(440, 0.1))
        bad = [rng.randbytes(rng.randrange(1, 1600)) for _ in range(300)]
        bad += [b"\x80\xc9" + rng.randbytes(rng.randrange(0, 60)) for _ in range(50)]
        bad += [b"\x9f\x08" + rng.randbytes(14), rtp(0), b"\xbf" + rtp(1)[1:]]
        for one in bad:
            call.phone.rtp.sendto(one, call.phone.goal)
            call.phone.rtcp.sendto(one, (call.phone.goal[0], call.phone.goal[1] + 1))
        await call.phone.speak(tone(700, 0.3))
        heard = len(call.phone.heard)
        await call.phone.hears(heard + 20)
        assert not call.ended and call.bridge.counters()["audio"].malformed > 100


async def test_another_source_and_another_codec_in_a_call_go_on() -> None:
    async with ends(Phone("pcma")) as call:
        offer = await call.bridge.offer_to_sip(await call.client.session.create_offer())
        call.phone.take(offer)
        said = (
            call.phone.describe()
            .replace("AVP 8 101", "AVP 8 0 101")
            .replace("a=ptime", "a=rtpmap:0 PCMU/8000\r\na=ptime")
        )
        await call.client.session.accept_answer(await call.bridge.answer_to_client(said))
        await call.client.wait_for(MediaConnected)
        await call.phone.speak(tone(440, 0.2))
        call.phone.ssrc, call.phone.codec, call.phone.sequence = 77, "pcmu", 7
        heard = asyncio.create_task(eventually(lambda: heard_tone(call.client) == pytest.approx(700, abs=10)))
        await call.phone.speak(tone(700, 0.6))
        await heard


async def test_reports_reach_the_phone() -> None:
    async with client_calls(Phone()) as call:
        await call.client.wait_for(MediaConnected)
        await call.phone.speak(tone(440, 0.2))
        await eventually(lambda: bool(call.phone.reports), 8)
        (kind,) = struct.unpack_from("!xB", call.phone.reports[0])
        assert kind == 200
        block = struct.unpack_from("!L", call.phone.reports[0], 28)[0]
        assert block == call.phone.ssrc


async def test_a_call_of_which_nothing_comes_is_ended() -> None:
    async with client_calls(Phone(), SipMedia("127.0.0.1", silence_limit=30)) as call:
        call.bridge._watch(time.monotonic() + 29)
        assert not call.ended
        call.bridge._watch(time.monotonic() + 31)
        call.bridge._watch(time.monotonic() + 32)
        assert call.ended == ["Nothing has come from the other side for 30 seconds."]


async def test_a_held_call_may_be_silent() -> None:
    async with client_calls(Phone(), SipMedia("127.0.0.1", silence_limit=30)) as call:
        offer = await call.bridge.offer_to_client(call.phone.describe("inactive"))
        await call.bridge.answer_to_sip(await call.client.session.accept_offer(offer))
        call.bridge._watch(time.monotonic() + 1000)
        assert not call.ended


async def test_a_client_that_goes_ends_the_call() -> None:
    async with client_calls(Phone()) as call:
        await call.client.wait_for(MediaConnected)
        await call.client.session.close()
        await eventually(lambda: bool(call.ended))
        assert "client" in call.ended[0]


async def test_a_client_is_told_of_the_address_outside_a_nat() -> None:
    async with ends(Phone(), SipMedia("127.0.0.1", advertised="203.0.113.9")) as call:
        offer = await call.bridge.offer_to_client(call.phone.describe())
        found = re.findall(r"a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ (\S+)", offer)
        hosts = {
            int(port) for host, port, kind in found if kind == "host" and host != "127.0.0.1" and "." in host
        }
        outside = {int(port) for host, port, _ in found if host == "203.0.113.9"}
        assert outside and outside == hosts


async def test_when_all_ports_are_taken_calls_are_refused() -> None:
    async with ends(Phone(), ports=range(31_500, 31_502)) as call:
        await call.bridge.offer_to_sip(await call.client.session.create_offer())
        other = call.relays.bridge(LOCAL)
        with pytest.raises(MediaRefused) as refused:
            await other.offer_to_client(call.phone.describe())
        assert refused.value.status == 503
        await other.close()


async def test_a_closed_bridge_takes_nothing_more() -> None:
    async with ends(Phone()) as call:
        offer = await call.client.session.create_offer()
        await call.bridge.offer_to_sip(offer)
        await call.bridge.close()
        with pytest.raises(MediaRefused):
            await call.bridge.offer_to_sip(offer)
        await call.bridge.take_candidates("nonsense")
