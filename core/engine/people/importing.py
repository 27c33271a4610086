"""A file of contacts on its way into the phone book: how far it has come, and the person's word to stop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

from core.engine.people.import_words import import_words
from core.snapshots import ImportSnapshot
from core.storage import Store
from core.storage.steps import ExchangeStopped, OnStep, part

_READING = 0.9
"""Of the time that an import takes, what goes into reading the file; the rest goes into writing it down."""


class ContactImport:
    """One import. ``run`` once, on the core thread; ``on_change`` is called there when ``shown`` has changed.

    All that it brings is written at once: stopped, or with a file that makes no sense, it changes nothing.
    """

    def __init__(self, path: Path, on_change: Callable[[], None]) -> None:
        self.shown = ImportSnapshot(path.name)
        self._path = path
        self._on_change = on_change
        self._is_stopped = threading.Event()

    def stop(self) -> None:
        """Have it end soon, with nothing added; too late once everything is written."""
        self._is_stopped.set()

    async def run(self, store: Store, region: str) -> str:
        """Read the file and add what it holds; return what became of it in a sentence.

        Numbers without country are those of ``region``. Raises ``ContactFileError``, ``StorageError``,
        and ``ExchangeStopped`` after ``stop``.
        """
        from core.storage.exchange import read_contacts

        on_step = self._stepping(asyncio.get_running_loop())
        try:
            reading = part(on_step, 0.0, _READING)
            found = await asyncio.to_thread(read_contacts, self._path, region, reading)
            added = await store.add_contacts(found.contacts, part(on_step, _READING, 1.0))
        finally:
            self.stop()  # the thread works on, if nobody waits for it any more
        return import_words(found, added)

    def _stepping(self, loop: asyncio.AbstractEventLoop) -> OnStep:
        """Return what the work's threads tell how far they are; each hundredth is passed on once."""
        told = 0

        def on_step(share: float) -> None:
            nonlocal told
            if self._is_stopped.is_set():
                raise ExchangeStopped
            if (hundredths := int(share * 100)) > told:
                told = hundredths
                loop.call_soon_threadsafe(self._show, hundredths)

        return on_step

    def _show(self, hundredths: int) -> None:
        self.shown = ImportSnapshot(self.shown.file, hundredths)
        self._on_change()
