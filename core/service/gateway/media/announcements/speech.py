"""Texts as speech, by the program eSpeak NG where this machine has it: a process for each text.

It is a program and no library here: what a backend wants said is a stranger's text, and a fault in how it is
read must not be one of the service.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections import OrderedDict

from core.ports import SAMPLE_RATE
from core.service.gateway.media.announcements.decoding import Samples, decode
from core.service.gateway.media.announcements.naming import PromptError

log = logging.getLogger(__name__)

AT_ONCE = 4
SECONDS = 10.0
"""How long one text may take."""
LONGEST_TEXT = 600
LARGEST = 8_000_000
"""Bytes of sound that are taken from the program."""
KEPT_SAMPLES = 300 * SAMPLE_RATE
"""Of texts that were said before, all together: what a menu says is said to every caller."""
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_OTHER_NAMES = {"zh": "cmn", "no": "nb", "iw": "he", "tl": "fil"}
"""Languages that the program calls otherwise."""


class Speech:
    """Says texts. On the running loop only. ``program`` is where eSpeak NG is; None: nobody speaks here."""

    def __init__(self, program: str | None) -> None:
        self._program = program
        self._places = asyncio.Semaphore(AT_ONCE)
        self._said: OrderedDict[tuple[str, str], Samples] = OrderedDict()

    async def say(self, text: str, locale: str) -> Samples:
        """Return ``text`` as sound, 48 kHz mono, in the language of ``locale``; raise ``PromptError``."""
        if self._program is None:
            raise PromptError("text-to-speech is not available at this service")
        plain = _plain(text)
        if not plain:
            raise PromptError("there is nothing to be said", is_asked_wrongly=True)
        if len(plain) > LONGEST_TEXT:
            what = f"a text to be said must have {LONGEST_TEXT} characters at most"
            raise PromptError(what, is_asked_wrongly=True)
        key = (plain, locale.lower())
        known = self._said.get(key)
        if known is not None:
            self._said.move_to_end(key)
            return known
        async with self._places:
            made = await self._spoken(self._program, plain, locale)
        self._keep(key, made)
        return made

    async def _spoken(self, program: str, text: str, locale: str) -> Samples:
        for voice in _voices(locale):
            data = await self._run(program, text, voice)
            if data:
                return await asyncio.to_thread(decode, data, "speech")
        raise PromptError(f"nobody speaks {locale[:40]!r} at this service", is_asked_wrongly=True)

    async def _run(self, program: str, text: str, voice: str) -> bytes:
        """Return what the program says as a WAV file; nothing where it has no such voice."""
        try:
            process = await asyncio.create_subprocess_exec(
                program,
                *("-v", voice, "-b", "1", "--stdin", "--stdout"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise PromptError("the program that speaks cannot be started") from error
        try:
            async with asyncio.timeout(SECONDS):
                data = await _talked(process, text.encode())
                code = await process.wait()
        except TimeoutError:
            raise PromptError("the program that speaks took too long") from None
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await _ended(process)
        return data if code == 0 else b""

    def _keep(self, key: tuple[str, str], made: Samples) -> None:
        self._said[key] = made
        while sum(map(len, self._said.values())) > KEPT_SAMPLES:
            self._said.popitem(last=False)


async def _talked(process: asyncio.subprocess.Process, text: bytes) -> bytes:
    """Give the program its text, and return what it says. Raises ``PromptError`` for too much."""
    assert process.stdin is not None and process.stdout is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(text)
        process.stdin.write_eof()
    data = bytearray()
    while piece := await process.stdout.read(65_536):
        data += piece
        if len(data) > LARGEST:
            raise PromptError("what is to be said is too long", is_asked_wrongly=True)
    return bytes(data)


async def _ended(process: asyncio.subprocess.Process) -> None:
    """Wait for the end of a program that was killed: not before asyncio has read all that it had said."""
    assert process.stdout is not None
    while await process.stdout.read(65_536):
        pass
    await process.wait()


def _plain(text: str) -> str:
    """Return ``text`` without what the program takes for something else than words."""
    words = "".join(c if c.isprintable() and c not in "[]<>" else " " for c in text)
    return " ".join(words.split())


def _voices(locale: str) -> list[str]:
    """Return the voices for a locale, the best first: with its country, and the language alone."""
    wanted = locale.lower()
    if not _LOCALE.fullmatch(wanted):
        return []
    language = wanted.partition("-")[0]
    own = _OTHER_NAMES.get(language, language)
    return list(dict.fromkeys((wanted, own)))
