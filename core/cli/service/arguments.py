"""The grammar of ``main.py serve``: the service itself, and what its operator may do with it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    Leaf = Callable[[Commands, str, str], argparse.ArgumentParser]

_LONGEST_DRAIN = 86_400.0


class AddCommon(Protocol):
    """Adds the options that every command has."""

    def __call__(self, parser: argparse.ArgumentParser, *, nested: bool) -> None:
        """Add them to ``parser``."""


def add_serve(commands: Commands, add_common: AddCommon) -> None:
    """Add ``serve`` and the commands below it."""
    serve = commands.add_parser("serve", help="run the call service, or look after one that runs")
    serve.add_argument("--listen", metavar="HOST:PORT", help="address to listen on (default 127.0.0.1:7443)")
    serve.add_argument("--data", type=Path, default=None, help="folder for keys and registrations")
    serve.add_argument("--app-key", help="application key (default: made on first start)")
    serve.add_argument("--app-secret", help="application secret, base64")
    serve.add_argument("--cert", type=Path, metavar="FILE", help="certificate chain for TLS, PEM")
    serve.add_argument("--key", type=Path, metavar="FILE", help="its private key, PEM")
    serve.add_argument("--config", type=Path, metavar="FILE", help="configuration file, TOML: [gateway]")
    serve.add_argument(
        "--limit", action="append", default=[], metavar="NAME=NUMBER", help="change a limit; 0: no such rate"
    )
    serve.add_argument(
        "--drain-seconds",
        type=seconds,
        default=None,
        help="how long the end waits for running calls (default 30)",
    )
    serve.add_argument("--log-format", choices=("text", "json"), default="text", help="how lines are logged")
    serve.add_argument("--embedded", action="store_true", help=argparse.SUPPRESS)
    serve.add_argument("--lan", action="store_true", help="let people on this network call (TLS, DNS-SD)")
    add_common(serve, nested=True)
    below = serve.add_subparsers(dest="serve_command", metavar="WHAT")

    def leaf(parent: Commands, name: str, words: str) -> argparse.ArgumentParser:
        made = parent.add_parser(name, help=words)
        made.add_argument("--json", action="store_true", help="print JSON")
        made.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="the service's folder")
        add_common(made, nested=True)
        return made

    leaf(below, "status", "say how a running service is")
    drain = leaf(below, "drain", "let a running service end when its calls are over")
    drain.add_argument("--seconds", type=seconds, default=30.0, help="wait for them so long (default 30)")
    _add_users(below, leaf)
    _add_calls(below, leaf)
    _add_apps(below, leaf)


def _add_users(below: Commands, leaf: Leaf) -> None:
    users = below.add_parser("users", help="the people of a service")
    actions = users.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = leaf(actions, "list", "everybody who ever registered")
    show = leaf(actions, "show", "one of them, with their devices")
    kick = leaf(actions, "kick", "end the registrations and calls of one of them")
    kick.add_argument("--instance", default="", help="of this device only")
    for parser in (show, kick):
        parser.add_argument("user", metavar="USER", help="user id")
    for parser in (listing, show, kick):
        parser.add_argument("--app", default="", metavar="KEY", help="of this application")


def _add_calls(below: Commands, leaf: Leaf) -> None:
    calls = below.add_parser("calls", help="the calls of a service")
    actions = calls.add_subparsers(dest="action", metavar="ACTION", required=True)
    leaf(actions, "list", "all that are known")
    for name, words in (("show", "one of them"), ("end", "end one of them at both ends")):
        leaf(actions, name, words).add_argument("call", type=_number, metavar="CALL", help="its number")


def _add_apps(below: Commands, leaf: Leaf) -> None:
    apps = below.add_parser("apps", help="the applications of a service")
    actions = apps.add_subparsers(dest="action", metavar="ACTION", required=True)
    leaf(actions, "list", "all of them, without secrets")
    add = leaf(actions, "add", "add one and print its key and secret")
    add.add_argument("--name", default="", help="what it is called here")
    add.add_argument("--app-key", default="", dest="new_key", help="its key (default: a new one)")
    add.add_argument(
        "--secret-file", type=Path, metavar="FILE", help="a file with its secret (default: a new one)"
    )

    def of_one(name: str, words: str) -> argparse.ArgumentParser:
        parser = leaf(actions, name, words)
        parser.add_argument("app", metavar="KEY", help="application key")
        return parser

    of_one("show", "one of them")
    of_one("enable", "let its users register again")
    of_one("disable", "let its users register no more")
    of_one("remove", "forget its secret and its users")
    of_one("rotate", "give it a new secret and print it").add_argument(
        "--keep-old",
        type=seconds,
        default=0.0,
        metavar="SECONDS",
        help="let the old secret count so much longer",
    )
    callbacks = of_one("callbacks", "ask its backend about its calls")
    where = callbacks.add_mutually_exclusive_group(required=True)
    where.add_argument("--url", default="", help="its address: https://, or http:// on this machine")
    where.add_argument("--off", action="store_true", help="ask nobody any more")
    callbacks.add_argument("--fallback", default="", metavar="URL", help="another, tried when that fails")


def seconds(text: str) -> float:
    """Return a number of seconds, at most 30 days; raise ``ArgumentTypeError``."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from None
    if not 0 <= value <= 30 * _LONGEST_DRAIN:
        raise argparse.ArgumentTypeError("seconds must be 0 to 2592000 (30 days)")
    return value


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a call")
    return int(text)
