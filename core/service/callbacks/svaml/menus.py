"""The menus of the action ``runMenu``: prompts, and what each key leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.service.callbacks.svaml.fields import Fields, SvamlError

MAIN = "main"
DIGITS_TIMEOUT = 5000
"""Milliseconds without a key after which digits end."""
VOICE_TIMEOUT = 20_000
_KEYS = frozenset("0123456789*#")
_OPTION = re.compile(r"(return|menu)\(([^()]{0,255})\)", re.IGNORECASE)
_LONGEST_WAIT = 600_000


@dataclass(frozen=True, slots=True)
class MenuOption:
    """What one key does: ``value`` is returned to the backend, or names the ``menu`` to go to."""

    key: str
    value: str
    is_menu: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """One menu. Times in milliseconds; with ``max_digits`` so many keys are collected."""

    id: str
    main_prompt: str = ""
    repeat_prompt: str = ""
    repeats: int = 0
    max_digits: int = 0
    timeout: int = DIGITS_TIMEOUT
    max_timeout: int = VOICE_TIMEOUT
    options: tuple[MenuOption, ...] = ()


def read_menus(fields: Fields) -> tuple[Menu, ...]:
    """Return the menus of a ``runMenu``; raise ``SvamlError``.

    One must be called ``main``: it always plays first, and ``mainMenu`` need only name one that is there.
    """
    menus = tuple(_read_menu(each) for each in fields.items("menus"))
    ids = [menu.id for menu in menus]
    if len(set(ids)) != len(ids):
        raise SvamlError(f"{fields.where}.menus has an id twice")
    if MAIN not in ids:
        raise SvamlError(f"{fields.where}.menus must have one of the id main")
    first = fields.text("mainMenu", MAIN)
    missing = {option.value for menu in menus for option in menu.options if option.is_menu} - set(ids)
    if first not in ids or missing:
        raise SvamlError(f"{fields.where}.menus names a menu that is not there")
    return menus


def _read_menu(fields: Fields) -> Menu:
    options = tuple(_read_option(each) for each in fields.items("options"))
    if len({option.key for option in options}) != len(options):
        raise SvamlError(f"{fields.where}.options has a key twice")
    return Menu(
        fields.needed_text("id", limit=255),
        fields.text("mainPrompt"),
        fields.text("repeatPrompt"),
        fields.count("repeats", 0, low=0, high=100),
        fields.count("maxDigits", 0, low=0, high=100),
        fields.count("timeoutMills", DIGITS_TIMEOUT, low=0, high=_LONGEST_WAIT),
        fields.count("maxTimeoutMills", VOICE_TIMEOUT, low=0, high=_LONGEST_WAIT),
        options,
    )


def _read_option(fields: Fields) -> MenuOption:
    key = fields.key_of_phone("dtmf", _KEYS)
    found = _OPTION.fullmatch(fields.needed_text("action", limit=270).strip())
    if found is None:
        raise SvamlError(f"{fields.where}.action must be return(value) or menu(id)")
    return MenuOption(key, found[2], found[1].lower() == "menu")
