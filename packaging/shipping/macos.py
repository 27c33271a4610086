"""What macOS installs, made on macOS: an app bundle, signed and notarised, on a disk image."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

from shipping import environment, mac_app
from shipping.bundle import Bundle
from shipping.places import BUILD, DIST


def prepare() -> None:
    """Write the icon, which the spec wants to find."""
    environment.run("shipping.icons", BUILD / "icons" / "ahoy.icns")


def build(made: Bundle, version: str) -> Path:
    """Put the app, which PyInstaller has signed, on a disk image; raise ``CalledProcessError``.

    With AHOY_MAC_IDENTITY the image is signed, and with AHOY_NOTARY_PROFILE, a profile that ``notarytool
    store-credentials`` has saved, Apple is asked to notarise it.
    """
    app = made.folder.parent / "Ahoy.app"
    identity, profile = mac_app.identity(), os.environ.get("AHOY_NOTARY_PROFILE")
    if identity:
        _run("codesign", "--verify", "--deep", "--strict", app)
    image = DIST / f"ahoy-{version}-macos-{platform.machine()}.dmg"
    _write_image(app, image)
    if identity:
        _run("codesign", "--sign", identity, "--timestamp", image)
    if identity and profile:
        _run("xcrun", "notarytool", "submit", image, "--keychain-profile", profile, "--wait")
        _run("xcrun", "stapler", "staple", image)
    return image


def _write_image(app: Path, image: Path) -> None:
    stage = BUILD / "image"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    # ditto keeps links and signatures; the link is where the person drags the app to.
    _run("ditto", app, stage / app.name)
    (stage / "Applications").symlink_to("/Applications")
    image.parent.mkdir(parents=True, exist_ok=True)
    _run("hdiutil", "create", "-volname", "Ahoy", "-srcfolder", stage, "-ov", "-format", "ULMO", image)


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True)
