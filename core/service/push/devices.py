"""Devices that are woken by push, each as its last REGISTER said (RFC 8599). Times are Unix seconds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from core.push.errors import PushError
from core.push.sip_parameters import (
    FEATURE_CAPS,
    NOT_SUPPORTED,
    NOT_SUPPORTED_REASON,
    UnknownProvider,
    asks_for_push,
    feature_caps,
    subscription_of,
    without_parameters,
)
from core.push.subscription import PushSubscription
from core.service.observed.journal import note
from core.service.registrar import Refusal
from core.service.routing.endpoints import Account, Instance
from core.sip.messages import Uri

log = logging.getLogger(__name__)

LIFETIME = 30 * 24 * 3600.0
"""Seconds after its last REGISTER for which a device is woken: a registration ends with its connection, and
this must not."""
PER_USER = 10


@dataclass(frozen=True, slots=True)
class PushDevice:
    """A device that may be woken."""

    endpoint: Instance
    contact: str
    subscription: PushSubscription = field(repr=False)
    expires_at: float


class DeviceKeeper(Protocol):
    """Where devices are kept over restarts."""

    def devices(self, now: float) -> Iterable[PushDevice]:
        """Return them."""

    def save_device(self, device: PushDevice) -> None:
        """Add or replace one."""

    def delete_device(self, end: Instance) -> None:
        """Forget one."""


class PushDevices:
    """All devices of one service that may be woken; ``vapid_key`` is what pushes are signed with.

    ``accepts``: whether a push may be sent to an endpoint at all, as far as can be told without sending.
    """

    def __init__(
        self,
        keeper: DeviceKeeper,
        vapid_key: str,
        accepts: Callable[[str, Account], bool],
        *,
        now: float,
    ) -> None:
        self._keeper = keeper
        self._vapid_key = vapid_key
        self._accepts = accepts
        self._devices: dict[Account, dict[Instance, PushDevice]] = {}
        for device in keeper.devices(now):
            self._devices.setdefault(device.endpoint.account, {})[device.endpoint] = device

    def __len__(self) -> int:
        return sum(map(len, self._devices.values()))

    # What the registrar needs (Wakeable).

    def registered(
        self, end: Instance, contact: Uri, ends_at: float | None, now: float
    ) -> tuple[tuple[str, str], ...]:
        """Take what a REGISTER says of push; return the headers that answer it. Raises ``Refusal``.

        One that says nothing ends it for this device (RFC 8599 section 4.1.1).
        """
        try:
            subscription = subscription_of(contact)
        except UnknownProvider:
            raise Refusal(NOT_SUPPORTED, NOT_SUPPORTED_REASON) from None
        except PushError as error:
            raise Refusal(400, f"Push parameters: {error}"[:120]) from None
        if subscription is None:
            self.forget(end)
            return ((FEATURE_CAPS, feature_caps(self._vapid_key)),) if asks_for_push(contact) else ()
        if not self._accepts(subscription.endpoint, end.account):
            # The device learns from the missing header that this subscription is no good (any more).
            self.forget(end)
            return ()
        until = now + LIFETIME if ends_at is None else min(now + LIFETIME, ends_at)
        self._keep(PushDevice(end, str(without_parameters(contact)), subscription, until))
        return ((FEATURE_CAPS, feature_caps(self._vapid_key)),)

    def endpoints(self, account: Account, now: float) -> list[tuple[Instance, str]]:
        """Return the devices of a user that may be woken, and their contacts."""
        return [
            (each.endpoint, each.contact)
            for each in self._devices.get(account, {}).values()
            if each.expires_at > now
        ]

    def forget(self, end: Instance) -> None:
        """Wake a device no more. Idempotent."""
        own = self._devices.get(end.account, {})
        if own.pop(end, None) is not None:
            self._keeper.delete_device(end)
            note(log, "push.off", user=end.user, application=end.application)
        if not own:
            self._devices.pop(end.account, None)

    def forget_account(self, account: Account, instance: str = "") -> None:
        """Wake no device of a user any more, or not the one."""
        for end in [each for each in self._devices.get(account, {}) if instance in ("", each.instance)]:
            self.forget(end)

    def forget_application(self, application: str) -> None:
        """Wake no device of an application's users any more."""
        for account in [each for each in self._devices if each.application == application]:
            self.forget_account(account)

    # What waking needs.

    def get(self, end: Instance, now: float) -> PushDevice | None:
        """Return a device that may be woken."""
        found = self._devices.get(end.account, {}).get(end)
        return found if found is not None and found.expires_at > now else None

    def gone(self, device: PushDevice) -> None:
        """Take it that a subscription is no more; a newer one of the same device stays."""
        found = self._devices.get(device.endpoint.account, {}).get(device.endpoint)
        if found is not None and found.subscription == device.subscription:
            self.forget(device.endpoint)

    def _keep(self, device: PushDevice) -> None:
        own = self._devices.setdefault(device.endpoint.account, {})
        if device.endpoint not in own:
            note(log, "push.on", user=device.endpoint.user, application=device.endpoint.application)
            if len(own) >= PER_USER:
                self.forget(min(own.values(), key=lambda each: each.expires_at).endpoint)
        self._devices.setdefault(device.endpoint.account, {})[device.endpoint] = device
        self._keeper.save_device(device)
