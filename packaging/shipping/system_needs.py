"""Libraries that a bundle for Linux leaves to the system.

A bundle brings Python and what the wheels bring, and nothing that was taken from the system which built it:
drivers that the system loads into the same process (Mesa above all) want libraries as new as themselves, and
the system mends its OpenSSL when ours would stay as it was.
"""

from __future__ import annotations

from pathlib import Path

SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")
TAKEN_ALONG = ("libpython", "libbz2")
"""Systems name libbz2 differently; and what holds Python may be the system's own."""


def is_of_system(source: Path) -> bool:
    """Whether the library at ``source`` is left to the system where the bundle will run."""
    if source.name.startswith(TAKEN_ALONG) or (
        not source.suffix.startswith(".so") and ".so." not in source.name
    ):
        return False
    # Python's own modules lie there, too, where Python is the system's.
    is_taken = source.name.startswith(TAKEN_ALONG) or "/python3" in str(source)
    return str(source).startswith(SYSTEM_FOLDERS) and not is_taken
