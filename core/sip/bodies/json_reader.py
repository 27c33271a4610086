"""Reading JSON that a stranger wrote: bounded size and depth, one object, no numbers that are none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NoReturn

from core.sip.messages import ParseError

MAX_JSON_BYTES = 65_536

JsonObject = Mapping[str, object]


def read_json_object(data: bytes, limit: int = MAX_JSON_BYTES) -> JsonObject:
    """Return the object that ``data``, of ``limit`` bytes at most, is.

    ParseError for what is no JSON object, or is hostile.
    """
    if len(data) > limit:
        raise ParseError("JSON too large", status=413)
    try:
        value = json.loads(data, parse_constant=_no_constant)
    except RecursionError:
        raise ParseError("JSON nested too deep") from None
    except ValueError as error:  # JSONDecodeError, UnicodeDecodeError, and an integer of thousands of digits
        raise ParseError(f"no JSON: {error}") from None
    if not isinstance(value, dict):
        raise ParseError("no JSON object")
    return value


def text_of(value: object, limit: int) -> str:
    """Return what is kept of a text: ``limit`` characters that can be shown; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    return "".join(character for character in value[: 4 * limit] if character.isprintable())[:limit]


def whole_of(value: object, most: int) -> int:
    """Return a number from 0 to ``most``; the nearest of these, 0 for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return int(min(max(value, 0), most))


def object_of(value: object) -> JsonObject:
    """Return ``value`` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def _no_constant(name: str) -> NoReturn:
    raise ParseError(f"{name} is no JSON")
