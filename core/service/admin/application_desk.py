"""What an operator may do with applications, whether the service runs or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from core.service.admin.problems import AdminError
from core.service.applications import ApplicationError, Applications, Listed
from core.service.data.application_keys import ApplicationKey

Answer = dict[str, Any]
"""Made of JSON's types."""


class ApplicationDesk:
    """Operations on the applications of a service. Raises ``AdminError``."""

    def __init__(self, applications: Applications, wall: Callable[[], float]) -> None:
        self._applications = applications
        self._wall = wall

    def list(self) -> Answer:
        """Return all of them, without their secrets."""
        return {"applications": [_row(each) for each in self._applications.listed()]}

    def show(self, key: str) -> Answer:
        """Return one of them, without its secret."""
        return _told(lambda: _row(self._applications.get(key)))

    def add(self, name: str, key: str, secret: str) -> Answer:
        """Add one; the answer holds its secret, this once."""
        return _told(
            lambda: _secret_row(self._applications.add(self._wall(), name=name, key=key, secret=secret))
        )

    def enable(self, key: str) -> Answer:
        """Let its users register."""
        return _told(lambda: _row(self._applications.set_enabled(key, True)))

    def disable(self, key: str) -> Answer:
        """Let its users register no more, and end their registrations."""
        return _told(lambda: _row(self._applications.set_enabled(key, False)))

    def set_callbacks(self, key: str, url: str, fallback: str = "") -> Answer:
        """Ask its backend at ``url`` about its calls; empty: nobody is asked."""
        return _told(lambda: _row(self._applications.set_backend(key, url, fallback)))

    def remove(self, key: str) -> Answer:
        """Forget its secret and its users."""
        return _told(lambda: _row(self._applications.remove(key)))

    def rotate(self, key: str, overlap: float) -> Answer:
        """Give it a new secret, which the answer holds, this once; the old one counts ``overlap`` s more."""
        return _told(lambda: _secret_row(self._applications.rotate(key, self._wall(), overlap)))


def _row(listed: Listed) -> Answer:
    return {**asdict(listed), "state": listed.state.value, "origin": listed.origin.value}


def _secret_row(made: ApplicationKey) -> Answer:
    return {"key": made.key, "secret": made.secret}


def _told(act: Callable[[], Answer]) -> Answer:
    try:
        return act()
    except ApplicationError as error:
        status = 404 if error.problem.value.startswith("unknown") else 409
        raise AdminError(status, error.problem.value, str(error)) from None
