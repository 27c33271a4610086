"""The grammar of the command line (``main.py --help``)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.remote.arguments import add_data, add_remote
from core.cli.service.arguments import add_serve

if TYPE_CHECKING:
    from core.cli.service.arguments import Commands

_PASSWORD_FILE = "a file with the application secret: what is typed here, other users of the machine can see"
MAX_HEIGHT = 8192
"""Lines of a picture."""
LOG_LEVELS = ("debug", "info", "warning", "error")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of ``main.py``; with no command the window opens."""
    parser = argparse.ArgumentParser(
        prog="ahoy",
        description="Audio and video calls on the desktop. With no command the window opens.",
    )
    _add_common(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    add_serve(commands, _add_common)
    call = commands.add_parser("call", help="place a call and report how it went")
    call.add_argument("target", metavar="TARGET", help="USER | NUMBER | sip:USER@HOST | conf:ROOM")
    call.add_argument(
        "--caller-id", default="", metavar="NUMBER", help="own phone number: who is called by phone sees it"
    )
    call.add_argument("--account", default="", metavar="ID", help="call by this account at another provider")
    call.add_argument(
        "--view",
        type=_height,
        default=None,
        metavar="LINES",
        help="in a room: how high each picture is looked at (default 360 with --video, else 0: not at all)",
    )
    _add_call_options(call)
    answer = commands.add_parser(
        "answer",
        help="answer what rings in the window; with none open: register, wait for one call and answer it",
    )
    answer.add_argument("--wait", type=_seconds, default=None, help="give up after so many seconds")
    answer.add_argument(
        "--call", dest="call_id", default="", metavar="ID", help="only this call, in the window"
    )
    _add_call_options(answer)
    add_remote(commands, _add_common)
    add_data(commands, _add_common)
    _add_accounts(commands)
    token = commands.add_parser("token", help="print a registration token")
    token.add_argument("--user", required=True, help="the user id the token is for")
    token.add_argument("--app-key", help="application key (default: the embedded service's)")
    token.add_argument("--app-secret", help="application secret (base64)")
    token.add_argument("--password-file", type=Path, metavar="FILE", help=_PASSWORD_FILE)
    _add_common(token, nested=True)
    agent = commands.add_parser("agent", help="ring for calls while the window is closed")
    agent.add_argument("--stop", action="store_true", help="end the agent that runs")
    agent.add_argument("--status", action="store_true", help="say whether one runs")
    _add_common(agent, nested=True)
    doctor = commands.add_parser("doctor", help="look at devices, network and service, make a test call")
    _add_common(doctor, nested=True)
    notices = commands.add_parser("notices", help="print what Ahoy is made of, and under which licences")
    _add_common(notices, nested=True)
    gallery = commands.add_parser("gallery", help="show every control of the window in every state")
    _add_common(gallery, nested=True)
    demo = commands.add_parser("demo-echo", help="open the window, call the echo test, save a screenshot")
    demo.add_argument("--seconds", type=_seconds, default=10.0, help="length of the call (default 10)")
    demo.add_argument("--screenshot", type=Path, required=True, help="the PNG to write")
    demo.add_argument("--report", type=Path, help="write the call's report as JSON")
    demo.add_argument("--size", type=_size, default=(1280, 800), help="window size, WIDTHxHEIGHT")
    _add_common(demo, nested=True)
    return parser


def _add_accounts(commands: Commands) -> None:
    accounts = commands.add_parser("accounts", help="accounts at other providers that the service registers")
    actions = accounts.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="all of them, and how they are")
    add = actions.add_parser("add", help="add one, or change it, and say whether its provider takes it")
    add.add_argument("address", metavar="USER@HOST", help="its address")
    add.add_argument("--id", default="", help="what it is called here (default: its address)")
    add.add_argument(
        "--account-password-file", type=Path, metavar="FILE", help="a file with its password (default: asks)"
    )
    add.add_argument("--auth-user", default="", metavar="NAME", help="the name that proves the password")
    add.add_argument("--display-name", default="", metavar="NAME", help="what people called by it see")
    add.add_argument("--transport", choices=("udp", "tcp", "tls"), default="", help="default: as DNS says")
    add.add_argument("--proxy", default="", metavar="HOST[:PORT]", help="outbound proxy")
    add.add_argument(
        "--stun",
        default="",
        metavar="HOST[:PORT]",
        help="server that tells how NAT shows us",
    )
    add.add_argument("--expires", type=int, default=600, metavar="SECONDS", help="length of a registration")
    remove = actions.add_parser("remove", help="unregister one and forget it")
    remove.add_argument("id", metavar="ID", help="what it is called here")
    for parser in (listing, add, remove):
        parser.add_argument("--json", action="store_true", help="print JSON")
        _add_access(parser)
        _add_common(parser, nested=True)


def _add_access(parser: argparse.ArgumentParser) -> None:
    """Options that say who one is, and at which service."""
    parser.add_argument("--user", help="own user id (default: the profile's)")
    parser.add_argument("--service", metavar="URL", help="call service (default: the embedded one)")
    parser.add_argument("--token", metavar="JWT", help="registration token")
    parser.add_argument("--app-key", help="application key to sign a token with")
    parser.add_argument("--app-secret", help="application secret, base64")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help=f"{_PASSWORD_FILE}; or a token")


def _add_common(parser: argparse.ArgumentParser, *, nested: bool = False) -> None:
    """Options that stand before or after the command; a nested default must not hide the outer value."""
    absent = argparse.SUPPRESS if nested else None
    parser.add_argument(
        "--fake-devices",
        action="store_true",
        default=argparse.SUPPRESS if nested else False,
        help="use the test picture and the test tone, no real device",
    )
    parser.add_argument("--profile", type=Path, default=absent, help="keep everything in this folder")
    parser.add_argument("--log", choices=LOG_LEVELS, default=absent, help="log to stderr from this level")


def _add_call_options(parser: argparse.ArgumentParser) -> None:
    _add_access(parser)
    parser.add_argument("--name", default="", help="own name, shown to the other end")
    parser.add_argument("--video", action="store_true", help="with video")
    parser.add_argument("--seconds", type=_seconds, default=None, help="hang up after so many seconds")
    parser.add_argument("--audio-in", type=Path, metavar="FILE", help="speak this file")
    parser.add_argument("--video-in", type=Path, metavar="FILE", help="show this file")
    parser.add_argument("--audio-out", type=Path, metavar="FILE", help="record what is heard (WAV)")
    parser.add_argument("--video-out", type=Path, metavar="FILE", help="record what is seen")
    parser.add_argument("--report", type=Path, metavar="FILE.json", help="write a report of the call")
    _add_common(parser, nested=True)


def _height(text: str) -> int:
    if not text.isdecimal() or int(text) > MAX_HEIGHT:
        raise argparse.ArgumentTypeError(f"must be a number of lines, {MAX_HEIGHT} at most")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from None
    if not 0 < value <= 14_400:
        raise argparse.ArgumentTypeError("seconds must be above 0 and at most 14400 (4 hours)")
    return value


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (
        width.isdigit() and height.isdigit() and 320 <= int(width) <= 7680 and 240 <= int(height) <= 4320
    ):
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT, for example 1280x800")
    return int(width), int(height)
