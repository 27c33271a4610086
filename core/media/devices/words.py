"""What is wrong with a device, as a sentence for the person."""

from __future__ import annotations

import sys

from core.ports import DeviceKind, FailureReason
from core.sentences import joined, sentence, template

_NOUNS = {
    DeviceKind.MICROPHONE: sentence("microphone"),
    DeviceKind.SPEAKER: sentence("speaker"),
    DeviceKind.CAMERA: sentence("camera"),
}

_TITLES = {
    DeviceKind.MICROPHONE: sentence("Microphone"),
    DeviceKind.SPEAKER: sentence("Speaker"),
    DeviceKind.CAMERA: sentence("Camera"),
}

_ABSENT = {
    DeviceKind.MICROPHONE: sentence("No microphone was found: others will not hear you."),
    DeviceKind.SPEAKER: sentence("No speaker was found: you will not hear others."),
    DeviceKind.CAMERA: sentence("No camera was found: others will not see you."),
}

_SENTENCES = {
    FailureReason.GONE: template("The chosen {noun} is not connected."),
    FailureReason.BUSY: template("The {noun} is in use by another program."),
    FailureReason.DENIED: template("The system does not allow Ahoy to use the {noun}."),
    FailureReason.SILENT: template("The {noun} delivers nothing."),
    FailureReason.BROKEN: template("The {noun} does not work."),
    FailureReason.NO_SERVER: template(
        "The sound service of this system does not answer: no {noun} until it does."
    ),
}

SERVER_AWAY = sentence(
    "The sound service of this system has stopped. You hear each other again when it is back."
)
SERVER_BACK = sentence("The sound service of this system is back: sound goes on.")


_START_SERVICE = sentence(
    'Start it in a terminal: "systemctl --user start pipewire-pulse", or "pulseaudio --start" on a system '
    "that has PulseAudio."
)
_PLACES = {
    "darwin": template("Allow it in System Settings, Privacy & Security, {title}; then start Ahoy again."),
    "win32": template("Allow it in Settings, Privacy & security, {title}, for desktop apps too."),
}
_GROUP = sentence(
    'Your account must be in the group "video": type "sudo usermod -aG video $USER" in a terminal, '
    "then log in again."
)


_EXCLUSIVE = {
    "win32": sentence(
        "Close that program, or take away its exclusive use in the device's properties, Advanced."
    ),
}


def place_text(kind: DeviceKind, platform: str = sys.platform) -> str:
    """Return where the person can allow the use of ``kind`` on this system; empty if nowhere."""
    if platform.startswith("linux"):
        return _GROUP if kind is DeviceKind.CAMERA else ""
    return sentence(_PLACES[platform], title=_TITLES[kind]) if platform in _PLACES else ""


def moved_text(kind: DeviceKind, before: str, now: str, *, is_gone: bool, is_back: bool) -> str:
    """Return a sentence about sound or picture that has moved from one device to another by itself."""
    if is_gone:
        return sentence(
            'The {noun} "{before}" is gone: "{now}" is used now.', noun=_NOUNS[kind], before=before, now=now
        )
    if is_back:
        return sentence('The {noun} "{now}" is back and is used again.', noun=_NOUNS[kind], now=now)
    return sentence(
        'The system prefers the {noun} "{now}" now: it is used instead of "{before}".',
        noun=_NOUNS[kind],
        now=now,
        before=before,
    )


def replaced_text(kind: DeviceKind, name: str) -> str:
    """Return a sentence about a chosen device that is not there, while ``name`` is used in its place."""
    return sentence(
        'The chosen {noun} is not connected: "{name}" is used instead.', noun=_NOUNS[kind], name=name
    )


def problem_text(kind: DeviceKind, reason: FailureReason | None, name: str = "", detail: str = "") -> str:
    """Return a sentence about a device of ``kind``; ``reason`` None means that there is none at all."""
    if reason is None:
        return _ABSENT[kind]
    noun = joined((_NOUNS[kind], f'"{name}"' if name else ""))
    said = sentence(_SENTENCES[reason], noun=noun)
    place = place_text(kind) if reason is FailureReason.DENIED else ""
    if reason is FailureReason.BUSY:
        exclusive = _EXCLUSIVE.get(sys.platform) if kind is not DeviceKind.CAMERA else None
        place = exclusive or sentence("Close that program, or choose another device.")
    if reason is FailureReason.NO_SERVER and kind is DeviceKind.MICROPHONE:  # said once is enough
        place = _START_SERVICE if sys.platform.startswith("linux") else ""
    parts = (said, f"({detail})" if detail else "", place)
    return joined(parts)
