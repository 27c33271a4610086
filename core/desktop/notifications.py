"""Notifications of the desktop, with buttons: the port, what goes through it, and a fake."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from core.sentences import Speech, Wording

LONGEST_TITLE = 120
LONGEST_BODY = 400
OPENED = "default"
"""The action of a click on the notification itself."""


class Urgency(StrEnum):
    """How much a notification wants to be seen."""

    CALL = "call"
    """Somebody rings: it stays until it is withdrawn."""
    NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class Button:
    """One thing that the person can do; ``action`` is told to ``on_action``."""

    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Notification:
    """What is shown; one with the same ``key`` replaces the one before."""

    key: str
    title: str
    body: str = ""
    buttons: tuple[Button, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    rings: bool = False
    """Whether the desktop makes a sound of a call, where it can: nobody else does."""

    def told(self, speech: Speech) -> Notification:
        """Return it in the language of ``speech``: the desktop shows what it is given."""
        buttons = tuple(replace(button, text=_told(button.text, speech)) for button in self.buttons)
        return replace(self, title=_told(self.title, speech), body=_told(self.body, speech), buttons=buttons)


def _told(text: str, speech: Speech) -> str:
    return text.told(speech) if isinstance(text, Wording) else text


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person did with a notification.

    ``activation`` is the desktop's leave to bring a window to the front, where it gives any.
    """

    key: str
    action: str
    activation: str = ""


OnChosen = Callable[[Chosen], None]


class Notifier(Protocol):
    """Shows notifications. All methods belong to one asyncio loop; none raises."""

    @property
    def has_buttons(self) -> bool:
        """Whether buttons are shown; a click on the notification itself may be told all the same."""

    async def show(self, notification: Notification) -> bool:
        """Show it; False when the desktop does not."""

    async def withdraw(self, key: str) -> None:
        """Take it away, if it is there."""

    async def close(self) -> None:
        """Take all away and let go of the desktop."""


@dataclass(slots=True)
class FakeNotifier:
    """Remembers what would be shown; ``choose`` is the person."""

    on_chosen: OnChosen = lambda chosen: None
    has_buttons: bool = True
    works: bool = True
    shown: dict[str, Notification] = field(default_factory=dict)
    history: list[Notification] = field(default_factory=list)

    async def show(self, notification: Notification) -> bool:
        """Remember it."""
        if self.works:
            self.shown[notification.key] = notification
            self.history.append(notification)
        return self.works

    async def withdraw(self, key: str) -> None:
        """Forget it."""
        self.shown.pop(key, None)

    async def close(self) -> None:
        """Forget all."""
        self.shown.clear()

    def choose(self, key: str, action: str) -> None:
        """Be the person who presses a button."""
        self.on_chosen(Chosen(key, action))


def one_line(text: str, longest: int) -> str:
    """Return ``text`` as a notification may hold it: names come from strangers."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


async def open_notifier(on_chosen: OnChosen) -> Notifier | None:
    """Return this desktop's notifications, or None where it has none that Ahoy knows."""
    if sys.platform == "linux":
        from core.desktop.freedesktop.notifier import open_freedesktop_notifier

        return await open_freedesktop_notifier(on_chosen)
    from core.desktop.native_notifier import open_native_notifier

    return open_native_notifier(on_chosen)
