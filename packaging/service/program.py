"""The call service as a program of its own: ``ahoy-service`` is ``ahoy serve``."""

from __future__ import annotations

import sys

from main import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
