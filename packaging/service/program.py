"""The call service as a program of its own: ``ahoy-service`` is ``ahoy serve`` with the system's folder."""

from __future__ import annotations

import os
import pwd
import sys
from pathlib import Path

from main import main

DATA = Path("/var/lib/ahoy")


def become_owner_of(folder: Path) -> None:
    """Go on as the owner of ``folder``, if this is root: root's files the service could not read."""
    if os.geteuid() != 0 or not folder.is_dir() or folder.stat().st_uid == 0:
        return
    owner = pwd.getpwuid(folder.stat().st_uid)
    os.initgroups(owner.pw_name, owner.pw_gid)
    os.setgid(owner.pw_gid)
    os.setuid(owner.pw_uid)


def run(arguments: list[str]) -> int:
    """Run the service, or what its operator asks for, with the options of ``ahoy serve``."""
    if not any(argument == "--data" or argument.startswith("--data=") for argument in arguments):
        become_owner_of(DATA)
        arguments = ["--data", str(DATA), *arguments]
    return main(["serve", *arguments])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
