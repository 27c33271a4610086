"""A client's push subscription: kept over starts, opened at the service, told in each registration.

Who receives the pushes is somebody else: whatever runs while the client does not (``core.agent``), by what
stands in the same ``PushStore``.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from core.calling.ports import Link, LinkEvent, LinkLacks, LinkRefused, LinkRegistered, PushOffer
from core.calling.signalling.fetching import FetchError
from core.calling.signalling.push_subscribing import end_subscription, open_subscription
from core.push.errors import PushError
from core.push.keys import AUTH_BYTES, ReceiverKeys, new_private_key
from core.push.sip_parameters import NOT_SUPPORTED
from core.push.subscription import HeldSubscription, PushSubscription

if TYPE_CHECKING:
    from core.calling.client.runtime import CallingRuntime

log = logging.getLogger(__name__)

_FEATURE = "managed-push"
PATIENCE = 5.0
"""Seconds that a registration waits for a subscription; without one it goes on."""


class PushStore(Protocol):
    """Where the subscription of an installation is kept. Methods may block, and are called on a thread."""

    def read(self) -> str | None:
        """Return what was written last, or None."""

    def write(self, text: str) -> None:
        """Keep ``text``."""

    def delete(self) -> None:
        """Forget it."""


@dataclass(slots=True)
class MemoryPushStore:
    """Kept as long as the process: pushes are received by the application itself, and relayed."""

    text: str | None = field(default=None, repr=False)

    def read(self) -> str | None:
        """Return it."""
        return self.text

    def write(self, text: str) -> None:
        """Keep it."""
        self.text = text

    def delete(self) -> None:
        """Forget it."""
        self.text = None


class PushHost(Protocol):
    """What managed push needs of its client."""

    link: Link
    runtime: CallingRuntime

    @property
    def userId(self) -> str:
        """Whose calls it is about."""

    def register_again(self, told: PushSubscription | None) -> None:
        """Register with another subscription, or with none."""

    def lack(self, event: LinkLacks) -> None:
        """Show that the service does not carry something."""

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run ``coroutine`` to its end."""


class ManagedPush:
    """The subscription of one client."""

    def __init__(self, store: PushStore, host: PushHost) -> None:
        self._store = store
        self._host = host
        self._held: HeldSubscription | None = None
        self._token = ""
        self._was_renewed = False
        """Whether a subscription was thrown away on this connection: not twice."""
        self.is_active = False
        """Whether the service has said that it wakes this device."""

    @property
    def held(self) -> HeldSubscription | None:
        """The subscription, once there is one."""
        return self._held

    async def prepare(self, token: str) -> None:
        """See to it that the next registration says how we are woken: as before, or by a new subscription.

        Never raises: who cannot be woken is registered all the same.
        """
        self._token, self._was_renewed = token, False
        self._host.link.wake_by(await self._told())

    def handle(self, event: LinkEvent) -> bool:
        """Take what an answer to a registration says of push; return whether it says nothing else."""
        if isinstance(event, LinkRefused) and event.status == NOT_SUPPORTED and self._held is not None:
            self._host.lack(LinkLacks(_FEATURE, event.status))
            self._host.register_again(None)
            return True
        if isinstance(event, LinkRegistered):
            self.is_active = event.is_woken
            if self._held is not None and not self.is_active and not self._was_renewed:
                self._was_renewed = True
                self._host.spawn(self._subscribe_anew())
        return False

    async def end(self) -> None:
        """Throw the subscription away here, and at the service if that answers in time."""
        held = self._held or self._read(await asyncio.to_thread(self._store.read))
        await self._forget()
        if held is not None:
            await end_subscription(held.receive_url, context=self._host.runtime.ssl)

    async def _told(self) -> PushSubscription | None:
        """Return what the service is to be told; None if there is nothing that it could use."""
        offer = self._host.link.push_offer
        if not offer.url:
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                await self._prepare(offer)
        except (FetchError, PushError, TimeoutError) as error:
            log.info("no push subscription: %s", error or "the service did not answer in time")
            return None
        return self._held.told if self._held is not None else None

    async def _subscribe_anew(self) -> None:
        """Throw away a subscription that the service does not know, or not any more."""
        log.info("the service does not wake us by this push subscription: opening another")
        await self._forget()
        self._host.register_again(await self._told())

    async def _forget(self) -> None:
        self._held, self.is_active = None, False
        await asyncio.to_thread(self._store.delete)

    async def _prepare(self, offer: PushOffer) -> None:
        held = self._held or self._read(await asyncio.to_thread(self._store.read))
        if held is not None and self._fits(held, offer):
            self._held = held
            return
        keys = ReceiverKeys(new_private_key(), os.urandom(AUTH_BYTES))
        context = self._host.runtime.ssl
        opened = await open_subscription(offer.url, self._token, offer.public_key, context=context)
        self._held = HeldSubscription(
            offer.url, opened.receive_url, opened.endpoint, keys, offer.public_key, self._host.userId
        )
        await asyncio.to_thread(self._store.write, self._held.to_text())
        log.info("a push subscription was opened")

    def _fits(self, held: HeldSubscription, offer: PushOffer) -> bool:
        is_same_service = (held.service_url, held.application_server) == (offer.url, offer.public_key)
        return is_same_service and held.user_id == self._host.userId

    def _read(self, text: str | None) -> HeldSubscription | None:
        if text is None:
            return None
        try:
            return HeldSubscription.from_text(text)
        except PushError as error:
            log.info("%s", error)
            return None
