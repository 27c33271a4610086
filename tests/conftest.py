"""What every test stands on: no screen, no home, no key store, no silent warning, one printed seed.

The environment is set while this file is imported, before any test module can import Qt. Fixtures for all
parts: ``expected_log``, ``seed``, ``no_task_left``, ``no_thread_left``.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import random
import re
import shutil
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings


def _isolate_environment() -> Path:
    """Point every per-user place at a fresh folder, and return the folder."""
    home = Path(tempfile.mkdtemp(prefix="ahoy-tests-"))
    os.environ["HOME"] = str(home)
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["PULSE_SERVER"] = f"unix:{runtime}/no-sound-server"
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return home


HOME = _isolate_environment()

settings.register_profile(
    "dev", deadline=None, max_examples=50, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", parent=settings.get_profile("dev"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

_seed = pytest.StashKey[int]()
_windows = pytest.StashKey[frozenset[Path]]()

LONGEST = (
    "engine/test_engine.py",
    "ui/calls/test_sharing_screens.py",
    "engine/test_trouble.py",
    "ui/calls/test_call_screens.py",
    "media/audio/test_speech.py",
    "ui/test_app.py",
    "ui/desktop/test_home.py",
    "ui/test_screens.py",
    "ui/people/test_people_screens.py",
    "engine/account/test_sip_server.py",
    "media/test_sharing.py",
    "media/test_hold.py",
    "media/test_session.py",
    "service/gateway/media/test_relay.py",
    "calling/test_stories.py",
    "engine/calls/test_any_order.py",
    "test_conftest.py",
)
"""Files that take longest; they begin first. Each goes to one worker whole, and the last is waited for."""


REAL_TIME = ("bench_network", "calling/real", "cli", "engine", "media", "peers", "service", "ui", "v4l2")
"""Folders in which tests run at the pace of the clock: there a failure is tried again, and told.

A machine that stands still for a second while others use it fails a test of half a second; a fault fails it
every time. Other folders get no second try, nor do those of ``TIMELESS``, nor what hangs: the time limit of a
test is for all its tries together. ``-p no:rerunfailures`` gives none to anybody.
"""
TIMELESS = ("media/congestion", "media/sdp", "service/numbers")
"""Folders within, where time is simulated or none passes."""
TRIES_AGAIN = 2
HANGS = r"Timeout \(>"
"""How pytest-timeout ends a test. Its timer is set once for all tries: another one would have no limit."""
MOST_TRIED_AGAIN = 6
"""Tests of one run that may need another try; more is no mood of the machine, and the run has failed."""


UNASKED = (
    "peers",
    "v4l2",
    "bench_network",
    "bench",
    "cli",
    "conformance",
    "devices/screen",
    "media/audio/pipeline",
    "media/congestion",
    "media/hostile",
    "media/rooms",
    "packaging/installed",
    "service/conference/media",
    "service/nearby",
    "service/process",
    "ui/pictures/screens",
    "ui/rooms",
    "ui/whole",
)
"""Folders that are left out unless they are asked for by path: they need other programs, or much time."""
_UNASKED_PATHS = frozenset(Path(__file__).parent / name for name in UNASKED)


def pytest_collection(session: pytest.Session) -> None:
    """Collect no garbage while tests are collected: a fifth of the time, in every worker, for nothing."""
    gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave out of every later collection of garbage what has come to stay: modules, thousands of tests."""
    gc.enable()
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed of this run (0 in CI) before hypothesis reads its option; compile for the workers."""
    wanted = config.getoption("hypothesis_seed", None)
    if wanted is None and not os.environ.get("CI"):
        wanted = config.option.hypothesis_seed = random.randrange(2**32)
    config.stash[_seed] = int(wanted or 0)
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        from tests import bytecode  # here: this file also stands alone, in tests of it

        bytecode.prepare(_asked(config), _UNASKED_PATHS)


def pytest_report_header(config: pytest.Config) -> str:
    """Print the seed, so that any failure can be had again."""
    return f"seed: {config.stash[_seed]} (again with --hypothesis-seed={config.stash[_seed]})"


def pytest_unconfigure() -> None:
    """Remove the temporary home."""
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what needs other programs (a compiler, too) and measurements unless asked for by path."""
    if collection_path not in _UNASKED_PATHS:
        return None
    return None if any(collection_path in (path, *path.parents) for path in _asked(config)) else True


def _asked(config: pytest.Config) -> list[Path]:
    """Return the files and folders that the command line names."""
    return [Path(argument.partition("::")[0]).resolve() for argument in config.args]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Bring the longest files to the front, mix the others, and let what depends on the clock try again."""
    here = Path(__file__).parent
    files = list(dict.fromkeys(item.path for item in items))
    ranks = {here / name: rank for rank, name in enumerate(LONGEST)}
    config.stash[_windows] = frozenset(item.path for item in items if _needs_qt(item))
    places = mixed(files) if hasattr(config, "workerinput") else {}
    items.sort(key=lambda item: (ranks.get(item.path, len(ranks)), places.get(item.path, 0)))
    if not config.pluginmanager.hasplugin("rerunfailures"):
        return
    timed, timeless = ({here / name for name in names} for names in (REAL_TIME, TIMELESS))
    above = {path: set(path.parents) for path in files}
    real_time = {path for path, folders in above.items() if folders & timed and not folders & timeless}
    again = pytest.mark.flaky(reruns=TRIES_AGAIN, rerun_except=HANGS)
    for item in items:
        if item.path in real_time:
            item.add_marker(again)


def _needs_qt(item: pytest.Item) -> bool:
    return "qapp" in getattr(item, "fixturenames", ())


def mixed(files: Iterable[Path]) -> dict[Path, float]:
    """Return a place for each file, by which those of every part of the tests are spread over the whole run.

    Files of one part are alike: workers that have them at the same time wait together, for the clock, and
    later want the processors together.
    """
    parts: dict[str, list[Path]] = {}
    for path in files:
        parts.setdefault(path.relative_to(Path(__file__).parent).parts[0], []).append(path)
    return {path: place / len(part) for part in parts.values() for place, path in enumerate(part)}


def _tried_again(config: pytest.Config) -> list[str]:
    """Return the tests that failed and were run again, each once."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return sorted({report.nodeid for report in reporter.stats.get("rerun", [])}) if reporter else []


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which too many tests needed another try."""
    if len(_tried_again(session.config)) > MOST_TRIED_AGAIN:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every test that needed another try, and why."""
    again = _tried_again(terminalreporter.config)
    if not again:
        return
    terminalreporter.section(f"{len(again)} tried again ({MOST_TRIED_AGAIN} may be)")
    for report in terminalreporter.stats["rerun"]:
        crash = getattr(report.longrepr, "reprcrash", None)
        told = (crash.message if crash else str(report.longrepr)).strip().splitlines() or [""]
        terminalreporter.line(f"{report.nodeid}: {told[0][:200]}")


@pytest.fixture(scope="session")
def qapp() -> object:
    """Override pytest-qt's: the application with our style and typeface, whichever test is first to need one.

    A ``QApplication``; there is one in a process, and one with the system's font has no room for our words.
    """
    from ui.app import make_application

    return make_application(["ahoy"])


@pytest.fixture(scope="module", autouse=True)
def no_dead_window_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect what a file of tests left of Qt here, on its own thread.

    Tests of other parts have threads that come upon it later: it dies there, and the next look at Qt's events
    crashes the worker.
    """
    yield
    if request.path in request.config.stash[_windows]:
        gc.collect()


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Return the seed of this run, printed with the output of a failing test."""
    value = request.config.stash[_seed]
    print(f"seed: {value}")
    return value


class Expectation:
    """One kind of log record that a test expects; as a context manager it checks on leaving."""

    def __init__(self, logger: str, pattern: str) -> None:
        self.logger = logger
        self.pattern = re.compile(pattern)
        self.seen: list[logging.LogRecord] = []

    def matches(self, record: logging.LogRecord) -> bool:
        """Whether ``record`` is of this kind."""
        is_below = record.name == self.logger or record.name.startswith(self.logger + ".")
        return (not self.logger or is_below) and bool(self.pattern.search(record.getMessage()))

    def check(self) -> None:
        """Fail the test if nothing of this kind was logged."""
        if not self.seen:
            pytest.fail(f"expected a log record of {self.logger or 'any logger'}: {self.pattern.pattern}")

    def __enter__(self) -> Expectation:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is None:
            self.check()


class LogGuard(logging.Handler):
    """Keeps what was logged at WARNING or above and sorts it into expected and not."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.expectations: list[Expectation] = []
        self.unexpected: list[logging.LogRecord] = []

    def expect(self, logger: str = "", pattern: str = "") -> Expectation:
        """Expect at least one record of ``logger`` (or below) whose message contains ``pattern``."""
        expectation = Expectation(logger, pattern)
        self.expectations.append(expectation)
        return expectation

    def emit(self, record: logging.LogRecord) -> None:
        """Sort one record."""
        for expectation in self.expectations:
            if expectation.matches(record):
                expectation.seen.append(record)
                return
        self.unexpected.append(record)


@pytest.fixture(autouse=True)
def _log_guard(request: pytest.FixtureRequest) -> Iterator[LogGuard]:
    """Fail a test that logged a warning or worse which it did not expect.

    A test that asks for ``caplog`` looks at the log itself and is left alone.
    """
    guard = LogGuard()
    logging.getLogger().addHandler(guard)
    yield guard
    logging.getLogger().removeHandler(guard)
    for expectation in guard.expectations:
        expectation.check()
    if guard.unexpected and "caplog" not in request.fixturenames:
        lines = [f"{r.levelname} {r.name}: {r.getMessage()}" for r in guard.unexpected]
        pytest.fail("unexpected log records:\n" + "\n".join(lines))


@pytest.fixture
def expected_log(_log_guard: LogGuard) -> Callable[..., Expectation]:
    """Return ``expect(logger="", pattern="")``: allow records at WARNING or above, and require one.

    Use it as a call before the act, or as ``with expected_log("core.sip", "garbage"): ...``.
    """
    return _log_guard.expect


@pytest.fixture
async def no_task_left() -> AsyncIterator[None]:
    """Fail a test that leaves an asyncio task running; tasks get two seconds to end."""
    before = asyncio.all_tasks()
    yield
    left = {task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()}
    if left:
        _, left = await asyncio.wait(left, timeout=2)
    if left:
        pytest.fail("tasks left running:\n" + "\n".join(map(repr, left)))


@pytest.fixture
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a Python thread running; threads get two seconds to end."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 2
    left = set(threading.enumerate()) - before
    for thread in left:
        if not isinstance(thread, threading._DummyThread):  # a native thread, which cannot be joined
            thread.join(max(0.0, deadline - time.monotonic()))
    alive = [t.name for t in left if t.is_alive() and not isinstance(t, threading._DummyThread)]
    if alive:
        pytest.fail(f"threads left running: {', '.join(alive)}")
