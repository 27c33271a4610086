"""Consent to go on sending (RFC 7675): one answer in thirty seconds keeps it, however long it takes.

aioice takes half a second without an answer for a refusal, and ends the session after six. A way with a queue
of a second, or an end that is busy for as long at a time, would lose a call that is heard all the while.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from aioice.stun import TransactionError

CHECK_SECONDS = 5.0
"""Between two checks, a fifth more or less (section 5.1)."""

CONSENT_SECONDS = 30.0
REPEATS = 2
"""How often a check is sent again: with that its answer has three and a half seconds."""


async def keep_consent(ask: Callable[[], Awaitable[None]]) -> None:
    """Call ``ask`` again and again; return when none has gone well for too long.

    ``ask`` raises TransactionError when no answer came.
    """
    clock = asyncio.get_running_loop().time
    begun = consented_at = clock()
    while clock() - consented_at <= CONSENT_SECONDS:
        due = begun + CHECK_SECONDS * random.uniform(0.8, 1.2)
        await asyncio.sleep(max(0.0, due - clock()))
        begun = clock()
        try:
            await ask()
        except TransactionError:
            continue
        consented_at = clock()
