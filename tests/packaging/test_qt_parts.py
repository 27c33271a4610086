"""What of Qt a bundle takes along."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from shipping import qt_parts

ROOT = Path(__file__).resolve().parents[2]
QML = frozenset({"QtQuick", "QtQuick/Layouts", "QtMultimedia"})


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/qml/QtQuick/libqtquick2plugin.so",
        "PySide6/Qt/qml/QtQuick/Layouts/qmldir",
        "PySide6/qml/QtMultimedia/quickmultimediaplugin.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/QtCore.abi3.so",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "core/engine/parts.pyc",
        "ui/qml/Main.qml",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/translations/qtdeclarative_sv.qm",
    ],
)
def test_what_the_program_loads_is_taken(name: str) -> None:
    assert qt_parts.is_wanted(name, QML)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/qml/QtQuick3D/qmldir",
        "PySide6/Qt/qml/QtQuick/Layouts/plugins.qmltypes",
        "PySide6/Qt/qml/QtQuick/Controls/Material/qmldir",
        "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/multimedia/libgstreamermediaplugin.so",
        "PySide6/plugins/multimedia",
        "PySide6/Qt/translations/qtbase_ja.qm",
        "PySide6/translations/assistant_de.qm",
        "PySide6/Qt/libexec/QtWebEngineProcess",
    ],
)
def test_what_it_never_loads_is_left(name: str) -> None:
    assert not qt_parts.is_wanted(name, QML)


def test_libraries_of_qt_are_known_on_each_system() -> None:
    assert qt_parts.is_qt_library("PySide6/Qt/lib/libQt6Core.so.6")
    assert qt_parts.is_qt_library("PySide6/Qt6Quick.dll")
    assert not qt_parts.is_qt_library("PySide6/QtCore.abi3.so")
    assert not qt_parts.is_qt_library("av.libs/libavcodec.so.61")


def test_libraries_are_followed_through_others_and_round_in_circles() -> None:
    libraries = {"libA.so": "lib/libA.so", "libB.so": "lib/libB.so", "libC.so": "lib/libC.so"}
    links = {
        "plugin.so": ["libA.so", "libc.so.6"],
        "lib/libA.so": ["libB.so"],
        "lib/libB.so": ["libA.so"],
        "lib/libC.so": ["libA.so"],
    }
    assert qt_parts.reached(["plugin.so"], libraries, links.__getitem__) == {"lib/libA.so", "lib/libB.so"}


def test_a_scan_gives_folders_of_qt_without_foreign_styles(tmp_path: Path) -> None:
    modules = tmp_path / "qml"
    said = [
        {"name": "QtQuick", "path": str(modules / "QtQuick")},
        {"name": "QtQuick.Controls.Material", "path": str(modules / "QtQuick/Controls/Material")},
        {"name": "QtQuick.Controls.Material.impl", "path": str(modules / "QtQuick/Controls/Material/impl")},
        {"name": "QtQuick.Controls.Basic", "path": str(modules / "QtQuick/Controls/Basic")},
        {"name": "Ahoy"},
        {"name": "theme", "path": str(tmp_path / "ui" / "theme")},
    ]
    scanner = tmp_path / "scanner"
    scanner.write_text(f"#!{sys.executable}\nprint({json.dumps(said)!r})\n")
    scanner.chmod(0o755)
    found = qt_parts.used_qml(scanner, tmp_path / "ui", modules)
    assert found == {"QtQuick", "QtQuick/Controls/Basic"}


def test_a_scanner_that_fails_is_no_empty_bundle(tmp_path: Path) -> None:
    scanner = tmp_path / "scanner"
    scanner.write_text("#!/bin/sh\nexit 1\n")
    scanner.chmod(0o755)
    with pytest.raises(subprocess.CalledProcessError):
        qt_parts.used_qml(scanner, tmp_path, tmp_path)


def test_qt_itself_says_what_our_window_imports() -> None:
    import PySide6

    qt = Path(PySide6.__path__[0]) / "Qt"
    scanner = qt / "libexec" / "qmlimportscanner"
    if not scanner.exists():
        pytest.skip("this system keeps qmlimportscanner elsewhere")
    found = qt_parts.used_qml(scanner, ROOT / "ui" / "qml", qt / "qml")
    assert {"QtQuick", "QtQuick/Templates", "QtMultimedia", "QtQuick/Dialogs/quickimpl"} <= found
    assert not {name for name in found if name.startswith(("QtQuick3D", "QtCharts", "QtWebEngine"))}
