"""A server's side of one event package: takes PUBLISH and SUBSCRIBE, makes NOTIFYs (RFC 3903, RFC 6665 4.2).

Sans-I/O. The owner authenticates and authorises, hands requests in (``receive``), sends the answer, then what
``notifies`` gives, and tells what became of each (``notified``). Nothing a peer sends raises.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.sip.dialogs.dialog import Dialog
from core.sip.events.alarms import Alarms
from core.sip.events.event_values import Event, SubscriptionState
from core.sip.events.packages import EventPackage
from core.sip.events.published_states import PublishedStates, granted_expires, media_range_covers
from core.sip.ids import Ids
from core.sip.messages import NameAddr, ParseError, Request, Response, response_to

logger = logging.getLogger(__name__)

Document = TypeVar("Document")

MAX_WATCHES = 50_000
"""Subscriptions in all; 503 beyond."""

MAX_WATCHES_OF_ONE = 2_000
"""Subscriptions that one person has; 503 beyond."""

PACE = 1.0
"""Seconds between two changes that one subscription is told of; the state in between is passed over.

The answer to a SUBSCRIBE is no change: what happens right after it is told at once. RFC 3856 6.10 would have
5 s; people expect to see at once that somebody has come."""


@dataclass(slots=True, eq=False)
class Watch:
    """One subscription: who watches whom, and what they were told last."""

    entity: str
    watcher: str
    event: Event
    dialog: Dialog
    until: float
    changed_at: float = float("-inf")
    """When it was told of a change last."""
    told: bytes | None = None
    memory: object = None
    """For packages that tell changes: what the watcher knows."""
    is_out: bool = False
    is_due: bool = False
    is_over: str = ""


WatchKey = tuple[str, str, str]
"""Call-ID, our tag, their tag."""


@dataclass(frozen=True, slots=True)
class Notify:
    """A NOTIFY to send; hand its answer to ``StateAgent.notified`` with the same ``key``."""

    key: WatchKey
    watcher: str
    request: Request


class StateAgent(Generic[Document]):
    """The state of one event package for everybody of one server."""

    def __init__(self, package: EventPackage[Document], ids: Ids, contact: NameAddr) -> None:
        self._package = package
        self._ids = ids
        self._contact = contact
        self._watches: dict[WatchKey, Watch] = {}
        self._by_entity: dict[str, dict[WatchKey, None]] = {}
        self._by_watcher: Counter[str] = Counter()
        self._expiry = Alarms()
        self._pace = Alarms()
        self._notifies: list[Notify] = []
        self._states: PublishedStates[Document] = PublishedStates(package, ids, self._changed)
        self.counters: Counter[str] = Counter()
        """How often something odd happened, by name."""

    # --- looking --------------------------------------------------------------------------------------

    @property
    def watches(self) -> int:
        """How many subscriptions there are."""
        return len(self._watches)

    def documents_of(self, entity: str) -> list[Document]:
        """Return what is known of ``entity``."""
        return self._states.documents_of(entity)

    def watchers_of(self, entity: str) -> set[str]:
        """Return who watches ``entity``; nobody whose subscription is at its end."""
        watches = [self._watches[key] for key in self._by_entity.get(entity, {})]
        return {watch.watcher for watch in watches if not watch.is_over}

    def notifies(self) -> list[Notify]:
        """Return and forget the NOTIFYs to send."""
        drained, self._notifies = self._notifies, []
        return drained

    # --- the wire -------------------------------------------------------------------------------------

    def receive(
        self, request: Request, entity: str, sender: str, now: float, dialog: Dialog | None = None
    ) -> Response:
        """Take a PUBLISH or SUBSCRIBE that concerns ``entity`` and return its answer.

        ``sender`` is who was authenticated. The owner has made sure that it may publish for ``entity``, or
        watch it. A SUBSCRIBE inside a dialog finds its entity by itself, unless ``dialog`` is that of a call:
        programs older than RFC 6665 let a subscription share it (4.5.2), and its NOTIFYs are sent there.
        """
        try:
            if Event.of(request).package != self._package.name:
                raise ParseError("Bad Event", status=489)
            if request.method == "PUBLISH":
                return self._states.receive(request, entity, now)
            if request.to.tag is not None and (dialog is None or key_of(request) in self._watches):
                return self._renew(request, sender, now)
            return self._subscribe(request, entity, sender, now, dialog)
        except ParseError as error:
            headers = error.extra_headers
            if error.status == 489:
                headers = (*headers, ("Allow-Events", self._package.name))
            return response_to(request, error.status, error.reason, to_tag=self._ids.tag(), headers=headers)

    def notified(self, key: WatchKey, status: int, now: float) -> None:
        """Take the answer to a NOTIFY (408: none came, 503: it could not be sent).

        A refusal ends the subscription.
        """
        watch = self._watches.get(key)
        if watch is None:
            return
        watch.is_out = False
        if not 200 <= status < 300:
            self.counters["NOTIFY refused"] += 1
            self._forget(key)
        elif watch.is_due:
            self._tell(key, watch, now)
        elif watch.is_over:
            self._forget(key)

    def _subscribe(
        self, request: Request, entity: str, sender: str, now: float, shared: Dialog | None
    ) -> Response:
        expires = self._check_subscribe(request)
        if len(self._watches) >= MAX_WATCHES or self._by_watcher[sender] >= MAX_WATCHES_OF_ONE:
            self.counters["too many subscriptions"] += 1
            raise ParseError("Service Unavailable", status=503, extra_headers=(("Retry-After", "60"),))
        if request.contact is None or not request.contact.uri.is_sip:
            raise ParseError("Contact missing")
        if shared is not None:
            _take_in_order(request, shared)
        dialog = shared or Dialog.from_request(request, self._ids.tag())
        key = (request.call_id, dialog.local.tag or "", request.from_.tag or "")
        watch = Watch(entity, sender, Event.of(request), dialog, now + expires)
        self._watches[key] = watch
        self._by_entity.setdefault(entity, {})[key] = None
        self._by_watcher[sender] += 1
        return self._granted(request, key, watch, expires, now)

    def _renew(self, request: Request, sender: str, now: float) -> Response:
        key = key_of(request)
        watch = self._watches.get(key)
        if watch is None or watch.is_over or watch.watcher != sender or watch.event != Event.of(request):
            raise ParseError("Subscription Does Not Exist", status=481)
        expires = self._check_subscribe(request)
        _take_in_order(request, watch.dialog)
        return self._granted(request, key, watch, expires, now)

    def _check_subscribe(self, request: Request) -> int:
        if not media_range_covers(request, self._package.content_type):
            accept = (("Accept", self._package.content_type),)
            raise ParseError("Not Acceptable", status=406, extra_headers=accept)
        return granted_expires(request)

    def _granted(self, request: Request, key: WatchKey, watch: Watch, expires: int, now: float) -> Response:
        watch.until, watch.told = now + expires, None
        if expires == 0:
            watch.is_over = "timeout"
            self._expiry.cancel(key)
        else:
            self._expiry.set(key, watch.until)
        self._tell(key, watch, now, at_once=True)
        headers = (("Expires", str(expires)), ("Contact", str(self._contact)))
        return response_to(request, 200, to_tag=key[1], headers=headers)

    # --- what the server knows ------------------------------------------------------------------------

    def set_known(self, entity: str, source: str, document: Document | None, now: float) -> None:
        """Remember, or forget with None, what the server itself knows of ``entity`` from ``source``."""
        self._states.set_known(entity, source, document, now)

    def restore(self, entity: str, tag: str, body: bytes, until: float) -> None:
        """Put back what ``entity`` published before a restart, under its old tag; ParseError for nonsense."""
        self._states.restore(entity, tag, body, until)

    def forget_entity(self, entity: str, now: float) -> None:
        """Drop ``entity``, its state and those who watch it: there is no such person any more."""
        self._states.forget(entity, now)
        self._end(list(self._by_entity.get(entity, {})), "noresource", now)

    def end_watch(self, entity: str, watcher: str, now: float) -> None:
        """Tell ``watcher`` no more of ``entity``: it may not know any longer."""
        ours = [key for key in self._by_entity.get(entity, {}) if self._watches[key].watcher == watcher]
        self._end(ours, "rejected", now)

    def _end(self, keys: list[WatchKey], reason: str, now: float) -> None:
        for key in keys:
            watch = self._watches[key]
            watch.is_over, watch.told = reason, None
            self._expiry.cancel(key)
            self._tell(key, watch, now, at_once=True)

    # --- NOTIFY ---------------------------------------------------------------------------------------

    def _changed(self, entity: str, now: float) -> None:
        for key in list(self._by_entity.get(entity, {})):
            if not self._watches[key].is_over:
                self._tell(key, self._watches[key], now)

    def _tell(self, key: WatchKey, watch: Watch, now: float, *, at_once: bool = False) -> None:
        """Send NOTIFY, one at a time and not too often; what is not sent now is due later."""
        watch.is_due = True
        if watch.is_out:
            return
        free_at = watch.changed_at + PACE
        if not at_once and not watch.is_over and now < free_at:
            self._pace.set(key, free_at)
            return
        watch.is_due = False
        self._pace.cancel(key)
        is_secret = watch.is_over == "rejected"
        body = b"" if is_secret else self._body(watch)
        if body == watch.told and not watch.is_over:
            return
        watch.told, watch.is_out = body, True
        if not at_once:
            watch.changed_at = now
        self._notifies.append(Notify(key, watch.watcher, self._request(watch, body, now)))

    def _body(self, watch: Watch) -> bytes:
        """Return what a watcher is told now; what it was told last if there is nothing new."""
        return self._package.write(watch.entity, self.documents_of(watch.entity))

    def _request(self, watch: Watch, body: bytes, now: float) -> Request:
        left = max(int(watch.until - now), 0)
        active = SubscriptionState("active", left)
        state = SubscriptionState("terminated", reason=watch.is_over) if watch.is_over else active
        headers: list[tuple[str, object]] = [
            ("Event", watch.event),
            ("Subscription-State", state),
            ("Contact", self._contact),
        ]
        if body:
            headers.append(("Content-Type", self._package.content_type))
        return watch.dialog.request("NOTIFY", headers, body)

    def _forget(self, key: WatchKey) -> None:
        watch = self._watches.pop(key)
        self._expiry.cancel(key)
        self._pace.cancel(key)
        watched = self._by_entity.get(watch.entity, {})
        watched.pop(key, None)
        if not watched:
            self._by_entity.pop(watch.entity, None)
        self._by_watcher[watch.watcher] -= 1
        if self._by_watcher[watch.watcher] <= 0:
            del self._by_watcher[watch.watcher]

    # --- the clock ------------------------------------------------------------------------------------

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` must be called next, or None."""
        times = (self._states.next_timer(), self._expiry.next(), self._pace.next())
        return min((at for at in times if at is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Drop what nobody renewed and send what waited."""
        self._states.handle_timer(now)
        for key in self._expiry.take_due(now):
            self._end([_watch_key(key)], "timeout", now)
        for key in self._pace.take_due(now):
            self._tell(_watch_key(key), self._watches[_watch_key(key)], now)


def _take_in_order(request: Request, dialog: Dialog) -> None:
    if not dialog.takes(request):
        raise ParseError("out of order", status=500, extra_headers=(("Retry-After", "1"),))
    dialog.refresh_target(request)


def key_of(request: Request) -> WatchKey:
    """Return which subscription a SUBSCRIBE inside a dialog belongs to."""
    return request.call_id, request.to.tag or "", request.from_.tag or ""


def _watch_key(key: Hashable) -> WatchKey:
    assert isinstance(key, tuple)
    call_id, local, remote = key
    return call_id, local, remote
