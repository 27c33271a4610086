"""Which files of PySide6 a bundle takes along: what the program loads, and what that needs.

PyInstaller's hooks take every QML module, and all plugins of every Qt library that comes with them.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from translating.files import LANGUAGES

PLUGINS: Mapping[str, str] = {
    "platforms": r"libqxcb|libqwayland|libqoffscreen|libqcocoa|qwindows|qoffscreen",
    "platformthemes": r"libqxdgdesktopportal|libqgtk3",
    "platforminputcontexts": r"compose|ibus",
    "xcbglintegrations": r".",
    "wayland-decoration-client": r"adwaita|bradient",
    "wayland-graphics-integration-client": r"qt-plugin-wayland-egl|dmabuf-server|drm-egl-server",
    "wayland-shell-integration": r"xdg-shell|fullscreen-shell",
    "imageformats": r"qjpeg|qsvg|qwebp|qgif|qico",
    "iconengines": r"svg",
    "multimedia": r"ffmpeg|darwin|windows",
    "networkinformation": r".",
    "styles": r".",
    "tls": r"openssl|securetransport|schannel",
    "permissions": r"camera|microphone",
}
"""Folders of Qt's plugins that are taken, and what has to be in the file's name."""

TRANSLATIONS = re.compile(rf"qt(base|declarative)_({'|'.join(LANGUAGES)})\.qm")
"""What Qt itself says, in the languages of the program: the buttons of a file dialog."""

STYLES = ("Material", "Universal", "Imagine", "Fusion", "FluentWinUI3", "macOS", "iOS", "Windows")
"""Of Qt Quick Controls; we draw our own, and Qt's file dialog is drawn in "Basic"."""

_NOT_RUN = re.compile(r"\.(qmltypes|metainfo|prl|pyi|h|cmake)$|(^|/)designer/")
_QT_LIBRARY = re.compile(r"^PySide6/(Qt/lib/|Qt6[A-Z]\w*\.dll$)|^Qt[A-Z]\w*\.framework/")


def used_qml(scanner: Path, sources: Path, modules: Path) -> frozenset[str]:
    """Return the folders below ``modules`` that ``sources`` import, also by way of others.

    ``scanner`` is Qt's qmlimportscanner. Raises ``CalledProcessError`` if it fails.
    """
    said = subprocess.run(
        [scanner, "-rootPath", sources, "-importPath", modules], capture_output=True, check=True
    ).stdout
    folders = (Path(each["path"]) for each in json.loads(said) if each.get("path"))
    inside = (folder.relative_to(modules) for folder in folders if folder.is_relative_to(modules))
    return frozenset(folder.as_posix() for folder in inside if not set(STYLES) & set(folder.parts))


def is_wanted(name: str, qml: frozenset[str]) -> bool:
    """Whether the file ``name`` of a bundle, with forward slashes, is taken. ``qml`` is of ``used_qml``."""
    below = _below_qt(name)
    if below is None:
        return True
    if _NOT_RUN.search(name):
        return False
    parts = below.parts
    match parts[0]:
        case "qml":
            return PurePosixPath(*parts[1:-1]).as_posix() in qml
        case "plugins":
            return len(parts) > 2 and re.search(PLUGINS.get(parts[1], "$^"), parts[-1]) is not None
        case "translations":
            return TRANSLATIONS.fullmatch(parts[-1]) is not None
        case "libexec" | "metatypes" | "include" | "typesystems" | "resources":
            return False
    return True


def _below_qt(name: str) -> PurePosixPath | None:
    """Return the path below Qt's own folder; on Windows that is PySide6 itself."""
    path = PurePosixPath(name)
    if path.parts[0] != "PySide6" or len(path.parts) < 3:
        return None
    below = path.relative_to("PySide6/Qt") if path.parts[1] == "Qt" else path.relative_to("PySide6")
    return below if len(below.parts) > 1 else None


def is_qt_library(name: str) -> bool:
    """Whether ``name`` is a library of Qt, taken only if something that is taken links to it."""
    return _QT_LIBRARY.search(name) is not None


def reached(
    roots: Iterable[str], libraries: Mapping[str, str], needed: Callable[[str], Iterable[str]]
) -> set[str]:
    """Return the names of ``libraries`` that ``roots``, or libraries reached already, link to.

    ``libraries`` maps file names to names in the bundle; ``needed`` tells what file names one of these links
    to.
    """
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        for file_name in needed(waiting.pop()):
            library = libraries.get(file_name)
            if library is not None and library not in found:
                found.add(library)
                waiting.append(library)
    return found
