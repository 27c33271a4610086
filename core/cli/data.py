"""``main.py data``: take along, or remove, all that Ahoy keeps of a person."""

from __future__ import annotations

import argparse
import sys

from core.cli.exit_codes import ExitCode
from core.cli.places import profile_dir
from core.instance.client import NoAnswer, NotRunning, ask
from core.instance.messages import RemoteCommand, Request
from core.instance.place import instance_place

RUNNING = "Ahoy runs with this profile: quit it first (main.py quit)."
SURE = "Type “delete” to remove everything that Ahoy keeps in {}: "


def run(arguments: argparse.Namespace) -> int:
    """Do ``data export`` or ``data delete``; returns the exit code."""
    return _export(arguments) if arguments.action == "export" else _delete(arguments)


def _export(arguments: argparse.Namespace) -> int:
    from core.personal_data.export import ExportError, export_profile

    try:
        calls = export_profile(profile_dir(arguments.profile), arguments.file.expanduser())
    except ExportError as error:
        return _say(str(error), ExitCode.USAGE)
    number = "1 call" if calls == 1 else f"{calls} calls"
    print(f"{arguments.file} holds your contacts, settings and {number}.")  # noqa: T201
    return ExitCode.OK


def _delete(arguments: argparse.Namespace) -> int:
    from core.desktop.autostart import system_autostart
    from core.personal_data.deletion import delete_profile
    from core.storage.vault import SystemVault

    profile = profile_dir(arguments.profile)
    if _is_running(arguments):
        return _say(RUNNING, ExitCode.USAGE)
    if not arguments.yes and not _is_sure(SURE.format(profile)):
        return _say("Nothing was removed.", ExitCode.USAGE)
    problems = delete_profile(profile, SystemVault(), system_autostart())
    if problems:
        return _say("\n".join(problems), ExitCode.INTERNAL)
    print(f"Nothing of yours is left in {profile}.")  # noqa: T201
    return ExitCode.OK


def _is_running(arguments: argparse.Namespace) -> bool:
    try:
        ask(instance_place(str(profile_dir(arguments.profile))), Request(RemoteCommand.STATUS))
    except NotRunning:
        return False
    except NoAnswer:
        return True
    return True


def _is_sure(question: str) -> bool:
    try:
        return input(question).strip().lower() == "delete"
    except EOFError:
        return False


def _say(words: str, code: ExitCode) -> ExitCode:
    print(words, file=sys.stderr)  # noqa: T201
    return code
