"""Where a profile keeps its things."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def profile_dir(chosen: Path | None) -> Path:
    """Return the folder of the profile: the chosen one, or this user's place for application data."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    return Path(platformdirs.user_data_dir("ahoy", appauthor=False))


def service_data_dir(profile: Path) -> Path:
    """Return the embedded service's data folder of a profile."""
    return profile / "service"
