"""What macOS has to know of the app: its Info.plist, and who signs it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from translating.files import ENGLISH, LANGUAGES

IDENTIFIER = "app.ahoy.Ahoy"
SCHEMES = ("sip", "sips", "tel", "callto", "ahoy")
"""Of the links that open Ahoy, on every system."""

PURPOSES: dict[str, dict[str, str]] = {
    ENGLISH: {
        "NSCameraUsageDescription": "The people you call see you when you make a video call.",
        "NSMicrophoneUsageDescription": "The people you call hear you.",
        "NSLocalNetworkUsageDescription": "Ahoy finds people nearby, and calls them without a detour.",
    },
    "de": {
        "NSCameraUsageDescription": "Wen du mit Video anrufst, sieht dich.",
        "NSMicrophoneUsageDescription": "Wen du anrufst, hört dich.",
        "NSLocalNetworkUsageDescription": "Ahoy findet Leute in der Nähe und ruft sie ohne Umweg an.",
    },
    "es": {
        "NSCameraUsageDescription": "Las personas a las que llamas con vídeo te ven.",
        "NSMicrophoneUsageDescription": "Las personas a las que llamas te oyen.",
        "NSLocalNetworkUsageDescription": "Ahoy encuentra a las personas cercanas y las llama sin rodeos.",
    },
    "fr": {
        "NSCameraUsageDescription": "Les personnes que vous appelez en vidéo vous voient.",
        "NSMicrophoneUsageDescription": "Les personnes que vous appelez vous entendent.",
        "NSLocalNetworkUsageDescription": "Ahoy trouve les personnes à proximité et les appelle sans détour.",
    },
    "sv": {
        "NSCameraUsageDescription": "De du ringer med video ser dig.",
        "NSMicrophoneUsageDescription": "De du ringer hör dig.",
        "NSLocalNetworkUsageDescription": "Ahoy hittar personer i närheten och ringer dem utan omvägar.",
    },
}
"""What macOS says, in each language, when it asks whether Ahoy may: the keys are those of an Info.plist."""


def identity() -> str | None:
    """Return the name of the certificate to sign with, None for a build that is not signed."""
    return os.environ.get("AHOY_MAC_IDENTITY") or None


def info(version: str) -> dict[str, Any]:
    """Return what PyInstaller adds to the Info.plist of the bundle.

    macOS ends a program that opens a camera or a microphone without a sentence that says what for, and lets
    none look for others on the network that does not name the service it looks for.
    """
    return {
        "CFBundleDisplayName": "Ahoy",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.social-networking",
        "LSMinimumSystemVersion": "13.0",
        "CFBundleDevelopmentRegion": ENGLISH,
        "CFBundleLocalizations": [ENGLISH, *LANGUAGES],
        **PURPOSES[ENGLISH],
        "NSBonjourServices": ["_ahoy._tcp"],
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticGraphicsSwitching": True,
        "CFBundleURLTypes": [
            {
                "CFBundleURLName": f"{IDENTIFIER}.call",
                "CFBundleTypeRole": "Viewer",
                "CFBundleURLSchemes": list(SCHEMES),
            }
        ],
    }


def write_purposes(folder: Path) -> list[Path]:
    """Write what macOS says in each language, as LANGUAGE.lproj/InfoPlist.strings; return the files."""
    made = []
    for language, words in PURPOSES.items():
        lines = [f'"{key}" = "{purpose}";\n' for key, purpose in words.items()]
        made.append(folder / f"{language}.lproj" / "InfoPlist.strings")
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        made[-1].write_text("".join(lines), encoding="utf-8")
    return made
