"""Commands to the running app, from the command line to the bytes on the socket."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from core.cli.arguments import build_parser
from core.cli.exit_codes import ExitCode
from core.cli.places import profile_dir
from core.cli.remote.arguments import REMOTE, is_about_the_window, with_open
from core.cli.remote.remote import first_request, hand_over, run
from core.instance.messages import Refusal, RemoteCommand, Reply, Request, decode_request, encode_reply
from core.instance.place import instance_place, make_private

ROOT = Path(__file__).resolve().parents[3]
WITHOUT_QT = """
import sys
import main
code = main.main(sys.argv[1:])
print(code, "PySide6" in sys.modules, "aiortc" in sys.modules, "asyncio.events" in sys.modules)
"""


class RunningApp:
    """Answers as it is told, on the socket of a profile; keeps what was asked."""

    def __init__(self, profile: Path) -> None:
        import socket

        place = instance_place(str(profile_dir(profile)))
        make_private(place.lock.parent)
        self.reply = Reply("Done.", status={})
        self.asked: Queue[Request] = Queue()
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(place.address)
        self._server.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self._path = Path(place.address)

    def close(self) -> None:
        import socket

        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)
        self._path.unlink()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection:
                self.asked.put(decode_request(connection.recv(20_000)))
                connection.sendall(encode_reply(self.reply))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningApp]:
    app = RunningApp(tmp_path)
    yield app
    app.close()


def test_every_command_is_asked_of_the_app(
    running: RunningApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = build_parser()
    for name in REMOTE:
        words = [name, "bob"] if name == "dial" else [name]
        assert run(parser.parse_args(["--profile", str(tmp_path), *words])) == ExitCode.OK
        asked = running.asked.get(timeout=5)
        assert asked.command == name
        assert asked.target == ("bob" if name == "dial" else "")
    assert capsys.readouterr().out.count("Done.\n") == len(REMOTE)


def test_status_is_printed_for_people_and_for_programs(
    running: RunningApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = {"id": "c1", "name": "", "address": "bob", "state": "established", "muted": True, "held": False}
    running.reply = Reply("anna: online", status={"calls": [call]})
    arguments = ["--profile", str(tmp_path), "status"]
    assert run(build_parser().parse_args(arguments)) == ExitCode.OK
    assert capsys.readouterr().out == "anna: online\nc1  bob  (established, muted)\n"
    assert run(build_parser().parse_args([*arguments, "--json"])) == ExitCode.OK
    assert json.loads(capsys.readouterr().out) == {"calls": [call]}


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (Refusal.NOTHING_TO_DO, ExitCode.NOTHING_TO_DO),
        (Refusal.NOT_READY, ExitCode.NOT_RUNNING),
        (Refusal.NOT_UNDERSTOOD, ExitCode.USAGE),
        (Refusal.BAD_REQUEST, ExitCode.INTERNAL),
        ("what-a-later-version-says", ExitCode.INTERNAL),
    ],
)
def test_a_refusal_has_its_code_and_sentence(
    running: RunningApp, tmp_path: Path, capsys: pytest.CaptureFixture[str], refusal: str, code: ExitCode
) -> None:
    running.reply = Reply("There is no call.", refusal)
    assert run(build_parser().parse_args(["--profile", str(tmp_path), "mute"])) == code
    assert capsys.readouterr().err == "There is no call.\n"


def test_with_no_app_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(build_parser().parse_args(["--profile", str(tmp_path), "hangup"])) == ExitCode.NOT_RUNNING
    assert "not running" in capsys.readouterr().err


def test_a_target_too_long_or_unprintable_is_not_sent(
    running: RunningApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for target in ("x" * 5000, "a\nb"):
        arguments = build_parser().parse_args(["--profile", str(tmp_path), "dial", target])
        assert run(arguments) == ExitCode.USAGE
    assert running.asked.empty()
    assert "target" in capsys.readouterr().err


def test_a_second_start_hands_its_link_over(
    running: RunningApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = build_parser().parse_args(with_open(["--profile", str(tmp_path), "tel:+46812345"]))
    assert hand_over(arguments) == ExitCode.OK
    asked = running.asked.get(timeout=5)
    assert (asked.command, asked.target) == (RemoteCommand.SHOW, "tel:+46812345")
    assert "already open" in capsys.readouterr().err


def test_a_link_that_is_refused_is_told(
    running: RunningApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    running.reply = Reply("The link “tel:x” cannot be understood.", Refusal.NOT_UNDERSTOOD)
    assert (
        hand_over(build_parser().parse_args(["--profile", str(tmp_path), "open", "tel:x"])) == ExitCode.USAGE
    )
    assert "cannot be understood" in capsys.readouterr().err


def test_with_no_app_the_window_opens(tmp_path: Path) -> None:
    assert hand_over(build_parser().parse_args(["--profile", str(tmp_path)])) is None


def test_an_app_that_only_starts_is_waited_for_by_the_window(running: RunningApp, tmp_path: Path) -> None:
    running.reply = Reply("Ahoy is still starting.", Refusal.NOT_READY)
    assert hand_over(build_parser().parse_args(["--profile", str(tmp_path)])) is None


def test_a_start_for_a_call_asks_for_its_answer() -> None:
    request = first_request(build_parser().parse_args(["open", "--answer", "call-7"]))
    assert (request.command, request.call_id) == (RemoteCommand.ANSWER, "call-7")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["tel:112"], ["open", "tel:112"]),
        (["--profile", "x", "sip:a@b"], ["--profile", "x", "open", "sip:a@b"]),
        (["--profile", "tel:1", "sip:a@b"], ["--profile", "tel:1", "open", "sip:a@b"]),
        (["--fake-devices", "AHOY:room/1"], ["--fake-devices", "open", "AHOY:room/1"]),
        (["call", "sip:a@b"], ["call", "sip:a@b"]),
        (["open", "sip:a@b"], ["open", "sip:a@b"]),
        (["--log", "debug"], ["--log", "debug"]),
        ([], []),
    ],
)
def test_where_a_link_may_stand(given: list[str], meant: list[str]) -> None:
    assert with_open(given) == meant


@pytest.mark.parametrize(
    ("words", "is_about"),
    [
        (["answer"], True),
        (["answer", "--video"], True),
        (["answer", "--call", "7"], True),
        (["answer", "--wait", "5"], False),
        (["answer", "--user", "bob"], False),
        (["answer", "--fake-devices"], False),
        (["--fake-devices", "answer"], False),
    ],
)
def test_which_answer_is_about_the_window(words: list[str], is_about: bool) -> None:
    assert is_about_the_window(build_parser().parse_args(words)) is is_about


def test_a_command_loads_no_window(running: RunningApp, tmp_path: Path) -> None:
    running.reply = Reply("Muted.")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, "--profile", str(tmp_path), "toggle-mute"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=50,
    )
    assert done.stdout.split() == ["Muted.", "0", "False", "False", "True"], done.stderr
