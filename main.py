"""Ahoy: audio and video calls on the desktop. Composition root and command line."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.arguments import build_parser
from core.cli.exit_codes import ExitCode
from core.cli.places import profile_dir
from core.cli.remote.arguments import REMOTE, is_about_the_window, with_open

if TYPE_CHECKING:
    from core.engine.engine import Engine
    from core.ports import DeviceHost
    from ui.app import WindowOptions

QT_LOG = (
    "qt.multimedia.symbolsresolver=false;qt.multimedia.ffmpeg.info=false;"
    "qt.qpa.theme.*.warning=false;qt.qpa.services.warning=false"
)
"""Qt's remarks about optional libraries, and about desktops without a session bus or a portal that answers,
are not the person's concern: Qt does without them."""
NO_SCREEN = (
    "There is no screen here: set DISPLAY or WAYLAND_DISPLAY, or use the commands of `main.py --help`."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in ``argv`` (default: the process's own) and return its exit code."""
    # A thread that comes back from C waits this long at most behind a busy Python thread; the default of
    # 5 ms is half an audio block.
    sys.setswitchinterval(0.001)
    os.environ.setdefault("QT_LOGGING_RULES", QT_LOG)
    arguments = build_parser().parse_args(with_open(sys.argv[1:] if argv is None else argv))
    _configure_log(arguments.log)
    return int(_COMMANDS[arguments.command](arguments))


def _window(arguments: argparse.Namespace) -> int:
    from core.cli.remote import remote

    if (code := remote.hand_over(arguments)) is not None:
        return code
    if not _has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return ExitCode.USAGE
    return _recorded_window(arguments, profile_dir(arguments.profile))


def _recorded_window(arguments: argparse.Namespace, profile: Path) -> int:
    """Run the window, write down what happens, and remove everything afterwards if the person wants it."""
    from dataclasses import replace

    from core import VERSION
    from core.diagnostics.keeper import Keeper
    from ui.app import run_window
    from ui.desktop.home import system_ports

    keeper, wants_erasure = Keeper(profile, VERSION), threading.Event()
    try:
        engine, options = _engine_and_options(arguments)
        at_home = replace(options, desktop=system_ports(profile), records=keeper, on_erase=wants_erasure.set)
        code = run_window(engine, at_home)
    finally:
        keeper.end()
    if wants_erasure.is_set():
        return _erase(profile)
    return code


def _erase(profile: Path) -> int:
    from core.desktop.autostart import system_autostart
    from core.personal_data.deletion import delete_profile
    from core.storage.vault import SystemVault

    problems = delete_profile(profile, SystemVault(), system_autostart())
    for problem in problems:
        print(problem, file=sys.stderr)
    return ExitCode.INTERNAL if problems else ExitCode.OK


def _remote(arguments: argparse.Namespace) -> int:
    from core.cli.remote import remote

    code = remote.run(arguments)
    return ExitCode.INTERNAL if code is None else code


def _answer(arguments: argparse.Namespace) -> int:
    from core.cli.remote import remote

    if is_about_the_window(arguments):
        code = remote.run(arguments, is_required=bool(arguments.call_id))
        if code is not None:
            return code
    return _call(arguments)


def _demo_echo(arguments: argparse.Namespace) -> int:
    if not _has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return ExitCode.USAGE
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from ui.app import run_window
    from ui.echo_demo import EchoDemo

    with TemporaryDirectory(prefix="ahoy-demo-") as folder:
        arguments.profile = arguments.profile or Path(folder)
        arguments.fake_devices = True
        engine, options = _engine_and_options(arguments)
        demo = EchoDemo(engine, arguments.seconds, arguments.screenshot, arguments.report)
        options = replace(options, size=arguments.size, on_ready=demo.begin, single_instance=False)
        run_window(engine, options)
    return demo.exit_code


def _engine_and_options(arguments: argparse.Namespace) -> tuple[Engine, WindowOptions]:
    from core import VERSION
    from core.cli.remote.remote import first_request
    from core.engine.engine import Engine
    from core.engine.options import EngineOptions
    from core.storage.vault import SystemVault
    from ui.app import WindowOptions

    folder = profile_dir(arguments.profile)
    fakes_only: bool = arguments.fake_devices
    engine = Engine(folder, SystemVault(), options=EngineOptions(fake_devices_only=fakes_only))
    options = WindowOptions(
        profile_name=str(folder),
        version=VERSION,
        title="Ahoy" if arguments.profile is None else f"Ahoy ({folder.name})",
        first=first_request(arguments),
        start_hidden=getattr(arguments, "minimised", False),
        settings_path=folder / "window.ini",
        once_shown=lambda: _online(engine, fakes_only=fakes_only),
    )
    return engine, options


async def _online(engine: Engine, *, fakes_only: bool) -> None:
    """Give the engine its devices and keep them until cancelled. GUI thread.

    Begins when the window is on the screen: what it imports, and asking the system for its devices, takes
    longer than everything before.
    """
    module = "core.media.devices.composite" if fakes_only else "ui.devices"
    await asyncio.to_thread(importlib.import_module, module)
    host = _no_devices() if fakes_only else _qt_devices()
    try:
        engine.go_online(host)
        await asyncio.Event().wait()
    finally:
        host.close()


def _serve(arguments: argparse.Namespace) -> int:
    from core.cli.service.serve import run

    return run(arguments)


def _call(arguments: argparse.Namespace) -> int:
    from core.cli.calls.call import run
    from core.cli.calls.devices import needs_real_devices

    if needs_real_devices(arguments):
        return _with_devices(lambda host: run(arguments, host))
    return run(arguments)


def _doctor(arguments: argparse.Namespace) -> int:
    from core.cli.calls.doctor import run

    if arguments.fake_devices:
        return run(arguments)
    return _with_devices(lambda host: run(arguments, host))


def _accounts(arguments: argparse.Namespace) -> int:
    from core.cli.access.accounts import run

    return run(arguments)


def _data(arguments: argparse.Namespace) -> int:
    from core.cli.data import run

    return run(arguments)


def _token(arguments: argparse.Namespace) -> int:
    from core.cli.access.token import print_token

    return print_token(arguments)


def _notices(arguments: argparse.Namespace) -> int:
    from core.cli.notices import print_notices

    return print_notices()


def _gallery(arguments: argparse.Namespace) -> int:
    if not _has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return ExitCode.USAGE
    from ui.gallery import run_gallery

    return run_gallery()


def _agent(arguments: argparse.Namespace) -> int:
    from core.cli.agent import run

    return run(arguments)


def _with_devices(run: Callable[[DeviceHost], int]) -> int:
    """Run a command on a thread of its own while this one serves the machine's devices through Qt."""
    if sys.platform == "linux":
        # Nothing is shown: neither a screen that is not there nor the desktop's services shall matter.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QMetaObject, Qt
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication(sys.argv[:1])
    host = _qt_devices()
    codes: list[int] = []

    def work() -> None:
        try:
            codes.append(run(host))
        finally:
            QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    worker = threading.Thread(target=work, name="command")
    worker.start()
    app.exec()
    worker.join()
    host.close()
    return codes[0] if codes else ExitCode.INTERNAL


def _no_devices() -> DeviceHost:
    from core.media.devices.composite import CompositeDevices

    return CompositeDevices([])


def _qt_devices() -> DeviceHost:
    from ui.devices import QtDevices

    return QtDevices()


def _has_screen() -> bool:
    """Whether Qt can open a window; without one it would abort the process."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def _configure_log(level: str | None) -> None:
    logging.basicConfig(
        level=(level or "warning").upper(),
        format="%(asctime)s %(levelname).1s %(name)s: %(message)s",
        stream=sys.stderr,
    )


_COMMANDS: dict[str | None, Callable[[argparse.Namespace], int]] = {
    None: _window,
    "demo-echo": _demo_echo,
    "serve": _serve,
    "call": _call,
    "answer": _answer,
    "open": _window,
    **dict.fromkeys(REMOTE, _remote),
    "accounts": _accounts,
    "data": _data,
    "token": _token,
    "agent": _agent,
    "doctor": _doctor,
    "notices": _notices,
    "gallery": _gallery,
}


if __name__ == "__main__":
    sys.exit(main())
