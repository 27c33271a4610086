"""The fixtures everybody relies on do fail what they are meant to fail."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.conftest import LONGEST, REAL_TIME, TIMELESS, UNASKED, mixed

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py")

CASES = """
import asyncio, logging, threading

log = logging.getLogger("core.x")

def test_unexpected_warning():
    log.warning("no")

def test_expected_warning(expected_log):
    with expected_log("core", "n."):
        log.error("no")

def test_expected_warning_that_does_not_come(expected_log):
    with expected_log("core"):
        pass

def test_warning_of_another_logger(expected_log):
    expected_log("core")
    log.error("expected")
    logging.getLogger("corel").error("not expected")

async def test_task_left(no_task_left):
    test_task_left.task = asyncio.create_task(asyncio.sleep(60))

def test_thread_left(no_thread_left):
    threading.Thread(target=threading.Event().wait, args=(4,)).start()
"""


def test_guards_fail_what_they_are_meant_to_fail(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\n")
    monkeypatch.setenv("CI", "1")
    pytester.makepyfile(test_it=CASES)
    result = pytester.runpytest_subprocess("-rA", "-p", "no:cacheprovider", "-p", "no:pytest-qt")
    bad = {m.group(1) for line in result.outlines if (m := re.match(r"(?:ERROR|FAILED) \S+::(\w+)", line))}
    good = {"test_expected_warning"}
    assert bad == set(re.findall(r"def (test_\w+)", CASES)) - good


LUCKY = """
from pathlib import Path

def test_second_time_lucky():
    here = Path(__file__).with_suffix(".tried")
    was_tried = here.exists()
    here.touch()
    assert was_tried
"""


HANGS = """
import time

def test_it_hangs():
    time.sleep(60)
"""


def test_what_hangs_is_not_tried_again(pytester: pytest.Pytester) -> None:
    """Its time limit is set once for all tries: the second one would have none."""
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.mkdir("engine")
    (pytester.path / "engine" / "test_it.py").write_text(HANGS, encoding="utf-8")
    options = ("-p", "no:cacheprovider", "-p", "no:pytest-qt", "-o", "timeout=1")
    result = pytester.runpytest_subprocess(*options, timeout=30)
    result.assert_outcomes(failed=1)


@pytest.mark.parametrize(
    ("folders", "failed", "told"),
    [(["engine", "storage"], 1, 1), (["engine"] * 7, 0, 7)],
    ids=["a fault without a clock", "too many"],
)
def test_only_what_depends_on_the_clock_tries_again_and_few_may(
    pytester: pytest.Pytester, folders: list[str], failed: int, told: int
) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    for number, folder in enumerate(folders):
        (pytester.path / folder).mkdir(exist_ok=True)
        (pytester.path / folder / f"test_{number}.py").write_text(LUCKY, encoding="utf-8")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:pytest-qt")
    result.assert_outcomes(passed=len(folders) - failed, failed=failed)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert sum("::test_second_time_lucky: assert" in line for line in result.outlines) == told


WINDOWS = """
import threading
import pytest

class Window:
    def __init__(self):
        self.itself = self

    def __del__(self):
        print("died on", threading.current_thread().name)

@pytest.fixture(scope="session")
def qapp():
    return object()

def test_a_window(qapp):
    Window()
"""

THREADS = """
import gc, threading

def test_another_thread_looks_for_garbage():
    thread = threading.Thread(target=gc.collect, name="another")
    thread.start()
    thread.join()
"""


def test_what_tests_leave_of_windows_dies_on_their_thread(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(test_a=WINDOWS, test_b=THREADS)
    result = pytester.runpytest_subprocess("-s", "-p", "no:cacheprovider", "-p", "no:pytest-qt")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*died on MainThread*"])


def test_every_part_of_the_tests_is_spread_over_the_run_of_several_workers() -> None:
    names = ["media/a", "media/sdp/b", "test_one.py", "ui/c", "ui/calls/d", "ui/calls/e", "ui/f"]
    places = mixed([CONFTEST.parent / name for name in names])
    spread = sorted(places, key=lambda path: places[path])
    assert [path.name for path in spread] == ["a", "test_one.py", "c", "d", "b", "e", "f"]


def test_the_longest_files_are_there_and_each_is_named_once() -> None:
    assert [name for name in LONGEST if not (CONFTEST.parent / name).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)


def test_the_folders_are_there_and_what_is_not_asked_for_runs_with_the_peers() -> None:
    named = (*REAL_TIME, *TIMELESS, *UNASKED)
    assert [name for name in named if not (CONFTEST.parent / name).is_dir()] == []
    makefile = (CONFTEST.parents[1] / "Makefile").read_text(encoding="utf-8").split()
    assert [name for name in UNASKED if name != "bench" and f"tests/{name}" not in makefile] == []


def test_home_is_not_the_persons_own() -> None:
    assert Path.home() == Path(os.environ["HOME"])
    assert "ahoy-tests-" in os.environ["HOME"]
    assert Path.home() in Path(os.environ["XDG_DATA_HOME"]).parents
