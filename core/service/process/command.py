"""``main.py serve``: run the call service until told to stop."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ServeArguments:
    """What the command line gave; empty means: the default.

    ``embedded``: started by the app: any free port unless ``listen`` says otherwise, a ready line of JSON on
    stdout, ends when stdin ends. ``lan``: open a TLS address for people nearby and use DNS-SD.
    ``certificate`` and ``key``: PEM files for TLS. ``config``: a TOML file, see ``core.service.config_file``;
    without one, an embedded service makes calls to SIP addresses and another does not.
    ``limits``: ``NAME=NUMBER`` for fields of ``Limits``.
    ``drain_seconds``: how long SIGTERM waits for running calls (default: 30, embedded: not at all).
    """

    data: Path
    listen: str = ""
    app_key: str = ""
    app_secret: str = ""
    embedded: bool = False
    lan: bool = False
    display_name: str = ""
    user: str = ""
    echo_answer_after: float | None = None
    certificate: Path | None = None
    key: Path | None = None
    config: Path | None = None
    limits: tuple[str, ...] = ()
    drain_seconds: float | None = None
    log_format: str = "text"


def run_serve(arguments: ServeArguments) -> int:
    """Run the service until SIGTERM, SIGINT or (embedded) the end of stdin; return the exit code.

    SIGTERM lets running calls end first, a second one does not; SIGHUP reads the certificate again.
    0: stopped as asked. 2: the arguments make no sense. 3: it could not start (the sentence is on stderr and,
    embedded, as an ``error`` line on stdout). Must be called on the main thread.
    """
    from core.service.process.running import serve

    return serve(arguments)
