"""Somebody in the person's address book, whole: more than the window shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """One person or firm. ``addresses`` are what can be called, the main one first; there is at least one."""

    name: str
    addresses: tuple[str, ...]
    is_favourite: bool = False
    groups: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    organisation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContactsAdded:
    """What became of contacts that were added together."""

    added: int = 0
    changed: int = 0
    """There before under the same main address; they got what was new."""
    unchanged: int = 0
