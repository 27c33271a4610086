"""``main.py serve status|drain|users|calls|apps``: an operator's commands, to a service or to its data."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from core.cli.access.secrets import SecretError, read_secret
from core.cli.exit_codes import ExitCode
from core.cli.service.tables import shown
from core.service.admin.access import read_access
from core.service.admin.application_desk import Answer
from core.service.admin.problems import AdminError
from core.service.admin.remote import UNREACHABLE, RemoteDesk
from core.service.admin.stopped import NOT_RUNNING, StoppedDesk
from core.service.errors import ServiceError, ServiceProblem

Desk = RemoteDesk | StoppedDesk


def run_admin(arguments: argparse.Namespace, data: Path) -> int:
    """Carry out one command and print what it gave; 0 if it was done.

    2: the wish makes no sense. 3: the service is needed and cannot be reached. 7: it says no.
    """
    try:
        with _desk(data, arguments) as desk:
            answer = carry_out(arguments, desk)
    except AdminError as error:
        return _failed(arguments, error.code, str(error), _exit_code(error))
    except ServiceError as error:
        code = ExitCode.USAGE if error.problem is ServiceProblem.CONFIGURATION else ExitCode.INTERNAL
        if error.problem is ServiceProblem.DATA_IN_USE:
            code = ExitCode.SERVICE_UNREACHABLE
        return _failed(arguments, error.problem.value, str(error), code)
    text = json.dumps(answer, indent=1, ensure_ascii=False) if arguments.json else shown(arguments, answer)
    sys.stdout.write(text + "\n")
    return ExitCode.OK


def carry_out(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Return what the command gives. Raises ``AdminError``."""
    what = arguments.serve_command
    if what == "status":
        return desk.status()
    if what == "drain":
        return desk.drain(arguments.seconds)
    if what == "users":
        return _users(arguments, desk)
    if what == "calls":
        return _calls(arguments, desk)
    return _apps(arguments, desk)


def _users(arguments: argparse.Namespace, desk: Desk) -> Answer:
    if arguments.action == "list":
        return desk.users(arguments.app)
    if arguments.action == "show":
        return desk.user(arguments.user, arguments.app)
    return desk.kick(arguments.user, arguments.app, arguments.instance)


def _calls(arguments: argparse.Namespace, desk: Desk) -> Answer:
    if arguments.action == "list":
        return desk.calls()
    return desk.call(arguments.call) if arguments.action == "show" else desk.end_call(arguments.call)


def _apps(arguments: argparse.Namespace, desk: Desk) -> Answer:
    action, apps = arguments.action, desk.apps
    if action == "list":
        return apps.list()
    if action == "add":
        return apps.add(arguments.name, arguments.new_key, _given_secret(arguments.secret_file))
    if action == "rotate":
        return apps.rotate(arguments.app, arguments.keep_old)
    if action == "callbacks":
        return apps.set_callbacks(arguments.app, arguments.url, arguments.fallback)
    simple = {"show": apps.show, "enable": apps.enable, "disable": apps.disable, "remove": apps.remove}
    return simple[action](arguments.app)


def _given_secret(file: Path | None) -> str:
    try:
        return read_secret(None, file)
    except SecretError as error:
        raise AdminError(400, "bad-secret", str(error)) from None


@contextlib.contextmanager
def _desk(data: Path, arguments: argparse.Namespace) -> Iterator[Desk]:
    """Give the running service's desk, or the one of its data alone."""
    running = _running(data)
    if running is not None:
        yield running
        return
    if not data.is_dir() and getattr(arguments, "action", "") != "add":
        raise AdminError(0, NOT_RUNNING, f"No call service has ever run on the folder {data}.")
    with StoppedDesk(data) as stopped:
        yield stopped


def _running(data: Path) -> RemoteDesk | None:
    access = read_access(data)
    if access is None:
        return None
    desk = RemoteDesk(access)
    try:
        desk.status()
    except AdminError as error:
        if error.code != UNREACHABLE:
            raise
        return None  # left behind by one that was killed
    return desk


def _exit_code(error: AdminError) -> ExitCode:
    if error.code in (UNREACHABLE, NOT_RUNNING):
        return ExitCode.SERVICE_UNREACHABLE
    return ExitCode.USAGE if error.status == 400 else ExitCode.CALL_FAILED


def _failed(arguments: argparse.Namespace, code: str, sentence: str, exit_code: ExitCode) -> int:
    if arguments.json:
        sys.stdout.write(json.dumps({"error": code, "message": sentence}) + "\n")
    sys.stderr.write(sentence + "\n")
    return exit_code
