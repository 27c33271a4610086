"""The fixtures everybody relies on do fail what they are meant to fail."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

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


def test_home_is_not_the_persons_own() -> None:
    assert Path.home() == Path(os.environ["HOME"])
    assert "ahoy-tests-" in os.environ["HOME"]
    assert Path.home() in Path(os.environ["XDG_DATA_HOME"]).parents
