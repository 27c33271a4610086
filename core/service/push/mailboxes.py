"""A push service's state without I/O: subscriptions, and messages that wait for their reader (RFC 8030).

All times are Unix seconds, passed in. Whoever knows a mailbox's address reads it, and whoever knows its
endpoint may send to it: both are long random texts, and neither can be told from the other.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from core.push.encryption import LARGEST_BODY
from core.service.routing.endpoints import Account

LONGEST_TTL = 7 * 24 * 3600
"""Seconds a message waits at most, whatever its sender asks for (RFC 8030 section 5.2)."""
UNUSED = 60 * 24 * 3600.0
"""Seconds after which a mailbox that nobody read is forgotten."""
MESSAGES = 32
"""That wait in one mailbox; beyond, the oldest goes."""
_TOPIC_LIMIT = 32
_TOPIC = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
URGENCIES = ("very-low", "low", "normal", "high")


class PushRefused(Exception):
    """A request that a push service refuses with ``status``.

    ``retry_after`` is in how many seconds it may be repeated (RFC 8030 section 8.4); 0: that is not said.
    """

    def __init__(self, status: int, code: str, message: str, *, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as its sender gave it. Raises ``PushRefused`` for what RFC 8030 does not allow."""

    body: bytes = field(repr=False)
    ttl: int
    urgency: str = "normal"
    topic: str = ""

    def __post_init__(self) -> None:
        if self.ttl < 0:
            raise PushRefused(400, "ttl", "Say in TTL how many seconds the message is good for.")
        if len(self.body) > LARGEST_BODY:
            raise PushRefused(413, "size", f"A push message may have {LARGEST_BODY} bytes at most.")
        if self.urgency not in URGENCIES:
            raise PushRefused(400, "urgency", f"Urgency must be one of {', '.join(URGENCIES)}.")
        if len(self.topic) > _TOPIC_LIMIT or not set(self.topic) <= _TOPIC:
            raise PushRefused(400, "topic", "A topic is 32 characters of base64url at most.")


@dataclass(frozen=True, slots=True)
class Message:
    """A message that waits, or that its reader has not acknowledged yet."""

    message_id: str = field(repr=False)
    mailbox_id: str = field(repr=False)
    body: bytes = field(repr=False)
    expires_at: float
    urgency: str = "normal"
    topic: str = ""


@dataclass(slots=True, eq=False)
class Mailbox:
    """One subscription. ``sender_key``: the only one who may send (RFC 8292 section 4); empty: anybody.

    ``origin`` is the one of its addresses, as the subscriber was told: what senders sign for. Empty for
    those of older versions.
    """

    mailbox_id: str = field(repr=False)
    endpoint_id: str = field(repr=False)
    owner: Account
    sender_key: str
    used_at: float
    origin: str = ""
    messages: OrderedDict[str, Message] = field(default_factory=OrderedDict, repr=False)
    reader: Callable[[Message], None] | None = field(default=None, repr=False)


class Keeper(Protocol):
    """Where mailboxes and messages are kept over restarts."""

    def mailboxes(self) -> Iterable[Mailbox]:
        """Return the mailboxes, without messages."""

    def save_mailbox(self, mailbox: Mailbox) -> None:
        """Add a mailbox, or keep when it was used."""

    def delete_mailbox(self, mailbox_id: str) -> None:
        """Forget a mailbox and its messages."""

    def messages(self) -> Iterable[Message]:
        """Return the messages."""

    def save_message(self, message: Message) -> None:
        """Add a message."""

    def delete_message(self, message_id: str) -> None:
        """Forget a message."""


class NothingKept:
    """A keeper that keeps nothing."""

    def mailboxes(self) -> Iterable[Mailbox]:
        """None."""
        return ()

    def save_mailbox(self, mailbox: Mailbox) -> None:
        """Nothing is kept."""

    def delete_mailbox(self, mailbox_id: str) -> None:
        """Nothing is kept."""

    def messages(self) -> Iterable[Message]:
        """None."""
        return ()

    def save_message(self, message: Message) -> None:
        """Nothing is kept."""

    def delete_message(self, message_id: str) -> None:
        """Nothing is kept."""


class Mailboxes:
    """All mailboxes of one service; ``per_user`` of one user, ``total`` of everybody."""

    def __init__(
        self,
        new_id: Callable[[], str],
        keeper: Keeper | None = None,
        *,
        per_user: int = 10,
        total: int = 100_000,
    ) -> None:
        self._new_id = new_id
        self._keeper: Keeper = keeper or NothingKept()
        self._per_user = per_user
        self._total = total
        self._boxes: dict[str, Mailbox] = {}
        self._by_endpoint: dict[str, Mailbox] = {}
        self._by_owner: dict[Account, list[Mailbox]] = {}
        self._by_message: dict[str, Mailbox] = {}
        for box in self._keeper.mailboxes():
            self._add(box)
        for message in self._keeper.messages():
            if (found := self._boxes.get(message.mailbox_id)) is not None:
                found.messages[message.message_id] = message
                self._by_message[message.message_id] = found

    def __len__(self) -> int:
        return len(self._boxes)

    def __contains__(self, box: object) -> bool:
        return isinstance(box, Mailbox) and self._boxes.get(box.mailbox_id) is box

    def __iter__(self) -> Iterator[Mailbox]:
        return iter(tuple(self._boxes.values()))

    @property
    def readers(self) -> int:
        """How many are being read."""
        return sum(box.reader is not None for box in self._boxes.values())

    def subscribe(self, owner: Account, sender_key: str, now: float, origin: str = "") -> Mailbox:
        """Open a mailbox; the user's own that was unused longest makes room. Raises ``PushRefused``."""
        own = self._by_owner.get(owner, [])
        if len(own) >= self._per_user:
            self.remove(min(own, key=lambda box: (box.reader is not None, box.used_at)))
        if len(self._boxes) >= self._total:
            raise PushRefused(503, "full", "This push service has no room for another subscription.")
        made = Mailbox(self._new_id(), self._new_id(), owner, sender_key, now, origin)
        self._add(made)
        self._keeper.save_mailbox(made)
        return made

    def get(self, mailbox_id: str) -> Mailbox:
        """Return a mailbox; raise ``PushRefused`` (410) for one that is no more."""
        found = self._boxes.get(mailbox_id)
        if found is None:
            raise PushRefused(410, "gone", "There is no such subscription any more.")
        return found

    def by_endpoint(self, endpoint_id: str) -> Mailbox | None:
        """Return the mailbox that this endpoint sends to."""
        return self._by_endpoint.get(endpoint_id)

    def remove(self, box: Mailbox) -> None:
        """Close a mailbox for good. Idempotent."""
        if self._boxes.pop(box.mailbox_id, None) is None:
            return
        self._by_endpoint.pop(box.endpoint_id, None)
        own = self._by_owner.get(box.owner, [])
        own.remove(box)
        if not own:
            self._by_owner.pop(box.owner, None)
        for message_id in box.messages:
            self._by_message.pop(message_id, None)
        box.messages.clear()
        box.reader = None
        self._keeper.delete_mailbox(box.mailbox_id)

    def remove_application(self, application: str) -> None:
        """Close the mailboxes of an application's users."""
        for box in self:
            if box.owner.application == application:
                self.remove(box)

    def push(self, box: Mailbox, delivery: Delivery, now: float) -> Message:
        """Take a message: its reader gets it now, or it waits. One of a topic takes the place of another."""
        for waiting in [
            each for each in box.messages.values() if delivery.topic and each.topic == delivery.topic
        ]:
            self._drop(box, waiting.message_id)
        ttl = min(delivery.ttl, LONGEST_TTL)
        message = Message(
            self._new_id(), box.mailbox_id, delivery.body, now + ttl, delivery.urgency, delivery.topic
        )
        if ttl > 0:
            box.messages[message.message_id] = message
            self._by_message[message.message_id] = box
            self._keeper.save_message(message)
            while len(box.messages) > MESSAGES:
                self._drop(box, next(iter(box.messages)))
        if box.reader is not None:
            box.reader(message)
        return message

    def read(self, box: Mailbox, reader: Callable[[Message], None] | None, now: float) -> list[Message]:
        """Give new messages to ``reader`` from now on; return those that waited. None: nobody reads it."""
        box.reader, box.used_at = reader, now
        self._keeper.save_mailbox(box)
        self._expire(box, now)
        return list(box.messages.values())

    def acknowledge(self, message_id: str) -> None:
        """Forget a message that its reader has (RFC 8030 section 6.2). Idempotent."""
        if (box := self._by_message.get(message_id)) is not None:
            self._drop(box, message_id)

    def expire(self, now: float) -> None:
        """Forget messages that are too old, and mailboxes that nobody has read for very long."""
        for box in self:
            self._expire(box, now)
            if box.reader is None and box.used_at + UNUSED <= now:
                self.remove(box)

    def _add(self, box: Mailbox) -> None:
        self._boxes[box.mailbox_id] = box
        self._by_endpoint[box.endpoint_id] = box
        self._by_owner.setdefault(box.owner, []).append(box)

    def _expire(self, box: Mailbox, now: float) -> None:
        for message in [each for each in box.messages.values() if each.expires_at <= now]:
            self._drop(box, message.message_id)

    def _drop(self, box: Mailbox, message_id: str) -> None:
        box.messages.pop(message_id, None)
        self._by_message.pop(message_id, None)
        self._keeper.delete_message(message_id)
