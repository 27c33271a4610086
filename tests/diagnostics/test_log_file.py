"""The log on the disk: redacted, rotating, private, and quiet when it cannot be written."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.diagnostics import log_file
from core.diagnostics.log_file import close_log, last_lines, open_log

log = logging.getLogger("core.sip.test")


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger as a program starts with it, and as it was afterwards."""
    logger = logging.getLogger()
    level, levels = logger.level, {each: each.level for each in logger.handlers}
    logger.setLevel(logging.WARNING)
    yield logger
    logger.setLevel(level)
    for handler, before in levels.items():
        handler.setLevel(before)
    for name in log_file.TALKATIVE:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def handler(root: logging.Logger, tmp_path: Path) -> Iterator[logging.Handler]:
    opened = open_log(tmp_path)
    assert opened is not None
    yield opened
    close_log(opened)


def test_what_happens_is_written_without_secrets(handler: logging.Handler, tmp_path: Path) -> None:
    log.info("sent %s", "Authorization: Digest response=abcdef")
    try:
        raise ValueError("password=hunter2")
    except ValueError:
        log.info("failed", exc_info=True)
    log.debug("not this")
    logging.getLogger("aioice.ice").info("nor this")
    lines = last_lines(tmp_path, 50)
    text = "\n".join(lines)
    assert "core.sip.test: sent Authorization: [hidden]" in text and "ValueError" in text
    assert (
        "hunter2" not in text and "abcdef" not in text and "not this" not in text and "nor this" not in text
    )


def test_it_is_for_this_user_alone(handler: logging.Handler, tmp_path: Path) -> None:
    path = tmp_path / "logs" / "ahoy.log"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_terminal_gets_no_more_than_before(root: logging.Logger, tmp_path: Path) -> None:
    seen: list[str] = []

    class Terminal(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(record.getMessage())

    terminal = Terminal()
    root.addHandler(terminal)
    opened = open_log(tmp_path)
    log.info("everyday")
    close_log(opened)
    root.removeHandler(terminal)
    assert seen == []


def test_it_does_not_grow_for_ever(
    root: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "SIZE", 1000)
    opened = open_log(tmp_path)
    for number in range(200):
        log.info("line %d %s", number, "x" * 50)
    close_log(opened)
    files = list((tmp_path / "logs").iterdir())
    assert len(files) == 1 + log_file.KEPT and sum(each.stat().st_size for each in files) < 6000
    assert "line 199" in last_lines(tmp_path, 1)[0]


def test_where_it_cannot_be_written_there_is_none(root: logging.Logger, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    assert open_log(tmp_path) is None
    close_log(None)
    assert last_lines(tmp_path, 5) == []
