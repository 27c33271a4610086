"""Why a screen cannot be shared, as a sentence for the person, with the place where it can be allowed."""

from __future__ import annotations

from core.ports import FailureReason
from core.sentences import joined, sentence

_GONE = sentence("What was shared is not there any more.")
_BROKEN = sentence("The system does not let Ahoy capture it any more.")
_PLACES = {
    "cocoa": sentence(
        "Allow it in System Settings, Privacy & Security, Screen & System Audio Recording; "
        "then start Ahoy again."
    ),
    "wayland": sentence(
        "The screen is shared through the desktop's own dialog (xdg-desktop-portal, with PipeWire): "
        "choose a screen there and press Share."
    ),
}


def end_words(reason: FailureReason, detail: str, platform: str) -> str:
    """Return why a capture ended. ``platform`` is Qt's name of the window system."""
    if reason is FailureReason.GONE:
        return _GONE
    place = next((words for name, words in _PLACES.items() if platform.startswith(name)), "")
    parts = (_BROKEN, f"({detail})" if detail else "", place)
    return joined(parts)


def nothing_words(platform: str) -> str:
    """Return why there is nothing to share."""
    if platform in ("offscreen", "minimal"):
        return sentence("Ahoy runs without a screen here.")
    return sentence("This system shows Ahoy no screen that can be shared.")
