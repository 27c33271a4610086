"""The virtual environment that bundles are made from: what uv.lock says for users, and PyInstaller."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from shipping.places import BUILD, PACKAGING, ROOT

VENV = BUILD / "venv"


def python() -> Path:
    """Return the interpreter of the environment."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make() -> None:
    """Make the environment, or bring it in line with uv.lock; nothing else is in it afterwards.

    Raises ``CalledProcessError`` where that fails.
    """
    if not python().exists():
        base = str(getattr(sys, "_base_executable", sys.executable))
        subprocess.run([base, "-m", "venv", "--without-pip", VENV], check=True)
    wanted = ["--frozen", "--quiet", "--no-default-groups", "--group", "package"]
    subprocess.run(
        [_uv(), "sync", *wanted, "--python", python()],
        cwd=ROOT,
        env=os.environ | {"UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON_DOWNLOADS": "never"},
        check=True,
    )


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv.exe" if sys.platform == "win32" else "uv")
    return str(beside) if beside.exists() else "uv"


def run(module: str, *arguments: object) -> None:
    """Run a module of ours in the environment; raise ``CalledProcessError``."""
    paths = {"PYTHONPATH": str(PACKAGING), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([python(), "-m", module, *map(str, arguments)], env=os.environ | paths, check=True)
