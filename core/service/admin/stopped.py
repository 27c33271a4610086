"""The desk of a service that does not run: what its data folder alone can tell and keep."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from core.service.admin.application_desk import Answer, ApplicationDesk
from core.service.admin.problems import AdminError
from core.service.applications import Applications
from core.service.data.application_keys import read_application_key, save_application_key
from core.service.data.data_folder import DataFolder
from core.service.data.database import Database

NOT_RUNNING = "not-running"


class StoppedDesk:
    """Holds the data folder while it is open, so that no service starts meanwhile.

    Opening raises ``ServiceError``: the folder is in use, or what is in it is broken.
    """

    def __init__(self, data_dir: Path, *, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._folder = DataFolder(data_dir)
        self._folder.open()
        try:
            own = read_application_key(data_dir)
            self._database = Database(data_dir, own.key if own is not None else "")
        except BaseException:
            self._folder.close()
            raise
        applications = Applications(
            self._database,
            random_bytes=os.urandom,
            own=own,
            save_own=lambda made: save_application_key(data_dir, made),
        )
        self.apps = ApplicationDesk(applications, wall)

    def __enter__(self) -> StoppedDesk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._folder.close()

    def status(self) -> Answer:
        """Return what the folder tells."""
        return {
            "state": "stopped",
            "users": len(self._database.users()),
            "registrations": len(self._database.bindings(self._wall())),
            "applications": len(self.apps.list()["applications"]),
        }

    def users(self, application: str = "") -> Answer:
        """Return everybody who is known; nobody is connected."""
        registered = [each.endpoint.account for each in self._database.bindings(self._wall())]
        rows = [
            {
                "user": account.user,
                "application": account.application,
                "registered": registered.count(account),
                "connected": 0,
                "in_call": False,
            }
            for account in sorted(self._database.users(), key=lambda each: (each.application, each.user))
            if application in ("", account.application)
        ]
        return {"users": rows}

    def user(self, name: str, application: str = "") -> Answer:
        """Only a running service knows."""
        raise self._not_running()

    def kick(self, name: str, application: str = "", instance: str = "") -> Answer:
        """Only a running service can."""
        raise self._not_running()

    def calls(self) -> Answer:
        """Only a running service knows."""
        raise self._not_running()

    def call(self, number: int) -> Answer:
        """Only a running service knows."""
        raise self._not_running()

    def end_call(self, number: int) -> Answer:
        """Only a running service can."""
        raise self._not_running()

    def drain(self, seconds: float) -> Answer:
        """Only a running service can."""
        raise self._not_running()

    def _not_running(self) -> AdminError:
        sentence = f"No call service runs on the folder {self._folder.path}."
        return AdminError(0, NOT_RUNNING, sentence)
