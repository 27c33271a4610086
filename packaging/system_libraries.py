"""Check the system libraries and programs that pip cannot install, and install them where that is possible.

As root on an apt system what is missing is installed; elsewhere one line to run is printed and the exit
code is 1. Says nothing when nothing is missing. Standard library only: it runs during set-up::

    python packaging/system_libraries.py             what the window needs
    python packaging/system_libraries.py --screen    also a virtual screen, on a machine that has none
    python packaging/system_libraries.py --peers     also the programs that tests/peers talks to
    python packaging/system_libraries.py --package   also what `make package` takes
    python packaging/system_libraries.py --roots     also what `make package-test` takes
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Library:
    """A shared library, by the name the loader looks for; packages are tried in order."""

    name: str
    packages: tuple[str, ...]

    def is_missing(self) -> bool:
        """Whether the loader does not find it."""
        try:
            ctypes.CDLL(self.name)
        except OSError:
            return True
        return False


@dataclass(frozen=True)
class Program:
    """A program on the path, or any file when ``pattern`` is given (a glob under /)."""

    name: str
    packages: tuple[str, ...]
    pattern: str = ""

    def is_missing(self) -> bool:
        """Whether it is not installed."""
        if self.pattern:
            return not any(Path("/").glob(self.pattern))
        return shutil.which(self.name) is None


Requirement = Library | Program

# What Qt's wheels link against and do not bring, in the words of Debian 12 and (first, where they differ) 13
# and Ubuntu 24.04.
WINDOW: tuple[Requirement, ...] = (
    Library("libGL.so.1", ("libgl1",)),
    Library("libEGL.so.1", ("libegl1",)),
    Library("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Library("libgthread-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Library("libxkbcommon.so.0", ("libxkbcommon0",)),
    Library("libdbus-1.so.3", ("libdbus-1-3",)),
    Library("libfontconfig.so.1", ("libfontconfig1",)),
    Library("libfreetype.so.6", ("libfreetype6",)),
    Library("libbrotlidec.so.1", ("libbrotli1",)),
    Library("libgssapi_krb5.so.2", ("libgssapi-krb5-2",)),
    Library("libpulse.so.0", ("libpulse0",)),
    Library("libX11.so.6", ("libx11-6",)),
    Library("libXrandr.so.2", ("libxrandr2",)),
    Library("libX11-xcb.so.1", ("libx11-xcb1",)),
    Library("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    Library("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Library("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Library("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Library("libxcb-shape.so.0", ("libxcb-shape0",)),
    Library("libxcb-image.so.0", ("libxcb-image0",)),
    Library("libxcb-render-util.so.0", ("libxcb-render-util0",)),
    Library("libwayland-client.so.0", ("libwayland-client0",)),
    Library("libwayland-cursor.so.0", ("libwayland-cursor0",)),
    Library("libwayland-egl.so.1", ("libwayland-egl1",)),
)

SCREEN: tuple[Requirement, ...] = (
    Program("Xvfb", ("xvfb",)),
    Program("xvfb-run", ("xvfb",)),
    Program("xauth", ("xauth",)),
    # Text needs a font, and a bare machine has none.
    Program("a font", ("fonts-dejavu-core",), pattern="usr/share/fonts/**/*.[to]tf"),
)

PEERS: tuple[Requirement, ...] = (
    Program("chromium", ("chromium",)),
    Program("ip", ("iproute2",)),
    Program("turnserver", ("coturn",)),
    Program("baresip", ("baresip-core",)),
    Program("baresip's H.264", ("baresip-ffmpeg",), pattern="usr/lib/baresip/modules/avcodec.so"),
    Program("rtpengine", ("rtpengine-daemon",)),
    Program("sipp", ("sip-tester",)),
    Program("espeak-ng", ("espeak-ng",)),
    Program("dunst", ("dunst",)),
    Program("trayer", ("trayer",)),
    Program("openbox", ("openbox",)),
    Program("xdotool", ("xdotool",)),
    Program("dbus-daemon", ("dbus-daemon", "dbus")),
    Program("kamailio", ("kamailio",)),
    Program(
        "kamailio's websocket module",
        ("kamailio-websocket-modules",),
        pattern="usr/lib/*/kamailio/modules/websocket.so",
    ),
    Program(
        "kamailio's python3 module",
        ("kamailio-python3-modules",),
        pattern="usr/lib/*/kamailio/modules/app_python3.so",
    ),
    Program(
        "kamailio's presence modules",
        ("kamailio-presence-modules",),
        pattern="usr/lib/*/kamailio/modules/presence_xml.so",
    ),
    # For the script inside Kamailio, which runs with the system's Python.
    Program("python3-jwt", ("python3-jwt",), pattern="usr/lib/python3/dist-packages/jwt/__init__.py"),
    Program("pulseaudio", ("pulseaudio",)),
    Program("pactl", ("pulseaudio-utils",)),
)

PACKAGE: tuple[Requirement, ...] = (
    Program("strip", ("binutils",)),
    Program("xz", ("xz-utils",)),
    Program("dpkg-deb", ("dpkg",)),
    Program("rpmbuild", ("rpm",)),
    # Debian's Python does without its own library, which is what starts a bundle.
    Program(
        "Python's library",
        (f"libpython{sysconfig.get_python_version()}",),
        pattern=f"{sysconfig.get_config_var('LIBDIR')}/{sysconfig.get_config_var('INSTSONAME')}".lstrip("/"),
    ),
)

ROOTS: tuple[Requirement, ...] = (
    Program("mmdebstrap", ("mmdebstrap",)),
    Program("ip", ("iproute2",)),
    Program("unshare", ("util-linux",)),
    Program("lintian", ("lintian",)),
    Program("desktop-file-validate", ("desktop-file-utils",)),
    Program("appstreamcli", ("appstream",)),
    Program("man", ("man-db",)),
    Program("systemd-analyze", ("systemd",)),
    Program("systemd-nspawn", ("systemd-container",)),
    Program("pgrep", ("procps",)),
)

# Of the files of PySide6, those that this program loads.
QT_FILES = (
    "Qt/plugins/platforms/libq*.so",
    "Qt/plugins/multimedia/*.so",
    "Qt/plugins/xcbglintegrations/*.so",
    "Qt/lib/libQt6Multimedia*.so.6",
    "Qt/lib/libQt6Quick*.so.6",
    "Qt/lib/libQt6Network.so.6",
    "Qt/lib/libQt6Svg.so.6",
)
# Embedded platforms that a desktop never loads.
SKIPPED = re.compile(r"eglfs|linuxfb|vnc|vkkhr|minimal")


def unlisted_libraries() -> list[Library]:
    """Return what Qt's files still lack according to ldd and no table here knows."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations or not shutil.which("ldd"):
        return []
    root = Path(next(iter(spec.submodule_search_locations)))
    files = [str(f) for pattern in QT_FILES for f in root.glob(pattern) if not SKIPPED.search(f.name)]
    found = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    known = {requirement.name for requirement in WINDOW}
    names = set(re.findall(r"^\s*(\S+) => not found", found, re.MULTILINE)) - known
    return [Library(name, ()) for name in sorted(names)]


def missing(requirements: Iterable[Requirement]) -> list[Requirement]:
    """Return those requirements that are not met, plus what ldd finds beyond them."""
    return [*(r for r in requirements if r.is_missing()), *unlisted_libraries()]


def known_to_apt(package: str) -> bool:
    """Whether apt could install ``package``."""
    answer = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True, check=False)
    return bool(re.search(r"Candidate: (?!\(none\))", answer.stdout))


def choose_packages(lacking: Iterable[Requirement], *, is_known: bool) -> list[str]:
    """Return one package for each requirement: the first that apt knows, if apt may be asked."""
    chosen = []
    for requirement in lacking:
        names = [name for name in requirement.packages if not is_known or known_to_apt(name)]
        chosen.extend(names[:1])
    return sorted(set(chosen))


def apt(*arguments: str) -> int:
    """Run apt-get without questions; its words are shown only when it fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    result = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        print(result.stdout[-2000:], file=sys.stderr)
    return result.returncode


def install(lacking: list[Requirement]) -> bool:
    """Install what is missing with apt, as root."""
    apt("update")
    packages = choose_packages(lacking, is_known=True)
    if not packages:
        return False
    print("Installing", *packages, flush=True)
    return apt("install", "-y", "--no-install-recommends", *packages) == 0


def install_line(lacking: list[Requirement]) -> str:
    """Return the one line that a person runs on their own system."""
    if shutil.which("apt-get"):
        return "sudo apt-get install -y " + " ".join(choose_packages(lacking, is_known=True))
    for tool in ("dnf", "zypper"):
        if shutil.which(tool):  # both find packages by the library that they provide
            names = [f"'{r.name}()(64bit)'" if isinstance(r, Library) else r.name for r in lacking]
            return f"sudo {tool} install -y " + " ".join(names)
    return "Install, with your system's package manager: " + ", ".join(r.name for r in lacking)


def ensure(requirements: Iterable[Requirement], purpose: str) -> bool:
    """Meet ``requirements`` or say what a person has to run; return whether all are met."""
    requirements = tuple(requirements)
    lacking = missing(requirements)
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        install(lacking)
        lacking = missing(requirements)
    if lacking:
        print(f"Missing for {purpose}: {', '.join(r.name for r in lacking)}", file=sys.stderr)
        print(f"Run: {install_line(lacking)}", file=sys.stderr)
    return not lacking


def main() -> int:
    """Check what the options ask for; exit code 0 when everything is there."""
    parser = argparse.ArgumentParser(description="Check or install what the system has to bring.")
    parser.add_argument("--screen", action="store_true", help="also a virtual screen")
    parser.add_argument("--peers", action="store_true", help="also the programs of tests/peers")
    parser.add_argument("--package", action="store_true", help="also what packages are made with")
    parser.add_argument("--roots", action="store_true", help="also what packages are tested with")
    options = parser.parse_args()
    if sys.platform != "linux":
        return 0
    requirements: tuple[Requirement, ...] = WINDOW
    requirements += SCREEN if options.screen else ()
    requirements += PEERS if options.peers else ()
    requirements += PACKAGE if options.package else ()
    requirements += ROOTS if options.roots else ()
    return 0 if ensure(requirements, "Ahoy's tests" if options.peers else "Ahoy's window") else 1


if __name__ == "__main__":
    sys.exit(main())
