"""The side that asks, against servers that behave in every way; and where they are."""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.instance.client import NoAnswer, NotRunning, ask
from core.instance.messages import RemoteCommand, Reply, Request, encode_reply
from core.instance.place import InstancePlace, PlaceError, instance_place, make_private, runtime_folder

SHOW = Request(RemoteCommand.SHOW)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes there")


@pytest.fixture
def place(tmp_path: Path) -> InstancePlace:
    return instance_place("a profile", tmp_path)


@pytest.fixture
def serve(place: InstancePlace) -> Iterator[Callable[[bytes], None]]:
    """Return ``serve(answer)``: one connection gets these bytes once it has said something."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(place.address)
    server.listen()
    threads: list[threading.Thread] = []

    def answer_with(answer: bytes) -> None:
        def work() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

        threads.append(threading.Thread(target=work))
        threads[-1].start()

    yield answer_with
    server.close()
    for thread in threads:
        thread.join(5)


def test_an_answer(place: InstancePlace, serve: Callable[[bytes], None]) -> None:
    serve(encode_reply(Reply("Fine.")))
    assert ask(place, SHOW) == Reply("Fine.")


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"x" * 20_000, b"{}\n"])
def test_an_answer_that_is_none(place: InstancePlace, serve: Callable[[bytes], None], answer: bytes) -> None:
    serve(answer)
    with pytest.raises(NoAnswer):
        ask(place, SHOW)


def test_nobody_there(place: InstancePlace) -> None:
    with pytest.raises(NotRunning):
        ask(place, SHOW)


def test_a_socket_left_over_by_a_killed_process(place: InstancePlace) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(place.address)
    with pytest.raises(NotRunning):
        ask(place, SHOW)


def test_one_that_hangs_is_not_waited_for(place: InstancePlace) -> None:
    with socket.socket(socket.AF_UNIX) as hung:
        hung.bind(place.address)
        hung.listen()
        with pytest.raises(NoAnswer, match="does not answer"):
            ask(place, SHOW, limit=0.05)


def test_one_that_answers_letter_by_letter_is_not_waited_for(place: InstancePlace) -> None:
    ended = threading.Event()

    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            while not ended.wait(0.02):
                connection.sendall(b"x")

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(place.address)
        server.listen()
        thread = threading.Thread(target=drip, args=(server,))
        thread.start()
        began = time.monotonic()
        with pytest.raises(NoAnswer, match="does not answer"):
            ask(place, SHOW, limit=0.2)
        assert time.monotonic() - began < 60  # 16 384 letters would take more than 300 s
        ended.set()
        thread.join(5)


@pytest.mark.parametrize("whose", ["another's", "everybody's", "a link"])
def test_a_folder_that_others_can_fill_is_not_believed(
    whose: str,
    place: InstancePlace,
    serve: Callable[[bytes], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    serve(encode_reply(Reply("Yes?")))
    asked = place
    if whose == "a link":
        (tmp_path / "link").symlink_to(tmp_path)
        asked = InstancePlace(place.server.replace(str(tmp_path), str(tmp_path / "link")), place.lock)
    mode = tmp_path.stat().st_mode
    tmp_path.chmod(0o777 if whose == "everybody's" else 0o700)
    with monkeypatch.context() as patch:
        if whose == "another's":
            patch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
        with pytest.raises(NotRunning):
            ask(asked, SHOW)
    tmp_path.chmod(mode)
    assert ask(place, SHOW) == Reply("Yes?"), "it had not been asked"


def test_each_profile_has_a_place_of_its_own(tmp_path: Path) -> None:
    first, second = instance_place("/a", tmp_path), instance_place("/b", tmp_path)
    assert first.server != second.server and first.lock != second.lock
    assert instance_place("/a", tmp_path) == first


def test_a_path_too_long_for_a_socket_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("x" * 120)))
    if sys.platform == "linux":
        assert len(instance_place("a profile").server) < 100
        assert str(os.getuid()) in str(runtime_folder())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have folders of their own")
@pytest.mark.parametrize("session", ["", "/nowhere/at/all"])
def test_without_a_session_folder_there_is_one_for_the_user(
    monkeypatch: pytest.MonkeyPatch, session: str
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", session)
    assert runtime_folder() == Path(f"/tmp/ahoy-{os.getuid()}")


def test_the_folder_is_for_the_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_is_somebody_elses_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    (tmp_path / "file").write_text("")
    for name in ("link", "file"):
        with pytest.raises(PlaceError):
            make_private(tmp_path / name)
