"""Whether the person has asked the system for less motion; Qt 6.11 does not say, so each is asked itself.

Windows: "Animation effects". macOS: "Reduce motion". Linux: what KDE, and desktops with GTK's settings file,
write into the person's configuration. Where nobody says, there is motion.
"""

from __future__ import annotations

import configparser
import ctypes
import logging
import os
import sys
from ctypes import util
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

_SPI_GETCLIENTAREAANIMATION = 0x1042


def wants_less_motion(platform: str = sys.platform, config: Path | None = None) -> bool:
    """Return whether less motion is asked for; never raises. ``config``: where Linux keeps settings."""
    try:
        if platform == "win32":
            return _windows()
        if platform == "darwin":
            return _macos()
        return _linux(config or Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"))
    except (OSError, AttributeError, ValueError, configparser.Error) as error:
        log.info("the system does not say whether it wants less motion: %s", error)
        return False


def _windows() -> bool:  # pragma: no cover  asked of Windows itself
    is_animated = ctypes.c_int(1)
    user32: Any = ctypes.windll.user32  # type: ignore[attr-defined]
    known = user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(is_animated), 0)
    return bool(known) and not is_animated.value


def _macos() -> bool:  # pragma: no cover  asked of macOS itself
    objc = ctypes.CDLL(util.find_library("objc"))
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    ask = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    workspace = send(objc.objc_getClass(b"NSWorkspace"), objc.sel_registerName(b"sharedWorkspace"))
    return bool(ask(workspace, objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")))


def _linux(config: Path) -> bool:
    factor = _setting(config / "kdeglobals", "KDE", "AnimationDurationFactor")
    if factor:
        return float(factor) == 0
    gtk = [
        _setting(config / f"gtk-{n}.0" / "settings.ini", "Settings", "gtk-enable-animations") for n in (4, 3)
    ]
    said = next((value for value in gtk if value), "true")
    return said.casefold() in ("false", "0", "no")


def _setting(path: Path, section: str, key: str) -> str:
    if not path.is_file():
        return ""
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(path.read_text(encoding="utf-8", errors="replace"))
    return parser.get(section, key, fallback="").strip()
