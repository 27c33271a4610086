"""One member's descriptions: whose offer is under way, which waits, and what happens when two cross.

One offer at a time, theirs first: ours can be made anew at any time, from what is due then. What changes
while one of ours is out goes into the next, so that ten people who join at once cost a member two.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from core.service.conference.media.ports import MemberMedia
from core.service.media.refusal import MediaRefused

log = logging.getLogger(__name__)

ANSWER_SECONDS = 40.0
"""After which an offer of ours that nobody answered is forgotten; the transaction fails before."""


class Dialog(Protocol):
    """What is asked of the member's call."""

    def reinvite(self, offer: str) -> bool:
        """Send an offer; False if the call does not stand."""

    def withdraw(self) -> None:
        """Do not send what waits to be sent again."""

    def answer(self, answer: str) -> None:
        """Answer the member's offer."""

    def refuse(self, status: int) -> None:
        """Refuse the member's offer."""


class Negotiation:
    """Runs on the service's loop in a task of its own, from ``start`` to ``stop``."""

    def __init__(self, media: MemberMedia, dialog: Dialog, on_agreed: Callable[[], None]) -> None:
        self._media = media
        self._dialog = dialog
        self._on_agreed = on_agreed
        self._theirs: str | None = None
        self._is_due = False
        self._wake = asyncio.Event()
        self._answer: asyncio.Future[str | None] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self._task is not None

    def start(self) -> None:
        """Begin; the call stands, and one description was agreed upon."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Offer and answer nothing any more. Idempotent."""
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    # --- what happens ---------------------------------------------------------------------------------

    def want(self) -> None:
        """Take it that the member should be offered what is due now."""
        self._is_due = True
        self._wake.set()

    def offered(self, offer: str) -> None:
        """Take an offer of the member's. One of ours that is on its way again, after both crossed, waits."""
        self._theirs = offer
        if self._answer is not None:
            self._dialog.withdraw()
            self._settle(None)
        self._wake.set()

    def answered(self, answer: str) -> None:
        """Take the answer to our offer."""
        self._settle(answer)

    def failed(self) -> None:
        """Take it that our offer was refused for good."""
        self._settle(None)

    def _settle(self, answer: str | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    # --- the task -------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._turn()
            except Exception:
                log.exception("the description of a member of a room could not be changed")

    async def _turn(self) -> None:
        while self._theirs is not None or self._is_due:
            if self._theirs is not None:
                offer, self._theirs = self._theirs, None
                await self._take(offer)
            else:
                self._is_due = False
                await self._make()

    async def _take(self, offer: str) -> None:
        try:
            answer = await self._media.take_offer(offer)
        except MediaRefused as error:
            log.info("an offer of a member cannot be answered: %s", error)
            self._dialog.refuse(error.status)
            return
        self._dialog.answer(answer)
        self._is_due = self._is_due or self._media.is_offer_due
        self._on_agreed()

    async def _make(self) -> None:
        try:
            offer = await self._media.offer()
        except MediaRefused as error:
            log.info("a member cannot be made an offer: %s", error)
            return
        if self._theirs is not None or not await self._ask(offer):
            self._media.roll_back()
            self._is_due = self._is_due or self._theirs is not None
            return
        self._is_due = self._is_due or self._media.is_offer_due
        self._on_agreed()

    async def _ask(self, offer: str) -> bool:
        """Return whether the member agreed."""
        self._answer = asyncio.get_running_loop().create_future()
        try:
            if not self._dialog.reinvite(offer):
                return False
            async with asyncio.timeout(ANSWER_SECONDS):
                answer = await self._answer
            if answer is None:
                return False
        except TimeoutError:
            return False
        finally:
            self._answer = None
        try:
            await self._media.take_answer(answer)
        except MediaRefused as error:
            log.info("a member's answer does not fit: %s", error)
            return False
        return True
