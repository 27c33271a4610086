"""The journal: lines for people and for programs, bounded, on one line whatever is in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest

from core.service.observed.journal import JsonLines, log_as_json, note

log = logging.getLogger("tests.journal")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    yield stream
    log.removeHandler(handler)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_with_fields_is_one_object(written: io.StringIO) -> None:
    note(log, "call.answered", caller="alice", after=0.25, status=None, name="")
    (line,) = lines(written)
    assert line.pop("time")
    assert line == {
        "level": "info",
        "event": "call.answered",
        "logger": "tests.journal",
        "caller": "alice",
        "after": 0.25,
    }


def test_the_same_event_is_readable_as_text(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    note(log, "registered", user="bob", application=None)
    assert caplog.records[-1].getMessage() == "registered user=bob"


def test_time_is_utc_with_milliseconds(written: io.StringIO) -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "m", (), None)
    record.created, record.msecs = 1_768_521_570.007, 7.0
    assert json.loads(JsonLines().format(record))["time"] == "2026-01-15T23:59:30.007Z"


def test_what_a_peer_chose_stays_on_its_line_and_is_bounded(written: io.StringIO) -> None:
    note(log, "registered", user='x\n{"event": "forged"}\x1b[2J' + "y" * 5000)
    (line,) = lines(written)
    assert line["event"] == "registered" and "\n" not in str(line["user"]) and len(str(line["user"])) == 300


def test_other_records_and_exceptions_are_lines_too(
    written: io.StringIO, expected_log: Callable[..., object]
) -> None:
    expected_log("tests.journal")
    log.warning("plain %s", "words")
    try:
        raise ValueError("why")
    except ValueError:
        log.exception("it failed")
    plain, failed = lines(written)
    assert plain["event"] == "log" and plain["message"] == "plain words" and plain["level"] == "warning"
    assert "ValueError: why" in str(failed["exception"])


def test_fields_never_replace_what_every_line_has(written: io.StringIO) -> None:
    note(log, "registered", logger="forged", time="never")
    (line,) = lines(written)
    assert line["logger"] == "tests.journal" and line["time"] != "never"


def test_below_its_level_nothing_is_made(caplog: pytest.LogCaptureFixture) -> None:
    class Loud:
        def __str__(self) -> str:
            raise AssertionError("nobody reads this")

    log.setLevel(logging.ERROR)
    note(log, "registered", user=Loud())
    log.setLevel(logging.DEBUG)


def test_everything_goes_to_one_stream() -> None:
    root = logging.getLogger()
    before, stream = list(root.handlers), io.StringIO()
    try:
        log_as_json(stream)
        logging.getLogger("anything").warning("said once")
    finally:
        root.handlers[:] = before
    assert [line["message"] for line in lines(stream)] == ["said once"]
