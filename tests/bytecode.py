"""Bytecode that is made once, before the workers of a run begin.

pytest rewrites the assertions of every file that it collects, and each worker collects all of them: five of
them side by side do the same work five times, which is a quarter of a whole run on two processors. To have
pytest collect the files for it would import them all, which is as much work again.
"""

from __future__ import annotations

import importlib.util
import os
import py_compile
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace

from _pytest.assertion import rewrite

FEW = 40
"""Files that are not worth it."""
ROOT = Path(__file__).resolve().parents[1]
IMPORTED = ("core", "ui", "tests")
"""Where the modules are that tests import."""


def stale(places: Iterable[Path], unasked: Collection[Path] = ()) -> list[Path]:
    """Return the tests in ``places``, files and folders, whose bytecode is not there or older than they are.

    What lies below one of ``unasked`` is left out.
    """
    found = {path for place in places for path in ([place] if place.is_file() else place.rglob("test_*.py"))}
    return sorted(path for path in found if not (_is_compiled(path) or set(unasked) & set(path.parents)))


def stale_modules() -> list[Path]:
    """Return the modules that tests import and whose bytecode is not there or older than they are."""
    found = (path for part in IMPORTED for path in (ROOT / part).rglob("*.py"))
    return sorted(path for path in found if not (path.name.startswith("test_") or _is_compiled(path)))


def compile_all(files: Sequence[Path]) -> None:
    """Compile ``files`` by as many processes as there are processors."""
    count = os.cpu_count() or 1
    parts = [files[first::count] for first in range(count)]
    # Without "-P" the folders beside this file would be taken for packages: "packaging" is one of pytest's.
    command = (sys.executable, "-P", __file__)
    running = [subprocess.Popen((*command, *map(str, part))) for part in parts if part]
    for one in running:
        one.wait()


def compile_one(path: Path) -> None:
    """Compile a file as its importer would. What is wrong with it the run itself will tell."""
    compiled = _compiled(path)
    compiled.parent.mkdir(exist_ok=True)
    try:
        if _is_rewritten(path):
            source, code = rewrite._rewrite_test(path, None)  # type: ignore[arg-type]
            rewrite._write_pyc(SimpleNamespace(trace=print), code, source, compiled)  # type: ignore[arg-type]
        else:
            py_compile.compile(str(path), str(compiled), doraise=True)
    except (SyntaxError, ValueError, OSError, py_compile.PyCompileError):
        return


def prepare(places: Iterable[Path], unasked: Collection[Path] = ()) -> None:
    """Compile what is stale, if that is much and may be written."""
    tests = stale(places, unasked)
    if len(tests) > FEW and not sys.dont_write_bytecode:
        compile_all([*tests, *stale_modules()])


def _is_rewritten(path: Path) -> bool:
    """Whether pytest imports a file, with its own kind of assertions."""
    return path.name.startswith("test_") or path.name == "conftest.py"


def _compiled(path: Path) -> Path:
    if _is_rewritten(path):
        return path.parent / "__pycache__" / (path.stem + rewrite.PYC_TAIL)
    return Path(importlib.util.cache_from_source(str(path)))


def _is_compiled(path: Path) -> bool:
    compiled = _compiled(path)
    return compiled.is_file() and compiled.stat().st_mtime >= path.stat().st_mtime


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        compile_one(Path(argument))
