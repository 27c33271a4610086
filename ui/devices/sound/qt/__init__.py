"""Microphones and speakers through QtMultimedia: on macOS and Windows, where no server of sound goes away."""

from ui.devices.sound.qt.sound import QtSound

__all__ = ["QtSound"]
