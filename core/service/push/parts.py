"""How the parts of push hang together in one service."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from core.push.errors import PushError
from core.push.keys import SCALAR_BYTES, new_private_key, private_key_from, scalar_of
from core.push.vapid import Sender
from core.service.config import Limits
from core.service.data.data_folder import kept_key
from core.service.data.database import Database
from core.service.errors import ServiceError, ServiceProblem
from core.service.gateway.networks import Networks
from core.service.outward import Outward
from core.service.push.config import PushConfig
from core.service.push.desk import PushDesk
from core.service.push.devices import PushDevices
from core.service.push.mailboxes import Mailboxes
from core.service.push.sender import PushSender
from core.service.push.tables import PushTables
from core.service.push.wakes import Wakes
from core.service.routing.router import Router

_KEY_FILE = "vapid.key"
_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class PushParts:
    """Push of one service."""

    mailboxes: Mailboxes
    devices: PushDevices
    desk: PushDesk
    public_key: str

    def drop_application(self, application: str, reason: str) -> None:
        """Forget all that users of an application have here."""
        self.devices.forget_application(application)
        self.mailboxes.remove_application(application)


def wire_push(
    config: PushConfig,
    limits: Limits,
    data_dir: Path,
    database: Database,
    router: Router,
    pump: Callable[[], None],
    *,
    domain: str,
    wall: Callable[[], float],
) -> PushParts:
    """Make the parts. Raises ``ServiceError``. On the running loop only."""
    tables = PushTables(database)
    mailboxes = Mailboxes(
        new_token,
        tables,
        per_user=limits.push_subscriptions_per_user,
        total=limits.push_subscriptions,
    )
    sender = PushSender(
        Sender(load_vapid_key(data_dir), config.contact),
        mailboxes,
        Outward(Networks(config.networks)),
        wall=wall,
    )
    devices = PushDevices(tables, sender.public_key, sender.accepts, now=wall())
    wakes = Wakes(devices, limits, domain=domain, new_token=new_token, wall=wall)
    desk = PushDesk(router, wakes, devices, sender, limits, pump)
    desk.tidy(lambda: mailboxes.expire(wall()))
    return PushParts(mailboxes, devices, desk, sender.public_key)


def new_token() -> str:
    """Return a text that nobody guesses, good in an address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def load_vapid_key(data_dir: Path) -> ec.EllipticCurvePrivateKey:
    """Return the key that pushes are signed with, made on first start: devices subscribe for it.

    Raises ``ServiceError``; a file that is no key is never replaced.
    """
    path = data_dir / _KEY_FILE
    damaged = f"The key of push messages in {path} is damaged. Move it away: devices then subscribe anew."
    scalar = kept_key(path, SCALAR_BYTES, damaged=damaged, make=lambda: scalar_of(new_private_key()))
    try:
        return private_key_from(scalar)
    except PushError as error:
        raise ServiceError(ServiceProblem.DATA_BROKEN, damaged, path=str(path)) from error
