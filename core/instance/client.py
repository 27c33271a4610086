"""The side that asks the running app: a plain socket, so that a command is done in a blink."""

from __future__ import annotations

import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from core.instance.messages import LONGEST, MessageError, Reply, Request, decode_reply, encode_request
from core.instance.place import InstancePlace, is_private

ANSWER_LIMIT = 5.0
"""Seconds that the running app has for an answer."""


class NotRunning(Exception):
    """No app of this user runs with this profile."""


class NoAnswer(Exception):
    """An app runs with this profile but gives no answer that can be understood."""


def ask(place: InstancePlace, request: Request, *, limit: float = ANSWER_LIMIT) -> Reply:
    """Ask the running app at ``place``; blocks for ``limit`` seconds at most.

    Raises ``NotRunning``, ``NoAnswer``, and ``MessageError`` for a request that cannot be sent.
    """
    line = encode_request(request)
    try:
        answer = (
            _over_pipe(place.address, line, limit) if is_pipe(place) else _over_socket(place, line, limit)
        )
    except (TimeoutError, ConnectionError, OSError) as error:
        raise NoAnswer("Ahoy is running but does not answer.") from error
    try:
        return decode_reply(answer)
    except MessageError as error:
        raise NoAnswer(f"What runs with this profile does not answer as Ahoy does. {error}") from error


def is_pipe(place: InstancePlace) -> bool:
    """Whether the place is a named pipe of Windows."""
    return place.address.startswith("\\\\")


def _over_socket(place: InstancePlace, line: bytes, limit: float) -> bytes:
    if sys.platform == "win32":
        raise NotRunning
    deadline = time.monotonic() + limit
    path = Path(place.address)
    # In /tmp anybody can make the folder first, and would hear whom the person calls.
    if not is_private(path.parent):
        raise NotRunning
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(limit)
        try:
            connection.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError) as error:
            raise NotRunning from error
        connection.sendall(line)
        answer = b""
        while not answer.endswith(b"\n") and len(answer) <= LONGEST:
            # One limit for all of it: an answer that drips in would take hours.
            if (left := deadline - time.monotonic()) <= 0:
                raise TimeoutError
            connection.settimeout(left)
            piece = connection.recv(4096)
            if not piece:
                break
            answer += piece
        return answer


def _over_pipe(address: str, line: bytes, limit: float) -> bytes:
    """Speak over a named pipe, which has no time limits of its own: a thread waits."""
    try:
        pipe = open(address, "r+b", buffering=0)  # noqa: SIM115, PTH123  no path, and closed below
    except FileNotFoundError as error:
        raise NotRunning from error
    # Anybody can make a pipe of this name first, and would hear whom the person calls.
    if not _is_ours(pipe):
        pipe.close()
        raise NotRunning
    answers: list[bytes] = []
    reader = threading.Thread(target=lambda: answers.append(_exchange(pipe, line)), daemon=True)
    reader.start()
    reader.join(limit)
    if not answers:
        raise TimeoutError
    pipe.close()
    return answers[0]


def _is_ours(pipe: BinaryIO) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes
    import msvcrt

    from core.instance.pipe_owner import is_own_pipe

    handle = msvcrt.get_osfhandle(pipe.fileno())
    return is_own_pipe(handle, ctypes.windll.advapi32, ctypes.windll.kernel32)


def _exchange(pipe: BinaryIO, line: bytes) -> bytes:
    answer = b""
    with suppress(OSError):
        pipe.write(line)
        while not answer.endswith(b"\n") and len(answer) <= LONGEST:
            piece = pipe.read(4096)
            if not piece:
                break
            answer += piece
    return answer
