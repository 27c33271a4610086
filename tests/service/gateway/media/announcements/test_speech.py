"""Texts that are said: by a program that is only played here, and in tests/peers by the real one."""

from __future__ import annotations

import asyncio
import stat
import sys
from pathlib import Path

import pytest

from core.ports import SAMPLE_RATE
from core.service.gateway.media.announcements import speech
from core.service.gateway.media.announcements.naming import PromptError
from core.service.gateway.media.announcements.speech import LONGEST_TEXT, Speech
from tests.service.gateway.media.announcements.sounds import wav

PROGRAM = """#!{python}
import pathlib, sys
folder = pathlib.Path({folder!r})
text, voice = sys.stdin.read(), sys.argv[sys.argv.index("-v") + 1]
with (folder / "asked").open("a") as log:
    log.write(f"{{voice}}|{{text}}\\n")
{does}
"""
SPEAKS = """if voice in ("en-us", "de", "cmn"):
    sys.stdout.buffer.write((folder / "sound.wav").read_bytes())
else:
    sys.exit(1)
"""


class Speaker:
    """A folder with a program in it, and what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "sound.wav").write_bytes(wav(440, 0.5, 22_050))

    def made(self, does: str = SPEAKS) -> Speech:
        path = self.folder / "speaker"
        path.write_text(PROGRAM.format(python=sys.executable, folder=str(self.folder), does=does))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return Speech(str(path))

    @property
    def asked(self) -> list[str]:
        path = self.folder / "asked"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def speaker(tmp_path: Path) -> Speaker:
    return Speaker(tmp_path)


async def refused(made: Speech, text: str, locale: str = "en-US") -> PromptError:
    with pytest.raises(PromptError) as caught:
        await made.say(text, locale)
    return caught.value


async def test_a_text_is_said_in_the_voice_of_its_locale(speaker: Speaker) -> None:
    made = speaker.made()
    sound = await made.say("Hello there", "en-US")
    assert abs(len(sound) - SAMPLE_RATE / 2) < 500 and sound.dtype == "int16"
    await made.say("Guten Tag", "de-AT")
    await made.say("Hello there", "EN-us")
    await made.say("x", "zh-CN")
    assert speaker.asked == ["en-us|Hello there", "de-at|Guten Tag", "de|Guten Tag", "zh-cn|x", "cmn|x"]


async def test_what_is_no_word_is_left_out(speaker: Speaker) -> None:
    await speaker.made().say(" a\n[[b]] <c/>\x07\udc80 -d ", "de")
    assert speaker.asked == ["de|a b c/ -d"]


@pytest.mark.parametrize("locale", ["xx", "", "--help", "de;rm", "../x", "a" * 90])
async def test_languages_that_nobody_speaks(speaker: Speaker, locale: str) -> None:
    error = await refused(speaker.made(), "Hello", locale)
    assert "nobody speaks" in str(error) and error.is_asked_wrongly


@pytest.mark.parametrize("text", ["", "  ", "[[]]", "\x00\n", "x" * (LONGEST_TEXT + 1)])
async def test_texts_that_are_none(speaker: Speaker, text: str) -> None:
    assert (await refused(speaker.made(), text)).is_asked_wrongly and speaker.asked == []


@pytest.mark.parametrize(
    ("does", "words"),
    [
        ("sys.stdout.write('no sound')", "no WAV"),
        ("while True: sys.stdout.buffer.write(bytes(65536))", "too long"),
        ("import time; time.sleep(60)", "took too long"),
        ("sys.exit(3)", "nobody speaks"),
    ],
)
async def test_a_program_that_is_of_no_use(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch, does: str, words: str
) -> None:
    monkeypatch.setattr(speech, "SECONDS", 2.0 if "sleep" not in does else 0.4)
    assert words in str(await refused(speaker.made(does), "Hello"))


async def test_a_program_that_is_killed_while_nobody_reads_ends_all_the_same(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def talked(process: asyncio.subprocess.Process, text: bytes) -> bytes:
        process.stdin.write_eof()  # type: ignore[union-attr]
        while not process.stdout._paused:  # type: ignore[union-attr]  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.005)
        raise PromptError("too long")

    monkeypatch.setattr(speech, "_talked", talked)
    async with asyncio.timeout(5):
        await refused(speaker.made("while True: sys.stdout.buffer.write(bytes(65536))"), "Hello")


async def test_without_a_program_nobody_speaks(tmp_path: Path) -> None:
    assert "not available" in str(await refused(Speech(None), "Hello"))
    assert "cannot be started" in str(await refused(Speech(str(tmp_path / "gone")), "Hello"))


async def test_what_is_kept_has_a_bound(speaker: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "KEPT_SAMPLES", SAMPLE_RATE)
    made = speaker.made()
    await asyncio.gather(*(made.say(text, "de") for text in "abc"))
    assert sum(map(len, made._said.values())) <= SAMPLE_RATE and 0 < len(made._said) < 3
