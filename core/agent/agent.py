"""The agent of one profile: stream, ringing, notifications and what wakes it. One asyncio loop."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin

from core.agent.launch import FOLDER, detached
from core.agent.ringing import Household, Ringing
from core.agent.speech import speech_of
from core.agent.stream import PushStream
from core.agent.subscription_store import ProfilePushStore
from core.agent.system_signals import AWAKE, CONNECTED, follow_system
from core.agent.web import WebError, ask_once
from core.desktop.notifications import Notifier, OnChosen, open_notifier
from core.desktop.own_program import own_command
from core.network.address_watch import AddressWatch
from core.ports import Vault
from core.push.errors import PushError
from core.push.replays import KnownCalls
from core.push.subscription import HeldSubscription
from core.sentences import Speech
from core.whole_file import write_whole

log = logging.getLogger(__name__)

KNOWN_FILE = f"{FOLDER}/known"
NETWORK_LOOK = 3600.0
"""Seconds between looks at the network that nobody asked for: the system tells of changes."""
_LONGEST_KNOWN = 262_144
_BUSY = (429, 503)
_SAY_AGAIN = (1.0, 3.0, 6.0)
"""Seconds after which a word is said again that the call service had no time for."""

OpenNotifier = Callable[[OnChosen], Awaitable[Notifier | None]]


class Agent:
    """Runs until cancelled. ``nudge`` has it look at the subscription and connect anew."""

    def __init__(
        self,
        profile: Path,
        vault: Vault,
        *,
        open_notifier: OpenNotifier = open_notifier,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._profile = profile
        self._store = ProfilePushStore(profile, vault)
        self._known = self._read_known()
        self._open_notifier = open_notifier
        self.ringing = Ringing(
            self._household, self, self._known, wall=wall, speech=self._speech, on_known=self._keep_known
        )
        self.ringing.find_notifier = lambda: self._open_notifier(self.ringing.chosen)
        self.stream = PushStream(self._held, self.ringing.take, wall=wall)

    def nudge(self) -> None:
        """Look at the subscription and connect anew, now."""
        self.stream.nudge()

    async def run(self) -> None:
        """Ring for calls until cancelled."""
        watch = AddressWatch(lambda before, now: self.nudge(), every=NETWORK_LOOK)
        told = {AWAKE: self.nudge, CONNECTED: self.stream.hurry}
        helpers = [asyncio.create_task(follow_system(told))]
        try:
            self.ringing.notifier = await self.ringing.find_notifier()
            if self.ringing.notifier is None:
                log.info("nobody shows notifications yet: without them the window is opened for each call")
            await self.stream.run()
        finally:
            watch.close()
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)
            await self.ringing.close()

    # What ringing needs (Outside).

    async def say(self, reply: str, word: str) -> bool:
        """Tell the call service what becomes of a call; again, when it has no time for that now."""
        for pause in (*_SAY_AGAIN, None):
            try:
                status = await self._say(reply, word)
            except WebError as error:
                log.info("the call service did not hear that this call is %s: %s", word, error)
                return True  # it may wait for us all the same
            if status not in _BUSY or pause is None:
                break
            await asyncio.sleep(pause)
        if status != 410 and not 200 <= status < 300:
            log.info("the call service does not take that this call is %s: %d", word, status)
        return status != 410

    async def _say(self, reply: str, word: str) -> int:
        body = b'{"state": "%s"}' % word.encode()
        headers = (("Content-Type", "application/json"),)
        return await ask_once("POST", urljoin(self.stream.service_url, reply), headers, body)

    async def open_window(self, call_id: str, activation: str) -> bool:
        """Open the window, or bring it to the front; with a call id it answers that call."""
        # One word: the caller makes the id up, and one that begins with "-" would be taken for an option.
        words = ("open", f"--answer={call_id}") if call_id else ("open",)
        try:
            detached(own_command(self._profile, *words), XDG_ACTIVATION_TOKEN=activation)
        except OSError as error:
            log.error("the window did not start: %s", error)
            return False
        return True

    # --- the inside -----------------------------------------------------------------------------------

    def _household(self) -> Household:
        # Imported when somebody calls: a process that waits for weeks should be small.
        from core.agent.household import ProfileHousehold

        return ProfileHousehold(self._profile)

    def _speech(self) -> Speech:
        # Read anew for each call: the person may have chosen another language in the window.
        return speech_of(self._profile)

    async def _held(self) -> HeldSubscription | None:
        text = await asyncio.to_thread(self._store.read)
        if text is None:
            log.info("there is no push subscription yet: the window opens one")
            return None
        try:
            return HeldSubscription.from_text(text)
        except PushError as error:
            log.info("%s", error)
            return None

    def _read_known(self) -> KnownCalls:
        with suppress(OSError), (self._profile / KNOWN_FILE).open("rb") as opened:
            return KnownCalls.from_text(opened.read(_LONGEST_KNOWN).decode(errors="replace"))
        return KnownCalls()

    def _keep_known(self) -> None:
        try:
            write_whole(self._profile / KNOWN_FILE, self._known.to_text().encode())
        except OSError as error:
            log.error("what rang once is not kept: %s", error.strerror)
