"""How a transfer goes, in words for a person."""

from __future__ import annotations

from core.sentences import after_colon, sentence, template

THE_ROOM = sentence("the room")
"""Who is brought into a room is connected with that."""

_WORDS = {
    "trying": template("Connecting {name} with {other}"),
    "ringing": template("Connecting {name} with {other}: it rings there"),
    "succeeded": template("{name} is connected with {other}"),
}


def transfer_words(state: str, name: str, other: str, message: str = "") -> str:
    """Say how far the transfer of ``name`` to ``other`` is; ``message`` says why it failed."""
    if state in _WORDS:
        return sentence(_WORDS[state], name=name, other=other)
    if not message:
        return sentence("{name} could not be connected with {other}.", name=name, other=other)
    return sentence(
        "{name} could not be connected with {other}: {reason}",
        name=name,
        other=other,
        reason=after_colon(message),
    )


def bringing_words(state: str, name: str, message: str = "") -> str:
    """Say how far ``name`` is on the way into a room; ``message`` says why it failed."""
    if state == "succeeded":
        return sentence("{name} is in the room", name=name)
    if state != "failed":
        return sentence("Bringing {name} into the room", name=name)
    if not message:
        return sentence("{name} could not be brought into the room.", name=name)
    return sentence(
        "{name} could not be brought into the room: {reason}", name=name, reason=after_colon(message)
    )


def asked_words(name: str, other: str) -> str:
    """Say that ``name`` sends this person to ``other``."""
    return sentence("{name} connects you with {other}", name=name, other=other)
