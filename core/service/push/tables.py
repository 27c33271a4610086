"""Devices that are woken by push, mailboxes and their messages, in the service's database."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from core.push.errors import PushError
from core.push.subscription import PushSubscription
from core.service.data.database import Database
from core.service.push.devices import PushDevice
from core.service.push.mailboxes import Mailbox, Message
from core.service.routing.endpoints import Account, Instance

log = logging.getLogger(__name__)


class PushTables:
    """What push keeps over restarts; see ``Database`` for what becomes of a write that fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def devices(self, now: float) -> Iterator[PushDevice]:
        """Return the devices that may still be woken, forgetting the others."""
        self._database.change("DELETE FROM push_devices WHERE expires_at <= ?", (now,))
        for row in self._database.rows(
            "SELECT user, instance, reg_id, application, contact, endpoint, p256dh, auth, expires_at "
            "FROM push_devices"
        ):
            try:
                yield PushDevice(Instance(*row[:4]), row[4], PushSubscription(*row[5:8]), row[8])
            except PushError as error:
                log.info("a device that was to be woken by push is left out: %s", error)

    def save_device(self, device: PushDevice) -> None:
        """Add or replace a device."""
        end, told = device.endpoint, device.subscription
        self._database.change(
            "INSERT OR REPLACE INTO push_devices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                end.application,
                end.user,
                end.instance,
                end.reg_id,
                device.contact,
                told.endpoint,
                told.p256dh,
                told.auth,
                device.expires_at,
            ),
        )

    def delete_device(self, end: Instance) -> None:
        """Forget a device."""
        self._database.change(
            "DELETE FROM push_devices WHERE application = ? AND user = ? AND instance = ? AND reg_id = ?",
            (end.application, end.user, end.instance, end.reg_id),
        )

    def mailboxes(self) -> Iterator[Mailbox]:
        """Return the mailboxes, without messages."""
        for row in self._database.rows(
            "SELECT mailbox, endpoint, application, user, sender_key, used_at, origin FROM push_mailboxes"
        ):
            yield Mailbox(row[0], row[1], Account(row[2], row[3]), *row[4:])

    def save_mailbox(self, mailbox: Mailbox) -> None:
        """Add a mailbox, or keep when it was used."""
        self._database.change(
            "INSERT OR REPLACE INTO push_mailboxes "
            "(mailbox, endpoint, application, user, sender_key, used_at, origin) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                mailbox.mailbox_id,
                mailbox.endpoint_id,
                mailbox.owner.application,
                mailbox.owner.user,
                mailbox.sender_key,
                mailbox.used_at,
                mailbox.origin,
            ),
        )

    def delete_mailbox(self, mailbox_id: str) -> None:
        """Forget a mailbox and its messages."""
        self._database.change("DELETE FROM push_messages WHERE mailbox = ?", (mailbox_id,))
        self._database.change("DELETE FROM push_mailboxes WHERE mailbox = ?", (mailbox_id,))

    def messages(self) -> Iterator[Message]:
        """Return the messages, the oldest first."""
        for row in self._database.rows(
            "SELECT message, mailbox, body, expires_at, urgency, topic FROM push_messages ORDER BY number"
        ):
            yield Message(*row)

    def save_message(self, message: Message) -> None:
        """Add a message."""
        self._database.change(
            "INSERT OR REPLACE INTO push_messages (message, mailbox, body, expires_at, urgency, topic) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                message.message_id,
                message.mailbox_id,
                message.body,
                message.expires_at,
                message.urgency,
                message.topic,
            ),
        )

    def delete_message(self, message_id: str) -> None:
        """Forget a message."""
        self._database.change("DELETE FROM push_messages WHERE message = ?", (message_id,))
