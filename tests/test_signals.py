"""Signals reach the running loop; where there can be no handler, nothing changes."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading

import pytest

from core.signals import ENDING, on_signals


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", [*ENDING, "SIGHUP"])
async def test_each_signal_calls_its_act(name: str) -> None:
    heard = asyncio.Event()
    on_signals(heard.set, name)
    try:
        os.kill(os.getpid(), getattr(signal, name))
        await asyncio.wait_for(heard.wait(), 5)
    finally:
        asyncio.get_running_loop().remove_signal_handler(getattr(signal, name))


async def test_a_signal_this_system_does_not_have_is_left_out() -> None:
    on_signals(lambda: None, "SIGNOTHING")


async def test_a_loop_that_has_no_handlers_uses_the_interpreters(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotImplementedError

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "add_signal_handler", refuse)
    before, heard = signal.getsignal(signal.SIGTERM), asyncio.Event()
    try:
        on_signals(heard.set, "SIGTERM")
        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(heard.wait(), 5)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_another_thread_leaves_the_signals_alone() -> None:
    before = signal.getsignal(signal.SIGINT)

    async def embed() -> None:
        on_signals(lambda: None, *ENDING)

    thread = threading.Thread(target=lambda: asyncio.run(embed()))
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGINT) is before
