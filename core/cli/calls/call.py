"""``main.py call`` and ``main.py answer``: one call without a window, and a report of how it went."""

from __future__ import annotations

import argparse
import asyncio
import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.calling import (
    Call,
    CallClientListener,
    CallListener,
    InvalidOperation,
)
from core.cli.access.access import AccessError, CommandLineAccount, open_account
from core.cli.calls.devices import ChosenDevices, DeviceProblems, choose_devices, device_problems
from core.cli.calls.outcome import outcome
from core.cli.calls.room import DEFAULT_HEIGHT, RoomWatcher
from core.cli.exit_codes import ExitCode
from core.engine.account_target import target_by_account
from core.engine.calls.call_report import CallReport
from core.engine.dial_target import DialError, parse_target
from core.engine.dialling import dial
from core.engine.people.region import system_region
from core.media.devices.capture import LocalMedia
from core.media.devices.files import DeviceFileError, FileDevices
from core.ports import DeviceHost
from core.signals import ENDING, on_signals

HANG_UP_WAIT = 5.0
"""Seconds that a hang-up may take before the command ends all the same."""


class CommandFailed(Exception):
    """The command cannot go on; carries the sentence and the exit code."""

    def __init__(self, code: ExitCode, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class FinishedCall:
    """A call that has ended: what a script is told about it."""

    report: CallReport
    code: ExitCode
    sentence: str
    devices: DeviceProblems


class OneCall(CallListener, CallClientListener):
    """Follows one call to its end."""

    def __init__(self, files: FileDevices | None = None) -> None:
        self._files = files
        self.call: asyncio.Future[Call] = asyncio.get_running_loop().create_future()
        self.established = asyncio.Event()
        self.ended = asyncio.Event()

    def onIncomingCall(self, callClient: object, call: Call) -> None:
        """Take the first incoming call; while it lasts others are busy here."""
        if self.call.done():
            call.hangup()
            return
        self.follow(call)

    def follow(self, call: Call) -> None:
        """Follow ``call``."""
        call.addListener(self)
        self.call.set_result(call)

    def onCallEstablished(self, call: Call) -> None:
        """Start the clock of ``--seconds``, and the recording of what is seen."""
        if self._files is not None:
            self._files.record_pictures(call.incomingPicture)
        self.established.set()

    def onCallEnded(self, call: Call) -> None:
        """End the command."""
        self.ended.set()


def run(arguments: argparse.Namespace, host: DeviceHost | None = None) -> int:
    """Run ``call`` or ``answer`` on an event loop of this thread; returns the exit code."""
    try:
        return asyncio.run(_run(arguments, host))
    except CommandFailed as failure:
        print(failure, file=sys.stderr)  # noqa: T201
        return failure.code
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)  # noqa: T201
        return ExitCode.INTERRUPTED


async def _run(arguments: argparse.Namespace, host: DeviceHost | None) -> int:
    _check_report(arguments.report)
    try:
        devices = choose_devices(arguments, host)
    except DeviceFileError as error:
        raise CommandFailed(ExitCode.DEVICE, f"{error}.") from error
    troubles: list[str] = []
    if devices.files is not None:
        devices.files.on_trouble = lambda sentence: troubles.append(f"{sentence}.")
    media = LocalMedia(devices.host)
    for kind, device_id in devices.chosen.items():
        media.select(kind, device_id)
    try:
        finished = await _with_account(arguments, media, devices)
    finally:
        media.close()
        devices.host.close()  # a recording that did not fit on the disk may be known only now
    if devices.files is not None:
        troubles[:0] = finished.devices.broken
    return _conclude(arguments, finished, troubles)


async def _with_account(
    arguments: argparse.Namespace, media: LocalMedia, devices: ChosenDevices
) -> FinishedCall:
    try:
        account = await open_account(arguments, media)
    except AccessError as error:
        raise CommandFailed(error.code, str(error)) from error
    try:
        return await _one_call(arguments, account, media, devices)
    finally:
        await account.close()


async def _one_call(
    arguments: argparse.Namespace, account: CommandLineAccount, media: LocalMedia, devices: ChosenDevices
) -> FinishedCall:
    watcher = OneCall(devices.files)
    stop = asyncio.Event()
    on_signals(stop.set, *ENDING)  # the call is hung up, not cut off
    try:
        call = await _begin(arguments, account, watcher, stop)
        report = CallReport(call, account.client.userId)
        problems = await _follow(arguments, call, watcher, report, stop, media)
    finally:
        stop.set()
    return FinishedCall(report, *outcome(call), problems)


def _conclude(arguments: argparse.Namespace, finished: FinishedCall, troubles: list[str]) -> int:
    """Write the report, say what there is to say, and return the exit code.

    ``troubles`` are files that were not read or written to the end. A device that is missing or taken is
    said, and is no failure: the call went on without it.
    """
    code, sentence = finished.code, finished.sentence
    if code is ExitCode.OK and troubles:
        code, sentence = ExitCode.DEVICE, troubles[0]
    if arguments.report is not None:
        _write(finished.report, arguments, code, sentence)
    notes = dict.fromkeys([*finished.devices.missing, *finished.devices.broken, *troubles])
    said = list(notes) if code in (ExitCode.OK, ExitCode.DEVICE) else [sentence]
    for line in said:
        print(line, file=sys.stderr)  # noqa: T201
    return code


async def _begin(
    arguments: argparse.Namespace, account: CommandLineAccount, watcher: OneCall, stop: asyncio.Event
) -> Call:
    client = account.client
    if arguments.command == "call":
        call = await _dial(account, arguments)
        watcher.follow(call)
        height = arguments.view if arguments.view is not None else DEFAULT_HEIGHT if arguments.video else 0
        call.addListener(RoomWatcher(height))
        return call
    client.callClient.addListener(watcher)
    print(f"Waiting for a call to {client.userId}.", file=sys.stderr, flush=True)  # noqa: T201
    stopped = asyncio.ensure_future(stop.wait())
    waited: list[asyncio.Future[Any]] = [watcher.call, stopped]
    await asyncio.wait(waited, timeout=arguments.wait, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not watcher.call.done():
        raise CommandFailed(ExitCode.NOTHING_CAME, "No call came.")
    call = watcher.call.result()
    if not arguments.video:
        call.pauseVideo()
    with suppress(InvalidOperation):  # the end cause tells the rest
        await call.answer()
    return call


async def _dial(account: CommandLineAccount, arguments: argparse.Namespace) -> Call:
    text, by = arguments.target, arguments.account
    try:
        if by:
            target = target_by_account(text, await account.address_of(by), system_region())
        else:
            target = parse_target(text, system_region())
        return await dial(account.client.callClient, target, video=arguments.video, account=by)
    except DialError as error:
        raise CommandFailed(ExitCode.USAGE, str(error)) from error
    except InvalidOperation as error:
        raise CommandFailed(ExitCode.SERVICE_UNREACHABLE, str(error)) from error


async def _follow(
    arguments: argparse.Namespace,
    call: Call,
    watcher: OneCall,
    report: CallReport,
    stop: asyncio.Event,
    media: LocalMedia,
) -> DeviceProblems:
    """Wait for the end of ``call``: the other end's, the time limit's, or the person's.

    Returns what was wrong with the devices just before it.
    """
    established = asyncio.ensure_future(watcher.established.wait())
    ended = asyncio.ensure_future(watcher.ended.wait())
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({established, ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not ended.done() and not stopped.done():
        await asyncio.wait({ended, stopped}, timeout=arguments.seconds, return_when=asyncio.FIRST_COMPLETED)
    await report.measure()
    problems = device_problems(media, video=call.details.requestedVideo)
    call.hangup()
    await asyncio.wait({ended}, timeout=HANG_UP_WAIT)
    for task in (established, ended, stopped):
        task.cancel()
    return problems


def _check_report(path: Path | None) -> None:
    """Say before the call, not after it, that the report has no place."""
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    except OSError as error:
        raise _no_report(path, error) from error


def _no_report(path: Path, error: OSError) -> CommandFailed:
    return CommandFailed(ExitCode.DEVICE, f"The report {path} cannot be written: {error.strerror}.")


def _write(report: CallReport, arguments: argparse.Namespace, code: ExitCode, sentence: str) -> None:
    try:
        report.write(arguments.report, code, sentence)
    except OSError as error:
        raise _no_report(arguments.report, error) from error
