"""The table of torture messages as Markdown: ``python -m tests.sip.torture_table [FILE]``."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.sip.torture.encounters import against_service
from tests.sip.torture.rfc4475 import FOLDER, RFC4475, Owed, read
from tests.sip.torture.rfc5118 import MESSAGES, RFC5118
from tests.sip.torture.running_client import against_client

HEAD = (
    "| message | clause | owed | service, to a stranger | service, to a user | client |",
    "|---|---|---|---|---|---|",
)


def known() -> tuple[dict[str, Owed], dict[str, bytes]]:
    """Return what is owed, and the messages: RFC 5118's always, RFC 4475's where the files are."""
    owed, messages = dict(RFC5118), dict(MESSAGES)
    if FOLDER.is_dir():
        owed = {**RFC4475, **owed}
        messages = {**{name: read(name) for name in RFC4475}, **messages}
    return owed, messages


async def rows() -> list[str]:
    """Throw everything at everybody; return the lines of the table."""
    owed, messages = known()
    with tempfile.TemporaryDirectory() as folder:
        stranger = await against_service(Path(folder) / "1", messages, is_registered=False)
        registered = await against_service(Path(folder) / "2", messages, is_registered=True)
        client = await against_client(Path(folder) / "3", messages)
    made = [*HEAD]
    for name, one in owed.items():
        rfc = "RFC 4475" if name in RFC4475 else "RFC 5118"
        cells: Iterable[str] = (
            name,
            f"{rfc} {one.clause}",
            one.words,
            stranger[name],
            registered[name],
            client[name],
        )
        made.append(f"| {' | '.join(cells)} |")
    return made


def main() -> None:
    """Write the table to the file named, or print it."""
    text = "\n".join(asyncio.run(rows())) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
