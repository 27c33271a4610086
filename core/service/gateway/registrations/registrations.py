"""All registrations of one gateway: what comes on its sockets finds the one it belongs to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from core.network.address_watch import AddressWatch, OnChange
from core.service.gateway.registrations.machine import Standing
from core.service.gateway.registrations.mailbox import Mailbox
from core.service.gateway.registrations.owner import Callee, RegistrationOwner
from core.service.gateway.registrations.registration import Registration
from core.service.gateway.registrations.settings import RegistrationSettings
from core.service.gateway.sides.outside import Outside, OutsideLeg
from core.sip.agent.events import AgentEvent
from core.sip.messages import Request, Uri
from core.sip.transports.hops import Hop

_SLEPT = 30.0
"""Seconds that the wall clock may run ahead of ours between two looks before this machine has slept."""


class Watch(Protocol):
    """Tells when the network of this machine changes, see ``AddressWatch``."""

    def close(self) -> None:
        """Say nothing more."""


class _Entry:
    """A registration, who it is for, and its mailbox if that is followed."""

    def __init__(self, registration: Registration, owner: RegistrationOwner, mailbox: Mailbox | None) -> None:
        self.registration = registration
        self.owner = owner
        self.mailbox = mailbox


class Registrations:
    """On the running loop only. How many there are is for the owners to bound.

    ``watch`` tells when the network of this machine changes; it watches while there is any registration.
    """

    def __init__(
        self,
        outside: Outside,
        *,
        wall: Callable[[], float] = time.time,
        watch: Callable[[OnChange], Watch] = AddressWatch,
    ) -> None:
        self._outside = outside
        self._wall = wall
        self._loop = asyncio.get_running_loop()
        self._entries: dict[str, _Entry] = {}
        """By the user part of the contact."""
        self._legs: dict[str, OutsideLeg] = {}
        self._looked_at = (self._loop.time(), wall())
        self._begin_watch = watch
        self._watch: Watch | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def add(
        self, settings: RegistrationSettings, owner: RegistrationOwner, *, follows_messages: bool = False
    ) -> Registration:
        """Register with these settings, and stay registered; ``owner`` hears of it."""
        if settings.contact_user in self._entries:
            raise ValueError("two registrations with one contact")

        def changed(one: Registration) -> None:
            if one.status.standing is Standing.REGISTERED and one.leg is not None and mailbox is not None:
                mailbox.follow(one.leg)
            owner.registration_changed(one)

        def heard(leg: OutsideLeg, event: AgentEvent) -> None:
            if mailbox is not None:
                mailbox.heard(event)

        made = Registration(
            self._outside,
            settings,
            on_leg=self._belongs,
            on_changed=changed,
            on_event=heard,
            wall=self._wall,
        )
        mailbox = (
            Mailbox(settings.address, self._belongs, lambda summary: owner.messages_changed(made, summary))
            if follows_messages
            else None
        )
        self._entries[settings.contact_user] = _Entry(made, owner, mailbox)
        if self._watch is None:
            self._watch = self._begin_watch(self._network_changed)
        made.start()
        return made

    async def remove(self, registration: Registration) -> None:
        """Unregister, and forget it; takes a second and a half at most. Idempotent."""
        entry = self._entries.get(registration.settings.contact_user)
        if entry is None or entry.registration is not registration:
            return
        if entry.mailbox is not None:
            entry.mailbox.leave()
        await registration.stop()
        if entry.mailbox is not None:
            entry.mailbox.stop()
        self._belongs(None, registration.call_id)
        self._entries.pop(registration.settings.contact_user, None)
        if not self._entries and self._watch is not None:
            self._watch.close()
            self._watch = None

    async def stop(self) -> None:
        """Unregister everywhere. Idempotent."""
        await asyncio.gather(*(self.remove(entry.registration) for entry in list(self._entries.values())))

    # --- what comes -----------------------------------------------------------------------------------

    def leg(self, call_id: str) -> OutsideLeg | None:
        """Return the end that messages of a Call-ID are for, or None."""
        return self._legs.get(call_id)

    def is_called(self, uri: Uri) -> bool:
        """Whether a Request-URI is the contact of one of these."""
        return (uri.user or "") in self._entries

    def callee(self, invite: Request) -> Callee | int:
        """Return whom a call to one of these is for, or the status to refuse it with."""
        entry = self._entries.get(invite.uri.user or "")
        return 404 if entry is None else entry.owner.callee(entry.registration, invite)

    def notified(self, request: Request) -> int:
        """Take a NOTIFY that nobody asked for; return the status that answers it."""
        entry = self._entries.get(request.uri.user or "")
        if entry is None or entry.mailbox is None:
            return 489
        return entry.mailbox.told_unasked(request)

    # --- the way there --------------------------------------------------------------------------------

    @property
    def hops(self) -> set[Hop]:
        """The servers whose way to us has to stay open."""
        found = (entry.registration.hop for entry in self._entries.values())
        return {hop for hop in found if hop is not None}

    def needs(self, hop: Hop) -> bool:
        """Whether a connection has to stay."""
        return any(entry.registration.hop == hop for entry in self._entries.values())

    def broke(self, hop: Hop) -> None:
        """Take it that what was sent to ``hop`` may not arrive."""
        for entry in list(self._entries.values()):
            entry.registration.broke(hop)

    def check_addresses(self) -> None:
        """Register anew where this machine is reached at another address, or has slept; call it regularly."""
        before, now = self._looked_at, (self._loop.time(), self._wall())
        has_slept = (now[1] - before[1]) - (now[0] - before[0]) > _SLEPT
        self._looked_at = now
        for entry in list(self._entries.values()):
            entry.registration.check_address(has_slept=has_slept)

    def _network_changed(self, before: frozenset[str], now: frozenset[str]) -> None:
        self.check_addresses()
        self._outside.stun.forget_failures()
        for entry in list(self._entries.values()):
            entry.registration.online()

    def _belongs(self, leg: OutsideLeg | None, call_id: str) -> None:
        if leg is None:
            self._legs.pop(call_id, None)
        else:
            self._legs[call_id] = leg
