"""Holds the stream of pushes: read, decrypted, handed on, acknowledged; opened again when it breaks.

While nothing comes the process sleeps but for the service's sign of life, every five minutes or so; a stream
that is silent for longer is dead. Waking up from sleep, another network and another subscription are told by
``nudge``.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import ssl
from collections.abc import Awaitable, Callable
from urllib.parse import urljoin

from core.agent.web import Place, WebConnection, WebError, ask_once
from core.push.encryption import decrypt
from core.push.errors import PushError
from core.push.event_stream import EventStream, EventStreamError, StreamEvent
from core.push.notification import CallNotification, read_payload
from core.push.subscription import HeldSubscription
from core.push.texts import from_text

log = logging.getLogger(__name__)

LOOK = 300.0
"""Seconds between looks for a subscription while there is none, and the longest back-off."""
FIRST_RETRY = 1.0
USUAL_KEEP_ALIVE = 300.0
LONGEST_KEEP_ALIVE = 3600.0
SLACK = 45.0
"""Seconds that a sign of life may be late."""
STABLE = 10.0
_TOKEN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

Taker = Callable[[CallNotification], Awaitable[None]]


class PushStream:
    """One agent's. ``held`` returns the subscription that there is now, or None."""

    def __init__(
        self,
        held: Callable[[], Awaitable[HeldSubscription | None]],
        take: Taker,
        *,
        wall: Callable[[], float],
        spread: random.Random | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._held = held
        self._take = take
        self._wall = wall
        self._random = spread or random.SystemRandom()
        self._context = context
        self._nudged = asyncio.Event()
        self._taking: asyncio.Task[None] | None = None
        self._failures = 0
        self._is_open = False
        self.service_url = ""
        """The call service of the subscription in use."""
        self.on_open: Callable[[bool], None] = lambda is_open: None
        """Called when the stream stands, and when it stands no more."""

    def nudge(self) -> None:
        """Open the stream anew, now: the old one may be dead without knowing."""
        self._failures = 0
        self._nudged.set()

    def hurry(self) -> None:
        """Open the stream now, if it does not stand."""
        if not self._is_open:
            self.nudge()

    async def run(self) -> None:
        """Hold the stream until cancelled."""
        try:
            while True:
                self._nudged.clear()
                held = await self._held()
                wait = LOOK if held is None else await self._live(held)
                if not self._nudged.is_set() and wait:
                    log.info("the stream of pushes is opened again in %.0f s at the latest", wait)
                    await self._pause(wait)
        finally:
            if self._taking is not None:
                self._taking.cancel()
                await asyncio.gather(self._taking, return_exceptions=True)

    async def _live(self, held: HeldSubscription) -> float:
        """Read until the stream ends; return for how long to wait before it is opened again."""
        began = asyncio.get_running_loop().time()
        reading = asyncio.ensure_future(self._read(held))
        nudge = asyncio.ensure_future(self._nudged.wait())
        try:
            await asyncio.wait((reading, nudge), return_when=asyncio.FIRST_COMPLETED)
        finally:
            nudge.cancel()
            if not reading.done():
                reading.cancel()
            result = (await asyncio.gather(reading, return_exceptions=True))[0]
            self._tell_open(False)
        if self._nudged.is_set():
            return 0.0
        if isinstance(result, BaseException) and not isinstance(result, WebError | EventStreamError):
            raise result
        if result is False:
            log.info("the push subscription is no more; the window opens another when it is started")
            return LOOK
        if asyncio.get_running_loop().time() - began >= STABLE:
            self._failures = 0
        self._failures += 1
        longest = min(FIRST_RETRY * 2.0 ** min(self._failures, 10), LOOK)
        # Spread, so that not all come at once to a service that was started again (RFC 5626 section 4.5).
        return longest * self._random.uniform(0.5, 1.0)

    async def _read(self, held: HeldSubscription) -> bool:
        """Read until the other side ends the stream; False if it does not know the subscription."""
        self.service_url = held.service_url
        async with WebConnection(Place.of(held.receive_url), self._context) as connection:
            status = await connection.ask("GET", (("Accept", "text/event-stream"),))
            if status in (401, 403, 404, 410):
                return False
            if status != 200:
                raise WebError(f"the push service answers {status}")
            stream, connection.patience = EventStream(), USUAL_KEEP_ALIVE + SLACK
            async for piece in connection.body():
                for event in stream.feed(piece):
                    if event.name == "hello":
                        connection.patience = _keep_alive(event) + SLACK
                        self._tell_open(True)
                    else:
                        await self._message(held, event)
        return True

    def _tell_open(self, is_open: bool) -> None:
        self._is_open = is_open
        self.on_open(is_open)

    async def _message(self, held: HeldSubscription, event: StreamEvent) -> None:
        """Hand a message on and acknowledge it; one that cannot be read is acknowledged, too."""
        try:
            value = json.loads(event.data)
            body = from_text(value["data"])
            told = read_payload(decrypt(body, held.keys), self._wall())
        except (PushError, ValueError, KeyError, TypeError, RecursionError, AttributeError) as error:
            log.info("a push that cannot be read is dropped: %s", type(error).__name__)
            told = None
        if told is not None:
            await self._hand_on(told)
        await self._acknowledge(held, event.event_id)

    async def _hand_on(self, told: CallNotification) -> None:
        """Have a push taken to the end, whatever becomes of the stream meanwhile.

        Half taken, its call would be known and not ring, and it would not ring when the push comes again.
        """
        if self._taking is not None:  # of a stream that was left: what follows must not overtake it
            await asyncio.wait((self._taking,))
        self._taking = asyncio.ensure_future(self._take(told))
        self._taking.add_done_callback(self._taken)
        await asyncio.shield(self._taking)

    def _taken(self, task: asyncio.Task[None]) -> None:
        self._taking = None
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a push could not be taken", exc_info=error)

    async def _acknowledge(self, held: HeldSubscription, message_id: str) -> None:
        if not message_id or not set(message_id) <= _TOKEN:
            return
        try:
            url = urljoin(held.receive_url, f"/push/d/{message_id}")
            await ask_once("DELETE", url, context=self._context)
        except WebError as error:
            log.info("a push was not acknowledged and will come again: %s", error)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._nudged.wait()
        except TimeoutError:
            return


def _keep_alive(hello: StreamEvent) -> float:
    """Return how often the service says that it is alive, within reason."""
    try:
        said = json.loads(hello.data)["keepAlive"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return USUAL_KEEP_ALIVE
    is_number = isinstance(said, int | float) and not isinstance(said, bool)
    return float(said) if is_number and 0 < said <= LONGEST_KEEP_ALIVE else USUAL_KEEP_ALIVE
