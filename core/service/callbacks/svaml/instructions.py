"""The instructions of SVAML: what is done on the way, in order, before the action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from core.service.callbacks.svaml.actions import DEFAULT_LOCALE, DTMF, LOCALE, check_size
from core.service.callbacks.svaml.fields import Fields, SvamlError
from core.sip.call_headers import HEADERS_LIMIT

SAY_LIMIT = 600
"""Characters."""
COOKIES_LIMIT = HEADERS_LIMIT
"""UTF-8 bytes of all keys and values of one call together."""


@dataclass(frozen=True, slots=True)
class PlayFiles:
    """Play files, or speak prompts, to the caller."""

    name: ClassVar[str] = "playFiles"
    ids: tuple[str, ...]
    locale: str = DEFAULT_LOCALE


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a text to the caller."""

    name: ClassVar[str] = "say"
    text: str
    locale: str = DEFAULT_LOCALE


@dataclass(frozen=True, slots=True)
class SendDtmf:
    """Send keys to the caller; ``w`` is half a second of silence."""

    name: ClassVar[str] = "sendDtmf"
    value: str


@dataclass(frozen=True, slots=True)
class SetCookie:
    """Keep a value with the call: later events carry it; ``X-`` keys become SIP headers."""

    name: ClassVar[str] = "setCookie"
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the caller before anybody else does."""

    name: ClassVar[str] = "answer"


@dataclass(frozen=True, slots=True)
class StartRecording:
    """Record the call to where ``destination_url`` is."""

    name: ClassVar[str] = "startRecording"
    destination_url: str
    credentials: str = field(repr=False)
    format: str = "mp3"
    notifies: bool = True
    transcribes: bool = False
    transcription_locale: str = ""


@dataclass(frozen=True, slots=True)
class StopRecording:
    """Record no more."""

    name: ClassVar[str] = "stopRecording"


Instruction = PlayFiles | Say | SendDtmf | SetCookie | Answer | StartRecording | StopRecording


def read_instruction(fields: Fields) -> Instruction:
    """Return the instruction that ``fields`` hold; raise ``SvamlError``."""
    name = fields.needed_text("name", limit=40)
    reader = _READERS.get(name.lower())
    if reader is None:
        raise SvamlError(f"{fields.where}.name {name!r} is no instruction")
    return reader(fields)


def _locale(fields: Fields) -> str:
    return fields.text("locale", DEFAULT_LOCALE, pattern=LOCALE)


def _play_files(fields: Fields) -> PlayFiles:
    ids = fields.texts("ids")
    if not ids:
        raise SvamlError(f"{fields.where}.ids must not be left out")
    return PlayFiles(ids, _locale(fields))


def _say(fields: Fields) -> Say:
    return Say(fields.needed_text("text", limit=SAY_LIMIT), _locale(fields))


def _set_cookie(fields: Fields) -> SetCookie:
    cookie = SetCookie(fields.needed_text("key"), fields.text("value"))
    check_size(((cookie.key, cookie.value),), fields.where)
    return cookie


def _start_recording(fields: Fields) -> StartRecording:
    options = fields.needed_fields("options")
    transcription = options.fields("transcriptionOptions")
    return StartRecording(
        options.needed_text("destinationUrl", limit=2048),
        options.needed_text("credentials", limit=2048),
        options.text("format", "mp3", limit=16),
        options.flag("notificationEvents", True),
        transcription.flag("enabled", False) if transcription is not None else False,
        transcription.text("locale", pattern=LOCALE) if transcription is not None else "",
    )


_READERS: dict[str, Callable[[Fields], Instruction]] = {
    "playfiles": _play_files,
    "say": _say,
    "senddtmf": lambda fields: SendDtmf(fields.needed_text("value", pattern=DTMF)),
    "setcookie": _set_cookie,
    "answer": lambda fields: Answer(),
    "startrecording": _start_recording,
    "stoprecording": lambda fields: StopRecording(),
}
