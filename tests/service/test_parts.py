"""The small parts: listening addresses, keys and folders, rates, ICE servers, tokens in routes."""

from __future__ import annotations

import base64
import errno
import hashlib
import hmac
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.service.config import IceServer, parse_listen
from core.service.data.application_keys import load_application_key, read_application_key
from core.service.data.data_folder import DataFolder, storage_error, write_private_file
from core.service.errors import ServiceError, ServiceProblem
from core.service.process.command import ServeArguments
from core.service.process.running import service_config
from core.service.routing.endpoints import Device, Instance, RouteTokens
from core.service.web.ice_servers import ice_servers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("127.0.0.1", 7443)),
        ("0.0.0.0:80", ("0.0.0.0", 80)),
        (":5", ("127.0.0.1", 5)),
        ("[::1]:9", ("::1", 9)),
        ("host", ("host", 7443)),
        ("::1", ("::1", 7443)),
    ],
)
def test_listening_addresses(text: str, expected: tuple[str, int]) -> None:
    assert parse_listen(text) == expected


@pytest.mark.parametrize("text", ["a:b", "a:70000", "[::1", "[::1]x", "a:-1", "a:٣"])
def test_nonsense_to_listen_on(text: str) -> None:
    with pytest.raises(ServiceError, match="not an address to listen on"):
        parse_listen(text)


def test_key_and_secret_go_together(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="go together"):
        service_config(ServeArguments(tmp_path, app_key="x"))
    assert service_config(ServeArguments(tmp_path, embedded=True)).listen_port == 0


def test_application_key_is_made_once_private_and_in_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert read_application_key(tmp_path) is None
    made = load_application_key(folder, lambda n: bytes(range(n)))
    assert load_application_key(folder, lambda n: b"\xff" * n) == made == read_application_key(folder)
    assert len(base64.b64decode(made.secret)) == 16 and made.secret not in repr(made)
    assert stat.S_IMODE((folder / "application.json").stat().st_mode) == 0o600


def test_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret"
    write_private_file(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ServiceError, match="disk is full") as caught:
        write_private_file(path, b"new")
    assert caught.value.problem is ServiceProblem.DISK_FULL
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_folder_is_held_by_one(tmp_path: Path) -> None:
    first, second = DataFolder(tmp_path), DataFolder(tmp_path)
    first.open()
    with pytest.raises(ServiceError, match="already uses the folder"):
        second.open()
    first.close()
    second.open()
    second.close()
    error = storage_error(OSError(errno.EROFS, "Read-only file system"), tmp_path)
    assert error.problem is ServiceProblem.DATA_UNWRITABLE and "Read-only" in str(error)


def test_turn_credentials_are_for_one_user_and_a_while() -> None:
    servers = [IceServer(("turn:t.example",), "static", "secret"), IceServer(("stun:s.example",))]
    turn, stun = ice_servers(servers, "key", "alice", 1000.5, 600)
    mac = hmac.new(b"key", b"1600:alice", hashlib.sha1).digest()
    assert turn["username"] == "1600:alice" and turn["credential"] == base64.b64encode(mac).decode()
    assert "username" not in stun
    assert ice_servers(servers, "", "alice", 0, 1)[0]["username"] == "static"
    assert ice_servers([], "key", "alice", 0, 1) == []


endpoints = st.builds(
    Instance,
    st.from_regex(r"[A-Za-z0-9_=-]{1,40}", fullmatch=True),
    st.uuids().map(lambda u: f"urn:uuid:{u}"),
    st.integers(1, 16),
) | st.from_regex(r"[a-z2-7]{52}", fullmatch=True).map(Device)


@given(endpoints, st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_route_tokens_round_trip_and_cannot_be_changed(
    endpoint: Instance | Device, place: int, junk: bytes
) -> None:
    tokens = RouteTokens(b"k" * 32)
    token = tokens.make(endpoint)
    assert tokens.read(token) == endpoint
    assert RouteTokens(b"j" * 32).read(token) is None
    data = bytearray(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_"))
    data[place % len(data)] ^= junk[0] or 1
    assert tokens.read(base64.urlsafe_b64encode(bytes(data)).decode().rstrip("=")) is None


@given(st.text(max_size=60))
def test_any_text_is_no_token(text: str) -> None:
    assert RouteTokens(b"k" * 32).read(text) is None
