"""The walls of the house: the core knows no Qt, the window knows no packets."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
QT = {"PySide6", "shiboken6", "qasync"}
CORE_FILES = sorted((ROOT / "core").rglob("*.py"))

IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
bad = sorted(m for m in sys.modules if m.partition(".")[0] in {"PySide6", "shiboken6", "qasync", "ui"})
sys.exit("core pulled in " + ", ".join(bad) if bad else 0)
"""


def module_name(path: Path) -> str:
    """Return the dotted name of a source file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(path: Path) -> set[str]:
    """Return the top-level packages that a source file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_core_imports_neither_qt_nor_the_window() -> None:
    bad = {module_name(path): imported_names(path) & (QT | {"ui", "main"}) for path in CORE_FILES}
    assert not {name: found for name, found in bad.items() if found}


@pytest.mark.timeout(120)
def test_the_whole_core_loads_without_qt() -> None:
    names = [module_name(path) for path in CORE_FILES if path.stem != "__main__"]
    result = subprocess.run(
        [sys.executable, "-W", "error::SyntaxWarning", "-c", IMPORT_ALL, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert result.returncode == 0, result.stderr


def test_view_models_and_bridge_leave_packets_alone() -> None:
    """The window speaks to the core through commands and snapshots, never to SIP or the peer connection."""
    forbidden = {"aiortc", "aioice", "aiohttp"}
    files = sorted((ROOT / "ui").rglob("*.py"))
    bad = {module_name(path): imported_names(path) & forbidden for path in files}
    assert not {name: found for name, found in bad.items() if found}
