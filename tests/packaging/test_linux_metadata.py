"""What desktops of Linux are told of the app."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from shipping import mac_app, places
from shipping.linux import trees
from translating import files

from core.desktop import flatpak

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = ROOT / "packaging" / "linux" / "ahoy.desktop"


def said_by(*command: object) -> str:
    """Return what a validator says; the test is skipped where the validator is not installed."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    return f"{done.returncode}\n{done.stdout}{done.stderr}".strip()


def entry() -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(DESKTOP.read_text(encoding="utf-8"))
    return parser["Desktop Entry"]


def test_the_desktop_file_is_valid() -> None:
    assert said_by("desktop-file-validate", DESKTOP) == "0"


def test_the_metadata_is_valid() -> None:
    said = said_by("appstreamcli", "validate", "--no-net", "--no-color", trees.METAINFO)
    assert said.startswith("0\n") and "E:" not in said and "W:" not in said


def test_the_desktop_is_told_in_the_languages_of_the_program() -> None:
    told = entry()
    for key in ("GenericName", "Comment", "Keywords"):
        words = [told[key], *(told[f"{key}[{language}]"] for language in files.LANGUAGES)]
        assert all(words) and len(set(words)) == len(words), key
        assert len({text.endswith(";") for text in words}) == 1
    translated = [key for key in told if "[" in key]
    assert len(translated) == 3 * len(files.LANGUAGES)


def test_every_text_of_the_metadata_is_in_the_languages_of_the_program() -> None:
    root = ElementTree.parse(trees.METAINFO).getroot()
    said = {element.text for element in root.iterfind("languages/lang")}
    assert said == {files.ENGLISH, *files.LANGUAGES}
    found: dict[str, int] = {}
    for element in root.iter():
        if element.tag in {"summary", "developer_name", "p", "li"}:
            language = element.get(trees.XML_LANGUAGE, files.ENGLISH)
            found[language] = found.get(language, 0) + 1
            assert (element.text or "").strip()
    assert set(found) == {files.ENGLISH, *files.LANGUAGES}
    assert len(set(found.values())) == 1
    # A change log is in English.
    foreign = {element.text for element in root.iter("p") if trees.XML_LANGUAGE in element.attrib}
    assert foreign and all(not foreign & set(release.words) for release in trees.releases())


def test_links_open_the_same_program_on_every_system() -> None:
    schemes = {kind.removeprefix("x-scheme-handler/") for kind in entry()["MimeType"].split(";") if kind}
    assert schemes == set(mac_app.SCHEMES)
    provided = {each.text for each in ElementTree.parse(trees.METAINFO).iterfind(".//provides/mediatype")}
    assert provided == {f"x-scheme-handler/{scheme}" for scheme in schemes}
    assert entry()["Exec"] == "ahoy %u"


def test_the_window_is_found_to_be_that_of_the_desktop_file() -> None:
    source = (ROOT / "ui" / "app.py").read_text(encoding="utf-8")
    assert "setDesktopFileName(desktop_name())" in source
    assert entry()["Icon"] == flatpak.PLAIN_NAME == DESKTOP.stem


def test_the_metadata_leads_to_the_desktop_file() -> None:
    root = ElementTree.parse(trees.METAINFO).getroot()
    assert root.findtext("launchable") == DESKTOP.name
    assert root.findtext("project_license") == "GPL-3.0-or-later"
    assert root.findtext("id") == trees.METAINFO.name.removesuffix(".metainfo.xml")


def test_the_newest_release_is_this_version() -> None:
    newest, *older = trees.releases()
    assert newest.version == places.version()
    assert newest.words and all(newest.words)
    assert [each.day for each in older] == sorted((each.day for each in older), reverse=True)
