"""The process around a call service: signals, the ready line, the end of its parent."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.service.config import EchoConfig, ServiceConfig, parse_listen
from core.service.data.running_file import RunningService, remove_running, write_running
from core.service.errors import ServiceError, ServiceProblem
from core.service.service import CallService, ServiceEndpoint

if TYPE_CHECKING:
    from core.service.process.command import ServeArguments

log = logging.getLogger(__name__)

EXIT_USAGE = 2
EXIT_NOT_STARTED = 3
_GRACE = 3.0


def serve(arguments: ServeArguments) -> int:
    """Run the service until it is told to stop; see ``command.run_serve``."""
    try:
        config = service_config(arguments)
        asyncio.run(_serve(config, is_embedded=arguments.embedded))
    except ServiceError as error:
        if arguments.embedded:
            _say({"event": "error", "problem": error.problem.value, "message": str(error)})
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE if error.problem is ServiceProblem.CONFIGURATION else EXIT_NOT_STARTED
    except KeyboardInterrupt:
        return 0
    return 0


def service_config(arguments: ServeArguments) -> ServiceConfig:
    """Return the configuration the arguments ask for; raise ``ServiceError``."""
    if bool(arguments.app_key) != bool(arguments.app_secret):
        sentence = "An application key and its secret go together: give --app-key and --app-secret."
        raise ServiceError(ServiceProblem.CONFIGURATION, sentence)
    default_port = 0 if arguments.embedded else 7443
    host, port = parse_listen(arguments.listen, default_port=default_port)
    echo = EchoConfig()
    if arguments.echo_answer_after is not None:
        echo = EchoConfig(answer_after=arguments.echo_answer_after)
    return ServiceConfig(
        data_dir=arguments.data,
        listen_host=host,
        listen_port=port,
        lan_listen=("0.0.0.0", 0) if arguments.lan else None,
        applications={arguments.app_key: arguments.app_secret} if arguments.app_key else {},
        visible_user=arguments.user,
        visible_name=arguments.display_name,
        echo=echo,
    )


async def _serve(config: ServiceConfig, *, is_embedded: bool) -> None:
    stopping = asyncio.Event()
    _stop_on_signals(stopping)
    service = CallService(config)
    endpoint = await service.start()
    try:
        write_running(config.data_dir, RunningService(endpoint.url, os.getpid(), endpoint.domain))
        _announce(endpoint, is_embedded)
        if is_embedded:
            _stop_with_parent(stopping)
        await stopping.wait()
    finally:
        remove_running(config.data_dir)
        await service.stop(_GRACE)


def _announce(endpoint: ServiceEndpoint, is_embedded: bool) -> None:
    if is_embedded:
        _say({"event": "ready", "url": endpoint.url, "pid": os.getpid(), "domain": endpoint.domain})
    else:
        sys.stdout.write(f"The call service listens on {endpoint.url}\n")
        sys.stdout.flush()


def _say(line: dict[str, str | int]) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def _stop_on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stopping.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopping.set))


def _stop_with_parent(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def tell() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(stopping.set)

    threading.Thread(target=_read_to_end, args=(tell,), name="parent-watch", daemon=True).start()


def _read_to_end(tell: Callable[[], None]) -> None:
    # The raw descriptor: a daemon thread inside sys.stdin would hold its lock at the interpreter's end.
    try:
        while os.read(0, 4096):
            pass
    except OSError as error:
        log.debug("stdin cannot be read: %s", error)
    tell()
