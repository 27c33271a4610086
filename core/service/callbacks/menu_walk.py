"""A caller's way through the menus of one ``runMenu``: what is played, and what a key leads to. Pure.

prompt --key--> prompt of another menu, or a result      --silence--> repeat prompt, or a result
"""

from __future__ import annotations

from core.service.callbacks.events import MenuInput, MenuResult
from core.service.callbacks.svaml.actions import RunMenu
from core.service.callbacks.svaml.menus import MAIN, Menu

ENOUGH = "#"
"""The key that ends digits."""
MOST_MENUS = 100
"""Menus that one walk may go through."""


class MenuWalk:
    """Begins at ``main``. After each ``key`` and ``silence`` a result ends it, or it goes on.

    Then ``prompt`` is to be played, if it is not empty, and keys are awaited for ``timeout`` seconds from the
    last key or the end of the prompt.
    """

    def __init__(self, action: RunMenu) -> None:
        self._menus = {menu.id: menu for menu in action.menus}
        self._menu = self._menus[MAIN]
        self._digits = ""
        self._repeats_left = self._menu.repeats
        self._seen = 1
        self.prompt: str = self._menu.main_prompt
        """What is to be played now; empty: nothing."""

    @property
    def menu(self) -> Menu:
        """Where the caller is."""
        return self._menu

    @property
    def timeout(self) -> float:
        """Seconds of silence that mean something."""
        return self._menu.timeout / 1000

    def key(self, key: str) -> MenuResult | None:
        """Take a key."""
        self.prompt = ""
        if self._menu.max_digits:
            if key != ENOUGH:
                self._digits += key
            is_complete = key == ENOUGH or len(self._digits) >= self._menu.max_digits
            return self._digits_end(self._digits or key) if is_complete else None
        return self._choose(key)

    def silence(self) -> MenuResult | None:
        """Take it that the caller has pressed nothing for ``timeout`` seconds."""
        self.prompt = ""
        return self._digits_end(self._digits) if self._digits else self._again(MenuInput.TIMEOUT)

    def result(self, kind: MenuInput, value: str = "") -> MenuResult:
        """Return what ends the walk here."""
        return MenuResult(self._menu.id, kind, value)

    def _digits_end(self, digits: str) -> MenuResult | None:
        if any(option.key == digits for option in self._menu.options):
            return self._choose(digits)
        self._digits = ""
        if digits == ENOUGH:
            return self._again(MenuInput.INVALID_INPUT)
        return self.result(MenuInput.SEQUENCE, digits)

    def _choose(self, key: str) -> MenuResult | None:
        self._digits = ""
        option = next((one for one in self._menu.options if one.key == key), None)
        if option is None:
            is_free = not self._menu.options and key != ENOUGH
            return self.result(MenuInput.SEQUENCE, key) if is_free else self._again(MenuInput.INVALID_INPUT)
        if not option.is_menu:
            return self.result(MenuInput.RETURN, option.value)
        self._seen += 1
        if self._seen > MOST_MENUS:
            return self.result(MenuInput.ERROR)
        self._menu = self._menus[option.value]
        self._repeats_left = self._menu.repeats
        self.prompt = self._menu.main_prompt
        return None

    def _again(self, kind: MenuInput) -> MenuResult | None:
        if not self._repeats_left:
            return self.result(kind)
        self._repeats_left -= 1
        self.prompt = self._menu.repeat_prompt or self._menu.main_prompt
        return None
