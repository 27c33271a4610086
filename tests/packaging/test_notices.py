"""Notices of what a bundle is made of."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from pathlib import Path

import pytest
from shipping import notices


def distribution(
    folder: Path, name: str, files: list[str], *about: str, text: str = ""
) -> importlib.metadata.Distribution:
    place = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text(
        "\n".join(["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *about])
    )
    if text:
        (place / "LICENSE").write_text(text)
        files = [*files, f"{place.name}/LICENSE"]
    (place / "RECORD").write_text("".join(f"{each},,\n" for each in files))
    return importlib.metadata.PathDistribution(place)


def test_what_is_in_the_bundle_is_named_and_nothing_else(tmp_path: Path) -> None:
    here = distribution(
        tmp_path,
        "lib-a",
        ["a/__init__.py", "a/_fast.cpython-311-x86_64-linux-gnu.so"],
        "License-Expression: MIT",
        "Project-URL: Issues, https://example.net/issues",
        "Project-URL: Source, https://example.net/a",
        text="You may.",
    )
    away = distribution(tmp_path, "lib-b", ["b/__init__.py"], "License: MIT", text="So may you.")
    found = notices.parts(["a/__init__.py", "ui/qml/Main.qml"], [here, away])
    assert [part.title for part in found if part.version] == ["lib-a 1.0"]
    text = notices.text_of(found)
    assert "lib-a 1.0  MIT\n" in text and "https://example.net/a\n" in text and "You may." in text


def test_libraries_are_named_by_their_files_and_by_what_holds_them(tmp_path: Path) -> None:
    holder = distribution(
        tmp_path, "pylibsrtp", ["pylibsrtp/__init__.py"], "License: BSD", text="You may, too."
    )
    files = ["pylibsrtp/__init__.py", "av.libs/libopus-114e2b1a.so.0.11.1", "libpython3.11.so.1.0"]
    assert "Inter" not in {part.name for part in notices.parts(files, [holder])}
    files.append("resources/fonts/Inter-Regular.otf")
    found = {part.name: part for part in notices.parts(files, [holder])}
    assert {"Opus", "Python", "OpenSSL", "libsrtp", "Inter"} <= set(found)
    assert "x264" not in found
    text = notices.text_of(found.values())
    assert "Skype Limited" in text and "\nText of Apache-2.0\n" in text
    assert text.count("Text of BSD-3-Clause\n") == 1


def test_a_library_of_unknown_origin_ends_the_build() -> None:
    with pytest.raises(notices.UnknownPart, match=r"libstray-1\.so"):
        notices.parts(["av.libs/libstray-1.so"], [])


def test_a_package_without_a_licence_text_ends_the_build(tmp_path: Path) -> None:
    silent = distribution(tmp_path, "lib-c", ["c/__init__.py"], "License: Mine")
    with pytest.raises(notices.UnknownPart, match="lib-c brings no text of its licence, Mine"):
        notices.parts(["c/__init__.py"], [silent])


@pytest.mark.parametrize(
    ("about", "licence"),
    [
        (["License-Expression: MIT", "License: other"], "MIT"),
        (["License: BSD"], "BSD"),
        (["Classifier: License :: OSI Approved :: MIT License"], "MIT License"),
        (["License: " + "long " * 40, "Classifier: License :: OSI Approved :: ISC"], "ISC"),
        ([], "see its text"),
    ],
)
def test_a_licence_is_read_from_wherever_it_stands(about: list[str], licence: str, tmp_path: Path) -> None:
    found = notices.parts(["d/x.py"], [distribution(tmp_path, "lib-d", ["d/x.py"], *about, text="text")])
    assert [part.licence for part in found if part.version] == [licence]


def test_every_licence_has_its_text() -> None:
    for native in notices._natives():
        for name in native.get("texts", ()):
            assert len(notices._licence_text(name)) > 200
        assert native.get("texts") or native.get("said_by")
        assert native.get("copyright") or native.get("said_by")
        assert native["home"].startswith("https://") and native["licence"]


def test_every_library_of_the_wheels_is_known() -> None:
    folders = [
        Path(spec.origin).parent
        for spec in map(importlib.util.find_spec, ("av", "numpy", "google_crc32c"))
        if spec and spec.origin
    ]
    libraries = [
        f"{folder.name}.libs/{path.name}"
        for folder in folders
        for path in folder.parent.glob(f"{folder.name}.libs/*")
    ]
    if not libraries:
        pytest.skip("wheels of this system keep their libraries elsewhere")
    notices._refuse_unknown(libraries, notices._natives())


@pytest.mark.parametrize(
    ("name", "is_native"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/libpyside6.abi3.so.6.11", True),
        ("PySide6/QtCore.abi3.so", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("aiohttp/_http_parser.cpython-311-x86_64-linux-gnu.so", False),
        ("libbz2.so.1.0", True),
        ("av/.dylibs/libx264.165.dylib", True),
        ("ui/qml/Main.qml", False),
    ],
)
def test_libraries_are_told_from_modules(name: str, is_native: bool) -> None:
    assert notices.is_native(name) is is_native
