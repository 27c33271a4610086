"""Runs first in a bundle for Linux: programs of the system that ours starts find the system's libraries.

What starts a bundle puts its folder into LD_LIBRARY_PATH. The loader has read that by now, and a browser or
a file manager that inherited it would get our Qt. Our own program, started by itself, puts it there again.
"""

import os

if (before := os.environ.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
