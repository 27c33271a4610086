"""Checks the QML against the real types of the view-models; exit 0 only without a warning.

View-models -> metaobjectdump -> qmltyperegistrar -> qmllint. Standard library and PySide6 only.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(PySide6.__file__).resolve().parent
MODULE = "Ahoy"

# Bases first: the dump learns from earlier files which classes are QObjects.
FIRST = ("ui/viewmodels/mirror.py", "ui/viewmodels/rows.py", "ui/pictures.py", "ui/painted_picture.py")
LAST = ("ui/viewmodels/app.py",)


def sources() -> list[Path]:
    """Return the Python files with QML types, bases first."""
    others = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "ui/viewmodels").rglob("*.py"))
    middle = [name for name in others if name not in FIRST + LAST]
    return [ROOT / name for name in (*FIRST, *middle, *LAST)]


def libexec(name: str) -> Path:
    """Return Qt's own tool ``name`` inside the PySide6 package."""
    suffix = ".exe" if os.name == "nt" else ""
    places = (TOOLS / f"{name}{suffix}", TOOLS / "Qt/libexec" / f"{name}{suffix}")
    return next(place for place in places if place.is_file())


def run(*command: str | Path) -> str:
    """Run a tool; what it prints is shown only when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def constants() -> set[tuple[str, str]]:
    """Return (class, property) of each property declared with ``constant=True``; the dump leaves that out."""
    found = set()
    for path in sources():
        for owner in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(owner, ast.ClassDef):
                found |= {(owner.name, name) for name in constant_properties(owner)}
    return found


def constant_properties(owner: ast.ClassDef) -> set[str]:
    """Return the names of the constant properties of one class, decorated or assigned."""
    names = set()
    for part in owner.body:
        calls: list[tuple[str, ast.expr]] = []
        if isinstance(part, ast.FunctionDef):
            calls = [(part.name, decorator) for decorator in part.decorator_list]
        elif isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            calls = [(part.targets[0].id, part.value)]
        for name, call in calls:
            if isinstance(call, ast.Call) and any(keyword.arg == "constant" for keyword in call.keywords):
                names.add(name)
    return names


def complete(dump: Path) -> dict[str, str]:
    """Add which properties are constant; return the Qt class behind each of our own."""
    content = json.loads(dump.read_text(encoding="utf-8"))
    fixed = constants()
    entries = [entry for part in content for entry in part["classes"]]
    parents = {e["className"]: e["superClasses"][0]["name"] for e in entries if e.get("superClasses")}
    for name in parents:
        while parents[name] in parents:
            parents[name] = parents[parents[name]]
    for entry in entries:
        for described in entry.get("properties", []):
            if (entry["className"], described["name"]) in fixed:
                described["constant"] = True
    dump.write_text(json.dumps(content), encoding="utf-8")
    return parents


def write_types(folder: Path) -> None:
    """Describe the view-models as QML module in ``folder``."""
    dump = folder / "metatypes.json"
    script = TOOLS / "scripts" / "metaobjectdump.py"
    run(sys.executable, script, "-q", "-s", "-o", dump, *sources())
    parents = complete(dump)
    module = folder / MODULE
    module.mkdir()
    foreign = sorted((TOOLS / "Qt/metatypes").glob("qt6*_metatypes.json"))
    run(
        libexec("qmltyperegistrar"),
        "--generate-qmltypes",
        module / "ahoy.qmltypes",
        "-o",
        folder / "registration.cpp",
        dump,
        f"--import-name={MODULE}",
        "--major-version=1",
        "--minor-version=0",
        f"--foreign-types={','.join(map(str, foreign))}",
    )
    types = module / "ahoy.qmltypes"
    text = types.read_text(encoding="utf-8")
    text = re.sub(r" *prototype: .*\n", "", text)  # the registrar knows no Qt bases of Python classes
    for name, parent in parents.items():
        text = text.replace(f'name: "{name}"\n', f'name: "{name}"\n        prototype: "{parent}"\n', 1)
    types.write_text(text, encoding="utf-8")
    lines = (f"module {MODULE}", "depends QtQuick", "import QtQuick", "typeinfo ahoy.qmltypes", "")
    (module / "qmldir").write_text("\n".join(lines), encoding="utf-8")


def main() -> int:
    """Lint every QML file."""
    files = sorted((ROOT / "ui/qml").rglob("*.qml"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_types(folder)
        command = [libexec("qmllint"), "-I", folder, "-I", TOOLS / "Qt/qml", "--max-warnings", "0", *files]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    print(done.stdout + done.stderr, end="")
    print(f"qmllint: {len(files)} files, {'clean' if done.returncode == 0 else 'NOT clean'}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
