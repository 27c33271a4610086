"""Makes ``resources/countries`` anew: countries' names in the window's languages, from Unicode's CLDR.

``npm pack cldr-localenames-full``, unpack it, and run ``country_names.py UNPACKED/package``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from translating.files import LANGUAGES, ROOT

TARGET = ROOT / "resources" / "countries"
SHORTER = ("HK", "MO", "PS")
"""Of these the plain name says whose they are, at length; CLDR has the name that people use beside it."""


def main(arguments: list[str]) -> None:
    """Run with the command line's ``arguments``."""
    if len(arguments) != 1:
        sys.exit(__doc__)
    for language in LANGUAGES:
        path = Path(arguments[0]) / "main" / language / "territories.json"
        made = names(json.loads(path.read_text("utf-8")), language)
        (TARGET / f"{language}.json").write_text(
            json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )


def names(cldr: dict[str, dict[str, dict[str, dict[str, dict[str, str]]]]], language: str) -> dict[str, str]:
    """Return the name of each country (ISO 3166) in a file of CLDR."""
    known = cldr["main"][language]["localeDisplayNames"]["territories"]
    codes = sorted(code for code in known if len(code) == 2 and code.isalpha())
    return {code: known[f"{code}-alt-short" if code in SHORTER else code] for code in codes}


if __name__ == "__main__":
    main(sys.argv[1:])
