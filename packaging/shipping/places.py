"""Where things are, and which version this is."""

from __future__ import annotations

import os
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build" / "package"
DIST = ROOT / "build" / "dist"
"""What people install lies here when it is made."""


def version() -> str:
    """Return the version that pyproject.toml names: the only one there is."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(table["project"]["version"])


def source_date() -> int:
    """Return the Unix time of the sources: SOURCE_DATE_EPOCH, or that of the last commit.

    All times in packages are this one, so that the same sources make the same packages.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdigit():
        return int(given)
    said = subprocess.run(
        ["git", "-C", ROOT, "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return int(said) if said.isdigit() else int((ROOT / "pyproject.toml").stat().st_mtime)
