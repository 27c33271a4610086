"""The process around a call service: signals, the ready line, the end of its parent."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.service.conference.config import ConferenceConfig
from core.service.conference.loading import load_conference_media
from core.service.config import EchoConfig, GatewayConfig, ServiceConfig, limits_from, parse_listen
from core.service.config_file import read_config
from core.service.data.running_file import RunningService, remove_running, write_running
from core.service.errors import ServiceError, ServiceProblem
from core.service.observed.journal import log_as_json
from core.service.process.manager_line import READY, STOPPING, tell_manager
from core.service.push.config import PushConfig
from core.service.service import CallService, ServiceEndpoint
from core.signals import on_signals
from core.storage.vault import SystemVault

if TYPE_CHECKING:
    from core.service.conference.media.ports import ConferenceMedia
    from core.service.process.command import ServeArguments

log = logging.getLogger(__name__)

EXIT_USAGE = 2
EXIT_NOT_STARTED = 3
_GRACE = 3.0
_DRAIN_SECONDS = 30.0


def serve(arguments: ServeArguments) -> int:
    """Run the service until it is told to stop; see ``command.run_serve``."""
    try:
        if arguments.log_format == "json":
            log_as_json()
        config = service_config(arguments)
        seconds = arguments.drain_seconds
        if seconds is None:
            seconds = 0.0 if arguments.embedded else _DRAIN_SECONDS
        asyncio.run(_serve(config, is_embedded=arguments.embedded, drain_seconds=seconds))
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
    if bool(arguments.certificate) != bool(arguments.key):
        sentence = "A certificate and its key go together: give --cert and --key."
        raise ServiceError(ServiceProblem.CONFIGURATION, sentence)
    tls = (arguments.certificate, arguments.key) if arguments.certificate and arguments.key else None
    echo = EchoConfig()
    if arguments.echo_answer_after is not None:
        echo = EchoConfig(answer_after=arguments.echo_answer_after)
    gateway, conferences, push = _from_file(arguments)
    return ServiceConfig(
        data_dir=arguments.data,
        listen_host=host,
        listen_port=port,
        lan_listen=("0.0.0.0", 0) if arguments.lan else None,
        applications={arguments.app_key: arguments.app_secret} if arguments.app_key else {},
        visible_user=arguments.user,
        visible_name=arguments.display_name,
        echo=echo,
        certificate=tls,
        gateway=gateway,
        conferences=conferences,
        push=push,
        limits=limits_from(arguments.limits),
    )


def _from_file(arguments: ServeArguments) -> tuple[GatewayConfig, ConferenceConfig, PushConfig]:
    """Return what the configuration file sets.

    Without one there are rooms, and the app's own service calls SIP addresses; it wakes nobody, since it
    ends with the app.
    """
    if arguments.config is None:
        is_own = arguments.embedded
        return GatewayConfig(enabled=is_own), ConferenceConfig(enabled=True), PushConfig(enabled=not is_own)
    return read_config(arguments.config)


async def load_rooms() -> ConferenceMedia:
    """Return what makes the media of rooms, and let what was loaded for it stay out of collections.

    A look for cycles through all that is imported takes 80 to 150 ms, in which no sound is mixed and nothing
    is forwarded; without that, a third. What is in a cycle just now, of calls that began before the first
    room, is never given back.
    """
    media = await load_conference_media()
    gc.freeze()
    return media


async def _serve(config: ServiceConfig, *, is_embedded: bool, drain_seconds: float) -> None:
    ending = Ending(drain_seconds)
    on_signals(ending.terminate, "SIGTERM")
    on_signals(ending.stop, "SIGINT")
    vault = SystemVault() if is_embedded else None
    service = CallService(config, vault=vault, load_rooms=load_rooms)
    service.on_drain_wanted = ending.drain
    endpoint = await service.start()
    gc.freeze()  # for what is imported by now; see load_rooms for what comes later
    on_signals(service.reload_certificate, "SIGHUP")
    try:
        write_running(config.data_dir, RunningService(endpoint.url, os.getpid(), endpoint.domain))
        _announce(endpoint, is_embedded)
        if is_embedded:
            _stop_with_parent(ending)
        await ending.wanted.wait()
        tell_manager(STOPPING)
        await _until_calls_are_over(service, ending)
    finally:
        remove_running(config.data_dir)
        await service.stop(_GRACE)


async def _until_calls_are_over(service: CallService, ending: Ending) -> None:
    """Drain for as long as was asked for; a second wish to end cuts it short."""
    if ending.seconds <= 0:
        return
    draining = asyncio.create_task(service.drain(ending.seconds))
    at_once = asyncio.create_task(ending.at_once.wait())
    await asyncio.wait((draining, at_once), return_when=asyncio.FIRST_COMPLETED)
    for task in (draining, at_once):
        task.cancel()
    results = await asyncio.gather(draining, at_once, return_exceptions=True)
    if isinstance(results[0], Exception):
        log.error("the service could not be drained and ends now", exc_info=results[0])


class Ending:
    """When and how the process ends. ``wanted``: it is to end; ``at_once``: without waiting for calls."""

    def __init__(self, drain_seconds: float) -> None:
        self.seconds = drain_seconds
        self.wanted = asyncio.Event()
        self.at_once = asyncio.Event()

    def drain(self, seconds: float) -> None:
        """End when the running calls are over, or after ``seconds``; at once if that was wanted before."""
        if self.wanted.is_set():
            self.stop()
            return
        self.seconds = seconds
        self.wanted.set()

    def terminate(self) -> None:
        """Do what SIGTERM asks for: drain, the second time end."""
        self.drain(self.seconds)

    def stop(self) -> None:
        """End now."""
        if not self.wanted.is_set():
            self.seconds = 0.0
        self.wanted.set()
        self.at_once.set()


def _announce(endpoint: ServiceEndpoint, is_embedded: bool) -> None:
    if is_embedded:
        _say({"event": "ready", "url": endpoint.url, "pid": os.getpid(), "domain": endpoint.domain})
    else:
        sys.stdout.write(f"The call service listens on {endpoint.url}\n")
        sys.stdout.flush()
        tell_manager(READY)


def _say(line: dict[str, str | int]) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def _stop_with_parent(ending: Ending) -> None:
    loop = asyncio.get_running_loop()

    def tell() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(ending.stop)

    threading.Thread(target=_read_to_end, args=(tell,), name="parent-watch", daemon=True).start()


def _read_to_end(tell: Callable[[], None]) -> None:
    # The raw descriptor: a daemon thread inside sys.stdin would hold its lock at the interpreter's end.
    try:
        while os.read(0, 4096):
            pass
    except OSError as error:
        log.debug("stdin cannot be read: %s", error)
    tell()
