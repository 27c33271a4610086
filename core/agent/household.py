"""What the person wants and keeps, from the profile: looked at when somebody calls, and at no other time."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from core.agent.ringing import Greeting
from core.engine.people.phonebook import PhoneBook
from core.push.notification import CallNotification
from core.sentences import sentence
from core.snapshots import HistorySnapshot
from core.storage import StorageError, Store

log = logging.getLogger(__name__)

FILE = "ahoy.sqlite"


class ProfileHousehold:
    """The profile in a folder. A store that cannot be opened costs names and history, and never a call."""

    def __init__(self, profile: Path, *, local_time: Callable[[], datetime] = datetime.now) -> None:
        self._profile = profile
        self._local_time = local_time

    async def receive(self, told: CallNotification) -> Greeting:
        """Return how a caller is met."""
        try:
            async with self._book() as book:
                is_unknown = await _is_silenced(book, told.remote_user_id)
                return Greeting(
                    book.name_of(told.remote_user_id) or told.caller,
                    rings=not book.wants_no_calls and not is_unknown,
                    is_blocked=book.is_blocked(told.remote_user_id),
                    is_unknown=is_unknown,
                )
        except StorageError as error:
            log.info("who calls is looked up nowhere: %s", error)
            return Greeting(told.caller)

    async def note_missed(self, told: CallNotification, greeting: Greeting) -> None:
        """Put a call that did not get through into the history, as the window would."""
        is_missed = not greeting.is_blocked
        why = sentence("{name} gave up before you answered.", name=greeting.name)
        if not greeting.rings:
            why = sentence("You did not want to be disturbed.")
        if greeting.is_unknown:
            why = sentence("{name} is nobody you know, and unknown callers are silenced.", name=greeting.name)
        if greeting.is_blocked:
            why = sentence("{name} is blocked.", name=greeting.name)
        entry = HistorySnapshot(
            call_id=told.call_id,
            name=greeting.name,
            address=told.remote_user_id,
            direction="inbound",
            video=told.is_video,
            started_at=told.sent_at if told.sent_at is not None else self._local_time().timestamp(),
            duration_ms=0,
            end_cause="Canceled",
            end_text=why,
            is_missed=is_missed,
            is_new=is_missed,
            is_blocked=greeting.is_blocked,
        )
        try:
            async with self._book() as book:
                if not await book.store.has_call(entry.call_id):
                    await book.store.add_call(entry)
        except StorageError as error:
            log.error("a missed call could not be put into the history: %s", error)

    @asynccontextmanager
    async def _book(self) -> AsyncIterator[PhoneBook]:
        store = Store()
        try:
            for sentence in await store.open(self._profile / FILE):
                log.info("%s", sentence)
            book = PhoneBook(store, log.info)
            book.local_time = self._local_time
            await book.load()
            yield book
        finally:
            await store.close()


async def _is_silenced(book: PhoneBook, address: str) -> bool:
    if not book.silences_unknown:
        return False
    await book.calls.load_acquaintances()
    return book.is_unknown(address)
