"""The app, installed on a bare system, calls the echo test on a virtual screen, and leaves nothing behind."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from PySide6.QtGui import QImage
from shipping.places import ROOT as SOURCES
from shipping.system_needs import OPTIONAL_PLUGINS
from translating import files

from tests.packaging.installed.conftest import made
from tests.packaging.installed.roots import Root

SCREEN = 'xvfb-run -a -s "-screen 0 1280x800x24 +extension GLX"'
SCREENSHOTS = SOURCES / "build" / "screenshots"
LIBRARIES = """
export LD_LIBRARY_PATH=/usr/lib/ahoy/_internal
find /usr/lib/ahoy -name '*.so*' -type f | while read -r file; do
    ldd "$file" 2>&1 | grep -E 'not found|: error|cannot|not page' | sed "s|^|$(basename "$file") |"
done
true
"""

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def system(bare: Root) -> Root:
    bare.install("xvfb", "xauth", "desktop-file-utils")
    bare.install(bare.take(made("ahoy_{version}_{debian}.deb")))
    return bare


def test_it_runs_without_python(system: Root) -> None:
    assert system.run("command -v python3", check=False).code != 0
    assert system.run("ahoy --help").words.startswith("usage: ahoy ")


def test_every_library_finds_what_it_links_to(system: Root) -> None:
    lines = system.run(LIBRARIES).words.splitlines()
    assert [line for line in lines if line.split()[0] not in OPTIONAL_PLUGINS] == []


def test_it_looks_itself_over(system: Root) -> None:
    done = system.run("ahoy doctor --fake-devices")
    assert "The test call worked" in done.words
    # There is no network here, and it notes that.
    assert "You can make calls" in done.words


def test_it_makes_a_video_call(system: Root, request: pytest.FixtureRequest) -> None:
    make_a_video_call(system)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = f"installed-{request.node.callspec.id}.png"
    shutil.copyfile(system.folder / "root/call.png", SCREENSHOTS / name)


def make_a_video_call(system: Root) -> None:
    done = system.run(f"{SCREEN} ahoy demo-echo --seconds 10 --screenshot call.png --report call.json")
    # Every word that Qt or a library would add says that something is missing.
    assert [line for line in done.words.splitlines() if not re.match(EXPECTED, line)] == []
    tracks = json.loads((system.folder / "root/call.json").read_text())["media"]["tracks"]
    received = {each["kind"]: each for each in tracks if each["type"] == "inbound-rtp"}
    assert received["audio"]["packetsReceived"] > 100
    assert received["video"]["framesDecoded"] > 30
    image = QImage(str(system.folder / "root/call.png"))
    assert (image.width(), image.height()) == (1280, 800)
    assert len({image.pixel(x, y) for x in range(0, 1280, 40) for y in range(0, 800, 40)}) > 50


EXPECTED = (
    r"Calling the echo test\.$|Established; |Dial to ringing: |Answer to established: |"
    r"Sound (sent|received): |Pictures (sent|received): |Path: |Encryption: |Screenshot: |You hung up\. "
)


def test_links_and_the_menu_know_it(system: Root) -> None:
    system.run("update-desktop-database")
    cache = (system.folder / "usr/share/applications/mimeinfo.cache").read_text()
    for scheme in ("sip", "sips", "tel", "callto", "ahoy"):
        assert f"x-scheme-handler/{scheme}=ahoy.desktop;" in cache
    assert system.holds("usr/share/icons/hicolor/*/apps/ahoy.*")
    assert system.run("gzip -dc /usr/share/man/man1/ahoy.1.gz").words.startswith(".TH AHOY 1")


def test_it_brings_its_languages_along(system: Root) -> None:
    held = system.holds("usr/lib/ahoy/_internal/resources/translations/*")
    spoken = {f"ahoy_{language}.qm" for language in (files.ENGLISH, *files.LANGUAGES)}
    assert {path.rpartition("/")[2] for path in held} == spoken | {
        f"agent_{language}.json" for language in files.LANGUAGES
    }
    qt = system.holds("usr/lib/ahoy/_internal/PySide6/Qt/translations/qtbase_*.qm")
    assert {path.rpartition("_")[2] for path in qt} == {f"{language}.qm" for language in files.LANGUAGES}
    countries = system.holds("usr/lib/ahoy/_internal/resources/countries/*.json")
    assert {path.rpartition("/")[2] for path in countries} == {f"{each}.json" for each in files.LANGUAGES}


def test_nothing_is_left_when_it_goes(system: Root) -> None:
    system.run("apt-get -y -qq purge ahoy")
    assert traces(system) == []


def test_the_package_of_the_rpm_family_holds_the_same_app(system: Root) -> None:
    # What it requires is here, by Debian's names: the test before has left it.
    rpm = ["rpm", "--root", system.folder, "--nodeps"]
    subprocess.run([*rpm, "-i", made("ahoy-{version}-1.{machine}.rpm")], check=True)
    make_a_video_call(system)
    subprocess.run([*rpm, "-e", "ahoy"], check=True)
    assert traces(system) == []


def traces(system: Root) -> list[str]:
    return system.run("find / -xdev -iname '*ahoy*' -not -path '/root/*'").words.split()
