"""One window per profile: claims, second starts, commands from real processes, and nonsense on the socket."""

from __future__ import annotations

import os
import select
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.instance.client import NotRunning, ask
from core.instance.messages import LONGEST, Refusal, RemoteCommand, Reply, Request, decode_reply
from ui.desktop.instance import MOST_CLIENTS, InstanceError, SingleInstance

ROOT = Path(__file__).resolve().parents[3]
SHOW = Request(RemoteCommand.SHOW)
KILLED = """
import os, sys
from PySide6.QtCore import QCoreApplication
from ui.desktop.instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(sys.argv[1])
assert instance.claim()
print("claimed", flush=True)
os.read(0, 1)
"""


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance(str(tmp_path), limit=0.3)
    assert instance.claim()
    yield instance
    instance.release()


class Heard:
    """Remembers requests and answers each."""

    def __init__(self, instance: SingleInstance) -> None:
        self.requests: list[Request] = []
        instance.on_request = self.answer

    def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        return Reply("Fine.")


def talk(qtbot: QtBot, instance: SingleInstance, said: bytes) -> list[Reply]:
    """Say ``said`` on the socket and return the answers."""
    heard = bytearray()

    def work() -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(instance.place.address)
            connection.settimeout(5)
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(4096):
                heard.extend(piece)

    thread = threading.Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=10_000)
    return [decode_reply(line) for line in bytes(heard).splitlines()]


def test_the_socket_is_for_this_user_alone(first: SingleInstance) -> None:
    path = Path(first.place.address)
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_line_gets_its_answer(qtbot: QtBot, first: SingleInstance) -> None:
    heard = Heard(first)
    said = b'{"ahoy": 1, "command": "show"}\nnonsense\n{"ahoy": 9}\n{"ahoy": 1, "command": "status"}\n'
    answers = talk(qtbot, first, said)
    wanted = ["", Refusal.BAD_REQUEST, Refusal.UNKNOWN_VERSION, ""]
    assert [answer.error for answer in answers] == wanted
    assert [request.command for request in heard.requests] == [RemoteCommand.SHOW, RemoteCommand.STATUS]


@pytest.mark.parametrize("garbage", [b"", b"\x00" * 5000, b"raise", b"x" * (3 * LONGEST), b"\n" * 50])
def test_garbage_is_answered_and_asks_for_nothing(
    qtbot: QtBot, first: SingleInstance, garbage: bytes
) -> None:
    heard = Heard(first)
    if len(garbage) > LONGEST:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(first.place.address)
            connection.setblocking(False)
            sent = connection.send(garbage)
            assert sent > LONGEST
            qtbot.waitUntil(lambda: bool(select.select([connection], [], [], 0)[0]))
            assert decode_reply(connection.recv(4096)).error == Refusal.TOO_LONG
    else:
        assert all(not answer.is_ok for answer in talk(qtbot, first, garbage))
    assert heard.requests == []
    assert talk(qtbot, first, b'{"ahoy": 1, "command": "show"}\n')[0].is_ok


def test_connections_that_say_nothing_are_bounded(qtbot: QtBot, first: SingleInstance) -> None:
    idle = [socket.socket(socket.AF_UNIX) for _ in range(MOST_CLIENTS + 2)]
    try:
        for each in idle:
            each.connect(first.place.address)
            QTest.qWait(1)
        # The last one is closed by the loop that is waited in, which may not have come to it with the others.
        qtbot.waitUntil(lambda: bool(select.select([idle[-1]], [], [], 0)[0]))
        assert idle[-1].recv(1) == b""
        assert len(first._clients) == MOST_CLIENTS
    finally:
        for each in idle:
            each.close()
    qtbot.waitUntil(lambda: not first._clients)


def test_a_second_claim_is_told_while_the_first_one_starts(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path
) -> None:
    problems: list[str] = []

    def second() -> None:
        try:
            SingleInstance(str(tmp_path), limit=0.3).claim()
        except InstanceError as error:
            problems.append(str(error))

    thread = threading.Thread(target=second)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=10_000)
    assert problems == ["Ahoy is still starting."]


def test_what_was_killed_leaves_the_profile_free(qtbot: QtBot, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stdin is not None
    assert process.stdout.readline() == b"claimed\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stdin.close()
    instance = SingleInstance(str(tmp_path))
    assert instance.claim()
    instance.release()
    with pytest.raises(NotRunning):
        ask(instance.place, SHOW)


def test_a_folder_that_cannot_be_trusted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not tmp_path: with that of a parallel run a socket's path is too long, and another folder taken.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "ahoy").write_text("in the way")
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        with pytest.raises(InstanceError, match=folder):
            SingleInstance("a profile").claim()
