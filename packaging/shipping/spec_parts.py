"""What the specs for PyInstaller say. Runs inside PyInstaller, in the build environment."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from PyInstaller.depend import bindepend
from PyInstaller.utils.hooks import collect_submodules
from translating import files, pseudo

from shipping import mac_app, notices, qt_parts
from shipping.places import BUILD, PACKAGING, ROOT, version
from shipping.system_needs import is_of_system

Entry = tuple[str, str, str]

NOT_USED = [
    *("tkinter", "_tkinter", "turtle", "idlelib", "ensurepip", "lib2to3", "pydoc_data"),
    *("pip", "setuptools", "_distutils_hack", "pkg_resources", "distutils"),
    *("pytest", "_pytest", "hypothesis", "numpy.f2py", "numpy.testing", "numpy.distutils"),
    # Modules of Python that link to libraries of which systems have different versions.
    *("readline", "curses", "_curses", "_curses_panel", "nis", "crypt", "_crypt", "dbm", "_dbm", "_gdbm"),
    *("phonenumbers.geodata", "phonenumbers.carrierdata", "phonenumbers.tzdata"),
    "PySide6.QtMultimediaWidgets",
]
FOR_TESTS = {f"ahoy_{language}" for language in pseudo.LANGUAGES}
"""Languages that nobody speaks."""
QT = ["PySide6", "shiboken6", "qasync", "ui"]


def app_analysis() -> dict[str, Any]:
    """Return the arguments of PyInstaller's ``Analysis`` for the app."""
    files.release()
    resources = ("countries", "fonts", "icons", "tones", "translations")
    folders = ["ui/qml", *(f"resources/{name}" for name in resources)]
    # How notifications are shown is another package on each system.
    others = [name for name in ("desktop_notifier",) if importlib.util.find_spec(name)]
    analysis = _analysis(["core", "ui", "keyring.backends", *others], folders, NOT_USED)
    if sys.platform == "darwin":
        purposes = mac_app.write_purposes(BUILD / "mac")
        analysis["datas"] += [(str(path), path.parent.name) for path in purposes]
    return analysis


def service_analysis() -> dict[str, Any]:
    """Return the arguments of PyInstaller's ``Analysis`` for the call service, which has no window."""
    return _analysis(["core.service", "core.cli"], ["resources/tones"], [*NOT_USED, *QT])


def _analysis(packages: list[str], folders: list[str], not_used: list[str]) -> dict[str, Any]:
    # Several modules are imported by name, when they are needed.
    named = ["phonenumbers.data", "phonenumbers.shortdata", *packages]
    return {
        "pathex": [str(ROOT)],
        "datas": [*_files(folders), (str(ROOT / "LICENSE"), ".")],
        "hiddenimports": [name for package in named for name in collect_submodules(package)],
        "excludes": not_used,
        "runtime_hooks": [str(PACKAGING / "frozen" / "give_back_libraries.py")] if _is_linux() else [],
    }


def _is_linux() -> bool:
    return sys.platform == "linux"


def _files(folders: list[str]) -> list[tuple[str, str]]:
    """Return every file below ``folders`` but the programs that made some of them."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*")))
    return [
        (str(path), str(path.parent.relative_to(ROOT)))
        for path in found
        if path.is_file() and path.suffix not in {".py", ".pyc", ".ts"} and path.stem not in FOR_TESTS
    ]


def trim(analysis: Any) -> None:
    """Take out of an ``Analysis`` what is not loaded, and what every system has; add the notices."""
    qml = _used_qml()
    kept = [e for e in [*analysis.binaries, *analysis.datas] if _is_wanted(e, qml)]
    gone = _unreached(kept)
    kept = [entry for entry in kept if _posix(entry[0]) not in gone]
    names = {_posix(entry[0]) for entry in kept}
    for table in (analysis.binaries, analysis.datas):
        table[:] = [entry for entry in table if _posix(entry[0]) in names and _leads_somewhere(entry, names)]
    analysis.datas.append((notices.FILE, str(_write_notices(analysis)), "DATA"))


def _write_notices(analysis: Any) -> Path:
    modules = [
        f"{name.replace('.', '/')}{end}" for name, _, _ in analysis.pure for end in (".py", "/__init__.py")
    ]
    files = [_posix(name) for name, _, _ in [*analysis.binaries, *analysis.datas]]
    found = notices.parts([*modules, *files], importlib.metadata.distributions())
    target = BUILD / f"notices-{len(modules)}.txt"
    target.write_text(notices.text_of(found), encoding="utf-8")
    return target


def _is_wanted(entry: Entry, qml: frozenset[str]) -> bool:
    name, source, kind = entry
    if _is_linux() and kind in {"BINARY", "EXTENSION"} and is_of_system(Path(source)):
        return False
    return qt_parts.is_wanted(_posix(name), qml)


def _used_qml() -> frozenset[str]:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return frozenset()
    package = Path(next(iter(spec.submodule_search_locations)))
    qt = package / "Qt" if (package / "Qt").is_dir() else package
    scanner = package / "qmlimportscanner.exe" if sys.platform == "win32" else qt / "libexec/qmlimportscanner"
    return qt_parts.used_qml(scanner, ROOT / "ui" / "qml", qt / "qml")


def _unreached(entries: list[Entry]) -> set[str]:
    """Return the names of Qt's libraries that nothing in ``entries`` links to."""
    sources = {_posix(name): source for name, source, kind in entries if kind in {"BINARY", "EXTENSION"}}
    libraries = {PurePosixPath(name).name: name for name in sources if qt_parts.is_qt_library(name)}
    roots = [name for name in sources if name not in libraries.values()]

    def needed(name: str) -> set[str]:
        return {PurePath(linked).name for linked, _ in bindepend.get_imports(sources[name])}

    return set(libraries.values()) - qt_parts.reached(roots, libraries, needed)


def _leads_somewhere(entry: Entry, names: set[str]) -> bool:
    name, target, kind = entry
    if kind != "SYMLINK":
        return True
    parts: list[str] = []
    for part in (PurePosixPath(_posix(name)).parent / _posix(target)).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) in names


def _posix(name: str) -> str:
    return PurePath(name).as_posix()


def programs() -> list[tuple[str, bool]]:
    """Return the names of the programs in the bundle, and whether each has a console."""
    # A program of Windows either opens a black window each time, or can print nothing.
    return [("ahoy", False), ("ahoy-console", True)] if sys.platform == "win32" else [("ahoy", True)]


def exe_options() -> dict[str, Any]:
    """Return the options of PyInstaller's ``EXE`` that each system wants."""
    if sys.platform == "darwin":
        return {
            "codesign_identity": mac_app.identity(),
            "entitlements_file": str(PACKAGING / "macos" / "entitlements.plist"),
            "argv_emulation": False,
        }
    if sys.platform == "win32":
        return {"icon": str(BUILD / "icons" / "ahoy.ico"), "version": str(BUILD / "windows_version.txt")}
    return {}


def mac_bundle() -> dict[str, Any]:
    """Return the arguments of PyInstaller's ``BUNDLE``."""
    return {
        "name": "Ahoy.app",
        "icon": str(BUILD / "icons" / "ahoy.icns"),
        "bundle_identifier": mac_app.IDENTIFIER,
        "version": version(),
        "info_plist": mac_app.info(version()),
    }
