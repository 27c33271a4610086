"""Brings the translation files up to date with the sources, and makes what the program loads.

``translations.py`` alone makes what is loaded; ``translations.py update`` looks through the sources first.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from translating import files


def main(arguments: list[str]) -> None:
    """Run with the command line's ``arguments``."""
    if arguments == ["update"]:
        files.update()
    elif arguments:
        sys.exit("translations.py [update]")
    files.release()


if __name__ == "__main__":
    main(sys.argv[1:])
