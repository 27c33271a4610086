"""One table of a configuration file (TOML): values of the right kind, or a sentence that names the fault."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.service.errors import ServiceError, ServiceProblem

ENCRYPTIONS = ("auto", "none", "sdes", "dtls")
"""Of media; the first is the usual one."""
MOST_CALLS = 10_000


def wrong(path: Path, table: str, what: str) -> ServiceError:
    """Return the error that says what is wrong in a table of the file at ``path``."""
    return ServiceError(ServiceProblem.CONFIGURATION, f"{path}: {table} {what}")


def _anything(text: str) -> bool:
    return True


class Table:
    """Reads values of one table; what they must be is said with the table's name."""

    def __init__(self, table: object, name: str, path: Path) -> None:
        if not isinstance(table, Mapping):
            raise wrong(path, name, f"must be a table: write {name}.")
        self.values: Mapping[str, Any] = table
        self.name = name
        self.file = path

    def know(self, known: Collection[str]) -> None:
        """Refuse what is not known."""
        unknown = sorted(set(self.values) - set(known))
        if unknown:
            raise self.wrong(f"knows no {unknown[0]!r}; known are {', '.join(sorted(known))}.")

    def wrong(self, what: str) -> ServiceError:
        """Return the error that says what is wrong here."""
        return wrong(self.file, self.name, what)

    def value(self, name: str, default: Any) -> Any:
        """Return whatever stands there."""
        return self.values.get(name, default)

    def text(
        self, name: str, default: str = "", *, check: Callable[[str], object] = str.isprintable, hint: str
    ) -> str:
        """Return a text that is empty or passes ``check``; ``hint`` says what it must be."""
        value = self.value(name, default)
        if not isinstance(value, str) or (value and not check(value)):
            raise self.wrong(f"{name} must be {hint}, not {value!r}.")
        return value

    def texts(
        self,
        name: str,
        default: tuple[str, ...] = (),
        *,
        check: Callable[[str], object] = _anything,
        hint: str,
    ) -> tuple[str, ...]:
        """Return a list of texts that pass ``check``."""
        value = self.value(name, list(default))
        if not isinstance(value, list) or not all(isinstance(each, str) and check(each) for each in value):
            raise self.wrong(f"{name} must be a list of {hint}, not {value!r}.")
        return tuple(value)

    def number(self, name: str, default: int, most: int, least: int = 0) -> int:
        """Return a whole number within bounds."""
        value = self.value(name, default)
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(f"{name} must be a number from {least} to {most}, not {value!r}.")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """Return whether something is switched on."""
        value = self.value(name, default)
        if not isinstance(value, bool):
            raise self.wrong(f"{name} must be true or false, not {value!r}.")
        return value

    def one_of(self, name: str, names: Sequence[str]) -> str:
        """Return one of some names, the first unless another stands there."""
        known = [str(each) for each in names]
        value = self.value(name, known[0])
        if value not in known:  # an empty one, too
            raise self.wrong(f"{name} must be one of {', '.join(known)}, not {value!r}.")
        return str(value)

    def path(self, name: str) -> Path | None:
        """Return a path, which is relative to the file; None without one."""
        text = self.text(name, check=lambda value: "\0" not in value, hint="a path")
        return self.file.parent / text if text else None
