"""What is asked of whoever has the media of calls; without one nothing can be played, said or recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from core.service.callbacks.events import MenuResult
from core.service.callbacks.menu_walk import MenuWalk
from core.service.callbacks.svaml.actions import RunMenu
from core.service.callbacks.svaml.instructions import Instruction
from core.service.callbacks.verdicts import Abilities, Complaint
from core.service.routing.screening import HeldCall


class Audience(Protocol):
    """Who hears what comes of a performance."""

    def complain(self, complaint: Complaint) -> None:
        """Take it that something cannot be done."""

    def attended(self) -> None:
        """Take it that the service itself has answered the caller."""

    def performed(self) -> None:
        """Take it that what was deferred is done, and the callee is called."""

    def joined(self) -> None:
        """Take it that the callee has answered, too."""


class Performer(Protocol):
    """Who has the media of calls: carries out what cannot be done without."""

    def abilities(self, held: HeldCall) -> Abilities:
        """Return what it can do with this call."""

    def has(self, held: HeldCall) -> bool:
        """Whether it has the call, or gets it only when it is put through."""

    def defer(self, held: HeldCall, instructions: tuple[Instruction, ...], audience: Audience) -> None:
        """Carry out instructions once it has the call."""

    def forget(self, held: HeldCall) -> None:
        """Do nothing more that was deferred."""

    async def press(self, held: HeldCall, keys: str, audience: Audience) -> None:
        """Send keys to the callee, who has just answered."""

    def listen(self, held: HeldCall, on_key: Callable[[str], None]) -> None:
        """Tell each key that a caller from outside presses from now on, in a call that stands."""

    async def perform(
        self,
        held: HeldCall,
        instructions: tuple[Instruction, ...],
        audience: Audience,
    ) -> None:
        """Carry out instructions of its abilities, in order, before the call goes on."""

    async def run_menu(
        self, held: HeldCall, walk: MenuWalk, action: RunMenu, audience: Audience
    ) -> MenuResult:
        """Lead the caller through menus; return what came of it."""
