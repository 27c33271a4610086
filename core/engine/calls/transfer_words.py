"""How a transfer goes, in words for a person."""

from __future__ import annotations

THE_ROOM = "the room"
"""Who is brought into a room is connected with that."""

_WORDS = {
    "trying": "Connecting {name} with {other}",
    "ringing": "Connecting {name} with {other}: it rings there",
    "succeeded": "{name} is connected with {other}",
}


def transfer_words(state: str, name: str, other: str, message: str = "") -> str:
    """Say how far the transfer of ``name`` to ``other`` is; ``message`` says why it failed."""
    if state in _WORDS:
        return _WORDS[state].format(name=name, other=other)
    reason = f": {message[:1].lower()}{message[1:]}" if message else "."
    return f"{name} could not be connected with {other}{reason}"


def bringing_words(state: str, name: str, message: str = "") -> str:
    """Say how far ``name`` is on the way into a room; ``message`` says why it failed."""
    if state == "succeeded":
        return f"{name} is in the room"
    if state != "failed":
        return f"Bringing {name} into the room"
    reason = f": {message[:1].lower()}{message[1:]}" if message else "."
    return f"{name} could not be brought into the room{reason}"


def asked_words(name: str, other: str) -> str:
    """Say that ``name`` sends this person to ``other``."""
    return f"{name} connects you with {other}"
