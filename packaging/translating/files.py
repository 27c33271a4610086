"""The translation files: brought up to date by Qt's lupdate, and made loadable."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from translating import catalogues, pseudo, sources

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "es", "fr", "sv")
ENGLISH = "en"
"""Of English the files hold nothing but the forms for one and for many of what QML counts."""


def update() -> None:
    """Put the texts of the sources into the files of all languages; what is gone goes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "sentences.js"
        script.write_text(sources.as_script(sources.texts_of(python_files())), "utf-8")
        for language in LANGUAGES:
            _lupdate(script, FOLDER / f"ahoy_{language}.ts", language)
        # What Python counts has its two English forms in the sources.
        script.write_text("", "utf-8")
        _lupdate(script, FOLDER / f"ahoy_{ENGLISH}.ts", ENGLISH, "-pluralonly")


def python_files() -> list[Path]:
    """Return the Python files that may say something to people."""
    return [path for part in ("core", "ui") for path in (ROOT / part).rglob("*.py")]


def _lupdate(script: Path, target: Path, language: str, *options: str) -> None:
    command = [_tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none", "-no-ui-lines"]
    command += ["-source-language", "en", "-target-language", language, *options]
    _run([*command, "-extensions", "qml", str(ROOT / "ui" / "qml"), str(script), "-ts", str(target)])


def release(folder: Path = FOLDER) -> list[Path]:
    """Make what is loaded of the files in ``folder`` that changed since, and the two made languages."""
    made = [_for_agent(folder, language) for language in LANGUAGES]
    for source in sorted(folder.glob("ahoy_*.ts")):
        made.append(_released(source, source.with_suffix(".qm")))
    template = folder / f"ahoy_{LANGUAGES[0]}.ts"
    for language, change in pseudo.LANGUAGES.items():
        target = folder / f"ahoy_{language}.qm"
        if _is_older(target, template) or _is_older(target, Path(pseudo.__file__)):
            with tempfile.TemporaryDirectory() as temporary:
                source = Path(temporary) / f"ahoy_{language}.ts"
                source.write_text(pseudo.translated(template.read_text("utf-8"), language, change), "utf-8")
                _lrelease(source, target)
        made.append(target)
    return made


def _released(source: Path, target: Path) -> Path:
    if _is_older(target, source):
        _lrelease(source, target)
    return target


def _lrelease(source: Path, target: Path) -> None:
    made = _beside(target)
    _run([_tool("lrelease"), "-silent", "-removeidentical", str(source), "-qm", str(made)])
    made.replace(target)


def _for_agent(folder: Path, language: str) -> Path:
    source, target = folder / f"ahoy_{language}.ts", folder / f"agent_{language}.json"
    written = catalogues.agent_sources(ROOT)
    if any(_is_older(target, each) for each in (source, *written)):
        made = _beside(target)
        made.write_text(catalogues.as_json(source, written), "utf-8")
        made.replace(target)
    return target


def _beside(target: Path) -> Path:
    """Return where ``target`` is made: several tests may make it at once, and a program may be loading it."""
    return target.with_name(f"{target.name}.{os.getpid()}")


def _is_older(target: Path, source: Path) -> bool:
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _tool(name: str) -> str:
    """Return the program of Qt itself: PySide's own scripts around them start a Python first."""
    import PySide6

    end = ".exe" if sys.platform == "win32" else ""
    return str(Path(PySide6.__path__[0]) / f"{name}{end}")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr.strip():
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stderr or done.stdout}")
