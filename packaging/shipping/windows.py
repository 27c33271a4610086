"""What Windows installs, made on Windows: a bundle, signed, in an installer of Inno Setup."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from shipping import environment
from shipping.bundle import Bundle
from shipping.places import BUILD, DIST, PACKAGING

_VERSION = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "The Ahoy developers"),
      StringStruct("FileDescription", "Ahoy"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "ahoy"),
      StringStruct("LegalCopyright", "GPL-3.0-or-later"),
      StringStruct("OriginalFilename", "ahoy.exe"),
      StringStruct("ProductName", "Ahoy"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x409, 1200])]),
  ],
)
"""


def prepare(version: str) -> None:
    """Write what the spec wants to find: the icon, and what Windows says of the program."""
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "windows_version.txt").write_text(version_info(version), encoding="utf-8")
    environment.run("shipping.icons", BUILD / "icons" / "ahoy.ico")


def version_info(version: str) -> str:
    """Return the resource that names ``version``, as PyInstaller reads it."""
    numbers = [int(part) for part in version.split(".")]
    return _VERSION.format(numbers=(*numbers, 0, 0, 0, 0)[:4], version=version)


def sign_command() -> list[str]:
    """Return the command that signs the file named after it, as AHOY_WINDOWS_SIGN says; empty: none."""
    words = shlex.shlex(os.environ.get("AHOY_WINDOWS_SIGN", ""), posix=True)
    words.whitespace_split, words.commenters = True, ""
    words.escape = ""  # backslashes part folders here
    return list(words)


def sign_tool(sign: list[str]) -> str:
    """Return ``sign`` as Inno Setup's compiler wants it: $q is a quote, $$ a dollar, $f the file."""
    return subprocess.list2cmdline(sign).replace("$", "$$").replace('"', "$q") + " $f"


def build(made: Bundle, version: str) -> Path:
    """Sign the programs of the bundle and put it into an installer; raise ``CalledProcessError``."""
    sign = sign_command()
    if sign:
        for program in sorted(made.folder.glob("*.exe")):
            subprocess.run([*sign, program], check=True)
    defined = {"Version": version, "Bundle": made.folder, "Output": DIST}
    options = [f"/D{name}={value}" for name, value in defined.items()]
    if sign:
        options += ["/DSign", f"/Sahoysign={sign_tool(sign)}"]
    subprocess.run(["iscc", "/Q", *options, PACKAGING / "windows" / "ahoy.iss"], check=True)
    return DIST / f"ahoy-{version}-windows-x64.exe"
