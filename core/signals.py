"""Signals of the operating system as calls on the running event loop, on every system."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable

log = logging.getLogger(__name__)

ENDING = ("SIGINT", "SIGTERM")
"""What asks a program to end in order: Ctrl+C, and whoever manages processes."""


def on_signals(act: Callable[[], None], *names: str) -> None:
    """Have ``act`` called on the running loop for each signal in ``names``, such as "SIGTERM".

    A signal that this system does not have is left out. Off the main thread no handler can be set (a test, a
    program that embeds this one): then the signals stay whose they were.
    """
    loop = asyncio.get_running_loop()
    for name in names:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            _set(loop, number, act)
        except (ValueError, RuntimeError) as error:
            log.debug("no handler for %s here: %s", name, error)


def _set(loop: asyncio.AbstractEventLoop, number: signal.Signals, act: Callable[[], None]) -> None:
    try:
        loop.add_signal_handler(number, act)
    except NotImplementedError:  # Windows, and Qt's loop there
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(act))
