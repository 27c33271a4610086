"""What is wrong with a device, as a sentence for the person."""

from __future__ import annotations

import sys

from core.ports import DeviceKind, FailureReason

_NOUNS = {
    DeviceKind.MICROPHONE: "microphone",
    DeviceKind.SPEAKER: "speaker",
    DeviceKind.CAMERA: "camera",
}

_ABSENT = {
    DeviceKind.MICROPHONE: "No microphone was found: others will not hear you.",
    DeviceKind.SPEAKER: "No speaker was found: you will not hear others.",
    DeviceKind.CAMERA: "No camera was found: others will not see you.",
}

_SENTENCES = {
    FailureReason.GONE: "The chosen {noun} is not connected.",
    FailureReason.BUSY: "The {noun}{name} is in use by another program.",
    FailureReason.DENIED: "The system does not allow Ahoy to use the {noun}{name}.",
    FailureReason.SILENT: "The {noun}{name} delivers nothing.",
    FailureReason.BROKEN: "The {noun}{name} does not work.",
    FailureReason.NO_SERVER: "The sound service of this system does not answer: no {noun} until it does.",
}

SERVER_AWAY = "The sound service of this system has stopped. You hear each other again when it is back."
SERVER_BACK = "The sound service of this system is back: sound goes on."


_START_SERVICE = (
    'Start it in a terminal: "systemctl --user start pipewire-pulse", or "pulseaudio --start" on a system '
    "that has PulseAudio."
)
_PLACES = {
    "darwin": "Allow it in System Settings, Privacy & Security, {title}; then start Ahoy again.",
    "win32": "Allow it in Settings, Privacy & security, {title}, for desktop apps too.",
}
_GROUP = (
    'Your account must be in the group "video": type "sudo usermod -aG video $USER" in a terminal, '
    "then log in again."
)


_EXCLUSIVE = {
    "win32": "Close that program, or take away its exclusive use in the device's properties, Advanced.",
}


def place_text(kind: DeviceKind, platform: str = sys.platform) -> str:
    """Return where the person can allow the use of ``kind`` on this system; empty if nowhere."""
    if platform.startswith("linux"):
        return _GROUP if kind is DeviceKind.CAMERA else ""
    return _PLACES.get(platform, "").format(title=_NOUNS[kind].capitalize())


def moved_text(kind: DeviceKind, before: str, now: str, *, is_gone: bool, is_back: bool) -> str:
    """Return a sentence about sound or picture that has moved from one device to another by itself."""
    if is_gone:
        return f'The {_NOUNS[kind]} "{before}" is gone: "{now}" is used now.'
    if is_back:
        return f'The {_NOUNS[kind]} "{now}" is back and is used again.'
    return f'The system prefers the {_NOUNS[kind]} "{now}" now: it is used instead of "{before}".'


def replaced_text(kind: DeviceKind, name: str) -> str:
    """Return a sentence about a chosen device that is not there, while ``name`` is used in its place."""
    return f'The chosen {_NOUNS[kind]} is not connected: "{name}" is used instead.'


def problem_text(kind: DeviceKind, reason: FailureReason | None, name: str = "", detail: str = "") -> str:
    """Return a sentence about a device of ``kind``; ``reason`` None means that there is none at all."""
    if reason is None:
        return _ABSENT[kind]
    quoted = f' "{name}"' if name else ""
    sentence = _SENTENCES[reason].format(noun=_NOUNS[kind], name=quoted)
    place = place_text(kind) if reason is FailureReason.DENIED else ""
    if reason is FailureReason.BUSY:
        exclusive = _EXCLUSIVE.get(sys.platform) if kind is not DeviceKind.CAMERA else None
        place = exclusive or "Close that program, or choose another device."
    if reason is FailureReason.NO_SERVER and kind is DeviceKind.MICROPHONE:  # said once is enough
        place = _START_SERVICE if sys.platform.startswith("linux") else ""
    parts = (sentence, f"({detail})" if detail else "", place)
    return " ".join(part for part in parts if part)
