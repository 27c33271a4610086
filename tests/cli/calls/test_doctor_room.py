"""The doctor's word on the room: chirps go out of a loudspeaker and come back to a microphone."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np
import pytest

from core.cli.calls import doctor
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.ports import Block, Device, DeviceKind
from tests.media.call_pair import ToneDevices


def silence() -> Block:
    return np.zeros(480, np.int16)


class RoomDevices(ToneDevices):
    """A loudspeaker whose sound comes back 80 ms later, at ``echo`` of its size, over a little noise.

    Both have one clock: the loudspeaker plays when the microphone hears, however late a busy machine lets it.
    """

    def __init__(self, echo: float) -> None:
        super().__init__(kinds=(DeviceKind.MICROPHONE, DeviceKind.SPEAKER))
        self._echo = echo
        self._air: deque[Block] = deque([silence()] * 8, maxlen=8)
        self._rng = np.random.default_rng(9)
        self._next_block = silence

    def devices(self) -> tuple[Device, ...]:
        return tuple(replace(device, is_acoustic=True) for device in super().devices())

    def open_microphone(self, device_id, on_block, on_failure):  # type: ignore[no-untyped-def]
        def hear(_block: Block) -> None:
            noise = self._rng.standard_normal(480) * 20
            on_block((self._air[0] * self._echo + noise).clip(-32_768, 32_767).astype(np.int16))
            self._air.append(self._next_block())

        return super().open_microphone(device_id, hear, on_failure)

    def open_speaker(self, device_id, next_block, on_failure):  # type: ignore[no-untyped-def]
        self._next_block = next_block
        return super().open_speaker(device_id, silence, on_failure)


@pytest.mark.parametrize(("echo", "words"), [(0.3, "fine"), (3.0, "turn it down"), (0.0, "headset")])
async def test_the_room_is_judged_in_words(echo: float, words: str) -> None:
    media = LocalMedia(RoomDevices(echo))
    assert doctor.can_judge_room(media)
    finding = await doctor.examine_room(media)
    media.close()
    assert words in finding.sentence
    assert finding.grade is (doctor.Grade.WEAK if echo > 1 else doctor.Grade.GOOD)


async def test_computed_devices_have_no_room() -> None:
    media = LocalMedia(FakeDevices())
    assert not doctor.can_judge_room(media)
    media.close()


def test_a_device_is_acoustic_unless_it_says_otherwise() -> None:
    assert Device("m", "M", DeviceKind.MICROPHONE).is_acoustic
