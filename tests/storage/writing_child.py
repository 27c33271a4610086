"""Writes to a store as fast as it can, printing the number of each round once it is committed.

A round is a call, a contact and a setting; a child that is started again goes on after the last round.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from pathlib import Path

from core.snapshots import HistorySnapshot
from core.storage import Contact, Store


async def main(path: Path) -> None:
    store = Store()
    await store.open(path)
    first = int(await store.setting("last") or -1) + 1
    for number in itertools.count(first):
        call = HistorySnapshot(
            f"call-{number}", "Bob", "bob", "outbound", True, float(number), 1, "HungUp", "", False
        )
        await store.add_call(call)
        await store.add_contacts([Contact("Bob", (f"person-{number}", f"other-{number}"))])
        await store.set_setting("last", number)
        print(number, flush=True)


asyncio.run(main(Path(sys.argv[1])))
