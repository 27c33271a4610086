"""Writes calls to a store as fast as it can, printing the number of each once it is committed."""

from __future__ import annotations

import asyncio
import itertools
import sys
from pathlib import Path

from core.snapshots import HistorySnapshot
from core.storage import Store


async def main(path: Path) -> None:
    store = Store()
    await store.open(path)
    for number in itertools.count():
        call = HistorySnapshot(
            f"call-{number}", "Bob", "bob", "outbound", True, float(number), 1, "HungUp", "", False
        )
        await store.add_call(call)
        await store.set_setting("last", number)
        print(number, flush=True)


asyncio.run(main(Path(sys.argv[1])))
