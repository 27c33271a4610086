"""The speaker of Qt over a sink that does what a test says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtMultimedia import QAudioDevice, QAudioSink, QtAudio

from core.ports import BLOCK_SAMPLES, Block, DeviceKind
from ui.devices.handle import Handle
from ui.devices.sound.blocks import BLOCK_BYTES
from ui.devices.sound.qt.streams import LEAST_WRITE, SpeakerStream, sound_format

pytestmark = pytest.mark.qt_log_ignore("No audio device detected")

BUFFER = 4 * BLOCK_BYTES


class ScriptedSink(QAudioSink):
    """A buffer of four blocks that is empty at first; a greedy one is never full."""

    def __init__(self, *, is_greedy: bool) -> None:
        super().__init__(QAudioDevice(), sound_format())
        self.is_greedy = is_greedy
        self.taken = QBuffer()
        self.taken.open(QIODevice.OpenModeFlag.ReadWrite)
        self.played = 0

    def start(self) -> QIODevice:  # type: ignore[override]
        return self.taken

    def error(self) -> QtAudio.Error:
        return QtAudio.Error.NoError

    def bufferSize(self) -> int:
        return BUFFER

    def bytesFree(self) -> int:
        return BUFFER if self.is_greedy else BUFFER - (self.taken.size() - self.played)


class Speaker(SpeakerStream):
    def __init__(self, sink: ScriptedSink) -> None:
        self.sink, self.blocks = sink, 0
        listing: Any = type("Listing", (), {"find": lambda *_: QAudioDevice()})()
        super().__init__(Handle("", DeviceKind.SPEAKER, lambda failure: None), listing, self._next)

    def _next(self) -> Block:
        self.blocks += 1
        return np.full(BLOCK_SAMPLES, self.blocks, np.int16)

    def _make_endpoint(self, device: QAudioDevice) -> QAudioSink:
        return self.sink


@pytest.mark.parametrize("is_greedy", [False, True])
def test_a_turn_writes_no_more_than_a_buffer_holds(qapp: QObject, is_greedy: bool) -> None:
    sink = ScriptedSink(is_greedy=is_greedy)
    speaker = Speaker(sink)
    assert speaker._open()
    for turn in range(1, 4):
        speaker._tick()
        assert sink.taken.size() == (turn * BUFFER if is_greedy else BUFFER)
    speaker._handle.close()
    speaker._tick()
    assert sink.taken.size() == (3 * BUFFER if is_greedy else BUFFER)


def test_blocks_are_cut_where_the_buffer_is_full_and_go_on_there(qapp: QObject) -> None:
    sink = ScriptedSink(is_greedy=False)
    speaker = Speaker(sink)
    assert speaker._open()
    for played in (0, LEAST_WRITE, BLOCK_BYTES, BLOCK_BYTES + LEAST_WRITE, 3 * BLOCK_BYTES):
        sink.played = played
        speaker._tick()
    written = np.frombuffer(bytes(sink.taken.data().data()), np.int16)
    assert len(written) * 2 == BUFFER + 3 * BLOCK_BYTES
    assert (written == 1 + np.arange(len(written)) // BLOCK_SAMPLES).all()
