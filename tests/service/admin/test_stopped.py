"""The desk of a service that does not run: it holds the folder, changes applications, makes nothing up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from core.service.admin.problems import AdminError
from core.service.admin.stopped import NOT_RUNNING, StoppedDesk
from core.service.data.application_keys import ApplicationKey, read_application_key, save_application_key
from core.service.data.data_folder import DataFolder
from core.service.data.database import FILE_NAME, Binding, Database
from core.service.errors import ServiceError, ServiceProblem
from core.service.routing.endpoints import Instance
from tests.service.bench import KEY, SECRET, WALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_application_key(tmp_path, ApplicationKey(KEY, SECRET))
    database = Database(tmp_path, KEY)
    for user, until in (("alice", WALL + 100), ("bob", WALL - 1)):
        database.save_binding(Binding(Instance(user, "1", 1, KEY), "sip:x@y.invalid", "", until))
    database.close()
    return tmp_path


def desk(folder: Path) -> StoppedDesk:
    return StoppedDesk(folder, wall=lambda: WALL)


def test_what_the_folder_tells(folder: Path) -> None:
    with desk(folder) as stopped:
        assert stopped.status() == {"state": "stopped", "users": 2, "registrations": 1, "applications": 1}
        rows = stopped.users()["users"]
        assert [(row["user"], row["registered"], row["connected"]) for row in rows] == [
            ("alice", 1, 0),
            ("bob", 0, 0),
        ]
        assert stopped.users("another")["users"] == []


def test_the_folder_is_held_meanwhile_and_then_let_go(folder: Path) -> None:
    other = DataFolder(folder)
    with desk(folder), pytest.raises(ServiceError) as caught:
        other.open()
    assert caught.value.problem is ServiceProblem.DATA_IN_USE
    other.open()
    other.close()


def test_the_own_secret_is_changed_where_it_is_kept(folder: Path) -> None:
    with desk(folder) as stopped:
        made = stopped.apps.rotate(KEY, 60.0)
    assert read_application_key(folder) == ApplicationKey(KEY, made["secret"])
    with desk(folder) as stopped:
        assert stopped.apps.show(KEY)["old_secret_until"] == WALL + 60
        assert stopped.apps.show(KEY)["origin"] == "own"


def test_what_needs_a_running_service_says_so(folder: Path) -> None:
    with desk(folder) as stopped:
        wishes = (
            lambda: stopped.user("alice"),
            lambda: stopped.kick("alice"),
            stopped.calls,
            lambda: stopped.call(1),
            lambda: stopped.end_call(1),
            lambda: stopped.drain(1.0),
        )
        for wish in wishes:
            with pytest.raises(AdminError) as caught:
                wish()
            assert caught.value.code == NOT_RUNNING and str(folder) in str(caught.value)


def test_no_key_is_made_by_looking(tmp_path: Path) -> None:
    with desk(tmp_path) as stopped:
        assert stopped.apps.list() == {"applications": []}
    assert read_application_key(tmp_path) is None


def test_an_older_file_is_not_given_to_nobody(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(ServiceError, match="start the service once"):
        desk(tmp_path)
    again = DataFolder(tmp_path)
    again.open()  # what failed holds nothing
    again.close()
