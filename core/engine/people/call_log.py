"""The finished calls: the newest in memory, all of them on disk, and those that can be put back."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace

from core.call_list import PAGE, CallList, CallQuery
from core.engine.people.acquaintances import Acquaintances
from core.engine.people.names import Names
from core.search_text import Search
from core.sentences import sentence
from core.snapshots import HistorySnapshot
from core.storage import StorageError, Store

log = logging.getLogger(__name__)

HISTORY_SHOWN = PAGE
LISTED_LIMIT = 60_000
"""Calls listed at most: more than are kept."""

Calls = tuple[HistorySnapshot, ...]


@dataclass(frozen=True, slots=True)
class LogState:
    """What the window is shown of the finished calls, under the names that the contacts have now."""

    history: Calls = ()
    new_calls: int = 0
    listed: CallList | None = None
    forgotten: int = 0


class CallLog:
    """Memory first, so that a full disk loses nothing shown. ``kept`` awaits a writing and tells failures."""

    def __init__(
        self, store: Store, names: Names, kept: Callable[[Awaitable[object]], Awaitable[None]]
    ) -> None:
        self.state = LogState()
        self.met = Acquaintances(names)
        self._store = store
        self._names = names
        self._kept = kept
        self._calls: Calls = ()
        self._found: Calls = ()
        self._wanted: tuple[CallQuery, int] | None = None
        self._forgotten: Calls = ()

    async def load(self) -> None:
        """Read the newest calls. Raises ``StorageError``."""
        self._show(new_calls=await self._store.new_calls())
        self._calls = tuple(await self._store.history(HISTORY_SHOWN))
        self.rename()

    async def load_acquaintances(self) -> None:
        """Learn with whom there were calls before. Raises ``StorageError``."""
        self.met.load(await self._store.callers())

    def rename(self) -> None:
        """Show the calls under the names that the contacts have now."""
        self._show(history=self._named(self._calls))
        if self.state.listed is not None:
            self._show(listed=replace(self.state.listed, calls=self._named(self._found)))

    async def add(self, call: HistorySnapshot) -> None:
        """Add a finished call on top."""
        self._calls = (call, *self._calls)[:HISTORY_SHOWN]
        shown = (self._name(call), *self.state.history)[:HISTORY_SHOWN]
        self._show(history=shown, new_calls=self.state.new_calls + call.is_new)
        self.met.add(call)
        await self._kept(self._store.add_call(call))
        await self._list_again()

    async def mark_seen(self) -> None:
        """No missed call is new any more."""
        if not self.state.new_calls and not any(call.is_new for call in self._calls):
            return
        self._calls = _seen(self._calls)
        self._found = _seen(self._found)
        self._show(new_calls=0)
        self.rename()
        await self._kept(self._store.mark_calls_seen())

    async def remove(self, call_id: str) -> None:
        """Forget one finished call; it can be put back."""
        if call_id:
            await self._forget(tuple(c for c in self._calls if c.call_id != call_id), call_id)

    async def clear(self) -> None:
        """Forget all finished calls; they can be put back."""
        self.met.load(())
        await self._forget((), "")

    async def restore(self) -> None:
        """Put back what was forgotten last."""
        forgotten, self._forgotten = self._forgotten, ()
        self._show(forgotten=0)
        if forgotten:
            await self._kept(self._store.add_calls(forgotten))
            await self._read_again()
            await self._kept(self.load_acquaintances())

    def drop_forgotten(self) -> None:
        """What was forgotten is forgotten for good."""
        self._forgotten = ()
        self._show(forgotten=0)

    async def list(self, query: CallQuery, limit: int) -> None:
        """Show the newest ``limit`` calls of ``query``, or why they cannot be read; 0: none any more."""
        limit = max(0, min(limit, LISTED_LIMIT))
        self._wanted = wanted = (query, limit) if limit else None
        if wanted is None:
            self._found = ()
            self._show(listed=None)
            return
        try:
            found = await self._store.find_calls(query, limit + 1, self._addresses(query))
        except StorageError as error:
            if self._wanted is wanted:
                self._say_why_not(query, error)
            return
        if self._wanted is wanted:  # nothing else was asked for meanwhile
            self._found = tuple(found[:limit])
            self._show(listed=CallList(query, self._named(self._found), len(found) > limit))

    # The inside.

    def _addresses(self, query: CallQuery) -> tuple[str, ...]:
        if query.address:
            contact = self._names.contact_at(query.address)
            others = (contact.address, *contact.other_addresses) if contact is not None else ()
            return self.met.spellings((query.address, *others))
        if not query.text.strip():
            return ()
        search = Search(query.text)
        return tuple(address for address, name in self.met.named() if search.finds(name))

    def _say_why_not(self, query: CallQuery, error: StorageError) -> None:
        """Answer all the same: whoever asked asks for nothing else before."""
        log.info("older calls are not listed: %s", error)
        before = self.state.listed
        if before is None or before.query != query:
            self._found = ()
        problem = sentence("Older calls cannot be read: {error}", error=error)
        self._show(listed=CallList(query, self._named(self._found), problem=problem))

    async def _forget(self, left: Calls, call_id: str) -> None:
        gone = [call for call in self._calls if call not in left]
        self._calls = left
        self._found = tuple(call for call in self._found if call_id and call.call_id != call_id)
        new = max(0, self.state.new_calls - sum(call.is_new for call in gone)) if call_id else 0
        self._show(new_calls=new)
        self.rename()
        taken = self._store.remove_call(call_id) if call_id else self._store.clear_history()
        await self._kept(self._remember(taken))

    async def _remember(self, taking: Awaitable[Iterable[HistorySnapshot]]) -> None:
        self._forgotten = tuple(await taking)
        self._show(forgotten=len(self._forgotten))
        await self._read_again()

    async def _read_again(self) -> None:
        try:
            await self.load()
        except StorageError:
            return
        await self._list_again()

    async def _list_again(self) -> None:
        if self._wanted is not None:
            await self.list(*self._wanted)

    def _named(self, calls: Calls) -> Calls:
        return tuple(map(self._name, calls))

    def _name(self, call: HistorySnapshot) -> HistorySnapshot:
        own = self._names.name_of(call.address)
        return replace(call, name=own) if own and own != call.name else call

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]


def _seen(calls: Calls) -> Calls:
    return tuple(replace(call, is_new=False) if call.is_new else call for call in calls)
