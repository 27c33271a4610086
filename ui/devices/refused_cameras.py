"""Cameras that are there and may not be opened: QtMultimedia leaves them out of its list without a word."""

from __future__ import annotations

import os
import re
from pathlib import Path

from core.ports import Device, DeviceKind
from core.sentences import sentence

NODES = "/dev"
NAMES = Path("/sys/class/video4linux")


def refused_cameras() -> tuple[Device, ...]:
    """Return the cameras of a Linux system that this person has no right to; elsewhere none."""
    try:
        nodes = sorted(path.name for path in Path(NODES).iterdir() if re.fullmatch(r"video\d+", path.name))
    except OSError:
        return ()
    return tuple(
        Device(f"refused:{node}", _name(node), DeviceKind.CAMERA)
        for node in nodes
        if _is_capture(node) and not os.access(f"{NODES}/{node}", os.R_OK | os.W_OK)
    )


def _name(node: str) -> str:
    return _property(node, "name") or sentence("Camera {number}", number=node)


def _is_capture(node: str) -> bool:
    """Whether this is a camera's first node: others of the same camera carry descriptions of frames."""
    return _property(node, "index") in ("", "0")


def _property(node: str, name: str) -> str:
    try:
        return (NAMES / node / name).read_text().strip()
    except OSError:
        return ""
