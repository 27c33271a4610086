"""What is said between a command and the running app, as bytes; no I/O.

Each message is one JSON object on one line of at most ``LONGEST`` bytes:

    {"ahoy": 1, "command": "dial", "target": "+46 8 123 456"}
    {"ahoy": 1, "ok": true, "text": "The number is filled in.", "status": {...}}
    {"ahoy": 1, "ok": false, "error": "nothing-to-do", "text": "There is no call."}

A request that names no known command, or another version, is answered with an error and changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

VERSION = 1
LONGEST = 16_384
LONGEST_TARGET = 2048
LONGEST_CALL_ID = 256


class RemoteCommand(StrEnum):
    """What the running app can be asked to do."""

    SHOW = "show"
    """Bring the window to the person; with a target, which is a link, open it."""
    DIAL = "dial"
    """Fill in the target and show the window; nothing is called."""
    MUTE = "mute"
    UNMUTE = "unmute"
    TOGGLE_MUTE = "toggle-mute"
    HANG_UP = "hangup"
    """End the call on the screen, or stop calling."""
    ANSWER = "answer"
    """Answer what rings; with a call id that call, also if it comes only within the next seconds."""
    DECLINE = "decline"
    STATUS = "status"
    QUIT = "quit"


class Refusal(StrEnum):
    """Why a request was not done."""

    BAD_REQUEST = "bad-request"
    UNKNOWN_VERSION = "unknown-version"
    TOO_LONG = "too-long"
    NOTHING_TO_DO = "nothing-to-do"
    """There is no such call, or nothing rings."""
    NOT_READY = "not-ready"
    NOT_UNDERSTOOD = "not-understood"
    """The target is nothing that can be called or opened."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked of the running app."""

    command: RemoteCommand
    target: str = ""
    call_id: str = ""
    video: bool | None = None
    """How to answer: with the camera, without, or (None) as the call was made."""
    activation: str = ""
    """The desktop's leave to come to the front (xdg-activation), given to the program that asks."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer; ``error`` is empty when it was done, ``text`` a sentence for the person."""

    text: str = ""
    error: str = ""
    status: dict[str, Any] = field(default_factory=dict)

    @property
    def is_ok(self) -> bool:
        """Whether it was done."""
        return not self.error


class MessageError(ValueError):
    """What came is no message of this protocol."""

    def __init__(self, refusal: Refusal, sentence: str) -> None:
        super().__init__(sentence)
        self.refusal = refusal


def encode_request(request: Request) -> bytes:
    """Return the line that asks for ``request``. Raises ``MessageError`` if it is too long to be sent."""
    words: dict[str, Any] = {"ahoy": VERSION, "command": request.command.value}
    words |= {"target": request.target} if request.target else {}
    words |= {"call": request.call_id} if request.call_id else {}
    words |= {"video": request.video} if request.video is not None else {}
    words |= {"activation": request.activation} if request.activation else {}
    line = _line(words)
    decode_request(line)
    return line


def decode_request(line: bytes) -> Request:
    """Read a request. Raises ``MessageError`` which says what is wrong with it."""
    words = _read(line)
    name = words.get("command")
    if not isinstance(name, str) or name not in [known.value for known in RemoteCommand]:
        raise MessageError(Refusal.BAD_REQUEST, "This version of Ahoy does not know that command.")
    video = words.get("video")
    if video is not None and not isinstance(video, bool):
        raise MessageError(Refusal.BAD_REQUEST, "“video” is true or false.")
    return Request(
        RemoteCommand(name),
        target=_text(words, "target", LONGEST_TARGET),
        call_id=_text(words, "call", LONGEST_CALL_ID),
        video=video,
        activation=_text(words, "activation", LONGEST_CALL_ID),
    )


def encode_reply(reply: Reply) -> bytes:
    """Return the line that answers; a status too long to be sent is left out."""
    words: dict[str, Any] = {"ahoy": VERSION, "ok": reply.is_ok, "text": reply.text[:LONGEST_TARGET]}
    words |= {"error": reply.error} if reply.error else {}
    line = _line(words | {"status": reply.status}) if reply.status else _line(words)
    return line if len(line) <= LONGEST else _line(words)


def decode_reply(line: bytes) -> Reply:
    """Read an answer. Raises ``MessageError``."""
    words = _read(line)
    status = words.get("status", {})
    is_ok, error, text = words.get("ok"), words.get("error", ""), words.get("text", "")
    if not isinstance(status, dict) or not isinstance(error, str) or not isinstance(text, str):
        raise MessageError(Refusal.BAD_REQUEST, "The answer is not one of Ahoy's.")
    if not isinstance(is_ok, bool) or is_ok == bool(error):
        raise MessageError(Refusal.BAD_REQUEST, "The answer says neither yes nor no.")
    return Reply(text, error, status)


def _line(words: dict[str, Any]) -> bytes:
    return json.dumps(words, ensure_ascii=True).encode("ascii") + b"\n"


def _read(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise MessageError(Refusal.TOO_LONG, f"A message has at most {LONGEST} bytes.")
    try:
        words = json.loads(line)
    except (ValueError, RecursionError):
        raise MessageError(Refusal.BAD_REQUEST, "A message is one JSON object on one line.") from None
    if not isinstance(words, dict):
        raise MessageError(Refusal.BAD_REQUEST, "A message is one JSON object on one line.")
    version = words.get("ahoy")
    if type(version) is not int or version < 1:
        raise MessageError(Refusal.BAD_REQUEST, 'A message names its version: "ahoy": 1.')
    if version != VERSION:
        raise MessageError(Refusal.UNKNOWN_VERSION, f"This Ahoy speaks version {VERSION} only.")
    return words


def _text(words: dict[str, Any], name: str, longest: int) -> str:
    value = words.get(name, "")
    if not isinstance(value, str):
        raise MessageError(Refusal.BAD_REQUEST, f"“{name}” is a text.")
    if len(value) > longest:
        raise MessageError(Refusal.TOO_LONG, f"“{name}” has at most {longest} characters.")
    if any(ord(letter) < 32 or 0xD800 <= ord(letter) <= 0xDFFF or ord(letter) == 127 for letter in value):
        raise MessageError(Refusal.BAD_REQUEST, f"“{name}” has characters that no text has.")
    return value
