"""What macOS has to know of the app: its Info.plist, and who signs it."""

from __future__ import annotations

import os
from typing import Any

IDENTIFIER = "app.ahoy.Ahoy"
SCHEMES = ("sip", "sips", "tel", "callto", "ahoy")
"""Of the links that open Ahoy, on every system."""


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
        "NSCameraUsageDescription": "The people you call see you when you make a video call.",
        "NSMicrophoneUsageDescription": "The people you call hear you.",
        "NSLocalNetworkUsageDescription": "Ahoy finds people nearby, and calls them without a detour.",
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
