"""Commands to the running app: ``mute``, ``hangup``, ``dial`` and the others. Without Qt, done in a blink."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any

from core.cli.exit_codes import ExitCode
from core.cli.places import profile_dir
from core.instance.client import NoAnswer, NotRunning, ask
from core.instance.messages import MessageError, Refusal, RemoteCommand, Reply, Request
from core.instance.place import instance_place

NOT_RUNNING = "Ahoy is not running with this profile."
_CODES = {
    Refusal.NOTHING_TO_DO: ExitCode.NOTHING_TO_DO,
    Refusal.NOT_READY: ExitCode.NOT_RUNNING,
    Refusal.NOT_UNDERSTOOD: ExitCode.USAGE,
}


ALREADY_RUNNING = "Ahoy is already open with this profile; its window has been raised."


def run(arguments: argparse.Namespace, *, is_required: bool = True) -> int | None:
    """Do the command of ``arguments`` in the running app; returns the exit code.

    With ``is_required`` False it returns None, and says nothing, if no app runs.
    """
    try:
        reply = ask_running(arguments, request_of(arguments))
    except NotRunning:
        if is_required:
            print(NOT_RUNNING, file=sys.stderr)  # noqa: T201
        return ExitCode.NOT_RUNNING if is_required else None
    except NoAnswer as error:
        print(error, file=sys.stderr)  # noqa: T201
        return ExitCode.INTERNAL
    except MessageError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return ExitCode.USAGE
    return tell(reply, as_json=getattr(arguments, "json", False))


def hand_over(arguments: argparse.Namespace) -> int | None:
    """Have an app that runs with this profile do what the window would be opened for.

    Returns the exit code, or None if none runs, or it gives no answer: then the window's own claim decides.
    """
    first = first_request(arguments)
    try:
        reply = ask_running(arguments, first)
    except (NotRunning, NoAnswer):
        return None
    except MessageError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return ExitCode.USAGE
    if reply.error == Refusal.NOT_READY:
        return None
    print(ALREADY_RUNNING if reply.is_ok else reply.text, file=sys.stderr)  # noqa: T201
    return ExitCode.OK if reply.is_ok else ExitCode.USAGE


def first_request(arguments: argparse.Namespace) -> Request:
    """Return what the window is opened for."""
    if call_id := getattr(arguments, "answered_call", ""):
        return Request(RemoteCommand.ANSWER, call_id=call_id, activation=activation())
    return Request(RemoteCommand.SHOW, target=getattr(arguments, "link", ""), activation=activation())


def request_of(arguments: argparse.Namespace) -> Request:
    """Return what the command line asks for."""
    video = getattr(arguments, "video", False)
    return Request(
        RemoteCommand(arguments.command),
        target=getattr(arguments, "target", "") or "",
        call_id=getattr(arguments, "call_id", "") or "",
        video=True if video else None,
        activation=activation(),
    )


def ask_running(arguments: argparse.Namespace, request: Request) -> Reply:
    """Ask the app that runs with the profile of ``arguments``. Raises as ``core.instance.client.ask``."""
    return ask(instance_place(str(profile_dir(arguments.profile))), request)


def activation() -> str:
    """Return the desktop's leave to come to the front, which it gave to this process."""
    return os.environ.get("XDG_ACTIVATION_TOKEN", "")[:256]


def tell(reply: Reply, *, as_json: bool) -> int:
    """Print an answer and return its exit code."""
    if not reply.is_ok:
        print(reply.text, file=sys.stderr)  # noqa: T201
        refusal = next((known for known in Refusal if known == reply.error), Refusal.BAD_REQUEST)
        return _CODES.get(refusal, ExitCode.INTERNAL)
    if as_json:
        print(json.dumps(reply.status, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print("\n".join([reply.text, *map(_call_line, reply.status.get("calls", []))]))  # noqa: T201
    return ExitCode.OK


def _call_line(call: dict[str, Any]) -> str:
    marks = [word for word in ("muted", "held") if call.get(word)]
    state = ", ".join([str(call.get("state", "")), *marks])
    return f"{call.get('id', '')}  {call.get('name') or call.get('address', '')}  ({state})"
