"""Pressed keys: the reports that leave, what comes of those that arrive, and both over a call."""

from __future__ import annotations

import asyncio
import random
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.audio.playout.buffer import PlayoutBuffer
from core.media.codecs.audio_decoders import create_audio_decoder
from core.media.media_events import DtmfReceived, MediaFailed
from core.media.rtp.sending.key_sender import MAX_WAITING, CannotSendKeys, KeySender
from core.media.rtp.telephone_event import (
    END_COPIES,
    KEYS,
    LONGEST_SEGMENT,
    IncomingEvents,
    KeyPress,
    OutgoingEvent,
    event_code,
    event_seconds,
)
from core.media.sdp.description import parse_description
from core.media.sdp.telephone_events import event_types, types_to_answer, types_to_offer, with_events
from tests.media.call_pair import End, ToneDevices, call_pair, eventually
from tests.media.test_hold import set_held
from tests.media.test_impairment import lose
from tests.media.test_session import hears

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")

Report = tuple[int, bytes]


def reports(code: int, seconds: float, clock: int = 48_000, at: int = 0) -> list[tuple[int, bytes, bool]]:
    """Return timestamp (in 48 kHz samples), payload and marker of each report of one press."""
    event = OutgoingEvent(code, seconds, clock_rate=clock, sample_rate=48_000)
    out = []
    while True:
        packet = event.next_packet(at, 960)
        out.append((packet.start, packet.payload, packet.is_marked))
        at += 960
        if packet.is_last:
            return out


@pytest.mark.parametrize("clock", [48_000, 8_000])
def test_a_press_is_told_as_the_rfc_wants(clock: int) -> None:
    sent = reports(5, 0.16, clock)
    fields = [struct.unpack("!BBH", payload) for _, payload, _ in sent]
    assert {start for start, _, _ in sent} == {0}
    assert [is_marked for _, _, is_marked in sent] == [True] + [False] * (len(sent) - 1)
    assert {code for code, _, _ in fields} == {5} and {volume & 0x3F for _, volume, _ in fields} == {10}
    durations = [duration for _, _, duration in fields]
    step = clock // 50
    assert durations == [step * n for n in range(1, 9)] + [step * 8] * (END_COPIES - 1)
    assert [flags >> 7 for _, flags, _ in fields] == [0] * 7 + [1] * END_COPIES


def test_a_long_press_goes_on_in_segments() -> None:
    sent = reports(1, 3.0)
    starts = sorted({start for start, _, _ in sent})
    assert starts == [0, LONGEST_SEGMENT, 2 * LONGEST_SEGMENT]
    assert [is_marked for _, _, is_marked in sent].count(True) == 1
    last = {start: struct.unpack("!BBH", payload) for start, payload, _ in sent}
    assert [last[start][2] for start in starts] == [LONGEST_SEGMENT] * 2 + [144_000 - 2 * LONGEST_SEGMENT]
    assert [last[start][1] >> 7 for start in starts] == [0, 0, 1]
    assert received([(s, p) for s, p, _ in sent]) == [KeyPress("1", 3.0)]


def received(packets: list[Report], clock: int = 48_000) -> list[KeyPress]:
    events = IncomingEvents()
    presses = [press for at, payload in packets for press in events.take(at, payload, clock)[0]]
    return presses + events.conclude()


def dialled(keys: str, seconds: float = 0.16, at: int = 0) -> list[list[Report]]:
    """Return the reports of each key in ``keys``, the least gap apart."""
    out = []
    for key in keys:
        sent = reports(event_code(key), seconds, at=at)
        out.append([(start & 0xFFFFFFFF, payload) for start, payload, _ in sent])
        at += 960 * len(sent) + 3360
    return out


ALL = st.text(alphabet=KEYS, min_size=1, max_size=6)


@given(keys=ALL, start=st.integers(0, 2**32 - 1), data=st.data())
def test_each_key_is_told_once_whatever_is_lost_or_doubled(
    keys: str, start: int, data: st.DataObject
) -> None:
    packets: list[Report] = []
    for sent in dialled(keys, at=start):
        kept = data.draw(st.lists(st.sampled_from(sent), min_size=1, max_size=12))
        packets += sorted(kept, key=sent.index) if data.draw(st.booleans()) else kept
    told = received(packets)
    assert "".join(press.key for press in told) == keys
    assert all(0 < press.seconds <= 0.16 for press in told)


@given(keys=ALL, data=st.data())
def test_reordering_over_a_few_packets_doubles_no_key(keys: str, data: st.DataObject) -> None:
    packets = [packet for sent in dialled(keys) for packet in sent]
    order = [index + data.draw(st.integers(0, 3)) for index in range(len(packets))]
    shuffled = [packet for _, packet in sorted(zip(order, packets, strict=True), key=lambda pair: pair[0])]
    assert "".join(press.key for press in received(shuffled)) == keys


@given(
    st.lists(
        st.tuples(st.integers(0, 2**32 - 1), st.binary(max_size=12), st.sampled_from([8000, 48_000])),
        max_size=60,
    )
)
def test_garbage_is_no_more_keys_than_packets(packets: list[tuple[int, bytes, int]]) -> None:
    events = IncomingEvents()
    told = 0
    for timestamp, payload, clock in packets:
        presses, seconds = events.take(timestamp, payload, clock)
        told += len(presses)
        assert 0 <= seconds <= 0.06 and all(press.key in KEYS for press in presses)
    assert told + len(events.conclude()) <= len(packets) and len(events._told) <= 16


@pytest.mark.parametrize("key", ["", "12", "E", " ", "é", "\0"])
def test_there_is_no_such_key(key: str) -> None:
    with pytest.raises(ValueError, match="there is no key"):
        event_code(key)


def test_durations_are_made_to_fit() -> None:
    assert [event_seconds(s) for s in (-1, 0.01, 0.2, 60)] == [0.04, 0.04, 0.2, 6.0]
    for nonsense in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="cannot be pressed"):
            event_seconds(nonsense)


async def test_keys_wait_for_their_turn_and_keep_their_distance() -> None:
    keys = KeySender()
    keys.types = {8000: 97}
    pressed = [asyncio.create_task(keys.press(code, 0.04)) for code in (1, 2)]
    await asyncio.sleep(0)
    frames = [(at, keys.take_frame(at, 960, 48_000)) for at in range(0, 20 * 960, 960)]
    await asyncio.gather(*pressed)
    events = [(at, packet.start) for at, packet in frames if packet is not None]
    first_end = max(at for at, start in events if start == 0) + 960
    second = min(start for _, start in events if start)
    assert (second - first_end) / 48 >= 70
    assert keys.payload_type == 97, "another clock than the codec's is better than none"


async def test_keys_are_bounded_and_given_up_together() -> None:
    keys = KeySender()
    with pytest.raises(CannotSendKeys):
        await keys.press(1, 0.1)
    keys.types = {48_000: 110}
    waiting = [asyncio.create_task(keys.press(1, 0.1)) for _ in range(MAX_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(CannotSendKeys):
        await keys.press(1, 0.1)
    waiting[1].cancel()
    await asyncio.wait([waiting[1]])
    assert keys.take_frame(0, 960, 48_000) is not None
    keys.cancel("the call is over")
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, CannotSendKeys | asyncio.CancelledError) for one in results)
    assert keys.take_frame(960, 960, 48_000) is None


def section(*maps: str) -> str:
    numbers = " ".join(one.split()[0] for one in maps)
    return f"m=audio 9 UDP/TLS/RTP/SAVPF {numbers}\r\n" + "".join(f"a=rtpmap:{one}\r\n" for one in maps)


def parsed(text: str):  # type: ignore[no-untyped-def]
    return parse_description("v=0\r\n" + text).sections[0]


def test_types_collide_with_none_and_follow_the_clocks_of_the_sound() -> None:
    ours = parsed(section("96 opus/48000/2", "0 PCMU/8000"))
    assert types_to_offer(ours, {96, 0, 97}) == {48_000: 110, 8_000: 126}
    assert types_to_offer(ours, set(range(96, 128)) - {99}) == {48_000: 99}
    assert types_to_offer(parsed(section("0 PCMU/8000")), {0, 126}) == {8_000: 110}
    theirs = parsed(
        section(
            "111 opus/48000/2",
            "101 telephone-event/8000",
            "102 telephone-event/48000",
            "0 telephone-event/8000",
        )
    )
    assert event_types(theirs) == {8_000: 101, 48_000: 102}
    assert types_to_answer(parsed(section("111 opus/48000/2")), theirs) == {48_000: 102}
    text = with_events(section("96 opus/48000/2"), {48_000: 110})
    assert text.startswith("m=audio 9 UDP/TLS/RTP/SAVPF 96 110\r\n") and "a=fmtp:110 0-15\r\n" in text
    assert with_events(text, {48_000: 110}) == text


def feed(
    buffer: PlayoutBuffer, clock: list[float], packets: list[tuple[int, object]], blocks: int
) -> list[int]:
    """Put one packet per 20 ms and pull two blocks; return the peak of each block, -1 for none."""
    peaks = []
    for number in range(blocks):
        for sequence, what in packets[number : number + 1]:
            if isinstance(what, bytes):
                buffer.put(sequence, 0, what, number * 160, 8000)
            elif isinstance(what, int):
                buffer.put_silence(sequence)
        for _ in range(2):
            clock[0] += 0.01
            block = buffer.next_block()
            peaks.append(-1 if block is None else int(np.abs(block.astype(np.int32)).max()))
    return peaks


def test_the_buffer_hears_silence_and_sees_no_gap() -> None:
    from aiortc.codecs import CODECS

    codec = next(one for one in CODECS["audio"] if one.mimeType == "audio/PCMU")
    clock = [0.0]
    buffer = PlayoutBuffer(lambda: clock[0])
    buffer.set_decoders({0: create_audio_decoder(codec)})
    loud = bytes([0x10, 0x90] * 80)
    packets = list(enumerate([*[loud] * 20, *[960] * 10, *[loud] * 30]))
    peaks = feed(buffer, clock, packets, 60)
    assert buffer.counters.concealed == 0 and buffer.counters.late_packets == 0
    heard = peaks[peaks.index(max(peaks)) :]
    assert heard.count(0) >= 18, "the press is silence"
    assert max(peaks) <= max(peaks[:30]), "a report is never played"


async def test_keys_arrive_once_in_order_and_sound_goes_on(seed: int) -> None:
    async with call_pair(video=False, caller_devices=ToneDevices(700)) as (caller, callee):
        await eventually(lambda: hears(callee, 700, 20), what="sound before")
        lost = lose(callee, 0.1, seed)
        dialled_keys = "".join(random.Random(seed).sample(KEYS, 6))
        for key in dialled_keys:
            await caller.session.send_dtmf(key, 0.1)
        await eventually(lambda: len(told(callee)) >= len(dialled_keys), 3, "keys")
        assert "".join(press.key for press in told(callee)) == dialled_keys
        assert all(0.0 < press.duration <= 0.1 for press in told(callee))
        assert lost
        await eventually(lambda: hears(callee, 700, 20), what="sound after")
        assert not callee.has(MediaFailed)


def told(end: End) -> list[DtmfReceived]:
    return [event for event in end.events if isinstance(event, DtmfReceived)]


async def test_both_ends_take_keys_and_nothing_is_concealed() -> None:
    async with call_pair(video=False) as (caller, callee):
        await eventually(lambda: hears(callee, 1000, 20) and hears(caller, 1000, 20), what="sound")
        assert caller.session.can_send_dtmf and callee.session.can_send_dtmf
        before = (await callee.session.stats()).track("audio", "inbound-rtp")
        await asyncio.gather(caller.session.send_dtmf("5", 0.2), callee.session.send_dtmf("#"))
        await eventually(lambda: bool(told(caller) and told(callee)), what="keys")
        assert told(callee) == [DtmfReceived("5", 0.2)] and told(caller) == [DtmfReceived("#", 0.16)]
        await eventually(lambda: hears(callee, 1000, 20), what="sound after")
        after = (await callee.session.stats()).track("audio", "inbound-rtp")
        assert int(after["packetsLost"]) == 0
        assert int(after["concealedSamples"]) == int(before["concealedSamples"])


async def test_no_key_while_held_and_one_under_way_is_given_up() -> None:
    async with call_pair(video=False) as (caller, callee):
        await eventually(lambda: hears(callee, 1000, 20), what="sound")
        pressing = asyncio.create_task(caller.session.send_dtmf("1", 5.0))
        await asyncio.sleep(0.1)
        await set_held(caller, callee, True)
        with pytest.raises(CannotSendKeys):
            await pressing
        assert not caller.session.can_send_dtmf and not callee.session.can_send_dtmf
        for end in (caller, callee):
            with pytest.raises(CannotSendKeys):
                await end.session.send_dtmf("1")
        with pytest.raises(ValueError, match="no key"):
            await caller.session.send_dtmf("x")
        await set_held(caller, callee, False)
        await callee.session.send_dtmf("2", 0.05)
        await eventually(lambda: [p.key for p in told(caller)] == ["2"], what="a key after the hold")
        await eventually(lambda: len(told(callee)) > 0, what="the key whose end never came")
        assert [press.key for press in told(callee)] == ["1"]
