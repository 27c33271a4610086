"""The sound of other programs, on a real PulseAudio server: taken up, and sent in a call without our own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.media.devices.capture import LocalMedia
from core.media.devices.screens import FakeScreens
from core.media.session import MediaSession
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, DeviceKind, NoiseSuppression
from tests.bench.network.ends.speech import computed_speech
from tests.media.call_pair import ToneDevices, eventually
from tests.peers.core_thread import run, until
from tests.peers.players import LOUD, level, playing
from tests.peers.pulseaudio import PulseAudio
from ui.devices import QtDevices
from ui.devices.system_sound.host import NO_SERVER

pytestmark = pytest.mark.timeout(120)

MUSIC, OTHER_MUSIC, OWN, VOICE, FAR = 400, 700, 1000, 2500, 1600
"""Hz: two programs, what this one plays, what the microphone hears, what the far end says."""


class Hearer:
    """What was delivered, and what was said of it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.problems: list[str] = []

    def hear(self, block: Block) -> None:
        assert len(block) == BLOCK_SAMPLES and block.dtype == np.int16
        self.blocks.append(block)

    def level(self, tone: int) -> float:
        return level(np.concatenate(self.blocks[-50:]), tone) if len(self.blocks) >= 50 else 0.0


def decibels(one: float, other: float) -> float:
    return float(20 * np.log10(max(one, 1e-3) / max(other, 1e-3)))


@pytest.fixture
def host(pulseaudio: PulseAudio, qapp: object) -> Iterator[QtDevices]:
    devices = QtDevices()
    yield devices
    devices.close()


@pytest.fixture
def hearer(host: QtDevices) -> Iterator[Hearer]:
    made = Hearer()
    handle = host.open_system_sound(made.hear, made.problems.append)
    yield made
    handle.close()


def test_other_programs_are_heard_and_not_this_one(
    host: QtDevices, hearer: Hearer, pulseaudio: PulseAudio, qtbot: QtBot
) -> None:
    number = 0

    def own_tone() -> Block:
        nonlocal number
        times = (np.arange(BLOCK_SAMPLES) + number * BLOCK_SAMPLES) / SAMPLE_RATE
        number += 1
        return (LOUD * np.sin(2 * np.pi * OWN * times)).astype(np.int16)

    speaker = host.open_speaker("", own_tone, lambda failure: None)
    with playing(pulseaudio, MUSIC, OTHER_MUSIC):
        qtbot.waitUntil(
            lambda: min(hearer.level(MUSIC), hearer.level(OTHER_MUSIC)) > LOUD / 2, timeout=20_000
        )
        qtbot.waitUntil(lambda: number > 200, timeout=20_000)
        count = len(hearer.blocks)
        qtbot.waitUntil(lambda: len(hearer.blocks) > count + 100, timeout=20_000)
        own = decibels(hearer.level(MUSIC), hearer.level(OWN))
        print(f"this program's own sound is {own:.0f} dB below the others'")
        assert own > 60
    speaker.close()
    assert set(hearer.problems) <= {""}


def test_who_comes_later_or_goes_and_where_it_plays(
    hearer: Hearer, pulseaudio: PulseAudio, qtbot: QtBot
) -> None:
    modules = [
        pulseaudio.control("load-module", "module-null-sink", f"sink_name={name}")
        for name in ("second", "third")
    ]
    with playing(pulseaudio, MUSIC), playing(pulseaudio, OTHER_MUSIC, sink="third"):
        qtbot.waitUntil(lambda: hearer.level(MUSIC) > LOUD / 2, timeout=20_000)
        for default in ("second", "spk"):
            count = len(hearer.blocks)
            pulseaudio.control("set-default-sink", default)  # what plays on the default one moves along
            qtbot.waitUntil(lambda: len(hearer.blocks) > count + 100, timeout=20_000)  # noqa: B023
            assert hearer.level(MUSIC) > LOUD / 2
        assert hearer.level(OTHER_MUSIC) < 10, "who plays elsewhere is not heard"
        pulseaudio.control("set-default-sink", "third")
        qtbot.waitUntil(lambda: hearer.level(OTHER_MUSIC) > LOUD / 2, timeout=20_000)
    pulseaudio.control("set-default-sink", "spk")
    for module in modules:
        pulseaudio.control("unload-module", module)
    count = len(hearer.blocks)
    with playing(pulseaudio, OTHER_MUSIC):
        qtbot.waitUntil(lambda: len(hearer.blocks) > count + 100, timeout=20_000)
        assert hearer.level(OTHER_MUSIC) > LOUD / 2


def test_closing_it_is_no_death_of_the_sound_server(
    host: QtDevices, pulseaudio: PulseAudio, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(host.devices()) == 2, timeout=10_000)
    made, devices = Hearer(), host.devices()
    for number in range(3):
        handle = host.open_system_sound(made.hear, made.problems.append)
        qtbot.waitUntil(lambda: len(made.problems) == number + 1, timeout=10_000)  # noqa: B023
        assert made.problems[-1] == "" and host.devices() == devices
        handle.close()
    assert host.devices() == devices


class Call:
    """A call in which Ada has a real sound server, and Ben's voice is a tone."""

    def __init__(self, host: QtDevices) -> None:
        self.ben_hears = ToneDevices(FAR)
        self.ada = LocalMedia(host, FakeScreens(), host)
        self.ben = LocalMedia(self.ben_hears)
        # A pure tone is noise to a suppressor, and what a gain control makes of it is no measure.
        self.ada.suppress_noise(NoiseSuppression.OFF)
        self.ada.constrain(DeviceKind.MICROPHONE, {"autoGainControl": False, "echoCancellation": False})
        self.ada.select(DeviceKind.MICROPHONE, b"desk".hex())
        self.events: list[object] = []
        self.sessions = tuple(
            MediaSession(local, video=False, ice_servers=(), is_offerer=is_first, on_event=self.events.append)
            for local, is_first in ((self.ada, True), (self.ben, False))
        )

    def heard(self, tone: int) -> float:
        return level(self.ben_hears.heard(100), tone) if len(self.ben_hears.played) >= 100 else 0.0

    async def hears(self, tone: int, least: float) -> None:
        await eventually(lambda: self.heard(tone) > least, 20, f"{tone} Hz at the far end")

    async def offer(self) -> None:
        ada, ben = self.sessions
        await ada.accept_answer(await ben.accept_offer(await ada.create_offer()))


@asynccontextmanager
async def call(host: QtDevices) -> AsyncIterator[Call]:
    made = Call(host)
    try:
        await made.offer()
        yield made
    finally:
        for session in made.sessions:
            await session.close()
        made.ada.close()
        made.ben.close()


@pytest.fixture
def desk(pulseaudio: PulseAudio, host: QtDevices, qtbot: QtBot) -> Iterator[None]:
    """Have a microphone in which somebody hums, and which does not hear the speaker."""
    sink = pulseaudio.control("load-module", "module-null-sink", "sink_name=room", "rate=48000")
    source = pulseaudio.control(
        "load-module", "module-remap-source", "source_name=desk", "master=room.monitor"
    )
    with playing(pulseaudio, VOICE, sink="room"):
        qtbot.waitUntil(lambda: any(d.id == b"desk".hex() for d in host.devices()), timeout=10_000)
        yield
    pulseaudio.control("unload-module", source)
    pulseaudio.control("unload-module", sink)


def test_music_goes_with_the_screen_and_the_far_end_does_not_hear_itself(
    host: QtDevices, desk: None, pulseaudio: PulseAudio, qtbot: QtBot
) -> None:
    async def work() -> None:
        async with call(host) as made:
            ada = made.sessions[0]
            with playing(pulseaudio, MUSIC):
                await made.hears(VOICE, 1_000)
                assert made.heard(MUSIC) < 50, "nothing of it before it is shared"
                ada.share_screen("fake:screen", with_sound=True)
                await made.offer()
                await made.hears(MUSIC, LOUD / 4)
                await until(lambda: len(made.ben_hears.played) > 300)
                await asyncio.sleep(1)  # a second in which an echo would come
                music, voice, echo = (made.heard(tone) for tone in (MUSIC, VOICE, FAR))
                print(f"music {music:.0f}, microphone {voice:.0f}, the far end's own voice {echo:.1f}")
                assert voice > 1_000, "the microphone goes on being sent"
                assert decibels(LOUD, echo) > 30
                ada.set_muted(True)
                await eventually(lambda: made.heard(VOICE) < 50, 20, "silence of the microphone")
                assert made.heard(MUSIC) > LOUD / 4, "mute means the microphone"
                ada.set_muted(False)
                ada.stop_sharing()
                await made.offer()
                await eventually(lambda: made.heard(MUSIC) < 50, 20, "silence after sharing")
                await made.hears(VOICE, 1_000)

    run(qtbot, work)


def test_what_the_microphone_hears_of_it_is_not_sent_again(
    host: QtDevices, pulseaudio: PulseAudio, qtbot: QtBot
) -> None:
    """The default microphone hears the default speaker, at once and as loud: no room is worse."""
    heard: list[float] = []
    sent: list[float] = []

    def energy(block: Block) -> float:
        return float(np.mean(block.astype(float) ** 2))

    async def work() -> None:
        ada = LocalMedia(host, FakeScreens(), host)
        ada.suppress_noise(NoiseSuppression.OFF)
        ada.constrain(DeviceKind.MICROPHONE, {"autoGainControl": False})
        ada.pipeline.on_raw = lambda block: heard.append(energy(block))
        deliver = ada.pipeline._deliver
        ada.pipeline._deliver = lambda block: (sent.append(energy(block)), deliver(block))[1]
        leases = [ada.acquire_microphone(), ada.acquire_speaker()]
        shares: list[Block] = []
        with playing(pulseaudio, computed_speech(8.0)):
            await until(lambda: len(sent) > 300)
            before = level_change(heard, sent)
            share = ada.system_sound.open_system_sound(shares.append, lambda problem: None)
            await until(lambda: len(shares) > 500)  # five seconds to learn how far the two are apart
            del heard[:], sent[:]
            await until(lambda: len(sent) > 300)
            shared = level_change(heard, sent)
            share.close()
        for lease in leases:
            lease.release()
        ada.close()
        print(
            f"of the others' sound the microphone sends {before:.1f} dB, while it is shared {shared:.1f} dB"
        )
        assert abs(before) < 3 and shared < -12

    run(qtbot, work)


def level_change(heard: list[float], sent: list[float]) -> float:
    return float(10 * np.log10((np.mean(sent) + 1e-9) / (np.mean(heard) + 1e-9)))


def test_the_server_s_death_is_said_and_survived(
    hearer: Hearer, pulseaudio: PulseAudio, qtbot: QtBot
) -> None:
    with playing(pulseaudio, MUSIC):
        qtbot.waitUntil(lambda: hearer.level(MUSIC) > LOUD / 2, timeout=20_000)
        pulseaudio.stop()
        qtbot.waitUntil(lambda: hearer.problems[-1] == NO_SERVER, timeout=20_000)
    pulseaudio.start()
    qtbot.waitUntil(lambda: hearer.problems[-1] == "", timeout=20_000)
    count = len(hearer.blocks)
    with playing(pulseaudio, OTHER_MUSIC):
        qtbot.waitUntil(lambda: len(hearer.blocks) > count + 100, timeout=20_000)
        assert hearer.level(OTHER_MUSIC) > LOUD / 2
    assert hearer.problems == ["", NO_SERVER, ""]
