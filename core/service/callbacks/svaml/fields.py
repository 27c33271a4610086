"""Reading the members of a JSON object strictly: types, bounds, names in any case, errors that say where."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from enum import Enum
from typing import Any, NoReturn, TypeVar

E = TypeVar("E", bound=Enum)

TEXT_LIMIT = 8192
"""Characters of a text for which nothing smaller is said."""
ITEMS_LIMIT = 64


class SvamlError(Exception):
    """An answer is not SVAML, or not of this event; the message says where and why (error code 40001)."""


class Fields:
    """The members of one object. ``where`` names it in errors; names are read in any case."""

    def __init__(self, value: object, where: str) -> None:
        self.where = where
        if not isinstance(value, dict):
            raise SvamlError(f"{where} must be an object")
        self._members: dict[str, Any] = {}
        for name, member in value.items():
            if name.lower() in self._members:
                raise SvamlError(f"{where} has {name[:40]} twice")
            self._members[name.lower()] = member

    def has(self, name: str) -> bool:
        """Whether the member is there and not null."""
        return self._members.get(name.lower()) is not None

    def text(
        self,
        name: str,
        default: str = "",
        *,
        limit: int = TEXT_LIMIT,
        pattern: re.Pattern[str] | None = None,
    ) -> str:
        """Return a text of at most ``limit`` characters; if it is not empty ``pattern`` matches all of it."""
        if not self.has(name):
            return default
        value = self._members[name.lower()]
        if not isinstance(value, str):
            self._wrong(name, "must be text")
        if len(value) > limit:
            self._wrong(name, f"must be {limit} characters at most")
        if pattern is not None and value and not pattern.fullmatch(value):
            self._wrong(name, "holds what is not allowed there")
        return value

    def needed_text(
        self, name: str, *, limit: int = TEXT_LIMIT, pattern: re.Pattern[str] | None = None
    ) -> str:
        """Return a text that must be there and not empty."""
        value = self.text(name, limit=limit, pattern=pattern)
        if not value:
            self._wrong(name, "must not be left out")
        return value

    def number(self, name: str, default: int | None, *, low: int, high: int) -> int | None:
        """Return a whole number from ``low`` to ``high``."""
        if not self.has(name):
            return default
        value = self._members[name.lower()]
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(name, "must be a whole number")
        if not low <= value <= high:
            self._wrong(name, f"must be {low} to {high}")
        return value

    def count(self, name: str, default: int, *, low: int, high: int) -> int:
        """Return a whole number that has a default."""
        value = self.number(name, default, low=low, high=high)
        return default if value is None else value

    def flag(self, name: str, default: bool) -> bool:
        """Return true or false."""
        if not self.has(name):
            return default
        value = self._members[name.lower()]
        if not isinstance(value, bool):
            self._wrong(name, "must be true or false")
        return value

    def choice(self, name: str, kind: type[E], default: E) -> E:
        """Return one of the values of ``kind``, written in any case."""
        if not self.text(name):
            return default
        value = self.text(name)
        found = {str(each.value).lower(): each for each in kind}
        if value.lower() not in found:
            self._wrong(name, f"must be one of {', '.join(found)}")
        return found[value.lower()]

    def fields(self, name: str) -> Fields | None:
        """Return the object of this name, None if there is none."""
        return Fields(self._members[name.lower()], f"{self.where}.{name}") if self.has(name) else None

    def needed_fields(self, name: str) -> Fields:
        """Return an object that must be there."""
        found = self.fields(name)
        return found if found is not None else self._wrong(name, "must not be left out")

    def items(self, name: str) -> list[Fields]:
        """Return the objects of a list; none if it is not there."""
        return [Fields(each, f"{self.where}.{name}[{n}]") for n, each in enumerate(self._list(name))]

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        found = self._list(name)
        for each in found:
            if not isinstance(each, str) or not each or len(each) > TEXT_LIMIT:
                self._wrong(name, f"must hold texts of 1 to {TEXT_LIMIT} characters")
        return tuple(found)

    def key_of_phone(self, name: str, keys: Collection[str]) -> str:
        """Return one key of a phone, which may be written as a number."""
        value = self._members.get(name.lower())
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or text not in keys:
            self._wrong(name, f"must be one of {' '.join(sorted(keys))}")
        return text

    def _list(self, name: str) -> list[Any]:
        value = self._members.get(name.lower())
        if value is None:
            return []
        if not isinstance(value, list):
            self._wrong(name, "must be a list")
        if len(value) > ITEMS_LIMIT:
            self._wrong(name, f"must hold {ITEMS_LIMIT} items at most")
        return value

    def _wrong(self, name: str, what: str) -> NoReturn:
        raise SvamlError(f"{self.where}.{name} {what}")


def read_object(body: bytes) -> Fields:
    """Return the object that ``body`` holds; raise ``SvamlError``."""
    try:
        value = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except SvamlError:
        raise
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise SvamlError("the answer is not JSON") from None
    return Fields(value, "svaml")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise SvamlError("an object of the answer has a member twice")
    return made


def _no_constant(text: str) -> NoReturn:
    raise SvamlError(f"{text} is not JSON")
