"""The commands that act on the running app, and links, on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.instance.link import is_link

if TYPE_CHECKING:
    from core.cli.service.arguments import AddCommon, Commands

REMOTE = ("mute", "unmute", "toggle-mute", "hangup", "decline", "dial", "show", "status", "quit")
"""Besides ``answer``, which can also do without a window."""
OWN_CALL_OPTIONS = (
    *("wait", "user", "service", "token", "app_key", "app_secret", "password_file", "name"),
    *("seconds", "audio_in", "video_in", "audio_out", "video_out", "report", "fake_devices"),
)
"""What only a call without window has: with one of them ``answer`` is not about what rings in the window."""
_WITH_VALUE = ("--profile", "--log")
_HELP = {
    "mute": "mute the microphone of the call in the window",
    "unmute": "unmute it",
    "toggle-mute": "mute or unmute it, whichever it is not (for a key of the desktop)",
    "hangup": "hang up the call in the window, or stop calling",
    "decline": "decline what rings in the window",
    "dial": "fill in whom to call and show the window; nobody is called before a click",
    "show": "bring the window to the front",
    "status": "say how the running app is, and which calls it has",
    "quit": "end the running app",
}


def add_remote(commands: Commands, add_common: AddCommon) -> None:
    """Add the commands to the running app."""
    for name in REMOTE:
        parser = commands.add_parser(name, help=_HELP[name])
        if name == "dial":
            parser.add_argument("target", metavar="TARGET", help="USER | NUMBER | sip:USER@HOST | conf:ROOM")
        if name == "decline":
            parser.add_argument("--call", dest="call_id", default="", metavar="ID", help="only this call")
        if name == "status":
            parser.add_argument("--json", action="store_true", help="print JSON")
        add_common(parser, nested=True)
    opening = commands.add_parser(
        "open", help="open the window, or bring it to the front; with a link, open that"
    )
    opening.add_argument(
        "link",
        nargs="?",
        default="",
        metavar="LINK",
        help="tel: sip: sips: callto: ahoy:, filled in and not called",
    )
    opening.add_argument("--minimised", action="store_true", help="begin in the tray, as at login")
    opening.add_argument(
        "--answer",
        dest="answered_call",
        default="",
        metavar="ID",
        help="answer this call, if it rings or comes within half a minute",
    )
    add_common(opening, nested=True)


def add_data(commands: Commands, add_common: AddCommon) -> None:
    """Add ``data export`` and ``data delete``."""
    data = commands.add_parser("data", help="take along, or remove, all that Ahoy keeps of you")
    actions = data.add_subparsers(dest="action", metavar="ACTION", required=True)
    export = actions.add_parser("export", help="write contacts, calls and settings into an archive")
    export.add_argument("file", type=Path, metavar="FILE.zip", help="the archive to write")
    delete = actions.add_parser("delete", help="remove everything, passwords included")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    for parser in (export, delete):
        add_common(parser, nested=True)


def with_open(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` with ``open`` before a link that stands where the command would."""
    for place, argument in enumerate(arguments):
        if place and arguments[place - 1] in _WITH_VALUE:
            continue
        if is_link(argument):
            return [*arguments[:place], "open", *arguments[place:]]
        if not argument.startswith("-"):
            break
    return list(arguments)


def is_about_the_window(arguments: argparse.Namespace) -> bool:
    """Whether ``answer`` has no option that only a call without window has."""
    return not any(getattr(arguments, name, None) for name in OWN_CALL_OPTIONS)
