"""Speech between a client and a baresip by the gateway: what each says, and what comes out at the other."""

from __future__ import annotations

import asyncio
import contextlib
import wave
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.media.devices.files import FileDevices
from core.ports import SAMPLE_RATE
from tests.bench.acoustics import speech
from tests.bench.gateway.relays import ENGINE_PORTS, rtpengine
from tests.bench.network.scoring.hearing import delays, lost_share
from tests.bench.network.scoring.speech_quality import quality
from tests.peers.baresip import Baresip
from tests.peers.conftest import need
from tests.peers.exchange import Exchange
from tests.peers.kamailio.process import Kamailio, find_kamailio

SECONDS = 5.0
"""How long each speaks before it begins anew."""

LISTEN = 2 * SECONDS + 2.0
"""Seconds of a call in which a whole round of each is heard, whenever it began."""

Sound = NDArray[np.int16]


@dataclass(frozen=True)
class Heard:
    """What became of the speech of one direction."""

    found: float
    """Share of its stretches that were found again."""
    lost: float
    """Share of it in whose place was silence."""
    quality: float | None
    """ViSQOL's opinion, 1 to 5; None where that is not installed."""

    def __str__(self) -> str:
        score = f"{self.quality:.2f}" if self.quality is not None else "-"
        return f"{100 * self.found:.0f} % found, {100 * self.lost:.1f} % lost, quality {score}"


class SpeakingBaresip(Baresip):
    """A phone that says what is in ``speech.wav`` of its folder, and writes down all that it hears."""

    def _run(self) -> None:
        # It hangs up when its file ends.
        write(self.folder / "speech.wav", np.tile(voices()[1], 6))
        path = self.folder / "config"
        said = f"audio_source aufile,{self.folder / 'speech.wav'}\naudio_channels 1\nausrc_channels 1\n"
        rates = f"ausrc_srate {SAMPLE_RATE}\nsnd_path {self.folder}\n"
        kept = path.read_text().replace("audio_source aubridge,echo\n", "")
        path.write_text(said + rates + kept.replace("module uuid.so", "module sndfile.so\nmodule uuid.so"))
        super()._run()

    def heard(self) -> Sound:
        """Return what has come so far."""
        [dump] = self.folder.glob("dump-*-dec.wav")
        return read(dump)


def voices() -> tuple[Sound, Sound]:
    """Return what the client and the phone say, over and over."""
    texts = ((speech.FAR, "en-us+f3"), (speech.NEAR, "en-gb"))
    first, second = (np.rint(4 * speech.spoken(*one, SECONDS) * 32_767) for one in texts)
    return first.astype(np.int16), second.astype(np.int16)


def write(path: Path, sound: Sound) -> None:
    """Write a WAV file of 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(sound.tobytes())


def read(path: Path) -> Sound:
    """Return what a WAV file that may still be written to holds, as one channel of 48 kHz."""
    data = path.read_bytes()
    channels, rate = (int.from_bytes(data[at : at + size], "little") for at, size in ((22, 2), (24, 4)))
    samples = np.frombuffer(data[44 : len(data) - (len(data) - 44) % (2 * channels)], "<i2")
    one = samples.reshape(-1, channels)[:, 0].astype(np.float64)
    times = np.arange(len(one) * SAMPLE_RATE // rate) * (rate / SAMPLE_RATE)
    return np.rint(np.interp(times, np.arange(len(one)), one)).astype(np.int16)


def judge(said: Sound, recording: Sound) -> Heard:
    """Find the last whole round of ``said`` in ``recording`` and compare it."""
    start = _last_round(said, recording)
    if start is None:
        return Heard(0.0, 1.0, None)
    heard = recording[start:]
    found = delays(said, heard)
    windows = len(range(0, len(said) - SAMPLE_RATE, SAMPLE_RATE // 4))
    lost = lost_share(said, heard, found)
    return Heard(len(found) / windows, 1.0 if lost is None else lost, quality(said, heard))


def _last_round(said: Sound, recording: Sound) -> int | None:
    """Return at which sample a whole round of ``said`` begins, a little early."""
    step = 24
    whole, piece = recording[::step].astype(np.float64), said[::step].astype(np.float64)
    lags = len(whole) - len(piece) - SAMPLE_RATE // step
    if lags <= 0:
        return None
    size = 1 << (len(whole) + len(piece)).bit_length()
    product = np.fft.irfft(np.fft.rfft(whole, size) * np.conj(np.fft.rfft(piece, size)), size)[:lags]
    return max(0, int(np.argmax(product)) * step - SAMPLE_RATE // 20)


class ProvidersEdge(Kamailio):
    """A proxy that has every call's media pass through rtpengine, before one phone."""

    config = "relay.cfg"


@contextlib.asynccontextmanager
async def way_to(phone: SpeakingBaresip, transport: str, folder: Path) -> AsyncIterator[str]:
    """Return how the phone is called: over ``transport``, or, ``engine``, through a provider's edge."""
    if transport != "engine":
        yield phone.uri(transport)
        return
    program = find_kamailio("rtpengine") or need("Kamailio's rtpengine module")
    need("rtpengine")
    async with rtpengine():
        edge = ProvidersEdge(program, folder)
        edge.set_values(ENGINE=str(ENGINE_PORTS[0] - 1), PHONE=str(phone.port))
        edge.start()
        try:
            yield f"{phone.user}@127.0.0.1:{edge.port}"
        finally:
            edge.stop()


async def converse(exchange: Exchange, transport: str, account: str, encryption: str) -> tuple[Heard, Heard]:
    """Have a client call a phone; return what became of the client's speech, and of the phone's."""
    ours, theirs = voices()
    write(exchange.folder / "ours.wav", ours)
    phone = await exchange.phone(account, kind=SpeakingBaresip)
    await exchange.open(authorities=phone.folder / "service.pem", encryption=encryption)
    devices = FileDevices(audio_in=exchange.folder / "ours.wav", audio_out=exchange.folder / "heard.wav")
    alice, heard = await exchange.client("alice", devices)
    async with way_to(phone, transport, phone.folder) as uri:
        call = await alice.callClient.callSip(uri)
        call.addListener(heard)
        await heard.hears("established")
        await phone.event("CALL_ESTABLISHED")
        await asyncio.sleep(LISTEN)  # the recordings have to be that long
        call.hangup()
        await phone.event("CALL_CLOSED")
    there = await asyncio.to_thread(judge, ours, phone.heard())
    here = await asyncio.to_thread(judge, theirs, read(exchange.folder / "heard.wav"))
    return there, here
