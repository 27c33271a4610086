"""``main.py notices``: what this program is made of, and under which licences."""

from __future__ import annotations

import sys
from pathlib import Path

from core.cli.exit_codes import ExitCode

FILE = "THIRD-PARTY-NOTICES.txt"
FROM_SOURCE = (
    "Ahoy runs from its source here: what it uses lies in .venv, each part with its licence beside it.\n"
    "An installed Ahoy prints the notices of everything that came with it."
)


def print_notices(bundle: str | None = None) -> int:
    """Print the notices that lie in ``bundle`` (default: this program's, if it is frozen)."""
    folder = bundle or getattr(sys, "_MEIPASS", None)
    if folder is None:
        print(FROM_SOURCE)  # noqa: T201  what was asked for
        return ExitCode.OK
    try:
        text = (Path(folder) / FILE).read_text(encoding="utf-8")
    except OSError as error:
        print(f"The notices cannot be read: {error.strerror}.", file=sys.stderr)  # noqa: T201
        return ExitCode.INTERNAL
    # Names of people have letters that not every terminal knows.
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))  # noqa: T201
    return ExitCode.OK
