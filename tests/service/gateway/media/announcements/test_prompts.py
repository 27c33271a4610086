"""Prompts from a folder: which names are any, what can be decoded, and what is not let out of the folder."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ports import SAMPLE_RATE
from core.service.gateway.media.announcements import decoding
from core.service.gateway.media.announcements.decoding import decode
from core.service.gateway.media.announcements.naming import PromptError, prompts_of
from core.service.gateway.media.announcements.prompts import Prompts
from core.service.gateway.media.announcements.speech import Speech
from core.service.gateway.networks import Networks
from tests.media.call_pair import strongest_frequency
from tests.service.gateway.media.announcements.sounds import encoded, save, wav


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(tmp_path / "prompts", "welcome.wav", wav())
    save(tmp_path, "secret.wav", wav())
    return tmp_path / "prompts"


def prompts(folder: Path | None) -> Prompts:
    return Prompts(folder, Networks(()), Speech(None))


@pytest.mark.parametrize("name", ["welcome", "welcome.wav"])
async def test_a_file_of_the_folder(folder: Path, name: str) -> None:
    sound = await prompts(folder).load(name, "en-US")
    assert abs(len(sound) / SAMPLE_RATE - 0.5) < 0.02
    assert abs(strongest_frequency(sound) - 700) < 5


@pytest.mark.parametrize(
    "name",
    [
        *("../secret", "../secret.wav", "/etc/passwd", "..", ".", ".hidden", "a/b", "a\\b", "", " welcome"),
        *("welcome\0", "w" * 200, "file:///etc/passwd", "ftp://a.example/x", "#href[file:///etc/passwd]"),
        *("goodbye", "link"),
    ],
)
async def test_names_of_nothing(folder: Path, name: str) -> None:
    (folder / "link.wav").symlink_to(folder.parent / "secret.wav")
    with pytest.raises(PromptError) as caught:
        await prompts(folder).load(name, "en-US")
    assert caught.value.is_asked_wrongly and len(str(caught.value)) < 200


async def test_no_folder_and_no_speech(folder: Path) -> None:
    with pytest.raises(PromptError, match="there is no prompt 'welcome'"):
        await prompts(None).load("welcome", "en-US")
    for name, words in (
        ("#tts[Hello; you]", "text-to-speech is not available"),
        ("#ssml[<speak>Hello</speak>]", "SSML"),
        ("#TTS[]", "text-to-speech is not available"),
    ):
        with pytest.raises(PromptError, match=words) as caught:
            await prompts(folder).load(name, "en-US")
        assert not caught.value.is_asked_wrongly


async def test_a_file_that_is_too_large_or_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.service.gateway.media.announcements.prompts.LARGEST_FILE", 1000)
    with pytest.raises(PromptError, match="larger than 1000 bytes"):
        await prompts(folder).load("welcome", "en-US")


@pytest.mark.parametrize(
    ("kind", "codec"), [("mp3", "mp3"), ("ogg", "libopus"), ("flac", "flac"), ("wav", "pcm_mulaw")]
)
def test_formats(kind: str, codec: str) -> None:
    sound = decode(encoded(kind, codec), "it")
    assert sound.dtype == np.int16 and abs(len(sound) / SAMPLE_RATE - 0.5) < 0.1
    assert abs(strongest_frequency(sound[4800:-4800]) - 700) < 5


def test_stereo_of_an_odd_rate() -> None:
    left = (9000 * np.sin(2 * np.pi * 700 * np.arange(22_050) / 22_050)).astype("<i2")
    data = np.column_stack((left, left)).tobytes()
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + len(data),
        b"WAVE",
        b"fmt ",
        16,
        1,
        2,
        22_050,
        88_200,
        4,
        16,
        b"data",
        len(data),
    )
    assert abs(strongest_frequency(decode(head + data, "it")) - 700) < 5


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no WAV"),
        (b"<html>not found</html>", "is no WAV"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n/etc/passwd\n", "is no WAV"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "is no WAV"),
        (wav()[:30], "cannot be decoded|has no sound"),
        (wav()[:44], "has no sound|cannot be decoded"),
        (b"OggS" + bytes(200), "cannot be decoded"),
        (b"fLaC" + b"\xff" * 200, "cannot be decoded|has no sound"),
        (b"ID3" + bytes(500), "cannot be decoded|has no sound"),
    ],
)
def test_what_is_no_sound(data: bytes, words: str) -> None:
    with pytest.raises(PromptError, match=words):
        decode(data, "it")


def test_what_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "_LONGEST", SAMPLE_RATE)
    with pytest.raises(PromptError, match="longer than"):
        decode(encoded("flac", "flac", seconds=2.0), "it")


@settings(max_examples=60)
@given(st.data())
def test_damaged_files_are_sound_or_an_error(data: st.DataObject) -> None:
    whole = bytearray(_MP3 if data.draw(st.booleans()) else _WAV)
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        decode(bytes(whole[: data.draw(st.integers(1, len(whole)))]), "it")
    except PromptError as error:
        assert str(error).startswith("it ")


_MP3, _WAV = encoded("mp3", "mp3", seconds=0.2), wav(seconds=0.1)


def test_prompts_that_are_joined() -> None:
    text = "welcome.wav; #tts[Press 1; or 2];#href[https://a.example/x;y?z=1];;https://a.example/b.mp3"
    assert prompts_of(text) == (
        "welcome.wav",
        "#tts[Press 1; or 2]",
        "#href[https://a.example/x;y?z=1]",
        "https://a.example/b.mp3",
    )
    assert prompts_of("") == () == prompts_of(" ; ;")
    with pytest.raises(PromptError, match="more than 32"):
        prompts_of(";".join("a" * 33))
