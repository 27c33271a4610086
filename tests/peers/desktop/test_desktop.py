"""Ahoy on a real desktop: dunst's notifications and their buttons, trayer's tray, openbox's windows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import main
from tests.peers.conftest import need
from tests.peers.desktop.session import PATIENCE, Session, desktop_session, wait_for
from tests.ui import scenes

RINGS = scenes.incoming().call_id

pytestmark = pytest.mark.timeout(300)


class Program:
    """A Python program of the session, told things on stdin."""

    def __init__(self, session: Session, module: str, *arguments: str) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = session.start(
            sys.executable, "-m", f"tests.peers.desktop.{module}", *arguments, **pipes
        )
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def line_with(self, *words: str) -> str:
        """Read on to the line that begins with one of ``words``."""
        while not (line := self.line()).startswith(words):
            assert line or self.process.poll() is None
        return line

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def ended(self) -> int:
        """Say that nothing more is told, and return the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    for program in ("dunst", "dunstctl", "trayer", "openbox", "xdotool", "dbus-daemon"):
        need(program)
    with desktop_session(tmp_path) as running:
        yield running


def test_a_day_on_the_desktop(session: Session, tmp_path: Path) -> None:
    """One session for all of it: each start of these programs costs seconds."""
    ahoy = Program(session, "resident", str(tmp_path / "profile"))
    wait_for(lambda: session.windows("^Ahoy$"))

    # The window closes, the program stays in the tray and says so.
    ahoy.tell("close")
    wait_for(lambda: not session.windows("^Ahoy$"))
    wait_for(lambda: session.notifications() == 1)
    assert "told_of_tray=True" in ahoy.line_with("SetDesktop")

    # Somebody rings while somebody types: the card comes, the keyboard stays.
    typist = Program(session, "typist")
    wait_for(lambda: session.window_in_focus() == "Typist")
    ahoy.tell("ring")
    wait_for(lambda: session.windows("is calling"))
    wait_for(lambda: session.notifications() == 2)  # the one of the tray stays, too
    assert session.window_in_focus() == "Typist"
    assert session.windows("^Ahoy$") == []
    typist.tell(str(tmp_path / "screen.png"))
    assert typist.line() == "shot"  # and no "lost the keyboard" before it

    # The buttons of the notification, pressed in dunst's own menu.
    session.choose("Decline")
    assert ahoy.line_with("HangUp", "AnswerCall") == f"HangUp(call_id='{RINGS}')"
    ahoy.tell("hush")
    wait_for(lambda: not session.windows("is calling"))
    wait_for(lambda: session.notifications() == 1)
    ahoy.tell("ring")
    wait_for(lambda: session.windows("is calling"))
    wait_for(lambda: session.notifications() == 2)
    session.choose("Answer")
    assert ahoy.line_with("HangUp", "AnswerCall").startswith(f"AnswerCall(call_id='{RINGS}', video=True")
    wait_for(lambda: session.windows("Ahoy"))  # the window comes with the call
    ahoy.tell("hush")

    # The end, by a command of another process.
    assert main.main(["--profile", str(tmp_path / "profile"), "quit"]) == 0
    assert ahoy.ended() == 0
    typist.process.kill()
    typist.ended()


def test_a_start_at_login_waits_in_the_tray(session: Session, tmp_path: Path) -> None:
    ahoy = Program(session, "resident", str(tmp_path / "profile"), "hidden")
    ahoy.tell("miss")
    wait_for(lambda: session.notifications() == 1)
    assert session.windows("Ahoy$") == []
    session.choose("Call back")
    wait_for(lambda: session.windows("Ahoy$"))
    assert main.main(["--profile", str(tmp_path / "profile"), "quit"]) == 0
    assert ahoy.ended() == 0
