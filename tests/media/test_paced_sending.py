"""One place from which a transport's packets leave: order, numbers, shares, and no timer without work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.media.congestion.sending.allocation import Allocation
from core.media.congestion.sending.pacer import Priority
from core.media.transport.outgoing_packet import OVERHEAD, OutgoingPacket
from core.media.transport.paced_sending import START_TOLD, START_UNTOLD, PacedSending
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_task_left")


class Sender:
    """A participant that remembers what it was told."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.is_sending = True
        self.shares: list[Allocation] = []
        self.keyframes = 0

    def take_share(self, share: Allocation) -> None:
        self.shares.append(share)

    def redundant(self, size: int) -> OutgoingPacket | None:
        return OutgoingPacket(bytearray(size))

    def want_keyframe(self) -> None:
        self.keyframes += 1


class Wire:
    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.is_cut = False

    def take(self, data: bytes) -> None:
        if self.is_cut:
            raise ConnectionError("cut")
        self.sent.append(data)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    yield Wire()


def packet(mark: int, size: int = 1000) -> OutgoingPacket:
    """Return a packet whose last byte is ``mark`` and whose number is at 2."""
    return OutgoingPacket(bytearray(size - 1) + bytes([mark]), number_at=2)


async def test_sound_passes_pictures_that_wait_and_all_are_numbered_as_they_leave(wire: Wire) -> None:
    sending = PacedSending(wire.take)
    video = Sender("video")
    sending.add(video, is_numbered=True)
    sending.send([packet(1) for _ in range(20)], Priority.VIDEO, starts_keyframe=True)
    left_at_once = len(wire.sent)
    assert 0 < left_at_once < 15, "what is more than a picture's worth waits"
    sending.send([packet(2, 100)], Priority.AUDIO)
    assert wire.sent[left_at_once][-1] == 2, "the next to leave"
    await eventually(lambda: len(wire.sent) >= 21, what="the rest")
    numbers = [int.from_bytes(data[2:4], "big") for data in wire.sent]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sending.control.is_idle and sending._timer is None, "no timer without work"
    sending.close()


async def test_shares_are_given_by_who_is_there(wire: Wire) -> None:
    sending = PacedSending(wire.take)
    audio, video = Sender("audio"), Sender("video")
    sending.add(audio, is_numbered=True)
    assert audio.shares[-1].pictures == 0 and audio.shares[-1].sound > 0
    sending.add(video, is_numbered=True)
    share = video.shares[-1]
    assert share == audio.shares[-1]
    assert share.pictures + share.sound_on_the_wire == START_TOLD
    sending.discard(video)
    sending.discard(video)
    sending.take_remb(100_000)
    assert audio.shares[-1].pictures == 0
    sending.close()


async def test_without_feedback_the_first_rate_is_higher_and_the_receiver_s_estimate_is_followed(
    wire: Wire,
) -> None:
    sending = PacedSending(wire.take)
    sending.add(Sender("video"), is_numbered=False)
    assert sending.bitrate == START_UNTOLD
    sending.take_remb(400_000)
    assert sending.bitrate == 400_000
    sending.take_remb(900_000)
    assert sending.bitrate == 900_000
    sending.close()


async def test_what_waits_at_a_pause_never_leaves_and_a_keyframe_is_asked_for_once(wire: Wire) -> None:
    sending = PacedSending(wire.take)
    video = Sender("video")
    sending.add(video, is_numbered=True)
    sending.send([packet(1) for _ in range(25)], Priority.VIDEO, starts_keyframe=True)
    before, video.is_sending = len(wire.sent), False
    sending.send([packet(2)], Priority.AUDIO)
    await asyncio.sleep(0.05)
    assert len(wire.sent) == before + 1 and sending.control.is_idle
    video.is_sending = True
    for _ in range(5):
        sending.send([packet(2, 100)], Priority.AUDIO)
        sending.send([packet(3)], Priority.VIDEO)
    assert video.keyframes == 1 and all(data[-1] != 3 for data in wire.sent)
    sending.send([packet(4)], Priority.VIDEO, starts_keyframe=True)
    await eventually(lambda: wire.sent[-1][-1] == 4, what="the keyframe")
    sending.close()


async def test_a_cut_wire_costs_its_packets_and_close_ends_everything(wire: Wire) -> None:
    sending = PacedSending(wire.take)
    sending.add(Sender("video"), is_numbered=True)
    wire.is_cut = True
    sending.send([packet(1)], Priority.AUDIO)
    assert sending.unsent == 1 and not wire.sent
    wire.is_cut = False
    sending.send([packet(1) for _ in range(30)], Priority.VIDEO, starts_keyframe=True)
    sending.close()
    before = len(wire.sent)
    sending.send([packet(1)], Priority.AUDIO)
    await asyncio.sleep(0.05)
    assert len(wire.sent) == before


def test_a_packet_takes_more_on_the_wire_than_it_is_long() -> None:
    one = packet(7, 500)
    one.sequence = 0xFFFF
    assert one.size == 500 + OVERHEAD and one.sequence == 0xFFFF
    one.stamp(None, 1.0)
    assert one.data[2:4] == b"\xff\xff", "no number, no change"


async def test_one_picture_packet_leaves_at_once_numbered_and_in_order() -> None:
    left: list[bytes] = []
    sending = PacedSending(lambda data: left.append(bytes(data)))
    sending.add(Sender("video"), is_numbered=True)
    packets = [OutgoingPacket(bytearray(1000), number_at=20) for _ in range(16)]
    for number, packet in enumerate(packets):
        packet.data[0] = number
        sending.send_picture(packet)
    assert 0 < len(left) < 16
    await eventually(lambda: len(left) == 16)
    assert [data[0] for data in left] == list(range(16))
    numbers = [int.from_bytes(data[20:22], "big") for data in left]
    assert numbers == list(range(numbers[0], numbers[0] + 16))
    sending.close()
    sending.send_picture(packets[0])
    assert len(left) == 16
