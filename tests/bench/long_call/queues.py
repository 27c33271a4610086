"""How long every container is that the objects of a call hold: what grows shows, whatever its name."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sized
from typing import Any

SIZED = (dict, list, set, deque)
LOOKED_INTO = 64
"""Elements of one container that are looked into."""

DEEPEST = 12


def lengths(roots: dict[str, Any], module: str = "core.media") -> dict[str, int]:
    """Return the length of each container below ``roots`` by the way to it, added up over equal ways.

    Only objects of classes of ``module`` are gone into. Threads may change them meanwhile.
    """
    found: dict[str, int] = {}
    seen: set[int] = set()
    waiting = [(name, root, 0) for name, root in roots.items()]
    while waiting:
        path, thing, depth = waiting.pop()
        if id(thing) in seen or depth > DEEPEST:
            continue
        seen.add(id(thing))
        if isinstance(thing, SIZED):
            found[path] = found.get(path, 0) + len(thing)
            waiting += [(f"{path}[]", one, depth + 1) for one in _elements(thing)]
        elif type(thing).__module__.startswith(module):
            waiting += [(f"{path}.{name}", one, depth + 1) for name, one in _attributes(thing)]
    return found


def _elements(thing: Sized) -> list[Any]:
    try:
        values: Iterable[Any] = thing.values() if isinstance(thing, dict) else thing  # type: ignore[assignment]
        return list(values)[:LOOKED_INTO]
    except RuntimeError:
        return []  # a thread changed it: its length is known all the same


def _attributes(thing: object) -> Iterator[tuple[str, Any]]:
    yield from list(getattr(thing, "__dict__", {}).items())
    for kind in type(thing).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            value = getattr(thing, name, None)
            if value is not None:
                yield name, value


def grown(early: dict[str, int], late: dict[str, int], *, slack: int = 16) -> dict[str, tuple[int, int]]:
    """Return the containers that were longer late than they ever were early, by a quarter and ``slack``."""
    return {
        path: (early.get(path, 0), length)
        for path, length in late.items()
        if length > 1.25 * early.get(path, 0) + slack
    }


def keep_longest(found: dict[str, int], sample: dict[str, int]) -> None:
    """Let ``found`` be the longest of itself and ``sample``."""
    for path, length in sample.items():
        found[path] = max(found.get(path, 0), length)
